//! Invented facts as events of the store.

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    demo::{GenChannel, GenClass, GenFact, GenManner, GenProposal, GenRating},
    domain::{
        event::{Attention, Channel, ContactManner, Detail, EventKind, NewEvent},
        outcome::{Rating, ResultClass},
    },
};

/// Returns the life of an item as facts.
pub(super) fn events(made: &GenProposal, now: NaiveDateTime) -> Vec<NewEvent> {
    let morning = |day: NaiveDate| day.and_hms_opt(9, 0, 0).unwrap_or(now);
    let steps = made.history.iter();
    steps
        .map(|step| event(&step.fact, step.on, morning(step.on)))
        .collect()
}

fn event(made: &GenFact, on: NaiveDate, at: NaiveDateTime) -> NewEvent {
    use EventKind as E;
    let fact = |kind| NewEvent::plain(kind, on, at, "王演");
    match made {
        GenFact::Received => fact(E::Received),
        GenFact::Assigned => fact(E::Assigned),
        GenFact::Accepted => fact(E::Accepted),
        GenFact::ReturnAsked(reason, unit) => fact(E::ReturnAsked)
            .with(Detail::Reason, *reason)
            .with(Detail::Unit, unit),
        GenFact::ReturnGranted => fact(E::ReturnGranted),
        GenFact::Routed(section, person) => fact(E::Routed)
            .with(Detail::Section, section)
            .with(Detail::Person, person),
        GenFact::Contacted(manner, with, outcome) => fact(E::Contacted)
            .with(Detail::Manner, manner_of(*manner).code())
            .with(Detail::With, with)
            .with(Detail::Outcome, *outcome),
        GenFact::OpinionAsked(unit) => fact(E::OpinionAsked).with(Detail::Unit, unit),
        GenFact::OpinionReceived(unit) => fact(E::OpinionReceived).with(Detail::Unit, unit),
        GenFact::ExtensionAsked => fact(E::ExtensionAsked),
        GenFact::Extended(until) => until_day(fact(E::Extended), *until),
        GenFact::Supervised => {
            fact(E::Prioritised).with(Detail::Attention, Attention::Supervised.code())
        }
        GenFact::Drafted => fact(E::Drafted),
        GenFact::Submitted => fact(E::Submitted),
        GenFact::SentBack(why) => fact(E::SentBack).with_text(*why),
        GenFact::Signed => fact(E::Signed),
        GenFact::Numbered => fact(E::Numbered),
        GenFact::Classified(class) => {
            fact(E::Classified).with(Detail::Class, class_of(*class).code())
        }
        GenFact::Sent => fact(E::Sent),
        GenFact::Delivered(proposer, channel) => fact(E::Delivered)
            .with(Detail::Proposer, proposer)
            .with(Detail::Channel, channel_of(*channel).code())
            .with(Detail::Receipt, on.to_string()),
        GenFact::Rated(proposer, attitude, result) => {
            let kind = match result {
                GenRating::Satisfied => E::RatedSatisfied,
                GenRating::Basically => E::RatedBasically,
                GenRating::Unsatisfied => E::RatedUnsatisfied,
            };
            fact(kind)
                .with(Detail::Proposer, proposer)
                .with(Detail::Attitude, rating_of(*attitude).code())
                .with(Detail::Result, rating_of(*result).code())
                .with(Detail::Evidence, "征询意见表")
        }
        GenFact::Reminded => fact(E::Reminded),
        GenFact::Lapsed => fact(E::Lapsed),
        GenFact::FollowedUp(promise, until) => {
            until_day(fact(E::FollowedUp), *until).with_text(promise)
        }
        GenFact::Reanswered => fact(E::Reanswered),
        GenFact::CarriedOver(until) => until_day(fact(E::CarriedOver), *until),
        GenFact::Closed => fact(E::Closed),
        GenFact::Withdrawn => fact(E::Withdrawn),
        GenFact::Merged(number) => fact(E::Merged).with_text(format!("{number:03}")),
    }
}

fn until_day(mut fact: NewEvent, until: NaiveDate) -> NewEvent {
    fact.until = Some(until);
    fact
}

fn manner_of(manner: GenManner) -> ContactManner {
    match manner {
        GenManner::Visit => ContactManner::Visit,
        GenManner::Forum => ContactManner::Forum,
        GenManner::Phone => ContactManner::Phone,
        GenManner::Meeting => ContactManner::Meeting,
    }
}

fn channel_of(channel: GenChannel) -> Channel {
    match channel {
        GenChannel::Post => Channel::Post,
        GenChannel::InPerson => Channel::InPerson,
        GenChannel::Platform => Channel::Platform,
    }
}

fn rating_of(rating: GenRating) -> Rating {
    match rating {
        GenRating::Satisfied => Rating::Satisfied,
        GenRating::Basically => Rating::Basically,
        GenRating::Unsatisfied => Rating::Unsatisfied,
    }
}

pub(super) fn class_of(class: GenClass) -> ResultClass {
    match class {
        GenClass::Solved => ResultClass::Solved,
        GenClass::InProgress => ResultClass::InProgress,
        GenClass::Planned => ResultClass::Planned,
        GenClass::Deferred => ResultClass::Deferred,
        GenClass::Reference => ResultClass::Reference,
    }
}
