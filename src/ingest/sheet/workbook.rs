//! Workbooks (.xlsx, .xls, .ods), through `calamine`, behind a size cap and a panic fence.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};
use chrono::NaiveDate;

use super::{Book, Cell, ReadError, Sheet};
use crate::{ingest::docx::check_unpacked, text::clean};

pub(super) fn read(bytes: &[u8]) -> Result<Book, ReadError> {
    if bytes.starts_with(b"PK") {
        check_unpacked(bytes, "xlsx")?;
    }
    catch_unwind(AssertUnwindSafe(|| open(bytes))).map_err(|_| ReadError::Damaged("xlsx"))?
}

fn open(bytes: &[u8]) -> Result<Book, ReadError> {
    let mut workbook =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| ReadError::Damaged("xlsx"))?;
    let format = match &workbook {
        Sheets::Xls(_) => "xls",
        Sheets::Xlsx(_) => "xlsx",
        Sheets::Xlsb(_) => "xlsb",
        Sheets::Ods(_) => "ods",
    };
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        // A sheet of charts has no cells; the others go on.
        if let Ok(range) = workbook.worksheet_range(&name) {
            sheets.push(sheet(&name, &range));
        }
    }
    Ok(Book {
        format,
        encoding: None,
        sheets,
    })
}

fn sheet(name: &str, range: &Range<Data>) -> Sheet {
    let (row, column) = range.start().unwrap_or_default();
    let rows = range.rows().map(|cells| {
        // Columns are counted from A, wherever the filled part begins.
        let before = std::iter::repeat_n(Cell::Empty, column as usize);
        before.chain(cells.iter().map(cell)).collect()
    });
    Sheet {
        name: clean::line(name).text,
        first_row: row as usize + 1,
        rows: rows.collect(),
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(true) => Cell::text("是"),
        Data::Bool(false) => Cell::text("否"),
        Data::DateTime(moment) if moment.is_datetime() => match moment.as_datetime() {
            Some(moment) => Cell::Day(moment.date()),
            None => Cell::Number(moment.as_f64()),
        },
        Data::DateTime(length) => Cell::Number(length.as_f64()),
        // 2023-04-12, 2023-04-12T00:00:00: ods.
        Data::DateTimeIso(text) => {
            match text.get(..10).and_then(|day| day.parse::<NaiveDate>().ok()) {
                Some(day) => Cell::Day(day),
                None => Cell::text(text),
            }
        }
        // #N/A, #REF!: shown as the office program shows it, and bad wherever a value is needed.
        Data::Error(error) => Cell::text(&error.to_string()),
    }
}
