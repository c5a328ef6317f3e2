//! The levels that fields of several records are chosen from, by their codes.

use super::FieldKind;

const SKILLS: [&str; 9] = [
    "",
    "apprentice",
    "junior",
    "middle",
    "senior",
    "technician",
    "senior_technician",
    "special_technician",
    "chief_technician",
];

const HONOUR_LEVELS: [&str; 6] = ["", "national", "province", "city", "county", "enterprise"];

const LEVELS: [&str; 6] = ["", "national", "province", "city", "county", "township"];

const fn without_nothing(codes: &'static [&'static str]) -> &'static [&'static str] {
    codes.split_at(1).1
}

/// A level of skill.
pub(super) const SKILL: FieldKind = FieldKind::Choice("skill", without_nothing(&SKILLS));
/// A level of skill, or nothing.
pub(super) const SKILL_IF_ANY: FieldKind = FieldKind::Choice("skill", &SKILLS);
/// The level of who honours or pays.
pub(super) const HONOUR_LEVEL: FieldKind =
    FieldKind::Choice("honour_level", without_nothing(&HONOUR_LEVELS));
/// The level of who honours or holds, or nothing.
pub(super) const HONOUR_LEVEL_IF_ANY: FieldKind = FieldKind::Choice("honour_level", &HONOUR_LEVELS);
/// The level of a place, or nothing.
pub(super) const LEVEL_IF_ANY: FieldKind = FieldKind::Choice("level", &LEVELS);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        craftsman::{HonourLevel, SkillLevel},
        sitting::Level,
    };

    #[test]
    fn every_level_there_is_can_be_chosen() {
        let skills: Vec<&str> = SkillLevel::ALL.iter().map(|own| own.code()).collect();
        assert_eq!(skills, without_nothing(&SKILLS));
        let honours: Vec<&str> = HonourLevel::ALL.iter().map(|own| own.code()).collect();
        assert_eq!(honours, without_nothing(&HONOUR_LEVELS));
        let levels: Vec<&str> = Level::ALL.iter().map(|own| own.code()).collect();
        assert_eq!(levels, without_nothing(&LEVELS));
    }
}
