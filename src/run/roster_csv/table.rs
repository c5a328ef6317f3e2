//! A table's bytes: encoding, delimiter, header, rows.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::columns::{self, Column, List};
use crate::text::clean;

/// A header may stand below a title, a unit and a date. Chosen by us.
const HEADER_WITHIN: usize = 10;

/// A table whose header was found.
pub(super) struct Table {
    pub list: List,
    pub encoding: &'static str,
    pub columns: Vec<(usize, Column)>,
    pub ignored: Vec<String>,
    text: String,
    delimiter: u8,
    /// How many records stand above the first row, the header included.
    above: usize,
}

/// A row with the cells of known columns, cleaned; empty ones are left out.
pub(super) struct Row {
    pub line: u64,
    pub cells: Vec<(Column, String)>,
}

impl Row {
    pub fn get(&self, column: Column) -> Option<&str> {
        self.cells
            .iter()
            .find(|(own, _)| *own == column)
            .map(|(_, text)| text.as_str())
    }
}

impl Table {
    /// Reads a file as a table; `None` when no header is among its first rows.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let (text, encoding) = decode(bytes);
        // A delimiter that splits the header is the table's; a table of one column has none.
        b",\t;|".iter().find_map(|&delimiter| {
            let mut reader = reader(&text, delimiter);
            let mut best: Option<(usize, columns::Header)> = None;
            for (at, record) in reader.records().take(HEADER_WITHIN).enumerate() {
                let cells: Vec<String> = record
                    .ok()?
                    .iter()
                    .map(|cell| clean::line(cell).text)
                    .collect();
                if let Some(found) = columns::header(&cells)
                    && best
                        .as_ref()
                        .is_none_or(|(_, best)| found.columns.len() > best.columns.len())
                {
                    best = Some((at, found));
                }
            }
            let (at, header) = best?;
            Some(Self {
                list: header.list,
                encoding,
                columns: header.columns,
                ignored: header.ignored,
                text: text.clone(),
                delimiter,
                above: at + 1,
            })
        })
    }

    /// Hands out the rows until `take` says no; rows without any text are passed over.
    pub fn each_row(&self, mut take: impl FnMut(Row) -> bool) {
        let mut reader = reader(&self.text, self.delimiter);
        let mut record = csv::StringRecord::new();
        let mut at = 0;
        // Text in memory has no read errors, and rows may have any length.
        while reader.read_record(&mut record).unwrap_or(false) {
            at += 1;
            if at <= self.above {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<(Column, String)> = self
                .columns
                .iter()
                .filter_map(|(at, column)| {
                    let text = clean::line(record.get(*at)?).text.trim().to_owned();
                    (!text.is_empty()).then_some((*column, text))
                })
                .collect();
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if !take(Row { line, cells }) {
                return;
            }
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Decodes text of any encoding that Chinese offices use; returns the encoding's name.
pub fn decode(bytes: &[u8]) -> (String, &'static str) {
    let encoding = encoding_of(bytes);
    let (text, _, _) = encoding.decode(bytes);
    (text.into_owned(), encoding.name())
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        // UTF-16 of plain ASCII is valid UTF-8 too, half of it zeros.
        let zeros = |from: usize| {
            bytes
                .iter()
                .skip(from)
                .step_by(2)
                .filter(|b| **b == 0)
                .count()
        };
        return match (zeros(0) * 4 > bytes.len(), zeros(1) * 4 > bytes.len()) {
            (true, _) => UTF_16BE,
            (_, true) => UTF_16LE,
            _ => UTF_8,
        };
    }
    // Commas and line ends of UTF-16 leave zeros, which no other encoding has.
    if bytes.len().is_multiple_of(2) && bytes.contains(&0) {
        let even = bytes.iter().step_by(2).filter(|b| **b == 0).count();
        let odd = bytes.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
        return if even > odd { UTF_16BE } else { UTF_16LE };
    }
    if !GB18030.decode_without_bom_handling(bytes).1 {
        return GB18030;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"cn"), Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chinese_encoding_is_found() {
        let text = "姓名,工作单位\n张三,云桥机械\n";
        assert_eq!(decode(text.as_bytes()), (text.into(), "UTF-8"));
        let (gbk, _, _) = GB18030.encode(text);
        assert_eq!(decode(&gbk), (text.into(), "gb18030"));
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&le), (text.into(), "UTF-16LE"));
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&be), (text.into(), "UTF-16BE"));
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        assert_eq!(decode(&marked), (text.into(), "UTF-8"));
        assert_eq!(decode(b""), (String::new(), "UTF-8"));
    }
}
