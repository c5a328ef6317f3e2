//! The lines of a programme's card that are computed: account, targets as gauges, caps, points.

use super::{Desk, sheet::Sheet};
use crate::{
    app::{
        Action,
        programme::{Measured, ProgrammeView, gauge, percent},
    },
    domain::programme::{ProgrammeKind, points::hundredths},
    tui::theme::Role,
};

/// How many signs a gauge has. Chosen by us: a line of 60 columns still has room for the words.
const SIGNS: usize = 10;

/// How many of those assessed stand on the card; the others are in the list of entries.
const ASSESSED: usize = 5;

pub(super) fn lines(desk: Desk<'_>, view: &ProgrammeView, sheet: &mut Sheet) {
    for own in &view.balances {
        let (year, paid) = (own.year.to_string(), own.paid.to_string());
        let payments = own.payments.to_string();
        let budget = own.budget.unwrap_or_default().to_string();
        let left = own.left().unwrap_or_default().to_string();
        let values = [
            ("year", &*year),
            ("paid", &paid),
            ("payments", &payments),
            ("budget", &budget),
            ("left", &left),
        ];
        let line = match own.budget {
            Some(budget) => {
                let words = desk.say_with("programme.balance", &values);
                format!("{} {words}", gauge(own.paid, budget, SIGNS))
            }
            None => desk.say_with("programme.paid", &values),
        };
        sheet.text(Role::Text, &line);
    }
    if !view.overs.is_empty() {
        let count = view.overs.len().to_string();
        let says = desk.say_with("programme.overs", &[("count", &count)]);
        sheet.text(Role::Soon, &says);
    }
    for own in &view.targets {
        let drawn = match own.reached {
            Some(reached) => {
                let share = percent(reached, own.goal).unwrap_or_default();
                let drawn = gauge(reached, own.goal, SIGNS);
                format!("{drawn} {reached}/{}{} {share}", own.goal, own.unit)
            }
            None => format!(
                "{} ?/{}{}",
                desk.say("programme.unknown"),
                own.goal,
                own.unit
            ),
        };
        let line = format!("{} {} {drawn}", own.year, own.target);
        sheet.text(Role::Text, &line);
        match &own.by {
            Measured::Asked(question) => sheet.indented(2, Role::Dim, question),
            Measured::Unread(line) => {
                let says = desk.say_with("programme.unread", &[("line", line)]);
                sheet.indented(2, Role::Late, &says);
            }
            Measured::Stated(on, source) => {
                sheet.indented(2, Role::Dim, &format!("{on} {source}"));
            }
            Measured::Unknown => {}
        }
    }
    if view.kept.value.kind == ProgrammeKind::Assessment {
        points(desk, view, sheet);
    }
    let struck = view.entries.iter().filter(|own| !own.kept.stands()).count();
    if struck > 0 {
        let says = desk.say_with("programme.struck", &[("count", &struck.to_string())]);
        sheet.text(Role::Dim, &says);
    }
    let (key, undo) = (desk.key(Action::AddFact), desk.key(Action::Undo));
    let says = desk.say_with("programme.keys", &[("key", &key), ("undo", &undo)]);
    sheet.text(Role::Dim, &says);
}

fn points(desk: Desk<'_>, view: &ProgrammeView, sheet: &mut Sheet) {
    for own in view.sums.iter().take(ASSESSED) {
        let about = |line: &&crate::app::programme::EntryLine| line.kept.entry.who == Some(own.who);
        let line = view.entries.iter().find(about);
        let name = line.and_then(|line| line.who.as_ref());
        let name = name.map_or("", |(_, name)| name.as_str());
        let passed = match own.passed {
            Some(true) => "programme.passed",
            Some(false) => "programme.not_passed",
            None => "programme.no_mark",
        };
        let sum = desk.say_with("programme.points", &[("n", &hundredths(own.points))]);
        let line = format!("{} {name} {sum} {}", own.year, desk.say(passed));
        sheet.text(Role::Text, &line);
    }
    if view.sums.len() > ASSESSED {
        let n = (view.sums.len() - ASSESSED).to_string();
        sheet.text(Role::Dim, &desk.say_with("card.more", &[("n", &n)]));
    }
}
