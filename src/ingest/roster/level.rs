//! Levels of skill as registers write them: 技师, 二级/技师, 高级工（三级）, 国家职业资格三级, 3级.

use super::Reason;
use crate::{domain::craftsman::SkillLevel, ingest::lines::flat};

/// Words that say what the level is of, and nothing of the level.
const AROUND: [&str; 7] = [
    "国家职业资格",
    "职业技能等级",
    "职业资格",
    "技能等级",
    "证书",
    "等级",
    "技能",
];

/// Level words, longer ones before those they contain.
const WORDS: [(&str, SkillLevel); 16] = [
    ("特级技师", SkillLevel::SpecialTechnician),
    ("首席技师", SkillLevel::ChiefTechnician),
    ("高级技师", SkillLevel::SeniorTechnician),
    ("技师", SkillLevel::Technician),
    ("高级技工", SkillLevel::Senior),
    ("中级技工", SkillLevel::Middle),
    ("初级技工", SkillLevel::Junior),
    ("高级工", SkillLevel::Senior),
    ("中级工", SkillLevel::Middle),
    ("初级工", SkillLevel::Junior),
    ("学徒工", SkillLevel::Apprentice),
    ("学徒", SkillLevel::Apprentice),
    ("高级", SkillLevel::Senior),
    ("中级", SkillLevel::Middle),
    ("初级", SkillLevel::Junior),
    ("高技", SkillLevel::SeniorTechnician),
];

/// Ranks of the old five: 一级 is the highest. Source: 人社部发〔2022〕14号 (domain 6.1).
const RANKS: [(&[&str], SkillLevel); 5] = [
    (
        &["一级", "1级", "Ⅰ级", "壹级"],
        SkillLevel::SeniorTechnician,
    ),
    (&["二级", "2级", "Ⅱ级", "贰级"], SkillLevel::Technician),
    (&["三级", "3级", "Ⅲ级", "叁级"], SkillLevel::Senior),
    (&["四级", "4级", "Ⅳ级", "肆级"], SkillLevel::Middle),
    (&["五级", "5级", "Ⅴ级", "伍级"], SkillLevel::Junior),
];

/// Reads a cell as a level.
///
/// # Errors
/// When it is none, or when its word and its rank are two levels.
pub(super) fn level(text: &str) -> Result<SkillLevel, Reason> {
    if let Some(own) = SkillLevel::ALL.iter().find(|own| own.word() == text) {
        return Ok(*own);
    }
    if let Some(own) = SkillLevel::from_code(text) {
        return Ok(own);
    }
    let mut rest = flat(text);
    for around in AROUND {
        rest = rest.replace(around, "");
    }
    // A rank alone, with or without its 级.
    let bare = |c: char| matches!(c, '1'..='5' | '一' | '二' | '三' | '四' | '五');
    if rest.chars().count() == 1 && rest.chars().all(bare) {
        rest.push('级');
    }
    let rank = take(
        &mut rest,
        RANKS
            .iter()
            .flat_map(|(words, level)| words.iter().map(|word| (*word, *level))),
    );
    let word = take(&mut rest, WORDS.into_iter());
    let sign = |c: char| c.is_whitespace() || "/／()（）[]【】、-—,，.:：".contains(c);
    if !rest.chars().all(sign) {
        return Err(Reason::Level);
    }
    match (word, rank) {
        (Some(word), Some(rank)) if word != rank => Err(Reason::LevelTwice),
        (Some(level), _) | (None, Some(level)) => Ok(level),
        (None, None) => Err(Reason::Level),
    }
}

/// Takes the first word that the text has out of it.
fn take(
    text: &mut String,
    mut words: impl Iterator<Item = (&'static str, SkillLevel)>,
) -> Option<SkillLevel> {
    let (word, level) = words.find(|(word, _)| text.contains(word))?;
    *text = text.replacen(word, "", 1);
    Some(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_in_every_usual_form() {
        use SkillLevel as L;
        for (text, read) in [
            ("技师", Ok(L::Technician)),
            ("二级/技师", Ok(L::Technician)),
            ("三级／高级工", Ok(L::Senior)),
            ("技师（二级）", Ok(L::Technician)),
            ("高级工(三级)", Ok(L::Senior)),
            ("高级技师一级", Ok(L::SeniorTechnician)),
            ("国家职业资格三级", Ok(L::Senior)),
            ("职业技能等级四级（中级工）", Ok(L::Middle)),
            ("3级", Ok(L::Senior)),
            ("３", Ok(L::Senior)),
            ("五", Ok(L::Junior)),
            ("高级", Ok(L::Senior)),
            ("首席技师", Ok(L::ChiefTechnician)),
            ("学徒工", Ok(L::Apprentice)),
            ("technician", Ok(L::Technician)),
            ("二级/高级工", Err(Reason::LevelTwice)),
            ("助理技师", Err(Reason::Level)),
            ("高级工程师", Err(Reason::Level)),
            ("大师", Err(Reason::Level)),
            ("6级", Err(Reason::Level)),
            ("e\u{301}", Err(Reason::Level)),
            ("", Err(Reason::Level)),
        ] {
            assert_eq!(level(text), read, "{text}");
        }
    }
}
