//! Filters that can be typed: `状态:待签收 余日:<7 代表:蔡 企业` — fields and free words, all must hold.
//!
//! Reading is pure and total: any text is a filter. A term that means nothing is kept as it was typed
//! and says what is wrong; it narrows nothing, so that a slip never empties a list in silence.
//! Invariant: a filter printed and read again is the same filter.

mod choice;
mod fields;
mod value;

use std::fmt;

pub use fields::{Field, FieldKind};
pub use value::{DaySpan, NumberSpan};

use crate::{lang::Lang, rules::Pack, search::Query};

/// The bit of a choice that stands for "not set".
pub const NOT_SET: u64 = 1 << 63;

/// What is asked of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// One of these codes, by their place in the field's list; the last bit stands for none.
    Choice(u64),
    /// A number in one of these.
    Number(Vec<NumberSpan>),
    /// A day in one of these.
    Day(Vec<DaySpan>),
    /// Text that one of these stands in.
    Text(Vec<Query>),
    /// Yes or no.
    Is(bool),
    /// Papers or letters with one of these.
    FullText(Vec<String>),
    /// Something is set, or nothing is.
    Set(bool),
}

/// A field with what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldTerm {
    /// The field.
    pub field: Field,
    /// Whether the rest must hold or must not.
    pub sense: Sense,
    /// What is asked.
    pub wants: Wants,
    /// The value as typed.
    typed: String,
}

/// Whether a term must hold or must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// It must.
    Holds,
    /// It must not: `-状态:办结`, `状态:!办结`.
    HoldsNot,
}

/// A term that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such field.
    Field {
        /// Its name as typed.
        name: String,
        /// Its value as typed.
        value: String,
    },
    /// The field has no such value; an empty one has not been typed yet.
    Value {
        /// The field.
        field: Field,
        /// Whether it was to hold.
        sense: Sense,
        /// The value as typed.
        value: String,
    },
}

/// A part of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A free word.
    Word(String),
    /// A field.
    Field(FieldTerm),
    /// Something that means nothing.
    Wrong(Wrong),
}

/// A filter: its terms in the order typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The terms.
    pub terms: Vec<Term>,
}

impl Filter {
    /// Reads a filter; the pack gives the region's class letters and words.
    pub fn read(text: &str, pack: &Pack) -> Self {
        let terms = cut(text).into_iter().map(|token| token.read(pack));
        Self {
            terms: terms.collect(),
        }
    }

    /// Returns the free words as one query.
    pub fn words(&self) -> Query {
        Query::new(&self.words_typed())
    }

