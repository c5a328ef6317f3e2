//! The command line: every subcommand and option with its help in the user's language.
//!
//! Built at run time and not derived, because help follows `--lang`. Texts are `cli.about.*`,
//! `cli.arg.*` and `cli.value.*` of `data/lang`.

mod letter;
mod programme;

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

use self::letter::{head, letter};
use super::acts::{ACTS, option_of};
use crate::{lang::Lang, report::By, run::roster_out::Order};

/// Where a text of the command line goes, with its defaults.
#[derive(Clone, Copy)]
struct Words(Lang);

/// The place in help of options that every command takes: after its own.
const COMMON: usize = 900;

/// Returns the whole command line.
pub fn command(lang: Lang) -> Command {
    let w = Words(lang);
    let root = w
        .command("anfu", "root")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(COMMON)
                .help(w.say("arg.version"))
                .help_heading(w.say("heading.options")),
        )
        .args([
            w.path("db", "db")
                .env("ANFU_DB")
                .global(true)
                .display_order(COMMON),
            w.option("lang", "lang")
                .value_parser(["zh", "en"])
                .global(true)
                .display_order(COMMON),
            w.option("today", "day")
                .env("ANFU_TODAY")
                .global(true)
                .display_order(COMMON),
            w.option("color", "when")
                .value_parser(["auto", "always", "never"])
                .global(true)
                .display_order(COMMON),
            w.flag("json").global(true).display_order(COMMON),
        ])
        .subcommands([
            w.command("import", "import").arg(w.files("files")).args([
                w.flag("dry-run"),
                w.flag("ledger"),
                w.option("map", "map"),
                w.path("bad", "file"),
            ]),
            acts(w, proposal(w)),
            letter(w),
            roster(w),
            programme::programme(w),
            figure(w),
            report(w),
            w.group("source").subcommands([
                w.command("list", "source_list"),
                w.command("show", "source_show")
                    .arg(w.value("source", "source").required(true)),
            ]),
            deadline(w),
            rules(w),
            calendar(w),
            w.command("states", "states").arg(w.flag("dot")),
            w.command("demo", "demo").args([
                w.path("make", "file"),
                w.number("workers"),
                w.number("proposals"),
                w.number("seed"),
            ]),
            w.command("doctor", "doctor"),
            w.command("paths", "paths"),
            w.command("config", "config").args([
                w.value("key", "key"),
                w.value("value", "text").allow_hyphen_values(true),
            ]),
            w.command("completions", "completions").arg(
                w.value("shell", "shell")
                    .required(true)
                    .value_parser(["bash", "zsh", "fish"]),
            ),
            w.command("man", "man"),
        ]);
    translated(root, lang)
}

