//! What an answer and a slip bring with them: whom a sent answer reached when nobody is named, and
//! the following up that the rule pack asks for after a slip.
//!
//! Apart from `office` because these are the only acts that add facts of their own.

use super::office::Office;
use crate::{
    domain::{
        delivery::{deliveries, rating_of},
        event::{Detail, Event, EventKind, NewEvent, standing},
        outcome::Rating,
        proposal::{Item, Role},
    },
    rules::{owed, project},
};

impl Office {
    /// Returns the fact with what it leaves unsaid, and the facts that follow from it.
    ///
    /// An answer that names nobody reached everyone whom the pack wants answered (a co-handler's
    /// opinion goes to the lead unit and reaches no proposer). A slip that names nobody is the lead
    /// signer's. After a slip that is not unsatisfied, an item of a class that the pack wants
    /// followed up goes on, with the date that its class was promised for.
    pub fn completed(&self, item: &Item, events: &[Event], mut fact: NewEvent) -> Vec<NewEvent> {
        let projection = project(&item.case(), events, &self.rules);
        let rows = deliveries(&item.proposers, events);
        let names_nobody = fact.detail(Detail::Proposer).is_none();
        let pack = &self.rules.pack;
        match fact.kind {
            EventKind::Sent | EventKind::Reanswered
                if names_nobody && projection.role != Role::Co =>
            {
                // A new round: whoever was reached before is owed this answer too.
                let mut fresh = rows;
                for row in &mut fresh {
                    row.delivered = None;
                }
                for name in owed(pack, &fresh) {
                    fact.details.push((Detail::Proposer, name.to_owned()));
                }
            }
            EventKind::Delivered if names_nobody => {
                for name in owed(pack, &rows) {
                    fact.details.push((Detail::Proposer, name.to_owned()));
                }
            }
            kind if rating_of(kind).is_some() && names_nobody => {
                let lead = item.proposers.first();
                let lead = lead.map(|lead| (Detail::Proposer, lead.name.clone()));
                fact.details.extend(lead);
            }
            _ => {}
        }
        let mut facts = vec![fact];
        facts.extend(self.following_up(events, &facts[0]));
        facts
    }

    fn following_up(&self, events: &[Event], slip: &NewEvent) -> Option<NewEvent> {
        rating_of(slip.kind).filter(|own| *own != Rating::Unsatisfied)?;
        let stands = standing(events);
        let classified = stands
            .iter()
            .rfind(|event| event.fact.kind == EventKind::Classified)?;
        let class = classified.fact.detail(Detail::Class)?;
        let classes = &self.rules.pack.classes;
        let wants = |own: &&crate::rules::ClassRule| own.class.code() == class && own.follow_up;
        classes.iter().find(wants)?;
        let begun = stands.iter().any(|event| {
            matches!(
                event.fact.kind,
                EventKind::FollowedUp | EventKind::Reanswered
            )
        });
        if begun {
            return None;
        }
        let mut fact = self.fact(EventKind::FollowedUp, Some(slip.on));
        fact.until = classified.fact.until;
        fact.details.push((Detail::Class, class.to_owned()));
        Some(fact)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{
        domain::{
            id::EventId,
            outcome::ResultClass,
            proposal::{Proposer, ProposerKind},
            sitting::{Kind, Sitting},
        },
        rules::AnswerEach,
        run::clock::Clock,
        store::sqlite::SqliteStore,
    };

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn office() -> Office {
        let store = Box::new(SqliteStore::in_memory().unwrap());
        let now = Clock::Moment(day(20).and_hms_opt(9, 0, 0).unwrap());
        Office::open(store, now, "tester".into()).unwrap()
    }

    fn item(role: Role) -> Item {
        let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
        item.role = role;
        item.proposers = ["林小满", "甲"]
            .map(|name| Proposer::named(name, ProposerKind::Deputy))
            .to_vec();
        item
    }

    fn kept(facts: Vec<NewEvent>) -> Vec<Event> {
        let facts = facts.into_iter().enumerate();
        facts
            .map(|(at, fact)| Event {
                id: EventId(at as i64 + 1),
                fact,
            })
            .collect()
    }

    fn named(fact: &NewEvent) -> Vec<&str> {
        fact.all(Detail::Proposer).collect()
    }

    #[test]
    fn an_answer_that_names_nobody_reached_everyone_it_was_owed_to() {
        let mut office = office();
        let sent = office.fact(EventKind::Sent, Some(day(2)));
        let facts = office.completed(&item(Role::Lead), &[], sent.clone());
        assert_eq!(named(&facts[0]), ["林小满", "甲"]);
        let to_one = sent.clone().with(Detail::Proposer, "甲");
        let facts = office.completed(&item(Role::Lead), &[], to_one.clone());
        assert_eq!(named(&facts[0]), ["甲"]);
        // The other one afterwards.
        let later = office.fact(EventKind::Delivered, Some(day(3)));
        let facts = office.completed(&item(Role::Lead), &kept(facts), later);
        assert_eq!(named(&facts[0]), ["林小满"]);
        // A new round is owed to all again, also to those the first one reached.
        let again = office.completed(&item(Role::Lead), &kept(vec![to_one]), sent.clone());
        assert_eq!(named(&again[0]), ["林小满", "甲"]);
        let opinion = office.completed(&item(Role::Co), &[], sent.clone());
        assert!(named(&opinion[0]).is_empty());
        office.rules.pack.answer_each = AnswerEach::LeadMayForward;
        let facts = office.completed(&item(Role::Lead), &[], sent);
        assert_eq!(named(&facts[0]), ["林小满"]);
    }

    #[test]
    fn a_slip_on_a_class_to_follow_up_leads_on_with_the_promised_day() {
        let office = office();
        let mut class = office
            .fact(EventKind::Classified, Some(day(1)))
            .with(Detail::Class, ResultClass::Planned.code());
        class.until = Some(day(30));
        let sent = office.fact(EventKind::Sent, Some(day(2)));
        let events = kept(vec![class, sent]);
        let slip = |kind| office.fact(kind, Some(day(5)));
        let facts = office.completed(&item(Role::Lead), &events, slip(EventKind::RatedSatisfied));
        assert_eq!(named(&facts[0]), ["林小满"], "the lead's");
        let next = &facts[1];
        assert_eq!(
            (next.kind, next.on, next.until),
            (EventKind::FollowedUp, day(5), Some(day(30)))
        );
        let facts = office.completed(
            &item(Role::Lead),
            &events,
            slip(EventKind::RatedUnsatisfied),
        );
        assert_eq!(facts.len(), 1, "it is handled again");
        let solved = kept(vec![
            office
                .fact(EventKind::Classified, Some(day(1)))
                .with(Detail::Class, ResultClass::Solved.code()),
        ]);
        let facts = office.completed(&item(Role::Lead), &solved, slip(EventKind::RatedSatisfied));
        assert_eq!(facts.len(), 1);
    }
}
