//! The item's title as a letter quotes it: 您提出的“关于引导…”的建议收悉, 第139号关于…的建议.

/// Restores an item's title from a flat sentence or title.
pub fn item_title(flat: &str) -> Option<String> {
    in_signs(flat)
        .or_else(|| unquoted(flat))
        .or_else(|| behind_a_person(flat))
}

/// 关于林小满代表关于优化学区划分建议的答复: the item's title stands behind its proposer.
fn behind_a_person(flat: &str) -> Option<String> {
    let rest = flat.strip_prefix("关于").or(flat.strip_prefix('对'))?;
    let (_, title) = rest
        .split_once("代表关于")
        .or_else(|| rest.split_once("委员关于"))?;
    let end = ["建议的", "提案的", "议案的"]
        .iter()
        .filter_map(|word| title.rfind(word).map(|at| at + word.len() - "的".len()))
        .max()?;
    let title = &title[..end];
    ((6..=60).contains(&title.chars().count()) && !title.contains('届'))
        .then(|| format!("关于{title}"))
}

fn word_after(rest: &str) -> Option<&'static str> {
    let rest = rest.trim_start_matches(['”', '》', '"', '」']);
    let rest = skip_bracket(rest);
    for (opening, word) in [
        ("的建议", "的建议"),
        ("建议", "的建议"),
        ("的提案", "的提案"),
        ("提案", "的提案"),
        ("的议案", "的议案"),
        ("议案", "的议案"),
        ("的书面意见", "的书面意见"),
        ("的意见", "的意见"),
    ] {
        if rest.starts_with(opening) {
            return Some(word);
        }
    }
    None
}

/// Skips （第105号） between the quotation and its word.
fn skip_bracket(rest: &str) -> &str {
    if rest.starts_with(['（', '('])
        && let Some(end) = rest.find(['）', ')'])
        && rest[..end].chars().count() <= 30
    {
        return rest[end..].trim_start_matches(['）', ')']);
    }
    rest
}

fn in_signs(flat: &str) -> Option<String> {
    let mut weak = None;
    for (open, close) in [
        ('《', '》'),
        ('“', '”'),
        ('「', '」'),
        ('"', '"'),
        ('“', '“'),
        ('”', '”'),
    ] {
        for (at, _) in flat.match_indices(open) {
            let from = at + open.len_utf8();
            let Some(len) = closing(&flat[from..], open, close) else {
                continue;
            };
            let inner = &flat[from..from + len];
            let length = inner.chars().count();
            if !(4..=90).contains(&length) {
                continue;
            }
            let rest = &flat[from + len + close.len_utf8()..];
            let inner = inner.trim_matches(['《', '》']);
            if is_ended(inner) {
                return Some(inner.to_string());
            }
            let tail = rest.trim_start_matches(['》', '”', '"']);
            if let Some(word) = word_after(rest) {
                // 关于“加强培训”的建议: the words around the quotation are the title's.
                let about = flat[..at].ends_with("关于") && !inner.starts_with("关于");
                let opening = if about { "关于" } else { "" };
                return Some(format!("{opening}{inner}{word}"));
            }
            if weak.is_none()
                && inner.starts_with("关于")
                && (tail.starts_with("收悉") || tail.starts_with('（') || tail.starts_with('，'))
            {
                weak = Some(inner.to_string());
            }
        }
    }
    weak
}

/// Finds the closing sign that belongs to an opening one, pairs inside skipped.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        if c == close && depth == 0 {
            return Some(at);
        }
        if open != close {
            if c == open {
                depth += 1;
            } else if c == close {
                depth -= 1;
            }
        }
    }
    None
}

fn is_ended(text: &str) -> bool {
    [
        "的建议",
        "的提案",
        "的议案",
        "的意见",
        "建议案",
        "建议",
        "提案",
    ]
    .iter()
    .any(|end| text.ends_with(end))
}

/// 关于帮助小店招学徒的建议 without any signs around it.
fn unquoted(flat: &str) -> Option<String> {
    for (at, _) in flat.match_indices("关于") {
        let here = &flat[at..];
        let stop = here
            .find(['，', '。', '；', '收', '！'])
            .unwrap_or(here.len());
        let clause = &here[..stop];
        let Some((end, _)) = ["的建议", "的提案", "的议案", "的书面意见"]
            .iter()
            .filter_map(|w| clause.find(w).map(|at| (at + w.len(), w)))
            .min()
        else {
            continue;
        };
        let title = &clause[..end];
        // 关于您提出的…的建议: the words about the proposer are not the title's.
        let subject = [
            "您提出的",
            "你提出的",
            "你们提出的",
            "贵委提出的",
            "贵单位提出的",
        ]
        .iter()
        .find_map(|words| title["关于".len()..].strip_prefix(words));
        if let Some(subject) = subject.filter(|s| s.chars().count() >= 6) {
            let subject = subject.strip_prefix("关于").unwrap_or(subject);
            return Some(format!("关于{subject}"));
        }
        let length = title.chars().count();
        // 关于市十八届…第139号…的建议 is the letter's own title.
        let own = title.contains('届')
            || super::number::item_number(&format!("{title}号")).is_some()
            || title.contains("号建议")
            || title.contains("号提案");
        if (8..=90).contains(&length) && !own && !is_about_a_person(title) {
            return Some(title.to_string());
        }
    }
    None
}

/// 关于林小满代表提出的建议 names no subject.
fn is_about_a_person(title: &str) -> bool {
    [
        "提出的建议",
        "提出的提案",
        "所提的建议",
        "提交的建议",
        "提交的提案",
        "所提的提案",
        "号的建议",
        "号的提案",
    ]
    .iter()
    .any(|end| title.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_items_title_is_restored_from_its_quotation() {
        for (text, want) in [
            (
                "您提出的“关于给修表匠留铺面”的建议收悉，现答复如下：",
                Some("关于给修表匠留铺面的建议"),
            ),
            (
                "您提出的《关于加强技能培训的建议》（第105号）收悉。",
                Some("关于加强技能培训的建议"),
            ),
            (
                "第139号关于帮助小店招学徒的建议，我局现提出如下协办意见：",
                Some("关于帮助小店招学徒的建议"),
            ),
            (
                "您提出的“关于加强技能培训”（第12号）建议收悉",
                Some("关于加强技能培训的建议"),
            ),
            (
                "贵委提出的“加强匠人传承”提案收悉",
                Some("加强匠人传承的提案"),
            ),
            ("关于市十六届人大三次会议第142号建议的协办意见", None),
            ("关于林小满代表提出的建议的答复", None),
            (
                "关于您提出的在老城增设车位的建议，现答复如下：",
                Some("关于在老城增设车位的建议"),
            ),
            (
                "关于林小满代表关于优化学区划分建议的答复",
                Some("关于优化学区划分建议"),
            ),
            (
                "您提出的关于《推进技能培训》的提案收悉",
                Some("关于推进技能培训的提案"),
            ),
            ("", None),
        ] {
            assert_eq!(item_title(text).as_deref(), want, "{text}");
        }
    }
}
