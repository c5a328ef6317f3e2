//! What belongs to a person and not to the public: identity numbers, phones, bank cards, plates, homes.
//!
//! What the proposers gave us is looked for in every letter. A paper to be published is read more
//! strictly; a masked form (138****0000) passes everywhere, because its stars break the number.

use std::ops::Range;

use super::{
    Finding, Severity, known,
    paper::{Paper, digit, has, stands},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "private";

/// Checks every long number, and looks for what is known to be private.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let known = known::spans(paper, against).into_iter();
    found.extend(known.map(|span| Finding::new(ID, "known", Severity::Error, span)));
    numbers(paper, against, found);
    if against.published {
        plates(paper, found);
        homes(paper, found);
    }
}

/// Runs of figures: identity numbers, mobile phones, bank cards.
fn numbers(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let mut at = 0;
    while at < chars.len() {
        if digit(chars[at]).is_none() {
            at += 1;
            continue;
        }
        let end = at
            + chars[at..]
                .iter()
                .take_while(|c| digit(**c).is_some())
                .count();
        let check = matches!(chars.get(end), Some('X' | 'x')) && end - at == 17;
        let len = end - at + usize::from(check);
        let joined = at > 0
            && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '.' | '_' | '-'));
        let figures: Vec<u32> = chars[at..end].iter().filter_map(|c| digit(*c)).collect();
        if len == 18 && !joined && is_identity(&figures) {
            found.push(Finding::new(ID, "identity", Severity::Error, at..at + 18));
        } else if len == 11
            && !joined
            && figures[0] == 1
            && figures[1] >= 3
            && !is_contact(paper, at)
        {
            let severity = if against.published {
                Severity::Error
            } else {
                Severity::Warning
            };
            found.push(Finding::new(ID, "mobile", severity, at..end));
        } else if against.published && !joined {
            let (card, stop) = card(chars, at);
            if is_card(&card) {
                found.push(Finding::new(ID, "card", Severity::Error, at..stop));
                at = stop;
                continue;
            }
        }
        at = end;
    }
}

/// Reads the figures of a card at a place, in one run or in groups of four with a space between;
/// returns them with where they end.
fn card(chars: &[char], start: usize) -> (Vec<u32>, usize) {
    /// Longer runs are none of cards.
    const LONGEST: usize = 20;
    let figure = |at: usize| chars.get(at).copied().and_then(digit);
    let (mut figures, mut at) = (Vec::new(), start);
    while figures.len() <= LONGEST {
        if let Some(own) = figure(at) {
            figures.push(own);
            at += 1;
        } else if chars.get(at) == Some(&' ')
            && figures.len().is_multiple_of(4)
            && figure(at + 1).is_some()
        {
            at += 1;
        } else {
            break;
        }
    }
    (figures, at)
}

/// A card of a Chinese bank: 16 to 19 figures that begin with 62, the last one by Luhn (GB/T 40303 and
/// ISO/IEC 7812-1).
fn is_card(figures: &[u32]) -> bool {
    let sum: u32 = figures
        .iter()
        .rev()
        .enumerate()
        .map(|(at, own)| match at % 2 {
            0 => *own,
            _ => own * 2 / 10 + own * 2 % 10,
        })
        .sum();
    (16..=19).contains(&figures.len()) && figures.starts_with(&[6, 2]) && sum.is_multiple_of(10)
}

/// Plates: a province's sign, a letter without I and O, five or six letters and figures (GA 36-2018).
fn plates(paper: &Paper, found: &mut Vec<Finding>) {
    const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    let chars = &paper.chars;
    let sign = |c: &char| c.is_ascii_digit() || c.is_ascii_uppercase() && !matches!(c, 'I' | 'O');
    for at in 0..chars.len() {
        let place = matches!(chars.get(at + 1), Some('A'..='Z')) && PROVINCES.contains(chars[at]);
        if !place || !chars.get(at + 1).is_some_and(sign) {
            continue;
        }
        let from = at + 2 + usize::from(matches!(chars.get(at + 2), Some('·' | '•' | ' ')));
        let rest = chars.get(from..).unwrap_or_default().iter();
        let len = rest.take_while(|c| sign(c)).count();
        let own = &chars[from.min(chars.len())..(from + len).min(chars.len())];
        let figures = own.iter().filter(|c| c.is_ascii_digit()).count();
        let goes_on = chars
            .get(from + len)
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '*' | '号'));
        if matches!(len, 5 | 6) && figures >= 3 && !goes_on {
            let span = at..from + len;
            found.push(Finding::new(ID, "plate", Severity::Error, span));
        }
    }
}

