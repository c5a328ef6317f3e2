//! A clerk's home in a test: a store of the demo office in a folder of its own, and the program in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use anfu::{
    run::{
        clock::Clock,
        maker::{MakeAsk, make},
        office::Office,
    },
    store::{LetterStore, sqlite::SqliteStore},
};

use super::session::{Session, Tie};
use crate::world::today;

/// A folder with a store.
pub struct Home {
    folder: tempfile::TempDir,
}

/// Makes the demo office once for all tests; each works on a copy.
fn master() -> &'static [u8] {
    static MASTER: OnceLock<Vec<u8>> = OnceLock::new();
    MASTER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anfu.db");
        let store = SqliteStore::open(&path).unwrap();
        let mut office =
            Office::open(Box::new(store), Clock::Day(today()), "tester".into()).unwrap();
        let ask = MakeAsk {
            workers: 60,
            proposals: 24,
            seed: 1,
            today: today(),
        };
        make(&mut office, &ask, &mut |_, _| {}).unwrap();
        drop(office);
        fs::read(path).unwrap()
    })
}

impl Home {
    /// Makes a home.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("anfu.db"), master()).unwrap();
        Self { folder }
    }

    /// Returns the home's folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the store's file.
    pub fn db(&self) -> PathBuf {
        self.path().join("anfu.db")
    }

    /// Returns the program with nothing of this machine's user in its surroundings.
    #[expect(
        clippy::disallowed_methods,
        reason = "our own program is what is tested"
    )]
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anfu"));
        command
            .env_clear()
            .env("HOME", self.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm-256color")
            .env("LANG", "zh_CN.UTF-8")
            .env("ANFU_DB", self.db())
            .env("ANFU_TODAY", today().to_string())
            .current_dir(self.path());
        command
    }

    /// Runs the program without a terminal.
    pub fn run(&self, args: &[&str]) -> Output {
        self.program().args(args).output().unwrap()
    }

    /// Opens the desk and waits for its queue.
    pub fn desk(&self, tie: Tie) -> Session {
        let mut session = Session::start(&mut self.program(), (80, 24), tie).unwrap();
        session.until("anfu 案复");
        session
    }

    /// Opens the store as another program does.
    pub fn store(&self) -> SqliteStore {
        SqliteStore::open_existing(&self.db()).unwrap()
    }

    /// Returns the text of every letter.
    pub fn letters(&self) -> Vec<String> {
        let store = self.store();
        store
            .letters(500)
            .unwrap()
            .iter()
            .map(|head| store.letter(head.id).unwrap().unwrap().value.text)
            .collect()
    }
}
