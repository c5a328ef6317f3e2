//! A filter made ready for the rows: each term becomes one comparison.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Listed, Lister,
    facts::{Facts, UNKNOWN, code_at, day_number, flag_of, number_at},
};
use crate::{
    app::filter::{Field, FieldTerm, Filter, NOT_SET, Sense, Wants},
    search::{self, Query, contains},
    store::Result,
};

/// The rows that a search in all texts found, by slot.
pub(super) type Found = Arc<Vec<bool>>;

/// What is compared.
enum Check<'a> {
    /// The code is one of these.
    Code(usize, u64),
    /// The number lies in one of these.
    Number(usize, Vec<(i32, i32)>),
    /// The truth.
    Flag(u8, bool),
    /// The section is one of these.
    Section(Vec<bool>),
    /// The person is one of these.
    Person(Vec<bool>),
    /// One of these is in the title or the lead unit; rows without a bit of it are passed over.
    Shown(Field, Vec<(search::Filter<'a>, &'a Query)>),
    /// One of these is among the proposers.
    Proposers(Vec<search::Filter<'a>>),
    /// A text of the item has it.
    Texts(Found),
    /// There is a lead unit.
    HasLeadUnit,
    /// No row has such a field.
    Never,
}

/// A filter made ready.
pub(super) struct Sieve<'a> {
    words: Option<search::Filter<'a>>,
    checks: Vec<(Check<'a>, bool)>,
    rows: &'a [Listed],
    facts: &'a [Facts],
}

impl Sieve<'_> {
    /// Returns whether a row passes.
    pub fn passes(&self, slot: u32) -> bool {
        self.checks.iter().all(|(check, holds)| {
            let facts = &self.facts[slot as usize];
            let own = &self.rows[slot as usize];
            check.is_met(slot, facts, own) == *holds
        }) && self.words.as_ref().is_none_or(|words| {
            // A row's texts bear its slot's number: words alone touch no row, which is far away.
            debug_assert_eq!(self.rows[slot as usize].text, slot);
            words.hits(slot)
        })
    }
}

impl Check<'_> {
    fn is_met(&self, slot: u32, facts: &Facts, own: &Listed) -> bool {
        match self {
            Check::Code(at, mask) => facts.code(*at) & mask != 0,
            Check::Number(at, spans) => {
                let number = facts.number(*at);
                let within = |(from, to): &(i32, i32)| (*from..=*to).contains(&number);
                number != UNKNOWN && spans.iter().any(within)
            }
            Check::Flag(flag, truth) => facts.is(*flag) == *truth,
            Check::Section(wanted) => is_wanted(wanted, facts.section),
            Check::Person(wanted) => is_wanted(wanted, facts.person),
            Check::Shown(field, queries) => {
                let text = match field {
                    Field::LeadUnit => own.row.lead_unit.as_deref().unwrap_or_default(),
                    _ => &own.row.title,
                };
                let hit = |(rough, query): &(search::Filter<'_>, &Query)| {
                    rough.hits(own.text) && contains(query, text).is_some()
                };
                queries.iter().any(hit)
            }
            Check::Proposers(queries) => queries.iter().any(|query| query.hits(own.names)),
            Check::Texts(found) => found.get(slot as usize).copied().unwrap_or(false),
            Check::HasLeadUnit => own.row.lead_unit.is_some(),
            Check::Never => false,
        }
    }
}

fn is_wanted(wanted: &[bool], word: u32) -> bool {
    // A word that came after the filter was made ready is asked for with the next one.
    wanted.get(word as usize).copied().unwrap_or(false)
}

impl Lister {
    /// Asks the store for what stands in texts, so that sifting itself asks nothing.
    pub(super) fn search_texts(&mut self, filter: &Filter) -> Result<()> {
        for own in filter.fields() {
            let Wants::FullText(phrases) = &own.wants else {
                continue;
            };
            for phrase in phrases {
                if self.in_texts.contains_key(phrase) {
                    continue;
                }
                let mut found = vec![false; self.rows.len()];
                let slots = self.store.with_phrase(phrase)?;
                for slot in slots.iter().filter_map(|id| self.slots.get(id)) {
                    found[*slot as usize] = true;
                }
                self.in_texts.insert(phrase.clone(), Arc::new(found));
            }
        }
        Ok(())
    }

