//! `anfu demo`: a store of invented people and papers, kept for the desk alone or made for keeping.

use std::{
    fs::{self, DirBuilder},
    io::{self, IsTerminal, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    thread,
};

use clap::ArgMatches;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use super::{
    cx::{Cx, Form, shown},
    desk::{self, Kept},
    error::{CliError, Fault},
    interrupt::INTERRUPTED,
};
use crate::run::finder::Finder;
use crate::run::maker::{MakeAsk, SMALL, make};

/// The seed when none is given; every demo is then the same.
const SEED: u64 = 1;

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let number = |id: &str, own: u64| matches.get_one::<u64>(id).copied().unwrap_or(own);
    let ask = MakeAsk {
        workers: number("workers", SMALL.0),
        proposals: number("proposals", SMALL.1),
        seed: number("seed", SEED),
        today: cx.clock.today(),
    };
    match matches.get_one::<PathBuf>("make") {
        Some(path) => keep(cx, path, &ask),
        None => throwaway(cx, &ask),
    }
}

/// Makes a store that stays. It grows beside its place and takes its name when it is whole, so that
/// an interrupted making leaves nothing that looks like a store.
fn keep(cx: &mut Cx, path: &Path, ask: &MakeAsk) -> Result<(), CliError> {
    let path_shown = shown(path);
    if fs::symlink_metadata(path).is_ok() {
        let says = cx.say_with("demo.exists", &[("path", &path_shown)]);
        return Err(CliError::new(Fault::Refused, says));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".making-{}", std::process::id()));
    let growing = PathBuf::from(name);
    clear_when_interrupted(&growing)?;
    let made = fill(cx, &growing, ask).and_then(|()| {
        // `link` refuses a name that was taken meanwhile, which `rename` would overwrite.
        fs::hard_link(&growing, path).map_err(|error| {
            let values = [("path", &*path_shown), ("error", &*cx.why(&error))];
            CliError::failed(cx.say_with("unwritten", &values))
        })
    });
    clear(&growing);
    made?;
    let names = Finder::new(cx.create_at(path)?).load();
    names.map_err(|error| cx.trouble(&error))?;
    match cx.form {
        Form::Text => {
            let values = [
                ("path", &*path_shown),
                ("workers", &*ask.workers.to_string()),
                ("proposals", &*ask.proposals.to_string()),
            ];
            let line = cx.say_with("demo.made", &values);
            cx.line(&line)
        }
        Form::Json => cx.json(serde_json::json!({
            "store": path_shown,
            "workers": ask.workers,
            "proposals": ask.proposals,
            "seed": ask.seed,
        })),
    }
}

fn fill(cx: &Cx, path: &Path, ask: &MakeAsk) -> Result<(), CliError> {
    let mut office = cx.create_at(path)?;
    let says = |done: u64, all: u64| {
        let values = [("done", &*done.to_string()), ("all", &*all.to_string())];
        cx.say_with("demo.progress", &values)
    };
    let drawn = io::stderr().is_terminal();
    let mut last = u64::MAX;
    let result = make(&mut office, ask, &mut |done, all| {
        let percent = (done * 100).checked_div(all).unwrap_or(100);
        // On a terminal one line counts up; in a log a line every tenth is enough.
        let step = if drawn { percent } else { percent / 10 };
        if step != last {
            last = step;
            let line = says(done, all);
            let _ = if drawn {
                write!(io::stderr(), "\r{line}")
            } else {
                writeln!(io::stderr(), "{line}")
            };
        }
    });
    if drawn {
        let _ = writeln!(io::stderr());
    }
    result.map_err(|error| cx.trouble(&error))
}

/// Opens the desk on a store in a folder of its own, and removes the folder at the end.
fn throwaway(cx: &mut Cx, ask: &MakeAsk) -> Result<(), CliError> {
    if !desk::is_terminal() {
        return Err(CliError::usage(cx.say("demo.no_terminal")).hint(cx.say("hint.demo_make")));
    }
    let folder = std::env::temp_dir().join(format!("anfu-demo-{}", std::process::id()));
    DirBuilder::new().mode(0o700).create(&folder)?;
    let store = folder.join("demo.db");
    let done = fill(cx, &store, ask).and_then(|()| {
        cx.paths.store = store;
        desk::open(cx, Kept::No)
    });
    let removed = fs::remove_dir_all(&folder);
    done?;
    Ok(removed?)
}

/// Removes what grew so far when the user stops the program.
fn clear_when_interrupted(growing: &Path) -> Result<(), CliError> {
    let growing = growing.to_owned();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            clear(&growing);
            std::process::exit(INTERRUPTED);
        }
    });
    Ok(())
}

/// Removes a store and everything that stands beside one while it is made.
fn clear(growing: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", "-loading"] {
        let mut name = growing.as_os_str().to_owned();
        name.push(ending);
        // What was never there need not go.
        let _ = fs::remove_file(PathBuf::from(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Load, RosterStore, sqlite::SqliteStore};

    #[test]
    fn nothing_is_left_of_a_store_whose_making_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db.making-1");
        let mut store = SqliteStore::open(&path).unwrap();
        store.begin_load(Load::Kept).unwrap();
        assert!(fs::read_dir(folder.path()).unwrap().count() > 1);
        clear(&path);
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
