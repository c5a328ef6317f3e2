//! Which encoding a text file is in: BOM, valid UTF-8, UTF-16 without BOM, detection, GB18030.
//!
//! The order is measured: chardetng alone takes UTF-16 without a BOM for windows-1252 or GBK, and
//! short GBK texts need the hint that they are Chinese.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text and how it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Whether the bytes left no doubt.
    pub certain: bool,
    /// Whether some bytes could not be decoded.
    pub lossy: bool,
}

/// Decodes the bytes of a text file.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[bom..], true);
    }
    // NUL bytes are valid UTF-8, and no text has them: look at UTF-16 first when there are any.
    if let Some(encoding) = utf16(bytes) {
        return settled(with(encoding, bytes, false));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.to_string(),
            encoding: UTF_8.name(),
            certain: true,
            lossy: false,
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // GB18030 reads everything GBK does and the rare characters of names besides.
    let first = if guess == GBK { GB18030 } else { guess };
    let mut best = with(first, bytes, false);
    for other in [GB18030, UTF_8, BIG5] {
        if other == first {
            continue;
        }
        let candidate = with(other, bytes, false);
        if quality(&candidate.text) > quality(&best.text) + 10 {
            best = candidate;
        }
    }
    settled(best)
}

/// Bytes that decode to a Chinese text without a slip leave no doubt; short ones may.
fn settled(decoded: Decoded) -> Decoded {
    let certain =
        !decoded.lossy && decoded.text.chars().count() >= 30 && quality(&decoded.text) >= 90;
    Decoded { certain, ..decoded }
}

fn with(encoding: &'static Encoding, bytes: &[u8], certain: bool) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        certain: certain && !lossy,
        lossy,
    }
}

/// How much of a text is what Chinese papers are made of, in percent; lost characters count against.
fn quality(text: &str) -> i64 {
    let (mut all, mut good, mut lost) = (0i64, 0i64, 0i64);
    for c in text.chars().take(20_000) {
        all += 1;
        match c {
            // The everyday block, punctuation, ASCII text.
            '\u{4E00}'..='\u{9FFF}'
            | '\u{3000}'..='\u{3011}'
            | '\u{FF00}'..='\u{FF5E}'
            | ' '..='~'
            | '\n'
            | '\r'
            | '\t'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '—'
            | '…'
            | '〔'
            | '〕'
            | '·' => good += 1,
            '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => lost += 1,
            _ => {}
        }
    }
    if all == 0 {
        0
    } else {
        (good - lost * 4) * 100 / all
    }
}

/// Recognises UTF-16 without a BOM by its NUL bytes, or by the page statistics of Chinese text.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    if sample.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = sample.len() / 2;
    let high_byte = |at: usize| {
        let mut nul = 0usize;
        let mut cjk = 0usize;
        let mut signs = 0usize;
        for pair in sample.chunks_exact(2) {
            let (high, low) = (pair[at], pair[1 - at]);
            match high {
                0x00 if matches!(low, 0x09 | 0x0A | 0x0D | 0x20..=0x7E) => nul += 1,
                0x4E..=0x9F => cjk += 1,
                0x30 | 0xFF | 0x20 => signs += 1,
                _ => {}
            }
        }
        (nul, cjk, signs)
    };
    for (encoding, at) in [(UTF_16LE, 1), (UTF_16BE, 0)] {
        let (nul, cjk, signs) = high_byte(at);
        let explained = nul + cjk + signs;
        // Chinese text without any line end or digit is rare; GBK text explains far fewer pairs.
        if explained * 100 >= pairs * 95
            && (nul + signs) * 100 >= pairs
            && (nul > 0 || signs * 20 >= pairs)
        {
            let decoded = with(encoding, bytes, false);
            let looks_utf8 = std::str::from_utf8(bytes).is_ok_and(|t| !t.contains('\0'));
            if !decoded.lossy && !looks_utf8 {
                return Some(encoding);
            }
        }
    }
    None
}

/// Tries to mend a text that was decoded as GBK although it was UTF-8; `None` when it does not fit.
pub fn mended(text: &str) -> Option<String> {
    let (bytes, _, failed) = GB18030.encode(text);
    if failed {
        return None;
    }
    let again = String::from_utf8_lossy(&bytes);
    let lost = again.chars().filter(|c| *c == '\u{FFFD}').count();
    let all = again.chars().count();
    (all > 0 && lost * 6 < all && quality(&again) > 40).then(|| again.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "关于加强技能人才培训的建议\n林小满代表：您好！2023年4月12日";

    #[test]
    fn every_encoding_in_use_is_found() {
        let (gbk, _, _) = GBK.encode(TEXT);
        let (rare, _, _) = GB18030.encode("提案人：㛃𠮷，关于加强技能人才培训的提案");
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let bom: Vec<u8> = [&[0xFF, 0xFE], little.as_slice()].concat();
        for (bytes, name) in [
            (TEXT.as_bytes(), "UTF-8"),
            (&*gbk, "gb18030"),
            (&little, "UTF-16LE"),
            (&big, "UTF-16BE"),
            (&bom, "UTF-16LE"),
        ] {
            let decoded = decode(bytes);
            assert_eq!(decoded.encoding, name);
            assert_eq!(decoded.text, TEXT, "{name}");
        }
        assert!(decode(&rare).text.contains("㛃𠮷"));
        assert_eq!(decode(b"").text, "");
    }

    #[test]
    fn utf8_read_as_gbk_can_be_mended() {
        let text = TEXT.repeat(3);
        let (wrong, _, _) = GB18030.decode(text.as_bytes());
        assert!(mended(&wrong).is_some_and(|t| t.contains("技能人才")));
        assert_eq!(mended("青石县人民政府关于加强技能人才培训的通知"), None);
    }
}
