//! Opens a file, after `header` has looked at it without the engine.
//!
//! A wrong file is left exactly as it was, without so much as a `-wal` beside it; what holds for a
//! connection (waiting, references, durability) is set here and nowhere else.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::ErrorKind,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, OpenOptionsExt},
    },
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{
    full_text,
    header::{self, Found, has_log, look, refuse_newer},
    loading, migrate,
    trouble::{Answer, Trouble},
};
use crate::store::{Mended, StoreError};

/// How long a write waits for another process. Chosen by us: longer than any of our writes, short
/// enough that a person still waits.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Statfs magics of network filesystems: NFS, SMB, SMB2, CIFS. Source: statfs(2).
const NETWORK_MAGICS: [u32; 4] = [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42];

/// Opens for writing; makes the folder and the file when missing.
pub(super) fn create_or_open(path: &Path) -> Answer<Connection> {
    refuse_network(path)?;
    let found = look(path)?;
    if found == Found::Nothing {
        make(path)?;
    }
    refuse_read_only(path)?;
    for_writing(path, found)
}

/// Opens a file that is there for writing.
pub(super) fn existing(path: &Path) -> Answer<Connection> {
    refuse_network(path)?;
    let found = look(path)?;
    if found == Found::Nothing {
        return Err(StoreError::NoFile(path.to_owned()).into());
    }
    refuse_read_only(path)?;
    for_writing(path, found)
}

/// Opens a file that is there for reading alone.
pub(super) fn read_only(path: &Path) -> Answer<Connection> {
    refuse_network(path)?;
    match look(path)? {
        Found::Nothing => return Err(StoreError::NoFile(path.to_owned()).into()),
        Found::Empty => return Err(StoreError::NotOurs(path.to_owned()).into()),
        Found::Ours { .. } => {}
    }
    let logged = has_log(path);
    let db = if writable(path) && writable(&folder_of(path)) {
        // A connection for reading alone leaves its log and shared memory behind; one that could
        // write tidies up.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.pragma_update(None, "query_only", true)?;
        db
    } else if logged || writable(&folder_of(path)) {
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?
    } else {
        // Shared memory cannot be made here, and without a log nobody is writing.
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(immutable_uri(path), flags)?
    };
    // A log left by a killed process stays for the next writer.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, logged)?;
    settle(&db)?;
    refuse_damaged_schema(&db)?;
    let schema = migrate::schema(&db)?;
    refuse_newer(path, schema)?;
    if writable(path) && writable(&folder_of(path)) && loading::is_left(&db, path)? {
        return Err(Trouble::Refused(StoreError::Failed {
            doing: "open for reading",
            detail: format!(
                "{}: adding many was stopped; open it for writing once",
                path.display()
            ),
        }));
    }
    if schema < migrate::NEWEST {
        return Err(Trouble::Refused(StoreError::Failed {
            doing: "open for reading",
            detail: format!(
                "{} has schema {schema}; open it for writing once",
                path.display()
            ),
        }));
    }
    Ok(db)
}

/// Opens a store that lives as long as the connection.
pub(super) fn in_memory() -> Answer<Connection> {
    let mut db = Connection::open_in_memory()?;
    settle(&db)?;
    migrate::to_newest(&mut db)?;
    Ok(db)
}

/// Opens a store that lies in a file without a name, gone with the connection: what does not fit into the
/// cache is on the disk.
pub(super) fn passing() -> Answer<Connection> {
    let mut db = Connection::open("")?;
    settle(&db)?;
    // Nobody reads it after a death.
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    migrate::to_newest(&mut db)?;
    Ok(db)
}

fn for_writing(path: &Path, found: Found) -> Answer<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let logged = has_log(path);
    let mut db = Connection::open_with_flags(path, flags)?;
    // A log left by a killed process holds newer pages than the file. Until they are known to be
    // ours to write, closing must not fold them in.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, logged)?;
    settle(&db)?;
    refuse_damaged_schema(&db)?;
    refuse_newer(path, migrate::schema(&db)?)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    // A step of the schema may rest on what was left aside, or what is aside while another loads.
    if migrate::schema(&db)? < migrate::NEWEST
        && loading::mend(&mut db, path, &mut |_, _| {})? == Mended::Loading
    {
        return Err(StoreError::Busy.into());
    }
    if (found
        != Found::Ours {
            schema: migrate::NEWEST,
        })
        || logged
    {
        migrate::to_newest(&mut db)?;
    }
    into_wal(&db)?;
    Ok(db)
}

