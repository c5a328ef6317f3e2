//! What stands below a letter's signature: the office's contact and the copies.

use super::{
    label::{self, Label},
    tail::is_date_line,
    title,
};
use crate::ingest::{field::Field, lines::Line};

/// Reads 联系人 and 联系电话 of the office below the body.
pub fn read_contact(lines: &[Line]) -> (Option<Field<String>>, Option<Field<String>>) {
    let (mut contact, mut phone) = (None, None);
    for (at, line) in lines.iter().enumerate() {
        if line.flat.chars().count() > 160 {
            continue;
        }
        let hits = label::find(line);
        let count = hits.len();
        for (n, hit) in hits.into_iter().enumerate() {
            let mut value = hit.value;
            let mut source = line;
            let wanted = matches!(
                hit.label,
                Label::Contact | Label::ContactAndPhone | Label::Phone
            );
            if wanted
                && value.is_empty()
                && n + 1 == count
                && let Some(next) = lines
                    .get(at + 1)
                    .filter(|l| l.flat.chars().count() <= 40 && label::find(l).is_empty())
            {
                value.clone_from(&next.flat);
                source = next;
            }
            if !wanted {
                continue;
            }
            let (name, digits) = name_and_phone(&value);
            if hit.label != Label::Phone
                && contact.is_none()
                && let Some(name) = name
            {
                contact = Some(Field::certain(name, source));
            }
            if phone.is_none()
                && let Some(digits) = digits
            {
                phone = Some(Field::certain(digits, source));
            }
        }
    }
    (contact, phone)
}

/// Splits 周知行 8600 0000 or 周知行（000-0000） into name and phone.
fn name_and_phone(value: &str) -> (Option<String>, Option<String>) {
    let is_phone = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '-' | '－' | '—' | ' ' | '(' | ')' | '（' | '）' | '/' | '、' | '转' | '+'
            )
    };
    let start = value.find(|c: char| c.is_ascii_digit());
    let phone = start.map(|at| {
        let end = value[at..]
            .find(|c: char| !is_phone(c))
            .map_or(value.len(), |e| at + e);
        let digits = value[at..end].trim_matches(|c: char| !c.is_ascii_digit());
        digits.to_string()
    });
    let phone = phone.filter(|p| p.chars().filter(char::is_ascii_digit).count() >= 5);
    let name: String = value[..start.unwrap_or(value.len())]
        .trim_matches(|c: char| !super::han::is_han(c) && !c.is_ascii_alphabetic())
        .to_string();
    let name = name
        .trim_end_matches("电话")
        .trim_end_matches("联系")
        .trim_matches(['，', ',', '：', '；'])
        .to_string();
    (
        (2..=20).contains(&name.chars().count()).then_some(name),
        phone,
    )
}

/// Reads 抄送, also over several lines.
pub fn read_copies(lines: &[Line]) -> Vec<Field<String>> {
    let mut out: Vec<Field<String>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(hit) = label::find(line)
            .into_iter()
            .find(|h| h.label == Label::Copies)
        else {
            continue;
        };
        let mut parts = vec![(hit.raw.clone(), line)];
        let mut ended = hit.value.ends_with('。');
        for next in lines.iter().skip(at + 1).take(6) {
            let other = !label::find(next).is_empty()
                || is_date_line(next)
                || next.flat.contains("印发")
                || next.flat.starts_with(['（', '('])
                || next.flat.chars().count() > 80
                || title::without_note(&next.flat).ends_with("表");
            if ended || other {
                break;
            }
            ended = next.flat.ends_with('。');
            parts.push((next.text.clone(), next));
        }
        for (text, line) in parts {
            for copy in copies_of(&text) {
                if !out.iter().any(|known| known.value == copy) {
                    out.push(Field::certain(copy, line));
                }
            }
        }
    }
    out
}

fn copies_of(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut depth = 0;
    let mut piece = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        if depth <= 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '。' | '\t') {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(c);
        }
    }
    pieces.push(piece);
    let mut out = Vec::new();
    for piece in pieces {
        let tokens: Vec<&str> = piece.split_whitespace().collect();
        // Blanks separate only whole names: 区人大代表工委 区政府办.
        if tokens.len() > 1 && tokens.iter().all(|t| t.chars().count() >= 4) {
            out.extend(tokens.iter().map(ToString::to_string));
        } else {
            out.push(tokens.concat());
        }
    }
    for copy in &mut out {
        // （2份） is for the copying clerk.
        if let Some(at) = copy
            .rfind(['（', '('])
            .filter(|at| copy[*at..].contains('份'))
        {
            copy.truncate(at);
        }
    }
    out.retain(|copy| copy.chars().count() >= 2);
    out
}