/// Homes: a word that says someone lives there, then a number of a house or a room.
fn homes(paper: &Paper, found: &mut Vec<Finding>) {
    const WORDS: &[&str] = &[
        "家庭住址",
        "家庭地址",
        "现住址",
        "现居住地址",
        "居住地址",
        "户籍地址",
        "住址",
        "家住",
        "现住在",
        "现住",
    ];
    /// An address is shorter than this. Chosen by us.
    const LONGEST: usize = 40;
    let chars = &paper.chars;
    let mut at = 0;
    while at < chars.len() {
        let word = WORDS.iter().find(|word| stands(chars, at, word));
        let Some(word) = word else {
            at += 1;
            continue;
        };
        let from = at + word.chars().count();
        let rest = chars[from..].iter().take(LONGEST);
        let len = rest.take_while(|c| !"，。；、\n（）".contains(**c)).count();
        if let Some(end) = house(chars, from..from + len) {
            found.push(Finding::new(ID, "home", Severity::Error, at..end));
        }
        at = from + len;
    }
}

/// Returns where the number of a house ends in a clause, unless it is masked.
fn house(chars: &[char], clause: Range<usize>) -> Option<usize> {
    let own = &chars[clause.clone()];
    let ends = |at: usize| {
        matches!(own[at], '号' | '室' | '幢' | '栋' | '弄')
            && at > 0
            && digit(own[at - 1]).is_some()
    };
    let last = (0..own.len()).rev().find(|at| ends(*at))?;
    let masked = |c: &char| matches!(c, '*' | '＊' | '×' | '某');
    (!own[..last].iter().any(masked)).then_some(clause.start + last + 1)
}

/// Six figures of a place, then a birthday, as GB 11643-1999 has it.
fn is_identity(figures: &[u32]) -> bool {
    let number = |from: usize, to: usize| figures[from..to].iter().fold(0, |all, d| all * 10 + d);
    (1900..2100).contains(&number(6, 10))
        && (1..=12).contains(&number(10, 12))
        && (1..=31).contains(&number(12, 14))
}

/// The office's own contact, and the cells of a form.
fn is_contact(paper: &Paper, at: usize) -> bool {
    const WORDS: &[&str] = &["电话", "联系人", "联系方式", "手机", "热线", "传真"];
    let line = paper.lines.partition_point(|own| own.end < at);
    let mut seen = 0;
    for own in paper.lines[..=line.min(paper.lines.len() - 1)]
        .iter()
        .rev()
        .take(6)
    {
        if own.clone().all(|at| paper.chars[at].is_whitespace()) {
            continue;
        }
        seen += 1;
        if has(&paper.chars, own, WORDS) {
            return true;
        }
        if seen == 2 {
            break;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{Against, check};

    fn told(text: &str) -> Vec<&'static str> {
        let against = Against {
            published: true,
            ..Against::default()
        };
        let found = check(text, &against).into_iter();
        found
            .filter(|own| own.id == super::ID)
            .map(|own| own.case)
            .collect()
    }

    #[test]
    fn what_is_published_says_nothing_private() {
        for (text, expected) in [
            ("补贴汇入6200000000000005，请查收。", &["card"][..]),
            ("补贴汇入6200 0000 0000 0005。", &["card"]),
            ("其车牌浙A00000，停在路边。", &["plate"]),
            ("新能源车浙A·D00000停放。", &["plate"]),
            ("家住虚构路0号101室的老人反映。", &["home"]),
            ("家庭住址：虚构街道虚构小区0幢0室", &["home"]),
            ("报名找周知行13000000000。", &["mobile"]),
            // Masked, or nobody's.
            ("补贴汇入6200********0005。", &[]),
            ("项目代码6200000000000006。", &[]),
            ("车牌浙A***00已登记，沪A、浙B牌照限行。", &[]),
            ("家住虚构路*号的老人，家住二楼的住户。", &[]),
            ("住址变更登记共办理120件，按浙A2026号文执行。", &[]),
            ("联系人：周知行，电话13000000000", &[]),
            ("130****0000", &[]),
            ("", &[]),
            ("浙A", &[]),
            ("家住", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
