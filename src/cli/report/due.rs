//! `anfu report due`, `overdue`, `forecast`, `promises` and `undelivered`.

use chrono::Days;
use clap::ArgMatches;
use serde_json::json;

use super::{
    super::{
        cx::{Cx, Form},
        error::CliError,
    },
    DUE, NAMED, due_row, due_sheet, named,
    sheet::{Cell, Out, Sheet},
};
use crate::{
    domain::{deadline::days_left, state::State},
    report::{
        Course,
        lists::{self, monday},
    },
    run::{
        office::Office,
        reports::{courses, standing},
    },
    store::{QueueAsk, QueueOrder, Window},
};

/// How far ahead is looked when nothing is said: a week.
const DAYS: u64 = 7;
/// How many weeks are forecast when nothing is said: a quarter of a year.
const WEEKS: u64 = 13;

/// Prints what falls due in the next days; what is late first.
pub fn due(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let days = matches.get_one::<u64>("days").copied().unwrap_or(DAYS);
    list(cx, matches, |courses, today| {
        let mut found = lists::overdue(courses, today);
        found.extend(lists::due_within(courses, today, days));
        found
    })
}

/// Prints what is late.
pub fn overdue(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    list(cx, matches, lists::overdue)
}

fn list(
    cx: &mut Cx,
    matches: &ArgMatches,
    choose: impl for<'a> Fn(&'a [Course], chrono::NaiveDate) -> Vec<&'a Course>,
) -> Result<(), CliError> {
    let office = cx.read()?;
    let all = standing(office.store.as_ref(), &office.rules).map_err(|error| cx.trouble(&error))?;
    let mut sheet = due_sheet();
    for course in choose(&all, cx.clock.today()) {
        sheet.push(due_row(cx, &office.rules, course));
    }
    print(cx, &sheet, Out::of(cx, matches))
}

fn print(cx: &mut Cx, sheet: &Sheet, out: Out) -> Result<(), CliError> {
    if sheet.is_empty() && out == Out::Text {
        cx.tell(&cx.word("report", "nothing"));
        return Ok(());
    }
    sheet.print(cx, out, &[])
}

/// Prints what will be late if nothing happens, by week, and what is behind its pace.
pub fn forecast(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let weeks = matches.get_one::<u64>("weeks").copied().unwrap_or(WEEKS);
    let office = cx.read()?;
    let all = standing(office.store.as_ref(), &office.rules).map_err(|error| cx.trouble(&error))?;
    let today = cx.clock.today();
    let out = Out::of(cx, matches);
    let mut head = vec!["week"];
    head.extend([NAMED[0], NAMED[1]]);
    head.extend(DUE);
    head.push(NAMED[2]);
    let mut sheet = Sheet::of(&head);
    for (week, items) in lists::forecast(&all, today, weeks) {
        for course in items {
            let mut row = vec![Cell::text(Some(week.to_string()))];
            row.extend(due_row(cx, &office.rules, course));
            sheet.push(row);
        }
    }
    if out == Out::Text {
        let title = cx.word("report", "forecast");
        cx.line(&title)?;
    }
    print(cx, &sheet, out)?;
    head[0] = "passed";
    head.insert(1, "should");
    let mut sheet = Sheet::of(&head);
    for own in lists::behind(&all, today) {
        let mut row = vec![
            Cell::number(own.passed),
            Cell::code(own.should.code(), cx.word("state", own.should.code())),
        ];
        row.extend(due_row(cx, &office.rules, own.course));
        sheet.push(row);
    }
    if out == Out::Text {
        let title = cx.word("report", "behind");
        cx.line("")?;
        cx.line(&title)?;
    }
    print(cx, &sheet, out)
}

/// Prints the promises that are not kept yet.
pub fn promises(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let all = courses(office.store.as_ref(), &office.rules).map_err(|error| cx.trouble(&error))?;
    let today = cx.clock.today();
    let mut sheet = Sheet::of(&[
        "id",
        "number",
        "made",
        "due",
        "days_left",
        "section",
        "person",
        "promise",
        "title",
    ]);
    for (course, promise) in lists::promises_open(&all) {
        let [id, number, title] = named(course);
        let left = promise
            .due
            .map(|day| days_left(day, false, today, &office.rules.calendar));
        sheet.push(vec![
            id,
            number,
            Cell::text(Some(promise.made.to_string())),
            Cell::text(promise.due.map(|day| day.to_string())),
            Cell::left(left, false, cx),
            Cell::text(course.section.clone()),
            Cell::text(course.person.clone()),
            Cell::text(promise.text.clone()),
            title,
        ]);
    }
    print(cx, &sheet, Out::of(cx, matches))
}

