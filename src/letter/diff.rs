//! What changed between two texts of a letter: by sentence, and by word within a changed sentence.
//!
//! A sentence ends with its mark, the closing quotes and brackets behind it, or its paragraph.
//! Blanks at a paragraph's ends and empty lines are no change: output forms differ in them.

use std::ops::Range;

/// A sentence with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// The words.
    pub text: &'a str,
    /// The paragraph it stands in, from 0, empty ones not counted.
    pub paragraph: usize,
    /// Where it starts, in bytes of the text.
    pub start: usize,
}

/// What became of a piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stayed.
    Kept,
    /// It was taken out.
    Out,
    /// It was put in.
    In,
}

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// It stands in both.
    Same(Sentence<'a>, Sentence<'a>),
    /// It was taken out.
    Out(Sentence<'a>),
    /// It was put in.
    In(Sentence<'a>),
    /// It was reworded: before, after, and its pieces in order.
    Reworded(Sentence<'a>, Sentence<'a>, Vec<(Fate, &'a str)>),
}

impl Change<'_> {
    /// Returns whether anything changed.
    pub fn is_change(&self) -> bool {
        !matches!(self, Change::Same(..))
    }
}

/// The largest table of comparisons. Beyond it a stretch counts as replaced whole: two texts of
/// 2,000 sentences each that share nothing at either end.
const LARGEST_TABLE: usize = 4_000_000;

/// How much of two sentences must be the same, in hundredths, to call it reworded. Chosen by us:
/// below it the marks of what stayed are harder to read than both sentences.
const REWORDED_PERCENT: usize = 40;

/// Cuts a text into its sentences.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut paragraph = 0;
    let mut at = 0;
    for line in text.split('\n') {
        let inner = line.trim();
        let mut start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        if inner.is_empty() {
            continue;
        }
        let end = start + inner.len();
        while start < end {
            let length = first_sentence(&text[start..end]);
            found.push(Sentence {
                text: text[start..start + length].trim_end(),
                paragraph,
                start,
            });
            let rest = &text[start + length..end];
            start = end - rest.trim_start().len();
        }
        paragraph += 1;
    }
    found
}

fn first_sentence(text: &str) -> usize {
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if "。！？!?；".contains(c) {
            ended = true;
        } else if ended && !"”’」』）》】".contains(c) {
            return at;
        }
    }
    text.len()
}

/// Compares two texts.
pub fn diff<'a>(before: &'a str, after: &'a str) -> Vec<Change<'a>> {
    let (old, new) = (sentences(before), sentences(after));
    let mut changes = Vec::new();
    for run in runs(&old, &new, |a, b| a.text == b.text) {
        match run {
            Run::Same(a, b) => {
                let pairs = old[a].iter().zip(&new[b]);
                changes.extend(pairs.map(|(a, b)| Change::Same(*a, *b)));
            }
            Run::Changed(a, b) => changes.extend(paired(&old[a], &new[b])),
        }
    }
    changes
}

/// Returns whether two texts have the same sentences in the same order.
pub fn is_same(before: &str, after: &str) -> bool {
    let (old, new) = (sentences(before), sentences(after));
    old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| a.text == b.text)
}

/// Pairs sentences that were taken out with those put in that are like them.
fn paired<'a>(old: &[Sentence<'a>], new: &[Sentence<'a>]) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    let mut next = 0;
    for before in old {
        let like = new[next..]
            .iter()
            .position(|own| is_reworded(before.text, own.text));
        let Some(like) = like else {
            changes.push(Change::Out(*before));
            continue;
        };
        changes.extend(new[next..next + like].iter().map(|own| Change::In(*own)));
        let after = new[next + like];
        let pieces = pieces(before.text, after.text);
        changes.push(Change::Reworded(*before, after, pieces));
        next += like + 1;
    }
    changes.extend(new[next..].iter().map(|own| Change::In(*own)));
    changes
}

fn is_reworded(before: &str, after: &str) -> bool {
    let (old, new) = (words(before), words(after));
    let all = old.len() + new.len();
    let same: usize = runs(&old, &new, |a, b| a == b)
        .into_iter()
        .map(|run| match run {
            Run::Same(a, _) => 2 * a.len(),
            Run::Changed(..) => 0,
        })
        .sum();
    same * 100 >= all * REWORDED_PERCENT
}