    /// Makes a filter ready; its texts have been searched.
    pub(super) fn sieve<'a>(&'a self, filter: &'a Filter, words: &Query) -> Sieve<'a> {
        let checks = filter
            .fields()
            .map(|own| {
                // "Nothing is set" is "something is set" turned round.
                let turned = own.wants == Wants::Set(false);
                (self.check(own), (own.sense == Sense::Holds) != turned)
            })
            .collect();
        Sieve {
            words: (!words.is_empty()).then(|| self.texts.filter(words)),
            checks,
            rows: &self.rows,
            facts: &self.facts,
        }
    }

    fn check<'a>(&'a self, own: &'a FieldTerm) -> Check<'a> {
        let field = own.field;
        match &own.wants {
            Wants::Choice(mask) => code_at(field).map_or(Check::Never, |at| Check::Code(at, *mask)),
            Wants::Number(spans) => number_at(field).map_or(Check::Never, |at| {
                Check::Number(at, spans.iter().map(|span| narrowed(*span)).collect())
            }),
            Wants::Day(spans) => number_at(field).map_or(Check::Never, |at| {
                let spans = spans.iter().map(|span| days(span.days(self.today)));
                Check::Number(at, spans.collect())
            }),
            Wants::Is(truth) => {
                flag_of(field).map_or(Check::Never, |flag| Check::Flag(flag, *truth))
            }
            Wants::Set(_) => self.is_set(field),
            Wants::Text(queries) => self.text_check(field, queries),
            Wants::FullText(phrases) => Check::Texts(self.any_text(phrases)),
        }
    }

    fn text_check<'a>(&'a self, field: Field, queries: &'a [Query]) -> Check<'a> {
        let any = |text: &str| queries.iter().any(|query| contains(query, text).is_some());
        match field {
            Field::Section => Check::Section(self.sections.wanted(any)),
            Field::Person => Check::Person(self.persons.wanted(any)),
            Field::Proposer => {
                let filters = queries.iter().map(|query| self.names.filter(query));
                Check::Proposers(filters.collect())
            }
            _ => {
                let filters = queries
                    .iter()
                    .map(|query| (self.texts.filter(query), query));
                Check::Shown(field, filters.collect())
            }
        }
    }

    fn is_set(&self, field: Field) -> Check<'_> {
        if let Some(at) = code_at(field) {
            return Check::Code(at, !NOT_SET);
        }
        if let Some(at) = number_at(field) {
            return Check::Number(at, vec![(UNKNOWN + 1, i32::MAX)]);
        }
        match field {
            Field::Section => Check::Section(self.sections.wanted(|word| !word.is_empty())),
            Field::Person => Check::Person(self.persons.wanted(|word| !word.is_empty())),
            Field::LeadUnit => Check::HasLeadUnit,
            _ => Check::Never,
        }
    }

    /// Joins what was found for each phrase.
    fn any_text(&self, phrases: &[String]) -> Found {
        let mut found = phrases.iter().filter_map(|own| self.in_texts.get(own));
        let Some(first) = found.next() else {
            return Found::default();
        };
        let mut all = Arc::clone(first);
        for other in found {
            let joined = all.iter().zip(other.iter()).map(|(a, b)| *a || *b);
            all = Arc::new(joined.collect());
        }
        all
    }
}

/// Returns a span of what rows keep; what is not known lies in none.
fn narrowed((from, to): (i64, i64)) -> (i32, i32) {
    let fit = |number: i64| number.clamp(i64::from(UNKNOWN + 1), i64::from(i32::MAX)) as i32;
    (fit(from), fit(to))
}

fn days((from, to): (NaiveDate, NaiveDate)) -> (i32, i32) {
    (day_number(from), day_number(to))
}
