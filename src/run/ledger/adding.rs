//! The dated facts that a row of a ledger adds to an item, in the order in which they happen on one day.

use chrono::NaiveDate;

use super::{DATED, UNDATED, entry::computed_due, facts::joined, is_ours};
use crate::{
    domain::{
        event::{ContactManner, Detail, Event, EventKind, NewEvent, standing},
        id::EventId,
        outcome::Rating,
        proposal::Item,
        state::State,
    },
    ingest::ledger::{Entry, Field, names::units},
    run::office::Office,
};

/// Collects the facts of a row.
pub(super) struct Adding<'a> {
    pub office: &'a Office,
    pub events: &'a [Event],
    pub old: &'a Entry,
    pub row: &'a Entry,
    pub facts: Vec<NewEvent>,
    pub new_item: bool,
}

impl<'a> Adding<'a> {
    /// In the order in which such facts happen on one day.
    pub fn all(&mut self, item: &mut Item) {
        self.dated(Field::Received, &[EventKind::Received]);
        self.dated(Field::Assigned, &[EventKind::Assigned]);
        self.role();
        if let Some(until) = self.new_day(Field::Extended) {
            let mut fact = self.undated(EventKind::Extended);
            fact.until = Some(until);
            self.facts.push(fact);
        }
        if self.news(Field::Section).is_some() || self.news(Field::Person).is_some() {
            let mut fact = self.undated(EventKind::Routed);
            for (field, detail) in [
                (Field::Section, Detail::Section),
                (Field::Person, Detail::Person),
            ] {
                if let Some(text) = self.row.some(field).or(self.old.some(field)) {
                    fact = fact.with(detail, text);
                }
            }
            self.facts.push(fact);
        }
        self.contact();
        if let Some(code) = self.news(Field::Attention) {
            let fact = self
                .undated(EventKind::Prioritised)
                .with(Detail::Attention, code);
            self.facts.push(fact);
        }
        for field in [Field::Leader, Field::Category, Field::Public] {
            if let Some(text) = self.news(field) {
                self.keep(field, text, None);
            }
        }
        self.answer();
        if let Some(code) = self.news(Field::Class) {
            let fact = self
                .undated(EventKind::Classified)
                .with(Detail::Class, code);
            self.facts.push(fact);
        }
        self.rating();
        self.note();
        self.state(item);
        // Counted and computed last: they follow from the others, unless the row says otherwise.
        if self.row.get(Field::Proposer).is_empty()
            && let Some(group) = self.news(Field::Group)
        {
            self.keep(Field::Group, group, None);
        }
        let names = item.proposers.len().to_string();
        if let Some(count) = self.news(Field::Count).filter(|count| **count != names) {
            self.keep(Field::Count, count, None);
        }
        self.due(item);
    }

