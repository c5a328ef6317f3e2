//! Tables as text: .csv with any usual delimiter, and our own lines of JSON.

use serde_json::{Map, Value};

use super::{Cell, Sheet};
use crate::sheet::unguarded;

/// How many lines decide on the delimiter. Chosen by us: a header stands within them.
const SAMPLE: usize = 40;

pub(super) fn read(text: &str) -> (&'static str, Sheet) {
    let text = text.trim_start_matches('\u{FEFF}');
    if let Some(sheet) = json_lines(text) {
        return ("jsonl", sheet);
    }
    ("csv", table(text).1)
}

/// Reads delimited text; returns the delimiter too.
pub(super) fn table(text: &str) -> (u8, Sheet) {
    let delimiter = delimiter(text);
    let mut sheet = Sheet {
        first_row: 1,
        ..Sheet::default()
    };
    let mut record = csv::StringRecord::new();
    let mut reader = reader(text, delimiter);
    let (mut line, mut counted) = (1, 0);
    // Text in memory has no read errors, and rows may have any length.
    while reader.read_record(&mut record).unwrap_or(false) {
        // Empty lines are passed over, and a quoted cell may hold several: a row has the number of
        // the line it starts at. The reader's own count is off by the empty ones.
        let at = record.position().map_or(0, csv::Position::byte) as usize;
        let empty = text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
        line += text[counted..at + empty].matches('\n').count();
        counted = at + empty;
        while sheet.rows.len() + 1 < line {
            sheet.rows.push(Vec::new());
        }
        sheet.rows.push(
            record
                .iter()
                .map(|cell| Cell::text(unguarded(cell)))
                .collect(),
        );
    }
    (delimiter, sheet)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Returns the delimiter that parts the first lines into the most cells, counting only rows of the
/// commonest width: a sign that is part of the text parts each row otherwise.
fn delimiter(text: &str) -> u8 {
    let cells = |delimiter: u8| {
        let mut widths: Vec<usize> = Vec::new();
        for row in reader(text, delimiter)
            .into_records()
            .take(SAMPLE)
            .flatten()
        {
            widths.push(row.len());
        }
        let of = |width: usize| (width - 1) * widths.iter().filter(|own| **own == width).count();
        widths.iter().map(|width| of(*width)).max().unwrap_or(0)
    };
    let best = b",\t;|"
        .iter()
        .max_by_key(|own| (cells(**own), **own == b','));
    best.copied().unwrap_or(b',')
}

/// Reads objects, one a line, as a table whose header is their keys.
fn json_lines(text: &str) -> Option<Sheet> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let mut keys: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let object: Map<String, Value> = serde_json::from_str(line).ok()?;
        let mut row = vec![Cell::Empty; keys.len()];
        for (key, value) in object {
            let cell = match value {
                Value::String(text) => Cell::text(&text),
                Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
                _ => Cell::Empty,
            };
            if let Some(at) = keys.iter().position(|own| *own == key) {
                row[at] = cell;
            } else {
                keys.push(key);
                row.push(cell);
            }
        }
        rows.push(row);
    }
    rows.insert(0, keys.iter().map(|key| Cell::text(key)).collect());
    Some(Sheet {
        name: String::new(),
        // the header has no line of its own
        first_row: 0,
        rows,
    })
}
