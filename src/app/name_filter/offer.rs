//! What may stand at the caret of the box: fields, and the values of one with how many records each would give.

use std::ops::Range;

use super::{Known, NameFilter, SUBJECTS, lists, parts};
use crate::{
    figure::{
        Field, Filter, Op, Tongue,
        parse::{narrow, words},
        question::quoted,
    },
    search::{Query, contains},
};

/// How many values are offered; who wants more types on.
const MOST: usize = 60;

/// What is being typed at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// A word: of a name, or a field to be.
    Word {
        /// The byte from which it is replaced.
        from: usize,
        /// What is typed of it.
        typed: String,
    },
    /// A value of a field.
    Value {
        /// The byte from which it is replaced.
        from: usize,
        /// The byte at which its whole filter begins.
        filter: usize,
        /// The field's name as typed.
        name: String,
        /// How the field is compared.
        op: Op,
        /// What is typed of the value.
        typed: String,
    },
}

/// Something that may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What takes the place of what is typed.
    pub text: String,
    /// The name shown.
    pub name: String,
    /// The bytes of the name that what is typed hits.
    pub spans: Vec<Range<usize>>,
    /// How many records it would give, once that is counted.
    pub count: Option<u64>,
}

/// What may stand at the caret, and from which byte on it replaces the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The byte.
    pub from: usize,
    /// What may stand there.
    pub rows: Vec<Offer>,
}

fn byte_of(line: &str, place: usize) -> usize {
    let mut places = line.char_indices();
    places.nth(place).map_or(line.len(), |(byte, _)| byte)
}

/// Returns what is being typed at the end of a line that stops at the caret.
pub fn at_caret(line: &str) -> At {
    let here = |from: usize, typed: &str| At::Word {
        from,
        typed: typed.to_owned(),
    };
    let words = words(line);
    let goes_on = |end: usize| end == line.chars().count();
    let Some(word) = words.last().filter(|own| goes_on(own.at.end)) else {
        return here(line.len(), "");
    };
    let start = byte_of(line, word.at.start);
    let Some(parts) = parts(word) else {
        let raw = &line[start..];
        let bare = raw.trim_start_matches(|c| matches!(narrow(c), '-' | '!'));
        return here(line.len() - bare.len(), bare);
    };
    let before = word.text[..parts.values].chars().count();
    let mut from = byte_of(line, word.at.start + before);
    let mut in_quotes = false;
    for (at, c) in line[from..]
        .char_indices()
        .map(|(at, c)| (from + at, c))
        .collect::<Vec<_>>()
    {
        match narrow(c) {
            '"' | '“' | '”' => in_quotes = !in_quotes,
            ',' | '、' | '|' if !in_quotes => from = at + c.len_utf8(),
            _ => {}
        }
    }
    At::Value {
        from,
        filter: start,
        name: parts.name.to_owned(),
        op: parts.op,
        typed: line[from..].replace(['"', '“', '”', '＂'], ""),
    }
}

/// Returns what else is looked for beside the filter at the caret of a line; nothing when no value is typed there.
pub fn beside(line: &str, behind: &str) -> Option<NameFilter> {
    match at_caret(line) {
        At::Value { filter, .. } => {
            Some(NameFilter::read(&format!("{} {behind}", &line[..filter])))
        }
        At::Word { .. } => None,
    }
}

/// Returns the fields that a typed word begins, by name, pinyin, initials or English; those of people when nothing
/// is typed.
pub fn field_offers(typed: &str, tongue: Tongue) -> Vec<Offer> {
    let query = Query::new(typed);
    let name = |field: Field| match tongue {
        Tongue::Zh => field.zh(),
        Tongue::En => field.en(),
    };
    let mut offers: Vec<Offer> = Vec::new();
    let begins = |own: &str| {
        let spans = contains(&query, own);
        spans.is_some_and(|own| own.first().is_none_or(|own| own.start == 0))
    };
    let subjects = if typed.is_empty() {
        &SUBJECTS[..1]
    } else {
        &SUBJECTS
    };
    for field in subjects.iter().flat_map(|own| own.fields()) {
        let spans = contains(&query, name(field)).unwrap_or_default();
        let is_new = offers.iter().all(|own| own.name != name(field));
        if is_new && (begins(field.zh()) || begins(field.en())) {
            offers.push(Offer {
                text: format!("{}:", name(field)),
                name: name(field).to_owned(),
                spans,
                count: None,
            });
        }
    }
    let list = lists::name(tongue);
    if begins(lists::name(Tongue::Zh)) || begins(lists::name(Tongue::En)) {
        offers.push(Offer {
            text: format!("{list}:"),
            name: list.to_owned(),
            spans: contains(&query, list).unwrap_or_default(),
            count: None,
        });
    }
    offers
}

/// Returns the values of a field that what is typed begins, then those it stands in, in the order they are known.
pub fn value_offers(
    field: Field,
    op: Op,
    typed: &str,
    known: &Known,
    tongue: Tongue,
) -> Vec<Offer> {
    let query = Query::new(typed);
    let (begun, within): (Vec<_>, Vec<_>) = known
        .found(typed)
        .into_iter()
        .partition(|(_, begins)| *begins);
    let places = begun.into_iter().chain(within).map(|(at, _)| at);
    places
        .take(MOST)
        .map(|at| {
            let value = &known.list()[at];
            let name = value.name(tongue);
            Offer {
                text: format!("{} ", quoted(value, tongue)),
                spans: contains(&query, &name).unwrap_or_default(),
                name,
                count: count(field, op, at, known),
            }
        })
        .collect()
}

/// Returns how many records a value would give under a sign: 技师 alone, or 技师 and all above.
fn count(field: Field, op: Op, at: usize, known: &Known) -> Option<u64> {
    if !op.is_ordering() {
        return known.count(at);
    }
    let filter = Filter {
        field,
        op,
        values: vec![known.list()[at].clone()],
    };
    let all = known.list().iter().enumerate();
    all.filter(|(_, value)| filter.admits(value))
        .map(|(at, _)| known.count(at))
        .sum()
}