    /// Returns what the row says and the store does not.
    fn news(&self, field: Field) -> Option<&'a str> {
        let row: &'a Entry = self.row;
        row.some(field).filter(|text| *text != self.old.get(field))
    }

    fn day(&self, field: Field) -> Option<NaiveDate> {
        self.row.get(field).parse().ok()
    }

    fn new_day(&self, field: Field) -> Option<NaiveDate> {
        self.news(field)?.parse().ok()
    }

    /// Returns a fact on a day that the ledger gives.
    fn on(&self, kind: EventKind, day: NaiveDate) -> NewEvent {
        self.office
            .fact(kind, Some(day))
            .with(Detail::Evidence, DATED)
    }

    /// Returns a fact whose day the ledger does not give: of a new item on the day its work began,
    /// of a kept one today, when the ledger told us.
    fn undated(&self, kind: EventKind) -> NewEvent {
        let began = [Field::Assigned, Field::Received, Field::Answered];
        let day = began
            .iter()
            .find_map(|field| self.day(*field))
            .filter(|_| self.new_item);
        self.office.fact(kind, day).with(Detail::Evidence, UNDATED)
    }

    /// Returns such a fact of the end of the work: after everything the row dates.
    fn undated_end(&self, kind: EventKind) -> NewEvent {
        let mut fact = self.undated(kind);
        let days = self.facts.iter().map(|fact| fact.on);
        let kept = self.events.iter().map(|event| event.fact.on);
        fact.on = days.chain(kept).max().unwrap_or(fact.on).max(fact.on);
        fact
    }

    /// Takes back what an earlier ledger said of these kinds; returns whether the row may say it anew:
    /// what the desk itself recorded stands.
    fn take_back(&mut self, kinds: &[EventKind]) -> bool {
        let standing = standing(self.events);
        let mut of_kind = standing
            .iter()
            .filter(|event| kinds.contains(&event.fact.kind))
            .peekable();
        if of_kind.peek().is_none() {
            return true;
        }
        let ours: Vec<EventId> = of_kind
            .clone()
            .filter(|event| is_ours(&event.fact))
            .map(|event| event.id)
            .collect();
        if ours.len() < of_kind.count() {
            return false;
        }
        for id in ours {
            let mut fact = self.office.fact(EventKind::Reversed, None);
            fact.reverses = Some(id);
            self.facts.push(fact);
        }
        true
    }

    fn dated(&mut self, field: Field, kinds: &[EventKind]) {
        if let Some(day) = self.new_day(field)
            && self.take_back(kinds)
        {
            let fact = self.on(kinds[0], day);
            self.facts.push(fact);
        }
    }

    /// Keeps a column that nothing else holds, as a remark.
    fn keep(&mut self, field: Field, value: &str, until: Option<NaiveDate>) {
        let mut fact = self
            .undated(EventKind::Noted)
            .with_text(format!("{}：{value}", field.label()))
            .with(Detail::Field, field.code())
            .with(Detail::Value, value);
        // A remark moves nothing, and the last one typed in counts.
        fact.on = self.office.time.today();
        fact.until = until;
        self.facts.push(fact);
    }

    fn role(&mut self) {
        let co = self.news(Field::CoUnits);
        let role = self.news(Field::Role).filter(|_| !self.new_item);
        if co.is_none() && role.is_none() {
            return;
        }
        let mut fact = self.undated(EventKind::RoleSet);
        if let Some(role) = self.row.some(Field::Role).or(self.old.some(Field::Role)) {
            fact = fact.with(Detail::Role, role);
        }
        for unit in units(self.row.get(Field::CoUnits)) {
            fact = fact.with(Detail::Unit, unit);
        }
        self.facts.push(fact);
    }

    fn contact(&mut self) {
        if self.news(Field::Contact).is_none() && self.news(Field::Contacted).is_none() {
            return;
        }
        if !self.take_back(&[EventKind::Contacted]) {
            return;
        }
        let mut fact = match self.day(Field::Contacted) {
            Some(day) => self.on(EventKind::Contacted, day),
            None => self.undated(EventKind::Contacted),
        };
        let what = self
            .row
            .some(Field::Contact)
            .or(self.old.some(Field::Contact));
        if let Some(what) = what {
            let manner = ContactManner::from_code(what).is_some();
            let detail = if manner {
                Detail::Manner
            } else {
                Detail::Outcome
            };
            fact = fact.with(detail, what);
        }
        self.facts.push(fact);
    }

    fn answer(&mut self) {
        let number = self.row.some(Field::AnswerNumber);
        let day = self.day(Field::Answered);
        if self.new_day(Field::Answered).is_none() && self.news(Field::AnswerNumber).is_none() {
            return;
        }
        match day {
            Some(day) if self.take_back(&[EventKind::Sent]) => {
                let mut fact = self.on(EventKind::Sent, day);
                fact.text = number
                    .or(self.old.some(Field::AnswerNumber))
                    .map(str::to_owned);
                self.facts.push(fact);
            }
            // A letter's number alone does not say that it went out.
            None if self.news(Field::AnswerNumber).is_some() => {
                self.keep(Field::AnswerNumber, number.unwrap_or_default(), None);
            }
            _ => {}
        }
    }

    fn rating(&mut self) {
        use EventKind as E;
        let code = self.news(Field::Rating).or_else(|| {
            // Another day of the same slip.
            self.news(Field::Rated).and(self.row.some(Field::Rating))
        });
        let Some(rating) = code.and_then(Rating::from_code) else {
            return;
        };
        if !self.take_back(&[E::RatedSatisfied, E::RatedBasically, E::RatedUnsatisfied]) {
            return;
        }
        let kind = match rating {
            Rating::Very | Rating::Satisfied => E::RatedSatisfied,
            Rating::Basically | Rating::Understood => E::RatedBasically,
            Rating::Unsatisfied => E::RatedUnsatisfied,
        };
        let fact = match self.day(Field::Rated) {
            Some(day) => self.on(kind, day),
            None => self.undated_end(kind),
        };
        self.facts.push(fact.with(Detail::Result, rating.code()));
    }

    fn note(&mut self) {
        let Some(text) = self.news(Field::Note) else {
            return;
        };
        let own = self.old.get(Field::Note);
        let text = if own.is_empty() {
            text.to_owned()
        } else {
            let known: Vec<&str> = own.split('；').collect();
            let more: Vec<&str> = text
                .split('；')
                .filter(|part| !known.contains(part))
                .collect();
            more.join("；")
        };
        if !text.is_empty() && own != text {
            let mut fact = self.undated(EventKind::Noted).with_text(text);
            fact.on = self.office.time.today();
            self.facts.push(fact);
        }
    }

    /// Adds the fact that leads to the state the row names, when the others do not.
    fn state(&mut self, item: &Item) {
        let wanted = self.news(Field::State).and_then(State::from_code);
        let Some(wanted) = wanted else { return };
        let events = joined(self.events, &self.facts);
        let now = State::of(item.role, &events);
        let role = crate::domain::deadline::Projection::of(item.role, &events).role;
        if now == wanted {
            return;
        }
        let Some(act) = act_of(wanted) else { return };
        let chain = if now.next(role, act) == Some(wanted) {
            vec![act]
        } else if State::Accepted.next(role, act) == Some(wanted) {
            // Work that was begun again: differences were settled, then this.
            vec![EventKind::Settled, act]
        } else if wanted == State::Accepted {
            vec![EventKind::Settled]
        } else {
            return;
        };
        for kind in chain {
            let mut fact = self.undated_end(kind);
            if kind == EventKind::Routed {
                for (field, detail) in [
                    (Field::Section, Detail::Section),
                    (Field::Person, Detail::Person),
                ] {
                    if let Some(text) = self.row.some(field).or(self.old.some(field)) {
                        fact = fact.with(detail, text);
                    }
                }
            }
            if kind == EventKind::Contacted
                && let Some(what) = self.row.some(Field::Contact)
            {
                let manner = ContactManner::from_code(what).is_some();
                fact = fact.with(
                    if manner {
                        Detail::Manner
                    } else {
                        Detail::Outcome
                    },
                    what,
                );
            }
            self.facts.push(fact);
        }
    }

    fn due(&mut self, item: &Item) {
        let Some(due) = self.new_day(Field::Due) else {
            return;
        };
        let events = joined(self.events, &self.facts);
        if computed_due(self.office, item, &events) != Some(due) {
            self.keep(Field::Due, &due.to_string(), Some(due));
        }
    }
}

