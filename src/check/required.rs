//! What the profile of the unit has stand in a letter: class, number, title … down to the copies.
//!
//! What is missing is told, and what stands in the wrong place; real letters differ in the wording of every
//! element. Invariant: of a part that the profile does not ask for nothing is said.

mod order;

use std::ops::Range;

use super::{
    Finding, Severity,
    paper::{Paper, has, trimmed},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "required";

/// A part of a letter, in the order of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Must {
    /// 类别.
    Class,
    /// 发文字号.
    Number,
    /// The title.
    Title,
    /// The salutation.
    Salutation,
    /// The sentences that end it.
    Closing,
    /// 附件.
    Attachment,
    /// The organ that signs.
    Signature,
    /// The date.
    Date,
    /// 联系人, 联系电话.
    Contact,
    /// 抄送.
    Copies,
}

/// A part that must stand in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// Which.
    pub part: Must,
    /// Its line as the profile writes it; none where it is not known.
    pub line: Option<String>,
    /// How much it weighs when it is missing.
    pub severity: Severity,
}

/// Looks for every part that is asked for.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    let lines: Vec<Range<usize>> = paper
        .lines
        .iter()
        .map(|line| trimmed(&paper.chars, line))
        .filter(|line| line.start < line.end)
        .collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let mut gaps: Vec<Gap> = Vec::new();
    for own in &against.required {
        if stands(paper, &lines, own.part) {
            continue;
        }
        if own.part == Must::Closing {
            let span = paper.form.signature.clone();
            let span = span.or(paper.form.date.clone()).unwrap_or(last.clone());
            let span = trimmed(&paper.chars, &span);
            found.push(Finding::new(ID, "closing", Severity::Warning, span));
            continue;
        }
        let (beside, above) = place(paper, own.part, first, last);
        let beside = trimmed(&paper.chars, &beside);
        let known = gaps.iter().position(|gap| gap.beside == beside);
        let at = known.unwrap_or_else(|| {
            gaps.push(Gap {
                beside,
                severity: own.severity,
                parts: Vec::new(),
                above: Vec::new(),
                below: Vec::new(),
            });
            gaps.len() - 1
        });
        let gap = &mut gaps[at];
        gap.parts.push(own.part.word());
        let lines = if above {
            &mut gap.above
        } else {
            &mut gap.below
        };
        lines.extend(own.line.clone());
    }
    found.extend(gaps.into_iter().map(|gap| gap.told(paper)));
    order::run(paper, &lines, &against.required, found);
}

/// What is missing beside one line: told as one, because it is put back there at once.
struct Gap {
    beside: Range<usize>,
    severity: Severity,
    parts: Vec<&'static str>,
    /// The lines that go above, and those that go below, as far as they are known.
    above: Vec<String>,
    below: Vec<String>,
}

impl Gap {
    fn told(self, paper: &Paper) -> Finding {
        let words = paper.words(&self.beside);
        let finding = Finding::new(ID, "line", self.severity, self.beside)
            .with("part", self.parts.join("、"));
        if self.above.is_empty() && self.below.is_empty() {
            return finding;
        }
        let lines = [self.above, vec![words], self.below].concat();
        finding.fix(lines.join("\n"))
    }
}

impl Must {
    /// Returns what offices call it; it stands in the sentences of both languages.
    const fn word(self) -> &'static str {
        match self {
            Must::Class => "类别",
            Must::Number => "发文字号",
            Must::Title => "标题",
            Must::Salutation => "称呼",
            Must::Closing => "结束语",
            Must::Attachment => "附件",
            Must::Signature => "落款",
            Must::Date => "成文日期",
            Must::Contact => "联系人（电话）",
            Must::Copies => "抄送",
        }
    }
}

/// Tells whether a part stands in the letter, as a value or as its blank.
fn stands(paper: &Paper, lines: &[Range<usize>], part: Must) -> bool {
    /// What closes a letter stands in its last lines. Chosen by us.
    const LAST: usize = 8;
    const CLOSINGS: &[&str] = &[
        "感谢",
        "此复",
        "专此",
        "特此",
        "此致",
        "敬礼",
        "以上答复",
        "以上意见",
        "以上情况",
        "反馈",
        "指正",
        "宝贵意见",
        "与我们联系",
        "沟通",
        "支持",
    ];
    let form = &paper.form;
    let chars = &paper.chars;
    let begun = || lines.iter().any(|line| begins(chars, line, part));
    let above = || {
        let title = form.title.as_ref().map_or(chars.len(), |own| own.start);
        lines.iter().take_while(move |line| line.start < title)
    };
    let blank = |word: &str| lines.iter().any(|line| has(chars, line, &[word]));
    match part {
        Must::Class => {
            form.class.is_some() || above().any(|line| has(chars, line, &["类别", "分类"]))
        }
        Must::Number => {
            form.number.is_some() || above().any(|line| has(chars, line, &["〔", "号"]))
        }
        Must::Title => form.title.is_some(),
        Must::Salutation => form.salutation.is_some() || form.title.is_none(),
        Must::Closing => {
            let end = form.signature.as_ref().or(form.date.as_ref());
            let end = end.map_or(chars.len(), |own| own.start);
            let body = lines.iter().rev().filter(|line| line.end <= end);
            body.take(LAST).any(|line| has(chars, line, CLOSINGS))
        }
        Must::Signature => form.signature.is_some() || form.date.is_none() || blank("【单位全称】"),
        Must::Date => form.date.is_some() || blank("【成文日期】"),
        Must::Attachment | Must::Contact | Must::Copies => begun(),
    }
}

