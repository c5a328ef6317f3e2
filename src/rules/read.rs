//! Reading a TOML file value by value, so that every fault is met and each names its line.
//!
//! Apart from serde because that stops at the first fault, and a clerk who wrote a pack wants all.

use std::sync::Arc;

use chrono::NaiveDate;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::fault::{Fault, Wrong};

/// A file being read, with the faults met so far.
pub(crate) struct Doc<'a> {
    file: &'a str,
    text: &'a str,
    /// The faults, in the order they were met.
    pub(crate) faults: Vec<Fault>,
}

/// A table being read; what was not asked for at the end is unknown.
pub(crate) struct Table<'t, 'i> {
    own: &'t DeTable<'i>,
    at: usize,
    place: String,
    asked: Vec<String>,
}

/// A value with its place.
pub(crate) struct Value<'t, 'i> {
    own: &'t DeValue<'i>,
    at: usize,
    place: String,
}

impl<'a> Doc<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            faults: Vec::new(),
        }
    }

    /// Parses the text; what is no TOML is a fault each, and the rest is read.
    pub(crate) fn parse(&mut self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.fault(at, "", Wrong::Syntax, error.message());
        }
        table
    }

    /// Returns the line, from 1, that a byte stands in.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.split(|byte| *byte == b'\n').count()
    }

    pub(crate) fn fault(&mut self, at: usize, place: &str, wrong: Wrong, value: &str) {
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: self.line_of(at),
            place: place.to_owned(),
            wrong,
            value: value.to_owned(),
        });
    }

    /// Adds a fault of a place inside a text value, so many bytes behind its beginning. Where the file
    /// writes the text with escapes, the line is the one that the value begins in.
    pub(crate) fn fault_within(
        &mut self,
        value: &Value<'_, '_>,
        (text, offset): (&str, usize),
        wrong: Wrong,
        shown: &str,
    ) {
        let found = self.text.get(value.at..).and_then(|own| own.find(text));
        let at = found.map_or(value.at, |from| value.at + from + offset);
        self.fault(at, &value.place, wrong, shown);
    }

    fn wrong(&mut self, value: &Value<'_, '_>, wrong: Wrong) {
        self.fault(value.at, &value.place, wrong, &value.shown());
    }
}

impl<'t, 'i> Table<'t, 'i> {
    pub(crate) fn root(table: &'t Spanned<DeTable<'i>>) -> Self {
        Self {
            own: table.get_ref(),
            at: table.span().start,
            place: String::new(),
            asked: Vec::new(),
        }
    }

    /// Returns where it starts, in bytes.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Returns its place with a key.
    pub(crate) fn place_of(&self, key: &str) -> String {
        if self.place.is_empty() {
            key.to_owned()
        } else if key.is_empty() {
            self.place.clone()
        } else {
            format!("{}.{key}", self.place)
        }
    }

    pub(crate) fn get(&mut self, key: &str) -> Option<Value<'t, 'i>> {
        self.asked.push(key.to_owned());
        let (_, value) = self.own.iter().find(|(own, _)| own.get_ref() == key)?;
        Some(Value {
            own: value.get_ref(),
            at: value.span().start,
            place: self.place_of(key),
        })
    }

