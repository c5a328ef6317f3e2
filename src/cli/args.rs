//! The command line: every subcommand and option with its help in the user's language.
//!
//! Built at run time and not derived, because help follows `--lang`. Texts are `cli.about.*`,
//! `cli.arg.*` and `cli.value.*` of `data/lang`.

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
            w.command("import", "import")
                .arg(w.files("files"))
                .arg(w.flag("dry-run")),
            proposal(w),
            letter(w),
            roster(w),
            w.group("source").subcommands([
                w.command("list", "source_list"),
                w.command("show", "source_show")
                    .arg(w.value("source", "source").required(true)),
            ]),
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
            .arg(w.option("state", "state")),
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
        w.command("accept", "proposal_accept")
            .arg(item())
            .arg(w.option("on", "day")),
        w.command("note", "proposal_note")
            .arg(item())
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

fn letter(w: Words) -> Command {
    let named = || w.value("letter", "letter").required(true);
    w.group("letter").subcommands([
        w.command("new", "letter_new")
            .arg(w.value("item", "item").required(true))
            .arg(w.option("kind", "kind")),
        w.command("list", "letter_list"),
        w.command("show", "letter_show").arg(named()),
        w.command("check", "letter_check")
            .arg(w.value("paper", "file").required(true)),
        w.command("export", "letter_export").arg(named()).args([
            w.option("form", "form"),
            w.path("output", "file").short('o'),
            w.flag("force"),
        ]),
        w.command("write", "letter_write")
            .arg(named())
            .arg(w.file("file")),
    ])
}

fn roster(w: Words) -> Command {
    w.group("roster").subcommands([
        w.command("find", "roster_find")
            .arg(w.value("query", "query").required(true).num_args(1..))
            .arg(w.number("limit")),
        w.command("show", "roster_show")
            .arg(w.value("name", "name").required(true))
            .arg(w.flag("reveal")),
        w.command("import", "roster_import")
            .arg(w.file("file"))
            .arg(w.flag("dry-run")),
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
