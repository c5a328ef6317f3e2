//! From a letter's text to blocks: what each part looks like (GB/T 9704-2012, 7.2 to 7.4).

use super::{
    AREA_WIDTH_MM, Align, Block, Document, Face, Foot, Head, Paper, Run, Size, rows::cols, title,
};
use crate::letter::{
    numerals::is_chinese,
    parts::{self, Part, Role},
};

/// Reads what stands on the paper.
pub fn read(paper: &Paper<'_>) -> Document {
    let (text, attachments, foot_text) = apart(paper.text);
    let mut parts = parts::read(&text);
    let first = |role: Role| parts.iter().position(|part| part.role == role);
    let line = first(Role::Number).map(|at| parts[at].text);
    let number = line.map(|line| parts::before_class(line).to_owned());
    // The class stands above everything, or at the right of the number.
    let beside = line.map(|line| line[parts::before_class(line).len()..].trim());
    let class = first(Role::Class)
        .map(|at| parts[at].text)
        .or(beside.filter(|class| !class.is_empty()))
        .map(str::to_owned);
    // A copy that is not the letter itself says so first, where the class stands.
    let class = match (paper.stamp, class) {
        ("", class) => class,
        (stamp, None) => Some(stamp.to_owned()),
        (stamp, Some(class)) => Some(format!("{stamp}　{class}")),
    };
    let mut printed = [first(Role::Class), first(Role::Number)];
    printed.sort_unstable();
    for at in printed.into_iter().rev().flatten() {
        parts.remove(at);
    }
    let mut foot: Vec<Foot> = parts
        .iter()
        .filter(|part| part.role == Role::Copies)
        .map(|part| copies(part.text))
        .chain(
            foot_text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(copies),
        )
        .collect();
    parts.retain(|part| part.role != Role::Copies);
    // 7.4.3: who issued it stands below 抄送, and a letter does without (10.1).
    foot.sort_by_key(|line| line.right.is_some());
    let mut blocks = body(
        &parts,
        gap_above_title(paper.head, class.is_some() || number.is_some()),
    );
    blocks.extend(attached(&attachments));
    Document {
        head: paper.head,
        mark: mark(paper),
        class,
        number,
        blocks,
        foot,
    }
}

/// Returns the organ that signs a letter, unless that is still a blank.
pub fn organ_of(text: &str) -> Option<&str> {
    let parts = parts::read(text).into_iter();
    let mut signed = parts.filter(|part| part.role == Role::Signature);
    let name = signed.next().map(|part| part.text);
    name.filter(|name| !name.contains('【'))
}

/// 7.2.4: the mark is the organ's name with 文件; 10.1: in a letter the name alone.
fn mark(paper: &Paper<'_>) -> String {
    match paper.head {
        Head::Bare => String::new(),
        _ if paper.organ.is_empty() => "【发文机关】".to_owned(),
        Head::Letter => paper.organ.to_owned(),
        Head::Red => format!("{}文件", paper.organ),
    }
}

/// Two empty lines below what stands above (7.3.1, 10.1); without a head one line of class and
/// number stands there, or nothing.
fn gap_above_title(head: Head, has_line: bool) -> usize {
    match head {
        Head::Letter | Head::Red => 2,
        Head::Bare => usize::from(has_line),
    }
}

/// Takes apart the letter, its attachments and what stands behind them.
///
/// An attachment begins with a line 附件 or 附件1 of its own behind the date. Behind all stands who
/// issued it, and 抄送 when there are attachments.
fn apart(text: &str) -> (String, Vec<&str>, String) {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut foot = Vec::new();
    let is_empty = |line: &&str| line.trim().is_empty();
    while let Some(line) = lines
        .last()
        .filter(|line| is_empty(line) || issued(line).is_some())
    {
        foot.push(*line);
        lines.pop();
    }
    let dated = lines.iter().position(|line| parts::is_date(line.trim()));
    let start = dated.and_then(|dated| {
        let behind = lines[dated..]
            .iter()
            .position(|line| is_attachment_mark(line.trim()));
        behind.map(|at| dated + at)
    });
    let mut attachments = Vec::new();
    if let Some(start) = start {
        attachments = lines.split_off(start);
        let packed = |line: &str| line.split_whitespace().collect::<String>();
        while let Some(line) = attachments
            .last()
            .filter(|line| is_empty(line) || packed(line).starts_with("抄送"))
        {
            foot.push(*line);
            attachments.pop();
        }
    }
    foot.reverse();
    attachments.retain(|line| !is_empty(line));
    let attachments = attachments.into_iter().map(str::trim).collect();
    (lines.join("\n"), attachments, foot.join("\n"))
}

