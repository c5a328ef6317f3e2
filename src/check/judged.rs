//! Findings together with what a person decided on them.

use super::{Against, Finding, Paper, Severity, check_paper};
use crate::domain::waiver::{Waiver, standing};

/// A finding, the words it is about, and the waiver that stands, if one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The finding.
    pub finding: Finding,
    /// The words of its span.
    pub words: String,
    /// Who decided not to heed it, and why.
    pub waived: Option<Waiver>,
}

impl Judged {
    /// Returns whether it stops review and signing.
    pub fn stops(&self) -> bool {
        self.finding.severity == Severity::Error && self.waived.is_none()
    }
}

/// Runs every check, and looks up what was waived.
pub fn judge(text: &str, against: &Against, waivers: &[Waiver]) -> Vec<Judged> {
    let paper = Paper::read(text);
    let found = check_paper(&paper, against).into_iter();
    found
        .map(|finding| {
            let words = paper.words(&finding.span);
            let waived = standing(waivers, finding.id, &words).cloned();
            Judged {
                finding,
                words,
                waived,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiver_follows_its_words_through_the_text() {
        let waiver = Waiver {
            check: "sums".into(),
            words: "9家，其中省级10家".into(),
            reason: Some("口径不同".into()),
            by: "王一".into(),
            at: chrono::NaiveDateTime::default(),
        };
        let judged = |text: &str| judge(text, &Against::default(), std::slice::from_ref(&waiver));
        let one = judged("前面加一句。共有9家，其中省级10家。");
        assert_eq!(one.len(), 1);
        assert_eq!(one[0].waived.as_ref(), Some(&waiver));
        assert!(!one[0].stops());
        let other = judged("共有9家，其中省级11家。");
        assert!(other[0].stops());
    }
}
