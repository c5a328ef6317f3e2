use proptest::prelude::*;

use super::*;
use crate::figure::question::Tongue;

fn again(line: &str) -> (String, String) {
    let question = read(line).unwrap_or_else(|slip| panic!("{line}: {slip:?}"));
    (question.print(Tongue::Zh), question.print(Tongue::En))
}

#[test]
fn a_question_is_read_in_both_languages_and_printed_in_one_form() {
    for (typed, zh, en) in [
        ("人才", "人才", "people"),
        (
            "工匠 等级≥技师　街道：青石街道",
            "人才 级别>=技师 街道=青石街道",
            "people level>=technician town=青石街道",
        ),
        (
            "people level=senior-technician,chief_technician by:town",
            "人才 级别=高级技师,首席技师 按街道",
            "people level=senior_technician,chief_technician by:town",
        ),
        (
            "人才 级别:高级工以上",
            "人才 级别>=高级工",
            "people level>=senior",
        ),
        (
            "人才 级别=三级及以下",
            "人才 级别<=高级工",
            "people level<=senior",
        ),
        (
            "人才 荣誉=“云州 工匠” 荣誉年份=2025年 荣誉数",
            "人才 荣誉=\"云州 工匠\" 荣誉年份=2025 荣誉数",
            "people honour=\"云州 工匠\" honour-year=2025 honours",
        ),
        (
            "工作室 资助金额 级别>=市级 截至2025年底",
            "工作室 级别>=市级 资助金额 截至2025-12-31",
            "studios level>=city grants as-of:2025-12-31",
        ),
        (
            "企业 类型!=学校 人数 按：街道",
            "单位 类型!=学校 人数 按街道",
            "employers kind!=school people by:town",
        ),
        (
            "人才 街道=\"无\",无 工种~\"焊\"\"工\"",
            "人才 街道=\"无\",无 工种~\"焊\"\"工\"",
            "people town=\"无\",none trade~\"焊\"\"工\"",
        ),
        (
            "PEOPLE Level>Junior",
            "人才 级别>初级工",
            "people level>junior",
        ),
        (
            "人才 人数 按级别 截至2025年3月1日",
            "人才 按级别 截至2025-03-01",
            "people by:level as-of:2025-03-01",
        ),
    ] {
        assert_eq!(again(typed), (zh.to_owned(), en.to_owned()), "{typed}");
        assert_eq!(again(zh).0, zh);
        assert_eq!(again(en).1, en);
    }
}

#[test]
fn a_slip_says_where_it_is_and_what_is_wrong() {
    let people = Subject::People;
    for (typed, at, wrong) in [
        ("", 0..0, Wrong::Empty),
        ("  ", 2..2, Wrong::Empty),
        ("人 级别=技师", 0..1, Wrong::NoSubject("人".into())),
        ("人才 大小>3", 3..7, Wrong::NoField(people, "大小".into())),
        (
            "人才 级别=大师",
            3..8,
            Wrong::NoValue(Field::Level, "大师".into()),
        ),
        ("人才 级别=", 3..6, Wrong::NoValueYet(Field::Level)),
        ("人才 级别=技师,", 3..9, Wrong::NoValueYet(Field::Level)),
        (
            "人才 街道>青石",
            3..8,
            Wrong::BadSign(Field::Town, Op::Above),
        ),
        (
            "人才 荣誉!=工匠",
            3..9,
            Wrong::BadSign(Field::Honour, Op::IsNot),
        ),
        (
            "人才 级别>=技师,高级工",
            3..13,
            Wrong::OneValue(Field::Level),
        ),
        ("人才 多少", 3..5, Wrong::NoWord(people, "多少".into())),
        ("人才 人数 荣誉数", 6..9, Wrong::Twice),
        ("人才 按级别 按街道", 7..10, Wrong::Twice),
        ("人才 按大小", 3..6, Wrong::NoField(people, "大小".into())),
        ("人才 截至昨天", 3..7, Wrong::NoDay("昨天".into())),
        (
            "人才 截至2025-02-30",
            3..15,
            Wrong::NoDay("2025-02-30".into()),
        ),
        ("人才 街道=“青石", 3..9, Wrong::Open),
        (
            "人才 徒弟数 按荣誉",
            7..10,
            Wrong::NotBy(Measure::Apprentices, Field::Honour),
        ),
        (
            "人才 荣誉年份=无",
            3..9,
            Wrong::NoValue(Field::HonourYear, "无".into()),
        ),
        (
            "人才 荣誉年份=25",
            3..10,
            Wrong::NoValue(Field::HonourYear, "25".into()),
        ),
    ] {
        assert_eq!(read(typed), Err(Slip { at, wrong }), "{typed}");
    }
}

fn any_value(field: Field) -> BoxedStrategy<Value> {
    match field.kind() {
        Kind::Year => (1990..2030).prop_map(Value::Year).boxed(),
        Kind::Place => (1..200).prop_map(Value::Place).boxed(),
        Kind::Text => prop_oneof![
            "[青石钳焊工\"“”,、=<无 a:！]{1,5}".prop_map(Value::Text),
            Just(Value::Text("none".into())),
            Just(Value::Text("e\u{301}以上".into())),
        ]
        .boxed(),
        kind => prop::sample::select(Value::all(kind)).boxed(),
    }
}

pub(in crate::figure) fn any_filter(subject: Subject) -> BoxedStrategy<Filter> {
    let fields: Vec<Field> = subject.fields().collect();
    prop::sample::select(fields)
        .prop_flat_map(|field| {
            let ops: Vec<Op> = Op::ALL
                .iter()
                .copied()
                .filter(|op| op.suits(field))
                .collect();
            (
                Just(field),
                prop::sample::select(ops),
                prop::collection::vec(any_value(field), 1..4),
            )
        })
        .prop_map(|(field, op, mut values)| {
            if op.is_ordering() {
                values.truncate(1);
            }
            Filter { field, op, values }
        })
        .boxed()
}

fn any_question() -> impl Strategy<Value = Question> {
    let subjects = prop::sample::select(Subject::ALL.to_vec());
    subjects
        .prop_flat_map(|subject| {
            let fields: Vec<Field> = subject.fields().collect();
            (
                Just(subject),
                prop::collection::vec(any_filter(subject), 0..4),
                prop::sample::select(subject.measures().to_vec()),
                prop::option::of(prop::sample::select(fields)),
                prop::option::of(0..20_000_u64),
            )
        })
        .prop_filter_map(
            "parts that go together",
            |(subject, filters, measure, by, day)| {
                let first = NaiveDate::from_ymd_opt(1980, 1, 1)?;
                Question::of(Wording {
                    subject,
                    filters,
                    measure,
                    by,
                    as_of: day.and_then(|day| first.checked_add_days(chrono::Days::new(day))),
                })
            },
        )
}

proptest! {
    #[test]
    fn a_question_printed_and_read_again_is_the_same(question in any_question()) {
        for tongue in [Tongue::Zh, Tongue::En] {
            let line = question.print(tongue);
            prop_assert_eq!(read(&line), Ok(question.clone()), "{}", line);
        }
    }

    #[test]
    fn any_line_is_a_question_or_a_slip_within_it(line in "(人才|people|工作室)? ?[级别街道荣誉按截至=<>!~:,“”\"\u{3000} a-z0-9e\u{301}\u{1b}]{0,24}") {
        if let Err(slip) = read(&line) {
            let end = line.chars().count();
            prop_assert!(slip.at.start <= slip.at.end && slip.at.end <= end);
        }
    }
}
