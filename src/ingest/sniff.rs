//! What a file is, by its content; its name decides nothing.

use super::{ReadError, encoding, format::Format};

/// Finds the format of a file, or says why it is no paper.
pub fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    let head = &bytes[..bytes.len().min(4096)];
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if head.starts_with(b"%PDF-") || contains(&head[..head.len().min(1024)], b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return ole(bytes);
    }
    if head.starts_with(b"{\\rtf") {
        return Err(ReadError::Unsupported("rtf"));
    }
    for (magic, name) in [
        (&b"\x89PNG"[..], "png"),
        (b"\xFF\xD8\xFF", "jpeg"),
        (b"GIF8", "gif"),
        (b"II*\0", "tiff"),
        (b"MM\0*", "tiff"),
        (b"Rar!", "rar"),
        (b"7z\xBC\xAF", "7z"),
        (b"\x1F\x8B", "gzip"),
        (b"SQLite format 3\0", "sqlite"),
        (b"\x7FELF", "program"),
        (b"MZ\x90", "program"),
    ] {
        if head.starts_with(magic) {
            return Err(match name {
                "png" | "jpeg" | "gif" | "tiff" => ReadError::Scan,
                other => ReadError::Unsupported(other),
            });
        }
    }
    text(bytes)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|part| part == needle)
}

/// Tells zip containers apart by the names in their directory.
fn zip(bytes: &[u8]) -> Result<Format, ReadError> {
    // Names stand uncompressed in local headers and the directory at the end.
    let end = &bytes[bytes.len().saturating_sub(256 << 10)..];
    let start = &bytes[..bytes.len().min(256 << 10)];
    let has = |name: &[u8]| contains(end, name) || contains(start, name);
    if has(b"word/document") {
        Ok(Format::Docx)
    } else if has(b"xl/workbook") || has(b"opendocument.spreadsheet") {
        Err(ReadError::Table)
    } else if has(b"ppt/presentation") {
        Err(ReadError::Unsupported("pptx"))
    } else if has(b"OFD.xml") {
        Err(ReadError::Unsupported("ofd"))
    } else if has(b"opendocument.text") {
        Err(ReadError::Unsupported("odt"))
    } else if !contains(end, b"PK\x05\x06") {
        // Its directory stands at the end: the rest of it was cut off.
        Err(ReadError::Damaged("zip"))
    } else {
        Err(ReadError::Unsupported("zip"))
    }
}

/// Tells OLE containers apart by their stream names, which are UTF-16.
fn ole(bytes: &[u8]) -> Result<Format, ReadError> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if has("EncryptedPackage") {
        Err(ReadError::Encrypted)
    } else if has("WpsDocument") || has("WPS Office") && !has("WordDocument") {
        Ok(Format::Wps)
    } else if has("WordDocument") {
        Ok(Format::Doc)
    } else if has("Workbook") || has("Book") {
        Err(ReadError::Table)
    } else if has("PowerPoint Document") {
        Err(ReadError::Unsupported("ppt"))
    } else {
        Ok(Format::Wps)
    }
}

fn text(bytes: &[u8]) -> Result<Format, ReadError> {
    let decoded = encoding::decode(&bytes[..bytes.len().min(64 << 10)]);
    let sample = decoded.text;
    let mut all = 0usize;
    let mut strange = 0usize;
    for c in sample.chars() {
        all += 1;
        let control =
            c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{B}' | '\u{1B}');
        if control || c == '\u{FFFD}' {
            strange += 1;
        }
    }
    // Noise decodes to controls and replacement marks; a text has next to none.
    if strange * 8 > all {
        return Err(ReadError::Binary);
    }
    let lower: String = sample
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    let opens = [
        "<!doctype html",
        "<html",
        "<?xml",
        "<meta",
        "<head",
        "<body",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<span",
        "<style",
    ]
    .iter()
    .any(|tag| lower.starts_with(tag));
    if opens || lower.contains("<html") || lower.contains("<body") {
        // An .xls that is an HTML table reads as any page.
        return Ok(Format::Html);
    }
    Ok(Format::Txt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(sniff("关于培训的建议".as_bytes()).unwrap(), Format::Txt);
        assert_eq!(sniff(b"<html><body>x</body></html>").unwrap(), Format::Html);
        assert_eq!(sniff(b"%PDF-1.4 x").unwrap(), Format::Pdf);
        assert!(matches!(sniff(b""), Err(ReadError::Empty)));
        assert!(matches!(sniff(b" \r\n"), Err(ReadError::Empty)));
        assert!(matches!(
            sniff(b"{\\rtf1"),
            Err(ReadError::Unsupported("rtf"))
        ));
        assert!(matches!(
            sniff(b"PK\x03\x04 xl/workbook.xml"),
            Err(ReadError::Table)
        ));
        assert!(matches!(
            sniff(&[1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3]),
            Err(ReadError::Binary)
        ));
    }
}
