//! The forms that lists of the roster are written in.

use super::public::{Notice, text};
use crate::sheet::{Bom, Table, csv, docx, xlsx};

/// Forms of plain tables; the command line also writes objects.
pub const PLAIN: [&str; 3] = ["csv", "xlsx", "json"];
/// Forms of public lists.
pub const PUBLIC: [&str; 4] = ["txt", "docx", "xlsx", "csv"];

/// Writes a table in a form; all but a workbook is .csv.
///
/// # Errors
/// When a workbook cannot hold it, in the writer's words.
pub fn table(form: &str, table: &Table, bom: Bom) -> Result<Vec<u8>, String> {
    match form {
        "xlsx" => xlsx(table).map_err(|error| error.to_string()),
        _ => Ok(csv(table, bom)),
    }
}

/// Writes a public list in a form; in a table its paragraphs have no place.
///
/// # Errors
/// As [`table`].
pub fn notice(form: &str, made: &Notice, bom: Bom) -> Result<Vec<u8>, String> {
    match form {
        "txt" => Ok(text(made).into_bytes()),
        "docx" => Ok(docx(&made.table, &made.above, &made.below)),
        _ => table(form, &made.table, bom),
    }
}
