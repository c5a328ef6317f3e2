//! What may come next in a question: complete at every point of the line.
//!
//! The menu looks at the line up to its end and at nothing else. Values that stand only in the roster
//! are named by their field, and whoever has the roster fills them in.

use chrono::{Datelike, NaiveDate};

use super::{
    field::{Field, Kind, Measure, Part, Subject},
    parse::{self, Head, Parts, Word},
    question::{Op, Tongue, Value, groups_under},
};

/// What an offer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferKind {
    /// A list of the roster.
    Subject,
    /// A field to compare.
    Field,
    /// A sign of comparison.
    Sign,
    /// A value.
    Value,
    /// What is counted or summed.
    Measure,
    /// A field to tell apart by.
    By,
    /// A day.
    Day,
}

/// Something that may come next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What takes the place of what is typed; it ends in a blank when a new word follows.
    pub text: String,
    /// The name to show and to find it by.
    pub name: String,
    /// What it is.
    pub kind: OfferKind,
}

/// What may come next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// Where the line is replaced from, in bytes.
    pub from: usize,
    /// What is typed there.
    pub typed: String,
    /// What may stand there.
    pub offers: Vec<Offer>,
    /// The field whose values in the roster may stand there.
    pub values_of: Option<Field>,
}

/// Returns what may come next at the end of a line; `today` is for days.
pub fn menu(line: &str, tongue: Tongue, today: NaiveDate) -> Menu {
    let mut words = parse::words(line);
    let goes_on = words
        .last()
        .is_some_and(|word| word.at.end == line.chars().count())
        && !line.ends_with(|c: char| parse::narrow(c).is_whitespace());
    let open = words.last().is_some_and(|word| word.open);
    let word = if goes_on || open { words.pop() } else { None };
    let word = word.unwrap_or_else(|| Word {
        at: line.chars().count()..line.chars().count(),
        ..Word::default()
    });
    let start = byte_of(line, word.at.start);
    let Some(first) = words.first() else {
        let offers = Subject::ALL.iter().map(|own| Offer {
            text: format!("{} ", pick(tongue, own.zh(), own.en())),
            name: pick(tongue, own.zh(), own.en()).to_owned(),
            kind: OfferKind::Subject,
        });
        return Menu {
            from: start,
            typed: word.text,
            offers: offers.collect(),
            values_of: None,
        };
    };
    let Some(subject) = Subject::named(&first.text) else {
        return Menu::default();
    };
    let mut parts = Parts::of(subject);
    for own in &words[1..] {
        // A slip is told elsewhere; the menu goes by what can be read.
        let _ = parts.take(own);
    }
    let next = Next {
        line,
        word: &word,
        start,
        tongue,
        parts: &parts,
    };
    match (parse::headed(&word), word.sign()) {
        (Some((Head::By, typed)), _) => next.groupings(typed),
        (Some((Head::AsOf, typed)), _) => next.days(typed, today),
        (None, Some((sign, op))) => next.values(sign.end, &word.text[..sign.start], op),
        (None, None) => next.words(),
    }
}

fn pick(tongue: Tongue, zh: &'static str, en: &'static str) -> &'static str {
    match tongue {
        Tongue::Zh => zh,
        Tongue::En => en,
    }
}

fn byte_of(line: &str, place: usize) -> usize {
    line.char_indices()
        .nth(place)
        .map_or(line.len(), |(byte, _)| byte)
}

struct Next<'a> {
    line: &'a str,
    word: &'a Word,
    start: usize,
    tongue: Tongue,
    parts: &'a Parts,
}

