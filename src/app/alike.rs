//! Items like one in words, and the section that they went to: a vote, and never more than a suggestion.

use super::views::{Similar, Suggested};
use crate::lang::Lang;

/// The least part of all votes that makes a suggestion. Chosen by us: half of them and nothing less is
/// worth being read first in a list of sections.
const LEAST_PART: f32 = 0.5;

/// Returns the section that most of the items like this one were routed to, with those items.
///
/// An item votes by its likeness squared, so that one near twin outweighs several distant cousins; items
/// that never came to a section do not vote.
pub fn suggest(similar: &[Similar]) -> Option<Suggested> {
    let vote = |own: &Similar| f32::from(own.percent) * f32::from(own.percent);
    let mut votes: Vec<(&str, f32)> = Vec::new();
    let mut all = 0.0;
    for own in similar {
        let Some(section) = own.section.as_deref().filter(|name| !name.is_empty()) else {
            continue;
        };
        all += vote(own);
        match votes.iter_mut().find(|(name, _)| *name == section) {
            Some((_, sum)) => *sum += vote(own),
            None => votes.push((section, vote(own))),
        }
    }
    // Of equals the one of the item most alike, which stands first.
    let mut best: Option<(&str, f32)> = None;
    for (section, sum) in votes {
        if best.is_none_or(|(_, most)| sum > most) {
            best = Some((section, sum));
        }
    }
    let (section, sum) = best.filter(|(_, sum)| *sum > 0.0 && *sum >= all * LEAST_PART)?;
    debug_assert!(sum <= all + 1.0);
    let led = similar
        .iter()
        .filter(|own| own.section.as_deref() == Some(section));
    let named = |own: &Similar| {
        let number = own.number.as_deref().unwrap_or("-");
        (own.id, format!("{number} {}", own.title))
    };
    Some(Suggested {
        section: section.to_owned(),
        because: led.map(named).collect(),
    })
}

/// Returns an item like another in one line.
pub fn like_line(lang: Lang, similar: &Similar) -> String {
    let year = similar
        .year
        .map_or_else(String::new, |year| format!("{year} "));
    let number = similar.number.as_deref().unwrap_or("-");
    let how = if similar.exact {
        lang.say("similar.exact").to_owned()
    } else {
        format!("{}%", similar.percent)
    };
    let title = if similar.title.is_empty() {
        lang.say("word.no_title")
    } else {
        &similar.title
    };
    format!("{how}  {year}{number} {title}")
}

/// Returns what became of an item like another.
pub fn became(lang: Lang, similar: &Similar) -> String {
    let coded = |of: &str, code: &str| lang.say(&format!("{of}.{code}")).to_owned();
    let mut words = vec![coded("state", similar.state.code())];
    words.extend(similar.section.clone());
    if let Some(answer) = &similar.answer {
        words.extend(answer.number.clone().or_else(|| Some(answer.title.clone())));
        words.extend(answer.date.map(|day| day.to_string()));
        words.extend(answer.class.clone());
    }
    let printed = similar.answer.as_ref().and_then(|own| own.class.as_ref());
    if let (Some(class), None) = (similar.class, printed) {
        words.push(coded("class", class.code()));
    }
    words.extend(similar.rating.map(|own| coded("rating", own.code())));
    words.extend(
        similar
            .promise
            .map(|day| lang.say_with("similar.promise", &[("day", &day.to_string())])),
    );
    words.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{id::ProposalId, state::State};

    fn similar(id: i64, percent: u8, section: Option<&str>) -> Similar {
        Similar {
            id: ProposalId(id),
            number: Some(format!("{id:03}")),
            title: "关于工匠e\u{301}的建议".into(),
            year: Some(2024),
            percent,
            exact: false,
            state: State::Closed,
            class: None,
            rating: None,
            section: section.map(str::to_owned),
            promise: None,
            answer: None,
        }
    }

    #[test]
    fn a_near_twin_outweighs_distant_cousins() {
        let all = [
            similar(3, 90, Some("经济技术科")),
            similar(2, 40, Some("综合科")),
            similar(1, 40, Some("综合科")),
        ];
        let suggested = suggest(&all).unwrap();
        assert_eq!(suggested.section, "经济技术科");
        let because = ("003 关于工匠e\u{301}的建议".to_owned(), ProposalId(3));
        assert_eq!(suggested.because, [(because.1, because.0)]);
    }

    #[test]
    fn without_a_majority_nothing_is_suggested() {
        assert_eq!(suggest(&[]), None);
        assert_eq!(
            suggest(&[similar(1, 90, None), similar(2, 80, Some(""))]),
            None
        );
        assert_eq!(suggest(&[similar(1, 0, Some("综合科"))]), None);
        let split = ["甲科", "乙科", "丙科"].map(|name| similar(1, 50, Some(name)));
        assert_eq!(suggest(&split), None);
        let even = [similar(2, 50, Some("甲科")), similar(1, 50, Some("乙科"))];
        assert_eq!(suggest(&even).unwrap().section, "甲科");
    }
}
