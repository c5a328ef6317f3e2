//! Writing files whole or not at all.
//!
//! The bytes go into a file without a name, or where the system has none into one beside the target,
//! and reach the disk before the target's name points at them. Invariant: under its own name a file
//! is never seen half written, whatever dies when; and what was there is written over only when that
//! was asked for.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// Whether a file that is there may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// It may not.
    Refused,
    /// It was asked for.
    Forced,
}

/// Who may read a file, as its permission bits; the user's mask is taken from them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whoever the user lets read files.
    AsUsual = 0o666,
    /// The user alone, as the store itself.
    Owner = 0o600,
}

/// Writes a file.
///
/// # Errors
/// When it exists and may not be written over, or cannot be written; what was there stays.
pub fn write(path: &Path, bytes: &[u8], over: Over) -> io::Result<()> {
    match over {
        Over::Refused => new(path, bytes, Readers::AsUsual),
        Over::Forced => write_over(path, bytes, Readers::AsUsual),
    }
}

/// Writes a file with private values in it: nobody but its owner reads it.
///
/// # Errors
/// As for [`write`].
pub fn write_private(path: &Path, bytes: &[u8], over: Over) -> io::Result<()> {
    match over {
        Over::Refused => new(path, bytes, Readers::Owner),
        Over::Forced => write_over(path, bytes, Readers::Owner),
    }
}

/// Writes a file that must not exist yet.
///
/// # Errors
/// When it exists or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    new(path, bytes, Readers::AsUsual)
}

fn new(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let folder = folder_of(path);
    if let Some(written) = unnamed(&folder, bytes, readers)
        && give_name(&written, path)?
    {
        settle(&folder);
        return Ok(());
    }
    let beside = Beside::write(path, bytes, readers)?;
    match fs::hard_link(&beside.0, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
        // Some file systems have no second names: nothing is there, as was just seen.
        Err(_) => fs::rename(&beside.0, path)?,
        Ok(()) => {}
    }
    settle(&folder);
    Ok(())
}

/// Writes a file in the place of one that may be there; a device is written to as it is.
fn write_over(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(about) if !about.is_file() => {
            return OpenOptions::new()
                .write(true)
                .open(&target)?
                .write_all(bytes);
        }
        Ok(about) => {
            let beside = Beside::write(&target, bytes, readers)?;
            let mut kept = about.permissions();
            if readers == Readers::Owner {
                kept.set_mode(kept.mode() & Readers::Owner as u32);
            }
            fs::set_permissions(&beside.0, kept)?;
            fs::rename(&beside.0, &target)?;
        }
        Err(_) => {
            let beside = Beside::write(&target, bytes, readers)?;
            fs::rename(&beside.0, &target)?;
        }
    }
    settle(&folder_of(&target));
    Ok(())
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Brings the new name to the disk. Not every file system can; the file itself is there already.
fn settle(folder: &Path) {
    let _ = File::open(folder).and_then(|own| own.sync_all());
}

/// Writes into a file without a name; nothing where the system has none.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path, bytes: &[u8], readers: Readers) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(readers as u32);
    let mut file = File::from(openat(CWD, folder, flags, mode).ok()?);
    file.write_all(bytes).and_then(|()| file.sync_all()).ok()?;
    Some(file)
}

/// Names it; says whether the system can.
#[cfg(target_os = "linux")]
fn give_name(file: &File, path: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let own = format!("/proc/self/fd/{}", file.as_raw_fd());
    match linkat(CWD, own.as_str(), CWD, path, AtFlags::SYMLINK_FOLLOW) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::EXIST) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => Ok(false),
    }
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path, _: &[u8], _: Readers) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn give_name(_: &File, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// A whole file beside its target, which goes with this value unless it was renamed.
struct Beside(PathBuf);

impl Beside {
    fn write(target: &Path, bytes: &[u8], readers: Readers) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let mut name = OsString::from(".");
        name.push(target.file_name().ok_or(ErrorKind::InvalidInput)?);
        name.push(format!(
            ".{}-{}.part",
            process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        ));
        let path = target.with_file_name(name);
        // Named only when it is whole, so that a death while writing leaves nothing behind.
        if let Some(whole) = unnamed(&folder_of(target), bytes, readers)
            && give_name(&whole, &path)?
        {
            return Ok(Self(path));
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(readers as u32)
            .open(&path)?;
        let beside = Self(path);
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(beside)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_over_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("答复.txt");
        write(&path, "一".as_bytes(), Over::Refused).unwrap();
        let refused = write(&path, "二".as_bytes(), Over::Refused).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "一");
        write(&path, "三".as_bytes(), Over::Forced).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "三");
        write(&folder.path().join("新.txt"), b"", Over::Forced).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn nothing_is_left_where_it_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("没有").join("答复.txt");
        for over in [Over::Refused, Over::Forced] {
            assert_eq!(
                write(&missing, b"x", over).unwrap_err().kind(),
                ErrorKind::NotFound
            );
        }
        assert!(write(folder.path(), b"x", Over::Forced).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_private_file_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("坏行.csv");
        let readers = || fs::metadata(&path).unwrap().permissions().mode() & 0o077;
        write_private(&path, b"0000", Over::Refused).unwrap();
        assert_eq!(readers(), 0);
        // One that others could read is theirs no longer; written as usual it stays as it is.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        write(&path, b"", Over::Forced).unwrap();
        assert_eq!(readers(), 0o064);
        write_private(&path, b"0000", Over::Forced).unwrap();
        assert_eq!(readers(), 0);
        let beside = Beside::write(&path, b"0000", Readers::Owner).unwrap();
        let mode = fs::metadata(&beside.0).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }

    #[test]
    fn a_link_and_permissions_stay() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "一").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&path, &link).unwrap();
        write(&link, "二".as_bytes(), Over::Forced).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "二");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
