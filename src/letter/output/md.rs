//! Markdown: the title as `#`, headings as `##` and `###`, everything else a paragraph.

use crate::letter::parts::{Role, read};

/// Writes a letter as Markdown.
pub fn markdown(text: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut above = None;
    for part in read(text) {
        let escaped = escaped(part.text);
        match part.role {
            // A title of two lines is one heading.
            Role::Title if above == Some(Role::Title) => {
                if let Some(title) = blocks.last_mut() {
                    title.push_str(&escaped);
                }
            }
            Role::Title => blocks.push(format!("# {escaped}")),
            Role::Heading => blocks.push(format!("## {escaped}")),
            Role::SubHeading => blocks.push(format!("### {escaped}")),
            _ => blocks.push(escaped),
        }
        above = Some(part.role);
    }
    if blocks.is_empty() {
        return String::new();
    }
    blocks.join("\n\n") + "\n"
}

/// Escapes what Markdown would read as its own signs (`CommonMark` 0.31, 2.4).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let is_sign = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~'
        );
        let begins_block = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let ends_number = digits > 0 && at == digits && matches!(c, '.' | ')');
        if is_sign || begins_block || ends_number {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_title_are_marked() {
        assert_eq!(
            markdown("关于甲\n第1号建议的答复\n乙代表：\n一、关于“丙”的问题\n（一）丁\n1.戊*己*"),
            "# 关于甲第1号建议的答复\n\n乙代表：\n\n## 一、关于“丙”的问题\n\n### （一）丁\n\n1\\.戊\\*己\\*\n"
        );
        assert_eq!(markdown(" \n\n"), "");
    }

    #[test]
    fn signs_stay_signs() {
        assert_eq!(escaped("#甲<b>_[乙]"), "\\#甲\\<b\\>\\_\\[乙\\]");
        assert_eq!(escaped("2026年"), "2026年");
        assert_eq!(escaped("- 甲"), "\\- 甲");
    }
}
