//! Values as they are typed: several with a comma or a bar, each by the beginning of its word, its
//! pinyin or its initials.

use super::{DaySpan, Field, FieldKind, NOT_SET, Wants, value};
use crate::{
    domain::outcome::ResultClass,
    lang::Lang,
    rules::Pack,
    search::{Query, contains, index_query},
};

/// Words for "something is set" and for "nothing is".
const YES: &[&str] = &["是", "有", "已", "y", "yes", "true", "1", "s", "shi", "you"];
const NO: &[&str] = &[
    "否", "无", "缺", "没有", "未", "n", "no", "none", "false", "0", "f", "fou", "wu", "que", "q",
];

/// Words beside those of `data/lang`: how people also say it.
const ALSO: &[(Field, &str, &str)] = &[
    (Field::Period, "session", "会间"),
    (Field::Period, "between", "会后"),
    (Field::Role, "co", "会办"),
    (Field::Kind, "suggestion", "建议"),
    (Field::Kind, "cppcc", "提案"),
    (Field::State, "awaiting_opinion", "待协办意见"),
    (Field::State, "answered", "待反馈"),
    (Field::State, "following_up", "跟踪办理"),
    (Field::State, "redoing", "重新办理"),
];

/// Returns whether a character stands between values.
pub(super) fn is_between(c: char) -> bool {
    matches!(c, ',' | '|' | '、')
}

/// Reads a value, in lower case and half width; nothing when any part of it means nothing.
pub(super) fn wanted(field: Field, typed: &str, pack: &Pack) -> Option<Wants> {
    let parts: Vec<&str> = typed
        .split(is_between)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return None;
    }
    if let ([one], true) = (parts.as_slice(), may_lack(field)) {
        if NO.contains(one) {
            return Some(Wants::Set(false));
        }
        if YES.contains(one) {
            return Some(Wants::Set(true));
        }
    }
    let each = parts.iter().copied();
    match field.kind() {
        FieldKind::Choice(_) => {
            let mask = each
                .map(|part| mask(field, part, pack))
                .sum::<Option<Sum>>()?;
            Some(Wants::Choice(mask.0))
        }
        FieldKind::Number => each
            .map(value::number)
            .collect::<Option<_>>()
            .map(Wants::Number),
        FieldKind::Day => each
            .map(DaySpan::read)
            .collect::<Option<_>>()
            .map(Wants::Day),
        FieldKind::Text => {
            let queries: Vec<Query> = each.map(Query::new).collect();
            let all_say_something = queries.iter().all(|query| !query.is_empty());
            all_say_something.then_some(Wants::Text(queries))
        }
        FieldKind::YesNo => match parts.as_slice() {
            [one] if YES.contains(one) => Some(Wants::Is(true)),
            [one] if NO.contains(one) => Some(Wants::Is(false)),
            _ => None,
        },
        FieldKind::FullText => {
            let phrases: Vec<String> = each.map(str::to_owned).collect();
            let all_say_something = phrases.iter().all(|own| index_query(own).is_some());
            all_say_something.then_some(Wants::FullText(phrases))
        }
    }
}

/// Codes joined by "or".
struct Sum(u64);

impl std::iter::Sum for Sum {
    fn sum<I: Iterator<Item = Sum>>(all: I) -> Sum {
        Sum(all.fold(0, |sum, one| sum | one.0))
    }
}

/// Returns whether an item may have nothing in this field.
fn may_lack(field: Field) -> bool {
    matches!(
        field,
        Field::Class
            | Field::Rating
            | Field::Attention
            | Field::Clock
            | Field::Level
            | Field::Section
            | Field::Person
            | Field::LeadUnit
            | Field::Due
            | Field::Assigned
            | Field::Answered
    )
}

/// Returns the codes that a typed word means: the word itself, else those it begins, else those it
/// stands in.
fn mask(field: Field, typed: &str, pack: &Pack) -> Option<Sum> {
    if NO.contains(&typed) && may_lack(field) {
        return Some(Sum(NOT_SET));
    }
    let FieldKind::Choice((_, codes)) = field.kind() else {
        return None;
    };
    let query = Query::new(typed);
    if query.is_empty() {
        return None;
    }
    let (mut exact, mut begun, mut within) = (0, 0, 0);
    for (at, code) in codes().into_iter().enumerate() {
        for word in words(field, code, pack) {
            let bit = 1 << at;
            if word.to_lowercase() == typed {
                exact |= bit;
            }
            if let Some(spans) = contains(&query, &word) {
                within |= bit;
                if spans.first().is_some_and(|span| span.start == 0) {
                    begun |= bit;
                }
            }
        }
    }
    [exact, begun, within]
        .into_iter()
        .find(|mask| *mask != 0)
        .map(Sum)
}

/// Returns every word of a code.
fn words(field: Field, code: &str, pack: &Pack) -> Vec<String> {
    let FieldKind::Choice((prefix, _)) = field.kind() else {
        return Vec::new();
    };
    let key = format!("{prefix}.{code}");
    let mut words = vec![
        Lang::Zh.say(&key).to_owned(),
        Lang::En.say(&key).to_owned(),
        code.to_owned(),
    ];
    let also = ALSO
        .iter()
        .filter(|(own, of, _)| *own == field && *of == code);
    words.extend(also.map(|(.., word)| (*word).to_owned()));
    if field == Field::Class {
        let class = ResultClass::from_code(code);
        for rule in pack.classes.iter().filter(|rule| Some(rule.class) == class) {
            words.extend(rule.letter.clone());
            words.push(rule.label.clone());
        }
    }
    words
}

/// Returns what can be typed for a field, for people.
pub(super) fn possible(field: Field, pack: &Pack, lang: Lang) -> String {
    let own = match field.kind() {
        FieldKind::Choice((prefix, codes)) => {
            let codes = codes();
            let mut words: Vec<String> = codes
                .iter()
                .map(|code| lang.say(&format!("{prefix}.{code}")).to_owned())
                .collect();
            if field == Field::Class {
                let letters = pack.classes.iter().filter_map(|rule| rule.letter.clone());
                words.splice(0..0, letters);
                words.dedup();
            }
            words.join(" ")
        }
        FieldKind::Number => lang.say("filter.possible_number").to_owned(),
        FieldKind::Day => lang.say("filter.possible_day").to_owned(),
        FieldKind::Text | FieldKind::FullText => lang.say("filter.possible_text").to_owned(),
        FieldKind::YesNo => lang.say("filter.possible_yes").to_owned(),
    };
    if may_lack(field) {
        format!("{own} {}", lang.say("filter.possible_none"))
    } else {
        own
    }
}