/// Tells whether a line begins as a part does that forms have words for.
fn begins(chars: &[char], line: &Range<usize>, part: Must) -> bool {
    let words: &[&str] = match part {
        Must::Attachment => &["附件"],
        Must::Contact => &["联系人", "联系电话", "联系方式", "电话", "咨询电话"],
        Must::Copies => &["抄送", "抄报", "主送"],
        _ => &[],
    };
    // Spaces stand within the words of forms: 抄    送.
    let own = chars[line.clone()].iter().filter(|c| !c.is_whitespace());
    let own: String = own.take(8).collect();
    let own = own.trim_start_matches(['（', '(']);
    words.iter().any(|word| own.starts_with(word))
}

/// Returns the line beside which a missing one goes, and whether it goes above it.
fn place(
    paper: &Paper,
    part: Must,
    first: &Range<usize>,
    last: &Range<usize>,
) -> (Range<usize>, bool) {
    let form = &paper.form;
    let line_of = |own: &Range<usize>| {
        let at = paper.lines.partition_point(|line| line.end < own.start);
        paper.lines.get(at).cloned().unwrap_or(own.clone())
    };
    let title = form.title.as_ref().map(line_of);
    let foot = form.signature.as_ref().or(form.date.as_ref()).map(line_of);
    match part {
        Must::Class => (first.clone(), true),
        Must::Number => (title.unwrap_or(first.clone()), true),
        Must::Title => (
            form.salutation.as_ref().map_or(first.clone(), line_of),
            true,
        ),
        Must::Salutation => {
            let end = form.title.as_ref().map(|own| own.end - 1..own.end);
            (end.as_ref().map_or(first.clone(), line_of), false)
        }
        Must::Closing | Must::Attachment | Must::Signature => match foot {
            Some(foot) => (foot, true),
            None => (last.clone(), false),
        },
        Must::Date => match &form.signature {
            Some(own) => (line_of(own), false),
            None => (last.clone(), false),
        },
        Must::Contact => (form.date.as_ref().map_or(last.clone(), line_of), false),
        Must::Copies => (last.clone(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Against, check};
    use super::*;

    pub(super) const LETTER: &str = "类别：B\n青教复〔2026〕5号\n关于区第十六届人大二次会议\n第041号建议的答复\n\n\
        林小满代表：\n您提出的《关于开设夜校的建议》收悉，现答复如下：\n今年增设夜校两所。\n\
        衷心感谢您的关心。\n附件：征询意见表\n\n青石市教育局\n2026年5月8日\n\
        （联系人：何未名；联系电话：0000-0000）\n抄    送：区人大常委会代表工委。\n";

    pub(super) const ALL: [Must; 10] = [
        Must::Class,
        Must::Number,
        Must::Title,
        Must::Salutation,
        Must::Closing,
        Must::Attachment,
        Must::Signature,
        Must::Date,
        Must::Contact,
        Must::Copies,
    ];

    pub(super) fn against() -> Against {
        let own = |part| Required {
            part,
            line: Some("行".to_owned()),
            severity: Severity::Error,
        };
        Against {
            required: ALL.map(own).to_vec(),
            ..Against::default()
        }
    }

    pub(super) fn missing(text: &str) -> Vec<Finding> {
        let found = check(text, &against()).into_iter();
        found.filter(|own| own.id == ID).collect()
    }

    #[test]
    fn every_part_that_is_left_out_is_missed_and_can_be_put_back() {
        assert_eq!(missing(LETTER), []);
        for (line, part) in [
            ("类别：B\n", "类别"),
            ("青教复〔2026〕5号\n", "发文字号"),
            ("林小满代表：\n", "称呼"),
            ("附件：征询意见表\n", "附件"),
            ("青石市教育局\n", "落款"),
            (
                "（联系人：何未名；联系电话：0000-0000）\n",
                "联系人（电话）",
            ),
            ("抄    送：区人大常委会代表工委。\n", "抄送"),
        ] {
            assert!(LETTER.contains(line), "{line}");
            let text = LETTER.replace(line, "");
            let found = missing(&text);
            assert_eq!(found.len(), 1, "{line}: {found:?}");
            assert_eq!(found[0].values, [("part", part.to_owned())]);
            let mut chars: Vec<char> = text.chars().collect();
            let fix = found[0].fix.clone().unwrap().replace('行', line.trim_end());
            chars.splice(found[0].span.clone(), fix.chars());
            let put_back: String = chars.into_iter().collect();
            assert_eq!(missing(&put_back), [], "{put_back}");
        }
        let text = LETTER.replace("衷心感谢您的关心。\n", "");
        let found = missing(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].case, found[0].severity),
            ("closing", Severity::Warning)
        );
    }

    #[test]
    fn what_is_missing_beside_one_line_is_told_at_once() {
        let text = LETTER
            .replace("青石市教育局\n", "")
            .replace("附件：征询意见表\n", "")
            .replace("（联系人：何未名；联系电话：0000-0000）\n", "")
            .replace("抄    送：区人大常委会代表工委。\n", "");
        let found = missing(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].values[0].1, "附件、落款、联系人（电话）、抄送");
        let lines = "行\n行\n2026年5月8日\n行\n行";
        assert_eq!(found[0].fix.as_deref(), Some(lines));
    }

    #[test]
    fn a_draft_with_blanks_and_a_text_that_is_no_letter_are_left_alone() {
        let draft = LETTER
            .replace("类别：B", "类别：【类别】")
            .replace("5号", "【序号】号")
            .replace("2026年5月8日", "【成文日期】")
            .replace("林小满代表", "【称呼】");
        assert_eq!(missing(&draft), []);
        assert_eq!(missing(""), []);
        assert_eq!(missing("\n \n"), []);
    }
}
