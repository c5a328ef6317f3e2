//! Chinese numerals as titles and headings need them: 第十五届, 一次会议, 一、.
//!
//! Apart from templates because headings are read back with the same table.

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Writes 1 to 99 in Chinese; other numbers keep their digits, as no term or heading reaches them.
pub fn chinese(number: u16) -> String {
    let (tens, ones) = (usize::from(number / 10), usize::from(number % 10));
    match (tens, ones) {
        (0, 0) | (10.., _) => number.to_string(),
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// Tells whether a text is a numeral of [`chinese`], in characters.
pub fn is_chinese(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "一二三四五六七八九十".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_spoken() {
        for (number, text) in [
            (1, "一"),
            (9, "九"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (42, "四十二"),
            (99, "九十九"),
            (0, "0"),
            (100, "100"),
        ] {
            assert_eq!(chinese(number), text);
        }
        assert!((1..100).all(|n| is_chinese(&chinese(n))));
        assert!(!is_chinese("") && !is_chinese("100") && !is_chinese("一是"));
    }
}
