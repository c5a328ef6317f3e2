//! Reading the parts of a letter out of its plain text.
//!
//! A draft is plain paragraphs, typed over and pasted into, so what is title, heading or signature
//! is told by place and form, as a reader tells it. Output forms lay out the parts; nothing is
//! changed or lost: every paragraph that is not empty comes back once, in order.

use super::numerals::is_chinese;

/// What a paragraph is in the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 类别, above everything.
    Class,
    /// 文号.
    Number,
    /// A line of the title.
    Title,
    /// 称呼, up to its colon.
    Salutation,
    /// A heading 一、.
    Heading,
    /// A heading （一）.
    SubHeading,
    /// A paragraph of text.
    Body,
    /// 附件, between text and signature.
    Attachment,
    /// The unit that signs.
    Signature,
    /// The date.
    Date,
    /// 附注 in brackets or a line with the contact.
    Note,
    /// 抄送.
    Copies,
}

/// A paragraph with its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// What it is.
    pub role: Role,
    /// Its text without indents.
    pub text: &'a str,
}

/// Title lines, class and number together are fewer than this. Chosen by us: two lines of title for
/// each of three organs at most.
const HEAD_LINES: usize = 9;

/// Longest heading or title line, in characters; longer ones are text. Two lines of 28 characters.
const SHORT_LINE: usize = 56;

/// Reads the parts of a letter.
pub fn read(text: &str) -> Vec<Part<'_>> {
    let lines = text.lines().map(str::trim).enumerate();
    let (numbers, mut parts): (Vec<usize>, Vec<Part>) = lines
        .filter(|(_, text)| !text.is_empty())
        .map(|(number, text)| {
            let role = line_role(text);
            (number, Part { role, text })
        })
        .unzip();
    let body = read_head(&mut parts);
    read_foot(&mut parts[body..], &numbers[body..]);
    parts
}

/// Sets the roles above the text and returns where it begins.
fn read_head(parts: &mut [Part]) -> usize {
    let near = &parts[..parts.len().min(HEAD_LINES)];
    let salutation = near.iter().position(|part| is_salutation(part.text));
    let title_end = salutation.unwrap_or_else(|| {
        // Without a salutation only lines that do not read like sentences are the title.
        let is_head = |part: &&Part| is_short(part.text) && !part.text.ends_with(SENTENCE_ENDS);
        let count = near.iter().take_while(is_head).count();
        if count == parts.len() { 0 } else { count }
    });
    for part in &mut parts[..title_end] {
        part.role = if packed(part.text).starts_with("类别") {
            Role::Class
        } else if is_number(part.text) {
            Role::Number
        } else {
            Role::Title
        };
    }
    if let Some(at) = salutation {
        parts[at].role = Role::Salutation;
        return at + 1;
    }
    title_end
}

/// Sets the roles below the text, from the end on; `numbers` are the line numbers of the parts.
fn read_foot(parts: &mut [Part], numbers: &[usize]) {
    let mut left = parts.len();
    while let Some(part) = left.checked_sub(1).map(|at| &mut parts[at]) {
        let packed = packed(part.text);
        if packed.starts_with("抄送") {
            part.role = Role::Copies;
        } else if is_note(&packed) {
            part.role = Role::Note;
        } else {
            break;
        }
        left -= 1;
    }
    let attached = parts[..left]
        .iter_mut()
        .rfind(|part| packed(part.text).starts_with("附件："));
    if let Some(part) = attached {
        part.role = Role::Attachment;
    }
    let Some(date) = left.checked_sub(1).filter(|&at| is_date(parts[at].text)) else {
        return;
    };
    parts[date].role = Role::Date;
    // Several units may sign, one below the other without an empty line between them.
    for at in (0..date).rev() {
        let part = &mut parts[at];
        let is_name = part.role == Role::Body
            && is_short(part.text)
            && !part.text.ends_with(SENTENCE_ENDS)
            && !FORMAL_ENDS.contains(&part.text);
        let is_next = at + 1 == date || numbers[at + 1] == numbers[at] + 1;
        if !is_name || !is_next {
            break;
        }
        part.role = Role::Signature;
    }
}

const FORMAL_ENDS: [&str; 5] = ["此复", "特此答复", "专此答复", "此致", "敬礼"];

const SENTENCE_ENDS: [char; 8] = ['。', '；', '：', '，', '！', '？', '!', '.'];

