//! Notices that the terminal is gone.
//!
//! crossterm 0.29 reads a dead terminal for ever at full speed and tells nobody, so a thread of its own
//! watches for the hang-up, and another for the signals. Whoever is first, the program is gone within
//! a second: the loop saves and leaves, and if it cannot, this ends the process.

use std::{io, thread, time::Duration};

use super::outside;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    stdio::stdin,
};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

/// How long the loop has to save and leave.
const GRACE: Duration = Duration::from_millis(900);
/// How often a living terminal is looked at; a hang-up ends the wait at once.
const LOOK: Timespec = Timespec {
    tv_sec: 1,
    tv_nsec: 0,
};

/// The exit code of a process whose terminal died: as if ended by SIGHUP.
const LOST: i32 = 129;

/// Starts watching; `lost` is called once when the terminal is gone or the process is asked to end.
///
/// # Errors
/// When signals cannot be watched.
pub fn watch(lost: impl Fn() + Clone + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT])?;
    let on_signal = lost.clone();
    thread::spawn(move || {
        let is_meant = |signal: &i32| *signal != SIGINT || !outside::is_lent();
        if signals.forever().any(|signal| is_meant(&signal)) {
            end(&on_signal);
        }
    });
    thread::spawn(move || {
        loop {
            if hangs_up_within(&LOOK) {
                end(&lost);
            }
        }
    });
    Ok(())
}

/// Returns whether the terminal is gone.
pub fn is_hung_up() -> bool {
    hangs_up_within(&Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    })
}

fn hangs_up_within(wait: &Timespec) -> bool {
    let terminal = stdin();
    let mut ends = [PollFd::new(&terminal, PollFlags::empty())];
    match poll(&mut ends, Some(wait)) {
        Ok(0) => false,
        Ok(_) => ends[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        Err(error) => error != rustix::io::Errno::INTR,
    }
}

fn end(lost: &impl Fn()) {
    lost();
    thread::sleep(GRACE);
    std::process::exit(LOST);
}
