//! A rule pack's file, read value by value; what it leaves open is `None`.
//!
//! The form: `id`, `name`, `region`, `level`, `base`, `valid_from`, `law`, `levels` and `kinds` that its
//! terms are for unless they say otherwise, `unconfirmed`, one array of tables a clock, `[[extension]]`,
//! and the other values with their sources in `[sources]`.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    fault::{Fault, Wrong},
    pack::{AnswerEach, Axis, ClassRule, Reason, Unreturned, WarnDays},
    read::{Doc, Table},
    term::{Choice, Extension, Origin, Reach, Some8, Span, Term, When},
};
use crate::domain::{
    calendar::{Arithmetic, FirstDay, LastDay, Length},
    deadline::ClockKind,
    event::EventKind,
    outcome::{Rating, ResultClass},
    proposal::Role,
    sitting::{Kind, Level, Period},
};

/// A pack as its file has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub(super) file: String,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) region: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) base: Option<String>,
    /// The line that names the base.
    pub(super) base_line: usize,
    pub(super) valid_from: Option<NaiveDate>,
    pub(super) law: Vec<String>,
    pub(super) unconfirmed: Vec<String>,
    pub(super) scope: Option<(Some8, Some8)>,
    pub(super) terms: Vec<Vec<Term>>,
    pub(super) extensions: Vec<Extension>,
    pub(super) arithmetic: Option<Arithmetic>,
    pub(super) warn_days: Option<WarnDays>,
    pub(super) co: Option<String>,
    pub(super) suggestion: Option<String>,
    pub(super) classes: Option<Vec<ClassRule>>,
    pub(super) return_reasons: Option<Vec<Reason>>,
    pub(super) axes: Option<Vec<Axis>>,
    pub(super) ratings: Option<Vec<Rating>>,
    pub(super) answer_each: Option<AnswerEach>,
    pub(super) satisfied_includes_basically: Option<bool>,
    pub(super) unreturned: Option<Unreturned>,
    pub(super) sources: BTreeMap<&'static str, Arc<str>>,
}

/// The values that are no terms; each that a pack has needs a line in `[sources]`.
pub(super) const VALUES: &[&str] = &[
    "arithmetic",
    "warn_days",
    "words",
    "classes",
    "return_reasons",
    "axes",
    "ratings",
    "answer_each",
    "satisfied_includes_basically",
    "unreturned",
];

/// What terms of a pack are for unless they say otherwise.
struct Scope {
    id: Arc<str>,
    level: Some8,
    kind: Some8,
}

/// Reads a pack's file.
///
/// # Errors
/// Every fault of it.
pub(super) fn raw(file: &str, text: &str) -> Result<Raw, Vec<Fault>> {
    let (own, faults) = read(file, text);
    if faults.is_empty() {
        Ok(own)
    } else {
        Err(faults)
    }
}

/// Reads what can be read of a pack's file, with every fault of it in the order of lines.
pub(super) fn read(file: &str, text: &str) -> (Raw, Vec<Fault>) {
    let mut doc = Doc::new(file, text);
    let parsed = doc.parse();
    let mut root = Table::root(&parsed);
    let mut own = Raw {
        file: file.to_owned(),
        ..Raw::default()
    };
    head(&mut doc, &mut root, &mut own);
    let level = root.codes(&mut doc, "levels", Level::from_code);
    let kind = root.codes(&mut doc, "kinds", Kind::from_code);
    let scope = Scope {
        id: own.id.as_str().into(),
        level: some8(level, |own| own as u8),
        kind: some8(kind, |own| own as u8),
    };
    own.scope = Some((scope.level, scope.kind));
    for clock in ClockKind::ALL {
        let tables = root.tables(&mut doc, clock.code()).unwrap_or_default();
        let places: Vec<(usize, String)> = tables
            .iter()
            .map(|own| (own.at(), own.place_of("")))
            .collect();
        let terms: Vec<Option<Term>> = tables
            .into_iter()
            .map(|table| term(&mut doc, table, &scope))
            .collect();
        rivals(&mut doc, &terms, &places);
        own.terms.push(terms.into_iter().flatten().collect());
    }
    let tables = root.tables(&mut doc, "extension").unwrap_or_default();
    let places: Vec<(usize, String)> = tables
        .iter()
        .map(|own| (own.at(), own.place_of("")))
        .collect();
    let rules: Vec<Option<Extension>> = tables
        .into_iter()
        .map(|table| extension(&mut doc, table, &scope))
        .collect();
    rivals(&mut doc, &rules, &places);
    own.extensions = rules.into_iter().flatten().collect();
    values(&mut doc, &mut root, &mut own);
    root.finish(&mut doc);
    doc.faults.sort_by_key(|fault| fault.line);
    (own, doc.faults)
}

