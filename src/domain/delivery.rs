//! How the answer stands with each proposer: whether it reached them, and what they said of it.
//!
//! One row a proposer, computed from the facts of the round that runs. A common complaint is that
//! only some of the co-signers were answered, so a letter that is out is not an answer that arrived:
//! `Sent` says the first, and `Detail::Proposer` of `Sent` or `Delivered` says the second.

use chrono::NaiveDate;

use super::{
    event::{Channel, Detail, Event, EventKind, NewEvent, standing},
    id::EventId,
    outcome::Rating,
    proposal::Proposer,
};

/// The answer and one proposer, in the round that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Who, by name.
    pub proposer: String,
    /// When it reached them, and how.
    pub delivered: Option<(NaiveDate, Option<Channel>)>,
    /// The day on their receipt.
    pub receipt: Option<NaiveDate>,
    /// When they were reminded of the slip.
    pub reminded: Vec<NaiveDate>,
    /// Their slips of this round, the last one counts.
    pub slips: Vec<Slip>,
}

/// A proposer's judgement, as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The fact it stands in.
    pub event: EventId,
    /// The day of the slip.
    pub on: NaiveDate,
    /// 办理态度, where the pack asks for it.
    pub attitude: Option<Rating>,
    /// 办理结果.
    pub result: Rating,
    /// On what evidence it was typed in.
    pub evidence: Option<String>,
    /// Who typed it in.
    pub typed_by: String,
}

impl Delivery {
    fn of(proposer: &str) -> Self {
        Self {
            proposer: proposer.to_owned(),
            delivered: None,
            receipt: None,
            reminded: Vec::new(),
            slips: Vec::new(),
        }
    }

    /// Returns the slip that counts.
    pub fn slip(&self) -> Option<&Slip> {
        self.slips.last()
    }

    fn take(&mut self, event: &Event) {
        let fact = &event.fact;
        match fact.kind {
            EventKind::Sent | EventKind::Reanswered | EventKind::Delivered => {
                let channel = fact.detail(Detail::Channel).and_then(Channel::from_code);
                self.delivered = Some((fact.on, channel));
                let receipt = fact.detail(Detail::Receipt);
                self.receipt = receipt.and_then(|day| day.parse().ok()).or(self.receipt);
            }
            EventKind::Reminded => self.reminded.push(fact.on),
            _ => self.slips.extend(slip(event)),
        }
    }
}

fn slip(event: &Event) -> Option<Slip> {
    let fact = &event.fact;
    let value = |detail| fact.detail(detail).and_then(Rating::from_code);
    Some(Slip {
        event: event.id,
        on: fact.on,
        attitude: value(Detail::Attitude),
        result: value(Detail::Result).or_else(|| rating_of(fact.kind))?,
        evidence: fact.detail(Detail::Evidence).map(str::to_owned),
        typed_by: fact.actor.clone(),
    })
}

/// Returns the judgement that an event's kind says by itself.
pub fn rating_of(kind: EventKind) -> Option<Rating> {
    match kind {
        EventKind::RatedSatisfied => Some(Rating::Satisfied),
        EventKind::RatedBasically => Some(Rating::Basically),
        EventKind::RatedUnsatisfied => Some(Rating::Unsatisfied),
        _ => None,
    }
}

/// Returns the kind of event that a judgement is kept as.
pub fn kind_of(rating: Rating) -> EventKind {
    match rating {
        Rating::Very | Rating::Satisfied => EventKind::RatedSatisfied,
        Rating::Basically | Rating::Understood => EventKind::RatedBasically,
        Rating::Unsatisfied => EventKind::RatedUnsatisfied,
    }
}

/// Returns whether a fact begins a round: an answer went out.
fn begins_round(fact: &NewEvent) -> bool {
    matches!(fact.kind, EventKind::Sent | EventKind::Reanswered)
}

