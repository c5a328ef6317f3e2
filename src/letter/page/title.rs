//! Breaking a title into lines by sense (GB/T 9704-2012, 7.3.1: 词意完整，排列对称，长短适宜，
//! 梯形或菱形).
//!
//! Without a dictionary sense is told by the words that titles of answers are made of: what belongs
//! together, and what begins a new part. Costs are chosen by us.

use super::rows::cols;
use crate::text::kinsoku::{Break, between, is_closing};

/// Words that stay whole.
const WHOLE: [&str; 40] = [
    "关于",
    "建议",
    "提案",
    "答复",
    "意见",
    "协办",
    "会办",
    "代表大会",
    "代表",
    "委员会",
    "委员",
    "人民",
    "人大",
    "政协",
    "会议",
    "大会",
    "全国",
    "工作",
    "办理",
    "有关",
    "情况",
    "推进",
    "加强",
    "加快",
    "进一步",
    "完善",
    "提升",
    "促进",
    "建设",
    "发展",
    "管理",
    "服务",
    "社会",
    "企业",
    "人才",
    "技能",
    "培训",
    "问题",
    "征询",
    "申请",
];

/// What begins a part of a title.
const BEGINS: [&str; 8] = ["第", "《", "“", "关于", "对", "建议", "提案", "的答复"];

/// A break that cuts a word or number.
const CUT: usize = 400;

/// Breaks a title into as few lines of `room` columns as it needs, by sense.
pub fn lines(title: &str, room: usize) -> Vec<&str> {
    let at: Vec<usize> = title
        .char_indices()
        .map(|(at, _)| at)
        .chain([title.len()])
        .collect();
    let last = at.len() - 1;
    // Columns up to each character.
    let upto: Vec<usize> = at
        .windows(2)
        .map(|pair| cols(&title[pair[0]..pair[1]]))
        .fold(vec![0], |mut sums, own| {
            sums.push(sums[sums.len() - 1] + own);
            sums
        });
    let costs: Vec<usize> = at.iter().map(|byte| break_cost(title, *byte)).collect();
    let whole = upto[last];
    let count = whole.div_ceil(room.max(2)).max(1);
    if count == 1 || last > 200 {
        return broken_anywhere(title, room);
    }
    // The least cost of breaking the first characters into so many lines, and where the last began.
    let mut best = vec![vec![(usize::MAX, 0); last + 1]; count + 2];
    best[0][0] = (0, 0);
    for line in 1..=count + 1 {
        for end in 1..=last {
            for start in 0..end {
                let (above, _) = best[line - 1][start];
                let length = upto[end] - upto[start];
                if above == usize::MAX || length > room {
                    continue;
                }
                let uneven = length.abs_diff(whole / count);
                let cost = above + uneven * uneven / 8 + costs[end];
                if cost < best[line][end].0 {
                    best[line][end] = (cost, start);
                }
            }
        }
    }
    // A line more only where the fewest would cut a word.
    let few = best[count][last].0;
    let lines = if few >= CUT && best[count + 1][last].0 < few {
        count + 1
    } else {
        count
    };
    if best[lines][last].0 == usize::MAX {
        return broken_anywhere(title, room);
    }
    let mut found = Vec::new();
    let mut end = last;
    for line in (1..=lines).rev() {
        let start = best[line][end].1;
        found.push(&title[at[start]..at[end]]);
        end = start;
    }
    found.reverse();
    found
}

/// What it costs to break before a byte; nothing at the end.
fn break_cost(title: &str, byte: usize) -> usize {
    let (above, below) = title.split_at(byte);
    let (Some(before), Some(after)) = (above.chars().next_back(), below.chars().next()) else {
        return 0;
    };
    let mut pair = [[0; 4]; 2];
    let [one, two] = &mut pair;
    if between(before.encode_utf8(one), after.encode_utf8(two)) != Break::Good {
        return CUT * 2;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let cuts_word = WHOLE.iter().any(|word| {
        word.char_indices()
            .skip(1)
            .any(|(cut, _)| above.ends_with(&word[..cut]) && below.starts_with(&word[cut..]))
    });
    // 第037号, 十五届, 一次会议 stay whole.
    let cuts_count = (before == '第' || is_digit(before)) && !below.starts_with('第')
        || is_digit(after)
        || "届号次".contains(after)
        || before == '届';
    let hangs = "的和与及等之".contains(after) && !below.starts_with("的答复");
    if cuts_word || cuts_count || hangs {
        return CUT;
    }
    let begins = BEGINS.iter().any(|word| below.starts_with(word));
    let ends = is_closing(&above[above.len() - before.len_utf8()..])
        || above.ends_with("关于") && below.starts_with('《')
        || above.ends_with("会议")
        || above.ends_with("局")
        || above.ends_with("的");
    if begins || ends { 10 } else { 60 }
}

fn broken_anywhere(title: &str, room: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut used = 0;
    for (at, c) in title.char_indices() {
        let own = cols(&title[at..at + c.len_utf8()]);
        if used + own > room && at > start {
            found.push(&title[start..at]);
            (start, used) = (at, 0);
        }
        used += own;
    }
    found.push(&title[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_breaks_by_sense() {
        for (title, expected) in [
            ("关于甲的答复", "关于甲的答复"),
            (
                "关于区第十五届人大二次会议第037号建议的答复",
                "关于区第十五届人大二次会议|第037号建议的答复",
            ),
            (
                "某某区人力资源和社会保障局关于区第十五届人民代表大会第二次会议第037号建议的答复",
                "某某区人力资源和社会保障局|关于区第十五届人民代表大会|第二次会议第037号建议的答复",
            ),
        ] {
            assert_eq!(lines(title, 40).join("|"), expected);
        }
        assert_eq!(lines("", 40), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_nothing_is_lost(title in "[关于建议《》第0-9号的“”a-z，]{0,120}") {
            let broken = lines(&title, 40);
            prop_assert_eq!(&broken.concat(), &title);
            for line in broken {
                prop_assert!(cols(line) <= 40);
            }
        }
    }
}
