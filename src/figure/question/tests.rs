use super::*;
use crate::{
    domain::craftsman::{HonourLevel, SkillLevel},
    figure::parse::read,
};

fn question(line: &str) -> Question {
    read(line).unwrap_or_else(|slip| panic!("{line}: {slip:?}"))
}

#[test]
fn what_does_not_go_together_is_no_question() {
    let all = Wording {
        subject: Subject::Studios,
        filters: Vec::new(),
        measure: Measure::Grants,
        by: Some(Field::StudioLevel),
        as_of: None,
    };
    assert!(Question::of(all.clone()).is_some());
    for wrong in [
        Wording {
            measure: Measure::Persons,
            ..all.clone()
        },
        Wording {
            by: Some(Field::Town),
            ..all.clone()
        },
        Wording {
            measure: Measure::Members,
            by: Some(Field::GrantYear),
            ..all.clone()
        },
        Wording {
            filters: vec![Filter {
                field: Field::StudioLevel,
                op: Op::AtLeast,
                values: vec![],
            }],
            ..all.clone()
        },
        Wording {
            filters: vec![Filter {
                field: Field::StudioLevel,
                op: Op::Is,
                values: vec![Value::Skill(SkillLevel::Senior)],
            }],
            ..all
        },
    ] {
        assert_eq!(Question::of(wrong), None);
    }
}

#[test]
fn parts_sum_where_each_thing_measured_falls_into_one() {
    for (line, sums) in [
        ("人才 按级别", true),
        ("人才", false),
        ("人才 按荣誉", false),
        ("人才 荣誉数 按荣誉", true),
        ("人才 荣誉数 按级别", true),
        ("人才 徒弟数 按级别", false),
        ("工作室 资助金额 按资助年份", true),
        ("工作室 按资助年份", false),
        ("工作室 成员数 按级别", false),
        ("单位 人数 按街道", true),
        ("单位 按认定", false),
    ] {
        assert_eq!(question(line).parts_sum(), sums, "{line}");
    }
}

#[test]
fn one_duty_has_a_unit_and_several_have_none() {
    for (line, unit) in [
        ("工作室 任务=带徒 任务目标数", "人"),
        ("工作室 任务=授课 任务完成数 按任务年份", "学时"),
        ("工作室 任务=创造效益 任务完成数", "元"),
        ("工作室 任务=带徒,等级提升 任务完成数", ""),
        ("工作室 任务完成数", ""),
        ("工作室 任务=授课 任务数", "项"),
        ("人才 按级别", "人"),
    ] {
        assert_eq!(question(line).unit().word(), unit, "{line}");
    }
}

#[test]
fn a_talent_class_is_asked_for_by_its_letter() {
    for line in [
        "人才 人才分类=B类",
        "人才 人才分类=ｂ",
        "人才 人才分类=B类人才",
    ] {
        assert_eq!(question(line), question("人才 人才分类=B"), "{line}");
    }
    // A trade of one letter is none.
    assert_ne!(question("人才 工种=B类"), question("人才 工种=B"));
}

#[test]
fn targets_are_mixed_unless_one_is_named() {
    for (line, mixes) in [
        ("计划 目标数", true),
        ("计划 目标数 按指标", true),
        ("计划 指标=领军,骨干 完成数", true),
        ("计划 指标~领军 完成数", true),
        ("计划 指标=领军 目标数 按年份", false),
        ("计划", false),
        ("工作室 任务目标数", true),
        ("工作室 任务完成数 按任务", true),
        ("工作室 任务=带徒,授课 任务完成数", true),
        ("工作室 任务=授课 任务完成数", false),
        ("工作室 任务数", false),
    ] {
        assert_eq!(question(line).mixes_targets(), mixes, "{line}");
    }
}

#[test]
fn levels_have_an_order_and_what_is_unknown_has_none() {
    let own = &question("工作室 级别>=市级").filters[0];
    let admitted = |level| own.admits(&Value::Honour(level));
    assert!(admitted(HonourLevel::National) && admitted(HonourLevel::City));
    assert!(!admitted(HonourLevel::County) && !own.admits(&Value::Nothing));
    let not = &question("人才 级别!=技师").filters[0];
    assert!(not.admits(&Value::Nothing) && !not.admits(&Value::Skill(SkillLevel::Technician)));
    let part = &question("人才 工种~焊,钳").filters[0];
    assert!(
        part.admits(&Value::Text("电焊工".into())) && !part.admits(&Value::Text("车工".into()))
    );
}
