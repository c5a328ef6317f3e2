//! A copy of a letter compared with what is kept.
//!
//! Paper is not the text: a head prints the organ's mark, class and number side by side, in its own
//! order, 抄送 and who issued it move to the foot, a long title is broken, pages bear numbers, and a PDF
//! ends its lines where the page does. What paper makes of the kept text [`page::read`] says, so that a
//! copy is compared with that and with the text itself. Invariant: a copy is the same only when every
//! word of it stands in the kept text or is the mark, in the order that one of the forms gives it.

use super::{
    diff,
    output::markdown,
    page::{self, Head, Paper},
    parts::before_class,
    published::without,
    serial::{DocNumber, number_in},
};

/// Class, number and title stand within this many lines. Chosen by us.
const HEAD: usize = 6;

/// What the lines of a copy say of its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Each is one.
    Paragraphs,
    /// Nothing: they end where the paper does.
    Broken,
}

/// A copy as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied<'a> {
    /// Its text.
    pub text: &'a str,
    /// What its lines say.
    pub lines: Lines,
    /// The note of a published letter, which was not signed; empty for none.
    pub note: &'a str,
}

/// Compares a copy with a kept text; `organs` are those whose mark may stand above it. Returns nothing
/// when it is the same, else both in the form in which they differ least.
pub fn differing<'a>(
    kept: &str,
    organs: impl Iterator<Item = &'a str>,
    copy: Copied<'_>,
) -> Option<(String, String)> {
    let Copied { lines, note, .. } = copy;
    let kept = &without(kept, note);
    let printed = Printed::of(kept, organs);
    let text = without(copy.text, note);
    let pieces = match lines {
        Lines::Paragraphs => pieces(&text),
        Lines::Broken => self::pieces(&unpaged(&text)),
    };
    let is_same = match lines {
        Lines::Paragraphs => {
            diff::is_same(&plain(kept), &plain(&pieces.join("\n")))
                || pieces == self::pieces(&markdown(kept))
                || printed.is(&pieces)
        }
        Lines::Broken => {
            let kept = signs(&self::pieces(kept).concat());
            let is = |copy: &String| *copy == kept || printed.has_signs(copy);
            // What looks like the number of a page may be a word of the text.
            let copies = [
                signs(&pieces.concat()),
                signs(&self::pieces(&text).concat()),
            ];
            let is_noted = |copy: &String| is(&copy.replacen(&signs(note), "", 1));
            copies.iter().any(|copy| is(copy) || is_noted(copy))
        }
    };
    if is_same {
        return None;
    }
    let form = |text: &str| match lines {
        Lines::Paragraphs => plain(text),
        Lines::Broken => signs(&plain(text)),
    };
    let kept = [form(kept), form(&printed.text())];
    // What looks like a mark may be the first line of the text itself.
    let copies = [printed.without_mark(&pieces), pieces].map(|own| form(&own.join("\n")));
    let pairs = copies
        .iter()
        .flat_map(|copy| kept.iter().map(move |own| (own, copy)));
    let changes = |(own, copy): &(&String, &String)| {
        let all = diff::diff(own, copy);
        all.iter().filter(|own| own.is_change()).count()
    };
    let (own, copy) = pairs.min_by_key(changes)?;
    Some((own.clone(), copy.clone()))
}

/// Words that are looked through for a number. Chosen by us: what stands above the text has fewer.
const WORDS: usize = 24;

/// Words that a reader of PDF makes of a number at most: `某复〔 2026 〕5 号`.
const WORDS_OF_NUMBER: usize = 4;

/// Returns the number that a copy bears; a PDF has it in one line with the class, or with all the rest.
pub fn number_of(copy: &str) -> Option<DocNumber> {
    let alone = || {
        let words: Vec<&str> = copy.split_whitespace().take(WORDS).collect();
        let from = |at: usize| {
            let most = (words.len() - at).min(WORDS_OF_NUMBER);
            (1..=most).find_map(|count| DocNumber::read(&words[at..at + count].concat()))
        };
        (0..words.len())
            .filter(|at| words[*at].contains(['〔', '[', '［']))
            .find_map(from)
    };
    number_in(&plain(copy)).or_else(alone)
}

/// What paper says of a letter.
struct Printed {
    /// The marks that may stand above it.
    marks: Vec<String>,
    /// Class and number; every head has an order of its own for them and the mark.
    head: Vec<String>,
    /// All below, in order.
    below: Vec<String>,
}

