//! The class letter of an answer, wherever it stands: 类别B, 类 别：B, （A类）, 分类：甲类.
//!
//! It is kept as printed; what a letter means is a rule pack's affair.

/// Reads a class letter from a flat line of a head or tail.
pub fn find(flat: &str) -> Option<String> {
    for word in [
        "类别",
        "分类",
        "办理结果",
        "答复结果",
        "类型",
        "办理类",
        "答复类",
    ] {
        for (at, _) in flat.match_indices(word) {
            if let Some(class) = letter_after(&flat[at + word.len()..]) {
                return Some(class);
            }
        }
    }
    for (at, _) in flat.match_indices('类') {
        let mut before = flat[..at]
            .chars()
            .rev()
            .skip_while(|c| matches!(c, '”' | '"' | ' '));
        let Some(letter) = before.next().and_then(letter) else {
            continue;
        };
        // A类 by itself, in brackets, or beside a number: not inside a word or a list A/B/C类.
        let stops = |c: Option<char>| {
            c.is_none_or(|c| {
                matches!(
                    c,
                    '（' | '('
                        | '【'
                        | '['
                        | '“'
                        | '"'
                        | ' '
                        | '：'
                        | ':'
                        | '）'
                        | ')'
                        | '号'
                        | '】'
                        | ']'
                        | '件'
                        | '”'
                )
            })
        };
        let after = flat[at + '类'.len_utf8()..].chars().next();
        if stops(before.next()) && stops(after) {
            return Some(letter);
        }
    }
    if let Some(class) = bracketed(flat) {
        return Some(class);
    }
    let alone = flat.trim_matches(|c| matches!(c, '（' | '(' | '）' | ')' | '【' | '】'));
    let mut chars = alone.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_uppercase() => letter(c),
        _ => None,
    }
}

/// Reads A类 that stands by itself on a line, blanks away from 签发人：李四 beside it.
pub fn apart(text: &str) -> Option<String> {
    text.split_whitespace()
        .filter(|word| word.ends_with('类') && word.chars().count() == 2)
        .find_map(find)
}

/// Reads 〔2024〕15号（A）: one capital letter in brackets after a number, a blank or the title's end.
fn bracketed(flat: &str) -> Option<String> {
    for (at, c) in flat.char_indices() {
        if !matches!(c, '（' | '(' | '【') {
            continue;
        }
        let mut inside = flat[at + c.len_utf8()..].chars();
        let (Some(class), Some(close), after) = (inside.next(), inside.next(), inside.next())
        else {
            continue;
        };
        let before = flat[..at].chars().next_back();
        let apart = after.is_none() || matches!(before, Some('号' | ' '));
        if class.is_ascii_uppercase() && matches!(close, '）' | ')' | '】') && apart {
            return letter(class);
        }
    }
    None
}

fn letter_after(rest: &str) -> Option<String> {
    let rest = rest.strip_prefix("标记").unwrap_or(rest);
    let rest = rest.trim_start_matches(|c: char| {
        matches!(
            c,
            '：' | ':' | '（' | '(' | '“' | '"' | ' ' | '为' | '【' | '[' | '_' | '＿'
        )
    });
    let first = rest.chars().next()?;
    let found = letter(first)?;
    // 分类A/B/C is a template's choice that nobody made.
    match rest[first.len_utf8()..].chars().next() {
        Some('/' | '、' | 'A'..='Z' | '／' | '，' | '□') => None,
        _ => Some(found),
    }
}

fn letter(c: char) -> Option<String> {
    matches!(c, 'A'..='E' | 'a'..='d' | '甲' | '乙' | '丙' | '丁')
        .then(|| c.to_ascii_uppercase().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::flat;

    #[test]
    fn the_class_letter_stands_anywhere() {
        for (text, want) in [
            (
                "云区总工案复〔2017〕2号                       类别B",
                Some("B"),
            ),
            ("类 别：Ｂ", Some("B")),
            ("类别：（A类）", Some("A")),
            ("（A类）", Some("A")),
            ("A类", Some("A")),
            ("关于第3号建议的答复（B类）", Some("B")),
            ("分类：乙类", Some("乙")),
            ("分类A/B/C", None),
            ("A", Some("A")),
            ("办理结果：C", Some("C")),
            ("各类培训", None),
            ("B类人才19名", None),
            ("类别：", None),
            ("", None),
        ] {
            assert_eq!(find(&flat(text)).as_deref(), want, "{text}");
        }
    }
}