/// Computes how the answer stands with each proposer, in the round that the last answer began;
/// before the first answer nobody was reached. A slip that names nobody is the lead signer's. Names
/// that are no proposer's stand behind them: a fact is never dropped.
pub fn deliveries(proposers: &[Proposer], events: &[Event]) -> Vec<Delivery> {
    let mut rows: Vec<Delivery> = proposers
        .iter()
        .map(|proposer| Delivery::of(&proposer.name))
        .collect();
    let mut facts = standing(events);
    facts.sort_by_key(|event| (event.fact.on, event.id));
    let round = facts.iter().rposition(|event| begins_round(&event.fact));
    let Some(round) = round else {
        return rows;
    };
    for event in &facts[round..] {
        let fact = &event.fact;
        let concerns = matches!(fact.kind, EventKind::Delivered | EventKind::Reminded)
            || begins_round(fact)
            || rating_of(fact.kind).is_some();
        if !concerns {
            continue;
        }
        let mut names: Vec<&str> = fact.all(Detail::Proposer).collect();
        if names.is_empty() && rating_of(fact.kind).is_some() {
            names.extend(proposers.first().map(|lead| lead.name.as_str()));
        }
        for name in names {
            let at = rows.iter().position(|row| row.proposer == name);
            let at = at.unwrap_or_else(|| {
                rows.push(Delivery::of(name));
                rows.len() - 1
            });
            rows[at].take(event);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::proposal::ProposerKind;

    fn people() -> Vec<Proposer> {
        ["林小满", "甲é", "乙"]
            .map(|name| Proposer::named(name, ProposerKind::Deputy))
            .to_vec()
    }

    type Told<'a> = (EventKind, u32, Vec<(Detail, &'a str)>);

    fn life(facts: Vec<Told<'_>>) -> Vec<Event> {
        let event = |(at, (kind, day, details)): (usize, Told<'_>)| {
            let on = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
            let mut fact = NewEvent::plain(kind, on, on.and_hms_opt(9, 0, 0).unwrap(), "王敏");
            fact.details = details
                .into_iter()
                .map(|(name, value)| (name, value.to_owned()))
                .collect();
            Event {
                id: EventId(at as i64 + 1),
                fact,
            }
        };
        facts.into_iter().enumerate().map(event).collect()
    }

    #[test]
    fn before_an_answer_nobody_was_reached() {
        let rows = deliveries(&people(), &life(vec![(EventKind::Reminded, 1, vec![])]));
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.delivered.is_none()));
        assert_eq!(deliveries(&[], &[]), []);
    }

    #[test]
    fn a_letter_that_is_out_reached_only_those_it_names() {
        let events = life(vec![
            (
                EventKind::Sent,
                2,
                vec![
                    (Detail::Proposer, "林小满"),
                    (Detail::Channel, "in_person"),
                    (Detail::Receipt, "2026-03-03"),
                ],
            ),
            (
                EventKind::Delivered,
                4,
                vec![(Detail::Proposer, "甲é"), (Detail::Channel, "post")],
            ),
        ]);
        let rows = deliveries(&people(), &events);
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        assert_eq!(rows[0].delivered, Some((day(2), Some(Channel::InPerson))));
        assert_eq!(rows[0].receipt, Some(day(3)));
        assert_eq!(rows[1].delivered, Some((day(4), Some(Channel::Post))));
        assert_eq!(rows[2].delivered, None);
    }

    #[test]
    fn a_slip_belongs_to_its_proposer_and_says_who_typed_it_on_what_evidence() {
        let events = life(vec![
            (EventKind::Sent, 2, vec![]),
            (
                EventKind::RatedBasically,
                5,
                vec![
                    (Detail::Proposer, "乙"),
                    (Detail::Attitude, "satisfied"),
                    (Detail::Result, "understood"),
                    (Detail::Evidence, "回执原件"),
                ],
            ),
            (EventKind::RatedSatisfied, 6, vec![]),
            (
                EventKind::RatedSatisfied,
                7,
                vec![(Detail::Proposer, "\u{1b}[31m某")],
            ),
        ]);
        let rows = deliveries(&people(), &events);
        let slip = rows[2].slip().unwrap();
        assert_eq!(
            (slip.attitude, slip.result),
            (Some(Rating::Satisfied), Rating::Understood)
        );
        assert_eq!(slip.evidence.as_deref(), Some("回执原件"));
        assert_eq!(slip.typed_by, "王敏");
        // Without a name it is the lead signer's.
        assert_eq!(rows[0].slip().unwrap().result, Rating::Satisfied);
        assert!(rows[1].slip().is_none());
        assert_eq!(rows[3].proposer, "\u{1b}[31m某", "no fact is dropped");
    }

    #[test]
    fn a_new_answer_begins_a_new_round() {
        let events = life(vec![
            (EventKind::Sent, 2, vec![(Detail::Proposer, "乙")]),
            (
                EventKind::RatedUnsatisfied,
                5,
                vec![(Detail::Proposer, "乙")],
            ),
            (EventKind::Sent, 9, vec![(Detail::Proposer, "甲é")]),
        ]);
        let rows = deliveries(&people(), &events);
        assert!(rows[2].delivered.is_none() && rows[2].slips.is_empty());
        assert!(rows[1].delivered.is_some());
    }

    #[test]
    fn every_judgement_is_kept_as_a_kind_that_is_no_better() {
        for rating in Rating::ALL {
            let back = rating_of(kind_of(*rating)).unwrap();
            assert!(back == *rating || matches!(rating, Rating::Very | Rating::Understood));
        }
    }
}
