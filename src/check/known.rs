//! What the proposers of an item gave us of themselves, looked for in a letter: phones and addresses.
//!
//! Apart from what looks private by its form: these are known, but a paper and a letter write them in
//! other groups and with other signs (`8600 0000`, `0571-86000000`). A field may hold several numbers and
//! words around them. Invariant: what is found is what is masked on a public copy, so that spans do not
//! overlap and lie in the text.

use std::{
    collections::BTreeSet,
    ops::{Range, RangeInclusive},
};

use super::{
    paper::{Paper, digit},
    queue::Against,
};
use crate::domain::private::Private;

/// Returns where a text says what its proposers gave us, in order and without overlap.
pub(super) fn spans(paper: &Paper, against: &Against) -> Vec<Range<usize>> {
    let mut spans = phone_spans(paper, &against.phones);
    spans.extend(address_spans(paper, &against.addresses));
    spans.sort_by_key(|own| (own.start, std::cmp::Reverse(own.end)));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for own in spans {
        match apart.last_mut() {
            Some(last) if own.start < last.end => last.end = last.end.max(own.end),
            _ => apart.push(own),
        }
    }
    apart
}

/// Less than this is no address and no phone. Chosen by us.
const LEAST: usize = 6;

/// A local number of seven figures, and one with the country's code.
const PHONE: RangeInclusive<usize> = 7..=15;

/// Returns where a text says one of these addresses, wherever it has spaces.
fn address_spans(paper: &Paper, addresses: &[Private]) -> Vec<Range<usize>> {
    if addresses.is_empty() {
        return Vec::new();
    }
    let folded = |c: char| digit(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c);
    let is_sign = |c: &char| !c.is_whitespace();
    let signs: Vec<(usize, char)> = paper
        .chars
        .iter()
        .enumerate()
        .filter(|(_, c)| is_sign(c))
        .map(|(at, c)| (at, folded(*c)))
        .collect();
    let mut spans = Vec::new();
    for value in addresses {
        let value: Vec<char> = value.reveal().chars().filter(is_sign).map(folded).collect();
        if value.len() < LEAST {
            continue;
        }
        let stands = |own: &[(usize, char)]| own.iter().map(|(_, c)| c).eq(&value);
        let found = signs.windows(value.len()).filter(|own| stands(own));
        spans.extend(found.map(|own| own[0].0..own[own.len() - 1].0 + 1));
    }
    spans
}

/// Returns where a text says one of these phones, in whatever groups it writes them.
fn phone_spans(paper: &Paper, phones: &[Private]) -> Vec<Range<usize>> {
    let wanted: BTreeSet<Vec<u32>> = phones
        .iter()
        .flat_map(|own| numbers_in(own.reveal()))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut spans = Vec::new();
    for number in runs(&paper.chars) {
        let figures: Vec<u32> = number.iter().map(|own| own.value).collect();
        for at in 0..number.len() {
            let stands = |length: &usize| {
                let own = figures.get(at..at + length);
                own.is_some_and(|own| wanted.contains(own))
                    && number.get(at + length).is_none_or(|own| own.begins)
            };
            if let Some(longest) = (LEAST..=*PHONE.end()).rev().find(stands)
                && begins(&number[..=at])
            {
                spans.push(number[at].at..number[at + longest - 1].at + 1);
            }
        }
    }
    spans
}

/// A figure of a number that may be written in groups.
struct Figure {
    /// Where it stands, in characters.
    at: usize,
    /// Its value.
    value: u32,
    /// A group begins with it.
    begins: bool,
}

/// Reads the numbers of a text, each with all its groups: `0571-8600 0000`, `（0571）86000000`.
fn runs(chars: &[char]) -> Vec<Vec<Figure>> {
    /// Signs between two groups: `) ` is the longest pair that is met.
    const BETWEEN: usize = 2;
    let joins = |c: &char| {
        matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '(' | ')' | '（' | '）')
            || is_dash(*c)
            || matches!(c, '.' | '·')
    };
    let mut all: Vec<Vec<Figure>> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let Some(value) = digit(*c) else { continue };
        let last = all.last().and_then(|own| own.last()).map(|own| own.at);
        let gap = last.map_or(chars.len(), |last| at - last - 1);
        let own = Figure {
            at,
            value,
            begins: gap > 0,
        };
        match all.last_mut() {
            Some(run) if gap <= BETWEEN && chars[at - gap..at].iter().all(joins) => run.push(own),
            _ => all.push(vec![own]),
        }
    }
    all
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '—' | '–' | '‐' | '‑')
}

/// Tells whether a phone may begin with the last of these figures: with a group, or behind an area code
/// or the country's in the same group.
fn begins(number: &[Figure]) -> bool {
    let group = number.iter().rposition(|own| own.begins).unwrap_or(0);
    let before: Vec<u32> = number[group..number.len() - 1]
        .iter()
        .map(|own| own.value)
        .collect();
    matches!(
        before[..],
        [] | [8, 6] | [0, 0, 8, 6] | [0, _, _] | [0, _, _, _]
    )
}

