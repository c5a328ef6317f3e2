//! Labelled fields: 代表姓名, 案由, 联系电话 …, with the value beside, in the next cell or below.
//!
//! Labels are found in the raw line because a table flattened to text keeps its cells apart by tabs
//! or runs of blanks; blanks inside a label (姓    名) do not count. The words are those of
//! the forms and systems listed in the trade's ledgers; adding one is a row here.

use crate::ingest::lines::{Line, flat};

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The lead signer.
    Lead,
    /// Co-signers.
    CoSigners,
    /// Phone.
    Phone,
    /// Address.
    Address,
    /// Postcode.
    Postcode,
    /// 代表团, 界别.
    Group,
    /// 拟主办单位.
    WishedUnit,
    /// 标题, 案由.
    Title,
    /// 内容.
    Content,
    /// The part that asks: 具体建议.
    Asking,
    /// The item's number.
    Number,
    /// The meeting.
    Session,
    /// The day.
    Date,
    /// 联系人.
    Contact,
    /// 联系人及电话.
    ContactAndPhone,
    /// 抄送.
    Copies,
    /// Known, and of no use here: 性别, 备注.
    Other,
}

/// How much must stand around a label's word to take it for one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// The word alone in its cell is enough.
    Cell,
    /// A colon must follow: the word is common in running text.
    Colon,
}

