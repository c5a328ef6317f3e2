//! Tables in every form offices keep them: .xlsx, .xls, .ods, .csv in any Chinese encoding, and the
//! .xls that is a web page. What a file is, its content says; its name decides nothing.
//!
//! A cell keeps what it was: a number is not yet a day nor an item's number, because only the
//! column says whether 45028 is a day and whether 37 lost its zeros. Text is cleaned here.

mod docx;
pub mod header;
mod html;
pub mod layout;
pub mod mapping;
mod text;
mod workbook;

use chrono::NaiveDate;

use super::{
    ReadError, encoding,
    format::{Format, MAX_BYTES},
    html as page, sniff,
};
use crate::text::clean;

/// A cell, as the file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or blanks.
    #[default]
    Empty,
    /// Text, cleaned and without blanks around it; may have several lines.
    Text(String),
    /// A number: a count, a serial day, or an item's number that lost its zeros.
    Number(f64),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    /// Returns the cell of a text from outside.
    pub fn text(raw: &str) -> Self {
        // A mark over a blank stands alone once the blank is gone, and goes with the next cleaning.
        let mut text = clean::paper(raw.trim()).text;
        while text.trim() != text || !clean::is_clean(&text) {
            text = clean::paper(text.trim()).text;
        }
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    }

    /// Returns whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// Returns the cell as people read it: whole numbers without a point, days as `YYYY-MM-DD`.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            // f64 prints 37 for 37.0 and never an exponent.
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
        }
    }
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty where the format has none.
    pub name: String,
    /// The file's number of the first row, from 1.
    pub first_row: usize,
    /// The rows, of any length each.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Returns a row as the file counts it, from 1.
    pub fn line_of(&self, row: usize) -> usize {
        self.first_row + row
    }
}

/// A file of tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// What it is: `xlsx`, `xls`, `ods`, `csv`, `html`, `jsonl`.
    pub format: &'static str,
    /// The encoding, of text formats.
    pub encoding: Option<&'static str>,
    /// Its tables with anything in them.
    pub sheets: Vec<Sheet>,
}

/// Reads the tables of a file.
///
/// # Errors
/// When it is empty, damaged, encrypted, too large, or no table of a known format.
pub fn read(bytes: &[u8]) -> Result<Book, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut book = match sniff::sniff(bytes) {
        Err(ReadError::Table) => workbook::read(bytes)?,
        Ok(Format::Html) => {
            let decoded = page::decoded(bytes);
            Book {
                format: "html",
                encoding: Some(decoded.encoding),
                sheets: html::tables(&decoded.text),
            }
        }
        Ok(Format::Txt) => {
            let decoded = encoding::decode(bytes);
            let (format, sheet) = text::read(&decoded.text);
            Book {
                format,
                encoding: Some(decoded.encoding),
                sheets: vec![sheet],
            }
        }
        Ok(other) => return Err(ReadError::Unsupported(other.name())),
        Err(error) => return Err(error),
    };
    book.sheets
        .retain(|sheet| sheet.rows.iter().flatten().any(|cell| !cell.is_empty()));
    if book.sheets.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(book)
}

/// Reads the tables of a file, those inside a paper too: papers are not looked at for tables unless
/// somebody says that there is one.
///
/// # Errors
/// As [`read`].
pub fn read_with_papers(bytes: &[u8]) -> Result<Book, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    if sniff::sniff(bytes) != Ok(Format::Docx) {
        return read(bytes);
    }
    let sheets = docx::tables(bytes)?;
    let has_rows = |sheet: &Sheet| sheet.rows.iter().flatten().any(|cell| !cell.is_empty());
    if !sheets.iter().any(has_rows) {
        return Err(ReadError::Empty);
    }
    Ok(Book {
        format: "docx",
        encoding: None,
        sheets: sheets.into_iter().filter(has_rows).collect(),
    })
}

/// Reads the first part of a text as a table; returns the sign between its cells too.
pub fn head_of_text(text: &str) -> (u8, Sheet) {
    text::table(text)
}

/// How much of a text is enough to know its header. Chosen by us: twenty long rows stay below.
const HEAD: usize = 64 << 10;

/// Reads the tables of a file as far as their headers can reach; of a text its first part alone.
///
/// # Errors
/// As [`read`].
pub fn head(bytes: &[u8]) -> Result<Book, ReadError> {
    let packed = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]);
    if packed || bytes.len() <= HEAD {
        return read(bytes);
    }
    // A cut inside a character or a row spoils the last row alone; of lines of JSON it would spoil all.
    let cut = if bytes.trim_ascii_start().starts_with(b"{") {
        let end = bytes[..HEAD].iter().rposition(|byte| *byte == b'\n');
        end.unwrap_or(HEAD)
    } else {
        HEAD
    };
    read(&bytes[..cut])
}

#[cfg(test)]
mod tests;
