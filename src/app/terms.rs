//! The region's own words for roles and papers: 协办 here is 会办 there, 建议 is 书面意见.
//!
//! In English the program's words stand: the difference is one of Chinese usage.

use crate::{
    domain::{proposal::Role, sitting::Kind},
    lang::Lang,
    rules::Words,
};

/// Returns the word for a role.
pub fn role(lang: Lang, words: &Words, role: Role) -> String {
    match (lang, role) {
        (Lang::Zh, Role::Co) => words.co.clone(),
        _ => lang.say(&format!("role.{}", role.code())).to_owned(),
    }
}

/// Returns the word for whose paper an item is.
pub fn kind(lang: Lang, words: &Words, kind: Kind) -> String {
    match (lang, kind) {
        (Lang::Zh, Kind::Suggestion) => {
            lang.say_with("kind.of_deputies", &[("paper", &words.suggestion)])
        }
        _ => lang.say(&format!("kind.{}", kind.code())).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_says_it_in_its_own_words() {
        let shanghai = Words {
            co: "会办".into(),
            suggestion: "书面意见".into(),
        };
        assert_eq!(role(Lang::Zh, &shanghai, Role::Co), "会办");
        assert_eq!(role(Lang::Zh, &shanghai, Role::Lead), "主办");
        assert_eq!(kind(Lang::Zh, &shanghai, Kind::Suggestion), "人大书面意见");
        assert_eq!(
            kind(Lang::Zh, &Words::default(), Kind::Suggestion),
            "人大建议"
        );
        assert_eq!(kind(Lang::Zh, &shanghai, Kind::Cppcc), "政协提案");
        assert_eq!(role(Lang::En, &shanghai, Role::Co), Lang::En.say("role.co"));
    }
}
