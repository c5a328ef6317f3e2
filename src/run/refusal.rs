//! Why an act on an item was refused, item by item, in words that name it and what is possible.

use chrono::NaiveDate;

use super::{review::StepWhy, trouble::sentence};
use crate::{
    domain::{
        event::{Detail, EventKind, NewEvent},
        id::ProposalId,
        state::State,
    },
    lang::Lang,
    store::StoreError,
};

/// An item that was not acted on.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The item.
    pub id: ProposalId,
    /// Its number as printed, when it has one.
    pub number: Option<String>,
    /// Why.
    pub why: Why,
}

/// Why an item was not acted on.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Its state does not allow the act.
    NotAllowed(State, EventKind),
    /// Its letter was numbered or sent since: a correction with its reason is the way.
    Numbered,
    /// A letter went further since: its later steps are taken back first.
    LaterSteps,
    /// The letter's text was changed since it was signed: it is signed anew.
    TextChanged,
    /// The fact to be taken back is not there, or does not stand.
    NoFact,
    /// Its day has not come: a fact is of today or earlier.
    NotYet(NaiveDate),
    /// It would be merged into itself.
    IntoItself,
    /// An answer would be put off to a day that is not after the act's own.
    NotLater(NaiveDate),
    /// Its letter, by this name, cannot be sent with it.
    Letter(String, Box<StepWhy>),
    /// The store refused or failed; someone else may have written.
    Store(StoreError),
}

impl From<StoreError> for Why {
    fn from(error: StoreError) -> Self {
        Why::Store(error)
    }
}

/// Refuses what no state allows: a fact of a day to come, which would stand over every later act; an
/// item merged into itself; an extension that ends no later than it was given.
///
/// # Errors
/// Which of these it is.
pub(super) fn check(id: ProposalId, fact: &NewEvent, today: NaiveDate) -> Result<(), Why> {
    if fact.on > today {
        return Err(Why::NotYet(fact.on));
    }
    if fact.kind == EventKind::Merged && fact.detail(Detail::Item) == Some(&id.0.to_string()) {
        return Err(Why::IntoItself);
    }
    match fact.until {
        Some(until)
            if until <= fact.on
                && matches!(fact.kind, EventKind::Extended | EventKind::ExtensionAsked) =>
        {
            Err(Why::NotLater(until))
        }
        _ => Ok(()),
    }
}

/// The acts a person may choose to do, in the order they are offered; the others follow from letters
/// and slips.
const OFFERED: [EventKind; 12] = [
    EventKind::Accepted,
    EventKind::ReturnAsked,
    EventKind::ReturnGranted,
    EventKind::ReturnRefused,
    EventKind::Routed,
    EventKind::Contacted,
    EventKind::Extended,
    EventKind::Settled,
    EventKind::Sent,
    EventKind::FollowedUp,
    EventKind::Closed,
    EventKind::Noted,
];

/// Returns what may be done in a state, in words.
fn ways(state: State, lang: Lang) -> String {
    let ways = OFFERED.iter().filter(|kind| state.allows(**kind));
    ways.map(|kind| lang.word("event", kind.code()))
        .collect::<Vec<_>>()
        .join(lang.pick("、", ", "))
}

impl Refusal {
    /// Returns the item as people call it.
    fn called(&self) -> String {
        match &self.number {
            Some(number) => number.clone(),
            None => format!("id:{}", self.id.0),
        }
    }

    /// Returns the refusal in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let item = self.called();
        match &self.why {
            Why::NotAllowed(state, kind) => {
                let what = lang.word("event", kind.code());
                let at = lang.word("state", state.code());
                let values = [
                    ("item", item.as_str()),
                    ("state", at.as_str()),
                    ("what", what.as_str()),
                    ("ways", &ways(*state, lang)),
                ];
                lang.say_with("act.not_allowed", &values)
            }
            Why::Numbered => lang.say_with("act.numbered", &[("item", &item)]),
            Why::LaterSteps => lang.say_with("act.later_steps", &[("item", &item)]),
            Why::TextChanged => lang.say_with("act.text_changed", &[("item", &item)]),
            Why::NoFact => lang.say_with("act.not_found", &[("item", &item)]),
            Why::NotYet(day) => {
                let values = [("item", item.as_str()), ("day", &day.to_string())];
                lang.say_with("act.not_yet", &values)
            }
            Why::IntoItself => lang.say_with("act.into_itself", &[("item", &item)]),
            Why::NotLater(day) => {
                let values = [("item", item.as_str()), ("day", &day.to_string())];
                lang.say_with("act.not_later", &values)
            }
            Why::Letter(letter, why) => why.sentence(letter, lang),
            Why::Store(StoreError::Stale { .. }) => lang.say_with("act.stale", &[("item", &item)]),
            Why::Store(error) => {
                let says = sentence(error, lang);
                lang.say_with("act.trouble", &[("item", &item), ("says", &says)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_item_its_state_and_what_is_possible() {
        let own = Refusal {
            id: ProposalId(3),
            number: Some("037".into()),
            why: Why::NotAllowed(State::AwaitingAcceptance, EventKind::Routed),
        };
        let says = own.sentence(Lang::Zh);
        for words in ["037", "待签收", "转科室", "签收"] {
            assert!(says.contains(words), "{says}");
        }
        let nameless = Refusal {
            number: None,
            why: Why::Store(StoreError::Stale {
                what: "proposal",
                id: 3,
            }),
            ..own
        };
        assert!(nameless.sentence(Lang::En).starts_with("id:3"));
    }

    #[test]
    fn a_day_to_come_an_item_itself_and_an_end_already_past_are_refused() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (id, today) = (ProposalId(7), day("2026-11-22"));
        let fact =
            |kind, on: &str| NewEvent::plain(kind, day(on), day(on).into(), "王演".to_owned());
        let accepted = |on| check(id, &fact(EventKind::Accepted, on), today);
        assert_eq!(accepted("2026-11-22"), Ok(()));
        assert_eq!(accepted("2026-11-23"), Err(Why::NotYet(day("2026-11-23"))));
        let merged = |into: &str| {
            let fact = fact(EventKind::Merged, "2026-11-22").with(Detail::Item, into);
            check(id, &fact, today)
        };
        assert_eq!((merged("8"), merged("7")), (Ok(()), Err(Why::IntoItself)));
        let extended = |until: &str| {
            let mut fact = fact(EventKind::Extended, "2026-11-01");
            fact.until = Some(day(until));
            check(id, &fact, today)
        };
        assert_eq!(extended("2026-11-10"), Ok(()));
        assert_eq!(
            extended("2026-11-01"),
            Err(Why::NotLater(day("2026-11-01")))
        );
    }
}
