//! `anfu proposal`: its subcommands, one of them for each act, and what they take.

use clap::{Arg, ArgAction, Command};

use super::{Words, letter::head};
use crate::cli::acts::{ACTS, option_of};

/// Returns `anfu proposal`: what reads and writes an item, and the acts.
pub(super) fn proposal(w: Words) -> Command {
    acts(w, commands(w))
}

fn commands(w: Words) -> Command {
    let item = || w.value("item", "item").required(true);
    w.group("proposal").subcommands([
        w.command("list", "proposal_list")
            .args([w.option("state", "state"), w.option("filter", "filter")]),
        w.command("show", "proposal_show")
            .arg(item())
            .arg(w.flag("reveal")),
        w.command("new", "proposal_new").args([
            w.option("title", "text"),
            w.option("kind", "kind"),
            w.option("number", "number"),
            w.option("set", "pair").action(ArgAction::Append),
        ]),
        w.command("set", "proposal_set").arg(item()).arg(
            w.value("pairs", "pair")
                .required(true)
                .num_args(1..)
                .action(ArgAction::Append),
        ),
        w.command("assign", "proposal_assign")
            .arg(item())
            .arg(w.value("day", "day").required(true)),
        w.command("note", "proposal_note")
            .arg(items(w))
            .arg(w.value("text", "text").required(true)),
        w.command("deliver", "proposal_deliver").arg(item()).args([
            w.option("on", "day"),
            w.option("channel", "channel"),
            w.option("of", "name").action(ArgAction::Append),
            w.option("receipt", "day"),
            w.option("note", "text"),
        ]),
        w.command("rate", "proposal_rate").arg(item()).args([
            w.option("result", "rating").required(true),
            w.option("attitude", "rating"),
            w.option("of", "name").action(ArgAction::Append),
            w.option("evidence", "text").required(true),
            w.option("on", "day"),
            w.option("note", "text"),
        ]),
        w.command("remind", "proposal_remind").arg(item()).args([
            w.option("on", "day"),
            w.option("of", "name").action(ArgAction::Append),
            w.option("note", "text"),
        ]),
    ])
}

/// Adds the acts, and what reads and corrects an item's record.
fn acts(w: Words, proposal: Command) -> Command {
    let acts = ACTS.iter().map(|act| {
        let options = act
            .options
            .iter()
            .map(|field| w.option(option_of(field), value_of(field)));
        w.command(act.name, &format!("proposal_{}", act.name))
            .arg(items(w))
            .args(options)
            .args(dated(w))
    });
    let item = || w.value("item", "item").required(true);
    proposal.subcommands(acts).subcommands([
        w.command("record", "proposal_record")
            .arg(items(w))
            .arg(w.value("event", "event").required(true))
            .arg(w.option("set", "pair").action(ArgAction::Append))
            .args(dated(w)),
        w.command("log", "proposal_log").arg(item()),
        w.command("undo", "proposal_undo").arg(items(w)),
        w.command("correct", "proposal_correct")
            .arg(item())
            .arg(w.number("event").required(true))
            .arg(w.option("reason", "text").required(true)),
        w.command("views", "proposal_views"),
        w.command("similar", "proposal_similar").arg(item()),
        w.command("archive", "proposal_archive").arg(item()).args([
            w.path("output", "file").short('o').required(true),
            head(w),
            w.flag("force"),
        ]),
    ])
}

/// Items that a fact goes to.
fn items(w: Words) -> Arg {
    let item = w.value("item", "item").required(true);
    item.num_args(1..).action(ArgAction::Append)
}

/// The day and the remark that every fact may have.
fn dated(w: Words) -> [Arg; 2] {
    [w.option("on", "day"), w.option("text", "text")]
}

/// The kind of value that an option of an act takes.
fn value_of(field: &str) -> &'static str {
    match field {
        "until" => "day",
        "item" => "item",
        "role" => "role",
        "manner" => "manner",
        "class" => "class",
        "attention" => "attention",
        _ => "text",
    }
}
