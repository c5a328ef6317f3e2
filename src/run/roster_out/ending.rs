//! What ends soon in the roster, and what went beyond a cap: the span that is looked at, and the names for
//! the desk.

use chrono::{Days, NaiveDate};

use crate::{
    app::{
        ending::Endings,
        views::{Found, Note},
    },
    domain::deadline::days_left,
    lang::Lang,
    run::office::Office,
    store::{Ending, EndingKind, NameId, Result},
};

/// How far ahead ends are looked for when nothing is said: a quarter of a year. Chosen by us.
pub const AHEAD: u64 = 90;
/// How long after its end something is still listed. Chosen by us: a month, so that no end is missed.
const BEHIND: u64 = 30;

/// Returns the days between which ends are listed.
pub fn span(today: NaiveDate, days: u64) -> (NaiveDate, NaiveDate) {
    let from = today.checked_sub_days(Days::new(BEHIND));
    let to = today.checked_add_days(Days::new(days));
    (from.unwrap_or(today), to.unwrap_or(NaiveDate::MAX))
}

fn ending(office: &Office) -> Result<Vec<Ending>> {
    let (from, to) = span(office.time.today(), AHEAD);
    office.store.ending(from, to)
}

/// Sums up what the desk lists.
///
/// # Errors
/// When the store cannot be read.
pub fn sum(office: &Office) -> Result<Endings> {
    let ending = ending(office)?;
    let count = |kind| ending.iter().filter(|own| own.what == kind).count();
    let kinds = EndingKind::ALL.iter().map(|&kind| (kind, count(kind)));
    Ok(Endings {
        kinds: kinds.filter(|own| own.1 > 0).collect(),
        overs: office.all_overs(None)?.len(),
        next: ending.first().map(|own| own.on),
    })
}

/// Lists whose record it is: what went beyond a cap, then what ends, by day.
///
/// # Errors
/// When the store cannot be read.
pub fn names(office: &Office, lang: Lang) -> Result<Vec<Found>> {
    let found = |id, name: &str, note: String| Found {
        id,
        name: name.to_owned(),
        spans: Vec::new(),
        note: Note::Said(note),
    };
    let overs = office.over_rows(lang)?.into_iter().map(|own| {
        let note = lang.say_with("due.over", &[("note", &own.note)]);
        found(NameId::Programme(own.to), &own.name, note)
    });
    let mut names: Vec<Found> = overs.collect();
    let today = office.time.today();
    for own in ending(office)? {
        let left = days_left(own.on, false, today, &office.rules.calendar);
        let left = match left {
            0 => lang.say("due.today").to_owned(),
            n if n < 0 => lang.say_with("due.past", &[("n", &(-n).to_string())]),
            n => lang.say_with("due.left", &[("n", &n.to_string())]),
        };
        let mut about = own.about;
        if let Some(place) = &own.place {
            about = format!("{about}  {place}");
        }
        let values = [
            // Within a quarter of a year the month tells the year.
            ("on", &*own.on.format("%m-%d").to_string()),
            ("left", &*left),
            ("what", &*lang.word("ending", own.what.code())),
            ("about", &*about),
        ];
        names.push(found(own.of, &own.name, lang.say_with("due.note", &values)));
    }
    Ok(names)
}
