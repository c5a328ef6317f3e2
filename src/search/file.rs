//! A book in a file, so that the names need not be read from the store at each start.
//!
//! A header with a mark, the version of the form, a sum of what names are read by, the state of the store, the
//! length and a CRC-32; then rows of little-endian numbers, each after its length. The file is read into memory
//! and not mapped: it takes as long as looking at each page for the sum, a file cut short by another program
//! cannot end ours, and reading needs no unsafe code. It is written under another name, synced and renamed, so
//! that nobody sees half of it. What is read is checked, sum first, then every range: a file is input.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::base::Base;
use super::index::{Kind, NameIndex};
use super::readings::SURNAMES;
use super::simplified::PAIRS as SIMPLIFIED;

const MARK: [u8; 8] = *b"anfuname";
/// Raised with every change of the form, or of how a name becomes symbols.
const VERSION: u32 = 2;
const HEADER: usize = 48;
/// How much is read and written at a time.
const PIECE: usize = 1 << 16;

/// The state of a store: its last change of a name, and a number that tells this change from any other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The number of the last change; each change has a greater one than that before.
    pub change: i64,
    /// Drawn when the change was noted.
    pub token: i64,
}

/// Why a book could not be read.
#[derive(Debug)]
pub enum BookError {
    /// There is no file.
    Missing,
    /// It was written by another version of the program.
    OtherVersion,
    /// It is not what was written.
    Damaged,
    /// The system refused it.
    Io(io::Error),
}

impl std::fmt::Display for BookError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => write!(f, "there is no file of names"),
            Self::OtherVersion => write!(f, "the file of names is of another version"),
            Self::Damaged => write!(f, "the file of names is damaged"),
            Self::Io(error) => write!(f, "the file of names cannot be read: {error}"),
        }
    }
}

impl std::error::Error for BookError {}

impl From<io::Error> for BookError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => Self::Damaged,
            _ => Self::Io(error),
        }
    }
}

/// A row of numbers to be filled or written.
pub(super) enum Row<'a> {
    U16(&'a mut Vec<u16>),
    U32(&'a mut Vec<u32>),
}

/// Numbers on their way.
pub(super) type Numbers = Vec<u32>;

/// The names of the rest as rows.
#[derive(Default)]
struct Rest {
    kinds: Vec<u16>,
    /// Low and high half in turn.
    ids: Vec<u32>,
    lengths: Vec<u32>,
    text: Vec<u16>,
}

/// Writes a book.
pub(super) fn write(
    path: &Path,
    stamp: Stamp,
    base: &mut Base,
    rest: &NameIndex,
) -> io::Result<()> {
    sweep(path);
    let beside = beside(path);
    let written = write_beside(&beside, stamp, base, rest).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What is left of it is of no use; that it may be gone already is no trouble.
        let _ = fs::remove_file(&beside);
    }
    written?;
    let folder = path.parent();
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        // Not every file system can; the file itself is there already.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Removes what writers that were killed have left.
fn sweep(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return;
    };
    let begins = name.to_string_lossy().into_owned() + ".";
    // A folder that cannot be read is not swept.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_left = name.starts_with(&begins)
            && name.ends_with(".new")
            && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name under which a book is written, another for each writing.
fn beside(path: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut name = path.as_os_str().to_owned();
    let (process, writing) = (std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    name.push(format!(".{process}-{writing}.new"));
    name.into()
}

fn write_beside(path: &Path, stamp: Stamp, base: &mut Base, rest: &NameIndex) -> io::Result<()> {
    let mut options = OpenOptions::new();
    // Names are for those who may read the store, which is made so too; what stands there under the name of this
    // writing is not ours, and left alone.
    let options = options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(path)?;
    // Tells those that sweep that somebody is still writing; where it cannot be said the file is swept and the
    // names are written at the next start.
    let _ = file.try_lock();
    file.write_all(&[0; HEADER])?;
    let mut out = Out {
        file,
        sum: crc32fast::Hasher::new(),
        length: 0,
        piece: Vec::with_capacity(PIECE),
    };
    out.row(&Row::U32(&mut base.alphabet()))?;
    base.rows(|row| out.row(&row))?;
    let mut rows = Rest::default();
    for (kind, id, name) in rest.each() {
        rows.kinds.push(kind as u16);
        rows.ids.extend([id as u32, (id >> 32) as u32]);
        rows.lengths.push(name.encode_utf16().count() as u32);
        rows.text.extend(name.encode_utf16());
    }
    rows.rows(|row| out.row(&row))?;
    out.flush()?;
    let Out {
        mut file,
        sum,
        length,
        ..
    } = out;
    let header = header(stamp, length, sum.finalize());
    io::Seek::rewind(&mut file)?;
    file.write_all(&header)?;
    file.sync_all()
}

fn header(stamp: Stamp, length: u64, sum: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MARK);
    header.extend(VERSION.to_le_bytes());
    header.extend(sum_of_readings().to_le_bytes());
    header.extend(stamp.change.to_le_bytes());
    header.extend(stamp.token.to_le_bytes());
    header.extend(length.to_le_bytes());
    header.extend(sum.to_le_bytes());
    header.extend(crc32fast::hash(&header).to_le_bytes());
    header
}

/// What a name becomes symbols by besides the program.
fn sum_of_readings() -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(SURNAMES.as_bytes());
    sum.update(SIMPLIFIED.as_bytes());
    sum.finalize()
}

