//! Why nothing could be read from a file.

use std::fmt;

/// Why a file gave no paper at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing but blanks.
    Empty,
    /// Neither a known format nor text.
    Binary,
    /// A format that is not read; its short name.
    Unsupported(&'static str),
    /// A table (xlsx, xls, ods): not a paper.
    Table,
    /// Pictures of pages; there is no text in it.
    Scan,
    /// Protected by a password.
    Encrypted,
    /// Truncated or broken; the format it claims to be.
    Damaged(&'static str),
    /// Over the size cap, packed or unpacked.
    TooLarge,
    /// The format needs a converter that is not installed.
    NoConverter(&'static str),
    /// The installed converter could not read it.
    ConverterFailed,
}

impl ReadError {
    /// Returns the stable code for JSON.
    pub fn code(self) -> &'static str {
        match self {
            ReadError::Empty => "empty",
            ReadError::Binary => "binary",
            ReadError::Unsupported(_) => "unsupported",
            ReadError::Table => "table",
            ReadError::Scan => "scan",
            ReadError::Encrypted => "encrypted",
            ReadError::Damaged(_) => "damaged",
            ReadError::TooLarge => "too_large",
            ReadError::NoConverter(_) => "no_converter",
            ReadError::ConverterFailed => "converter_failed",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("the file is empty"),
            ReadError::Binary => f.write_str("this is neither text nor a known document format"),
            ReadError::Unsupported("rtf") => {
                f.write_str("RTF is not read; save it as .docx or .txt and import that")
            }
            ReadError::Unsupported(name) => {
                write!(
                    f,
                    "{name} is not read; save it as .docx or .txt and import that"
                )
            }
            ReadError::Table => f.write_str("this is a table, not a paper"),
            ReadError::Scan => f.write_str(
                "there is no text in it, only pictures of pages; type it in or get the text",
            ),
            ReadError::Encrypted => f.write_str("it is protected by a password"),
            ReadError::Damaged(format) => write!(f, "the {format} file is damaged or cut short"),
            ReadError::TooLarge => f.write_str("it is too large for a paper"),
            ReadError::NoConverter(format) => write!(
                f,
                "a .{format} file of this kind needs LibreOffice (soffice), which is not installed; save it as .docx"
            ),
            ReadError::ConverterFailed => {
                f.write_str("LibreOffice could not convert it; save it as .docx and import that")
            }
        }
    }
}

impl std::error::Error for ReadError {}
