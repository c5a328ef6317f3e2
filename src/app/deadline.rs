//! How a due date came about, in words.

use chrono::NaiveDate;

use crate::{
    domain::{
        calendar::Length,
        deadline::{Clock, Projection, Step},
        event::EventKind,
    },
    lang::Lang,
    rules::{Fault, Line, Span},
};

/// Returns a clock's length in words: `3个月`, `10个工作日`.
pub fn length(length: Length, lang: Lang) -> String {
    let (unit, n) = length.parts();
    lang.say_with(&format!("length.{unit}"), &[("n", &n.to_string())])
}

/// Returns how far a term reaches, in words.
pub fn span(own: Span, lang: Lang) -> String {
    match own {
        Span::Length(own) => length(own, lang),
        Span::Date(month, day) => {
            let day = format!("{month:02}-{day:02}");
            lang.say_with("length.date", &[("day", &day)])
        }
    }
}

/// Returns an event's word.
pub fn event(kind: EventKind, lang: Lang) -> String {
    lang.say(&format!("event.{}", kind.code())).to_owned()
}

fn days(days: &[NaiveDate], lang: Lang) -> String {
    let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
    days.join(lang.pick("、", ", "))
}

/// Returns one step in words.
pub fn step(step: &Step, lang: Lang) -> String {
    let said =
        |values: &[(&str, &str)]| lang.say_with(&format!("deadline.{}", step.code()), values);
    match step {
        Step::Started(kind, day) | Step::Set(kind, day) => {
            said(&[("day", &day.to_string()), ("event", &event(*kind, lang))])
        }
        Step::AskedOf(unit) => said(&[("unit", unit)]),
        Step::Added(term, source, day) => said(&[
            ("day", &day.to_string()),
            ("term", &length(*term, lang)),
            ("source", source),
        ]),
        Step::Fixed(day, source) | Step::Beyond(day, source) => {
            said(&[("day", &day.to_string()), ("source", source)])
        }
        Step::Skipped(passed) | Step::Shifted(passed) => said(&[("days", &days(passed, lang))]),
        Step::Extended { until, on, consent } => {
            let on = on.map_or_else(String::new, |day| {
                lang.say_with("deadline.put_off", &[("day", &day.to_string())])
            });
            let by = consent.as_ref().map_or_else(String::new, |by| {
                lang.say_with("deadline.consent", &[("by", by)])
            });
            said(&[("day", &until.to_string()), ("on", &on), ("by", &by)])
        }
        Step::NoConsent(source) => said(&[("source", source)]),
        Step::Moved(day) => said(&[("day", &day.to_string())]),
        Step::StandsIn(pack) => said(&[("pack", pack)]),
        Step::InsteadOf(event) => said(&[("event", lang.say(&format!("event.{}", event.code())))]),
        Step::FirstDay | Step::Unconfirmed => said(&[]),
        Step::NoCalendar(year) => said(&[("year", &year.to_string())]),
    }
}

/// Returns what is wrong in words, without its place.
pub fn says_fault(fault: &Fault, lang: Lang) -> String {
    let key = format!("fault.{}", fault.wrong.code());
    lang.say_with(&key, &[("value", &fault.value)])
}

/// Returns a fault of a rule pack or a calendar in words, with its file, line and place.
pub fn told_fault(fault: &Fault, lang: Lang) -> String {
    let says = says_fault(fault, lang);
    lang.say_with(
        "fault.at",
        &[
            ("file", &fault.file),
            ("line", &fault.line.to_string()),
            ("place", &fault.place),
            ("says", &says),
        ],
    )
}

/// Returns every clock with its steps, a line each.
pub fn explain(clocks: &[Clock], lang: Lang) -> Vec<String> {
    if clocks.is_empty() {
        return vec![lang.say("deadline.none").to_owned()];
    }
    let mut lines = Vec::new();
    for clock in clocks {
        let kind = lang.say(&format!("clock.{}", clock.kind.code())).to_owned();
        lines.push(lang.say_with(
            "deadline.due",
            &[("clock", &kind), ("day", &clock.due.to_string())],
        ));
        lines.extend(
            clock
                .steps
                .iter()
                .map(|own| format!("  {}", step(own, lang))),
        );
        lines.push(String::new());
    }
    lines.pop();
    lines
}

/// Returns what to say where no clock runs: the day it was assigned may be what is missing.
pub fn no_clock(own: &Projection) -> &'static str {
    if own.assigned.is_none() && own.state.is_open() {
        "deadline.none"
    } else {
        "deadline.nothing"
    }
}

/// Returns the clocks of a case, running and waiting, a line each.
pub fn told(lines: &[Line], lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    for own in lines.iter().filter(|own| own.clock.is_some()) {
        told.extend(explain(own.clock.as_slice(), lang));
        if let Some(day) = own.furthest {
            let day = day.to_string();
            told.push(format!(
                "  {}",
                lang.say_with("deadline.furthest", &[("day", &day)])
            ));
        }
        told.push(String::new());
    }
    for own in lines.iter().filter(|own| own.clock.is_none()) {
        let Some(term) = &own.term else { continue };
        let kind = lang.say(&format!("clock.{}", own.kind.code())).to_owned();
        let mut line = lang.say_with(
            "deadline.waiting",
            &[
                ("clock", &kind),
                ("event", &event(own.event, lang)),
                ("term", &span(term.span, lang)),
                ("source", &term.origin.source),
            ],
        );
        if !own.is_confirmed() {
            line.push_str(lang.say("deadline.open"));
        }
        told.push(line);
    }
    if told.last().is_some_and(String::is_empty) {
        told.pop();
    }
    if told.is_empty() {
        told.push(lang.say("deadline.none").to_owned());
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Wrong;

    #[test]
    fn every_fault_and_every_step_has_words() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 10).unwrap();
        let steps = [
            Step::Started(EventKind::Assigned, day),
            Step::FirstDay,
            Step::InsteadOf(EventKind::Received),
            Step::AskedOf("区财政局".into()),
            Step::Added(Length::Months(3), "甲".into(), day),
            Step::Fixed(day, "甲".into()),
            Step::Set(EventKind::FollowedUp, day),
            Step::Skipped(vec![day]),
            Step::Shifted(vec![day, day]),
            Step::Extended {
                until: day,
                on: Some(day),
                consent: Some("区政府办".into()),
            },
            Step::NoConsent("甲".into()),
            Step::Beyond(day, "甲".into()),
            Step::Moved(day),
            Step::StandsIn("zhejiang".into()),
            Step::Unconfirmed,
            Step::NoCalendar(2027),
        ];
        for lang in [Lang::Zh, Lang::En] {
            for wrong in Wrong::ALL {
                assert!(lang.knows(&format!("fault.{}", wrong.code())), "{wrong:?}");
            }
            for own in &steps {
                let told = step(own, lang);
                assert!(!told.contains("deadline.") && !told.contains('{'), "{told}");
            }
            assert!(!span(Span::Date(6, 30), lang).contains("length."));
        }
    }
}
