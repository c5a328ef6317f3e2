//! Where an item stands. The state is a pure function of its standing events, never a stored choice.
//!
//! Two questions are apart: `next` says what a dated fact makes of an item, and is total, because
//! imported papers tell only parts of a life; `allows` says which acts the office may do now
//! (`domain.md` 1.2 and 1.3 of the trade: a return before the work is begun, a slip after the answer).

use super::{
    coded,
    event::{Detail, Event, EventKind, standing},
    proposal::Role,
};

coded! {
    /// Where an item stands, in the order of its life.
    State {
        /// 提出.
        Proposed = "proposed",
        /// 审查.
        Examining = "examining",
        /// 不立案: told to the proposer, kept in the register.
        NotFiled = "not_filed",
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
        /// 待协调: the units disagree.
        Disputed = "disputed",
        /// 待协办意见.
        AwaitingOpinion = "awaiting_opinion",
        /// 重新办理 (不满意, 协办意见退回).
        Redoing = "redoing",
        /// 结转续办: goes on in a later year.
        CarriedOver = "carried_over",
        /// 拟稿.
        Drafting = "drafting",
        /// 核稿.
        Reviewing = "reviewing",
        /// 已签发.
        Signed = "signed",
        /// 已编号, 待寄送.
        Numbered = "numbered",
        /// 已答复, 待反馈.
        Answered = "answered",
        /// 逾期未反馈.
        Unreturned = "unreturned",
        /// 满意.
        Satisfied = "satisfied",
        /// 基本满意.
        BasicallySatisfied = "basically_satisfied",
        /// 跟踪办理.
        FollowingUp = "following_up",
        /// 已再答复, 待二次评价.
        Reanswered = "reanswered",
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
    /// The states in which nothing more is to be done. Three of them can be left again: a returned
    /// item may be assigned anew, a closed one may be opened by a late slip or a follow-up.
    pub const ENDS: [State; 5] = [
        State::NotFiled,
        State::Closed,
        State::Returned,
        State::Withdrawn,
        State::Merged,
    ];

    /// Returns the state that follows when a fact is added, or `None` when the fact does not move it.
    ///
    /// Total on purpose: imported papers tell only parts of a life (an answer without its
    /// assignment), and a dated fact is true whatever came before it.
    pub fn next(self, role: Role, fact: EventKind) -> Option<State> {
        use EventKind as E;
        let to = match fact {
            E::Proposed if self == State::Registered => State::Proposed,
            E::Examined if self <= State::Registered => State::Examining,
            E::Filed if self < State::Registered => State::Registered,
            E::NotFiled if self <= State::Registered => State::NotFiled,
            E::Received if self == State::Returned => State::AwaitingAcceptance,
            E::Assigned if self <= State::Registered || self == State::Returned => {
                State::AwaitingAcceptance
            }
            E::Accepted if self <= State::AwaitingAcceptance => State::Accepted,
            E::ReturnAsked => State::Returning,
            E::ReturnGranted => State::Returned,
            E::ReturnRefused | E::Settled => State::Accepted,
            E::Routed if self < State::Drafting => State::Routed,
            E::Contacted if self < State::AwaitingOpinion => State::Contacted,
            E::Disputed if self < State::Drafting => State::Disputed,
            E::OpinionAsked if self < State::Drafting => State::AwaitingOpinion,
            // To a co-handler its own opinion came back; a lead handler waits on.
            E::OpinionSentBack if role == Role::Co => State::Redoing,
            E::Drafted if self < State::Reviewing => State::Drafting,
            E::SentBack => State::Drafting,
            E::Submitted => State::Reviewing,
            E::Signed => State::Signed,
            E::Numbered => State::Numbered,
            // A co-handler is done with its opinion: the proposer's slip goes to the lead unit.
            E::Sent | E::Reanswered if role == Role::Co => State::Closed,
            E::Sent => State::Answered,
            E::Reanswered => State::Reanswered,
            E::Lapsed => State::Unreturned,
            // Several proposers send slips; the least of a round counts.
            // Following up goes on whatever the other proposers say, unless one is unsatisfied.
            E::RatedSatisfied | E::RatedBasically
                if matches!(self, State::Redoing | State::FollowingUp) =>
            {
                return None;
            }
            E::RatedSatisfied if self != State::BasicallySatisfied => State::Satisfied,
            E::RatedBasically => State::BasicallySatisfied,
            E::RatedUnsatisfied => State::Redoing,
            E::FollowedUp => State::FollowingUp,
            E::CarriedOver => State::CarriedOver,
            E::Closed => State::Closed,
            E::Withdrawn => State::Withdrawn,
            E::Merged => State::Merged,
            _ => return None,
        };
        (to != self).then_some(to)
    }

    /// Computes the state from an item's events; `role` is what we are until a fact says otherwise.
    pub fn of(role: Role, events: &[Event]) -> State {
        let mut facts = standing(events);
        facts.sort_by_key(|event| (event.fact.on, event.id));
        let mut role = role;
        facts.iter().fold(State::Registered, |state, event| {
            if event.fact.kind == EventKind::RoleSet {
                let set = event.fact.detail(Detail::Role).and_then(Role::from_code);
                role = set.unwrap_or(role);
            }
            state.next(role, event.fact.kind).unwrap_or(state)
        })
    }

    /// Returns whether the office may do this now.
    pub fn allows(self, act: EventKind) -> bool {
        use EventKind as E;
        use State as S;
        let begun = (S::Accepted..=S::Drafting).contains(&self) && self != S::Returning;
        let rated = matches!(self, S::Satisfied | S::BasicallySatisfied);
        let answered = matches!(self, S::Answered | S::Unreturned | S::Reanswered) || rated;
        match act {
            E::Noted | E::Reversed => true,
            E::Proposed => self == S::Registered,
            E::Examined => matches!(self, S::Proposed | S::Registered),
            E::Filed | E::NotFiled => self <= S::Examining,
            E::Received => self == S::Returned || self.is_open(),
            E::Assigned => self <= S::AwaitingAcceptance || self == S::Returned,
            E::SessionClosed | E::Notified | E::Prioritised | E::RoleSet | E::Classified => {
                self.is_open() || rated
            }
            E::Accepted => matches!(self, S::Registered | S::AwaitingAcceptance),
            // Before the work is in writing; a return asked for late is told so by its clock.
            E::ReturnAsked => {
                (S::Registered..=S::Contacted).contains(&self) && self != S::Returning
            }
            E::ReturnGranted | E::ReturnRefused => self == S::Returning,
            E::Routed => begun && self != S::Drafting,
            E::Contacted => begun || self.is_open() && self > S::Drafting,
            E::OpinionAsked | E::Disputed => begun && self != S::Disputed,
            E::Settled => self == S::Disputed,
            E::OpinionReceived => begun,
            E::OpinionSentBack => begun || self == S::Closed,
            E::ExtensionAsked | E::ExtensionRefused | E::Extended => begun || self == S::Reviewing,
            E::Drafted => begun || self == S::FollowingUp,
            E::Submitted => self == S::Drafting,
            E::SentBack => matches!(self, S::Reviewing | S::Signed),
            E::Signed => self == S::Reviewing,
            E::Numbered => self == S::Signed,
            E::Sent => begun || matches!(self, S::Signed | S::Numbered),
            E::Delivered => answered || self == S::FollowingUp,
            E::RatedSatisfied | E::RatedBasically | E::RatedUnsatisfied => {
                answered || matches!(self, S::Closed | S::Redoing | S::FollowingUp)
            }
            E::Reminded => self.is_open(),
            E::Lapsed => matches!(self, S::Answered | S::Reanswered),
            E::FollowedUp | E::CarriedOver => answered || self == S::Closed,
            E::Reanswered => matches!(self, S::FollowingUp | S::CarriedOver) || rated,
            E::Closed => answered || matches!(self, S::FollowingUp | S::CarriedOver),
            E::Withdrawn | E::Merged => self.is_open() && !answered,
        }
    }

    /// Returns every way from state to state that the office may go, each with its act.
    pub fn ways(role: Role) -> Vec<(State, EventKind, State)> {
        let mut ways = Vec::new();
        for from in State::ALL {
            for act in EventKind::ALL {
                if from.allows(*act)
                    && let Some(to) = from.next(role, *act)
                {
                    ways.push((*from, *act, to));
                }
            }
        }
        ways
    }

    /// Returns whether the item still needs work by this unit or an answer to come back.
    pub fn is_open(self) -> bool {
        !State::ENDS.contains(&self)
            && !matches!(self, State::Satisfied | State::BasicallySatisfied)
    }

    /// Returns whether it is this unit that must act next.
    pub fn waits_on_us(self) -> bool {
        self.is_open()
            && self >= State::Registered
            && !matches!(
                self,
                State::Answered
                    | State::Unreturned
                    | State::Reanswered
                    | State::Returning
                    | State::Disputed
            )
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
            assert_eq!(State::of(Role::Lead, &life(facts)), *state, "{facts:?}");
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
        assert_eq!(State::of(Role::Lead, &events), State::AwaitingAcceptance);
        let mut again = events[2].clone();
        again.id = EventId(4);
        again.fact.reverses = Some(EventId(3));
        events.push(again);
        assert_eq!(State::of(Role::Lead, &events), State::Accepted);
    }

    #[test]
    fn every_state_can_be_reached_and_only_the_named_ends_are_ends() {
        for role in [Role::Lead, Role::Separate] {
            let ways = State::ways(role);
            let mut reached = vec![State::Registered];
            let mut at = 0;
            while let Some(here) = reached.get(at).copied() {
                for (_, _, to) in ways.iter().filter(|(from, ..)| *from == here) {
                    if !reached.contains(to) {
                        reached.push(*to);
                    }
                }
                at += 1;
            }
            for state in State::ALL {
                assert!(reached.contains(state), "{state:?} cannot be reached");
                let leaves = ways.iter().any(|(from, ..)| from == state);
                assert!(
                    leaves || State::ENDS.contains(state),
                    "{state:?} is a dead end"
                );
            }
        }
    }

    #[test]
    fn from_every_state_an_end_can_be_reached() {
        let ways = State::ways(Role::Lead);
        let mut good: Vec<State> = State::ENDS.to_vec();
        let mut before = 0;
        while before != good.len() {
            before = good.len();
            for (from, _, to) in &ways {
                if good.contains(to) && !good.contains(from) {
                    good.push(*from);
                }
            }
        }
        assert_eq!(good.len(), State::ALL.len());
    }

    #[test]
    fn a_co_handler_is_done_with_its_opinion_and_may_get_it_back() {
        let sent = life(&[(EventKind::Accepted, 1), (EventKind::Sent, 4)]);
        assert_eq!(State::of(Role::Co, &sent), State::Closed);
        let back = life(&[
            (EventKind::Accepted, 1),
            (EventKind::Sent, 4),
            (EventKind::OpinionSentBack, 5),
        ]);
        assert_eq!(State::of(Role::Co, &back), State::Redoing);
    }

    #[test]
    fn the_least_of_several_slips_counts() {
        use EventKind as E;
        for (facts, state) in [
            (
                vec![(E::Sent, 4), (E::RatedBasically, 5), (E::RatedSatisfied, 6)],
                State::BasicallySatisfied,
            ),
            (
                vec![
                    (E::Sent, 4),
                    (E::RatedSatisfied, 5),
                    (E::RatedUnsatisfied, 6),
                ],
                State::Redoing,
            ),
            (
                vec![
                    (E::Sent, 4),
                    (E::RatedUnsatisfied, 5),
                    (E::RatedSatisfied, 6),
                ],
                State::Redoing,
            ),
            (
                vec![
                    (E::Sent, 4),
                    (E::RatedBasically, 5),
                    (E::FollowedUp, 5),
                    (E::RatedSatisfied, 6),
                ],
                State::FollowingUp,
            ),
            (
                vec![
                    (E::Sent, 4),
                    (E::RatedUnsatisfied, 5),
                    (E::Sent, 6),
                    (E::RatedSatisfied, 7),
                ],
                State::Satisfied,
            ),
        ] {
            assert_eq!(State::of(Role::Lead, &life(&facts)), state, "{facts:?}");
        }
    }
}
