//! Leaving when the user stops a command.

use std::{process, thread};

use signal_hook::{consts::SIGINT, iterator::Signals};

/// The exit code of a command that the user stopped: 128 and the number of SIGINT.
pub const INTERRUPTED: i32 = 130;

/// Ends the program with its own exit code on SIGINT. A write of the store that is under way is
/// undone by the engine when the store is next opened, as after any death of the process.
pub fn leave_when_interrupted() {
    // Without the handler the signal ends the program all the same, by its default.
    let Ok(mut signals) = Signals::new([SIGINT]) else {
        return;
    };
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            process::exit(INTERRUPTED);
        }
    });
}
