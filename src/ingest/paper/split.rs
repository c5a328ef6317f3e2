//! Where one document of a file ends and the next begins, and what each is.

use super::{
    class, date, form, furniture,
    label::{self, Label},
    number, organ, salutation,
    title::{self, Title},
};
use crate::ingest::lines::Line;

/// What a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A proposal form.
    Form,
    /// A letter, with its title's place counted from the document's first line.
    Letter(Option<Title>),
    /// Anything else.
    Source,
}

/// A document's lines and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index of its first line.
    pub from: usize,
    /// Index after its last line.
    pub to: usize,
    /// What it is.
    pub what: What,
}

/// Cuts a text into documents; their lines follow each other without gap.
pub fn documents(lines: &[Line]) -> Vec<Part> {
    if lines.is_empty() {
        return Vec::new();
    }
    if is_ledger(lines) {
        return vec![Part {
            from: 0,
            to: lines.len(),
            what: What::Source,
        }];
    }
    let mut starts = letters(lines);
    let untitled = starts.is_empty().then(|| untitled_letter(lines)).flatten();
    if let Some(at) = untitled {
        starts.push((at, None));
    }
    for at in forms(lines) {
        let inside_letter_head = starts
            .iter()
            .any(|(from, title)| at >= *from && title.as_ref().is_some_and(|t| at <= t.last));
        if !inside_letter_head && !starts.iter().any(|(from, _)| *from == at) {
            starts.push((
                at,
                Some(Title {
                    first: usize::MAX,
                    last: 0,
                    text: String::new(),
                }),
            ));
        }
    }
    starts.sort_by_key(|(at, _)| *at);
    let mut parts: Vec<Part> = Vec::new();
    if let Some((first, title)) = starts.first() {
        let before = &lines[..*first];
        let is_form_start = title.as_ref().is_some_and(|t| t.first == usize::MAX);
        if *first > 0 {
            if let Some(what) = leading(before).filter(|_| !is_form_start) {
                parts.push(Part {
                    from: 0,
                    to: *first,
                    what,
                });
            } else {
                // Site names and menus above the first paper belong to it.
                starts[0].0 = 0;
            }
        }
    } else {
        let what = alone(lines);
        return vec![Part {
            from: 0,
            to: lines.len(),
            what,
        }];
    }
    for (n, (from, title)) in starts.iter().enumerate() {
        let to = starts.get(n + 1).map_or(lines.len(), |(next, _)| *next);
        let what = match title {
            Some(t) if t.first == usize::MAX => What::Form,
            Some(t) => What::Letter(Some(Title {
                first: t.first - from,
                last: t.last - from,
                text: t.text.clone(),
            })),
            None => What::Letter(None),
        };
        parts.push(Part {
            from: *from,
            to,
            what,
        });
    }
    parts
}

/// Finds the letters by their titles: the index where the head begins, and the title.
fn letters(lines: &[Line]) -> Vec<(usize, Option<Title>)> {
    let mut out: Vec<(usize, Option<Title>)> = Vec::new();
    for title in title::find_all(lines) {
        let floor = out
            .last()
            .and_then(|(_, t)| t.as_ref())
            .map_or(0, |t| t.last + 1);
        let between = &lines[floor..title.first];
        if let Some(last) = out.last_mut()
            && between.len() <= 8
            && between.iter().all(|l| {
                l.flat.chars().count() <= 90
                    && salutation::read(l).is_none()
                    && !l.flat.ends_with('。')
            })
        {
            // The page's title over the paper's own: one letter; keep the fuller of the two.
            let numbered = |t: &Title| number::item_number(&t.text).is_some();
            if numbered(&title) || !last.1.as_ref().is_some_and(numbered) {
                last.1 = Some(title);
            }
            continue;
        }
        let head = head_start(lines, title.first, floor);
        let opens = (title.last + 1..lines.len().min(title.last + 12))
            .any(|at| salutation::read(&lines[at]).is_some());
        let headed = head < title.first;
        let answers = lines[title.last + 1..]
            .iter()
            .take(6)
            .any(|l| opens_answer(&l.flat));
        // Below a letter's own text, a line like a title needs more than its words.
        if !out.is_empty() && !opens && !headed {
            continue;
        }
        if out.is_empty() && !opens && !headed && !answers && lines.len() > title.last + 40 {
            continue;
        }
        out.push((head, Some(title)));
    }
    out
}

