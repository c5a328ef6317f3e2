//! The tables inside a Word paper, merged cells spread out as spreadsheets do: the value in the first,
//! the others empty.

use super::{Cell, Sheet};
use crate::ingest::{ReadError, docx};

/// The widest merge that is believed; as in pages.
const MAX_SPAN: u32 = 256;

/// Returns every table of a paper, with the paragraph above it as its first row: a title may say what
/// the table lists.
pub(super) fn tables(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut sheets = Vec::new();
    docx::each_table(bytes, |above, table| {
        let mut sheet = Sheet {
            name: String::new(),
            first_row: 0,
            rows: vec![vec![Cell::text(above)]],
        };
        for row in &table.rows {
            let mut cells = Vec::new();
            for cell in &row.cells {
                cells.push(Cell::text(&cell.plain_text()));
                let span = cell.col_span.clamp(1, MAX_SPAN) as usize;
                cells.extend(std::iter::repeat_n(Cell::Empty, span - 1));
            }
            sheet.rows.push(cells);
        }
        sheets.push(sheet);
    })?;
    Ok(sheets)
}
