//! Document numbers (云区总工案复〔2017〕2号) and item numbers (第037号建议).
//!
//! A document number is printed in any kind of bracket and kept in the standard form: six-corner
//! brackets, four-digit year, serial without padding and without 第 (GB/T 9704-2012, 7.2.5).

use super::han;

const OPEN: [char; 9] = ['〔', '[', '［', '(', '（', '【', '﹝', '〖', '{'];
const CLOSE: [char; 9] = ['〕', ']', '］', ')', '）', '】', '﹞', '〗', '}'];

/// Finds a document number in a line and returns it in its standard form.
pub fn document_number(text: &str) -> Option<String> {
    // A number stands in a head, never in a paragraph.
    if text.len() > 600 {
        return None;
    }
    for (at, c) in text.char_indices() {
        if !OPEN.contains(&c) {
            continue;
        }
        if let Some(number) = number_at(text, at, c) {
            return Some(number);
        }
    }
    None
}

fn number_at(text: &str, at: usize, open: char) -> Option<String> {
    let rest = &text[at + open.len_utf8()..];
    let close = rest.find(CLOSE)?;
    let year: String = compact(&rest[..close]);
    let year = year.trim_end_matches('年');
    let value = han::numeral(year).filter(|y| (1949..=2199).contains(y))?;
    let after: String = compact(&rest[close..]).chars().skip(1).collect();
    let after = after.strip_prefix('第').unwrap_or(&after);
    let (serial, _) = after.split_once('号')?;
    let plain = serial.trim_start_matches('0');
    let valid = !plain.is_empty()
        && plain.len() <= 8
        && plain.chars().all(|c| c.is_ascii_digit() || c == '-')
        && plain.starts_with(|c: char| c.is_ascii_digit());
    if !valid {
        return None;
    }
    let series = series_before(text, at)?;
    Some(format!("{series}〔{value}〕{plain}号"))
}

/// The organ's code before the bracket: Chinese characters up to a blank or sign, letter-spaced or not.
fn series_before(text: &str, at: usize) -> Option<String> {
    let mut series: Vec<char> = Vec::new();
    let mut run = 0;
    let mut blank = false;
    for c in text[..at].chars().rev() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && !series.is_empty() {
            // 镇 区 总 工 is one series; 类别B 镇区总工 is not.
            if run != 1 {
                break;
            }
            run = 0;
        }
        blank = false;
        if !han::is_han(c) {
            break;
        }
        series.push(c);
        run += 1;
    }
    series.reverse();
    let series: String = series.into_iter().collect();
    let series = series
        .trim_start_matches("发文字号")
        .trim_start_matches("文号")
        .trim_end_matches('第');
    let length = series.chars().count();
    (2..=14).contains(&length).then(|| series.to_string())
}

fn compact(text: &str) -> String {
    super::super::lines::flat(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// An item's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemNumber {
    /// As printed, with its zeros.
    pub printed: String,
    /// As a key.
    pub key: u32,
}

const ITEM_WORDS: [&str; 12] = [
    "建议", "提案", "议案", "代表", "人大", "政协", "委员", "重点", "书面", "案", "批评", "意见",
];
/// What follows 号 when the number is not an item's: 第15号令, 第3号文件, 第2号公告.
const OTHER_WORDS: [&str; 8] = ["令", "文", "公告", "楼", "线", "馆", "院", "决议"];

/// Finds an item's number in a title or opening sentence: 第037号建议, 第A12号, 建议第5号, 0139号提案.
pub fn item_number(flat: &str) -> Option<ItemNumber> {
    let mut weak = None;
    for (at, _) in flat.match_indices('号') {
        let after = &flat[at + '号'.len_utf8()..];
        if OTHER_WORDS.iter().any(|word| after.starts_with(word)) && !after.starts_with("文化") {
            continue;
        }
        let Some((number, start, ordinal)) = number_before(flat, at) else {
            continue;
        };
        let before = &flat[..start];
        if before.trim_end_matches('第').ends_with(CLOSE) {
            continue; // 〔2017〕2号
        }
        // 会议第2999号（社会管理类299号）提案: the number right after the meeting is the item's.
        if ordinal && (before.ends_with("会议") || before.ends_with("全会")) {
            return Some(number);
        }
        let trimmed = after.trim_start_matches(['）', ')', '】', ']', '、', '“', '《', '的']);
        let named = ITEM_WORDS.iter().any(|word| trimmed.starts_with(word))
            || trimmed.starts_with("关于")
            || before.ends_with("建议")
            || before.ends_with("提案")
            || before.ends_with("案号")
            || before.ends_with("编号");
        if named {
            return Some(number);
        }
        if ordinal && weak.is_none() {
            weak = Some(number);
        }
    }
    weak
}

/// Short names of Zhejiang's delegations, as they stand in item numbers (杭23号, 甬15号).
const DELEGATIONS: &str = "杭甬温嘉湖绍金衢舟台丽";

/// Reads a number that ends right before byte `end`; tells where it starts and whether 第 stood there.
fn number_before(flat: &str, end: usize) -> Option<(ItemNumber, usize, bool)> {
    let is_part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '-' | '—' | '－' | '_' | ' ' | '、')
            || han::is_numeral_char(c)
    };
    let start = flat[..end]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_part(*c))
        .last()?
        .0;
    let start = end - flat[start..end].trim_start_matches(['、', ' ']).len();
    // 第杭23号: provinces number by the delegation's short name.
    let start = match flat[..start].chars().next_back() {
        Some(c)
            if DELEGATIONS.contains(c) && flat[..start - c.len_utf8()].ends_with(['第', '议']) =>
        {
            start - c.len_utf8()
        }
        _ => start,
    };
    let printed = flat[start..end].trim();
    let number = printed_number(printed)?;
    let head = &flat[..start];
    match head.strip_suffix('第') {
        Some(before) => Some((number, before.len(), true)),
        None => Some((number, start, false)),
    }
}