/// Puts the file into WAL mode, where it stays.
pub(super) fn into_wal(db: &Connection) -> Answer<()> {
    let begun = Instant::now();
    loop {
        let set = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| {
            row.get::<_, String>("journal_mode")
        });
        match set.map_err(Trouble::from) {
            // This one step is refused without waiting when two processes make a store at once.
            Err(trouble) if trouble.is_busy() && begun.elapsed() < BUSY_WAIT => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(trouble) => return Err(trouble),
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(mode) => {
                return Err(StoreError::Failed {
                    doing: "open the store",
                    detail: format!("the journal stays in mode {mode}"),
                }
                .into());
            }
        }
    }
}

const TABLES: &str = "SELECT count(*) AS tables FROM sqlite_schema";

/// Reads the schema, which is where a damaged file shows first.
fn refuse_damaged_schema(db: &Connection) -> rusqlite::Result<()> {
    db.query_row(TABLES, [], |_| Ok(()))
}

/// Sets what holds for a connection and not for the file.
fn settle(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(BUSY_WAIT)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "trusted_schema", false)?;
    // With statistics compiled in, a statement whose bound value changes is planned anew: half the time of
    // reading a person's card. No question here is one that another plan would answer better.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    size_cache(db)?;
    // 64 MiB of the log: the desk moves it into the file while nobody acts, others as they close. At the
    // 4 MiB that SQLite starts with, one act in two hundred would wait for that.
    db.pragma_update(None, "wal_autocheckpoint", 16_384)?;
    db.set_prepared_statement_cache_capacity(128);
    full_text::provide(db)
}

/// 16 MiB: the index of the queue and the pages of a screen stay at 100,000 items.
pub(super) fn size_cache(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "cache_size", -16_384)
}

/// Moves the log into the file as far as nobody reads it; nobody is kept waiting.
pub(super) fn checkpoint(db: &Connection) -> rusqlite::Result<()> {
    db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Locks and shared memory of SQLite are not reliable on network filesystems.
fn refuse_network(path: &Path) -> Answer<()> {
    let there = path.ancestors().find(|place| place.exists());
    let magic = there.and_then(|place| rustix::fs::statfs(place).ok());
    // The field's type differs by platform; the magics have 32 bits.
    if magic.is_some_and(|about| is_network(about.f_type as u32)) {
        return Err(StoreError::Network(path.to_owned()).into());
    }
    Ok(())
}

fn is_network(magic: u32) -> bool {
    NETWORK_MAGICS.contains(&magic)
}

/// A file or folder without a write permission is left alone even by root, who could write it.
fn refuse_read_only(path: &Path) -> Answer<()> {
    for place in [path, &folder_of(path)] {
        if !writable(place) {
            return Err(StoreError::ReadOnly(place.to_owned()).into());
        }
    }
    Ok(())
}

fn writable(place: &Path) -> bool {
    fs::metadata(place).is_ok_and(|about| !about.permissions().readonly())
        && rustix::fs::access(place, rustix::fs::Access::WRITE_OK).is_ok()
}

fn make(path: &Path) -> Answer<()> {
    let folder = folder_of(path);
    if let Some(there) = folder.ancestors().map(or_here).find(|place| place.exists())
        && !writable(there)
    {
        return Err(StoreError::ReadOnly(there.to_owned()).into());
    }
    // Private values lie in it: nobody else reads it.
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(|error| not_made(path, &error))?;
    let made = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Ok(file) => header::keep_open(file),
        // Another process was first.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(not_made(path, &error).into()),
    }
    Ok(())
}

/// Makes the empty file that a copy is written to.
pub(super) fn make_copy(path: &Path) -> Answer<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| not_made(path, &error))?;
    Ok(())
}

fn not_made(path: &Path, error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(folder_of(path))
        }
        _ => StoreError::Failed {
            doing: "make the file",
            detail: format!("{}: {error}", path.display()),
        },
    }
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().map_or(Path::new("."), or_here).to_owned()
}

/// The folder of `anfu.db` is the empty path, which no call understands.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                uri.push(char::from(*byte));
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                uri.push('%');
                uri.push(char::from(HEX[usize::from(byte >> 4)]));
                uri.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    uri.push_str("?immutable=1");
    uri
}

#[cfg(test)]
mod tests {
    use super::is_network;

    #[test]
    fn network_filesystems_are_told_from_local_ones() {
        // NFS, SMB, CIFS, SMB2; then ext4, xfs, btrfs, tmpfs, overlayfs. Source: statfs(2).
        for magic in [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42] {
            assert!(is_network(magic), "{magic:x}");
        }
        for magic in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630] {
            assert!(!is_network(magic), "{magic:x}");
        }
    }
}
