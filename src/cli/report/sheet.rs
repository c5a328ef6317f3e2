//! A table for people, for a spreadsheet and for programs: one value, three ways out.

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::super::{
    cx::{Cx, Form},
    error::CliError,
};
use crate::{report::Percent, text::width};

/// A cell: what a program reads, and what people do.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    value: Value,
    shown: String,
    is_number: bool,
}

impl Cell {
    /// Returns a text; nothing is printed as `-`.
    pub fn text(text: Option<String>) -> Self {
        Self {
            shown: text.clone().unwrap_or_else(|| "-".into()),
            value: text.map_or(Value::Null, Value::from),
            is_number: false,
        }
    }

    /// Returns a code with its words.
    pub fn code(code: &str, words: String) -> Self {
        Self {
            value: code.into(),
            shown: words,
            is_number: false,
        }
    }

    /// Returns a number.
    pub fn number(number: impl Into<i64>) -> Self {
        let number = number.into();
        Self {
            value: number.into(),
            shown: number.to_string(),
            is_number: true,
        }
    }

    /// Returns a count.
    pub fn count(count: u64) -> Self {
        Self {
            value: count.into(),
            shown: count.to_string(),
            is_number: true,
        }
    }

    /// Returns a share in percent; none is printed as `-`.
    pub fn percent(share: Option<Percent>) -> Self {
        let shown = share.map(|share| share.to_string());
        Self {
            // As text, so that 92.40 stays 92.40.
            value: shown.clone().map_or(Value::Null, Value::from),
            shown: shown.map_or_else(|| "-".into(), |shown| format!("{shown}%")),
            is_number: true,
        }
    }

    /// Returns days left in their unit.
    pub fn left(days: Option<i64>, in_working_days: bool, cx: &Cx) -> Self {
        let key = if in_working_days {
            "left_working"
        } else {
            "left_days"
        };
        let shown = |days: i64| cx.say_with(key, &[("n", &days.to_string())]);
        Self {
            value: days.map_or(Value::Null, Value::from),
            shown: days.map_or_else(|| "-".into(), shown),
            is_number: true,
        }
    }
}

/// A table; its columns are keys under `report.head`, and names in JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    head: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

/// How a sheet goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    /// In columns.
    Text,
    /// Comma-separated, with a head of words.
    Csv,
    /// An object a line.
    Json,
}

impl Out {
    /// Returns how the user wants it.
    pub fn of(cx: &Cx, matches: &ArgMatches) -> Self {
        match cx.form {
            Form::Json => Out::Json,
            Form::Text if matches.get_flag("csv") => Out::Csv,
            Form::Text => Out::Text,
        }
    }
}

impl Sheet {
    /// Returns an empty table.
    pub fn of(head: &[&'static str]) -> Self {
        Self {
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// Puts the rows of a table of the same columns behind.
    pub fn append(&mut self, other: Sheet) {
        self.rows.extend(other.rows);
    }

    /// Returns whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Prints it; `more` goes into every JSON object.
    ///
    /// # Errors
    /// When stdout is gone.
    pub fn print(&self, cx: &mut Cx, out: Out, more: &[(&str, Value)]) -> Result<(), CliError> {
        let words = |cx: &Cx| -> Vec<String> {
            let head = self.head.iter();
            head.map(|name| cx.word("report.head", name)).collect()
        };
        match out {
            Out::Json => self.rows.iter().try_for_each(|row| {
                let mut object = Map::new();
                for (name, value) in more {
                    object.insert((*name).to_owned(), value.clone());
                }
                for (name, cell) in self.head.iter().zip(row) {
                    object.insert((*name).to_owned(), cell.value.clone());
                }
                cx.json(Value::Object(object))
            }),
            Out::Csv => {
                let mut lines = csv::Writer::from_writer(Vec::new());
                let rows = self.rows.iter().map(|row| {
                    let cells = row.iter();
                    cells.map(as_csv).collect::<Vec<_>>()
                });
                for row in std::iter::once(words(cx)).chain(rows) {
                    lines.write_record(row).map_err(std::io::Error::other)?;
                }
                let bytes = lines
                    .into_inner()
                    .map_err(|error| std::io::Error::other(error.to_string()))?;
                cx.bytes(&bytes)
            }
            Out::Text => {
                let head = words(cx);
                self.columns(&head)
                    .iter()
                    .try_for_each(|line| cx.line(line))
            }
        }
    }

    /// Lines up the columns, numbers to the right.
    fn columns(&self, head: &[String]) -> Vec<String> {
        let cols = |at: usize| {
            let cells = self.rows.iter().map(|row| width::of(&row[at].shown));
            cells.chain([width::of(&head[at])]).max().unwrap_or(0)
        };
        let cols: Vec<usize> = (0..head.len()).map(cols).collect();
        let right = |at: usize| self.rows.first().is_some_and(|row| row[at].is_number);
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let mut line = String::new();
            for (at, text) in cells.enumerate() {
                let blank = " ".repeat(cols[at].saturating_sub(width::of(text)));
                let (before, after) = if right(at) {
                    (blank.as_str(), "")
                } else {
                    ("", blank.as_str())
                };
                line.extend([before, text, after, "  "]);
            }
            line.truncate(line.trim_end().len());
            line
        };
        let heads = line(&mut head.iter().map(String::as_str));
        let rows = self
            .rows
            .iter()
            .map(|row| line(&mut row.iter().map(|cell| cell.shown.as_str())));
        std::iter::once(heads).chain(rows).collect()
    }
}

/// Returns a cell of a spreadsheet, which people read: words where a program gets codes. A text that a
/// spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection).
fn as_csv(cell: &Cell) -> String {
    let words = Value::from(cell.shown.as_str());
    let value = match &cell.value {
        Value::String(_) if !cell.is_number => &words,
        own => own,
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t']) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
