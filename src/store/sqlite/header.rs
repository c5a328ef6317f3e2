//! What a file is, told from its first hundred bytes before the engine sees it.
//!
//! Source of the offsets: <https://www.sqlite.org/fileformat.html>, section 1.3.
//!
//! Invariant: a file that was looked at stays open until the process ends. Closing any handle of a
//! file drops every POSIX lock the process has on it, those of a connection that is in use too
//! (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    os::unix::fs::{FileExt, MetadataExt},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{migrate, trouble::Answer};
use crate::store::StoreError;

const HEADER: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Files looked at, once each.
static KEPT_OPEN: Mutex<Vec<File>> = Mutex::new(Vec::new());

/// What stands in the file's place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Empty,
    Ours { schema: i64 },
}

/// Looks at the file without the engine.
pub(super) fn look(path: &Path) -> Answer<Found> {
    let unreadable = |error: io::Error| StoreError::Failed {
        doing: "open the store",
        detail: format!("{}: {error}", path.display()),
    };
    match fs::metadata(path) {
        Ok(about) if about.is_file() => {}
        Ok(_) => return Err(StoreError::NotOurs(path.to_owned()).into()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Found::Nothing);
        }
        Err(error) => return Err(unreadable(error).into()),
    }
    let (header, length) = start_of(path).map_err(unreadable)?;
    if header.is_empty() {
        return Ok(Found::Empty);
    }
    judge(path, &header, length)
}

/// Keeps a handle open until the process ends.
pub(super) fn keep_open(file: File) {
    KEPT_OPEN
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(file);
}

/// Reads the header, as far as there is one, and the file's length.
fn start_of(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    let mut kept = KEPT_OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let about = fs::metadata(path)?;
    let is_it = |file: &File| {
        file.metadata()
            .is_ok_and(|own| (own.dev(), own.ino()) == (about.dev(), about.ino()))
    };
    if !kept.iter().any(is_it) {
        kept.push(File::open(path)?);
    }
    let file = kept.iter().find(|file| is_it(file));
    let file = file.ok_or(ErrorKind::NotFound)?;
    let mut header = [0; HEADER];
    let mut read = 0;
    while read < HEADER {
        match file.read_at(&mut header[read..], read as u64) {
            Ok(0) => break,
            Ok(n) => read += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    // Asked after the header: a file that another process is filling grows in between.
    Ok((header[..read].to_vec(), file.metadata()?.len()))
}

fn judge(path: &Path, header: &[u8], length: u64) -> Answer<Found> {
    if !header.starts_with(MAGIC) {
        return Err(StoreError::NotOurs(path.to_owned()).into());
    }
    let damaged = |detail: &str| StoreError::Damaged {
        path: path.to_owned(),
        detail: detail.to_owned(),
    };
    let number = |at: usize| -> u32 {
        header[at..at + 4]
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte))
    };
    if header.len() < HEADER {
        return Err(damaged("the file ends within its header").into());
    }
    if number(68) != migrate::APPLICATION_ID {
        return Err(StoreError::NotOurs(path.to_owned()).into());
    }
    let page_size = match number(16) >> 16 {
        1 => 65_536,
        size if size.is_power_of_two() && size >= 512 => u64::from(size),
        _ => return Err(damaged("the page size in the header is impossible").into()),
    };
    let pages = u64::from(number(28));
    // With a log beside it the file may rightly be shorter than the header says.
    if !has_log(path) && !has_journal(path) && pages * page_size > length {
        return Err(damaged("the file is shorter than its header says").into());
    }
    let schema = i64::from(number(60));
    refuse_newer(path, schema)?;
    Ok(Found::Ours { schema })
}

pub(super) fn refuse_newer(path: &Path, schema: i64) -> Answer<()> {
    if schema > migrate::NEWEST {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found: schema,
            known: migrate::NEWEST,
        }
        .into());
    }
    Ok(())
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

pub(super) fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|about| about.len() > 0)
}

fn has_journal(path: &Path) -> bool {
    beside(path, "-journal").exists()
}
