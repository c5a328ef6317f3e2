//! Lists of what is late, what falls due, what will be late, what was promised, who has no answer.
//!
//! Each is a selection of courses in an order; days left are asked of the calendar by who prints.

use chrono::{Datelike, Days, NaiveDate};

use super::{Course, Promise};
use crate::domain::{deadline::ClockKind, state::State};

/// Returns what is late, the latest first.
pub fn overdue(courses: &[Course], today: NaiveDate) -> Vec<&Course> {
    due_between(courses, NaiveDate::MIN, today)
}

/// Returns what falls due from today on in so many days, today included, the earliest first.
pub fn due_within(courses: &[Course], today: NaiveDate, days: u64) -> Vec<&Course> {
    let end = today.checked_add_days(Days::new(days.saturating_add(1)));
    due_between(courses, today, end.unwrap_or(NaiveDate::MAX))
}

fn due_between(courses: &[Course], from: NaiveDate, to: NaiveDate) -> Vec<&Course> {
    let within = |own: &&Course| own.due.is_some_and(|(day, _)| from <= day && day < to);
    let mut found: Vec<&Course> = courses.iter().filter(within).collect();
    found.sort_by_key(|own| (own.due, std::cmp::Reverse(own.state.progress()), own.id));
    found
}

/// Returns the Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// Returns what will be late if nothing happens: the items due in each of the coming weeks, the
/// Monday first, weeks without any left out. What is late already is not in it.
pub fn forecast(
    courses: &[Course],
    today: NaiveDate,
    weeks: u64,
) -> Vec<(NaiveDate, Vec<&Course>)> {
    let end = monday(today) + Days::new(7 * weeks);
    let mut found: Vec<(NaiveDate, Vec<&Course>)> = Vec::new();
    for own in due_between(courses, today, end) {
        let Some((day, _)) = own.due else { continue };
        match found.last_mut() {
            Some((week, items)) if *week == monday(day) => items.push(own),
            _ => found.push((monday(day), vec![own])),
        }
    }
    found
}

/// How far an item should be when so many hundredths of its term have passed. Chosen by us: a letter
/// needs about a fifth of the term for review and seal, and before a draft the deputy must be heard.
const PACE: [(i64, State); 4] = [
    (80, State::Reviewing),
    (60, State::Drafting),
    (35, State::Contacted),
    (15, State::Routed),
];

/// An item whose work is behind the time that has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind<'a> {
    /// The item.
    pub course: &'a Course,
    /// How many hundredths of its term have passed.
    pub passed: i64,
    /// The state it should have reached.
    pub should: State,
}

/// Returns the items not late yet whose work is behind, the least time left first.
pub fn behind(courses: &[Course], today: NaiveDate) -> Vec<Behind<'_>> {
    let mut found: Vec<Behind<'_>> = courses
        .iter()
        .filter_map(|course| {
            let (due, clock) = course.due?;
            let start = course.assigned?;
            let answering = matches!(clock, ClockKind::Answer | ClockKind::Opinion);
            if !answering || due < today || due <= start || !course.state.waits_on_us() {
                return None;
            }
            let passed = (today - start).num_days() * 100 / (due - start).num_days();
            let (_, should) = PACE.iter().find(|(from, _)| passed >= *from)?;
            (course.state < *should).then_some(Behind {
                course,
                passed,
                should: *should,
            })
        })
        .collect();
    found.sort_by_key(|own| (own.course.due, own.course.id));
    found
}

/// Returns the promises that were not kept yet with their items, the earliest first, those without
/// a day last.
pub fn promises_open(courses: &[Course]) -> Vec<(&Course, &Promise)> {
    let mut found: Vec<(&Course, &Promise)> = courses
        .iter()
        .filter(|own| own.is_ours())
        .flat_map(|own| own.promises.iter().map(move |promise| (own, promise)))
        .filter(|(_, promise)| promise.kept.is_none())
        .collect();
    found.sort_by_key(|(own, promise)| (promise.due.is_none(), promise.due, own.id));
    found
}

/// Returns the items whose answer has not reached every proposer, the earliest answered first.
pub fn undelivered(courses: &[Course]) -> Vec<&Course> {
    let open = |own: &&Course| !own.undelivered.is_empty();
    let mut found: Vec<&Course> = courses.iter().filter(open).collect();
    found.sort_by_key(|own| (own.answered, own.id));
    found
}
