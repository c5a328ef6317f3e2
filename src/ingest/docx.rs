//! Word 2007 and later, through `undoc`, behind a size cap and a panic fence.

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{Cursor, Read, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
};

use super::{ReadError, format::Extracted};

/// Unpacked parts over this many bytes together are a bomb, not a paper. Chosen by us.
const MAX_UNPACKED: u64 = 256 << 20;
/// The text part itself; a paper's is below one megabyte.
const MAX_PART: u64 = 48 << 20;

/// Reads a .docx.
pub fn read(bytes: &[u8]) -> Result<Extracted, ReadError> {
    check_unpacked(bytes, "docx")?;
    let whole = with_types(bytes).map_err(|_| ReadError::Damaged("docx"))?;
    parse(&whole, "docx").map(Extracted::plain)
}

/// The list of part types; `undoc` will not look at a package without one.
const TYPES: &str = "[Content_Types].xml";

/// Adds the list of part types where a small exporter left it out; Word opens such files too.
fn with_types(bytes: &[u8]) -> zip::result::ZipResult<Cow<'_, [u8]>> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    if archive.index_for_name(TYPES).is_some() {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut writer = zip::ZipWriter::new_append(Cursor::new(bytes.to_vec()))?;
    writer.start_file(TYPES, zip::write::SimpleFileOptions::default())?;
    writer.write_all(
        br#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
    )?;
    Ok(Cow::Owned(writer.finish()?.into_inner()))
}

/// Unpacks every part once without keeping it, and stops at the caps: declared sizes can lie.
pub(super) fn check_unpacked(bytes: &[u8], format: &'static str) -> Result<(), ReadError> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged(format))?;
    let mut total = 0u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => ReadError::Encrypted,
            _ => ReadError::Damaged(format),
        })?;
        let cap = if part.name().is_ok_and(|name| name.ends_with(".xml")) {
            MAX_PART
        } else {
            MAX_UNPACKED
        };
        let unpacked = std::io::copy(&mut part.take(cap + 1), &mut std::io::sink())
            .map_err(|_| ReadError::Damaged(format))?;
        total += unpacked;
        if unpacked > cap || total > MAX_UNPACKED {
            return Err(ReadError::TooLarge);
        }
    }
    Ok(())
}

/// Hands out every table of a Word file with the paragraph that stands before it.
///
/// # Errors
/// As [`read`].
pub fn each_table(
    bytes: &[u8],
    mut take: impl FnMut(&str, &undoc::Table),
) -> Result<(), ReadError> {
    check_unpacked(bytes, "docx")?;
    let whole = with_types(bytes).map_err(|_| ReadError::Damaged("docx"))?;
    let document = opened(&whole, "docx")?;
    let mut above = String::new();
    for block in document.sections.iter().flat_map(|own| &own.content) {
        match block {
            undoc::Block::Paragraph(paragraph) => {
                let text = paragraph.plain_text();
                if !text.trim().is_empty() {
                    above = text;
                }
            }
            undoc::Block::Table(table) => {
                take(&above, table);
                above.clear();
            }
            _ => {}
        }
    }
    Ok(())
}

fn opened(bytes: &[u8], format: &'static str) -> Result<undoc::Document, ReadError> {
    catch_unwind(AssertUnwindSafe(|| undoc::parse_bytes(bytes)))
        .map_err(|_| ReadError::Damaged(format))?
        .map_err(|error| {
            if error.kind() == undoc::ErrorKind::Encrypted {
                ReadError::Encrypted
            } else {
                ReadError::Damaged(format)
            }
        })
}

/// Parses a Word file with `undoc`; a panic in it is a damaged file.
pub fn parse(bytes: &[u8], format: &'static str) -> Result<String, ReadError> {
    let document = opened(bytes, format)?;
    let text = catch_unwind(AssertUnwindSafe(|| text_of(&document)))
        .map_err(|_| ReadError::Damaged(format))?;
    if text.trim().is_empty() {
        // Pictures of pages, or nothing at all.
        return Err(if document.resources.is_empty() {
            ReadError::Empty
        } else {
            ReadError::Scan
        });
    }
    Ok(text)
}

/// Writes paragraphs as lines and table rows as cells with tabs between them.
fn text_of(document: &undoc::Document) -> String {
    let mut out = String::new();
    for section in &document.sections {
        for block in &section.content {
            match block {
                undoc::Block::Paragraph(paragraph) => {
                    let text = paragraph.plain_text().replace("\n---\n", "\n");
                    // Word's own numbering is not in the text; its form (一、, 1.) is not told.
                    let number = paragraph.list_info.as_ref().and_then(|list| list.number);
                    if let Some(number) = number.filter(|_| !text.trim().is_empty()) {
                        let _ = write!(out, "{number}.");
                    }
                    out.push_str(&text);
                    out.push('\n');
                }
                undoc::Block::Table(table) => table_text(table, &mut out),
                _ => {}
            }
        }
    }
    out
}

fn table_text(table: &undoc::Table, out: &mut String) {
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(undoc::Cell::plain_text).collect();
        let long = cells
            .iter()
            .any(|cell| cell.contains('\n') || cell.chars().count() > 60);
        // A cell that holds paragraphs (内容) is text of its own, not a column.
        let between = if long { "\n" } else { "\t" };
        out.push_str(&cells.join(between));
        out.push('\n');
        for cell in &row.cells {
            for nested in &cell.nested_tables {
                table_text(nested, out);
            }
        }
    }
}
