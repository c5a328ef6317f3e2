//! The hashes that hold a letter's steps together: each covers its text and the step before it, so
//! that neither can be changed, left out or put in between without being seen.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::domain::step::{NewStep, Step};

/// Returns the SHA-256 of a text, lower-case hex.
pub fn text_hash(text: &str) -> String {
    hex(Sha256::digest(text.as_bytes()).as_slice())
}

/// Returns the hash of a step, over everything that is written down with it; `before` is that of the
/// step before, empty for the first.
///
/// Each part goes in with its length, so that no two different steps read the same.
pub fn step_hash(before: &str, step: &NewStep, number: Option<&str>, text_hash: &str) -> String {
    let mut sum = Sha256::new();
    let mut add = |part: Option<&str>| {
        let length = part.map_or_else(|| "-".to_owned(), |own| own.len().to_string());
        sum.update(length.as_bytes());
        sum.update(b":");
        sum.update(part.unwrap_or_default().as_bytes());
    };
    let takes_back = step.takes_back.map(|own| own.to_string());
    let (on, at) = (step.on.to_string(), step.recorded_at.to_string());
    for part in [
        Some(before),
        Some(step.kind.code()),
        Some(&step.name),
        Some(&step.by),
        Some(&on),
        Some(&at),
        Some(&step.typed_by),
        step.evidence.as_deref(),
        step.remark.as_deref(),
        takes_back.as_deref(),
        number,
        Some(text_hash),
    ] {
        add(part);
    }
    hex(sum.finalize().as_slice())
}

/// Returns the ordinals of the steps whose hash does not follow from what is written down.
pub fn broken(steps: &[Step]) -> Vec<i64> {
    let mut before = "";
    let mut wrong = Vec::new();
    for (own, ordinal) in steps.iter().zip(1..) {
        let hash = step_hash(before, &own.step, own.number.as_deref(), &own.text_hash);
        if hash != own.hash || own.ordinal != ordinal {
            wrong.push(own.ordinal);
        }
        before = &own.hash;
    }
    wrong
}

fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::chain::StepKind;

    fn step(name: &str, by: &str) -> NewStep {
        let on = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        NewStep {
            kind: StepKind::Review,
            name: name.into(),
            by: by.into(),
            on,
            recorded_at: on.into(),
            typed_by: by.into(),
            evidence: None,
            remark: None,
            takes_back: None,
        }
    }

    fn kept(before: &str, ordinal: i64, step: NewStep) -> Step {
        let text_hash = text_hash("甲");
        Step {
            ordinal,
            hash: step_hash(before, &step, None, &text_hash),
            step,
            number: None,
            event: None,
            version: 1,
            text_hash,
        }
    }

    #[test]
    fn a_step_changed_left_out_or_put_in_is_seen() {
        let first = kept("", 1, step("核稿", "王一"));
        let second = kept(&first.hash, 2, step("签发", "李二"));
        let whole = [first, second];
        assert!(broken(&whole).is_empty());
        let mut changed = whole.clone();
        changed[0].step.by = "赵三".into();
        assert_eq!(broken(&changed), [1]);
        let mut changed = whole.clone();
        changed[1].text_hash = text_hash("乙");
        assert_eq!(broken(&changed), [2]);
        assert_eq!(broken(&whole[1..]), [2], "the first is gone");
        assert!(broken(&[]).is_empty());
    }

    #[test]
    fn parts_cannot_flow_into_each_other() {
        let hash = |name, by| step_hash("", &step(name, by), None, "");
        assert_ne!(hash("甲乙", "丙"), hash("甲", "乙丙"));
        let (mut a, mut b) = (step("", ""), step("", ""));
        (a.evidence, b.remark) = (Some(String::new()), Some(String::new()));
        assert_ne!(step_hash("", &a, None, ""), step_hash("", &b, None, ""));
    }
}