fn is_attachment_mark(line: &str) -> bool {
    line.strip_prefix("附件").is_some_and(|rest| {
        rest.trim_end_matches(['：', ':'])
            .trim()
            .chars()
            .all(|c| c.is_ascii_digit())
    })
}

/// Reads `某某局办公室　2026年5月5日印发`.
fn issued(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let day = line.strip_suffix("印发")?.trim_end();
    let year = day.rfind('年').filter(|_| day.ends_with('日'))?;
    let digits = day[..year]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit())
        .last()?;
    Some((line[..digits.0].trim_end(), &line[digits.0..]))
}

fn copies(text: &str) -> Foot {
    match issued(text) {
        Some((office, day)) => Foot {
            text: office.to_owned(),
            right: Some(day.to_owned()),
        },
        None => Foot {
            text: text.to_owned(),
            right: None,
        },
    }
}

/// Lays the parts of the letter out.
fn body(parts: &[Part<'_>], gap_above: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let titles: Vec<&str> = parts
        .iter()
        .filter(|part| part.role == Role::Title)
        .map(|part| part.text)
        .collect();
    blocks.extend(title_blocks(&titles, gap_above));
    let date = parts.iter().find(|part| part.role == Role::Date);
    let date_cols = date.map_or(0, |part| cols(part.text));
    let mut listing = None;
    let mut above = Role::Title;
    for part in parts.iter().filter(|part| part.role != Role::Title) {
        listing = listed(part, listing);
        let mut block = match listing {
            Some(hang) => attachment_line(part.text, hang),
            None => block(*part, date_cols),
        };
        block.gap = gap(above, part.role, &block);
        if blocks.is_empty() && block.gap == 0 {
            block.gap = gap_above;
        }
        blocks.push(block);
        above = part.role;
    }
    keep_signature(&mut blocks, parts);
    blocks
}

/// The title in size two, in lines by sense (7.3.1).
fn title_blocks(titles: &[&str], gap_above: usize) -> Vec<Block> {
    let room = Size::Two.cols_in(AREA_WIDTH_MM);
    let mut blocks: Vec<Block> = titles
        .iter()
        .flat_map(|own| title::lines(own, room))
        .map(|line| Block {
            size: Size::Two,
            align: Align::Middle,
            with_next: true,
            ..Block::new(Face::XiaoBiaoSong, line)
        })
        .collect();
    if let Some(first) = blocks.first_mut() {
        first.gap = gap_above;
    }
    blocks
}

/// Empty lines between two parts.
fn gap(above: Role, below: Role, block: &Block) -> usize {
    match (above, below) {
        // 7.3.2.
        (Role::Title, _) => 1,
        // 7.3.5.1: the seal stands on name and date and reaches up to a line below the text at
        // most; one of 42 mm does so after two lines.
        (above, Role::Signature | Role::Date) if !matches!(above, Role::Signature | Role::Date) => {
            2
        }
        // 7.3.4.
        _ if block.first == 4 && block.rest > 4 && block.text().starts_with("附件") => 1,
        _ => 0,
    }
}

fn block(part: Part<'_>, date_cols: usize) -> Block {
    let indented = |face| Block {
        first: 4,
        ..Block::new(face, part.text)
    };
    match part.role {
        Role::Heading => Block {
            with_next: true,
            ..indented(Face::Hei)
        },
        Role::SubHeading => Block {
            with_next: true,
            ..indented(Face::Kai)
        },
        Role::Body => Block {
            runs: led(part.text),
            ..indented(Face::FangSong)
        },
        Role::Note | Role::Attachment => indented(Face::FangSong),
        // 7.3.5.1: the date four characters from the right, the name in the middle above it.
        Role::Date => Block {
            align: Align::Right,
            right: 8,
            ..Block::new(Face::FangSong, part.text)
        },
        Role::Signature => Block {
            align: Align::Right,
            right: (8 + date_cols / 2).saturating_sub(cols(part.text) / 2),
            with_next: true,
            ..Block::new(Face::FangSong, part.text)
        },
        Role::Class | Role::Number | Role::Title | Role::Salutation | Role::Copies => {
            Block::new(Face::FangSong, part.text)
        }
    }
}

/// Longest heading that runs on into its paragraph, in characters. Chosen by us: a line.
const RUN_IN: usize = 28;

/// Sets the first sentence of a numbered paragraph as its heading (7.3.3).
fn led(text: &str) -> Vec<Run> {
    let run = |face, text: &str| Run {
        face,
        text: text.to_owned(),
    };
    let face = if numbered(text, "", '、') {
        Face::Hei
    } else if numbered(text, "（", '）') {
        Face::Kai
    } else {
        return vec![run(Face::FangSong, text)];
    };
    match text.split_once('。') {
        Some((lead, rest)) if !rest.is_empty() && lead.chars().count() <= RUN_IN => vec![
            run(face, &text[..lead.len() + '。'.len_utf8()]),
            run(Face::FangSong, rest),
        ],
        _ => vec![run(Face::FangSong, text)],
    }
}

fn numbered(text: &str, open: &str, close: char) -> bool {
    text.strip_prefix(open)
        .and_then(|rest| rest.split_once(close))
        .is_some_and(|(number, _)| is_chinese(number))
}

/// Tells the columns to hang by when a paragraph lists attachments (7.3.4): 附件：, and the numbered
/// lines right below it.
fn listed(part: &Part<'_>, above: Option<usize>) -> Option<usize> {
    if !matches!(part.role, Role::Body | Role::Attachment) {
        return None;
    }
    if part.text.starts_with("附件：") || part.text.starts_with("附件:") {
        return Some(4 + cols("附件："));
    }
    above.filter(|_| ordinal(part.text).is_some())
}

/// Returns the bytes of `1.` or `1．` at the head of a line.
fn ordinal(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mark = text[digits..]
        .chars()
        .next()
        .filter(|c| ".．、".contains(*c));
    mark.filter(|_| digits > 0)
        .map(|mark| digits + mark.len_utf8())
}

/// A name that needs more lines goes on below its own first character (7.3.4).
fn attachment_line(text: &str, hang: usize) -> Block {
    let is_first = text.starts_with("附件");
    let listed = if is_first {
        &text["附件".len()..]
    } else {
        text
    };
    let listed = listed.trim_start_matches(['：', ':']);
    let number = ordinal(listed).map_or(0, |bytes| cols(&listed[..bytes]));
    Block {
        first: if is_first { 4 } else { hang },
        rest: hang + number,
        ..Block::new(Face::FangSong, text)
    }
}

/// Keeps the name and date with the last paragraph: no page holds them alone (7.3.5.5 asks for
/// room to be made; we carry text over).
fn keep_signature(blocks: &mut [Block], parts: &[Part<'_>]) {
    let signs = |part: &&Part<'_>| matches!(part.role, Role::Signature | Role::Date);
    let behind = parts
        .iter()
        .rev()
        .take_while(|part| part.role == Role::Note)
        .count();
    let signed = parts.iter().rev().skip(behind).take_while(signs).count();
    if signed == 0 {
        return;
    }
    let end = blocks.len() - behind;
    for block in &mut blocks[(end - signed).saturating_sub(1)..end - 1] {
        block.with_next = true;
    }
}

/// Lays attachments out: 附件 and its ordinal in 黑体 at the head of a page, the title in the third
/// line (7.3.7).
fn attached(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut after_mark = false;
    let mut below_title = 0;
    for line in lines {
        if is_attachment_mark(line) {
            blocks.push(Block {
                new_page: true,
                with_next: true,
                ..Block::new(Face::Hei, line)
            });
            after_mark = true;
            continue;
        }
        if std::mem::take(&mut after_mark) && cols(line) <= 2 * Size::Two.cols_in(AREA_WIDTH_MM) {
            blocks.extend(title_blocks(&[line], 1));
            below_title = 1;
            continue;
        }
        let is_heading = cols(line) <= 2 * RUN_IN && !line.ends_with(['。', '；', '：', '，']);
        let face = if is_heading && numbered(line, "", '、') {
            Face::Hei
        } else if is_heading && numbered(line, "（", '）') {
            Face::Kai
        } else {
            Face::FangSong
        };
        blocks.push(Block {
            first: 4,
            gap: std::mem::take(&mut below_title),
            with_next: face != Face::FangSong,
            ..Block::new(face, line)
        });
    }
    blocks
}
