//! The command line: every subcommand and option with its help in the user's language.
//!
//! Built at run time and not derived, because help follows `--lang`. Texts are `cli.about.*`,
//! `cli.arg.*` and `cli.value.*` of `data/lang`. The larger nouns have a file of their own in `args/`.

mod letter;
mod programme;
mod proposal;
mod report;
mod roster;

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

use crate::lang::Lang;

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
            proposal::proposal(w),
            letter::letter(w),
            roster::roster(w),
            programme::programme(w),
            figure(w),
            report::report(w),
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

fn figure(w: Words) -> Command {
    let named = || w.value("letter", "letter").required(true);
    let question = || w.value("question", "question").required(true).num_args(1..);
    let place = || {
        [
            w.arg("figure-after", "text")
                .long("after")
                .conflicts_with("instead")
                .help_heading(w.say("heading.options")),
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
