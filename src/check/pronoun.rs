//! 您 for one, 你们 for several: the pronoun follows the salutation.

use super::{
    Finding, Severity,
    paper::{Paper, digit, stands},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "pronoun";

/// Whom a salutation addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    One,
    Several,
}

/// Checks the body of a letter.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let chars = &paper.chars;
    let body = paper.form.body.clone();
    let whom = paper
        .form
        .salutation
        .as_ref()
        .and_then(|own| whom(&paper.words(own)));
    // From the salutation on: 您好 may stand in its line.
    let start = paper
        .form
        .salutation
        .as_ref()
        .map_or(body.start, |own| own.end);
    let mut at = start;
    while at < body.end.min(chars.len()) {
        let (case, len, right) = if stands(chars, at, "您们") {
            (
                "plural",
                2,
                if whom == Some(Whom::One) {
                    "您"
                } else {
                    "你们"
                },
            )
        } else if chars[at] == '您' && whom == Some(Whom::Several) {
            ("several", 1, "你们")
        } else if stands(chars, at, "你们") && whom == Some(Whom::One) {
            ("one", 2, "您")
        } else {
            at += 1;
            continue;
        };
        // 感谢你们单位, 你们代表团: more than the one who is addressed
        let wider = case == "one"
            && ["单位", "代表团", "公司", "企业", "村", "镇"]
                .iter()
                .any(|word| stands(chars, at + 2, word));
        // Each of several may be meant: 请您们各位, 您和
        let each = case == "several"
            && ["各位", "二位", "几位", "和"]
                .iter()
                .any(|word| stands(chars, at + 1, word));
        if !(wider || each) && is_ours(chars, at) {
            let own = Finding::new(ID, case, Severity::Warning, at..at + len);
            found.push(own.with("right", right).fix(right));
        }
        at += len;
    }
}

/// Quoted words are somebody else's.
fn is_ours(chars: &[char], at: usize) -> bool {
    let back = chars[..at].iter().rev().take(40);
    let quote = back
        .take_while(|c| **c != '\n')
        .find(|c| matches!(c, '“' | '”' | '《' | '》'));
    !matches!(quote, Some('“' | '《'))
}

fn whom(words: &str) -> Option<Whom> {
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = words.ends_with("代表") || words.ends_with("委员") || words.ends_with("好");
    if !ends {
        return None;
    }
    let several = words.contains('、')
        || words.contains('等')
        || words.contains("各位")
        || words.contains("二位")
        || words.contains("两位")
        || words.chars().any(|c| digit(c).is_some())
        || words.matches("代表").count() + words.matches("委员").count() > 1;
    Some(if several { Whom::Several } else { Whom::One })
}