/// Compares two sentences word by word.
fn pieces<'a>(before: &'a str, after: &'a str) -> Vec<(Fate, &'a str)> {
    let (old, new) = (words(before), words(after));
    let whole = |text: &'a str, words: &[&'a str], range: Range<usize>| {
        let start = |at: usize| words.get(at).map_or(text.len(), |own| offset(text, own));
        &text[start(range.start)..start(range.end)]
    };
    let mut found = Vec::new();
    for run in runs(&old, &new, |a, b| a == b) {
        match run {
            Run::Same(a, _) => found.push((Fate::Kept, whole(before, &old, a))),
            Run::Changed(a, b) => {
                found.push((Fate::Out, whole(before, &old, a)));
                found.push((Fate::In, whole(after, &new, b)));
            }
        }
    }
    found.retain(|(_, text)| !text.is_empty());
    found
}

fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// Cuts a sentence into words: a number or a Latin word whole, every other character for itself.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut within = false;
    for (at, c) in text.char_indices() {
        let joins = c.is_ascii_alphanumeric() || (within && matches!(c, '.' | ',' | '%'));
        // A combining mark belongs to the character before it.
        let mark = ('\u{300}'..='\u{36f}').contains(&c);
        if at > start && !mark && !(within && joins) {
            found.push(&text[start..at]);
            start = at;
        }
        within = joins || mark && within;
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// A stretch of two lists.
enum Run {
    Same(Range<usize>, Range<usize>),
    Changed(Range<usize>, Range<usize>),
}

/// Aligns two lists by their longest common row of elements.
fn runs<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<Run> {
    let shorter = old.len().min(new.len());
    let head = (0..shorter)
        .take_while(|at| same(&old[*at], &new[*at]))
        .count();
    let tail = (0..shorter - head)
        .take_while(|at| same(&old[old.len() - 1 - at], &new[new.len() - 1 - at]))
        .count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    pairs.extend(
        common(&old[head..old_end], &new[head..new_end], &same)
            .into_iter()
            .map(|(a, b)| (a + head, b + head)),
    );
    pairs.extend((0..tail).map(|at| (old_end + at, new_end + at)));
    let mut found = Vec::new();
    let (mut a, mut b) = (0, 0);
    let mut rest = pairs.as_slice();
    while let Some((x, y)) = rest.first().copied() {
        if x > a || y > b {
            found.push(Run::Changed(a..x, b..y));
        }
        let long = rest
            .iter()
            .enumerate()
            .take_while(|(at, pair)| **pair == (x + at, y + at))
            .count();
        found.push(Run::Same(x..x + long, y..y + long));
        (a, b) = (x + long, y + long);
        rest = &rest[long..];
    }
    if a < old.len() || b < new.len() {
        found.push(Run::Changed(a..old.len(), b..new.len()));
    }
    found
}

/// Returns the pairs of the longest common row of elements.
fn common<T>(old: &[T], new: &[T], same: &impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(width) > LARGEST_TABLE {
        return Vec::new();
    }
    // longest[a * width + b]: how many can be paired of old[a..] and new[b..].
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a * width + b] = if same(&old[a], &new[b]) {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < old.len() && b < new.len() {
        if same(&old[a], &new[b]) {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// Returns a change as lines for people: its paragraph, `-` taken out, `+` put in, `~` reworded with
/// `[-out-]` and `{+in+}` marked, so that it can be read without colour.
pub fn lines(change: &Change<'_>) -> Vec<String> {
    let line = |own: &Sentence<'_>, mark: &str, text: &str| {
        format!("{:>3} {mark} {text}", own.paragraph + 1)
    };
    match change {
        Change::Same(..) => Vec::new(),
        Change::Out(own) => vec![line(own, "-", own.text)],
        Change::In(own) => vec![line(own, "+", own.text)],
        Change::Reworded(_, after, pieces) => {
            let pieces = pieces.iter().map(|(fate, text)| match fate {
                Fate::Kept => (*text).to_owned(),
                Fate::Out => format!("[-{text}-]"),
                Fate::In => format!("{{+{text}+}}"),
            });
            vec![line(after, "~", &pieces.collect::<String>())]
        }
    }
}

/// Returns who wrote each sentence of the last text: the place of the text, in a row of texts from
/// oldest to newest, that it came in with as it stands.
pub fn written_in<'a>(texts: &[&'a str]) -> Vec<(Sentence<'a>, usize)> {
    let mut known: Vec<(Sentence<'a>, usize)> = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let new = sentences(text);
        let old: Vec<Sentence<'_>> = known.iter().map(|(own, _)| *own).collect();
        let mut from = vec![place; new.len()];
        for run in runs(&old, &new, |a, b| a.text == b.text) {
            if let Run::Same(a, b) = run {
                for (a, b) in a.zip(b) {
                    from[b] = known[a].1;
                }
            }
        }
        known = new.into_iter().zip(from).collect();
    }
    known
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|own| own.text).collect()
    }

    #[test]
    fn sentences_end_with_their_marks_and_paragraphs() {
        let text = "  一是办班。二是“评奖！”三是补贴；\n\n四、结尾（见附件。）余\ne\u{301}x? 好";
        assert_eq!(
            texts(text),
            [
                "一是办班。",
                "二是“评奖！”",
                "三是补贴；",
                "四、结尾（见附件。）",
                "余",
                "e\u{301}x?",
                "好"
            ]
        );
        let places: Vec<usize> = sentences(text).iter().map(|own| own.paragraph).collect();
        assert_eq!(places, [0, 0, 0, 1, 1, 2, 2]);
        assert!(texts("").is_empty());
        assert!(texts("\n　\n").is_empty());
    }

    #[test]
    fn a_changed_figure_is_shown_within_its_sentence() {
        let found = diff("共建成工作室9个。甲。", "共建成工作室10个。甲。");
        let [Change::Reworded(_, _, pieces), Change::Same(..)] = found.as_slice() else {
            panic!("{found:?}");
        };
        let expected = [
            (Fate::Kept, "共建成工作室"),
            (Fate::Out, "9"),
            (Fate::In, "10"),
            (Fate::Kept, "个。"),
        ];
        assert_eq!(*pieces, expected);
    }

    #[test]
    fn sentences_come_go_and_stay() {
        let found = diff("甲来了。乙走了。丙在。", "甲来了。丙在。春风又绿江南岸。");
        let kinds: Vec<&str> = found
            .iter()
            .map(|own| match own {
                Change::Same(..) => "=",
                Change::Out(_) => "-",
                Change::In(_) => "+",
                Change::Reworded(..) => "~",
            })
            .collect();
        assert_eq!(kinds, ["=", "-", "=", "+"]);
        assert!(is_same("　　甲。\n乙。", "甲。\n\n乙。\n"));
        assert!(!is_same("甲。", "甲。乙。"));
        assert!(diff("", "").is_empty());
    }

    #[test]
    fn who_wrote_a_sentence_is_kept_over_versions() {
        let found = written_in(&["甲。乙。", "甲。丙。乙。", "甲。丙二。乙。"]);
        let found: Vec<(&str, usize)> = found.iter().map(|(own, at)| (own.text, *at)).collect();
        assert_eq!(found, [("甲。", 0), ("丙二。", 2), ("乙。", 0)]);
        assert!(written_in(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back_from_their_changes(
            before in "[甲乙丙。；\n 1a\u{301}]{0,40}",
            after in "[甲乙丙。；\n 1a\u{301}]{0,40}",
        ) {
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for change in diff(&before, &after) {
                match change {
                    Change::Same(a, b) => {
                        old.push(a.text.to_owned());
                        new.push(b.text.to_owned());
                    }
                    Change::Out(a) => old.push(a.text.to_owned()),
                    Change::In(b) => new.push(b.text.to_owned()),
                    Change::Reworded(_, _, pieces) => {
                        let of = |not: Fate| -> String {
                            let own = pieces.iter().filter(|(fate, _)| *fate != not);
                            own.map(|(_, text)| *text).collect()
                        };
                        old.push(of(Fate::In));
                        new.push(of(Fate::Out));
                    }
                }
            }
            prop_assert_eq!(old, texts(&before));
            prop_assert_eq!(new, texts(&after));
        }
    }
}
