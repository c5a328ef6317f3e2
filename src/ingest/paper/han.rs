//! Chinese characters and numerals as papers write them: 十五, 一百零五, 二〇二三, 二0一一.

/// Tells whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

/// Returns the value of one digit in either writing; all the circles in use stand for zero.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '〇' | '零' | '○' | '◯' | 'Ο' | 'О' | 'O' | 'o' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Tells whether a character can be part of a numeral.
pub fn is_numeral_char(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || c == '廿'
}

/// Reads a whole numeral, digits or Chinese; `None` when anything else is in it.
pub fn numeral(text: &str) -> Option<u32> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() || chars.len() > 9 {
        return None;
    }
    match chars.as_slice() {
        ['廿'] => return Some(20),
        ['廿', ones] => return Some(20 + digit(*ones)?),
        _ => {}
    }
    if !chars.iter().any(|c| unit(*c).is_some()) {
        return chars.iter().try_fold(0u32, |value, c| {
            value.checked_mul(10)?.checked_add(digit(*c)?)
        });
    }
    let (mut total, mut pending) = (0u32, None);
    for c in chars {
        if let Some(size) = unit(c) {
            total = total.checked_add(pending.take().unwrap_or(1).max(1) * size)?;
        } else {
            let value = digit(c)?;
            // 二十0 and 一2十 are no numerals; 一百零五 passes its zero on.
            pending = match pending {
                Some(0) | None => Some(value),
                Some(_) => return None,
            };
        }
    }
    total.checked_add(pending.unwrap_or(0))
}

/// Reads the numeral that ends right before byte `end`; returns its value and where it starts.
pub fn numeral_before(text: &str, end: usize) -> Option<(u32, usize)> {
    let start = text[..end]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_numeral_char(*c))
        .last()?
        .0;
    Some((numeral(&text[start..end])?, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_in_every_writing() {
        for (text, value) in [
            ("十", Some(10)),
            ("十五", Some(15)),
            ("二十", Some(20)),
            ("一百零五", Some(105)),
            ("一百一十", Some(110)),
            ("二〇二三", Some(2023)),
            ("二0一一", Some(2011)),
            ("二○一七", Some(2017)),
            ("037", Some(37)),
            ("廿三", Some(23)),
            ("", None),
            ("十五届", None),
            ("9999999999", None),
        ] {
            assert_eq!(numeral(text), value, "{text}");
        }
    }
}