/// Returns whether a line alone is a heading, else that it is text.
pub fn line_role(text: &str) -> Role {
    if !is_short(text) || text.ends_with(SENTENCE_ENDS) {
        return Role::Body;
    }
    let numbered = |open: &str, close: char| {
        text.strip_prefix(open)
            .and_then(|rest| rest.split_once(close))
            .is_some_and(|(number, title)| is_chinese(number) && !title.contains('。'))
    };
    if numbered("", '、') {
        Role::Heading
    } else if numbered("（", '）') {
        Role::SubHeading
    } else {
        Role::Body
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= SHORT_LINE
}

fn is_salutation(text: &str) -> bool {
    is_short(text)
        && text.ends_with(['：', ':'])
        && !text.contains(['。', '；'])
        && !text.ends_with("如下：")
        && !packed(text).starts_with("类别")
}

fn is_number(text: &str) -> bool {
    let text = before_class(text);
    text.ends_with("号】")
        || text.ends_with('号') && text.contains(['〔', '[', '［'])
        || text == "【文号】"
}

/// Returns a number's line without the class that some letters print at its right: `…号　　类别B`.
pub fn before_class(text: &str) -> &str {
    let number = text.split_once("类别").map(|(number, _)| number.trim_end());
    number.filter(|own| !own.is_empty()).unwrap_or(text)
}

fn is_note(packed: &str) -> bool {
    [
        "（联系人",
        "(联系人",
        "联系人",
        "联系电话",
        "（此件",
        "(此件",
    ]
    .iter()
    .any(|start| packed.starts_with(start))
}

/// Tells whether a line is a date and nothing else, or the blank for one.
pub(super) fn is_date(text: &str) -> bool {
    let packed = packed(text);
    let Some(days) = packed.strip_suffix('日') else {
        return packed == "【成文日期】";
    };
    let mut pieces = days.split(['年', '月']);
    let is_digits =
        |piece: Option<&str>| piece.is_some_and(|p| !p.is_empty() && p.chars().all(is_date_digit));
    is_digits(pieces.next())
        && is_digits(pieces.next())
        && is_digits(pieces.next())
        && pieces.next().is_none()
}

fn is_date_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

/// Takes out spaces: forms write `抄    送：` and `2023 年4月12日`.
fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<Role> {
        read(text).into_iter().map(|part| part.role).collect()
    }

    #[test]
    fn a_whole_letter_is_read() {
        use Role::*;
        let beside = "某人社函〔2026〕7号　　类别B\n【文号】　　类别【类别】\n关于某事的答复\n甲一代表：\n收悉。\n附件：征询意见表\n\n某某局\n2026年5月5日";
        assert_eq!(
            roles(beside),
            [
                Number, Number, Title, Salutation, Body, Attachment, Signature, Date
            ]
        );
        let text = "类 别：B\n某人社函〔2026〕7号\n关于区第十五届人大二次会议\n第037号建议的答复\n\n甲一代表：\n　　您提出的建议收悉，现答复如下：\n一、关于“培训”的问题\n（一）现状\n一是办班。\n此复\n某某区某某局\n2026 年5月5日\n（联系人：乙二；联系电话：8600 0000）\n抄    送：某某委。\n";
        assert_eq!(
            roles(text),
            [
                Class, Number, Title, Title, Salutation, Body, Heading, SubHeading, Body, Body,
                Signature, Date, Note, Copies
            ]
        );
    }

    #[test]
    fn parts_that_are_missing_are_not_made_up() {
        use Role::*;
        assert_eq!(roles(""), []);
        assert_eq!(roles("只有一句话。"), [Body]);
        assert_eq!(roles("只有一行"), [Body]);
        assert_eq!(roles("关于某事的答复\n正文在此。"), [Title, Body]);
        assert_eq!(
            roles("甲一代表：\n收悉。\n二〇二六年五月五日"),
            [Salutation, Body, Date]
        );
        assert_eq!(
            roles("甲一代表：\n收悉，现答复如下：\n【成文日期】"),
            [Salutation, Body, Date]
        );
        assert_eq!(roles("一、甲、乙都好。"), [Body]);
        assert_eq!(
            roles("甲：\n未写完的一段\n\n某局\n某委\n2026年5月5日"),
            [Salutation, Body, Signature, Signature, Date]
        );
    }
}