fn proposal(w: Words) -> Command {
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

fn roster(w: Words) -> Command {
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

fn figure(w: Words) -> Command {
    let named = || w.value("letter", "letter").required(true);
    let question = || w.value("question", "question").required(true).num_args(1..);
    let place = || {
        [
            w.option("after", "text").conflicts_with("instead"),
            w.option("instead", "text"),
        ]
    };
    w.group("figure").subcommands([
        w.command("fields", "figure_fields"),
        w.command("eval", "figure_eval")
            .arg(question())
            .arg(w.flag("rows")),
        w.command("list", "figure_list")
            .arg(w.value("letter", "letter")),
        w.command("trace", "figure_trace").arg(named()),
        w.command("cite", "figure_cite")
            .arg(named())
            .arg(question())
            .args(place())
            .arg(w.option("word", "unit")),
        w.command("quote", "figure_quote")
            .arg(named())
            .arg(w.value("source", "source").required(true))
            .arg(w.value("words", "text").required(true))
            .args(place()),
        w.command("refresh", "figure_refresh").arg(named()),
    ])
}

fn report(w: Words) -> Command {
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

fn deadline(w: Words) -> Command {
    w.group("deadline").subcommands([
        w.command("explain", "deadline_explain")
            .arg(w.value("item", "item").required(true)),
        w.command("what-if", "deadline_what_if")
            .arg(w.option("rules", "rules"))
            .args(case(w))
            .args([
                w.option("assigned", "day"),
                w.option("received", "day"),
                w.option("closed", "day"),
                w.option("extended", "day"),
            ]),
    ])
}

/// What a rule is asked for.
fn case(w: Words) -> [Arg; 4] {
    [
        w.option("kind", "kind"),
        w.option("level", "level"),
        w.option("role", "role"),
        w.flag("between"),
    ]
}

fn rules(w: Words) -> Command {
    w.group("rules").subcommands([
        w.command("list", "rules_list"),
        w.command("check", "rules_check")
            .arg(w.files("files").required(false)),
        w.command("explain", "rules_explain")
            .arg(w.value("id", "rules").required(true))
            .args(case(w)),
        w.command("apply", "rules_apply").arg(w.flag("yes")),
    ])
}

fn calendar(w: Words) -> Command {
    w.group("calendar").subcommands([
        w.command("list", "calendar_list"),
        w.command("show", "calendar_show").arg(
            w.value("year", "year")
                .required(true)
                .value_parser(value_parser!(i32)),
        ),
        w.command("import", "calendar_import")
            .arg(w.file("file"))
            .arg(w.flag("yes")),
    ])
}

impl Words {
    fn say(self, key: &str) -> String {
        self.0.say(&format!("cli.{key}")).to_owned()
    }

    /// A command with our own help option; clap's own words are English.
    fn command(self, name: &'static str, about: &str) -> Command {
        Command::new(name)
            .about(self.say(&format!("about.{about}")))
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.say("heading.commands"))
            .subcommand_value_name(self.say("value.command"))
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .display_order(COMMON)
                    .help(self.say("arg.help"))
                    .help_heading(self.say("heading.options")),
            )
    }

    fn group(self, name: &'static str) -> Command {
        self.command(name, name).subcommand_required(true)
    }

    fn arg(self, id: &'static str, value: &str) -> Arg {
        Arg::new(id)
            .help(self.say(&format!("arg.{}", id.replace('-', "_"))))
            .value_name(self.say(&format!("value.{value}")))
            .hide_possible_values(true)
            .hide_default_value(true)
            .hide_env(true)
    }

    fn option(self, id: &'static str, value: &str) -> Arg {
        self.arg(id, value)
            .long(id)
            .help_heading(self.say("heading.options"))
    }

    fn number(self, id: &'static str) -> Arg {
        self.option(id, "count").value_parser(value_parser!(u64))
    }

    fn path(self, id: &'static str, value: &str) -> Arg {
        self.option(id, value)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    }

    fn flag(self, id: &'static str) -> Arg {
        Arg::new(id)
            .long(id)
            .action(ArgAction::SetTrue)
            .help(self.say(&format!("arg.{}", id.replace('-', "_"))))
            .help_heading(self.say("heading.options"))
    }

    fn value(self, id: &'static str, value: &str) -> Arg {
        self.arg(id, value)
            .help_heading(self.say("heading.arguments"))
    }

    fn file(self, id: &'static str) -> Arg {
        self.value(id, "file")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    }

    fn files(self, id: &'static str) -> Arg {
        self.file(id).num_args(1..).action(ArgAction::Append)
    }
}

/// Puts the words around a usage line, which clap knows in English alone, into the language.
fn translated(mut command: Command, lang: Lang) -> Command {
    command.build();
    dressed(command, Words(lang))
}

fn dressed(command: Command, w: Words) -> Command {
    let usage = command
        .clone()
        .render_usage()
        .to_string()
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", &w.say("value.options"))
        .replace("       anfu", "      anfu");
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        w.say("heading.usage")
    );
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command.override_usage(usage).help_template(template);
    for name in names {
        command = command.mut_subcommand(name, |sub| dressed(sub, w));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &Command, look: &mut dyn FnMut(&Command)) {
        look(command);
        for sub in command.get_subcommands() {
            each(sub, look);
        }
    }

    #[test]
    fn every_command_and_option_has_words_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            each(&command(lang), &mut |own| {
                let help = own.clone().render_long_help().to_string();
                assert!(!help.contains("cli."), "{lang:?}\n{help}");
                let english = ["Usage:", "Options:", "[OPTIONS]", "Print help"];
                let seen = english.iter().any(|word| help.contains(word));
                assert!(lang == Lang::En || !seen, "{help}");
            });
        }
    }

    #[test]
    fn the_table_is_sound() {
        command(Lang::Zh).debug_assert();
    }
}
