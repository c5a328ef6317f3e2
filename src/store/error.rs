//! Why a store could not do what was asked; each variant says when it occurs.

use std::{fmt, path::PathBuf};

/// A store's refusal or failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The row was written by someone else since it was read.
    Stale {
        /// What kind of row: `proposal`, `letter` …
        what: &'static str,
        /// Its id.
        id: i64,
    },
    /// The row does not exist.
    Missing {
        /// What kind of row.
        what: &'static str,
        /// Its id.
        id: i64,
    },
    /// An item with this identity is already there.
    SameItem(i64),
    /// The same paper, by its hash, was taken in before.
    SamePaper(String),
    /// A letter whose text may not be changed any more.
    LetterClosed(i64),
    /// The number was given to a letter before, or stands on one that came in.
    NumberTaken {
        /// The number.
        number: String,
        /// That letter.
        letter: i64,
    },
    /// No serial is left in a series and year, or none would be.
    SeriesFull {
        /// The series.
        series: String,
        /// The year.
        year: i32,
    },
    /// Another number stands in the letter's text than the one to be given.
    OtherNumber {
        /// The letter.
        letter: i64,
        /// What stands there.
        there: String,
        /// What would be given.
        given: String,
    },
    /// A record of the roster that others still name.
    StillNamed {
        /// Its list.
        what: &'static str,
        /// Its row.
        id: i64,
    },
    /// A change that was taken back already, or that cannot be.
    TakenBack(i64),
    /// What a change is to be taken back from was changed since.
    ChangedSince {
        /// The record's list.
        what: &'static str,
        /// Its row.
        id: i64,
        /// The value, or the kind of fact.
        field: String,
    },
    /// A table of which another run took rows since this one began.
    TableTaken(i64),
    /// What is asked needs what a loading of the roster sets aside until its end.
    Loading,
    /// Another process writes for longer than the waiting time.
    Busy,
    /// The disk that the file is on has no room left; what was written before stays.
    Full(PathBuf),
    /// The file or its folder can only be read.
    ReadOnly(PathBuf),
    /// The file is a database of a newer program.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// The file is not an anfu store.
    NotOurs(PathBuf),
    /// The file does not exist, and reading alone makes none.
    NoFile(PathBuf),
    /// The file is damaged.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the engine says.
        detail: String,
    },
    /// The file lies on a network filesystem, where locks cannot be trusted.
    Network(PathBuf),
    /// Anything else the engine reports.
    Failed {
        /// What was attempted.
        doing: &'static str,
        /// What the engine says.
        detail: String,
    },
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale { what, id } => write!(
                f,
                "{what} {id} was changed by someone else since it was read"
            ),
            Self::Missing { what, id } => write!(f, "{what} {id} does not exist"),
            Self::SameItem(id) => write!(
                f,
                "proposal {id} already has this place, kind, session and number"
            ),
            Self::SamePaper(name) => write!(f, "{name} was taken in before"),
            Self::LetterClosed(id) => write!(
                f,
                "letter {id} is signed or came from outside; its text cannot be changed"
            ),
            Self::NumberTaken { number, letter } => {
                write!(f, "{number} was given to letter {letter} already")
            }
            Self::SeriesFull { series, year } => {
                write!(f, "{series} of {year} has no number left")
            }
            Self::OtherNumber {
                letter,
                there,
                given,
            } => write!(f, "letter {letter} says {there} where {given} would stand"),
            Self::StillNamed { what, id } => write!(f, "{what} {id} is still named by others"),
            Self::TakenBack(id) => write!(f, "change {id} was taken back already"),
            Self::ChangedSince { what, id, field } => {
                write!(f, "{field} of {what} {id} was changed since")
            }
            Self::TableTaken(id) => {
                write!(f, "another run took rows of roster table {id} meanwhile")
            }
            Self::Loading => write!(f, "the roster is being loaded by another process"),
            Self::Busy => write!(f, "the store is being written by another process"),
            Self::Full(path) => write!(f, "the disk of {} is full", path.display()),
            Self::ReadOnly(path) => write!(f, "{} can only be read", path.display()),
            Self::Newer { path, found, known } => {
                write!(
                    f,
                    "{} has schema {found}; this program knows up to {known}",
                    path.display()
                )
            }
            Self::NotOurs(path) => write!(f, "{} is not an anfu store", path.display()),
            Self::NoFile(path) => write!(f, "{} does not exist", path.display()),
            Self::Damaged { path, detail } => write!(f, "{} is damaged: {detail}", path.display()),
            Self::Network(path) => write!(f, "{} is on a network filesystem", path.display()),
            Self::Failed { doing, detail } => write!(f, "{doing}: {detail}"),
        }
    }
}

impl std::error::Error for StoreError {}
