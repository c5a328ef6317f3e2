//! Which clocks run on an item, and what lists need to know of them.

use chrono::{Datelike, NaiveDate};

use super::{Rules, pack::Term};
use crate::domain::{
    calendar::{Calendar, Length},
    deadline::{Clock, ClockKind, Projection, Step},
    event::{Event, EventKind, standing},
    proposal::{Case, Role},
    state::State,
};

/// Computes the clocks that run on an item, the earliest first.
pub fn clocks(case: &Case, events: &[Event], rules: &Rules) -> Vec<Clock> {
    let (pack, calendar) = (&rules.pack, &rules.calendar);
    let role = case.role;
    let state = State::of(role, events);
    let role = Projection::of(role, events).role;
    if !state.is_open() {
        return Vec::new();
    }
    let facts = standing(events);
    let last = |kind: EventKind| {
        facts
            .iter()
            .filter(|event| event.fact.kind == kind)
            .map(|event| event.fact.on)
            .max()
    };
    let mut running = Vec::new();
    let mut run = |kind: ClockKind, term: Option<&Term>| {
        if let Some(term) = term
            && let Some(start) = last(term.start)
        {
            running.extend(clock(kind, term, start, &facts, calendar));
        }
    };
    let answered = last(EventKind::Sent).is_some();
    let redoing = last(EventKind::RatedUnsatisfied)
        .is_some_and(|day| last(EventKind::Sent).is_none_or(|sent| sent <= day));
    match state {
        State::Answered => run(ClockKind::Feedback, pack.feedback.as_ref()),
        _ if redoing => run(ClockKind::Redo, pack.redo.as_ref()),
        _ if answered => {}
        _ => {
            if state == State::AwaitingAcceptance {
                run(ClockKind::Return, pack.return_window.as_ref());
            }
            match role {
                Role::Co => run(ClockKind::Opinion, pack.opinion.as_ref()),
                Role::Lead | Role::Separate => run(ClockKind::Answer, pack.answer.as_ref()),
            }
        }
    }
    running.sort_by_key(|clock| clock.due);
    running
}

fn clock(
    kind: ClockKind,
    term: &Term,
    start: NaiveDate,
    facts: &[&Event],
    calendar: &Calendar,
) -> Option<Clock> {
    let mut steps = vec![Step::Started(term.start, start)];
    let mut due = calendar.end_of(start, term.length)?;
    steps.push(Step::Added(term.length, term.source.clone(), due));
    if kind == ClockKind::Answer
        && let Some(until) = facts
            .iter()
            .filter(|event| event.fact.kind == EventKind::Extended)
            .filter_map(|event| event.fact.until)
            .max()
        && until > due
    {
        due = until;
        steps.push(Step::Extended(due));
    }
    let moved = calendar.on_or_after(due);
    if moved != due {
        due = moved;
        steps.push(Step::Moved(due));
    }
    if !calendar.knows(due) {
        steps.push(Step::NoCalendar(due.year()));
    }
    Some(Clock {
        kind,
        due,
        in_working_days: matches!(term.length, Length::WorkingDays(_)),
        steps,
    })
}

/// Computes what lists need of an item.
pub fn project(case: &Case, events: &[Event], rules: &Rules) -> Projection {
    let mut own = Projection::of(case.role, events);
    let first = clocks(case, events, rules)
        .into_iter()
        .find(|clock| clock.kind.waits_on_us());
    own.due = first.as_ref().map(|clock| (clock.due, clock.kind));
    own.in_working_days = first.is_some_and(|clock| clock.in_working_days);
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            event::NewEvent,
            id::EventId,
            proposal::Item,
            sitting::{Kind, Sitting},
        },
        rules::pack_of,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn life(facts: &[(EventKind, &str)]) -> Vec<Event> {
        facts
            .iter()
            .enumerate()
            .map(|(at, (kind, on))| {
                let on = day(on);
                Event {
                    id: EventId(at as i64 + 1),
                    fact: NewEvent::plain(*kind, on, on.and_hms_opt(9, 0, 0).unwrap(), "王"),
                }
            })
            .collect()
    }

    fn case(role: Role) -> Case {
        let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
        item.role = role;
        item.case()
    }

    fn due(pack: &str, role: Role, facts: &[(EventKind, &str)]) -> Vec<(ClockKind, NaiveDate)> {
        let rules = Rules {
            pack: pack_of(Some(pack)),
            calendar: Calendar::plain(),
        };
        clocks(&case(role), &life(facts), &rules)
            .into_iter()
            .map(|clock| (clock.kind, clock.due))
            .collect()
    }

    #[test]
    fn an_answer_is_due_three_months_after_the_start_its_region_names() {
        use EventKind::{Accepted, Assigned, Received};
        // 24 November 2026 is a Tuesday.
        assert_eq!(
            due(
                "national",
                Role::Lead,
                &[(Assigned, "2026-08-24"), (Accepted, "2026-08-25")]
            ),
            [(ClockKind::Answer, day("2026-11-24"))]
        );
        // Zhejiang counts from receipt; without a receipt no date is guessed.
        assert_eq!(
            due(
                "zhejiang",
                Role::Lead,
                &[(Assigned, "2026-08-24"), (Accepted, "2026-08-25")]
            ),
            []
        );
        // 10 days from 24 August is 3 September; three months end on 24 November.
        assert_eq!(
            due(
                "zhejiang",
                Role::Lead,
                &[(Received, "2026-08-24"), (Assigned, "2026-08-24")]
            ),
            [
                (ClockKind::Return, day("2026-09-03")),
                (ClockKind::Answer, day("2026-11-24"))
            ]
        );
    }

    #[test]
    fn a_co_handler_has_its_own_clock_and_the_nation_names_none() {
        use EventKind::{Accepted, Assigned, Received};
        let facts = [
            (Received, "2026-08-24"),
            (Assigned, "2026-08-24"),
            (Accepted, "2026-08-24"),
        ];
        // 24 October 2026 is a Saturday and moves to Monday.
        assert_eq!(
            due("zhejiang", Role::Co, &facts),
            [(ClockKind::Opinion, day("2026-10-26"))]
        );
        assert_eq!(due("national", Role::Co, &facts), []);
    }

    #[test]
    fn an_answer_stops_its_clock_and_an_unsatisfied_one_starts_another() {
        use EventKind::{Assigned, RatedUnsatisfied, Received, Sent};
        let sent = [
            (Received, "2026-08-24"),
            (Assigned, "2026-08-24"),
            (Sent, "2026-09-24"),
        ];
        assert_eq!(due("zhejiang", Role::Lead, &sent), []);
        let again = [
            (Received, "2026-08-24"),
            (Assigned, "2026-08-24"),
            (Sent, "2026-09-24"),
            (RatedUnsatisfied, "2026-10-08"),
        ];
        assert_eq!(
            due("zhejiang", Role::Lead, &again),
            [(ClockKind::Redo, day("2026-11-09"))]
        );
    }

    #[test]
    fn an_extension_moves_the_end_and_shows_among_the_steps() {
        let mut events = life(&[
            (EventKind::Assigned, "2026-08-24"),
            (EventKind::Accepted, "2026-08-24"),
            (EventKind::Extended, "2026-11-01"),
        ]);
        events[2].fact.until = Some(day("2027-02-24"));
        let clocks = clocks(&case(Role::Lead), &events, &Rules::default());
        assert_eq!(clocks[0].due, day("2027-02-24"));
        assert!(clocks[0].steps.contains(&Step::Extended(day("2027-02-24"))));
        assert!(clocks[0].steps.contains(&Step::NoCalendar(2027)));
    }
}
