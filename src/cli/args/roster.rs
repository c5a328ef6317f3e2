//! `anfu roster`: finding, tables in and out, counting, and the writing of the register.

use clap::{ArgAction, Command, value_parser};

use super::Words;
use crate::run::roster_out::Order;

pub(super) fn roster(w: Words) -> Command {
    w.group("roster")
        .subcommands([
            w.command("find", "roster_find")
                .arg(
                    w.value("query", "query")
                        .required(true)
                        .num_args(1..)
                        .help(w.say("arg.roster_query")),
                )
                .args([w.number("limit"), w.flag("sound-alike")]),
            w.command("show", "roster_show")
                .arg(w.value("name", "name").required(true))
                .arg(w.flag("reveal")),
            w.command("import", "roster_import")
                .arg(w.file("file"))
                .args([
                    w.flag("dry-run"),
                    w.option("map", "map"),
                    w.option("what", "what")
                        .value_parser(["craftsmen", "studios", "employers"])
                        .hide_possible_values(true),
                    w.option("sender", "sender"),
                    w.path("bad", "file"),
                    w.flag("make-employers"),
                ]),
            w.command("export", "roster_export").args([
                w.option("list", "public_list"),
                w.option("what", "what")
                    .value_parser(["craftsmen", "studios", "employers"])
                    .hide_possible_values(true)
                    .conflicts_with("list"),
                w.option("filter", "filter")
                    .help(w.say("arg.roster_filter")),
                w.path("ids", "file").conflicts_with("filter"),
                w.option("order", "order")
                    .value_parser(Order::ALL.iter().map(|own| own.code()).collect::<Vec<_>>())
                    .hide_possible_values(true),
                w.option("begin", "day"),
                w.number("period"),
                w.option("form", "list_form").help(w.say("arg.list_form")),
                w.flag("private")
                    .help(w.say("arg.roster_private"))
                    .conflicts_with("list"),
                w.path("output", "file").short('o'),
                w.flag("force"),
            ]),
            w.command("due", "roster_due")
                .arg(w.number("days").help(w.say("arg.ending_days"))),
            stats(w),
        ])
        .subcommands(register(w))
}

/// Writing the register, and its log.
fn register(w: Words) -> [Command; 11] {
    let name = || w.value("name", "name").required(true);
    let other = || w.value("other", "name").required(true);
    let fact = || w.value("fact", "fact").required(true);
    let nth = || {
        let number = w.value("nth", "count").required(true);
        number.value_parser(value_parser!(u64).range(1..))
    };
    let pairs = || {
        let pairs = w.value("pairs", "pair");
        pairs.num_args(0..).action(ArgAction::Append)
    };
    let list = w.value("list", "list").required(true);
    [
        w.command("new", "roster_new")
            .arg(list.value_parser(["person", "studio", "employer"]))
            .arg(pairs()),
        w.command("set", "roster_set").args([name(), pairs()]),
        w.command("add", "roster_add")
            .args([name(), fact(), pairs()]),
        w.command("amend", "roster_amend")
            .args([name(), fact(), nth(), pairs()]),
        w.command("remove", "roster_remove")
            .args([name(), fact(), nth()]),
        w.command("log", "roster_log").arg(name()),
        w.command("undo", "roster_undo")
            .args([name(), w.number("change")]),
        w.command("merge", "roster_merge").args([
            name(),
            other(),
            w.option("take", "field").action(ArgAction::Append),
        ]),
        w.command("apart", "roster_apart").args([name(), other()]),
        w.command("doctor", "roster_doctor")
            .args([w.value("name", "name"), w.number("limit")]),
        w.command("trades", "roster_trades")
            .args([w.value("query", "query"), w.number("limit")]),
    ]
}

fn stats(w: Words) -> Command {
    let option = |id: &'static str, value: &str, about: &str| {
        w.option(id, value).help(w.say(&format!("arg.{about}")))
    };
    w.command("stats", "roster_stats")
        .arg(
            w.value("question", "question")
                .num_args(0..)
                .help(w.say("arg.stats_question")),
        )
        .args([
            option("of", "subject", "stats_of").conflicts_with("question"),
            option("by", "field", "stats_by"),
            option("and", "field", "stats_and"),
            option("measure", "measure", "stats_measure"),
            option("where", "condition", "stats_where"),
            option("share", "share", "stats_share").value_parser(["row", "column", "all"]),
            w.path("xlsx", "file").help(w.say("arg.stats_xlsx")),
            option("save", "name", "stats_save"),
            option("remove", "name", "stats_remove").conflicts_with_all([
                "question", "of", "by", "and", "measure", "where", "share", "xlsx", "save",
            ]),
            w.flag("force"),
        ])
}
