//! How damaged a text is: OCR repeats, stray tags, mojibake, words torn apart.
//!
//! The score is 0 (whole) to 100. Weights are chosen by us so that one stray mark stays near 0 and
//! a page of OCR with repeats passes [`WARN_FROM`]; nothing may be made of such a text unseen.

use super::{
    lines::Lines,
    paper::{han::is_han, label},
};

/// From this score on a person is warned.
pub const WARN_FROM: u8 = 15;

/// Characters measured: damage is spread over a text, and a ledger need not be read to its end.
const ENOUGH: usize = 200_000;

/// The score and what it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// 0 to 100.
    pub score: u8,
    /// Characters that stand for a lost one.
    pub lost: usize,
    /// Signs of text decoded with the wrong encoding.
    pub mojibake: usize,
    /// Stray tags and entities: `<mark>`, `&nbsp;`.
    pub tags: usize,
    /// Fragments printed twice in a row or nearby.
    pub repeats: usize,
    /// Chinese words torn apart by blanks.
    pub torn: usize,
    /// Emoji and dingbats where no paper has any.
    pub odd: usize,
}

impl Damage {
    /// Returns whether a person must look before anything is made of the text.
    pub fn is_serious(&self) -> bool {
        self.score >= WARN_FROM
    }
}

/// Measures a text.
pub fn measure(lines: &Lines) -> Damage {
    let mut damage = Damage::default();
    let mut chars = 0usize;
    for line in &lines.lines {
        if chars > ENOUGH {
            break;
        }
        let text: Vec<char> = line.text.chars().collect();
        chars += text.len();
        damage.lost += text
            .iter()
            .filter(|c| matches!(c, '\u{FFFD}' | '□'))
            .count();
        damage.odd += text.iter().filter(|c| is_odd(**c)).count();
        // Labels are stretched on purpose, and one blank may part them from their values.
        if label::find(line).is_empty() {
            damage.torn += torn(&text);
        }
        damage.tags += tags(&line.text);
        damage.repeats += repeats(&text);
        damage.mojibake += mojibake(&line.text);
    }
    damage.repeats += lines
        .lines
        .windows(2)
        .filter(|pair| pair[0].flat == pair[1].flat && pair[0].flat.chars().count() >= 8)
        .count();
    if chars == 0 {
        return damage;
    }
    // A blank form has boxes to tick; a few are no loss.
    let lost = damage.lost.saturating_sub(4);
    // Two blanks inside words are a typist's; a page of them is a scan.
    let torn = damage.torn.saturating_sub(2);
    let weighed = lost * 12
        + damage.mojibake * 10
        + damage.tags * 14
        + damage.repeats * 25
        + torn * 5
        + damage.odd * 10;
    let per_thousand = weighed * 1000 / chars.max(400);
    damage.score = u8::try_from(per_thousand.min(100)).unwrap_or(100);
    damage
}

fn is_odd(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2700}'..='\u{27BF}' | '\u{2580}'..='\u{259F}')
}

/// Counts blanks between two Chinese characters inside running text; columns have wider gaps.
fn torn(text: &[char]) -> usize {
    // Names and labels are stretched on purpose; only longer lines are text.
    if text.len() < 24 {
        return 0;
    }
    text.windows(3)
        .filter(|w| is_han(w[0]) && w[1] == ' ' && is_han(w[2]))
        .count()
}

/// Counts tags and entities of HTML left in a text.
fn tags(text: &str) -> usize {
    let mut count = 0;
    for (at, _) in text.match_indices('<') {
        let rest = text[at + 1..].trim_start_matches('/');
        let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let closes = |rest: &str| rest.chars().take(80).any(|c| c == '>');
        if name > 0 && closes(&rest[name..]) {
            count += 1;
        }
    }
    count
        + [
            "&nbsp", "&lt;", "&gt;", "&amp;", "&quot;", "&#", "\\u00", "[UNK]",
        ]
        .iter()
        .map(|entity| text.matches(entity).count())
        .sum::<usize>()
}

/// Counts fragments that come again at once (five characters, as OCR of columns gives them) or close
/// by (twelve). Parallel wording repeats too, but with other words between and in shorter pieces.
fn repeats(text: &[char]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while at < text.len() {
        let again = comes_again(text, at, 5, 1) || comes_again(text, at, 12, 24);
        count += usize::from(again);
        at += if again { 5 } else { 1 };
    }
    count
}

fn comes_again(text: &[char], at: usize, length: usize, within: usize) -> bool {
    let Some(fragment) = text.get(at..at + length) else {
        return false;
    };
    let after = at + length;
    let window = &text[after..(after + length + within).min(text.len())];
    fragment.iter().all(|c| is_han(*c)) && window.windows(length).any(|other| other == fragment)
}

/// Counts signs of Chinese decoded with the wrong encoding.
pub fn mojibake(text: &str) -> usize {
    // UTF-8 read as GBK gives these pairs; 锟斤拷 and 烫烫烫 are the classic remains.
    const PAIRS: [&str; 22] = [
        "锟斤拷",
        "锟斤",
        "斤拷",
        "烫烫",
        "屯屯",
        "鈥",
        "銆",
        "锛屾",
        "锛",
        "鐨",
        "浠ュ",
        "涓€",
        "绗",
        "鍏",
        "寤鸿",
        "鎻愭",
        "浜烘",
        "缁忔",
        "Ã",
        "â€",
        "ï¼",
        "ã€",
    ];
    let counted: usize = PAIRS.iter().map(|pair| text.matches(pair).count()).sum();
    // One such character may be a real rare one.
    if counted >= 2 { counted } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::lines;

    fn score(text: &str) -> u8 {
        measure(&lines(text)).score
    }

    #[test]
    fn whole_papers_score_nothing() {
        assert_eq!(
            score("领 衔 人：何未名 代 表 团：城关镇 附 议 人：高无际 联 系 人：卫无期"),
            0
        );
        assert_eq!(score("抄    送：区人大代表工委\n林　满代表："), 0);
        assert_eq!(score("县里今年办了三个学徒班，来学的人很多。"), 0);
        assert_eq!(score(""), 0);
    }

    #[test]
    fn damaged_papers_are_warned_about() {
        for text in [
            "全市首席工人<mark>首席工人</mark>评选工作圆满结束全市首席工人评选工作圆满结束，市总工会表彰 了一批 先进 职工，⭐号召大家学习。",
            "锛屽幙閲屼粖骞村姙浜嗕笁涓寰掔彮锛岃鑰佸笀鍌呮潵鏁欎慨琛ㄥ拰琛ラ瀷锛屾潵瀛︾殑浜哄緢澶氥",
            "建□□□□□□□议□□的□□答复□□□□□□□□",
        ] {
            assert!(
                score(text) >= WARN_FROM,
                "{text} {:?}",
                measure(&lines(text))
            );
        }
    }
}