impl Printed {
    fn of<'a>(kept: &str, organs: impl Iterator<Item = &'a str>) -> Self {
        let read = |organ, head| {
            page::read(&Paper {
                text: kept,
                organ,
                head,
                stamp: "",
            })
        };
        // Where nobody is known to issue it, a blank stands for the mark.
        let marks = organs.chain([""]).flat_map(|organ| {
            let heads = [Head::Letter, Head::Red];
            heads.map(|head| read(organ, head).mark)
        });
        let marks = marks.collect();
        let own = read("", Head::Bare);
        let blocks = own.blocks.iter().map(page::Block::text);
        let foot = own.foot.iter().flat_map(|line| {
            let right = line.right.clone();
            [Some(line.text.clone()), right].into_iter().flatten()
        });
        let below: Vec<String> = blocks.chain(foot).collect();
        Self {
            marks,
            head: own.class.into_iter().chain(own.number).collect(),
            below: pieces(&below.join("\n")),
        }
    }

    /// Returns it as a text.
    fn text(&self) -> String {
        let all = self.head.iter().chain(&self.below).map(String::as_str);
        all.collect::<Vec<_>>().join("\n")
    }

    /// Tells whether these are its pieces.
    fn is(&self, pieces: &[String]) -> bool {
        let Some(above) = pieces.len().checked_sub(self.below.len()) else {
            return false;
        };
        let (above, below) = pieces.split_at(above);
        let mut above = self.without_mark(above);
        let mut head = self.head.clone();
        above.sort_unstable();
        head.sort_unstable();
        below == self.below && above == head
    }

    /// Tells whether these are its signs.
    fn has_signs(&self, copy: &str) -> bool {
        let below = signs(&self.below.concat());
        let Some(above) = copy.strip_suffix(below.as_str()) else {
            return false;
        };
        let head: Vec<String> = self.head.iter().map(|own| signs(own)).collect();
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let mut marks = self.marks.iter().map(|own| signs(own));
        is_made_of(above, &head)
            || marks.any(|mark| is_made_of(above, &[&head[..], &[&mark]].concat()))
    }

    /// Leaves out one mark where heads have it: above or below the class, and above the number.
    fn without_mark(&self, pieces: &[String]) -> Vec<String> {
        let mut pieces = pieces.to_vec();
        let mut near = pieces.iter().take(self.head.len() + 1);
        let at = near.position(|own| self.marks.contains(own));
        if let Some(at) = at {
            pieces.remove(at);
        }
        pieces
    }
}

/// Tells whether a text is these pieces one behind the other, in any order.
fn is_made_of(text: &str, pieces: &[&str]) -> bool {
    if pieces.is_empty() {
        return text.is_empty();
    }
    (0..pieces.len()).any(|at| {
        text.strip_prefix(pieces[at])
            .is_some_and(|rest| is_made_of(rest, &[&pieces[..at], &pieces[at + 1..]].concat()))
    })
}

/// Cuts a text where paper does, without the numbers of pages.
fn pieces(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\t', '\u{c}']).map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && page_number(line).is_none());
    lines.map(str::to_owned).collect()
}

/// Returns a text without blanks.
fn signs(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns a text without the numbers of its pages, which a reader of PDF may have put into one line with all
/// the rest. There only a number that stands alone between blanks is a page's, and only where the pages
/// before it are counted: 2021—12—31 and 3—2—501室 are words.
fn unpaged(text: &str) -> String {
    // A letter's first page bears none in the letter form (GB/T 9704-2012, 10.1).
    let mut nexts = 1..=2;
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\t', '\u{c}']) {
        if let Some(own) = page_number(line.trim()) {
            nexts = own + 1..=own + 1;
            continue;
        }
        let mut rest = line;
        let mut before = None;
        while let Some(c) = rest.chars().next() {
            let alone = before.is_none_or(char::is_whitespace);
            let numbered = paged(rest).filter(|(own, _)| alone && nexts.contains(own));
            if let Some((own, behind)) = numbered {
                nexts = own + 1..=own + 1;
                before = Some(' ');
                rest = behind;
                continue;
            }
            out.push(c);
            before = Some(c);
            rest = &rest[c.len_utf8()..];
        }
        out.push('\n');
    }
    out
}