    pub(crate) fn text(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<String> {
        self.get(key)?.text(doc)
    }

    pub(crate) fn must(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<String> {
        let mut at = self.at;
        if let Some(value) = self.get(key) {
            let text = value.text(doc)?;
            if !text.trim().is_empty() {
                return Some(text);
            }
            at = value.at;
        }
        let place = self.place_of(key);
        doc.fault(at, &place, Wrong::Missing, key);
        None
    }

    pub(crate) fn source(&mut self, doc: &mut Doc<'_>) -> Arc<str> {
        let source = self.text(doc, "source").unwrap_or_default();
        if source.trim().is_empty() {
            let place = self.place_of("source");
            let at = self.get("source").map_or(self.at, |value| value.at);
            doc.fault(at, &place, Wrong::NoSource, "");
        }
        source.into()
    }

    pub(crate) fn number(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<u16> {
        let value = self.get(key)?;
        let read = value
            .own
            .as_integer()
            .and_then(|own| u16::from_str_radix(own.as_str(), own.radix()).ok())
            .filter(|n| *n > 0);
        if read.is_none() {
            doc.wrong(&value, Wrong::NotNumber);
        }
        read
    }

    pub(crate) fn flag(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        let read = value.own.as_bool();
        if read.is_none() {
            doc.wrong(&value, Wrong::NotFlag);
        }
        read
    }

    pub(crate) fn code<T>(
        &mut self,
        doc: &mut Doc<'_>,
        key: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.get(key)?.code(doc, from_code)
    }

    /// Reads a code, or a list of codes.
    pub(crate) fn codes<T>(
        &mut self,
        doc: &mut Doc<'_>,
        key: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let value = self.get(key)?;
        if value.own.is_str() {
            return value.code(doc, from_code).map(|one| vec![one]);
        }
        let parts = value.list(doc);
        Some(
            parts
                .iter()
                .filter_map(|part| part.code(doc, from_code))
                .collect(),
        )
    }

    pub(crate) fn texts(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<Vec<String>> {
        let parts = self.get(key)?.list(doc);
        Some(parts.iter().filter_map(|part| part.text(doc)).collect())
    }

    /// Reads a day, `"2026-10-01"` or a TOML date.
    pub(crate) fn day(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<NaiveDate> {
        self.get(key)?.day(doc)
    }

    pub(crate) fn table(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<Table<'t, 'i>> {
        self.get(key)?.table(doc)
    }

    /// Reads an array of tables; a missing one is empty.
    pub(crate) fn tables(&mut self, doc: &mut Doc<'_>, key: &str) -> Option<Vec<Table<'t, 'i>>> {
        let parts = self.get(key)?.list(doc);
        Some(parts.iter().filter_map(|part| part.table(doc)).collect())
    }

    /// Ends the reading: every key that nobody asked for is a fault.
    pub(crate) fn finish(self, doc: &mut Doc<'_>) {
        for (key, value) in self.own {
            let name: &str = key.get_ref();
            if !self.asked.iter().any(|own| own == name) {
                let place = self.place_of(name);
                let at = key.span().start.min(value.span().start);
                doc.fault(at, &place, Wrong::UnknownKey, name);
            }
        }
    }
}

impl<'t, 'i> Value<'t, 'i> {
    fn shown(&self) -> String {
        match self.own {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            other => other.type_str().to_owned(),
        }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    pub(crate) fn text(&self, doc: &mut Doc<'_>) -> Option<String> {
        let read = self.own.as_str().map(str::to_owned);
        if read.is_none() {
            doc.wrong(self, Wrong::NotText);
        }
        read
    }

    fn code<T>(&self, doc: &mut Doc<'_>, from_code: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(doc)?;
        let read = from_code(&text);
        if read.is_none() {
            doc.wrong(self, Wrong::NoCode);
        }
        read
    }

    pub(crate) fn day(&self, doc: &mut Doc<'_>) -> Option<NaiveDate> {
        let read = match self.own {
            DeValue::Datetime(moment) => moment.to_string().parse().ok(),
            DeValue::String(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
            _ => None,
        };
        if read.is_none() {
            doc.wrong(self, Wrong::NoDay);
        }
        read
    }

    pub(crate) fn list(&self, doc: &mut Doc<'_>) -> Vec<Value<'t, 'i>> {
        let Some(parts) = self.own.as_array() else {
            doc.wrong(self, Wrong::NotList);
            return Vec::new();
        };
        let own = parts.iter().enumerate().map(|(at, part)| Value {
            own: part.get_ref(),
            at: part.span().start,
            place: format!("{}[{}]", self.place, at + 1),
        });
        own.collect()
    }

    fn table(&self, doc: &mut Doc<'_>) -> Option<Table<'t, 'i>> {
        let Some(table) = self.own.as_table() else {
            doc.wrong(self, Wrong::NotTable);
            return None;
        };
        Some(Table {
            own: table,
            at: self.at,
            place: self.place.clone(),
            asked: Vec::new(),
        })
    }
}
