//! Cells of a row into a record. What a row leaves empty stays as the record has it; what was
//! understood in other words than it was written is handed back with the words of the cell.

mod person;
mod standing;

pub use self::person::{known_by, person};
use super::{
    Field, Layout, Reason, Row, Wrong,
    list::{self, shown},
    value::{day_of, is_name, name, unit_name},
    words::KINDS,
};
use crate::{
    domain::{craftsman::HonourLevel, employer::Firm, private::is_masked, studio::Workshop},
    ingest::{
        lines::one_line,
        paper::han,
        sheet::{Cell, header::key},
    },
};

/// How a row is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// It says what it says.
    Whole,
    /// The person stood in an earlier row: this one adds certificates, honours and remarks.
    More,
}

/// A row being put into a record.
struct Reader<'a> {
    layout: &'a Layout,
    row: &'a Row,
    /// Columns whose words differ from what was understood, with those words.
    originals: Vec<(String, String)>,
}

/// What a cell said, and the words it was understood as.
type Read<T> = (T, String);

impl<'a> Reader<'a> {
    fn new(row: &'a Row, layout: &'a Layout) -> Self {
        Self {
            layout,
            row,
            originals: Vec::new(),
        }
    }

    fn wrong(&self, column: usize, reason: Reason) -> Wrong {
        let cell = self.row.said.iter().find(|(_, place, _)| *place == column);
        Wrong {
            column: Some(column),
            reason,
            value: cell.map(|(.., cell)| cell.shown()).unwrap_or_default(),
        }
    }

    /// Reads a field's first cell; keeps its words when they differ.
    fn one<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&Cell) -> Result<Read<T>, Reason>,
    ) -> Result<Option<T>, Wrong> {
        let row = self.row;
        let Some((column, cell)) = row.get(field) else {
            return Ok(None);
        };
        let (value, words) = read(cell).map_err(|reason| self.wrong(column, reason))?;
        self.keep(field, column, cell, &words);
        Ok(Some(value))
    }

    fn keep(&mut self, field: Field, column: usize, cell: &Cell, words: &str) {
        let text = shown(cell);
        if *text != *words && !field.is_private() {
            let label = self.layout.columns[column].label.clone();
            self.originals.push((label, text.into_owned()));
        }
    }

    fn text(&mut self, field: Field) -> Option<String> {
        let row = self.row;
        let (column, cell) = row.get(field)?;
        let words = one_line(&shown(cell));
        self.keep(field, column, cell, &words);
        Some(words)
    }

    fn unit(&mut self, field: Field) -> Option<String> {
        let row = self.row;
        let (column, cell) = row.get(field)?;
        let words = unit_name(&shown(cell));
        self.keep(field, column, cell, &words);
        Some(words)
    }

    fn name(&mut self) -> Result<String, Wrong> {
        let named = self.one(Field::Name, |cell| {
            let name = name(&shown(cell)).ok_or(Reason::Name)?;
            Ok((name.clone(), name))
        })?;
        named.ok_or_else(|| Wrong {
            column: self.column_of(Field::Name),
            reason: Reason::NoName,
            value: String::new(),
        })
    }

    fn column_of(&self, field: Field) -> Option<usize> {
        let columns = &self.layout.columns;
        columns.iter().position(|own| own.field == Some(field))
    }

    /// Returns which of several certificates a column is of: by the number in its name, 0 without one.
    fn group(&self, column: usize) -> u32 {
        let name = key(&self.layout.columns[column].label);
        let digits = |c: char| c.is_ascii_digit() || "一二三四五六".contains(c);
        let bare = name.trim_end_matches(digits);
        han::numeral(&name[bare.len()..]).unwrap_or(0)
    }
}

fn notes(reader: &Reader<'_>, note: &mut Option<String>) {
    for (_, cell) in reader.row.each(Field::Note) {
        add_note(note, &shown(cell));
    }
}

