//! A table as .csv (RFC 4180), in UTF-8. Lines end as everywhere on this machine, with LF: Excel and
//! WPS read both.

use super::{Table, guarded};

/// Whether the file begins with a byte order mark, by which Excel knows UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bom {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Writes a table as .csv: the header and the rows.
///
/// # Panics
/// Never: the bytes are written into memory, and every row has the header's width or is told apart
/// by the flexible writer.
pub fn csv(table: &Table, bom: Bom) -> Vec<u8> {
    let mut bytes = match bom {
        Bom::Yes => "\u{FEFF}".as_bytes().to_vec(),
        Bom::No => Vec::new(),
    };
    let mut writer = ::csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(&mut bytes);
    let header = table.columns.iter().map(|column| guarded(&column.label));
    let done = writer.write_record(header).and_then(|()| {
        table
            .rows
            .iter()
            .try_for_each(|row| writer.write_record(row.iter().map(|cell| guarded(cell))))
    });
    done.and_then(|()| Ok(writer.flush()?))
        .expect("memory takes every byte, and a flexible writer every row");
    drop(writer);
    bytes
}
