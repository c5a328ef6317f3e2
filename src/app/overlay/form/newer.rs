//! A form over a row that others wrote on meanwhile: put on what is kept now, with all that was typed.
//!
//! Invariant: a field that nobody typed into shows what is kept now, so that saving writes over nothing
//! unseen; one that both changed keeps what was typed, and is told.

use super::{Form, FormField, Purpose};
use crate::{
    app::{
        effect::SaveWhat,
        record::{FieldKind, Record},
    },
    domain::fact::Fact,
    lang::Lang,
};

/// A field that others changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its label.
    pub label: String,
    /// What others wrote, in words, where something else was typed here.
    pub theirs: Option<String>,
}

impl Form {
    /// Puts the form on a row as it is now and returns what others changed in it.
    pub fn renew(&mut self, what: SaveWhat, now: Record, lang: Lang) -> Vec<Moved> {
        let fresh = Form::new(self.title.clone(), Purpose::Save(what), now);
        let mut moved = Vec::new();
        for field in &mut self.fields {
            let code = field.spec.0;
            let (was, theirs) = (self.record.get(code), fresh.record.get(code));
            let Some(own) = fresh.fields.iter().find(|own| own.spec.0 == code) else {
                continue;
            };
            let typed = Self::text_of(&self.record, field);
            let is_typed = typed != was;
            if theirs != was && theirs != typed {
                let said = shown(&fresh.record, own, &theirs, lang);
                moved.push(Moved {
                    label: lang.say(&fresh.record.label(code)).to_owned(),
                    theirs: is_typed.then_some(said),
                });
            }
            if !is_typed {
                *field = own.clone();
            }
        }
        self.record = fresh.record;
        self.purpose = fresh.purpose;
        moved
    }

    /// Puts the form of a fact on its record as it is now; the fact is found where it stands now, and
    /// becomes a new one where it does not any more. Returns whether it stands.
    pub fn renew_fact(&mut self, what: SaveWhat, now: &[Fact]) -> Option<usize> {
        let (SaveWhat::Fact(of, seen, place), Record::Fact(own)) = (what, &self.record) else {
            return None;
        };
        let stands = now.iter().position(|fact| *fact == own.fact);
        let stands = stands.filter(|_| place.is_some());
        self.purpose = Purpose::Save(SaveWhat::Fact(of, seen, stands));
        stands
    }
}

/// Returns a value in words.
fn shown(record: &Record, field: &FormField, text: &str, lang: Lang) -> String {
    /// What is longer is cut: a notice has few rows. Chosen by us.
    const LONGEST: usize = 20;
    if text.is_empty() {
        return "-".to_owned();
    }
    let (code, kind) = field.spec;
    let said = match kind {
        FieldKind::Choice(words, codes) if codes.contains(&text) => lang.word(words, text),
        FieldKind::Pick => {
            let own = record.choices(code).iter().find(|own| own.code == text);
            own.map_or_else(|| text.to_owned(), |own| own.label.clone())
        }
        _ => text.to_owned(),
    };
    match said.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}..", &said[..end]),
        None => said,
    }
}