/// Reads the number of a page at the head of a text, — 2 —, and returns what is behind it.
fn paged(text: &str) -> Option<(u32, &str)> {
    let own = text.strip_prefix(DASHES)?.trim_start();
    let behind = own.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = own[..own.len() - behind.len()].parse().ok()?;
    let behind = behind.trim_start().strip_prefix(DASHES)?;
    let alone = behind.chars().next().is_none_or(char::is_whitespace);
    alone.then_some((number, behind))
}

/// What stands on both sides of a page's number.
const DASHES: [char; 4] = ['—', '－', '-', '–'];

/// Returns a text with a line for each part of its head, the class before the number, and without the
/// numbers of pages.
fn plain(text: &str) -> String {
    let pieces = pieces(text);
    let mut all: Vec<&str> = pieces
        .iter()
        .flat_map(|line| {
            let number = before_class(line);
            [number, line[number.len()..].trim()]
        })
        .filter(|line| !line.is_empty())
        .collect();
    let head = all.len().min(HEAD);
    all[..head].sort_by_key(|line| match () {
        () if line.starts_with("类别") => 0,
        () if DocNumber::read(line).is_some() => 1,
        () => 2,
    });
    all.join("\n")
}

/// Reads a line that is the number of a page and nothing else: — 2 —.
fn page_number(line: &str) -> Option<u32> {
    let (number, behind) = paged(line)?;
    behind.is_empty().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_head_is_printed_says_nothing_of_its_words() {
        let kept = "类别：B\n某复〔2026〕5号\n关于某事的答复\n\n甲代表：\n办好了。\n";
        let printed = "类别：B\t某复〔2026〕5号\n\n关于某事的答复\n甲代表：\n办好了。\n— 2 —\n";
        assert_eq!(plain(kept), plain(printed));
        let beside = "某复〔2026〕5号　　类别：B\n关于某事的答复\n甲代表：\n办好了。";
        assert_eq!(plain(kept), plain(beside));
        assert_ne!(plain(kept), plain(&printed.replace('B', "C")));
        assert_ne!(plain(kept), plain(&printed.replace("5号", "6号")));
        assert_eq!(plain(""), "");
        assert_eq!(plain("— 2 —\n— —\n-x-"), "— —\n-x-");
    }

    const KEPT: &str = "某复〔2026〕5号　　类别B\n关于某事的答复\n\n甲代表：\n办好了。\n某局\n2026年5月5日\n\
        抄送：某委。\n联系电话：0000-0000\n某局办公室　2026年5月5日印发\n";

    fn same(copy: &str, lines: Lines) -> bool {
        let (text, note) = (copy, "（此件公开发布）");
        let organs = ["某局", "某某局"].into_iter();
        differing(KEPT, organs, Copied { text, lines, note }).is_none()
    }

    #[test]
    fn what_paper_makes_of_a_letter_is_the_same() {
        let below = "关于某事的答复\n甲代表：\n办好了。\n某局\n2026年5月5日\n联系电话：0000-0000\n\
            抄送：某委。\n某局办公室\t2026年5月5日印发\n";
        for head in [
            "",
            "某复〔2026〕5号\n类别B\n",
            "类别B\t某复〔2026〕5号\n",
            "某局\n类别B\t某复〔2026〕5号\n",
            "类别B\n某局文件\n某复〔2026〕5号\n",
        ] {
            let copy = format!("{head}{below}— 1 —\n");
            assert_eq!(same(&copy, Lines::Paragraphs), !head.is_empty(), "{head}");
            let wrapped = copy.replace("代表", "代\n表").replace('\t', "  ");
            assert_eq!(same(&wrapped, Lines::Broken), !head.is_empty(), "{head}");
            let noted = copy.replace("抄送", "（此件公开发布）\n抄送");
            assert_eq!(same(&noted, Lines::Paragraphs), !head.is_empty(), "{head}");
            // As a reader without any tool gives a page: in one line.
            let one = noted.replace('\n', " ").replace("2026年", "2026 年 ");
            assert_eq!(same(&one, Lines::Broken), !head.is_empty(), "{head}");
            for changed in [
                copy.replace("类别B", "类别C"),
                copy.replace("5号", "6号"),
                copy.replace("抄送：某委", "抄送：某办"),
                copy.replace("办好了", "办妥了"),
                format!("关于某事的答复\n{copy}"),
                format!("甲代表：\n{copy}"),
                format!("丙局\n{copy}"),
                format!("某局\n某局\n{copy}"),
            ] {
                assert!(!same(&changed, Lines::Paragraphs), "{changed}");
                assert!(!same(&changed, Lines::Broken), "{changed}");
            }
        }
        assert!(same(KEPT, Lines::Paragraphs) && same(KEPT, Lines::Broken));
        assert!(same(&markdown(KEPT), Lines::Paragraphs));
        assert!(!same("", Lines::Paragraphs) && !same("", Lines::Broken));
        let twice = KEPT.replace("办好了。", "办好了。\n办好了。");
        assert!(!same(&twice, Lines::Paragraphs));
        let broken = |text| Copied {
            text,
            lines: Lines::Broken,
            note: "",
        };
        let none = differing("", std::iter::empty(), broken("e\u{301}\u{1b}"));
        assert_eq!(none, Some((String::new(), "e\u{301}\u{1b}".to_owned())));
    }

    #[test]
    fn a_pages_number_is_taken_out_of_a_line_and_nothing_else() {
        for (text, expected) in [
            ("电话 0000-0000 — 1 — 抄送", "电话0000-0000抄送"),
            ("甲 — 2 — 乙 —3— 丙", "甲乙丙"),
            ("甲\n— 1 —\n乙 — 2 — 丙", "甲乙丙"),
            ("甲 — 4 — 乙", "甲—4—乙"),
            ("2026—2030年", "2026—2030年"),
            ("2021—12—31，2021—1—31", "2021—12—31，2021—1—31"),
            ("3—2—501室", "3—2—501室"),
            ("甲——乙 — 1 —", "甲——乙"),
            (
                "— 99999999999 — e\u{301}\u{1b}",
                "—99999999999—e\u{301}\u{1b}",
            ),
            ("—", "—"),
            ("", ""),
        ] {
            assert_eq!(signs(&unpaged(text)), expected);
        }
    }

    #[test]
    fn a_changed_day_or_room_between_dashes_is_seen() {
        for (own, other) in [
            ("2021—12—31", "2021—11—31"),
            ("3—2—501室", "3—4—501室"),
            ("3—1—501室", "3—2—501室"),
            ("3 — 1 — 501室", "3 — 4 — 501室"),
        ] {
            let kept = KEPT.replace("办好了", own);
            let read = |words: &str| {
                let printed = KEPT.replace("办好了", words);
                let text = format!("{} — 1 — ", printed.replace('\n', " "));
                let organs = ["某局"].into_iter();
                let copy = Copied {
                    text: &text,
                    lines: Lines::Broken,
                    note: "",
                };
                differing(&kept, organs, copy).is_none()
            };
            assert!(read(own) || own.contains(' '), "{own}");
            assert!(!read(other), "{other}");
        }
    }

    #[test]
    fn the_number_of_a_copy_is_found_beside_its_class() {
        for copy in [
            KEPT,
            "类别：B      某复〔2026〕5号\n关于某事的答复\n甲代表：\n收悉。",
            "某局 类别：B 某复〔 2026 〕5号 关于某事的答复 甲代表：收悉。",
            "类别：B\n某局文件\n某复〔2026〕5号\n关于某事的答复\n甲代表：\n收悉。",
        ] {
            let number = number_of(copy).map(|own| own.to_string());
            assert_eq!(number.as_deref(), Some("某复〔2026〕5号"), "{copy}");
        }
        assert_eq!(number_of(""), None);
        assert_eq!(number_of("甲代表：\n收悉。\n"), None);
    }

    #[test]
    fn what_differs_is_told_in_the_form_that_differs_least() {
        let copy = "类别B\n某局文件\n某复〔2026〕5号\n关于某事的答复\n甲代表：\n办妥了。\n某局\n2026年5月5日\n\
            联系电话：0000-0000\n抄送：某委。\n某局办公室\t2026年5月5日印发";
        let organs = || ["某局"].into_iter();
        let read = Copied {
            text: copy,
            lines: Lines::Paragraphs,
            note: "",
        };
        let (kept, copy) = differing(KEPT, organs(), read).unwrap();
        let all = diff::diff(&kept, &copy);
        assert_eq!(
            all.iter().filter(|own| own.is_change()).count(),
            1,
            "{kept}\n{copy}"
        );
    }
}
