//! The formats a paper comes in, one row each: how it is named and who reads it.

use super::{Outside, ReadError, doc, docx, encoding, html, outside, pdf, txt};

/// Files over this size are refused: a paper of fifty scanned pages stays below. Chosen by us.
pub const MAX_BYTES: usize = 64 << 20;
/// Text over this many bytes is cut, with a problem: a year's ledger as text stays below. Chosen by us.
pub const MAX_TEXT: usize = 8 << 20;

/// Text out of a file, with what was learned on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The text, not yet cleaned.
    pub text: String,
    /// The encoding, of text formats.
    pub encoding: Option<&'static str>,
    /// Whether the encoding is only likely.
    pub unsure_encoding: bool,
    /// A fallback that was used and may have lost layout.
    pub fallback: Option<&'static str>,
}

impl Extracted {
    /// Text that needed no decoding by us.
    pub fn plain(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Text decoded from bytes.
    pub fn decoded(decoded: &encoding::Decoded, text: String) -> Self {
        Self {
            text,
            encoding: Some(decoded.encoding),
            unsure_encoding: !decoded.certain,
            fallback: None,
        }
    }
}

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Txt,
    /// A web page, also under the name .doc.
    Html,
    /// Word 2007 and later.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// WPS, through an installed converter.
    Wps,
    /// PDF with text.
    Pdf,
}

/// A reader of one format.
pub type Reader = fn(&[u8], &Outside) -> Result<Extracted, ReadError>;

/// Every format: its short name, and who reads it.
pub const FORMATS: &[(Format, &str, Reader)] = &[
    (Format::Txt, "txt", |bytes, _| Ok(txt::read(bytes))),
    (Format::Html, "html", |bytes, _| html::read(bytes)),
    (Format::Docx, "docx", |bytes, _| docx::read(bytes)),
    (Format::Doc, "doc", doc::read),
    (Format::Wps, "wps", |bytes, tools| {
        outside::convert(bytes, "wps", tools).map(Extracted::plain)
    }),
    (Format::Pdf, "pdf", pdf::read),
];

impl Format {
    /// Returns the short name.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Returns the reader.
    pub fn reader(self) -> Reader {
        self.row().2
    }

    fn row(self) -> &'static (Format, &'static str, Reader) {
        FORMATS
            .iter()
            .find(|(format, ..)| *format == self)
            .expect("every format has a row; a test looks")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_row() {
        for format in [
            Format::Txt,
            Format::Html,
            Format::Docx,
            Format::Doc,
            Format::Wps,
            Format::Pdf,
        ] {
            assert!(!format.name().is_empty());
        }
    }
}
