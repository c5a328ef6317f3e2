//! Opening the desk.

use std::io::{self, IsTerminal};

use super::{
    args,
    cx::Cx,
    error::{CliError, Fault},
};
use crate::tui::run::{DeskAsk, DeskError, desk};

/// Whether the desk's store is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is the clerk's own.
    Yes,
    /// It is a demo's, gone when the desk closes.
    No,
}

/// Opens the desk, or shows the short help where there is no terminal.
pub fn run(cx: &mut Cx) -> Result<(), CliError> {
    if is_terminal() {
        return open(cx, Kept::Yes);
    }
    let help = args::command(cx.lang).render_help();
    cx.tell(help.to_string().trim_end());
    Err(CliError::told(Fault::Usage))
}

/// Returns whether the desk can be drawn and typed into.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Opens the desk over the store at `cx.paths.store`.
pub fn open(cx: &mut Cx, kept: Kept) -> Result<(), CliError> {
    let ask = DeskAsk {
        store: cx.paths.store.clone(),
        demo: kept == Kept::No,
        lang: cx.lang,
        clock: cx.clock,
        config: cx.config.clone(),
        paths: cx.paths.clone(),
    };
    desk(&ask).map_err(|error| match error {
        DeskError::Store(error) => cx.trouble(&error),
        DeskError::Terminal(error) => {
            CliError::failed(cx.say_with("no_desk", &[("error", &error.to_string())]))
        }
        DeskError::Settings(faults) => {
            let error = CliError::failed(cx.say("bad_settings"));
            faults.into_iter().fold(error, CliError::hint)
        }
    })
}
