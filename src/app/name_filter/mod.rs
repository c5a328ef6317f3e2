//! What is typed into the box of names: words of a name, and filters by field between them.
//!
//! `张 级别:技师以上 街道:蛟川 -荣誉:浙江工匠`. Fields, signs and values are those of the questions that figures ask
//! (`figure`), and may be typed in pinyin, by initials or in English too. Reading is pure and total: what is no
//! filter is a word of a name, so that punctuation alone stays one. What the values mean is worked out apart
//! ([`resolve`]), because it takes the roster's own values. Invariant: a filter without terms finds exactly what
//! its text finds.

mod fields;
mod known;
mod lists;
mod offer;
mod resolve;

use std::fmt::Write as _;

use crate::figure::{
    Op,
    parse::{Word, narrow, words},
};

pub use fields::{SUBJECTS, fields_named, nearest_fields};
pub use known::Known;
pub use lists::{is_list, list_of, list_offers, name as list_name, word as list_word};
pub use offer::{At, Offer, Offers, at_caret, beside, field_offers, value_offers};
pub use resolve::{Sifted, Sifts, Wrong, resolve};

/// Whether a filter must hold or must not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sense {
    /// It must.
    #[default]
    Holds,
    /// It must not: a `-` before the field, `!` before it or its value, or `!=`.
    HoldsNot,
}

/// A value as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Its text.
    pub text: String,
    /// It stood in quotes, so that it means itself alone.
    pub is_quoted: bool,
}

/// A filter by one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The field's name as typed.
    pub name: String,
    /// Whether it must hold.
    pub sense: Sense,
    /// How the field is compared.
    pub op: Op,
    /// With what: any of these will do. Nothing of an open one, whose values are to be found: it narrows nothing,
    /// and takes its place among the others.
    pub values: Vec<Typed>,
}

impl Term {
    /// Returns the filter by a field whose values are to be found.
    pub fn open(name: &str, sense: Sense, op: Op) -> Self {
        Self {
            name: name.chars().map(narrow).collect(),
            sense,
            op,
            values: Vec::new(),
        }
    }

    /// Tells whether its values are to be found.
    pub fn is_open(&self) -> bool {
        self.values.is_empty()
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameFilter {
    /// The words of the name.
    pub words: String,
    /// The filters, in the order typed; those without a value yet are left out.
    pub terms: Vec<Term>,
}

impl NameFilter {
    /// Tells whether anybody is left out.
    pub fn narrows(&self) -> bool {
        !self.terms.iter().all(Term::is_open)
    }

    /// Reads what was typed.
    pub fn read(typed: &str) -> Self {
        let words = words(typed);
        let terms: Vec<Option<Read>> = words.iter().map(term).collect();
        if terms.iter().all(Option::is_none) {
            return Self {
                words: typed.to_owned(),
                terms: Vec::new(),
            };
        }
        let mut filter = Self::default();
        for (word, term) in words.into_iter().zip(terms) {
            match term {
                Some(Read::Term(term)) => filter.terms.push(term),
                Some(Read::Unfinished) => {}
                None => {
                    filter.words.push_str(&word.text);
                    filter.words.push(' ');
                }
            }
        }
        filter
    }

    /// Returns the filters in one line, by which they are known again; nothing when there are none.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for term in &self.terms {
            let not = if term.sense == Sense::HoldsNot {
                "-"
            } else {
                ""
            };
            // Writing to a string cannot fail.
            let _ = write!(
                key,
                "{not}{:?}{}{:?} ",
                term.name,
                term.op.sign(),
                term.values
            );
        }
        key
    }
}

/// What a word with a sign is.
enum Read {
    Term(Term),
    /// The value is still to be typed: nothing is narrowed, and no name is meant.
    Unfinished,
}

/// The parts of a word with a sign.
struct Parts<'w> {
    sense: Sense,
    name: &'w str,
    op: Op,
    /// The byte of the word from which its values stand.
    values: usize,
}

fn is_not(c: char) -> bool {
    matches!(c, '-' | '!')
}

/// Tells whether a name is that of a filter.
fn is_known(name: &str) -> bool {
    is_list(name) || fields_named(name).next().is_some()
}

/// Tells whether what is typed holds a filter, or the beginning of one, by a name that is known.
pub fn is_filtered(typed: &str) -> bool {
    let words = words(typed);
    let known = |word: &Word| parts(word).is_some_and(|parts| is_known(parts.name));
    words.iter().any(known)
}

/// Takes a word apart when it is a filter: one of a known field, or of letters before a colon, which nobody types
/// in a name.
fn parts(word: &Word) -> Option<Parts<'_>> {
    let (at, op) = word.sign()?;
    let head = &word.text[..at.start];
    let name = head.trim_start_matches(is_not);
    let by_colon = &word.text[at.clone()] == ":";
    let is_meant = by_colon && name.starts_with(char::is_alphabetic);
    if name.is_empty() || !(is_meant || is_known(name)) {
        return None;
    }
    let mut sense = if name.len() < head.len() {
        Sense::HoldsNot
    } else {
        Sense::Holds
    };
    let (mut op, mut from) = (op, at.end);
    // A sign may follow the colon: 级别:>=技师, 级别:!技师.
    if by_colon {
        let rest = &word.text[from..];
        let signs = [("≥", Op::AtLeast), ("≤", Op::AtMost), ("!", Op::IsNot)];
        let plain = Op::ALL.iter().map(|own| (own.sign(), *own));
        let is_plain = !word.quoted[word.text[..from].chars().count()..].starts_with(&[true]);
        let sign = plain.chain(signs).find(|(sign, _)| rest.starts_with(sign));
        if let Some((sign, own)) = sign.filter(|_| is_plain) {
            op = own;
            from += sign.len();
        }
    }
    if op == Op::IsNot {
        op = Op::Is;
        sense = Sense::HoldsNot;
    }
    Some(Parts {
        sense,
        name,
        op,
        values: from,
    })
}

fn term(word: &Word) -> Option<Read> {
    let parts = parts(word)?;
    let values = word.values(parts.values).into_iter();
    let values: Vec<Typed> = values
        .map(|(text, is_quoted)| Typed { text, is_quoted })
        .filter(|own| !own.text.is_empty())
        .collect();
    if values.is_empty() {
        return Some(Read::Unfinished);
    }
    let open = Term::open(parts.name, parts.sense, parts.op);
    Some(Read::Term(Term { values, ..open }))
}

#[cfg(test)]
mod tests;
