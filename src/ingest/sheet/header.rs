//! The header of a table: it may stand below titles, be of two rows (承办单位 over 主办 and 协办), and
//! come again on every printed page. What its names mean is the business of whoever reads the table.

use super::{Cell, Sheet};
use crate::ingest::lines::one_line;

/// How many rows may stand above a header. Chosen by us: title, unit, date, legend and blanks.
pub const ABOVE: usize = 20;
/// A header's name is short; a second row with longer cells is data.
pub const LABEL_CHARS: usize = 16;

/// The upper and the lower part of a column's name.
pub type Parts = (String, String);

/// A header found in a table.
pub struct Header {
    /// Its first row.
    pub at: usize,
    /// Of how many rows it is.
    pub depth: usize,
    /// The whole name of each column.
    pub labels: Vec<String>,
    /// The parts of each name.
    pub parts: Vec<Parts>,
}

/// Returns the rows that score best as a header; `None` when all score 0. Of equals the first counts,
/// and of a single and a double header the single one.
pub fn best(sheet: &Sheet, score: impl Fn(&Header) -> usize) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    for at in 0..sheet.rows.len().min(ABOVE) {
        for depth in [1, 2] {
            let Some(found) = header_at(sheet, at, depth) else {
                continue;
            };
            let score = score(&found);
            if score > best.as_ref().map_or(0, |(own, _)| *own) {
                best = Some((score, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

fn header_at(sheet: &Sheet, at: usize, depth: usize) -> Option<Header> {
    let top = sheet.rows.get(at)?;
    let empty = Vec::new();
    let low = if depth == 2 {
        sheet.rows.get(at + 1)?
    } else {
        &empty
    };
    let label = |row: &[Cell], column: usize| match row.get(column) {
        Some(Cell::Text(text)) => one_line(text).split_whitespace().collect::<String>(),
        _ => String::new(),
    };
    let columns = top.len().max(low.len());
    let mut parts: Vec<Parts> = Vec::new();
    let mut inherited = false;
    for column in 0..columns {
        let (mut upper, lower) = (label(top, column), label(low, column));
        // A number or a long sentence is no name: this is a row of data.
        if !matches!(low.get(column), None | Some(Cell::Empty | Cell::Text(_)))
            || lower.chars().count() > LABEL_CHARS
        {
            return None;
        }
        if upper.is_empty() && !lower.is_empty() {
            // A merged cell: its value stands in the first alone.
            upper = parts
                .last()
                .map(|(upper, _)| upper.clone())
                .unwrap_or_default();
            inherited = true;
        }
        parts.push((upper, lower));
    }
    if depth == 2 && !inherited {
        return None;
    }
    let labels = parts
        .iter()
        .map(|(upper, lower)| format!("{upper}{lower}"))
        .collect();
    Some(Header {
        at,
        depth,
        labels,
        parts,
    })
}

/// Returns the names that a column may be known by, the surest first: its whole name, its lower part,
/// its upper part, and without what stands in brackets.
pub fn names_of((upper, lower): &Parts) -> Vec<String> {
    let bare = |text: &str| {
        let cut = text.find(['（', '(', '[', '【']).unwrap_or(text.len());
        text[..cut].to_owned()
    };
    let mut names = vec![format!("{upper}{lower}")];
    if lower.is_empty() {
        names.push(bare(upper));
    } else {
        names.extend([lower.clone(), bare(lower), upper.clone()]);
    }
    names
}

/// Returns a name as it is compared: without blanks, brackets and signs, in lower case.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Tells whether a row is the header again, as on every printed page; `label` names a column.
pub fn is_again<'a>(row: &[Cell], label: impl Fn(usize) -> Option<&'a str>) -> bool {
    let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (mut all, mut same) = (0, 0);
    for (column, cell) in filled {
        // Most rows are known for data by their first cell.
        if same < all {
            return false;
        }
        all += 1;
        let own = key(&cell.shown());
        let label = label(column).map(key).unwrap_or_default();
        same += usize::from(!own.is_empty() && label.contains(&own));
    }
    all > 1 && same == all
}
