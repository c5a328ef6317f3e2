//! A table as .xlsx, ready to be read and printed: frozen header, widths by content, days as days,
//! A4 on its side, as wide as the page, the header and the page's number on every page.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::{Column, ColumnKind, Table};
use crate::text::width;

/// Why a workbook could not be written: more rows or longer cells than the format has room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XlsxError(pub String);

impl std::fmt::Display for XlsxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for XlsxError {}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// ISO/ECMA paper code of A4.
const A4: u8 = 9;
/// The narrowest and the widest column, in characters. Chosen by us: a title of 20 characters fits
/// one line, a longer one is wrapped.
const WIDTHS: (usize, usize) = (6, 44);
/// How many rows decide on the widths. Chosen by us, for speed.
const WIDTH_ROWS: usize = 2_000;

/// Writes a table as a workbook of one sheet.
///
/// # Errors
/// When the format has no room for it.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    if !table.name.is_empty() {
        sheet.set_name(sheet_name(&table.name))?;
    }
    let last = table.columns.len().saturating_sub(1) as u16;
    let head = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin);
    let mut row = 0;
    if let Some(title) = &table.title {
        let big = Format::new()
            .set_bold()
            .set_font_size(16)
            .set_align(FormatAlign::Center);
        if last > 0 {
            sheet.merge_range(0, 0, 0, last, title, &big)?;
        } else {
            sheet.write_string_with_format(0, 0, title, &big)?;
        }
        row = 1;
    }
    for (column, own) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(row, column, &own.label, &head)?;
        sheet.set_column_width(column, width_of(table, usize::from(column)) as f64)?;
    }
    // The header stays on the screen and comes on every page; so does the title above it.
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(0, row)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    // As wide as the page, as long as it is.
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C&P / &N");
    let forms = Forms::new();
    for (line, cells) in (row + 1..).zip(&table.rows) {
        for (column, (cell, own)) in (0..).zip(cells.iter().zip(&table.columns)) {
            write(sheet, (line, column), cell, own, &forms)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// Returns a name that a sheet may have: 31 characters, none of `[]:*?/\`.
fn sheet_name(name: &str) -> String {
    let allowed = name.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    allowed.take(31).collect()
}

struct Forms {
    text: Format,
    day: Format,
    count: Format,
    share: Format,
}

impl Forms {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
        };
        Self {
            // `@`: a number typed over it stays text, with its zeros.
            text: cell().set_text_wrap().set_num_format("@"),
            day: cell().set_num_format("yyyy-mm-dd"),
            count: cell().set_num_format("0"),
            share: cell().set_num_format("0.00%"),
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &str,
    own: &Column,
    forms: &Forms,
) -> Result<(), XlsxError> {
    let number = |text: &str| {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        // 007 is no count: its zeros would go.
        number.filter(|_| text == "0" || text.starts_with("0.") || !text.starts_with(['0', '+']))
    };
    match own.kind {
        ColumnKind::Day => {
            if let Some(day) = cell
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| day.year() >= 1900)
            {
                let year = day.year() as u16;
                let day = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
                sheet.write_with_format(row, column, &day, &forms.day)?;
                return Ok(());
            }
        }
        ColumnKind::Count | ColumnKind::Share => {
            if let Some(number) = number(cell) {
                let form = if own.kind == ColumnKind::Count {
                    &forms.count
                } else {
                    &forms.share
                };
                sheet.write_number_with_format(row, column, number, form)?;
                return Ok(());
            }
        }
        ColumnKind::Text => {}
    }
    if cell.is_empty() {
        sheet.write_blank(row, column, &forms.text)?;
    } else {
        sheet.write_string_with_format(row, column, cell, &forms.text)?;
    }
    Ok(())
}

/// Returns a column's width by its content: a Chinese character is two.
fn width_of(table: &Table, column: usize) -> usize {
    let own = &table.columns[column];
    let cells = table
        .rows
        .iter()
        .take(WIDTH_ROWS)
        .filter_map(|row| row.get(column));
    let lines = cells.flat_map(|cell| cell.lines());
    let widest = lines
        .chain(std::iter::once(own.label.as_str()))
        .map(width::of)
        .max();
    (widest.unwrap_or(0) + 2).clamp(WIDTHS.0, WIDTHS.1)
}
