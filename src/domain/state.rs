//! Where an item stands. The state is a pure function of its standing events, never a stored choice.

use super::{
    coded,
    event::{Event, EventKind, standing},
};

coded! {
    /// Where an item stands, in the order of its life.
    State {
        /// 待交办: registered, no assignment known.
        Registered = "registered",
        /// 待签收.
        AwaitingAcceptance = "awaiting_acceptance",
        /// 已签收.
        Accepted = "accepted",
        /// 退办中.
        Returning = "returning",
        /// 已转科室.
        Routed = "routed",
        /// 沟通.
        Contacted = "contacted",
        /// 待协办意见.
        AwaitingOpinion = "awaiting_opinion",
        /// 拟稿.
        Drafting = "drafting",
        /// 核稿.
        Reviewing = "reviewing",
        /// 已签发.
        Signed = "signed",
        /// 已编号, 待寄送.
        Numbered = "numbered",
        /// 重新办理 (不满意).
        Redoing = "redoing",
        /// 已答复, 待反馈.
        Answered = "answered",
        /// 满意.
        Satisfied = "satisfied",
        /// 基本满意.
        BasicallySatisfied = "basically_satisfied",
        /// 跟踪办理.
        FollowingUp = "following_up",
        /// 办结.
        Closed = "closed",
        /// 已退办.
        Returned = "returned",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 并案.
        Merged = "merged",
    }
}

impl State {
    /// Returns the state that follows when a fact is added, or `None` when the fact does not move it.
    ///
    /// Total on purpose: imported papers tell only parts of a life (an answer without its
    /// assignment), and a dated fact is true whatever came before it.
    pub fn next(self, fact: EventKind) -> Option<State> {
        use EventKind as E;
        let to = match fact {
            E::Received => return (self == State::Returned).then_some(State::AwaitingAcceptance),
            E::Assigned => match self {
                State::Registered | State::Returned => State::AwaitingAcceptance,
                _ => return None,
            },
            E::Accepted => match self {
                State::Registered | State::AwaitingAcceptance => State::Accepted,
                _ => return None,
            },
            E::ReturnAsked => State::Returning,
            E::ReturnGranted => State::Returned,
            E::ReturnRefused => State::Accepted,
            E::Routed if self < State::Drafting => State::Routed,
            E::Contacted if self < State::AwaitingOpinion => State::Contacted,
            E::OpinionAsked if self < State::Drafting => State::AwaitingOpinion,
            E::Drafted if self < State::Reviewing || self == State::Redoing => State::Drafting,
            E::SentBack => State::Drafting,
            E::Submitted => State::Reviewing,
            E::Signed => State::Signed,
            E::Numbered => State::Numbered,
            E::Sent | E::Reanswered => State::Answered,
            E::RatedSatisfied => State::Satisfied,
            E::RatedBasically => State::BasicallySatisfied,
            E::RatedUnsatisfied => State::Redoing,
            E::FollowedUp => State::FollowingUp,
            E::Closed => State::Closed,
            E::Withdrawn => State::Withdrawn,
            E::Merged => State::Merged,
            E::Routed
            | E::Contacted
            | E::OpinionAsked
            | E::Drafted
            | E::OpinionReceived
            | E::RoleSet
            | E::Reminded
            | E::Extended
            | E::Classified
            | E::Prioritised
            | E::Noted
            | E::Reversed => return None,
        };
        Some(to)
    }

    /// Computes the state from an item's events.
    pub fn of(events: &[Event]) -> State {
        let mut facts = standing(events);
        facts.sort_by_key(|event| (event.fact.on, event.id));
        facts.iter().fold(State::Registered, |state, event| {
            state.next(event.fact.kind).unwrap_or(state)
        })
    }

    /// Returns whether the item still needs work by this unit or an answer to come back.
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            State::Closed
                | State::Returned
                | State::Withdrawn
                | State::Merged
                | State::Satisfied
                | State::BasicallySatisfied
        )
    }

    /// Returns whether it is this unit that must act next.
    pub fn waits_on_us(self) -> bool {
        self.is_open() && !matches!(self, State::Answered | State::Returning)
    }

    /// Returns how near to done the state is: its place in the order of life.
    pub fn progress(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{event::NewEvent, id::EventId};

    fn life(facts: &[(EventKind, u32)]) -> Vec<Event> {
        facts
            .iter()
            .enumerate()
            .map(|(at, (kind, day))| {
                let on = NaiveDate::from_ymd_opt(2026, 3, *day).unwrap();
                Event {
                    id: EventId(at as i64 + 1),
                    fact: NewEvent::plain(*kind, on, on.and_hms_opt(9, 0, 0).unwrap(), "王"),
                }
            })
            .collect()
    }

    #[test]
    fn the_state_follows_from_the_facts() {
        use EventKind as E;
        let cases: &[(&[(EventKind, u32)], State)] = &[
            (&[], State::Registered),
            (&[(E::Assigned, 1)], State::AwaitingAcceptance),
            (&[(E::Assigned, 1), (E::Accepted, 2)], State::Accepted),
            (&[(E::Assigned, 1), (E::ReturnAsked, 2)], State::Returning),
            (
                &[(E::Assigned, 1), (E::ReturnAsked, 2), (E::ReturnRefused, 3)],
                State::Accepted,
            ),
            (
                &[
                    (E::Assigned, 1),
                    (E::Accepted, 2),
                    (E::Routed, 3),
                    (E::Drafted, 4),
                ],
                State::Drafting,
            ),
            (&[(E::Sent, 4)], State::Answered),
            (&[(E::Sent, 4), (E::RatedUnsatisfied, 5)], State::Redoing),
            (
                &[(E::Sent, 4), (E::RatedUnsatisfied, 5), (E::Drafted, 6)],
                State::Drafting,
            ),
            (&[(E::Sent, 4), (E::Contacted, 5)], State::Answered),
            (&[(E::Sent, 4), (E::Noted, 5)], State::Answered),
            // typed in late: the day decides, not the order of typing
            (&[(E::Sent, 9), (E::Accepted, 2)], State::Answered),
        ];
        for (facts, state) in cases {
            assert_eq!(State::of(&life(facts)), *state, "{facts:?}");
        }
    }

    #[test]
    fn an_event_taken_back_does_not_count_and_can_be_put_back() {
        let mut events = life(&[
            (EventKind::Assigned, 1),
            (EventKind::Accepted, 2),
            (EventKind::Reversed, 2),
        ]);
        events[2].fact.reverses = Some(EventId(2));
        assert_eq!(State::of(&events), State::AwaitingAcceptance);
        let mut again = events[2].clone();
        again.id = EventId(4);
        again.fact.reverses = Some(EventId(3));
        events.push(again);
        assert_eq!(State::of(&events), State::Accepted);
    }

    #[test]
    fn every_state_can_be_reached_and_only_the_named_ends_are_ends() {
        let mut reached = vec![State::Registered];
        let mut at = 0;
        while at < reached.len() {
            for fact in EventKind::ALL {
                if let Some(next) = reached[at].next(*fact)
                    && !reached.contains(&next)
                {
                    reached.push(next);
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), State::ALL.len());
    }
}
