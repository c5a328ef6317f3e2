//! How a due date came about, in words.

use crate::{
    domain::{
        calendar::Length,
        deadline::{Clock, Step},
    },
    lang::Lang,
};

/// Returns a clock's length in words: `3个月`, `10个工作日`.
pub fn length(length: Length, lang: Lang) -> String {
    let (key, n) = match length {
        Length::Days(n) => ("length.days", n),
        Length::WorkingDays(n) => ("length.working_days", n),
        Length::Months(n) => ("length.months", n),
    };
    lang.say_with(key, &[("n", &n.to_string())])
}

/// Returns one step in words.
pub fn step(step: &Step, lang: Lang) -> String {
    match step {
        Step::Started(event, day) => {
            let event = lang.say(&format!("event.{}", event.code())).to_owned();
            lang.say_with(
                "deadline.started",
                &[("day", &day.to_string()), ("event", &event)],
            )
        }
        Step::Added(term, source, day) => lang.say_with(
            "deadline.added",
            &[
                ("day", &day.to_string()),
                ("term", &length(*term, lang)),
                ("source", source),
            ],
        ),
        Step::Moved(day) => lang.say_with("deadline.moved", &[("day", &day.to_string())]),
        Step::Extended(day) => lang.say_with("deadline.extended", &[("day", &day.to_string())]),
        Step::NoCalendar(year) => {
            lang.say_with("deadline.no_calendar", &[("year", &year.to_string())])
        }
    }
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