    /// Returns the free words, a blank between them.
    pub fn words_typed(&self) -> String {
        let words = self.terms.iter().filter_map(|term| match term {
            Term::Word(word) => Some(word.as_str()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Returns the fields asked for.
    pub fn fields(&self) -> impl Iterator<Item = &FieldTerm> {
        self.terms.iter().filter_map(|term| match term {
            Term::Field(own) => Some(own),
            _ => None,
        })
    }

    /// Returns what means nothing.
    pub fn wrong(&self) -> impl Iterator<Item = &Wrong> {
        self.terms.iter().filter_map(|term| match term {
            Term::Wrong(own) => Some(own),
            _ => None,
        })
    }

    /// Returns the free words and what is asked of a text field, as one query to show what was hit.
    pub fn shown_in(&self, field: Field) -> Query {
        let mut typed = self.words_typed();
        for own in self.fields() {
            if own.field == field && own.sense == Sense::Holds {
                typed.push(' ');
                typed.push_str(&own.typed.replace(choice::is_between, " "));
            }
        }
        Query::new(&typed)
    }

    /// Returns whether everything is let through.
    pub fn is_empty(&self) -> bool {
        self.fields().next().is_none() && self.words().is_empty()
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            match term {
                Term::Word(word)
                    if word.contains(|c: char| narrow(c) == ':' || c.is_whitespace()) =>
                {
                    write!(f, "\"{word}\"")?;
                }
                Term::Word(word) => f.write_str(word)?,
                Term::Field(own) => print(f, own.field, own.sense, &own.typed)?,
                Term::Wrong(Wrong::Field { name, value }) => write!(f, "{name}:{}", quoted(value))?,
                Term::Wrong(Wrong::Value {
                    field,
                    sense,
                    value,
                }) => print(f, *field, *sense, value)?,
            }
        }
        Ok(())
    }
}

fn print(f: &mut fmt::Formatter<'_>, field: Field, sense: Sense, value: &str) -> fmt::Result {
    let sign = if sense == Sense::Holds { "" } else { "-" };
    write!(f, "{sign}{}:{}", field.name(), quoted(value))
}

fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}

impl Wrong {
    /// Says what is wrong and what is possible.
    pub fn says(&self, lang: Lang, pack: &Pack) -> String {
        match self {
            Wrong::Field { name, .. } => {
                let name = name.trim_start_matches(is_not);
                lang.say_with(
                    "filter.no_field",
                    &[("name", name), ("fields", &field_names(lang))],
                )
            }
            Wrong::Value { field, value, .. } => {
                let name = lang.pick(field.name(), field.english());
                let possible = choice::possible(*field, pack, lang);
                let values = [
                    ("field", name),
                    ("value", value.as_str()),
                    ("possible", &possible),
                ];
                let key = if value.is_empty() {
                    "filter.no_value_yet"
                } else {
                    "filter.no_value"
                };
                lang.say_with(key, &values)
            }
        }
    }
}

/// Returns the names of all fields.
pub fn field_names(lang: Lang) -> String {
    let names = Field::ALL
        .iter()
        .map(|own| lang.pick(own.name(), own.english()));
    names.collect::<Vec<_>>().join(" ")
}

/// A token: its text without quotes, and where its field name ends.
#[derive(Default)]
struct Token {
    text: String,
    colon: Option<usize>,
    has_quote: bool,
}

/// Cuts text at blanks outside quotes; control characters are left out.
fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut token = Token::default();
    let mut in_quotes = false;
    for c in text.chars() {
        if matches!(c, '"' | '“' | '”' | '＂') {
            in_quotes = !in_quotes;
            token.has_quote = true;
        } else if c.is_whitespace() && !in_quotes {
            tokens.push(std::mem::take(&mut token));
        } else if !c.is_control() || c.is_whitespace() {
            let is_first_colon = narrow(c) == ':' && token.colon.is_none() && !token.has_quote;
            if is_first_colon && !token.text.is_empty() {
                token.colon = Some(token.text.len());
            }
            token.text.push(c);
        }
    }
    tokens.push(token);
    tokens.retain(|token| !token.text.is_empty());
    tokens
}

/// Returns the plain form of a full-width character.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn is_not(c: char) -> bool {
    matches!(c, '-' | '!')
}

impl Token {
    fn read(self, pack: &Pack) -> Term {
        let Some(colon) = self.colon else {
            return Term::Word(self.text);
        };
        let head: String = self.text[..colon].chars().map(narrow).collect();
        let rest = self.text[colon..].chars().skip(1);
        let value: String = rest.map(narrow).collect();
        let name = head.trim_start_matches(is_not);
        let Some(field) = Field::named(name) else {
            // A time of day, an address: nobody means a field by digits.
            if !name.starts_with(char::is_alphabetic) {
                return Term::Word(self.text);
            }
            return Term::Wrong(Wrong::Field { name: head, value });
        };
        let plain = value.trim_start_matches('!');
        let sense = if name.len() < head.len() || plain.len() < value.len() {
            Sense::HoldsNot
        } else {
            Sense::Holds
        };
        match choice::wanted(field, &plain.to_lowercase(), pack) {
            Some(wants) => Term::Field(FieldTerm {
                field,
                sense,
                wants,
                typed: plain.to_owned(),
            }),
            None => Term::Wrong(Wrong::Value {
                field,
                sense,
                value: plain.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests;
