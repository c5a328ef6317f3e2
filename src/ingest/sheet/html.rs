//! The tables of a web page, and of the XML a spreadsheet program writes under the name .xls.
//!
//! Only rows and cells are looked at: a scanner over tags, with merged cells spread out as
//! spreadsheets do (the value in the first, the others empty).

use super::{Cell, Sheet};

/// The widest merge that is believed. Chosen by us: ledgers have some dozens of columns.
const MAX_SPAN: usize = 256;

/// Returns every table of a page that holds rows.
pub(super) fn tables(page: &str) -> Vec<Sheet> {
    let mut scan = Scan::default();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        scan.text(&rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(close) = rest.find('>') else { break };
        let tag = &rest[1..close];
        rest = &rest[close + 1..];
        let name = name_of(tag);
        if matches!(name.as_str(), "script" | "style") {
            let end = format!("</{name}");
            // Lengths differ by case only in ASCII, so places are the same in both.
            rest = rest
                .to_ascii_lowercase()
                .find(&end)
                .map_or("", |at| &rest[at..]);
            continue;
        }
        scan.tag(&name, tag);
    }
    scan.end_table();
    scan.sheets
}

/// Returns a tag's name in lower case, without a namespace; of an end tag with its slash.
fn name_of(tag: &str) -> String {
    let name: String = tag
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    let name = name.trim_end_matches('/');
    match name.rsplit_once(':') {
        Some((before, own)) if before.starts_with('/') => format!("/{own}"),
        Some((_, own)) => own.to_owned(),
        None => name.to_owned(),
    }
}

#[derive(Default)]
struct Scan {
    sheets: Vec<Sheet>,
    rows: Vec<Vec<Cell>>,
    row: Option<Vec<Cell>>,
    cell: Option<String>,
    span: usize,
    /// Columns that a cell of an earlier row still covers, with how many rows.
    covered: Vec<usize>,
}

impl Scan {
    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.push_str(&decoded(text));
        }
    }

    fn tag(&mut self, name: &str, tag: &str) {
        match name {
            "table" | "/table" => self.end_table(),
            "tr" | "row" => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            "/tr" | "/row" => self.end_row(),
            "td" | "th" | "cell" => {
                self.end_cell();
                let number = |key: &str| attribute(tag, key).and_then(|text| text.parse().ok());
                let row = self.row.get_or_insert_default();
                // ss:Index: cells passed over.
                let at = number("index").unwrap_or(0_usize).min(MAX_SPAN);
                while row.len() + 1 < at {
                    row.push(Cell::Empty);
                }
                while self.covered.get(row.len()).is_some_and(|rows| *rows > 0) {
                    self.covered[row.len()] -= 1;
                    row.push(Cell::Empty);
                }
                self.span = number("colspan").unwrap_or(1).clamp(1, MAX_SPAN);
                let down: usize = number("rowspan").unwrap_or(1).clamp(1, 1 << 16);
                let from = row.len();
                self.covered
                    .resize(self.covered.len().max(from + self.span), 0);
                self.covered[from..from + self.span].fill(down - 1);
                self.cell = Some(String::new());
                if tag.ends_with('/') {
                    self.end_cell();
                }
            }
            "/td" | "/th" | "/cell" => self.end_cell(),
            "br" | "/p" | "/div" => self.text("\n"),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        if let Some(text) = self.cell.take() {
            let row = self.row.get_or_insert_default();
            row.push(Cell::text(&text));
            row.extend(std::iter::repeat_n(Cell::Empty, self.span - 1));
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(mut row) = self.row.take() {
            for rows in self.covered.iter_mut().skip(row.len()) {
                *rows = rows.saturating_sub(1);
                row.push(Cell::Empty);
            }
            self.rows.push(row);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        self.covered.clear();
        if !self.rows.is_empty() {
            self.sheets.push(Sheet {
                name: String::new(),
                first_row: 1,
                rows: std::mem::take(&mut self.rows),
            });
        }
    }
}

/// Returns an attribute's value; a namespace before its name does not count.
fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(key).find_map(|(at, _)| {
        let alone = lower[..at].ends_with([' ', ':', '\n', '\t']);
        let rest = lower[at + key.len()..].trim_start();
        (alone && rest.starts_with('=')).then_some(at)
    })?;
    let value = tag[at + key.len()..].trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    value
        .split(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '/')
        .next()
}

/// Decodes the entities that spreadsheets write.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';');
        let sign = end.and_then(|(end, _)| Some((entity(&rest[1..end])?, end + 1)));
        let (sign, next) = sign.unwrap_or(('&', 1));
        out.push(sign);
        rest = &rest[next..];
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "middot" => '·',
        _ => {
            let code = name.strip_prefix('#')?;
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