/// Returns the fact that leads to a state from wherever the rest of a row leads.
fn act_of(state: State) -> Option<EventKind> {
    use EventKind as E;
    Some(match state {
        State::Proposed => E::Proposed,
        State::Examining => E::Examined,
        State::NotFiled => E::NotFiled,
        State::Registered => E::Filed,
        State::AwaitingAcceptance => E::Assigned,
        State::Accepted => E::Accepted,
        State::Returning => E::ReturnAsked,
        State::Routed => E::Routed,
        State::Contacted => E::Contacted,
        State::Disputed => E::Disputed,
        State::AwaitingOpinion => E::OpinionAsked,
        State::CarriedOver => E::CarriedOver,
        State::Drafting => E::Drafted,
        State::Reviewing => E::Submitted,
        State::Signed => E::Signed,
        State::Numbered => E::Numbered,
        State::Answered => E::Sent,
        State::Unreturned => E::Lapsed,
        State::FollowingUp => E::FollowedUp,
        State::Reanswered => E::Reanswered,
        State::Closed => E::Closed,
        State::Returned => E::ReturnGranted,
        State::Withdrawn => E::Withdrawn,
        State::Merged => E::Merged,
        // A judgement is a column of its own, and without it nobody judged.
        State::Satisfied | State::BasicallySatisfied => return None,
        // Without a judgement it is a co-handler's opinion that came back.
        State::Redoing => E::OpinionSentBack,
    })
}