const LABELS: &[(&str, Label, Needs)] = &[
    ("第一提案人姓名", Label::Lead, Needs::Cell),
    ("领衔代表姓名", Label::Lead, Needs::Cell),
    ("提案人（单位）", Label::Lead, Needs::Cell),
    ("提案人(单位)", Label::Lead, Needs::Cell),
    ("提案人或单位", Label::Lead, Needs::Cell),
    ("提案者名称", Label::Lead, Needs::Cell),
    ("提案者姓名", Label::Lead, Needs::Cell),
    ("提案委员姓名", Label::Lead, Needs::Cell),
    ("提案人姓名", Label::Lead, Needs::Cell),
    ("建议人姓名", Label::Lead, Needs::Cell),
    ("第一提案人", Label::Lead, Needs::Cell),
    ("第一提案者", Label::Lead, Needs::Cell),
    ("领衔提案人", Label::Lead, Needs::Cell),
    ("领衔建议人", Label::Lead, Needs::Cell),
    ("建议提出人", Label::Lead, Needs::Cell),
    ("提案提出人", Label::Lead, Needs::Cell),
    ("领衔人姓名", Label::Lead, Needs::Cell),
    ("提出人姓名", Label::Lead, Needs::Cell),
    ("代表姓名", Label::Lead, Needs::Cell),
    ("委员姓名", Label::Lead, Needs::Cell),
    ("领衔代表", Label::Lead, Needs::Cell),
    ("领衔委员", Label::Lead, Needs::Cell),
    ("建议代表", Label::Lead, Needs::Colon),
    ("提案单位", Label::Lead, Needs::Cell),
    ("提案委员", Label::Lead, Needs::Cell),
    ("提案人", Label::Lead, Needs::Cell),
    ("提案者", Label::Lead, Needs::Cell),
    ("提出人", Label::Lead, Needs::Cell),
    ("提议人", Label::Lead, Needs::Cell),
    ("建议人", Label::Lead, Needs::Cell),
    ("建议者", Label::Lead, Needs::Cell),
    ("领衔人", Label::Lead, Needs::Cell),
    ("主提人", Label::Lead, Needs::Cell),
    ("提出代表", Label::Lead, Needs::Cell),
    ("姓名", Label::Lead, Needs::Cell),
    ("代表", Label::Lead, Needs::Colon),
    ("委员", Label::Lead, Needs::Colon),
    ("联名提案人", Label::CoSigners, Needs::Cell),
    ("共同提案人", Label::CoSigners, Needs::Cell),
    ("附议人姓名", Label::CoSigners, Needs::Cell),
    ("联名人姓名", Label::CoSigners, Needs::Cell),
    ("附议代表", Label::CoSigners, Needs::Cell),
    ("附议委员", Label::CoSigners, Needs::Cell),
    ("联名代表", Label::CoSigners, Needs::Cell),
    ("联名委员", Label::CoSigners, Needs::Cell),
    ("联署代表", Label::CoSigners, Needs::Cell),
    ("其他代表", Label::CoSigners, Needs::Colon),
    ("附议人", Label::CoSigners, Needs::Cell),
    ("联名人", Label::CoSigners, Needs::Cell),
    ("联署人", Label::CoSigners, Needs::Cell),
    ("附议", Label::CoSigners, Needs::Colon),
    ("联名", Label::CoSigners, Needs::Colon),
    ("联系人及联系电话", Label::ContactAndPhone, Needs::Cell),
    ("联系人及电话", Label::ContactAndPhone, Needs::Cell),
    ("联系人和电话", Label::ContactAndPhone, Needs::Cell),
    ("联系人、电话", Label::ContactAndPhone, Needs::Cell),
    ("联系人（电话）", Label::ContactAndPhone, Needs::Cell),
    ("承办人及电话", Label::ContactAndPhone, Needs::Cell),
    ("承办人及联系电话", Label::ContactAndPhone, Needs::Cell),
    ("经办人及电话", Label::ContactAndPhone, Needs::Cell),
    ("联系人电话", Label::Phone, Needs::Cell),
    ("联系电话", Label::Phone, Needs::Cell),
    ("联系手机", Label::Phone, Needs::Cell),
    ("手机号码", Label::Phone, Needs::Cell),
    ("电话号码", Label::Phone, Needs::Cell),
    ("移动电话", Label::Phone, Needs::Cell),
    ("办公电话", Label::Phone, Needs::Cell),
    ("固定电话", Label::Phone, Needs::Cell),
    ("联系方式", Label::Phone, Needs::Cell),
    ("手机", Label::Phone, Needs::Cell),
    ("电话", Label::Phone, Needs::Cell),
    ("通讯地址", Label::Address, Needs::Cell),
    ("通信地址", Label::Address, Needs::Cell),
    ("联系地址", Label::Address, Needs::Cell),
    ("家庭地址", Label::Address, Needs::Cell),
    ("家庭住址", Label::Address, Needs::Cell),
    ("单位地址", Label::Address, Needs::Cell),
    ("地址", Label::Address, Needs::Cell),
    ("住址", Label::Address, Needs::Cell),
    ("邮政编码", Label::Postcode, Needs::Cell),
    ("邮编", Label::Postcode, Needs::Cell),
    ("所属代表团", Label::Group, Needs::Cell),
    ("所在代表团", Label::Group, Needs::Cell),
    ("所属界别", Label::Group, Needs::Cell),
    ("界别小组", Label::Group, Needs::Cell),
    ("代表小组", Label::Group, Needs::Cell),
    ("代表团", Label::Group, Needs::Cell),
    ("界别", Label::Group, Needs::Cell),
    ("组别", Label::Group, Needs::Cell),
    ("建议承办单位", Label::WishedUnit, Needs::Cell),
    ("希望承办单位", Label::WishedUnit, Needs::Cell),
    ("建议主办单位", Label::WishedUnit, Needs::Cell),
    ("建议办理单位", Label::WishedUnit, Needs::Cell),
    ("希望办理单位", Label::WishedUnit, Needs::Cell),
    ("拟主办单位", Label::WishedUnit, Needs::Cell),
    ("拟承办单位", Label::WishedUnit, Needs::Cell),
    ("拟办理单位", Label::WishedUnit, Needs::Cell),
    ("拟办单位", Label::WishedUnit, Needs::Cell),
    ("承办单位", Label::WishedUnit, Needs::Cell),
    ("主办单位", Label::WishedUnit, Needs::Cell),
    ("办理单位", Label::WishedUnit, Needs::Cell),
    ("提案标题", Label::Title, Needs::Cell),
    ("提案题目", Label::Title, Needs::Cell),
    ("提案名称", Label::Title, Needs::Cell),
    ("提案案由", Label::Title, Needs::Cell),
    ("建议标题", Label::Title, Needs::Cell),
    ("建议题目", Label::Title, Needs::Cell),
    ("建议名称", Label::Title, Needs::Cell),
    ("建议案由", Label::Title, Needs::Cell),
    ("议案标题", Label::Title, Needs::Cell),
    ("标题", Label::Title, Needs::Cell),
    ("题目", Label::Title, Needs::Cell),
    ("案由", Label::Title, Needs::Cell),
    ("案名", Label::Title, Needs::Cell),
    ("事由及具体建议", Label::Content, Needs::Cell),
    ("案由及建议内容", Label::Content, Needs::Cell),
    ("情况分析及建议", Label::Content, Needs::Cell),
    ("建议具体内容", Label::Content, Needs::Cell),
    ("提案具体内容", Label::Content, Needs::Cell),
    ("建议内容", Label::Content, Needs::Cell),
    ("提案内容", Label::Content, Needs::Cell),
    ("具体内容", Label::Content, Needs::Cell),
    ("主要内容", Label::Content, Needs::Cell),
    ("情况分析", Label::Content, Needs::Cell),
    ("问题分析", Label::Content, Needs::Cell),
    ("内容", Label::Content, Needs::Cell),
    ("正文", Label::Content, Needs::Cell),
    ("事由", Label::Content, Needs::Cell),
    ("理由", Label::Content, Needs::Colon),
    ("案据", Label::Content, Needs::Cell),
    ("情况", Label::Content, Needs::Colon),
    ("分析", Label::Content, Needs::Colon),
    ("具体建议", Label::Asking, Needs::Cell),
    ("对策建议", Label::Asking, Needs::Cell),
    ("意见建议", Label::Asking, Needs::Colon),
    ("建议办法", Label::Asking, Needs::Cell),
    ("解决办法", Label::Asking, Needs::Cell),
    ("建议", Label::Asking, Needs::Colon),
    ("办法", Label::Asking, Needs::Colon),
    ("议案建议编号", Label::Number, Needs::Cell),
    ("议案编号", Label::Number, Needs::Cell),
    ("建议案号", Label::Number, Needs::Cell),
    ("建议编号", Label::Number, Needs::Cell),
    ("提案编号", Label::Number, Needs::Cell),
    ("提案号", Label::Number, Needs::Cell),
    ("建议号", Label::Number, Needs::Cell),
    ("案号", Label::Number, Needs::Cell),
    ("编号", Label::Number, Needs::Cell),
    ("会议名称", Label::Session, Needs::Cell),
    ("会议届次", Label::Session, Needs::Cell),
    ("届次", Label::Session, Needs::Cell),
    ("提出日期", Label::Date, Needs::Cell),
    ("提出时间", Label::Date, Needs::Cell),
    ("提交日期", Label::Date, Needs::Cell),
    ("提交时间", Label::Date, Needs::Cell),
    ("提案日期", Label::Date, Needs::Cell),
    ("日期", Label::Date, Needs::Colon),
    ("单位联系人", Label::Contact, Needs::Cell),
    ("联系人", Label::Contact, Needs::Cell),
    ("承办人", Label::Contact, Needs::Colon),
    ("经办人", Label::Contact, Needs::Colon),
    ("抄送单位", Label::Copies, Needs::Colon),
    ("抄送", Label::Copies, Needs::Colon),
    ("抄报", Label::Copies, Needs::Colon),
    ("主送", Label::Other, Needs::Colon),
    ("代表证编号", Label::Other, Needs::Cell),
    ("代表证号", Label::Other, Needs::Cell),
    ("委员证号", Label::Other, Needs::Cell),
    ("工作单位及职务", Label::Other, Needs::Cell),
    ("工作单位和职务", Label::Other, Needs::Cell),
    ("单位及职务", Label::Other, Needs::Cell),
    ("单位职务", Label::Other, Needs::Cell),
    ("工作单位", Label::Other, Needs::Cell),
    ("职务", Label::Other, Needs::Cell),
    ("单位", Label::Other, Needs::Colon),
    ("性别", Label::Other, Needs::Cell),
    ("民族", Label::Other, Needs::Cell),
    ("党派", Label::Other, Needs::Cell),
    ("政治面貌", Label::Other, Needs::Cell),
    ("出生年月", Label::Other, Needs::Cell),
    ("年龄", Label::Other, Needs::Cell),
    ("电子邮箱", Label::Other, Needs::Cell),
    ("E-mail", Label::Other, Needs::Cell),
    ("Email", Label::Other, Needs::Cell),
    ("办理建议", Label::Other, Needs::Cell),
    ("承办建议", Label::Other, Needs::Cell),
    ("电子邮件", Label::Other, Needs::Cell),
    ("邮箱", Label::Other, Needs::Cell),
    ("传真", Label::Other, Needs::Cell),
    ("联系单位", Label::Other, Needs::Cell),
    ("联名人数", Label::Other, Needs::Cell),
    ("附议人数", Label::Other, Needs::Cell),
    ("提出人数", Label::Other, Needs::Cell),
    ("内容分类", Label::Other, Needs::Cell),
    ("提案类别", Label::Other, Needs::Cell),
    ("建议类别", Label::Other, Needs::Cell),
    ("提案类型", Label::Other, Needs::Cell),
    ("建议类型", Label::Other, Needs::Cell),
    ("类别", Label::Other, Needs::Cell),
    ("类型", Label::Other, Needs::Colon),
    ("提案形式", Label::Other, Needs::Cell),
    ("建议协办单位", Label::Other, Needs::Cell),
    ("拟协办单位", Label::Other, Needs::Cell),
    ("协办单位", Label::Other, Needs::Cell),
    ("会办单位", Label::Other, Needs::Cell),
    ("是否公开", Label::Other, Needs::Cell),
    ("可否公开", Label::Other, Needs::Cell),
    ("是否同意公开", Label::Other, Needs::Cell),
    ("审查意见", Label::Other, Needs::Cell),
    ("立案情况", Label::Other, Needs::Cell),
    ("审查结果", Label::Other, Needs::Cell),
    ("立案审查", Label::Other, Needs::Cell),
    ("交办意见", Label::Other, Needs::Cell),
    ("办理方式", Label::Other, Needs::Cell),
    ("办理类型", Label::Other, Needs::Cell),
    ("办理类别", Label::Other, Needs::Cell),
    ("办理结果", Label::Other, Needs::Colon),
    ("办理状态", Label::Other, Needs::Cell),
    ("答复内容", Label::Other, Needs::Colon),
    ("答复意见", Label::Other, Needs::Colon),
    ("答复日期", Label::Other, Needs::Cell),
    ("答复时间", Label::Other, Needs::Cell),
    ("答复单位", Label::Other, Needs::Cell),
    ("办理情况", Label::Other, Needs::Colon),
    ("备注", Label::Other, Needs::Cell),
    ("签名", Label::Other, Needs::Colon),
    ("签发人", Label::Other, Needs::Colon),
    ("代表签名", Label::Other, Needs::Cell),
    ("性质", Label::Other, Needs::Colon),
];

