//! Why an act on an item was refused, item by item, in words that name it and what is possible.

use super::trouble::sentence;
use crate::{
    domain::{event::EventKind, id::ProposalId, state::State},
    lang::Lang,
    store::StoreError,
};

/// An item that was not acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The item.
    pub id: ProposalId,
    /// Its number as printed, when it has one.
    pub number: Option<String>,
    /// Why.
    pub why: Why,
}

/// Why an item was not acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its state does not allow the act.
    NotAllowed(State, EventKind),
    /// Its letter was numbered or sent since: a correction with its reason is the way.
    Numbered,
    /// The fact to be taken back is not there, or does not stand.
    NoFact,
    /// The store refused or failed; someone else may have written.
    Store(StoreError),
}

impl From<StoreError> for Why {
    fn from(error: StoreError) -> Self {
        Why::Store(error)
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
            Why::NoFact => lang.say_with("act.not_found", &[("item", &item)]),
            Why::Store(StoreError::Stale { .. }) => lang.say_with("act.stale", &[("item", &item)]),
            Why::Store(error) => {
                let says = sentence(error, lang);
                lang.say_with("act.trouble", &[("item", &item), ("says", &says)])
            }
        }
    }
}

/// Returns several refusals in one notice: the count, and each in its own sentence.
pub fn notice(refused: &[Refusal], lang: Lang) -> String {
    let all: Vec<String> = refused.iter().map(|own| own.sentence(lang)).collect();
    if let [one] = &all[..] {
        return one.clone();
    }
    let count = refused.len().to_string();
    let all = all.join(lang.pick("；", "; "));
    lang.say_with("act.refused", &[("count", &count), ("all", &all)])
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
        let both = notice(&[nameless.clone(), nameless], Lang::Zh);
        assert!(both.starts_with('2'), "{both}");
    }
}
