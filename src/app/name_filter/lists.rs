//! The lists of the roster as a filter: `名单:单位`, `list:studios`, `md:xm`.
//!
//! Apart from the fields because it is none: no question is asked by it, and programmes stand in no question of
//! people, studios or employers. Invariant: a word means one list at most.

use super::{NameFilter, Offer, Sense, Sifted, Sifts, Term, Wrong};
use crate::{
    figure::{Question, Subject, Tongue},
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

/// The kinds of programmes that questions tell apart, each as a part of their list.
const PROGRAMMES: [Subject; 4] = [
    Subject::Contests,
    Subject::Trainings,
    Subject::Subsidies,
    Subject::Plans,
];

/// What a word for a list means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    Whole(Kind),
    /// The programmes of a kind.
    Programmes(Subject),
}

impl Meant {
    fn of(subject: Subject) -> Self {
        if PROGRAMMES.contains(&subject) {
            Meant::Programmes(subject)
        } else {
            Meant::Whole(list_of(subject))
        }
    }

    const fn list(self) -> Kind {
        match self {
            Meant::Whole(kind) => kind,
            Meant::Programmes(_) => Kind::Programme,
        }
    }
}

fn meant(typed: &str) -> Option<Meant> {
    if let Some(subject) = Subject::named(typed) {
        return Some(Meant::of(subject));
    }
    let query = Query::new(typed);
    let begins = |words: [&str; 2]| {
        words.iter().any(|own| {
            let spans = contains(&query, own);
            spans.is_some_and(|own| own.first().is_some_and(|own| own.start == 0))
        })
    };
    let mut lists = Kind::ALL.into_iter();
    let whole = lists.find(|kind| begins([word(*kind, Tongue::Zh), word(*kind, Tongue::En)]));
    let of_kind = || {
        let mut all = PROGRAMMES.into_iter();
        all.find(|own| begins([own.zh(), own.en()]))
    };
    whole
        .map(Meant::Whole)
        .or_else(|| of_kind().map(Meant::Programmes))
}

/// What a filter lets through of the lists, as far as it names any.
pub(super) struct Wanted {
    pub lists: Vec<Kind>,
    /// Which of the programmes, if their list is wanted.
    pub programmes: Sifts,
}

/// Returns the lists that a filter lets through.
pub(super) fn wanted(filter: &NameFilter) -> Result<Wanted, Wrong> {
    let (mut lists, mut programmes) = (Kind::ALL.to_vec(), Sifts::default());
    let of_lists = |term: &&Term| is_list(&term.name) && !term.is_open();
    for term in filter.terms.iter().filter(of_lists) {
        let mut own = Vec::new();
        for typed in &term.values {
            own.push(meant(&typed.text).ok_or_else(|| Wrong::List(typed.text.clone()))?);
        }
        let is_whole = |kind: Kind| own.contains(&Meant::Whole(kind));
        let of_kinds = own.iter().filter_map(|own| match own {
            Meant::Programmes(subject) => Some(Question::all(*subject)),
            Meant::Whole(_) => None,
        });
        let of_kinds: Vec<Question> = of_kinds.collect();
        if term.sense == Sense::Holds {
            lists.retain(|kind| own.iter().any(|own| own.list() == *kind));
            if !is_whole(Kind::Programme) && !of_kinds.is_empty() {
                programmes.within.push(Sifted::EitherOf(of_kinds));
            }
        } else {
            lists.retain(|kind| !is_whole(*kind));
            programmes
                .without
                .extend(of_kinds.into_iter().map(Sifted::Asked));
        }
    }
    Ok(Wanted { lists, programmes })
}

/// Returns the lists that what is typed begins, each with how many records it would give.
pub fn list_offers(typed: &str, count: impl Fn(Kind) -> Option<u64>, tongue: Tongue) -> Vec<Offer> {
    let query = Query::new(typed);
    let offer = |name: &str, count| {
        Some(Offer {
            spans: contains(&query, name)?,
            text: format!("{name} "),
            name: name.to_owned(),
            count,
        })
    };
    let lists = Kind::ALL.into_iter();
    let lists = lists.filter_map(|kind| offer(word(kind, tongue), count(kind)));
    // Who types nothing is shown the lists; that there are kinds in one is known to who begins to type it.
    let begun = PROGRAMMES.into_iter().filter(|_| !query.is_empty());
    let kinds = begun.filter_map(|own| {
        let name = match tongue {
            Tongue::Zh => own.zh(),
            Tongue::En => own.en(),
        };
        offer(name, None)
    });
    lists.chain(kinds).collect()
}
