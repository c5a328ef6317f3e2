//! What the invented suggestions are about (`data/demo/topics.toml`).

use std::sync::OnceLock;

use serde::Deserialize;

/// A subject, with what troubles people, what is asked and how it is answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The matter, as a title names it; `{place}` stands for a town.
    pub subject: String,
    /// The unit the proposer wishes to answer.
    pub unit: String,
    /// The section of the demo unit that such papers go to.
    pub section: String,
    /// Two sentences of trouble.
    pub problem: Vec<String>,
    /// Three asks.
    pub asks: Vec<String>,
    /// An answer to each ask.
    pub replies: Vec<String>,
}

impl Topic {
    /// Tells whether the demo unit, a trade union, is asked itself.
    pub fn is_ours(&self) -> bool {
        self.unit.ends_with("总工会")
    }
}

#[derive(Deserialize)]
struct File {
    topic: Vec<Topic>,
}

/// Returns the subjects, read once.
#[expect(clippy::missing_panics_doc, reason = "embedded data that a test reads")]
pub fn topics() -> &'static [Topic] {
    static TOPICS: OnceLock<Vec<Topic>> = OnceLock::new();
    TOPICS.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../data/demo/topics.toml"))
            .expect("an embedded file that a test reads");
        file.topic
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_topic_answers_each_ask() {
        assert!(topics().len() >= 45);
        for topic in topics() {
            assert_eq!(
                (topic.problem.len(), topic.asks.len(), topic.replies.len()),
                (2, 3, 3),
                "{}",
                topic.subject
            );
            assert!(
                topic
                    .problem
                    .iter()
                    .chain(&topic.replies)
                    .all(|text| text.ends_with('。')),
                "{}",
                topic.subject
            );
            assert!(
                topic.asks.iter().all(|ask| !ask.contains('。')),
                "{}",
                topic.subject
            );
        }
        assert_eq!(
            topics()
                .iter()
                .map(|topic| &topic.subject)
                .collect::<HashSet<_>>()
                .len(),
            topics().len()
        );
    }
}
