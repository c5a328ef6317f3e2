//! The tables of the yearly report: by kind and class, by section, by rating, against last year.
//!
//! A table is data: what prints it gives the words. Co-handled items are in the counts of work and in
//! none of the tables of classes and ratings, which are the lead unit's to publish.

use std::collections::BTreeMap;

use super::{By, Course, Group, Percent, RateKind, Share, adjusted, rate, rates_by};
use crate::{
    domain::{
        coded,
        outcome::{Rating, ResultClass},
        proposal::Role,
        sitting::Kind,
    },
    rules::Pack,
};

coded! {
    /// How the shares of a column are rounded.
    Rounding {
        /// Each by itself, half up.
        Each = "each",
        /// So that the column adds to 100.00.
        Adjusted = "adjusted",
    }
}

/// A count with its share of the column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub count: u64,
    /// Of the column's sum.
    pub share: Option<Percent>,
}

/// A table of one column a kind and one for both; a row a value, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross<T> {
    /// The rows.
    pub rows: Vec<(T, [Counted; 3])>,
    /// The sums: suggestions, proposals, both.
    pub sums: [u64; 3],
}

/// What a section did in the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionYear {
    /// The section.
    pub section: Option<String>,
    /// Items assigned.
    pub items: u64,
    /// Answered in time.
    pub answered: Share,
    /// Satisfied.
    pub satisfied: Share,
}

/// The year in tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Items by role: lead, co, separate; of each kind and both.
    pub roles: Cross<Role>,
    /// Answered items by class.
    pub classes: Cross<Option<ResultClass>>,
    /// Evaluated items by rating.
    pub ratings: Cross<Option<Rating>>,
    /// By section.
    pub sections: Vec<SectionYear>,
    /// Every rate, this year and last.
    pub rates: Vec<(RateKind, Share, Share)>,
}

/// Makes the tables of a year.
pub fn year(courses: &[Course], year: i32, pack: &Pack, rounding: Rounding) -> Year {
    let of = |wanted: i32| {
        let own = courses.iter();
        own.filter(move |course| course.year == Some(wanted))
    };
    let ours = || of(year).filter(|course| course.is_ours());
    let lead = || ours().filter(|course| course.role != Role::Co);
    let answered = || lead().filter(|course| course.answered.is_some());
    let mut sections: BTreeMap<Option<String>, SectionYear> = BTreeMap::new();
    let satisfied = rates_by(RateKind::Satisfied, By::Section, of(year), pack);
    for (group, share) in rates_by(RateKind::Answered, By::Section, of(year), pack) {
        let Group::Section(section) = group else {
            continue;
        };
        let part = Group::Section(section.clone());
        let own = SectionYear {
            section: section.clone(),
            items: share.base,
            answered: share,
            satisfied: satisfied.get(&part).cloned().unwrap_or_default(),
        };
        if own.items > 0 {
            sections.insert(section, own);
        }
    }
    Year {
        year,
        roles: cross(ours().map(|own| (own.kind, own.role)), rounding),
        classes: cross(answered().map(|own| (own.kind, own.class)), rounding),
        ratings: cross(answered().map(|own| (own.kind, own.rating)), rounding),
        sections: sections.into_values().collect(),
        rates: RateKind::ALL
            .iter()
            .map(|kind| {
                let of_year = |wanted| rate(*kind, of(wanted), pack);
                (*kind, of_year(year), of_year(year - 1))
            })
            .collect(),
    }
}

fn cross<T: Ord>(items: impl Iterator<Item = (Kind, T)>, rounding: Rounding) -> Cross<T> {
    let mut rows: BTreeMap<T, [u64; 3]> = BTreeMap::new();
    let mut sums = [0; 3];
    for (kind, value) in items {
        let row = rows.entry(value).or_default();
        let own = match kind {
            Kind::Suggestion => 0,
            Kind::Cppcc => 1,
        };
        for column in [own, 2] {
            row[column] += 1;
            sums[column] += 1;
        }
    }
    let counts = |column: usize| -> Vec<u64> { rows.values().map(|row| row[column]).collect() };
    let shares: [Vec<Option<Percent>>; 3] = [0, 1, 2].map(|column| match rounding {
        Rounding::Adjusted if sums[column] > 0 => {
            adjusted(&counts(column)).into_iter().map(Some).collect()
        }
        _ => counts(column)
            .into_iter()
            .map(|count| Percent::of(count, sums[column]))
            .collect(),
    });
    let rows = rows.into_iter().enumerate().map(|(at, (value, counts))| {
        let cell = |column: usize| Counted {
            count: counts[column],
            share: shares[column][at],
        };
        (value, [cell(0), cell(1), cell(2)])
    });
    Cross {
        rows: rows.collect(),
        sums,
    }
}