/// Prints the answers that have not reached every proposer.
pub fn undelivered(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let all = courses(office.store.as_ref(), &office.rules).map_err(|error| cx.trouble(&error))?;
    let mut sheet = Sheet::of(&[
        "id",
        "number",
        "answered",
        "undelivered",
        "section",
        "title",
    ]);
    for course in lists::undelivered(&all) {
        let [id, number, title] = named(course);
        sheet.push(vec![
            id,
            number,
            Cell::text(course.answered.map(|day| day.to_string())),
            Cell::text(Some(course.undelivered.join("、"))),
            Cell::text(course.section.clone()),
            title,
        ]);
    }
    print(cx, &sheet, Out::of(cx, matches))
}

/// Prints one line of what is due, for a login or cron; nothing when nothing is.
///
/// It reads two counts and one row, so that a login waits for nothing.
pub fn line(cx: &mut Cx) -> Result<(), CliError> {
    let office = match cx.read() {
        Ok(office) => office,
        // Before the first item there is no store, and a login is no place to say so.
        Err(error) if error.fault == super::super::Fault::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let figures = Line::read(&office, cx).map_err(|error| cx.trouble(&error))?;
    if cx.form == Form::Json {
        return cx.json(json!({
            "to_accept": figures.waiting,
            "due_today": figures.today,
            "due_this_week": figures.week,
            "late": figures.late,
            "latest": figures.latest.as_ref().map(|(number, _)| number),
            "latest_days": figures.latest.as_ref().map(|(_, days)| days),
        }));
    }
    let parts = [
        ("line_accept", figures.waiting),
        ("line_today", figures.today),
        ("line_week", figures.week),
        ("line_late", figures.late),
    ];
    let mut words: Vec<String> = Vec::new();
    for (key, count) in parts {
        if count > 0 {
            let key = format!("report.{key}");
            words.push(cx.lang.say_with(&key, &[("n", &count.to_string())]));
        }
    }
    if words.is_empty() {
        return Ok(());
    }
    let mut line = words.join(cx.lang.pick(", ", ", "));
    if let Some((number, days)) = &figures.latest {
        let values = [("number", number.as_str()), ("n", &days.to_string())];
        line.push_str(&cx.lang.say_with("report.line_latest", &values));
    }
    let line = cx.lang.say_with("report.line", &[("what", &line)]);
    cx.line(&line)
}

/// The figures of the line.
struct Line {
    waiting: u64,
    today: u64,
    /// From today to Sunday.
    week: u64,
    late: u64,
    /// The number of the item that is late the longest, and its days.
    latest: Option<(String, i64)>,
}

impl Line {
    fn read(office: &Office, cx: &Cx) -> crate::store::Result<Self> {
        let counts = office.store.queue_counts()?;
        let today = cx.clock.today();
        let sunday = monday(today) + Days::new(6);
        let sum = |within: &dyn Fn(chrono::NaiveDate) -> bool| {
            let own = counts.by_due.iter().filter(|(day, _)| within(*day));
            own.map(|(_, count)| count).sum::<u64>()
        };
        let waiting = counts.by_state.iter();
        let waiting = waiting.filter(|(state, _)| *state == State::AwaitingAcceptance);
        let first = office.store.queue_page(&QueueAsk {
            order: QueueOrder::Due,
            window: Window::First(1),
        })?;
        let latest = first.rows.into_iter().next().and_then(|row| {
            let (day, _) = row.projection.due.filter(|(day, _)| *day < today)?;
            let number = row.number_printed.unwrap_or(format!("id:{}", row.id.0));
            row.projection
                .state
                .is_open()
                .then(|| (number, (today - day).num_days()))
        });
        Ok(Self {
            waiting: waiting.map(|(_, count)| count).sum(),
            today: sum(&|day| day == today),
            week: sum(&|day| today <= day && day <= sunday),
            late: sum(&|day| day < today),
            latest,
        })
    }
}
