//! A roster file before its rows are read: what it is, its encoding, its hash, its first rows.
//!
//! Workbooks, pages and papers are read whole, behind the caps of their readers. A text is only
//! passed over once, so that its encoding is known by all of it and not by its beginning.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::PathBuf,
    sync::Arc,
};

use encoding_rs::{CoderResult, Encoding, GB18030, UTF_8};
use sha2::{Digest, Sha256};

use crate::ingest::{
    ReadError, encoding,
    format::{Format, MAX_BYTES},
    sheet::{self, Book},
    sniff,
};

/// How much of a text shows its header and first rows. Chosen by us: the ledger's measure.
const HEAD: usize = 64 << 10;
/// A text up to this size is looked at whole to find its encoding. Chosen by us.
const SMALL: u64 = 1 << 20;

/// Where a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// In memory: pasted, or from standard input.
    Bytes(Arc<[u8]>),
    /// In a file.
    File(PathBuf),
}

/// A file that can be read and gone back in.
pub(super) trait Open: Read + Seek + Send {}
impl<T: Read + Seek + Send> Open for T {}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// `xlsx`, `csv`, …
    pub format: &'static str,
    /// The encoding, of text formats.
    pub encoding: Option<&'static str>,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Its length in bytes.
    pub length: u64,
    /// Its tables; of a text the first rows alone.
    pub book: Book,
    /// How a text is read on: the sign between its cells.
    pub(super) text: Option<Text>,
}

/// A text that is read as it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub encoding: &'static Encoding,
    pub delimiter: u8,
}

/// Why a file was not looked at.
#[derive(Debug)]
pub enum Unread {
    /// It cannot be opened or read.
    Io(io::Error),
    /// It is no table.
    Format(ReadError),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Unread::Io(error)
    }
}

impl From<ReadError> for Unread {
    fn from(error: ReadError) -> Self {
        Unread::Format(error)
    }
}

impl Input {
    pub(super) fn open(&self) -> io::Result<Box<dyn Open>> {
        Ok(match self {
            Input::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Input::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::ErrorKind::IsADirectory.into());
                }
                Box::new(file)
            }
        })
    }

    /// Looks at the file.
    ///
    /// # Errors
    /// When it cannot be read, or is no table of a known format.
    pub fn look(&self) -> Result<Looked, Unread> {
        let mut file = self.open()?;
        let length = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        file.rewind()?;
        let start = head.trim_ascii_start();
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let packed = head.starts_with(b"PK") || head.starts_with(&[0xD0, 0xCF]);
        if packed || start.starts_with(b"<") || start.starts_with(b"{") {
            return whole(file, length);
        }
        match sniff::sniff(&head)? {
            Format::Txt => text(file, length, &head),
            // A page may begin with anything.
            Format::Html => whole(file, length),
            other => Err(ReadError::Unsupported(other.name()).into()),
        }
    }
}

fn whole(mut file: Box<dyn Open>, length: u64) -> Result<Looked, Unread> {
    if length > MAX_BYTES as u64 {
        return Err(ReadError::TooLarge.into());
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let book = sheet::read_with_papers(&bytes)?;
    Ok(Looked {
        format: book.format,
        encoding: book.encoding,
        sha256: crate::ingest::sha256(&bytes),
        length,
        book,
        text: None,
    })
}

fn text(mut file: Box<dyn Open>, length: u64, head: &[u8]) -> Result<Looked, Unread> {
    let (encoding, sha256) = pass_over(file.as_mut(), length, head)?;
    // A cut in the middle of a character or a row spoils the last row alone.
    let (text, _) = encoding.decode_with_bom_removal(head);
    let (delimiter, sheet) = sheet::head_of_text(&text);
    let book = Book {
        format: "csv",
        encoding: Some(encoding.name()),
        sheets: vec![sheet],
    };
    Ok(Looked {
        format: "csv",
        encoding: Some(encoding.name()),
        sha256,
        length,
        book,
        text: Some(Text {
            encoding,
            delimiter,
        }),
    })
}

/// Reads the whole file once; returns its encoding and its hash.
fn pass_over(
    file: &mut dyn Open,
    length: u64,
    head: &[u8],
) -> Result<(&'static Encoding, String), Unread> {
    let of = |name: &str| Encoding::for_label(name.as_bytes()).unwrap_or(UTF_8);
    let mut hash = Sha256::new();
    let mut chunk = vec![0; HEAD];
    if length <= SMALL {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        hash.update(&bytes);
        return Ok((of(encoding::decode(&bytes).encoding), hex(hash)));
    }
    let guess = of(encoding::decode(head).encoding);
    // Of a head in ASCII the rest decides, and a head cut inside a character shows nothing.
    let mut fits = [UTF_8, GB18030].map(|own| (own, own.new_decoder_without_bom_handling(), true));
    let mut out = vec![0; HEAD * 3 + 16];
    loop {
        let got = file.read(&mut chunk)?;
        hash.update(&chunk[..got]);
        for (_, decoder, fit) in &mut fits {
            if !*fit {
                continue;
            }
            let (result, _, _, spoilt) = decoder.decode_to_utf8(&chunk[..got], &mut out, got == 0);
            *fit = !spoilt && result == CoderResult::InputEmpty;
        }
        if got == 0 {
            break;
        }
    }
    let fit = fits.iter().find(|(_, _, fit)| *fit).map(|own| own.0);
    let wide = guess.name().starts_with("UTF-16");
    let encoding = if wide { guess } else { fit.unwrap_or(guess) };
    Ok((encoding, hex(hash)))
}

fn hex(hash: Sha256) -> String {
    use std::fmt::Write as _;
    hash.finalize().iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
