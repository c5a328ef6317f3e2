//! The forms a letter can leave in, one file each.
//!
//! A form takes a letter as it is put on paper and gives the bytes of a file. To add one: its file,
//! and a row in [`OUTPUTS`].

use std::{fmt, sync::Arc};

use super::page::{Face, Paper};

mod docx;
mod md;
mod pdf;
mod txt;

#[cfg(test)]
mod tests;

pub use docx::{document_docx, docx};
pub use md::markdown;
pub use pdf::pdf;
pub use txt::plain;

/// A form of output.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// The name it is asked for by.
    pub name: &'static str,
    /// Its Chinese name.
    pub label: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// Makes the file of a letter, with typefaces where the form embeds them.
    pub write: fn(&Paper<'_>, &dyn Fonts) -> Result<Made, Unwritten>,
}

/// All forms, in the order they are offered.
pub const OUTPUTS: [Output; 4] = [
    Output {
        name: "txt",
        label: "纯文本",
        extension: "txt",
        write: |paper, _| Ok(stamped(paper, plain(paper.text)).into_bytes().into()),
    },
    Output {
        name: "md",
        label: "Markdown",
        extension: "md",
        write: |paper, _| Ok(stamped(paper, markdown(paper.text)).into_bytes().into()),
    },
    Output {
        name: "docx",
        label: "Word 文档",
        extension: "docx",
        write: |paper, _| Ok(docx(paper).into()),
    },
    Output {
        name: "pdf",
        label: "PDF",
        extension: "pdf",
        write: pdf,
    },
];

/// Writes the word that tells what a copy is above its text.
fn stamped(paper: &Paper<'_>, text: String) -> String {
    match paper.stamp {
        "" => text,
        stamp => format!("【{stamp}】\n\n{text}"),
    }
}

/// Finds a form by name.
pub fn named(name: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.name == name)
}

/// A file that was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The characters that no typeface at hand has; they are blank in the file.
    pub missing: String,
}

impl From<Vec<u8>> for Made {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            missing: String::new(),
        }
    }
}

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritten {
    /// No freely licensed typeface with Chinese is installed.
    NoFont,
    /// A typeface cannot be read.
    BadFont(String),
    /// The file itself could not be put together.
    Failed(String),
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFont => f.write_str("no freely licensed Chinese typeface is installed"),
            Self::BadFont(name) => write!(f, "the typeface {name} cannot be read"),
            Self::Failed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unwritten {}

/// A typeface as a file holds it.
#[derive(Debug, Clone)]
pub struct Font {
    /// The name of its family.
    pub name: String,
    /// The file.
    pub data: Arc<Vec<u8>>,
    /// Which face of a collection it is.
    pub index: u32,
}

/// Where typefaces come from.
pub trait Fonts {
    /// Returns the typefaces for a face, the nearest first.
    fn of(&self, face: Face) -> Vec<Font>;
}

/// No typefaces at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFonts;

impl Fonts for NoFonts {
    fn of(&self, _: Face) -> Vec<Font> {
        Vec::new()
    }
}
