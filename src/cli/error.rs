//! Errors for people: a fault that decides the exit code, a sentence, and a hint where one helps.

use std::io::{self, Write};

use crate::{lang::Lang, run::trouble::sentence, store::StoreError, text::clean};

/// What kind of failure it was; the exit codes are a promise to scripts (`README`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something could not be done.
    Failed,
    /// The command line cannot be understood, or names more than one thing.
    Usage,
    /// What was named is not there.
    NotFound,
    /// A rule of the office stands against it.
    Refused,
    /// Somebody else is writing; the same command may succeed later.
    Busy,
    /// The store is damaged.
    Damaged,
    /// The reader of our output went away, which is no failure.
    ClosedPipe,
}

impl Fault {
    /// Returns the exit code.
    pub const fn exit_code(self) -> u8 {
        match self {
            Fault::ClosedPipe => 0,
            Fault::Failed => 1,
            Fault::Usage => 2,
            Fault::NotFound => 3,
            Fault::Refused => 4,
            Fault::Busy => 5,
            Fault::Damaged => 6,
        }
    }
}

/// A failure of a subcommand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CliError {
    /// The kind.
    pub fault: Fault,
    /// What was attempted and what stood in the way; empty when it has been said already.
    pub says: String,
    /// What to do, a line each.
    pub hints: Vec<String>,
}

impl CliError {
    /// Returns an error of a kind.
    pub fn new(fault: Fault, says: impl Into<String>) -> Self {
        Self {
            fault,
            says: says.into(),
            hints: Vec::new(),
        }
    }

    /// Returns a plain failure.
    pub fn failed(says: impl Into<String>) -> Self {
        Self::new(Fault::Failed, says)
    }

    /// Returns an error of the command line.
    pub fn usage(says: impl Into<String>) -> Self {
        Self::new(Fault::Usage, says)
    }

    /// Returns that something named is not there.
    pub fn not_found(says: impl Into<String>) -> Self {
        Self::new(Fault::NotFound, says)
    }

    /// Returns an error whose sentences have been printed already.
    pub fn told(fault: Fault) -> Self {
        Self::new(fault, "")
    }

    /// Returns the error with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Returns a store's refusal or failure.
    pub fn store(error: &StoreError, lang: Lang) -> Self {
        let fault = match error {
            StoreError::Missing { .. } | StoreError::NoFile(_) => Fault::NotFound,
            StoreError::SameItem(_)
            | StoreError::SamePaper(_)
            | StoreError::LetterClosed(_)
            | StoreError::NumberTaken { .. }
            | StoreError::SeriesFull { .. }
            | StoreError::StillNamed { .. }
            | StoreError::TakenBack(_)
            | StoreError::ChangedSince { .. }
            | StoreError::OtherNumber { .. } => Fault::Refused,
            // The row moved on under us: the same command reads it anew and may succeed.
            StoreError::Busy
            | StoreError::Loading
            | StoreError::TableTaken(_)
            | StoreError::Stale { .. } => Fault::Busy,
            StoreError::Damaged { .. } => Fault::Damaged,
            StoreError::Full(_)
            | StoreError::ReadOnly(_)
            | StoreError::Newer { .. }
            | StoreError::NotOurs(_)
            | StoreError::Network(_)
            | StoreError::Failed { .. } => Fault::Failed,
        };
        let told = Self::new(fault, sentence(error, lang));
        match error {
            StoreError::NoFile(_) => told.hint(lang.say("cli.hint.no_store")),
            StoreError::Damaged { .. } => told.hint(lang.say("cli.hint.damaged")),
            _ => told,
        }
    }

    /// Prints the sentence and the hints to stderr.
    pub fn tell(&self, lang: Lang) {
        if self.says.is_empty() {
            return;
        }
        let mut text = lang.say_with("cli.error", &[("says", &clean::paper(&self.says).text)]);
        for hint in &self.hints {
            text.push_str("\n  ");
            text.push_str(&clean::line(hint).text);
        }
        // With stderr closed nobody can be told.
        let _ = writeln!(io::stderr(), "{text}");
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::told(Fault::ClosedPipe),
            _ => Self::failed(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_code_follows_from_the_kind_of_failure() {
        let code = |error: StoreError| CliError::store(&error, Lang::Zh).fault.exit_code();
        assert_eq!(code(StoreError::NoFile("a".into())), 3);
        assert_eq!(code(StoreError::SameItem(3)), 4);
        assert_eq!(code(StoreError::Busy), 5);
        assert_eq!(code(StoreError::NotOurs("a".into())), 1);
        let damaged = StoreError::Damaged {
            path: "a".into(),
            detail: String::new(),
        };
        assert_eq!(code(damaged), 6);
        let pipe = io::Error::from(io::ErrorKind::BrokenPipe);
        assert_eq!(CliError::from(pipe).fault.exit_code(), 0);
    }
}