/// Words of a letter's first sentence.
fn opens_answer(flat: &str) -> bool {
    [
        "答复如下",
        "收悉",
        "复函如下",
        "回复如下",
        "协办意见如下",
        "会办意见如下",
        "意见如下",
        "函复如下",
        "办理情况",
        "提出如下",
        "报告如下",
    ]
    .iter()
    .any(|cue| flat.contains(cue))
}

/// Walks from a title up over the head: organ, number, class letter, signer.
fn head_start(lines: &[Line], title: usize, floor: usize) -> usize {
    let mut start = title;
    for at in (floor..title).rev().take(12) {
        let line = &lines[at];
        let flat = line.flat.as_str();
        let labels = label::find(line);
        let of_tail = labels.iter().any(|h| {
            matches!(
                h.label,
                Label::Copies | Label::Contact | Label::ContactAndPhone | Label::Phone
            )
        });
        let head = organ::from_head(flat).is_some()
            || (number::document_number(&line.text).is_some() && flat.chars().count() <= 60)
            || (class::find(flat).is_some() && flat.chars().count() <= 30)
            || flat.starts_with("签发")
            || flat.contains("公开") && flat.chars().count() <= 20
            || (furniture::is(line) && labels.is_empty())
            || flat.ends_with("文件") && flat.chars().count() <= 30;
        if of_tail || !head || date::find(flat).is_some_and(|d| d.end == flat.len()) {
            break;
        }
        start = at;
    }
    // A signature right above the next letter's head would be an organ too; it is followed by a date.
    start
}

/// A letter whose title the website dropped: a salutation and 收悉 or 答复如下 below it.
fn untitled_letter(lines: &[Line]) -> Option<usize> {
    let at = lines.iter().take(30).position(|l| {
        salutation::read(l).is_some_and(|s| s.rest.is_empty() || opens_answer(&s.rest))
    });
    if let Some(at) = at
        && lines[at..].iter().take(4).any(|l| opens_answer(&l.flat))
    {
        return Some(head_start(lines, at, 0));
    }
    // No salutation either: 您提出的…收悉，现答复如下.
    let at = lines.iter().take(12).position(|l| {
        let head: String = l.flat.chars().take(200).collect();
        (head.contains("您提出")
            || head.contains("你提出")
            || head.contains("你们提出")
            || head.contains("提出的"))
            && (head.contains("收悉") || head.contains("答复如下"))
            && (head.contains("建议") || head.contains("提案"))
    })?;
    Some(head_start(lines, at, 0))
}

/// Finds where proposal forms begin.
fn forms(lines: &[Line]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut heading = 0;
    for at in 0..lines.len() {
        if !is_form_heading(&lines[at].flat) {
            continue;
        }
        // A short form ends sooner, but then the next one bears the same heading.
        let near = out.last().is_some_and(|last| at < last + 6);
        let repeats = near
            && lines[at].flat == lines[heading].flat
            && form_labels(&lines[heading + 1..at]) >= 2;
        if near && !repeats {
            continue;
        }
        let labels = form_labels(&lines[at..lines.len().min(at + 22)]);
        if labels < 2 {
            continue;
        }
        heading = at;
        // The meeting's name may stand on the lines above.
        let mut from = at;
        while from > 0 && at - from < 3 {
            let above = lines[from - 1].flat.as_str();
            let meeting = ["届", "人民代表大会", "政协", "委员会", "会议"]
                .iter()
                .any(|w| above.contains(w))
                || number::item_number(above).is_some();
            if above.chars().count() > 36 || above.contains(['。', '：']) || !meeting {
                break;
            }
            from -= 1;
        }
        out.push(from);
    }
    out
}

