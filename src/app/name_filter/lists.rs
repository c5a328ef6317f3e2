//! The lists of the roster as a filter: `名单:单位`, `list:studios`, `md:xm`.
//!
//! Apart from the fields because it is none: no question is asked by it, and programmes stand in no question of
//! people, studios or employers. Invariant: a word means one list at most.

use super::{NameFilter, Offer, Sense, Wrong};
use crate::{
    figure::{Subject, Tongue},
    search::{Kind, Query, contains},
};

const NAMES: [&str; 2] = ["名单", "list"];

/// Tells whether a name means the lists.
pub fn is_list(name: &str) -> bool {
    let name = name.to_lowercase();
    let sounds = || {
        let spans = contains(&Query::new(&name), NAMES[0]).unwrap_or_default();
        name.is_ascii() && spans.len() == 1 && spans[0] == (0..NAMES[0].len())
    };
    NAMES.contains(&name.as_str()) || sounds()
}

/// Returns the name of the filter.
pub const fn name(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Zh => NAMES[0],
        Tongue::En => NAMES[1],
    }
}

/// Returns the word for a list.
pub const fn word(kind: Kind, tongue: Tongue) -> &'static str {
    let subject = match (kind, tongue) {
        (Kind::Craftsman, _) => Subject::People,
        (Kind::Studio, _) => Subject::Studios,
        (Kind::Employer, _) => Subject::Employers,
        (Kind::Programme, Tongue::Zh) => return "项目",
        (Kind::Programme, Tongue::En) => return "programmes",
    };
    match tongue {
        Tongue::Zh => subject.zh(),
        Tongue::En => subject.en(),
    }
}

/// Returns the list that questions call so.
pub const fn list_of(subject: Subject) -> Kind {
    match subject {
        Subject::People => Kind::Craftsman,
        Subject::Studios => Kind::Studio,
        Subject::Employers => Kind::Employer,
        Subject::Contests | Subject::Trainings | Subject::Subsidies | Subject::Plans => {
            Kind::Programme
        }
    }
}

fn meant(typed: &str) -> Option<Kind> {
    if let Some(subject) = Subject::named(typed) {
        return Some(list_of(subject));
    }
    let query = Query::new(typed);
    let begins = |kind: &Kind| {
        let words = [word(*kind, Tongue::Zh), word(*kind, Tongue::En)];
        words.iter().any(|own| {
            let spans = contains(&query, own);
            spans.is_some_and(|own| own.first().is_some_and(|own| own.start == 0))
        })
    };
    Kind::ALL.into_iter().find(begins)
}

/// Returns the lists that a filter lets through, as far as it names any.
pub(super) fn wanted(filter: &NameFilter) -> Result<Vec<Kind>, Wrong> {
    let mut lists = Kind::ALL.to_vec();
    for term in filter.terms.iter().filter(|term| is_list(&term.name)) {
        let mut own = Vec::new();
        for typed in &term.values {
            own.push(meant(&typed.text).ok_or_else(|| Wrong::List(typed.text.clone()))?);
        }
        lists.retain(|kind| own.contains(kind) == (term.sense == Sense::Holds));
    }
    Ok(lists)
}

/// Returns the lists that what is typed begins, each with how many records it would give.
pub fn list_offers(typed: &str, count: impl Fn(Kind) -> Option<u64>, tongue: Tongue) -> Vec<Offer> {
    let query = Query::new(typed);
    let lists = Kind::ALL.into_iter();
    lists
        .filter_map(|kind| {
            let name = word(kind, tongue);
            Some(Offer {
                spans: contains(&query, name)?,
                text: format!("{name} "),
                name: name.to_owned(),
                count: count(kind),
            })
        })
        .collect()
}