fn head(doc: &mut Doc<'_>, root: &mut Table<'_, '_>, own: &mut Raw) {
    own.id = root.must(doc, "id").unwrap_or_default();
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !own.id.chars().all(fine) {
        doc.fault(root.at(), "id", Wrong::BadId, &own.id);
    }
    own.name = root.must(doc, "name").unwrap_or_default();
    own.region = root.text(doc, "region");
    own.level = root.code(doc, "level", Level::from_code);
    own.base = root.text(doc, "base");
    own.base_line = root.get("base").map_or(1, |value| doc.line_of(value.at()));
    own.valid_from = root.day(doc, "valid_from");
    own.law = root.texts(doc, "law").unwrap_or_default();
    let known = |code: &str| {
        let clock = ClockKind::from_code(code).map(|_| ());
        let known = clock.is_some() || code == "extension" || VALUES.contains(&code);
        known.then(|| code.to_owned())
    };
    own.unconfirmed = root.codes(doc, "unconfirmed", known).unwrap_or_default();
}

fn some8<T>(values: Option<Vec<T>>, place: fn(T) -> u8) -> Some8 {
    values.map_or(Some8::ALL, |own| Some8::of(own.into_iter().map(place)))
}

fn when(doc: &mut Doc<'_>, table: &mut Table<'_, '_>, scope: &Scope) -> When {
    let level = table.codes(doc, "level", Level::from_code);
    let kind = table.codes(doc, "kind", Kind::from_code);
    let period = table.codes(doc, "period", Period::from_code);
    let role = table.codes(doc, "role", Role::from_code);
    let stated = [
        level.is_some(),
        kind.is_some(),
        period.is_some(),
        role.is_some(),
    ];
    When {
        level: level.map_or(scope.level, |own| some8(Some(own), |own| own as u8)),
        kind: kind.map_or(scope.kind, |own| some8(Some(own), |own| own as u8)),
        period: some8(period, |own| own as u8),
        role: some8(role, |own| own as u8),
        valid_from: table.day(doc, "valid_from"),
        stated: stated.iter().filter(|own| **own).count() as u8,
    }
}

fn origin(doc: &mut Doc<'_>, table: &mut Table<'_, '_>, scope: &Scope) -> Origin {
    Origin {
        source: table.source(doc),
        pack: Arc::clone(&scope.id),
        depth: 0,
        confirmed: table.flag(doc, "confirmed").unwrap_or(true),
    }
}

/// A unit of length.
type Unit = fn(u16) -> Length;

/// Reads the lengths that stand in a table, by the keys with this before them.
fn length(doc: &mut Doc<'_>, table: &mut Table<'_, '_>, before: &str) -> Vec<Length> {
    let kinds: [(&str, Unit); 3] = [
        ("days", Length::Days),
        ("working_days", Length::WorkingDays),
        ("months", Length::Months),
    ];
    let read = kinds.map(|(key, of)| table.number(doc, &format!("{before}{key}")).map(of));
    read.into_iter().flatten().collect()
}

fn term(doc: &mut Doc<'_>, mut table: Table<'_, '_>, scope: &Scope) -> Option<Term> {
    let before = doc.faults.len();
    let lengths = length(doc, &mut table, "").into_iter().map(Span::Length);
    let mut spans: Vec<Span> = lengths.collect();
    if let Some(value) = table.get("date")
        && let Some(text) = value.text(doc)
    {
        match month_day(&text) {
            Some((month, day)) => spans.push(Span::Date(month, day)),
            None => doc.fault(value.at(), value.place(), Wrong::NoDay, &text),
        }
    }
    let (at, place) = (table.at(), table.place_of(""));
    match spans.len() {
        0 if doc.faults.len() == before => doc.fault(at, &place, Wrong::NoLength, ""),
        0 | 1 => {}
        _ => doc.fault(at, &place, Wrong::TwoLengths, ""),
    }
    if table.get("start").is_none() {
        doc.fault(at, &table.place_of("start"), Wrong::Missing, "start");
    }
    let start = table.code(doc, "start", EventKind::from_code);
    let (when, origin) = (when(doc, &mut table, scope), origin(doc, &mut table, scope));
    table.finish(doc);
    Some(Term {
        span: *spans.first()?,
        start: start?,
        when,
        origin,
    })
}

fn extension(doc: &mut Doc<'_>, mut table: Table<'_, '_>, scope: &Scope) -> Option<Extension> {
    let before = doc.faults.len();
    let mut reaches: Vec<Reach> = Vec::new();
    reaches.extend(
        length(doc, &mut table, "total_")
            .into_iter()
            .map(Reach::Total),
    );
    reaches.extend(
        length(doc, &mut table, "plus_")
            .into_iter()
            .map(Reach::Plus),
    );
    let (at, place) = (table.at(), table.place_of(""));
    match reaches.len() {
        0 if doc.faults.len() == before => doc.fault(at, &place, Wrong::NoLength, ""),
        0 | 1 => {}
        _ => doc.fault(at, &place, Wrong::TwoLengths, ""),
    }
    let needs_consent = table.flag(doc, "needs_consent").unwrap_or(false);
    let notify_deputy = table.flag(doc, "notify_deputy").unwrap_or(false);
    let (when, origin) = (when(doc, &mut table, scope), origin(doc, &mut table, scope));
    table.finish(doc);
    Some(Extension {
        reach: *reaches.first()?,
        needs_consent,
        notify_deputy,
        when,
        origin,
    })
}