/// Adds to a remark what does not stand in it yet.
fn add_note(note: &mut Option<String>, text: &str) {
    let own = note.get_or_insert_default();
    if own.contains(text) {
        return;
    }
    if !own.is_empty() {
        own.push('；');
    }
    own.push_str(text);
}

/// Puts a row into a studio; as [`person`].
///
/// # Errors
/// When a cell cannot be what its column says.
pub fn studio(
    studio: &mut Workshop,
    row: &Row,
    layout: &Layout,
) -> Result<Vec<(String, String)>, Wrong> {
    let mut reader = Reader::new(row, layout);
    studio.name = reader.name()?;
    let level = reader.one(Field::StudioLevel, |cell| {
        let level = list::honour_level(&shown(cell)).ok_or(Reason::StudioLevel)?;
        Ok((level, list::level_word(level).to_owned()))
    })?;
    studio.level = level.unwrap_or(studio.level);
    let read = |cell: &Cell| {
        let day = day_of(cell)?;
        Ok((day, day.to_string()))
    };
    let approved = reader.one(Field::Approved, read)?;
    studio.approved = approved.or(studio.approved);
    let term_start = reader.one(Field::TermStart, read)?;
    studio.term_start = term_start.or(studio.term_start);
    let approval = reader.text(Field::Approval);
    studio.approval = approval.or(studio.approval.take());
    let term_end = reader.one(Field::TermEnd, read)?;
    studio.term_end = term_end.or(studio.term_end);
    let leader = reader.one(Field::Leader, |cell| {
        let name = name(&shown(cell)).ok_or(Reason::Name)?;
        Ok((name.clone(), name))
    })?;
    studio.leader_name = leader.or(studio.leader_name.take());
    let host = reader.unit(Field::Employer);
    studio.host_name = host.or(studio.host_name.take());
    let trade = reader.text(Field::Trade);
    studio.trade = trade.or(studio.trade.take());
    let grants = reader.one(Field::Grants, |cell| {
        let grants = list::grants(&shown(cell)).ok_or(Reason::Grant)?;
        let words = list::grants_text(&grants);
        Ok((grants, words))
    })?;
    for grant in grants.into_iter().flatten() {
        if !studio.grants.contains(&grant) {
            studio.grants.push(grant);
        }
    }
    notes(&reader, &mut studio.note);
    Ok(reader.originals)
}

/// Puts a row into an employer; as [`person`].
///
/// # Errors
/// When a cell cannot be what its column says.
pub fn employer(
    firm: &mut Firm,
    row: &Row,
    layout: &Layout,
) -> Result<Vec<(String, String)>, Wrong> {
    let mut reader = Reader::new(row, layout);
    let named = reader.unit(Field::Name);
    let column = reader.column_of(Field::Name);
    let wrong = |reason, value: String| Wrong {
        column,
        reason,
        value,
    };
    let named = named.ok_or_else(|| wrong(Reason::NoName, String::new()))?;
    if !is_name(&named) {
        return Err(wrong(Reason::Name, named));
    }
    firm.name = named;
    let kind = reader.one(Field::Kind, |cell| {
        let text = shown(cell);
        let own = KINDS.iter().find(|(kind, word, words)| {
            kind.code() == text || *word == text || words.iter().any(|word| text.contains(word))
        });
        let (kind, word, _) = own.ok_or(Reason::EmployerKind)?;
        Ok((*kind, (*word).to_owned()))
    })?;
    firm.kind = kind.unwrap_or(firm.kind);
    let town = reader.text(Field::Town);
    firm.town = town.or(firm.town.take());
    let phone = reader.text(Field::Phone).filter(|text| !is_masked(text));
    firm.phone = phone.or(firm.phone.take());
    standing::standings(&mut reader, firm, kind)?;
    notes(&reader, &mut firm.note);
    Ok(reader.originals)
}

/// Returns a studio that nothing is known of yet; its level stands until a row says another.
pub fn blank_studio() -> Workshop {
    Workshop::named("", HonourLevel::Enterprise)
}