/// A label found in a line, with the value beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it stands for.
    pub label: Label,
    /// The word as printed, without blanks.
    pub word: &'static str,
    /// The value up to the next label, flat; empty when it stands in the next cell or line.
    pub value: String,
    /// The value before flattening, for names that only blanks keep apart.
    pub raw: String,
    /// Whether the label begins the line.
    pub first: bool,
    /// Whether a colon follows.
    pub colon: bool,
}

/// Characters of a line that are searched for labels: more than any row of a form has.
const REACH: usize = 400;

/// Finds the labels of a line, in order.
pub fn find(line: &Line) -> Vec<Hit> {
    let chars: Vec<(usize, char)> = line.text.char_indices().collect();
    // Labels stand at the head of a line; a paragraph behind one is its value.
    let reach = chars.len().min(REACH);
    let mut found: Vec<(usize, usize, &'static str, Label, bool)> = Vec::new();
    let mut at = 0;
    while at < reach {
        if is_boundary(&chars, at)
            && let Some((len, word, label, colon)) = label_at(&chars[at..])
        {
            found.push((at, at + len, word, label, colon));
            at += len;
        } else {
            at += 1;
        }
    }
    let byte = |at: usize| chars.get(at).map_or(line.text.len(), |(b, _)| *b);
    found
        .iter()
        .enumerate()
        .map(|(n, (start, end, word, label, colon))| {
            let stop = found.get(n + 1).map_or(chars.len(), |next| next.0);
            let raw = line.text[byte(*end)..byte(stop)]
                .trim_matches(|c: char| {
                    c.is_whitespace()
                        || matches!(c, '|' | '│' | '：' | ':' | '；' | ';' | '_' | '＿')
                })
                .to_string();
            Hit {
                label: *label,
                word,
                value: flat(&raw),
                raw,
                first: *start == 0,
                colon: *colon,
            }
        })
        .collect()
}

/// A label begins a line, a cell, or follows a stop or an opening bracket.
fn is_boundary(chars: &[(usize, char)], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| chars.get(b)) else {
        return true;
    };
    match before.1 {
        '\t' | '|' | '│' | '；' | ';' | '，' | ',' | '（' | '(' | '。' | '【' | '*' => true,
        c if c.is_whitespace() => {
            // One blank inside 姓 名 is no boundary; a label may still follow a finished word.
            at >= 2
        }
        _ => false,
    }
}

