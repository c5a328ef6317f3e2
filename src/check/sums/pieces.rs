//! A sentence in pieces: what stands between its commas, brackets kept apart, led by 其中, 共计 …

use std::ops::Range;

use crate::check::{
    number::Quantity,
    paper::{Paper, digit, is_han, trimmed},
};

/// What a piece begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing that matters here.
    None,
    /// 其中.
    Among,
    /// 包括, 含.
    Include,
    /// 分别为: the parts of a list that is whole.
    Each,
    /// 分为.
    Split,
    /// 共计, 合计.
    Total,
    /// 累计.
    Running,
}

/// What stands between two commas.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The words, without the lead and the comma.
    pub span: Range<usize>,
    /// The mark before it; a space when the lead alone begins it.
    pub mark: char,
    /// What it begins with.
    pub lead: Lead,
    /// The quantities outside its brackets.
    pub quantities: Vec<Quantity>,
    /// Its brackets, marks included.
    pub brackets: Vec<Range<usize>>,
}

/// A bracket longer than this was never closed, or is a text of its own. Chosen by us.
const BRACKET: usize = 400;

const LEADS: &[(&str, Lead)] = &[
    ("其中", Lead::Among),
    ("包括", Lead::Include),
    ("包含", Lead::Include),
    ("分别", Lead::Each),
    ("分为", Lead::Split),
    ("分成", Lead::Split),
    ("共计", Lead::Total),
    ("合计", Lead::Total),
    ("总计", Lead::Total),
    ("总共", Lead::Total),
    ("一共", Lead::Total),
    ("总数", Lead::Total),
    ("总人数", Lead::Total),
    ("总额", Lead::Total),
    ("累计", Lead::Running),
];

/// Cuts a part of the text into pieces.
pub(super) fn pieces(paper: &Paper, span: &Range<usize>) -> Vec<Piece> {
    let chars = &paper.chars;
    let mut found = Vec::new();
    let mut own = Open::at(span.start, ' ', Lead::None);
    let inside = paper.quantities_in(span);
    let mut next = 0;
    let mut at = span.start;
    while at < span.end {
        while inside.get(next).is_some_and(|own| own.span.end <= at) {
            next += 1;
        }
        if let Some(quantity) = inside.get(next).filter(|own| own.span.start <= at) {
            at = quantity.span.end.max(at + 1);
            own.quantities.push(quantity.clone());
            if let Some(len) = joins(chars, at, span.end) {
                found.push(own.close(paper, at));
                own = Open::at(at + len, '、', Lead::None);
                at += len;
            }
            continue;
        }
        match chars[at] {
            '（' | '(' => {
                if let Some(close) = closing(chars, at, span.end) {
                    own.brackets.push(at..close + 1);
                    at = close + 1;
                    continue;
                }
            }
            mark @ ('、' | '，' | ',' | '；' | ';' | '：' | ':') => {
                found.push(own.close(paper, at));
                own = Open::at(at + 1, mark, Lead::None);
                at += 1;
                continue;
            }
            _ => {}
        }
        let blank = own.is_blank(chars, at);
        if let Some((len, lead)) = lead(chars, at, blank) {
            if blank {
                own.lead = lead;
                own.start = at + len;
            } else {
                found.push(own.close(paper, at));
                own = Open::at(at + len, ' ', lead);
            }
            at += len;
            continue;
        }
        at += 1;
    }
    found.push(own.close(paper, span.end));
    found
}

/// 15名和18名: what joins two figures stands for a comma; returns its length.
fn joins(chars: &[char], at: usize, end: usize) -> Option<usize> {
    let len = match chars.get(at).filter(|_| at < end)? {
        '和' | '及' | '与' => 1,
        '以' if chars.get(at + 1) == Some(&'及') => 2,
        _ => return None,
    };
    (at + len < end).then_some(len)
}

/// A piece whose end is not reached yet.
struct Open {
    start: usize,
    mark: char,
    lead: Lead,
    quantities: Vec<Quantity>,
    brackets: Vec<Range<usize>>,
}

