//! Reading a question: words between blanks, the subject first, then conditions, a measure, a
//! grouping and a day in any order.
//!
//! Both languages are read at once, full-width signs as plain ones, and `级别=高级工以上` as
//! `级别>=高级工`, because that is how people say it. A slip says where it is and what is wrong; where
//! several are, the first counts.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{
    field::{Field, Kind, Measure, Subject},
    question::{Filter, Op, Question, Value, Wording, groups_under},
};

/// What is wrong in a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands there.
    Empty,
    /// A quotation mark opens and does not close.
    Open,
    /// The first word names no list.
    NoSubject(String),
    /// The word is neither a condition nor a measure nor a grouping.
    NoWord(Subject, String),
    /// The list has no such field.
    NoField(Subject, String),
    /// The field has no such value.
    NoValue(Field, String),
    /// No value stands after the sign.
    NoValueYet(Field),
    /// The field does not take this sign.
    BadSign(Field, Op),
    /// Only one value can be compared in an order.
    OneValue(Field),
    /// It is no day.
    NoDay(String),
    /// A second measure, grouping or day.
    Twice,
    /// A table needs a field that it is told apart by.
    NoBy(Subject),
    /// What is measured cannot be told apart by this field.
    NotBy(Measure, Field),
}

/// A slip and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Its place in characters, end exclusive; empty at the end of the line when something is missing.
    pub at: Range<usize>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// A word of the line: its text in half width outside quotes, with the places of what was quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text without its quotation marks.
    pub text: String,
    /// Its place in characters.
    pub at: Range<usize>,
    /// For each character of `text`, whether it was quoted.
    pub quoted: Vec<bool>,
    /// Whether the last quotation mark is still open.
    pub open: bool,
}

impl Word {
    fn push(&mut self, c: char, quoted: bool) {
        self.text.push(c);
        self.quoted.push(quoted);
    }

    fn is_quoted(&self) -> bool {
        self.quoted.contains(&true)
    }

    /// Returns the place of the first sign of comparison outside quotes, with the sign: bytes of `text`.
    pub fn sign(&self) -> Option<(Range<usize>, Op)> {
        for (place, (byte, _)) in self.text.char_indices().enumerate() {
            if self.quoted[place] {
                continue;
            }
            let rest = &self.text[byte..];
            let signs = [
                ("≥", Op::AtLeast),
                ("≤", Op::AtMost),
                ("≠", Op::IsNot),
                (":", Op::Is),
            ];
            let plain = Op::ALL.iter().map(|op| (op.sign(), *op));
            let found = plain.chain(signs).find(|(sign, _)| rest.starts_with(sign));
            if let Some((sign, op)) = found {
                return Some((byte..byte + sign.len(), op));
            }
        }
        None
    }

    /// Returns the values after a byte, cut at commas outside quotes, each with whether it was quoted.
    pub fn values(&self, from: usize) -> Vec<(String, bool)> {
        let mut values = vec![(String::new(), false)];
        for (place, (byte, c)) in self.text.char_indices().enumerate() {
            if byte < from {
                continue;
            }
            let quoted = self.quoted[place];
            if !quoted && is_comma(c) {
                values.push((String::new(), false));
            } else if let Some(last) = values.last_mut() {
                last.0.push(c);
                last.1 |= quoted;
            }
        }
        values
    }
}

/// Returns the plain form of a full-width character.
pub fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '、' | '|')
}

/// Returns whether a word stands for nothing known.
pub fn is_nothing(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "无" | "未填" | "none" | "null"
    )
}

/// Cuts a line into words at blanks outside quotes. `""` in quotes is one mark.
pub fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    let mut closing = None;
    let mut begun = false;
    let mut chars = line.chars().enumerate().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        end = at + 1;
        if let Some(mark) = closing {
            if c != mark {
                word.push(c, true);
            } else if mark == '"' && chars.peek().is_some_and(|(_, next)| *next == '"') {
                chars.next();
                end += 1;
                word.push('"', true);
            } else {
                closing = None;
            }
            continue;
        }
        let plain = narrow(c);
        if plain.is_whitespace() {
            if begun {
                word.at.end = at;
                words.push(std::mem::take(&mut word));
                begun = false;
            }
            continue;
        }
        if !begun {
            begun = true;
            word.at.start = at;
        }
        match c {
            '"' | '＂' => closing = Some('"'),
            '“' => closing = Some('”'),
            _ => word.push(plain, false),
        }
    }
    if begun {
        word.at.end = end;
        word.open = closing.is_some();
        words.push(word);
    }
    words
}

/// Reads a question.
///
/// # Errors
///
/// The first slip with its place.
pub fn read(line: &str) -> Result<Question, Slip> {
    let words = words(line);
    let end = line.chars().count();
    let Some((first, rest)) = words.split_first() else {
        return Err(slip(end..end, Wrong::Empty));
    };
    if let Some(open) = words.iter().find(|word| word.open) {
        return Err(slip(open.at.clone(), Wrong::Open));
    }
    let subject = Subject::named(&first.text)
        .ok_or_else(|| slip(first.at.clone(), Wrong::NoSubject(first.text.clone())))?;
    let mut parts = Parts::of(subject);
    for word in rest {
        parts
            .take(word)
            .map_err(|wrong| slip(word.at.clone(), wrong))?;
    }
    let (by, measure) = (parts.by.clone(), parts.measure.unwrap_or(subject.count()));
    if let Some((by, at)) = by
        && !groups_under(measure, by)
    {
        return Err(slip(at, Wrong::NotBy(measure, by)));
    }
    Question::of(Wording {
        subject,
        filters: parts.filters,
        measure,
        by: parts.by.map(|(by, _)| by),
        as_of: parts.as_of,
    })
    .ok_or_else(|| slip(0..end, Wrong::Empty))
}

