//! Word 97 to 2003, through `undoc`; what it cannot read goes to an installed converter.

use super::{Outside, ReadError, docx, format::Extracted, outside};

/// Reads a .doc.
pub fn read(bytes: &[u8], tools: &Outside) -> Result<Extracted, ReadError> {
    match docx::parse(bytes, "doc") {
        Ok(text) => Ok(Extracted::plain(text)),
        Err(ReadError::Encrypted) => Err(ReadError::Encrypted),
        Err(first) => match outside::convert(bytes, "doc", tools) {
            Ok(text) => Ok(Extracted {
                fallback: Some("soffice"),
                ..Extracted::plain(text)
            }),
            Err(ReadError::NoConverter(_)) => Err(first),
            Err(other) => Err(other),
        },
    }
}
