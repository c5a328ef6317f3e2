//! `anfu report`: the ledger, rates, what is due and late, promises, the year's tables.

mod due;
mod ledger;
mod out;
mod rates;
mod sheet;
mod year;

use clap::ArgMatches;

use super::{
    cx::Cx,
    error::{CliError, Fault},
};
use crate::{
    domain::deadline::days_left,
    report::{By, Course, Group},
    rules::Rules,
};
use sheet::{Cell, Sheet};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("ledger", own)) => ledger::run(cx, own),
        Some(("rates", own)) => rates::run(cx, own),
        Some(("due", own)) if own.get_flag("line") => due::line(cx),
        Some(("due", own)) => due::due(cx, own),
        Some(("overdue", own)) => due::overdue(cx, own),
        Some(("forecast", own)) => due::forecast(cx, own),
        Some(("promises", own)) => due::promises(cx, own),
        Some(("undelivered", own)) => due::undelivered(cx, own),
        Some(("year", own)) => year::run(cx, own),
        _ => Err(CliError::told(Fault::Usage)),
    }
}

/// Returns the year asked for, or the newest that anything was assigned in.
fn year_of(matches: &ArgMatches, courses: &[Course]) -> Option<i32> {
    let asked = matches.get_one::<i32>("year").copied();
    asked.or_else(|| courses.iter().filter_map(|own| own.year).max())
}

/// Returns a code's words; the region's own where its pack has some.
fn word(cx: &Cx, table: &str, code: &str) -> String {
    cx.word(table, code)
}

/// Returns the words of a part.
fn group_word(cx: &Cx, rules: &Rules, group: &Group) -> String {
    let none = |by: By| cx.word("report.none", by.code());
    match group {
        Group::All => cx.word("report", "all"),
        Group::Unit(unit) => unit.clone().unwrap_or_else(|| none(By::Unit)),
        Group::Section(section) => section.clone().unwrap_or_else(|| none(By::Section)),
        Group::Kind(kind) => word(cx, "kind", kind.code()),
        Group::Class(None) => none(By::Class),
        Group::Class(Some(class)) => {
            let rule = rules.pack.classes.iter().find(|rule| rule.class == *class);
            match rule {
                Some(rule) => {
                    let letter = rule.letter.as_deref().unwrap_or_default();
                    format!("{letter} {}", rule.label).trim_start().to_owned()
                }
                None => word(cx, "class", class.code()),
            }
        }
        Group::Level(level) => match level {
            Some(level) => word(cx, "level", level.code()),
            None => none(By::Level),
        },
        Group::Role(role) => word(cx, "role", role.code()),
        Group::Year(year) => year.map_or_else(|| none(By::Year), |year| year.to_string()),
    }
}

/// Returns the cells that name an item.
fn named(course: &Course) -> [Cell; 3] {
    [
        Cell::number(course.id.0),
        Cell::text(course.number.clone()),
        Cell::text(Some(course.title.clone()).filter(|title| !title.is_empty())),
    ]
}

/// The columns of [`named`].
const NAMED: [&str; 3] = ["id", "number", "title"];

/// Returns the cells that say when an item is due and who has it.
fn due_cells(cx: &Cx, rules: &Rules, course: &Course) -> Vec<Cell> {
    let today = cx.clock.today();
    let left = course
        .due
        .map(|(day, _)| days_left(day, course.in_working_days, today, &rules.calendar));
    vec![
        Cell::code(course.state.code(), cx.word("state", course.state.code())),
        match course.due {
            Some((_, clock)) => Cell::code(clock.code(), cx.word("clock", clock.code())),
            None => Cell::text(None),
        },
        Cell::text(course.due.map(|(day, _)| day.to_string())),
        Cell::left(left, course.in_working_days, cx),
        Cell::text(course.section.clone()),
        Cell::text(course.person.clone()),
    ]
}

/// The columns of [`due_cells`].
const DUE: [&str; 6] = ["state", "clock", "due", "days_left", "section", "person"];

/// Returns an item's whole row in a list of what is due.
fn due_row(cx: &Cx, rules: &Rules, course: &Course) -> Vec<Cell> {
    let [id, number, title] = named(course);
    let mut row = vec![id, number];
    row.extend(due_cells(cx, rules, course));
    row.push(title);
    row
}

/// Returns an empty list of what is due.
fn due_sheet() -> Sheet {
    let mut head = vec![NAMED[0], NAMED[1]];
    head.extend(DUE);
    head.push(NAMED[2]);
    Sheet::of(&head)
}