impl Open {
    fn at(start: usize, mark: char, lead: Lead) -> Open {
        Open {
            start,
            mark,
            lead,
            quantities: Vec::new(),
            brackets: Vec::new(),
        }
    }

    fn is_blank(&self, chars: &[char], at: usize) -> bool {
        self.lead == Lead::None
            && self.quantities.is_empty()
            && self.brackets.is_empty()
            && (at - self.start) < 8
            && chars[self.start..at].iter().all(|c| c.is_whitespace())
    }

    fn close(self, paper: &Paper, end: usize) -> Piece {
        Piece {
            span: trimmed(&paper.chars, &(self.start..end.max(self.start))),
            mark: self.mark,
            lead: self.lead,
            quantities: self.quantities,
            brackets: self.brackets,
        }
    }
}

/// Returns the place of the mark that closes a bracket.
pub(super) fn closing(chars: &[char], open: usize, end: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in chars[..end.min(open + BRACKET)]
        .iter()
        .enumerate()
        .skip(open)
    {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn lead(chars: &[char], at: usize, blank: bool) -> Option<(usize, Lead)> {
    let first = chars[at];
    if blank && first == '含' && chars.get(at + 1) != Some(&'金') {
        return Some((1, Lead::Include));
    }
    if first == '共' {
        return together(chars, at, blank);
    }
    if first == '累' && !blank && !years(chars, at)
        || !matches!(first, '其' | '包' | '分' | '合' | '总' | '一' | '累')
    {
        return None;
    }
    if first == '分' && blank && stages(chars, at + 1) {
        return Some((1, Lead::Split));
    }
    let (word, lead) = LEADS
        .iter()
        .find(|(word, _)| crate::check::paper::stands(chars, at, word))?;
    let len = word.chars().count();
    let next = chars.get(at + len).copied();
    // 其中之一, 综合计划, 分别为 with its verb
    let phrase = *lead == Lead::Among && matches!(next, Some('之' | '的'))
        || *lead == Lead::Total && at > 0 && matches!(chars[at - 1], '综' | '联' | '整' | '融');
    let verb = *lead == Lead::Each && matches!(next, Some('为' | '是' | '有' | '达' | '占'));
    (!phrase).then_some((len + usize::from(verb), *lead))
}

/// ，四年累计: the years are those of the parts.
fn years(chars: &[char], at: usize) -> bool {
    at > 2
        && chars[at - 1] == '年'
        && "两二三四五六七八九十".contains(chars[at - 2])
        && matches!(chars[at - 3], '，' | '、' | ',')
}

/// 分两期建设, 分3批: a whole in as many parts.
fn stages(chars: &[char], at: usize) -> bool {
    let numeral = |c: &char| digit(*c).is_some() || "两二三四五六七八九十".contains(*c);
    let rest = chars.get(at..).unwrap_or_default();
    let len = rest.iter().take(2).take_while(|c| numeral(c)).count();
    len > 0
        && rest
            .get(len)
            .is_some_and(|c| matches!(c, '期' | '批' | '个' | '类' | '年' | '步' | '块'))
}

/// 共 leads a total before a figure, or at a piece's head with a verb between: 共办理35件.
fn together(chars: &[char], at: usize, blank: bool) -> Option<(usize, Lead)> {
    let before = at.checked_sub(1).map(|at| chars[at]);
    if matches!(before, Some('公' | '中' | '国' | '总' | '一')) {
        return None;
    }
    let next = chars.get(at + 1).copied()?;
    if matches!(next, '计' | '有') {
        return Some((2, Lead::Total));
    }
    if digit(next).is_some() || next == ' ' {
        return Some((1, Lead::Total));
    }
    let phrase = "建享同青产性识和荣治存生通用济商融育赢勉用联创进";
    if !blank || phrase.contains(next) {
        return None;
    }
    let figure = chars[at + 1..]
        .iter()
        .take(10)
        .take_while(|c| is_han(**c) || digit(**c).is_some())
        .any(|c| digit(*c).is_some());
    figure.then_some((1, Lead::Total))
}