fn slip(at: Range<usize>, wrong: Wrong) -> Slip {
    Slip { at, wrong }
}

/// What has been read so far.
pub(super) struct Parts {
    pub subject: Subject,
    pub filters: Vec<Filter>,
    pub measure: Option<Measure>,
    pub by: Option<(Field, Range<usize>)>,
    pub as_of: Option<NaiveDate>,
}

impl Parts {
    pub(super) fn of(subject: Subject) -> Self {
        Self {
            subject,
            filters: Vec::new(),
            measure: None,
            by: None,
            as_of: None,
        }
    }

    pub(super) fn take(&mut self, word: &Word) -> Result<(), Wrong> {
        if let Some((head, rest)) = headed(word) {
            return match head {
                Head::By => self.take_by(rest, word.at.clone()),
                Head::AsOf => self.take_day(rest),
            };
        }
        if let Some((sign, op)) = word.sign() {
            self.filters.push(filter(self.subject, word, sign, op)?);
            return Ok(());
        }
        let measure = Measure::named(self.subject, &word.text)
            .ok_or_else(|| Wrong::NoWord(self.subject, word.text.clone()))?;
        if self.measure.replace(measure).is_some() {
            return Err(Wrong::Twice);
        }
        Ok(())
    }

    fn take_by(&mut self, name: &str, at: Range<usize>) -> Result<(), Wrong> {
        let field = Field::named(self.subject, name)
            .ok_or_else(|| Wrong::NoField(self.subject, name.to_owned()))?;
        if self.by.replace((field, at)).is_some() {
            return Err(Wrong::Twice);
        }
        Ok(())
    }

    fn take_day(&mut self, text: &str) -> Result<(), Wrong> {
        let day = day(text).ok_or_else(|| Wrong::NoDay(text.to_owned()))?;
        if self.as_of.replace(day).is_some() {
            return Err(Wrong::Twice);
        }
        Ok(())
    }
}

/// What a word with a fixed beginning is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    By,
    AsOf,
}

/// The beginnings; a sign may stand between them and the rest.
const HEADS: [(&str, Head); 5] = [
    ("按", Head::By),
    ("by", Head::By),
    ("截至", Head::AsOf),
    ("as-of", Head::AsOf),
    ("asof", Head::AsOf),
];

/// Splits a word with a fixed beginning. English ones need their sign: `by:level`.
pub(super) fn headed(word: &Word) -> Option<(Head, &str)> {
    if word.is_quoted() {
        return None;
    }
    HEADS.iter().find_map(|(begins, head)| {
        let lower = word.text.get(..begins.len())?.to_lowercase();
        if lower != *begins {
            return None;
        }
        let rest = &word.text[begins.len()..];
        let bare = rest.strip_prefix([':', '=']);
        match bare {
            Some(bare) => Some((*head, bare)),
            None if begins.is_ascii() => None,
            None => Some((*head, rest)),
        }
    })
}

fn filter(subject: Subject, word: &Word, sign: Range<usize>, op: Op) -> Result<Filter, Wrong> {
    let name = &word.text[..sign.start];
    let field =
        Field::named(subject, name).ok_or_else(|| Wrong::NoField(subject, name.to_owned()))?;
    let typed = word.values(sign.end);
    if typed
        .iter()
        .any(|(value, quoted)| value.is_empty() && !quoted)
    {
        return Err(Wrong::NoValueYet(field));
    }
    let mut op = op;
    let mut values = Vec::new();
    for (text, quoted) in typed {
        let (text, ranged) = if quoted || !field.is_ordered() || op != Op::Is {
            (text.as_str(), None)
        } else {
            range_of(&text)
        };
        op = ranged.unwrap_or(op);
        values.push(value(field, op, text, quoted)?);
    }
    if !op.suits(field) {
        return Err(Wrong::BadSign(field, op));
    }
    if op.is_ordering() && values.len() > 1 {
        return Err(Wrong::OneValue(field));
    }
    Ok(Filter { field, op, values })
}

/// Reads how people say an order: 高级工以上 has the level itself in it.
pub fn range_of(text: &str) -> (&str, Option<Op>) {
    for (ending, op) in [
        ("及以上", Op::AtLeast),
        ("以上", Op::AtLeast),
        ("及以下", Op::AtMost),
        ("以下", Op::AtMost),
    ] {
        if let Some(bare) = text.strip_suffix(ending) {
            return (bare, Some(op));
        }
    }
    (text, None)
}

fn value(field: Field, op: Op, text: &str, quoted: bool) -> Result<Value, Wrong> {
    let none = || Wrong::NoValue(field, text.to_owned());
    if !quoted && is_nothing(text) {
        let may = field.part() == super::field::Part::Own && matches!(op, Op::Is | Op::IsNot);
        return may.then_some(Value::Nothing).ok_or_else(none);
    }
    Value::of_word(field.kind(), text).ok_or_else(none)
}

/// Reads `2026-11-22`, `2026年11月22日`, and the end of a year as `2025年底` or `2025`.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return (1900..=2999).contains(&day.year()).then_some(day);
    }
    let bare = text.strip_suffix('底').unwrap_or(text);
    if let Some(Value::Year(year)) = Value::of_word(Kind::Year, bare) {
        return NaiveDate::from_ymd_opt(year, 12, 31);
    }
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let Value::Year(year) = Value::of_word(Kind::Year, year)? else {
        return None;
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;