fn is_form_heading(flat: &str) -> bool {
    let words = [
        "建议、批评和意见",
        "建议批评和意见",
        "建议、批评、意见",
        "代表建议",
        "建议表",
        "建议纸",
        "建议登记",
        "提案表",
        "提案纸",
        "提案登记",
        "委员提案",
        "集体提案",
        "政协提案",
        "个人提案",
        "联名提案",
        "议案表",
        "意见表",
        "书面意见",
    ];
    let length = flat.chars().count();
    (3..=46).contains(&length)
        && (words.iter().any(|w| flat.contains(w))
            || (flat.ends_with("提案") || flat.ends_with("建议"))
                && (flat.contains("会议") || flat.contains('届')))
        && !flat.contains(['。', '，', '；'])
        && !flat.contains("答复")
        && !flat.contains("征询")
        && !flat.contains("办理")
        && !flat.contains("反馈")
}

/// Counts the different labels of a form in some lines.
fn form_labels(lines: &[Line]) -> usize {
    let mut seen: Vec<Label> = Vec::new();
    for line in lines {
        for hit in label::find(line) {
            let counts = matches!(
                hit.label,
                Label::Lead
                    | Label::CoSigners
                    | Label::Group
                    | Label::WishedUnit
                    | Label::Title
                    | Label::Content
                    | Label::Address
                    | Label::Postcode
            );
            if counts
                && !seen.contains(&hit.label)
                && (hit.first || line.text.contains('\t') || hit.colon)
            {
                seen.push(hit.label);
            }
        }
    }
    seen.len()
}

/// What stands before the first letter of a file: a form, a text of its own, or furniture.
fn leading(before: &[Line]) -> Option<What> {
    if form_labels(before) >= 2
        || before.iter().take(12).any(|l| form::is_title(&l.flat)) && long(before)
    {
        return Some(What::Form);
    }
    long(before).then_some(What::Source)
}

fn long(lines: &[Line]) -> bool {
    lines.iter().any(|l| l.flat.chars().count() >= 70)
        && lines.iter().map(|l| l.flat.chars().count()).sum::<usize>() >= 160
}

/// What a text without any letter or form heading is.
fn alone(lines: &[Line]) -> What {
    let head = &lines[..lines.len().min(25)];
    let labels = form_labels(head);
    let has = |wanted: &[Label]| {
        head.iter()
            .flat_map(label::find)
            .any(|h| wanted.contains(&h.label))
    };
    if labels >= 2
        && has(&[Label::Lead, Label::Group, Label::CoSigners])
        && has(&[
            Label::Title,
            Label::Content,
            Label::WishedUnit,
            Label::Group,
        ])
    {
        return What::Form;
    }
    let titled = lines
        .iter()
        .take(6)
        .any(|l| form::is_title(&l.flat) && (l.flat.starts_with("关于") || labels >= 1));
    let asks = lines.iter().any(|l| l.flat.contains("建议"));
    let signed = head
        .iter()
        .flat_map(label::find)
        .any(|h| matches!(h.label, Label::Lead | Label::CoSigners | Label::Group));
    let published = lines
        .iter()
        .take(8)
        .any(|l| l.flat.contains("来源") && date::find(&l.flat).is_some());
    if titled && asks && (signed || !published) {
        return What::Form;
    }
    What::Source
}

/// A ledger: rows of cells under a head of column names. It is a table, not a paper.
fn is_ledger(lines: &[Line]) -> bool {
    let cells = |line: &Line| {
        line.text
            .split(['\t', '|', '│'])
            .filter(|c| !c.trim().is_empty())
            .count()
    };
    lines.iter().take(8).enumerate().any(|(at, line)| {
        let count = cells(line);
        let head = [
            "序号", "编号", "标题", "案由", "领衔", "承办", "题目", "类别",
        ];
        count >= 4
            && head.iter().filter(|w| line.flat.contains(**w)).count() >= 2
            && lines[at + 1..]
                .iter()
                .take(3)
                .filter(|l| cells(l) + 1 >= count)
                .count()
                >= 2
    })
}
