//! `anfu letter`: its subcommands and what they take.

use clap::{Arg, ArgAction, Command, value_parser};

use super::Words;
use crate::letter::page::Head;

pub(super) fn letter(w: Words) -> Command {
    let named = || w.value("letter", "letter").required(true);
    w.group("letter")
        .subcommands([
            w.command("new", "letter_new")
                .arg(w.value("item", "item").required(true))
                .arg(w.option("kind", "kind")),
            w.command("list", "letter_list"),
            w.command("slip", "letter_slip")
                .arg(w.value("item", "item").required(true))
                .args([
                    w.flag("all"),
                    w.arg("slip-form", "slip_form")
                        .long("form")
                        .value_parser(["docx", "txt"])
                        .help_heading(w.say("heading.options")),
                    w.path("output", "folder")
                        .short('o')
                        .help(w.say("arg.slip_folder")),
                    w.flag("force"),
                ]),
            w.group("templates").subcommands([
                w.command("list", "templates_list"),
                w.command("check", "templates_check").arg(
                    w.files("files")
                        .required(false)
                        .help(w.say("arg.template_files")),
                ),
                w.command("show", "templates_show")
                    .arg(w.value("template", "template").required(true)),
            ]),
            w.command("show", "letter_show").arg(named()),
            w.command("check", "letter_check")
                .arg(w.value("paper", "file").required(true))
                .arg(w.flag("public")),
            w.command("override", "letter_override")
                .arg(named())
                .arg(w.value("check", "check").required(true))
                .args([
                    w.arg("reason", "text")
                        .help(w.say("arg.waiver_reason"))
                        .long("reason")
                        .help_heading(w.say("heading.options")),
                    w.option("words", "text"),
                    w.flag("take-back").conflicts_with("reason"),
                ]),
            w.command("export", "letter_export")
                .arg(named().required(false).required_unless_present("all-of"))
                .args([
                    w.option("form", "form"),
                    head(w),
                    w.path("output", "file").short('o'),
                    w.option("all-of", "filter")
                        .conflicts_with_all(["letter", "output"])
                        .requires("to"),
                    w.path("to", "folder").requires("all-of"),
                    w.flag("draft").conflicts_with("public"),
                    w.flag("public"),
                    w.flag("force"),
                ]),
            w.command("proof", "letter_proof")
                .arg(named())
                .args([head(w), w.number("page")]),
            w.command("edit", "letter_edit").arg(named()),
            w.command("write", "letter_write")
                .arg(named())
                .arg(w.file("file")),
        ])
        .subcommands(paragraphs(w))
        .subcommands(steps(w))
        .subcommands([
            w.command("log", "letter_log").arg(named()),
            w.command("diff", "letter_diff")
                .arg(named())
                .args([w.number("from"), w.number("to")]),
            w.command("authors", "letter_authors").arg(named()),
            w.command("remarks", "letter_remarks")
                .arg(named())
                .arg(w.number("settle").action(ArgAction::Append)),
            w.command("promises", "letter_promises")
                .arg(named())
                .arg(w.option("keep", "places")),
            w.command("series", "letter_series").args([
                w.number("after"),
                w.option("series", "text"),
                w.option("year", "year")
                    .value_parser(value_parser!(i32).range(1900..=2999)),
            ]),
            w.command("verify", "letter_verify")
                .arg(w.value("paper", "file").required(true))
                .arg(
                    w.arg("copy-of", "letter")
                        .long("of")
                        .help_heading(w.say("heading.options")),
                ),
        ])
}

/// What is done to single paragraphs, and whether the whole is published.
fn paragraphs(w: Words) -> [Command; 4] {
    let named = || w.value("letter", "letter").required(true);
    [
        w.command("asks", "letter_asks")
            .arg(named())
            .args([w.option("link", "ask_paragraph"), w.number("unlink")]),
        w.command("lifted", "letter_lifted")
            .arg(named())
            .arg(w.number("confirm")),
        w.command("lift", "letter_lift").arg(named()).args([
            w.arg("lift-from", "letter")
                .long("from")
                .required(true)
                .help_heading(w.say("heading.options")),
            w.number("paragraph").required(true),
            w.arg("lift-after", "count")
                .long("after")
                .value_parser(value_parser!(u64))
                .required(true)
                .help_heading(w.say("heading.options")),
        ]),
        w.command("publish", "letter_publish").arg(named()).args([
            w.option("as", "publicity")
                .value_parser(["open", "on_request", "withheld"])
                .conflicts_with("no"),
            w.flag("no"),
            w.arg("publish-reason", "text")
                .long("reason")
                .help_heading(w.say("heading.options")),
        ]),
    ]
}

/// The steps of a letter; each may be typed in for another who did it on paper.
fn steps(w: Words) -> [Command; 6] {
    let step = |name, about: &str| {
        w.command(name, about)
            .arg(w.value("letter", "letter").required(true))
            .args([
                w.arg("done-by", "name")
                    .long("by")
                    .help_heading(w.say("heading.options")),
                w.option("evidence", "text"),
                w.option("on", "day"),
            ])
    };
    [
        step("submit", "letter_submit").arg(w.option("text", "text")),
        step("back", "letter_back").args([
            w.option("reason", "text"),
            w.option("remark", "remark").action(ArgAction::Append),
        ]),
        step("sign", "letter_sign").args([w.option("text", "text"), w.flag("promises")]),
        step("number", "letter_number").arg(
            w.arg("letter-number", "number")
                .long("number")
                .help_heading(w.say("heading.options")),
        ),
        step("void", "letter_void").arg(w.option("reason", "text").required(true)),
        step("send", "letter_send").arg(w.option("text", "text")),
    ]
}

/// What stands above a letter's text.
pub(super) fn head(w: Words) -> Arg {
    w.option("head", "head")
        .value_parser(Head::ALL.map(Head::name))
}
