//! What the board shows: the desk's items by due day, week, class, rating, section and state.
//!
//! Computed in one go from courses, off the key path, and kept until something changes. Every figure
//! keeps the items behind it where no filter can say them, so that a mark opens exactly those.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Days, NaiveDate};

use super::{Course, RateKind, Share, lists::monday, rate};
use crate::{
    domain::{
        id::ProposalId,
        outcome::{Rating, ResultClass},
        proposal::Role,
        state::State,
    },
    rules::Pack,
};

/// How many weeks ahead the calendar shows: two of the three months most items have.
pub const WEEKS: u64 = 8;

/// How many weeks of a session the burn-down shows at most: a year.
pub const BURN_WEEKS: usize = 52;

/// The items behind a figure.
pub type Items = Arc<[ProposalId]>;

/// One point of the burn-down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Items of this year open at the week's end; none for a week to come.
    pub now: Option<Items>,
    /// Items of last year open at the end of the same week.
    pub before: Items,
}

/// The board's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The day they are of.
    pub today: NaiveDate,
    /// The year of the session: that of the newest assignment.
    pub year: i32,
    /// The first day of the calendar, a Monday.
    pub monday: NaiveDate,
    /// Open items that are late.
    pub late: Items,
    /// Open items by due day, from the first day of the calendar; past days are late and empty.
    pub days: Vec<Items>,
    /// Open items due after the calendar's end.
    pub later: Items,
    /// The burn-down, a point a week since the year's first assignment.
    pub burn: Vec<Point>,
    /// All items by state.
    pub states: Vec<(State, Items)>,
    /// The year's answered items by class.
    pub classes: Vec<(Option<ResultClass>, Items)>,
    /// The year's answered items by rating.
    pub ratings: Vec<(Option<Rating>, Items)>,
    /// Open items by section, and how many of them are late.
    pub sections: Vec<(Option<String>, Items, u64)>,
    /// The year's rates; those without a base too.
    pub rates: Vec<(RateKind, Share)>,
}

impl Figures {
    /// Computes the figures.
    pub fn of(courses: &[Course], today: NaiveDate, pack: &Pack) -> Self {
        let monday = monday(today);
        let mut days: Vec<Vec<ProposalId>> = vec![Vec::new(); 7 * WEEKS as usize];
        let (mut late, mut later) = (Vec::new(), Vec::new());
        let mut states: BTreeMap<State, Vec<ProposalId>> = BTreeMap::new();
        let mut sections: BTreeMap<Option<String>, (Vec<ProposalId>, u64)> = BTreeMap::new();
        for own in courses {
            states.entry(own.state).or_default().push(own.id);
            let is_late = own.due.is_some_and(|(due, _)| due < today);
            if let Some((due, _)) = own.due {
                match usize::try_from((due - monday).num_days()) {
                    _ if is_late => late.push(own.id),
                    Ok(at) if at < days.len() => days[at].push(own.id),
                    _ => later.push(own.id),
                }
            }
            if own.state.is_open() {
                let part = sections.entry(own.section.clone()).or_default();
                part.0.push(own.id);
                part.1 += u64::from(is_late);
            }
        }
        let year = courses.iter().filter_map(|own| own.year).max();
        let year = year.unwrap_or_else(|| chrono::Datelike::year(&today));
        let of_year = || courses.iter().filter(|own| own.year == Some(year));
        let answered = || {
            of_year().filter(|own| own.is_ours() && own.role != Role::Co && own.answered.is_some())
        };
        Self {
            today,
            year,
            monday,
            late: late.into(),
            days: days.into_iter().map(Items::from).collect(),
            later: later.into(),
            burn: burn(courses, year, today),
            states: states
                .into_iter()
                .map(|(state, items)| (state, items.into()))
                .collect(),
            classes: parts(answered().map(|own| (own.class, own.id))),
            ratings: parts(answered().map(|own| (own.rating, own.id))),
            sections: sections
                .into_iter()
                .map(|(section, (items, late))| (section, items.into(), late))
                .collect(),
            rates: RateKind::ALL
                .iter()
                .map(|kind| (*kind, rate(*kind, of_year(), pack)))
                .collect(),
        }
    }
}

fn parts<T: Ord>(items: impl Iterator<Item = (T, ProposalId)>) -> Vec<(T, Items)> {
    let mut parts: BTreeMap<T, Vec<ProposalId>> = BTreeMap::new();
    for (part, id) in items {
        parts.entry(part).or_default().push(id);
    }
    parts
        .into_iter()
        .map(|(part, items)| (part, items.into()))
        .collect()
}

/// Returns the open items week by week since the first assignment of each year.
fn burn(courses: &[Course], year: i32, today: NaiveDate) -> Vec<Point> {
    let of = |year: i32| -> Vec<&Course> {
        let own = courses.iter();
        own.filter(|own| own.year == Some(year) && own.assigned.is_some())
            .collect()
    };
    let (now, before) = (of(year), of(year - 1));
    let start = |items: &[&Course]| {
        items
            .iter()
            .filter_map(|own| own.assigned)
            .min()
            .map(monday)
    };
    let open = |items: &[&Course], end: NaiveDate| -> Items {
        items
            .iter()
            .filter(|own| {
                own.assigned.is_some_and(|day| day <= end) && own.left.is_none_or(|day| day > end)
            })
            .map(|own| own.id)
            .collect()
    };
    let end = |start: NaiveDate, week: usize| start + Days::new(7 * week as u64 + 6);
    let (Some(start_now), start_before) = (start(&now), start(&before)) else {
        return Vec::new();
    };
    let mut points: Vec<Point> = (0..BURN_WEEKS)
        .map(|week| Point {
            now: (end(start_now, week) < today + Days::new(7))
                .then(|| open(&now, end(start_now, week).min(today))),
            before: start_before
                .map_or_else(Items::default, |start| open(&before, end(start, week))),
        })
        .collect();
    // Weeks in which nothing is open any more in either year say nothing.
    let says = |point: &Point| point.now.is_some() || !point.before.is_empty();
    let used = points.iter().rposition(says).map_or(0, |at| at + 1);
    points.truncate(used);
    points
}
