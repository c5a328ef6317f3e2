//! A text file decoded as it is read, with the lines that its rows begin on.
//!
//! Millions of rows pass through here, so nothing of the file is kept but a few buffers.

use std::{
    collections::VecDeque,
    io::{self, Read},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// How much is read at a time. Chosen by us.
const CHUNK: usize = 64 << 10;

/// Where lines with anything on them begin, in bytes of the decoded text, and their numbers from 1;
/// and how many bytes of the file were read. One thread has both ends, and hands them on together.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(Arc<Mutex<Marked>>);

#[derive(Debug, Default)]
struct Marked {
    lines: VecDeque<(u64, u64)>,
    read: u64,
}

impl Marks {
    fn marked(&self) -> MutexGuard<'_, Marked> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the number of the first line with anything on it at or behind a place; places rise
    /// from call to call.
    pub(super) fn line_at(&self, place: u64) -> u64 {
        let lines = &mut self.marked().lines;
        while lines.front().is_some_and(|(start, _)| *start < place) {
            lines.pop_front();
        }
        lines.front().map_or(0, |(_, line)| *line)
    }

    /// Returns how many bytes of the file were read.
    pub(super) fn bytes_read(&self) -> u64 {
        self.marked().read
    }
}

/// A file as UTF-8.
pub(super) struct Decoded<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    /// The part of `out` that was not handed out yet.
    rest: std::ops::Range<usize>,
    ended: bool,
    marks: Marks,
    /// Bytes decoded, the line at their end, and whether anything stands on it yet.
    place: u64,
    line: u64,
    begun: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(from: R, encoding: &'static Encoding) -> (Self, Marks) {
        let marks = Marks::default();
        let decoded = Self {
            from,
            decoder: encoding.new_decoder(),
            raw: vec![0; CHUNK],
            // Of every encoding a chunk fits: a byte becomes three at most.
            out: vec![0; CHUNK * 3 + 16],
            rest: 0..0,
            ended: false,
            marks: marks.clone(),
            place: 0,
            line: 1,
            begun: false,
        };
        (decoded, marks)
    }

    fn fill(&mut self) -> io::Result<()> {
        let got = self.from.read(&mut self.raw)?;
        self.ended = got == 0;
        let (result, _, written, _) =
            self.decoder
                .decode_to_utf8(&self.raw[..got], &mut self.out, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the buffer fits a chunk");
        self.rest = 0..written;
        let mut marked = self.marks.marked();
        marked.read += got as u64;
        for (at, byte) in (self.place..).zip(&self.out[..written]) {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.begun = false;
                }
                b'\r' => {}
                _ if !self.begun => {
                    self.begun = true;
                    marked.lines.push_back((at, self.line));
                }
                _ => {}
            }
        }
        drop(marked);
        self.place += written as u64;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() && !self.ended {
            self.fill()?;
        }
        let count = self.rest.len().min(into.len());
        into[..count].copy_from_slice(&self.out[self.rest.start..self.rest.start + count]);
        self.rest.start += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GB18030, UTF_8};

    use super::*;

    #[test]
    fn a_file_is_decoded_in_pieces_and_its_lines_are_counted() {
        let text = "姓名\r\n\r\n张三\n".repeat(9_000);
        let (gbk, _, _) = GB18030.encode(&text);
        for (bytes, encoding) in [(text.as_bytes(), UTF_8), (&gbk, GB18030)] {
            let (mut decoded, marks) = Decoded::new(bytes, encoding);
            let mut whole = String::new();
            decoded.read_to_string(&mut whole).unwrap();
            assert_eq!(whole, text);
            assert_eq!(marks.line_at(0), 1);
            // behind the first line's end, an empty line stands before the next
            assert_eq!(marks.line_at(8), 3);
            assert_eq!(marks.bytes_read(), bytes.len() as u64);
        }
    }
}
