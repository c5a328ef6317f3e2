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
    /// Tells the failure in the words of the trait.
    pub(super) fn told(self, doing: &'static str, path: &Path) -> StoreError {
        let error = match self {
            Self::Refused(error) => return error,
            Self::Sql(error) => error,
        };
        let detail = error.to_string();
        let damaged = || StoreError::Damaged {
            path: path.to_owned(),
            detail: detail.clone(),
        };
        match error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
                ErrorCode::ReadOnly => StoreError::ReadOnly(path.to_owned()),
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => damaged(),
                _ => StoreError::Failed { doing, detail },
            },
            // A value that no writer of this program puts there.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => damaged(),
            _ => StoreError::Failed { doing, detail },
        }
    }
}