/// Reads a month and day that every year has; 29 February is none.
fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    NaiveDate::from_ymd_opt(2025, month, day).map(|_| (month, day))
}

/// Two choices that fit the same case equally well.
fn rivals<T: Choice>(doc: &mut Doc<'_>, choices: &[Option<T>], places: &[(usize, String)]) {
    for (at, own) in choices.iter().enumerate() {
        for (before, other) in choices[..at].iter().enumerate() {
            if let (Some(own), Some(other)) = (own, other)
                && own.when().rivals(other.when())
            {
                let (byte, place) = &places[at];
                doc.fault(*byte, place, Wrong::Ambiguous, &places[before].1);
            }
        }
    }
}

fn values(doc: &mut Doc<'_>, root: &mut Table<'_, '_>, own: &mut Raw) {
    if let Some(mut table) = root.table(doc, "arithmetic") {
        let first = table.flag(doc, "first_day_counts").unwrap_or(false);
        let moves = table.flag(doc, "last_day_moves").unwrap_or(true);
        table.finish(doc);
        own.arithmetic = Some(Arithmetic {
            first_day: if first {
                FirstDay::Counted
            } else {
                FirstDay::NotCounted
            },
            last_day: if moves {
                LastDay::Moves
            } else {
                LastDay::Stays
            },
        });
    }
    if let Some(mut table) = root.table(doc, "warn_days") {
        let mut day = |key: &str| {
            if table.get(key).is_some() {
                return table.number(doc, key);
            }
            doc.fault(table.at(), &table.place_of(key), Wrong::Missing, key);
            None
        };
        own.warn_days = day("soon")
            .zip(day("urgent"))
            .map(|(soon, urgent)| WarnDays { soon, urgent });
        table.finish(doc);
    }
    if let Some(mut table) = root.table(doc, "words") {
        own.co = table.text(doc, "co");
        own.suggestion = table.text(doc, "suggestion");
        table.finish(doc);
    }
    own.classes = classes(doc, root);
    own.return_reasons = root.tables(doc, "return_reasons").map(|tables| {
        let read = |mut table: Table<'_, '_>| {
            let reason = Reason {
                code: table.must(doc, "code").unwrap_or_default(),
                label: table.must(doc, "label").unwrap_or_default(),
            };
            table.finish(doc);
            reason
        };
        tables.into_iter().map(read).collect()
    });
    own.axes = root.codes(doc, "axes", Axis::from_code);
    own.ratings = root.codes(doc, "ratings", Rating::from_code);
    own.answer_each = root.code(doc, "answer_each", AnswerEach::from_code);
    own.satisfied_includes_basically = root.flag(doc, "satisfied_includes_basically");
    own.unreturned = root.code(doc, "unreturned", Unreturned::from_code);
    sources(doc, root, own);
}

fn classes(doc: &mut Doc<'_>, root: &mut Table<'_, '_>) -> Option<Vec<ClassRule>> {
    let tables = root.tables(doc, "classes")?;
    let mut classes: Vec<ClassRule> = Vec::new();
    for mut table in tables {
        let class = table.code(doc, "class", ResultClass::from_code);
        if table.get("class").is_none() {
            doc.fault(
                table.at(),
                &table.place_of("class"),
                Wrong::Missing,
                "class",
            );
        }
        let letter = table.text(doc, "letter");
        let label = table.must(doc, "label").unwrap_or_default();
        let follow_up = table.flag(doc, "follow_up").unwrap_or(false);
        if let Some(class) = class {
            if classes.iter().any(|own| own.class == class) {
                doc.fault(
                    table.at(),
                    &table.place_of("class"),
                    Wrong::Twice,
                    class.code(),
                );
            }
            classes.push(ClassRule {
                class,
                letter,
                label,
                follow_up,
            });
        }
        table.finish(doc);
    }
    Some(classes)
}

fn sources(doc: &mut Doc<'_>, root: &mut Table<'_, '_>, own: &mut Raw) {
    let has = |root: &mut Table<'_, '_>, key: &str| root.get(key).is_some();
    let present: Vec<&str> = VALUES
        .iter()
        .copied()
        .filter(|key| has(root, key))
        .collect();
    let mut table = root.table(doc, "sources");
    for key in &present {
        let source = table.as_mut().and_then(|table| table.text(doc, key));
        if let Some(source) = source.filter(|text| !text.trim().is_empty()) {
            own.sources.insert(key, source.into());
        } else {
            let at = table.as_ref().map_or(root.at(), Table::at);
            doc.fault(at, &format!("sources.{key}"), Wrong::NoSource, key);
        }
    }
    if let Some(table) = table {
        table.finish(doc);
    }
}