impl Next<'_> {
    fn measure(&self) -> Measure {
        self.parts.measure.unwrap_or(self.parts.subject.count())
    }

    fn name(&self, field: Field) -> &'static str {
        pick(self.tongue, field.zh(), field.en())
    }

    /// A new word: after a field's name its signs, else fields, measures, a grouping, a day.
    fn words(&self) -> Menu {
        let subject = self.parts.subject;
        let mut offers = Vec::new();
        let whole = Field::named(subject, &self.word.text);
        if let Some(field) = whole {
            let signs = [
                Op::Is,
                Op::AtLeast,
                Op::AtMost,
                Op::Above,
                Op::Below,
                Op::IsNot,
                Op::Has,
            ];
            for op in signs.into_iter().filter(|op| op.suits(field)) {
                let text = format!("{}{}", self.name(field), op.sign());
                offers.push(Offer {
                    name: text.clone(),
                    text,
                    kind: OfferKind::Sign,
                });
            }
        }
        for field in subject.fields().filter(|own| Some(*own) != whole) {
            offers.push(Offer {
                text: self.name(field).to_owned(),
                name: self.name(field).to_owned(),
                kind: OfferKind::Field,
            });
        }
        if self.parts.measure.is_none() {
            let fits = |own: &&Measure| {
                let by = self.parts.by.as_ref();
                by.is_none_or(|(by, _)| groups_under(**own, *by))
            };
            offers.extend(subject.measures().iter().filter(fits).map(|own| {
                let name = pick(self.tongue, own.zh(), own.en());
                Offer {
                    text: format!("{name} "),
                    name: name.to_owned(),
                    kind: OfferKind::Measure,
                }
            }));
        }
        if self.parts.by.is_none() {
            offers.extend(self.by_offers());
        }
        if self.parts.as_of.is_none() {
            let text = pick(self.tongue, "截至", "as-of:");
            offers.push(Offer {
                text: text.to_owned(),
                name: text.to_owned(),
                kind: OfferKind::Day,
            });
        }
        Menu {
            from: self.start,
            typed: self.word.text.clone(),
            offers,
            values_of: None,
        }
    }

    fn by_offers(&self) -> impl Iterator<Item = Offer> {
        let measure = self.measure();
        let fields = self.parts.subject.fields();
        let head = pick(self.tongue, "按", "by:");
        fields
            .filter(move |by| groups_under(measure, *by))
            .map(move |by| {
                let name = format!("{head}{}", self.name(by));
                Offer {
                    text: format!("{name} "),
                    name,
                    kind: OfferKind::By,
                }
            })
    }

    fn groupings(&self, typed: &str) -> Menu {
        Menu {
            from: self.start,
            typed: format!("{}{typed}", pick(self.tongue, "按", "by:")),
            offers: self.by_offers().collect(),
            values_of: None,
        }
    }

    fn days(&self, typed: &str, today: NaiveDate) -> Menu {
        let head = pick(self.tongue, "截至", "as-of:");
        let last_year = NaiveDate::from_ymd_opt(today.year() - 1, 12, 31);
        let days = [Some(today), last_year].into_iter().flatten();
        let offers = days.map(|day| Offer {
            text: format!("{head}{day} "),
            name: format!("{head}{day}"),
            kind: OfferKind::Day,
        });
        Menu {
            from: self.start,
            typed: format!("{head}{typed}"),
            offers: offers.collect(),
            values_of: None,
        }
    }

    /// A value after a sign; after a comma the next one.
    fn values(&self, sign_end: usize, name: &str, op: Op) -> Menu {
        let Some(field) = Field::named(self.parts.subject, name) else {
            return Menu::default();
        };
        let typed = self.word.values(sign_end);
        let last = typed
            .last()
            .map(|(text, _)| text.clone())
            .unwrap_or_default();
        let mut offers: Vec<Offer> = Value::all(field.kind())
            .iter()
            .map(|value| offer_of(value, self.tongue))
            .collect();
        if field.part() == Part::Own && matches!(op, Op::Is | Op::IsNot) {
            offers.push(offer_of(&Value::Nothing, self.tongue));
        }
        let asks = matches!(field.kind(), Kind::Text | Kind::Year | Kind::Place);
        Menu {
            from: self.value_start(sign_end),
            typed: last,
            offers,
            values_of: asks.then_some(field),
        }
    }

    /// Where the last value begins in the line: after the last comma or the sign outside quotes.
    fn value_start(&self, sign_end: usize) -> usize {
        let mut quoted = false;
        let mut start = self.start;
        let mut text_at = 0;
        for (byte, c) in self.line[self.start..].char_indices() {
            let end = self.start + byte + c.len_utf8();
            match c {
                '"' | '“' | '”' | '＂' => quoted = !quoted,
                _ => {
                    let plain = parse::narrow(c);
                    text_at += plain.len_utf8();
                    let comma = matches!(plain, ',' | '、' | '|') && text_at > sign_end;
                    if !quoted && (comma || text_at <= sign_end) {
                        start = end;
                    }
                }
            }
        }
        start
    }
}

/// Returns the offer of a value, which ends its word.
pub fn offer_of(value: &Value, tongue: Tongue) -> Offer {
    Offer {
        text: format!("{} ", super::question::quoted(value, tongue)),
        name: value.word(tongue),
        kind: OfferKind::Value,
    }
}

#[cfg(test)]
mod tests;