/// Reads a number that stands alone: `037`, `A12`, `2023-15`, `一百零五`.
pub fn printed_number(printed: &str) -> Option<ItemNumber> {
    // 第 0 3 7 号: letter-spaced like the rest of its title.
    let spaced = printed
        .split(' ')
        .all(|digit| digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit()));
    let joined = printed.replace(' ', "");
    let printed = if spaced { &joined } else { printed.trim() };
    // 闭2023-3: items between the sessions are counted apart.
    let bare = printed
        .trim_start_matches(|c| DELEGATIONS.contains(c))
        .trim_start_matches(['闭', '会', '平', '字', '第']);
    // Several numbers of one merged item: the first is its key.
    let first = bare.split('、').next().unwrap_or(bare).trim();
    let key = match han::numeral(first) {
        Some(value) => value,
        None if first.is_ascii() => {
            let digits = first
                .rsplit(|c: char| !c.is_ascii_digit())
                .next()
                .filter(|d| !d.is_empty())?;
            digits.parse().ok()?
        }
        None => return None,
    };
    (key > 0 && printed.len() <= 24).then(|| ItemNumber {
        printed: printed.to_string(),
        key,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers_come_out_in_the_standard_form() {
        for (text, want) in [
            (
                "云区总工案复〔2017〕2号      类别B",
                Some("云区总工案复〔2017〕2号"),
            ),
            ("××函[2018]号", None),
            ("云人社函[2018]第047号", Some("云人社函〔2018〕47号")),
            ("云人社函（2018）47号", Some("云人社函〔2018〕47号")),
            ("文号：云教提【二〇一九】 3 号", Some("云教提〔2019〕3号")),
            ("类别B 云教提〔２０１９〕３号", Some("云教提〔2019〕3号")),
            ("云 教 提〔2019〕3号", Some("云教提〔2019〕3号")),
            ("第037号建议", None),
            ("（2019年）第3号", None),
            ("", None),
        ] {
            assert_eq!(document_number(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn item_numbers_keep_their_printed_form() {
        for (text, want) in [
            ("第037号建议的答复", Some(("037", 37))),
            (
                "关于市十六届人大三次会议第142号建议的协办意见",
                Some(("142", 142)),
            ),
            ("第一百零五号建议", Some(("一百零五", 105))),
            ("建议第5号", Some(("5", 5))),
            ("您提出的建议（第A012号）收悉", Some(("A012", 12))),
            ("对0139号提案的复函", Some(("0139", 139))),
            ("省十三届人大五次会议第杭23号建议的答复", Some(("杭23", 23))),
            ("第12、15号建议的答复", Some(("12、15", 12))),
            ("四次会议第2999号（社会类299号）提案", Some(("2999", 2999))),
            ("省政府第15号令", None),
            ("云教提〔2019〕3号", None),
            ("", None),
        ] {
            let got = item_number(text);
            assert_eq!(
                got.as_ref().map(|n| (n.printed.as_str(), n.key)),
                want,
                "{text}"
            );
        }
    }
}
