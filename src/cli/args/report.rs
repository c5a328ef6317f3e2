//! `anfu report`: its subcommands and what they take.

use clap::{Arg, Command, value_parser};

use super::Words;
use crate::report::By;

pub(super) fn report(w: Words) -> Command {
    let year = || {
        w.option("year", "year")
            .value_parser(value_parser!(i32).range(1900..=2999))
    };
    let csv = || w.flag("csv").conflicts_with("json");
    let out = [
        Arg::new("form")
            .help(w.say("arg.report_form"))
            .value_name(w.say("value.report_form"))
            .hide_possible_values(true)
            .long("form")
            .value_parser(["xlsx", "csv", "json"])
            .help_heading(w.say("heading.options")),
        w.flag("bom"),
        w.path("output", "file").short('o'),
        w.flag("force"),
    ];
    w.group("report").subcommands([
        w.command("ledger", "report_ledger").args(&out).args([
            w.flag("private"),
            w.option("title", "text"),
            w.option("filter", "filter"),
        ]),
        w.command("rates", "report_rates").args([
            w.option("by", "by")
                .value_parser(By::ALL.iter().map(|by| by.code()).collect::<Vec<_>>()),
            year(),
            w.flag("items"),
            csv(),
        ]),
        w.command("due", "report_due").args([
            w.number("days"),
            w.flag("line").conflicts_with_all(["days", "csv"]),
            csv(),
        ]),
        w.command("overdue", "report_overdue").arg(csv()),
        w.command("forecast", "report_forecast")
            .args([w.number("weeks"), csv()]),
        w.command("promises", "report_promises").arg(csv()),
        w.command("undelivered", "report_undelivered").arg(csv()),
        w.command("year", "report_year")
            .args([year(), w.flag("adjust"), csv()]),
    ])
}
