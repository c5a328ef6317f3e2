//! Text as it stands in the XML of office files.

/// Returns the text for XML 1.0, in elements and attributes: escaped, one line, and without the characters
/// it cannot hold.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(
            xml("甲<乙>&\"e\u{301}\""),
            "甲&lt;乙&gt;&amp;&quot;e\u{301}&quot;"
        );
        assert_eq!(xml("一\n二\t三\u{1b}[2J\u{FFFE}"), "一 二 三[2J");
        assert_eq!(xml(""), "");
    }
}
