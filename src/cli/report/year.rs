//! `anfu report year`: the tables of the yearly report.

use clap::ArgMatches;
use serde_json::json;

use super::{
    super::{cx::Cx, error::CliError},
    group_word,
    sheet::{Cell, Out, Sheet},
    year_of,
};
use crate::{
    report::{
        Group,
        year::{Cross, Rounding, year},
    },
    run::reports::courses,
};

/// Prints the tables.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let rules = &office.rules;
    let all = courses(office.store.as_ref(), rules).map_err(|error| cx.trouble(&error))?;
    let out = Out::of(cx, matches);
    let Some(wanted) = year_of(matches, &all) else {
        cx.tell(&cx.word("report", "nothing"));
        return Ok(());
    };
    let rounding = if matches.get_flag("adjust") {
        Rounding::Adjusted
    } else {
        Rounding::Each
    };
    let made = year(&all, wanted, &rules.pack, rounding);
    let named = |cx: &Cx, group: &Group| group_word(cx, rules, group);
    let by_role = cross(cx, "role", &made.roles, |cx, own| {
        named(cx, &Group::Role(*own))
    });
    let classes = cross(cx, "class", &made.classes, |cx, own| {
        named(cx, &Group::Class(*own))
    });
    let ratings = cross(cx, "rating", &made.ratings, |cx, rating| match rating {
        Some(rating) => cx.word("rating", rating.code()),
        None => cx.word("report", "unrated"),
    });
    let mut sections = Sheet::of(&[
        "section",
        "items",
        "answered_in_time",
        "answered_percent",
        "evaluated",
        "satisfied",
        "satisfied_percent",
    ]);
    for own in &made.sections {
        sections.push(vec![
            Cell::text(Some(named(cx, &Group::Section(own.section.clone())))),
            Cell::count(own.items),
            Cell::count(own.answered.part),
            Cell::percent(own.answered.percent()),
            Cell::count(own.satisfied.base),
            Cell::count(own.satisfied.part),
            Cell::percent(own.satisfied.percent()),
        ]);
    }
    let mut rates = Sheet::of(&[
        "rate",
        "part",
        "base",
        "percent",
        "last_part",
        "last_base",
        "last_percent",
    ]);
    for (kind, now, last) in &made.rates {
        rates.push(vec![
            Cell::code(kind.code(), cx.word("report.rate", kind.code())),
            Cell::count(now.part),
            Cell::count(now.base),
            Cell::percent(now.percent()),
            Cell::count(last.part),
            Cell::count(last.base),
            Cell::percent(last.percent()),
        ]);
    }
    let tables = [
        ("roles", by_role),
        ("classes", classes),
        ("ratings", ratings),
        ("sections", sections),
        ("rates", rates),
    ];
    for (at, (name, sheet)) in tables.iter().enumerate() {
        if out != Out::Json {
            if at > 0 {
                cx.line("")?;
            }
            let title = cx.lang.say_with(
                &format!("report.table.{name}"),
                &[("year", &wanted.to_string())],
            );
            cx.line(&title)?;
        }
        sheet.print(cx, out, &[("table", json!(name)), ("year", json!(wanted))])?;
    }
    if out == Out::Text {
        let key = match rounding {
            Rounding::Each => "rounding",
            Rounding::Adjusted => "adjusted",
        };
        cx.line("")?;
        let note = cx.word("report", key);
        cx.line(&note)?;
    }
    Ok(())
}

fn cross<T>(
    cx: &Cx,
    first: &'static str,
    table: &Cross<T>,
    word: impl Fn(&Cx, &T) -> String,
) -> Sheet {
    let mut sheet = Sheet::of(&[
        first,
        "suggestions",
        "suggestions_percent",
        "proposals",
        "proposals_percent",
        "both",
        "both_percent",
    ]);
    for (value, cells) in &table.rows {
        let mut row = vec![Cell::text(Some(word(cx, value)))];
        for cell in cells {
            row.extend([Cell::count(cell.count), Cell::percent(cell.share)]);
        }
        sheet.push(row);
    }
    let mut sums = vec![Cell::text(Some(cx.word("report", "all")))];
    for sum in table.sums {
        let whole = crate::report::Percent::of(sum, sum);
        sums.extend([Cell::count(sum), Cell::percent(whole)]);
    }
    sheet.push(sums);
    sheet
}
