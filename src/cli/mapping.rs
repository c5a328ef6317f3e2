//! What is wrong with `--map`, for the tables of items and of the roster alike.

use super::{cx::Cx, error::CliError};
use crate::ingest::sheet::mapping::Fault;

/// Returns every fault of a mapping, with the columns and the fields that there are.
pub fn refused<'a>(
    cx: &Cx,
    faults: &[Fault],
    columns: impl Iterator<Item = &'a str>,
    fields: &[String],
) -> CliError {
    let says = faults.iter().map(|fault| {
        let (key, text) = match fault {
            Fault::NoPair(text) => ("ledger.no_pair", text),
            Fault::NoColumn(text) => ("ledger.no_column", text),
            Fault::NoField(text) => ("ledger.no_field", text),
        };
        cx.say_with(key, &[("text", text)])
    });
    let says: Vec<String> = says.collect();
    CliError::usage(says.join("\n"))
        .hint(columns_hint(cx, columns))
        .hint(cx.say_with("hint.fields", &[("words", &fields.join("、"))]))
}

/// Names the columns of a table.
pub fn columns_hint<'a>(cx: &Cx, columns: impl Iterator<Item = &'a str>) -> String {
    let columns: Vec<&str> = columns.collect();
    cx.say_with("hint.columns", &[("words", &columns.join("、"))])
}
