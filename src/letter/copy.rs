//! A copy of a letter as it is compared with what is kept.
//!
//! Paper is not the text: a head prints class and number side by side, in its own order, pages bear
//! numbers, and a PDF ends its lines where the page does. All that says nothing of what was written.

use super::{parts::before_class, serial::DocNumber};

/// Class, number and title stand within this many lines. Chosen by us.
const HEAD: usize = 6;

/// Returns a text with a line for each part of its head, the class before the number, and without the
/// numbers of pages.
pub fn plain(text: &str) -> String {
    let lines = text.split(['\n', '\t']).map(str::trim);
    let lines = lines.filter(|line| !is_page_number(line));
    let mut all: Vec<&str> = lines
        .flat_map(|line| {
            let number = before_class(line);
            [number, line[number.len()..].trim()]
        })
        .filter(|line| !line.is_empty())
        .collect();
    let head = all.len().min(HEAD);
    all[..head].sort_by_key(|line| match () {
        () if line.starts_with("类别") => 0,
        () if DocNumber::read(line).is_some() => 1,
        () => 2,
    });
    all.join("\n")
}

/// Tells whether two texts have the same characters, wherever their lines end.
pub fn is_same_but_for_lines(one: &str, other: &str) -> bool {
    let signs = |text| str::chars(text).filter(|c| !c.is_whitespace());
    signs(one).eq(signs(other))
}

/// — 2 —, as pages bear it.
fn is_page_number(line: &str) -> bool {
    let dash = ['—', '－', '-', '–'];
    let inner = line
        .strip_prefix(dash)
        .and_then(|own| own.strip_suffix(dash));
    inner.is_some_and(|own| {
        let own = own.trim();
        !own.is_empty() && own.chars().all(|c| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_head_is_printed_says_nothing_of_its_words() {
        let kept = "类别：B\n某复〔2026〕5号\n关于某事的答复\n\n甲代表：\n办好了。\n";
        let printed = "类别：B\t某复〔2026〕5号\n\n关于某事的答复\n甲代表：\n办好了。\n— 2 —\n";
        assert_eq!(plain(kept), plain(printed));
        let beside = "某复〔2026〕5号　　类别：B\n关于某事的答复\n甲代表：\n办好了。";
        assert_eq!(plain(kept), plain(beside));
        assert_ne!(plain(kept), plain(&printed.replace('B', "C")));
        assert_ne!(plain(kept), plain(&printed.replace("5号", "6号")));
        assert_eq!(plain(""), "");
        assert_eq!(plain("— 2 —\n— —\n-x-"), "— —\n-x-");
    }

    #[test]
    fn a_pdf_ends_its_lines_anywhere() {
        assert!(is_same_but_for_lines(
            "甲e\u{301}乙\n丙",
            " 甲e\u{301}\n乙丙"
        ));
        assert!(!is_same_but_for_lines("甲乙", "乙甲"));
        assert!(!is_same_but_for_lines("甲", ""));
    }
}