/// Reads the phones of a field, each in the forms that a letter may write it: with and without area code
/// or the country's. Which groups belong together the field need not say (8600 0000 8600 0001), so that
/// every row of neighbouring groups counts that has the length of a phone.
fn numbers_in(field: &str) -> Vec<Vec<u32>> {
    let chars: Vec<char> = field.chars().collect();
    let mut found = Vec::new();
    for number in runs(&chars) {
        let starts = number
            .iter()
            .enumerate()
            .filter(|(at, own)| *at == 0 || own.begins);
        let mut cuts: Vec<usize> = starts.map(|(at, _)| at).collect();
        cuts.push(number.len());
        let figures: Vec<u32> = number.iter().map(|own| own.value).collect();
        if (LEAST..*PHONE.start()).contains(&figures.len()) {
            found.push(figures.clone());
        }
        for (nth, start) in cuts.iter().enumerate() {
            for end in &cuts[nth + 1..] {
                let own = &figures[*start..*end];
                // A field may be a whole list: what is longer only grows.
                if own.len() > *PHONE.end() {
                    break;
                }
                if PHONE.contains(&own.len()) {
                    found.extend(bare(own).map(<[u32]>::to_vec));
                    found.push(own.to_vec());
                }
            }
        }
    }
    found
}

/// Returns a phone without the country's code or its area code: three figures of the largest cities (010,
/// 02x), four elsewhere.
fn bare(number: &[u32]) -> Option<&[u32]> {
    let own = match number {
        [8, 6, own @ ..] | [0, 0, 8, 6, own @ ..] if own.len() == 11 => return Some(own),
        [0, 1 | 2, _, own @ ..] | [0, _, _, _, own @ ..] => own,
        _ => return None,
    };
    // A mobile number of eleven figures has none before it.
    (matches!(own.len(), 7 | 8)).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::super::{Against, check, without_known};
    use crate::domain::private::Private;

    /// What is masked of a text, for a proposer of this phone and address.
    fn masked(phone: &str, address: &str, text: &str) -> String {
        let against = Against {
            phones: vec![Private::new(phone)],
            addresses: vec![Private::new(address)],
            ..Against::default()
        };
        let found = check(text, &against).into_iter();
        let known = found.filter(|own| own.case == "known").count();
        let (masked, count) = without_known(text, &against);
        assert_eq!(
            (count, masked.chars().count()),
            (known, text.chars().count())
        );
        masked
    }

    #[test]
    fn a_phone_is_known_in_whatever_groups_it_is_written() {
        let told = [
            // What the paper says, what the letter says.
            ("8600 0000", "请拨86000000。"),
            ("86000000", "请拨8600 0000。"),
            ("86000000", "请拨0000-86000000。"),
            ("86000000", "请拨（0000）8600-0000。"),
            ("86000000", "请拨000086000000。"),
            ("0000-86000000", "请拨86000000，或８６０００００0。"),
            ("000086000000", "请拨0000—86000000。"),
            ("赵铁（机械厂，电话：8600 0000）", "请拨86000000。"),
            ("86000000、86000001", "请拨86000001。"),
            ("86000000 86000001", "请拨8600 0001。"),
            ("8600 0000 8600 0001", "请拨86000001。"),
            ("86000000-801", "请拨86000000转801。"),
            ("000 0000 1234", "请拨00000001234。"),
            ("+86 10000000000", "请拨10000000000。"),
            ("10000000000", "请拨+8610000000000。"),
            ("660000", "请拨660000。"),
        ];
        for (phone, text) in told {
            let own = masked(phone, "", text);
            assert!(own.contains('*'), "{phone}: {text}: {own}");
        }
        assert_eq!(masked("8600 0000", "", "请拨86000000。"), "请拨860***00。");
        for (phone, text) in [
            ("8600 0000", "共186000000元，或860000000元。"),
            ("8600 0000", "86年0000。"),
            ("86000000、", "86000001"),
            ("12345", "12345"),
            ("", "0"),
            ("无", "无"),
        ] {
            assert_eq!(masked(phone, "", text), text, "{phone}");
        }
        let address = "虚构街道 虚构路0号101室";
        let own = masked("", address, "家在虚构街道虚构路０号101室。e\u{301}");
        assert!(
            own.starts_with("家在虚构街") && own.contains("*1室"),
            "{own}"
        );
        assert_eq!(masked("", "路0号", "路0号"), "路0号", "too short");
    }

    #[test]
    fn a_field_of_very_many_groups_holds_no_check_up() {
        let field = "00 ".repeat(50_000);
        let text = "请拨86000000。".repeat(500);
        let before = std::time::Instant::now();
        assert_eq!(masked(&field, "", &text), text);
        // Every row of groups was gone through before, for minutes.
        assert!(before.elapsed().as_secs() < 20, "{:?}", before.elapsed());
    }
}
