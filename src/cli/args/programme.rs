//! The arguments of `anfu programme`.

use clap::{Arg, ArgAction, Command, value_parser};

use super::Words;

/// Returns the subcommand.
pub(super) fn programme(w: Words) -> Command {
    let own = || w.value("programme", "programme").required(true);
    let who = || {
        let who = w.value("who", "name").required(true);
        who.num_args(1..).action(ArgAction::Append)
    };
    let one = || w.value("who", "name").required(true);
    let year = || {
        let year = w.option("year", "year").help(w.say("arg.programme_year"));
        year.value_parser(value_parser!(i32).range(1900..=2999))
    };
    let on = || w.option("on", "day").help(w.say("arg.entry_on"));
    let note = || w.option("note", "text");
    let skill = || w.option("skill", "skill");
    let set = |arg: Arg| arg.action(ArgAction::Append);
    w.group("programme").subcommands([
        w.command("new", "programme_new").args([
            w.value("programme-kind", "programme_kind").required(true),
            w.value("programme-name", "name").required(true),
            set(w.option("set", "pair")),
        ]),
        w.command("set", "programme_set")
            .arg(own())
            .arg(set(w.value("pairs", "pair").required(true).num_args(1..))),
        w.command("list", "programme_list").args([
            w.option("programme-kind", "programme_kind").long("kind"),
            year(),
        ]),
        w.command("show", "programme_show").arg(own()),
        w.command("enter", "programme_enter").args([
            own(),
            who(),
            on(),
            w.option("place", "count"),
            w.option("score", "points"),
            skill(),
            w.option("finish", "finish"),
            note(),
        ]),
        w.command("pay", "programme_pay").args([
            own(),
            who(),
            on(),
            w.option("yuan", "count"),
            skill(),
            w.option("over", "text"),
            note(),
        ]),
        w.command("count", "programme_count").args([
            own(),
            w.value("target", "name").required(true),
            w.value("amount", "count").required(true),
            w.option("stated", "text").long("source").required(true),
            on(),
            note(),
        ]),
        w.command("score", "programme_score").args([
            own(),
            one(),
            w.value("points-item", "name").required(true),
            w.option("times", "count"),
            on(),
            note(),
        ]),
        w.command("strike", "programme_strike").args([
            own(),
            w.value("entry", "entry").required(true),
            w.option("struck", "text").long("reason"),
            w.flag("back").conflicts_with("struck"),
        ]),
        w.command("log", "programme_log").arg(own()),
        w.command("undo", "programme_undo")
            .args([own(), w.number("change")]),
        w.command("reached", "programme_reached")
            .args([own(), year()]),
        w.command("points", "programme_points")
            .args([own(), year()]),
        w.command("over", "programme_over").arg(year()),
        w.command("tables", "programme_tables"),
    ])
}
