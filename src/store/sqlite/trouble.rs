//! What goes wrong inside the engine, and how it is told outside.
//!
//! Functions of this folder answer `Trouble`; the store, which knows its path and what was being
//! done, turns it into a `StoreError` once.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::store::StoreError;

/// An answer inside the engine.
pub(super) type Answer<T> = std::result::Result<T, Trouble>;

/// A failure inside the engine.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The engine's own.
    Sql(rusqlite::Error),
    /// A refusal that is already in the words of the trait.
    Refused(StoreError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Refused(error)
    }
}

impl Trouble {
    /// Returns whether the file is damaged: its pages, or a value that no writer of this program
    /// puts there.
    pub(super) fn is_damage(&self) -> bool {
        use rusqlite::Error as E;
        match self {
            Self::Refused(error) => matches!(error, StoreError::Damaged { .. }),
            Self::Sql(E::SqliteFailure(failure, _)) => matches!(
                failure.code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
            ),
            Self::Sql(
                E::FromSqlConversionFailure(..)
                | E::InvalidColumnType(..)
                | E::IntegralValueOutOfRange(..)
                | E::Utf8Error(..),
            ) => true,
            Self::Sql(_) => false,
        }
    }

    /// Returns whether another connection is in the way.
    pub(super) fn is_busy(&self) -> bool {
        match self {
            Self::Refused(error) => *error == StoreError::Busy,
            Self::Sql(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ),
        }
    }

    /// Tells the failure in the words of the trait.
    pub(super) fn told(self, doing: &'static str, path: &Path) -> StoreError {
        if self.is_busy() {
            return StoreError::Busy;
        }
        let damaged = self.is_damage();
        let error = match self {
            Self::Refused(error) => return error,
            Self::Sql(error) => error,
        };
        let (detail, path) = (error.to_string(), path.to_owned());
        if damaged {
            return StoreError::Damaged { path, detail };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly(path),
            Some(ErrorCode::DiskFull) => StoreError::Full(path),
            _ => StoreError::Failed { doing, detail },
        }
    }
}