fn label_at(chars: &[(usize, char)]) -> Option<(usize, &'static str, Label, bool)> {
    let mut best: Option<(usize, &'static str, Label, bool)> = None;
    for (word, label, needs) in LABELS {
        let Some(len) = matched(chars, word) else {
            continue;
        };
        if best.is_some_and(|(longest, ..)| longest >= len) {
            continue;
        }
        let Some((extra, colon)) = closed(&chars[len..], *needs, word) else {
            continue;
        };
        best = Some((len + extra, word, *label, colon));
    }
    best
}

/// Matches a word, blanks inside it ignored; returns the characters it takes.
fn matched(chars: &[(usize, char)], word: &str) -> Option<usize> {
    let mut at = 0;
    for (n, wanted) in word.chars().enumerate() {
        while n > 0
            && chars
                .get(at)
                .is_some_and(|(_, c)| c.is_whitespace() && *c != '\t')
        {
            at += 1;
        }
        if chars.get(at)?.1 != wanted {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Tells whether what follows a word makes it a label, how many characters that takes, and whether
/// it is a colon.
fn closed(rest: &[(usize, char)], needs: Needs, word: &str) -> Option<(usize, bool)> {
    let mut at = 0;
    // 提案人（签名）：, 联系电话（必填）：
    if rest.first().is_some_and(|(_, c)| matches!(c, '（' | '('))
        && let Some(end) = rest
            .iter()
            .take(14)
            .position(|(_, c)| matches!(c, '）' | ')'))
    {
        at = end + 1;
    }
    let blanks = rest[at..]
        .iter()
        .take_while(|(_, c)| c.is_whitespace())
        .count();
    match rest.get(at + blanks).map(|(_, c)| *c) {
        Some('：' | ':' | '】' | '﹕' | '∶') => Some((at + blanks + 1, true)),
        _ if needs == Needs::Colon => None,
        None | Some('|' | '│') => Some((at + blanks, false)),
        Some(_) if blanks > 0 && word.chars().count() > 1 => Some((at + blanks, false)),
        // 建议第037号 and the like are read elsewhere.
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::lines;

    fn hits(text: &str) -> Vec<(Label, String)> {
        lines(text)
            .lines
            .iter()
            .flat_map(find)
            .map(|hit| (hit.label, hit.value))
            .collect()
    }

    #[test]
    fn labels_beside_each_other_are_kept_apart() {
        assert_eq!(
            hits("代表姓名：林小满    联系电话：000-0000\t邮　编：000000"),
            [
                (Label::Lead, "林小满".to_string()),
                (Label::Phone, "000-0000".into()),
                (Label::Postcode, "000000".into()),
            ]
        );
        assert_eq!(
            hits("（联系人：周知行；联系电话：000-0000）")[0],
            (Label::Contact, "周知行".to_string())
        );
        assert_eq!(
            hits("姓    名\t林小满"),
            [(Label::Lead, "林小满".to_string())]
        );
    }

    #[test]
    fn running_text_has_no_labels() {
        for text in [
            "建议政府部门加强培训",
            "代表们认为",
            "内容丰富多彩",
            "地址选择很重要",
            "",
        ] {
            assert!(hits(text).is_empty(), "{text}");
        }
    }
}
