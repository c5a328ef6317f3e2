//! Web pages, and Word files that are web pages in disguise.

use std::panic::{AssertUnwindSafe, catch_unwind};

use encoding_rs::Encoding;

use super::{ReadError, encoding, format::Extracted};

/// Wide enough that no paragraph is broken; wrapping is the desk's.
const WIDTH: usize = 200_000;

/// Elements inside each other: pages have dozens, and the parser's time grows with the square.
const MAX_DEPTH: usize = 1500;

/// Reads a web page as text, its cells kept apart by tabs.
pub fn read(bytes: &[u8]) -> Result<Extracted, ReadError> {
    let decoded = decoded(bytes);
    let page = without_scripts(&decoded.text);
    if depth(&page) > MAX_DEPTH {
        return Err(ReadError::Damaged("html"));
    }
    let text = catch_unwind(AssertUnwindSafe(|| {
        html2text::config::plain_no_decorate()
            .raw_mode(true)
            .no_table_borders()
            .allow_width_overflow()
            .string_from_read(page.as_bytes(), WIDTH)
    }))
    .map_err(|_| ReadError::Damaged("html"))?
    .map_err(|_| ReadError::Damaged("html"))?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Extracted::decoded(&decoded, text))
}

/// Decodes a page.
pub(super) fn decoded(bytes: &[u8]) -> encoding::Decoded {
    let decoded = encoding::decode(bytes);
    // A page says its own charset; believe it only where the bytes allow several readings.
    if !decoded.certain
        && let Some(encoding) = declared(bytes)
        && let (text, false) = encoding.decode_without_bom_handling(bytes)
    {
        return encoding::Decoded {
            text: text.into_owned(),
            encoding: encoding.name(),
            certain: true,
            lossy: false,
        };
    }
    decoded
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let rest = head
        .split_once("charset=")?
        .1
        .trim_start_matches(['"', '\'']);
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(rest.len());
    Encoding::for_label(&rest.as_bytes()[..end])
}

/// Counts how deep elements that must be closed stand inside each other.
fn depth(page: &str) -> usize {
    // These are closed by what follows them, so unclosed ones add no depth.
    const SHALLOW: [&str; 16] = [
        "p", "br", "hr", "img", "li", "td", "th", "tr", "meta", "link", "input", "col", "dd", "dt",
        "option", "tbody",
    ];
    let (mut open, mut deepest) = (0usize, 0usize);
    for part in page.split('<').skip(1) {
        let bare = part.trim_start_matches('/');
        let end = bare
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(bare.len());
        let name = bare[..end].to_ascii_lowercase();
        if bare.len() < part.len() {
            open = open.saturating_sub(usize::from(!SHALLOW.contains(&name.as_str())));
            continue;
        }
        let closed = part.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if !name.is_empty() && !closed && !SHALLOW.contains(&name.as_str()) {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

/// Drops scripts, styles and comments, whose text would come out as the paper's.
fn without_scripts(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let lower = page.to_ascii_lowercase();
    let mut at = 0;
    'page: while at < page.len() {
        let rest = &lower[at..];
        let Some(open) = rest.find('<') else {
            out.push_str(&page[at..]);
            break;
        };
        out.push_str(&page[at..at + open]);
        at += open;
        for (start, end) in [
            ("<script", "</script>"),
            ("<style", "</style>"),
            ("<!--", "-->"),
        ] {
            if lower[at..].starts_with(start) {
                match lower[at..].find(end) {
                    Some(found) => at += found + end.len(),
                    None => break 'page,
                }
                continue 'page;
            }
        }
        // Cells would run together: a tab keeps label and value apart.
        if lower[at..].starts_with("</td>") || lower[at..].starts_with("</th>") {
            out.push_str("\u{2003}\u{2003}");
        }
        out.push('<');
        at += 1;
    }
    out
}
