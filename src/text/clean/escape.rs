//! How long an escape sequence is.
//!
//! Invariant: a length ends on a character boundary and is at least the introducer's.

/// Returns the bytes of the escape sequence at the start of `rest`, or nothing when the introducer
/// stands alone.
///
/// The forms are those of ECMA-48 (5.4, 5.6). A control string without its end is not followed
/// further than its introducer, so that a stray sign cannot swallow a paragraph.
pub(super) fn escape_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let first = rest.chars().next()?;
    let (introducer, second) = if first == '\u{1B}' {
        (2, bytes.get(1).copied()?)
    } else {
        // U+009B is ESC [ and so on: the 8-bit form is the 7-bit final plus 0x40.
        (2, first as u8 - 0x40)
    };
    match second {
        b'[' => {
            let parameters = run_of(&bytes[introducer..], 0x30..=0x3F);
            let between = run_of(&bytes[introducer + parameters..], 0x20..=0x2F);
            let end = introducer + parameters + between;
            let last = bytes.get(end).is_some_and(|b| (0x40..=0x7E).contains(b));
            Some(end + usize::from(last))
        }
        b'P' | b'X' | b']' | b'^' | b'_' => match control_string_len(&rest[introducer..]) {
            Some(length) => Some(introducer + length),
            None if first == '\u{1B}' => Some(introducer),
            None => None,
        },
        0x20..=0x2F => {
            let between = run_of(&bytes[1..], 0x20..=0x2F);
            let last = bytes
                .get(1 + between)
                .is_some_and(|b| (0x30..=0x7E).contains(b));
            Some(1 + between + usize::from(last))
        }
        0x30..=0x7E => Some(2),
        _ => None,
    }
}

fn run_of(bytes: &[u8], range: std::ops::RangeInclusive<u8>) -> usize {
    bytes.iter().take_while(|b| range.contains(b)).count()
}

/// Returns the length up to and with the terminator (BEL or ST) when it comes before any other
/// control sign.
fn control_string_len(body: &str) -> Option<usize> {
    let (at, end) = body
        .char_indices()
        .find(|&(_, c)| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))?;
    match end {
        '\u{7}' => Some(at + 1),
        '\u{9C}' => Some(at + 2),
        '\u{1B}' if body[at + 1..].starts_with('\\') => Some(at + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_measured_to_their_end() {
        for (text, length) in [
            ("\u{1B}[31m红", Some(5)),
            ("\u{1B}]0;标题\u{7}甲", Some(11)),
            ("\u{1B}]0;标题", Some(2)),
            ("\u{1B}(B", Some(3)),
            ("\u{9B}0m", Some(4)),
            ("\u{9D}甲", None),
            ("\u{1B}甲", None),
            ("\u{1B}", None),
            ("", None),
        ] {
            assert_eq!(escape_len(text), length, "{text:?}");
        }
    }
}
