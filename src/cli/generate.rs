//! `anfu completions` and `anfu man`: made from the command line's own table.

use clap::{ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::{Man, roff::Roff};

use super::{args, cx::Cx, error::CliError};

/// Prints the completions of a shell.
pub fn completions(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let shell = matches
        .get_one::<String>("shell")
        .and_then(|name| name.parse::<Shell>().ok())
        .unwrap_or(Shell::Bash);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(cx.lang), "anfu", &mut script);
    cx.bytes(&script)
}

/// Prints the manual: one page, every subcommand in a section of its own.
pub fn man(cx: &mut Cx) -> Result<(), CliError> {
    let mut page = Vec::new();
    let command = args::command(cx.lang);
    let main = Man::new(command.clone());
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_options_section(&mut page)?;
    each(&command, "anfu", &mut page)?;
    cx.bytes(&page)
}

fn each(command: &Command, path: &str, page: &mut Vec<u8>) -> Result<(), CliError> {
    for sub in command.get_subcommands() {
        let path = format!("{path} {}", sub.get_name());
        if sub.has_subcommands() {
            each(sub, &path, page)?;
            continue;
        }
        let mut title = Roff::new();
        title.control("SH", [path.as_str()]);
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        title.text([clap_mangen::roff::roman(about)]);
        title.to_writer(page)?;
        let mut own = Vec::new();
        let section = Man::new(sub.clone());
        section.render_synopsis_section(&mut own)?;
        section.render_options_section(&mut own)?;
        // A subcommand's own parts are one level below it.
        page.extend(
            String::from_utf8_lossy(&own)
                .replace(".SH ", ".SS ")
                .bytes(),
        );
    }
    Ok(())
}
