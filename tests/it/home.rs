//! The real binary in a home of its own, and what it gave.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use anfu::lang::Lang;
use serde_json::Value;
use tempfile::TempDir;

/// A home of its own, so that no setting of this machine is seen.
pub struct Home(TempDir);

/// What a call gave.
#[derive(Debug)]
pub struct Gave {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the program under test is a program"
    )]
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anfu"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("ANFU_TODAY", "2026-11-21")
            .current_dir(self.0.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Gave {
        Gave::of(&self.command(args).output().unwrap())
    }

    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Gave {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A refusal may come before the input is read.
        let _ = child.stdin.take().unwrap().write_all(input);
        Gave::of(&child.wait_with_output().unwrap())
    }

    /// Runs what must succeed, and returns its stdout.
    pub fn ok(&self, args: &[&str]) -> String {
        let gave = self.run(args);
        assert_eq!(gave.code, 0, "{args:?}\n{}", gave.err);
        gave.out
    }

    pub fn json(&self, args: &[&str]) -> Vec<Value> {
        lines(&self.ok(args))
    }

    /// An office with one item.
    pub fn with_item() -> Self {
        let home = Self::new();
        let added = home.new_item(&[
            "--title",
            "关于培育云桥工匠的建议",
            "--number",
            "037",
            "--set",
            "proposers=林小满、周知行",
            "--set",
            "phone=00000001234",
        ]);
        assert_eq!(added.code, 0, "{}", added.err);
        home
    }

    /// Adds an item of the second session of the fifteenth congress.
    pub fn new_item(&self, said: &[&str]) -> Gave {
        let sitting = ["place=澄江市云桥区", "level=county", "term=15", "session=2"];
        let sitting = sitting.iter().flat_map(|own| ["--set", *own]);
        let args: Vec<&str> = ["proposal", "new"]
            .into_iter()
            .chain(said.iter().copied())
            .chain(sitting)
            .collect();
        self.run(&args)
    }
}

impl Gave {
    pub fn of(output: &Output) -> Self {
        let gave = Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        };
        for text in [&gave.out, &gave.err] {
            let raw = text
                .chars()
                .find(|c| c.is_control() && *c != '\n' && *c != '\t');
            assert_eq!(raw, None, "{text:?}");
        }
        gave
    }
}

pub fn lines(text: &str) -> Vec<Value> {
    let values = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let values: Vec<Value> = values.collect();
    assert!(values.iter().all(|value| value["schema"] == 1), "{text}");
    values
}

pub fn zh(key: &str) -> &str {
    Lang::Zh.say(key)
}