/// Reads a book.
pub(super) fn read(path: &Path) -> Result<(Base, NameIndex, Stamp), BookError> {
    let mut file = File::open(path)?;
    let mut kept = [0; HEADER];
    file.read_exact(&mut kept)?;
    let number = |at: usize| -> u64 {
        let bytes = kept[at..at + 8].iter().rev();
        bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
    };
    let stamp = Stamp {
        change: number(16) as i64,
        token: number(24) as i64,
    };
    let (length, sum) = (number(32), number(40) as u32);
    if kept[..8] != MARK {
        return Err(BookError::Damaged);
    }
    let expected = header(stamp, length, sum);
    if kept[8..16] != expected[8..16] {
        return Err(BookError::OtherVersion);
    }
    if kept[..] != expected || file.metadata()?.len() != HEADER as u64 + length {
        return Err(BookError::Damaged);
    }
    let mut taken = In {
        file,
        sum: crc32fast::Hasher::new(),
        left: length,
        piece: vec![0; PIECE],
    };
    let (mut alphabet, mut base, mut rest) = (Numbers::new(), Base::default(), Rest::default());
    taken.row(Row::U32(&mut alphabet))?;
    base.rows(|row| taken.row(row))?;
    rest.rows(|row| taken.row(row))?;
    if taken.left != 0 || taken.sum.finalize() != sum || alphabet.len() % 3 != 0 {
        return Err(BookError::Damaged);
    }
    let base = base.made_sound(&alphabet).ok_or(BookError::Damaged)?;
    let rest = rest.index().ok_or(BookError::Damaged)?;
    Ok((base, rest, stamp))
}

impl Rest {
    fn rows<E>(&mut self, mut row: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        row(Row::U16(&mut self.kinds))?;
        row(Row::U32(&mut self.ids))?;
        row(Row::U32(&mut self.lengths))?;
        row(Row::U16(&mut self.text))
    }

    fn index(&self) -> Option<NameIndex> {
        if self.ids.len() != 2 * self.kinds.len() || self.lengths.len() != self.kinds.len() {
            return None;
        }
        let mut index = NameIndex::default();
        let mut text = self.text.as_slice();
        let ids = self.ids.chunks_exact(2);
        for ((kind, id), &length) in self.kinds.iter().zip(ids).zip(&self.lengths) {
            let kind = Kind::ALL.into_iter().find(|known| *known as u16 == *kind)?;
            let (name, after) = text.split_at_checked(length as usize)?;
            text = after;
            let id = i64::from(id[0]) | i64::from(id[1]) << 32;
            index.insert(kind, id, &String::from_utf16(name).ok()?);
        }
        text.is_empty().then_some(index)
    }
}

/// A file being written.
struct Out {
    file: File,
    sum: crc32fast::Hasher,
    length: u64,
    piece: Vec<u8>,
}

impl Out {
    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        let count = match row {
            Row::U16(numbers) => numbers.len(),
            Row::U32(numbers) => numbers.len(),
        };
        self.put(&(count as u64).to_le_bytes())?;
        match row {
            Row::U16(numbers) => numbers.iter().try_for_each(|n| self.put(&n.to_le_bytes())),
            Row::U32(numbers) => numbers.iter().try_for_each(|n| self.put(&n.to_le_bytes())),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.piece.len() + bytes.len() > PIECE {
            self.flush()?;
        }
        self.piece.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sum.update(&self.piece);
        self.length += self.piece.len() as u64;
        self.file.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

/// A file being read.
struct In {
    file: File,
    sum: crc32fast::Hasher,
    /// How many bytes are left.
    left: u64,
    piece: Vec<u8>,
}

impl In {
    fn row(&mut self, row: Row<'_>) -> io::Result<()> {
        let mut count = [0; 8];
        self.fill(8, |bytes| count.copy_from_slice(bytes))?;
        let count = u64::from_le_bytes(count);
        match row {
            Row::U16(numbers) => {
                let bytes = count.saturating_mul(2).min(self.left + 1);
                numbers.reserve_exact(bytes as usize / 2);
                self.fill(bytes, |piece| {
                    let pairs = piece.chunks_exact(2);
                    numbers.extend(pairs.map(|two| u16::from_le_bytes([two[0], two[1]])));
                })
            }
            Row::U32(numbers) => {
                let bytes = count.saturating_mul(4).min(self.left + 1);
                numbers.reserve_exact(bytes as usize / 4);
                self.fill(bytes, |piece| {
                    let fours = piece.chunks_exact(4);
                    let number =
                        |four: &[u8]| u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
                    numbers.extend(fours.map(number));
                })
            }
        }
    }

    /// Hands out so many bytes in pieces of whole numbers.
    fn fill(&mut self, mut bytes: u64, mut take: impl FnMut(&[u8])) -> io::Result<()> {
        self.left = self
            .left
            .checked_sub(bytes)
            .ok_or(io::ErrorKind::UnexpectedEof)?;
        while bytes > 0 {
            let length = bytes.min(PIECE as u64) as usize;
            let piece = &mut self.piece[..length];
            self.file.read_exact(piece)?;
            self.sum.update(piece);
            take(piece);
            bytes -= length as u64;
        }
        Ok(())
    }
}
