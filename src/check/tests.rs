//! The corpus: letters that are right, and the same with one fault each. `tests/fixtures/letters` holds
//! both; the letters are invented, `mutants.tsv` is the table of edits.

use std::{collections::BTreeMap, fs, path::PathBuf};

use proptest::prelude::*;

use super::{Against, Cited, Finding, Must, Required, Severity, check, table::CHECKS};
use crate::domain::{private::Private, sitting::Kind};

fn folder() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/letters"
    ))
}

/// Returns the letters by name.
fn letters() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().flatten();
    let texts = files.filter(|own| own.path().extension().is_some_and(|ending| ending == "txt"));
    texts
        .map(|own| {
            let name = own.file_name().to_string_lossy().into_owned();
            (name, fs::read_to_string(own.path()).unwrap())
        })
        .collect()
}

fn plain(text: &str) -> Vec<Finding> {
    check(text, &Against::default())
}

fn marked(text: &str, own: &Finding) -> String {
    let words: String = text
        .chars()
        .skip(own.span.start)
        .take(own.span.len())
        .collect();
    format!("{} {} {} “{words}”", own.severity.code(), own.id, own.case)
}

#[test]
fn a_right_letter_is_left_alone() {
    let letters = letters();
    assert!(letters.len() >= 40);
    let mut cries = Vec::new();
    for (name, text) in &letters {
        cries.extend(
            plain(text)
                .iter()
                .map(|own| format!("{name}: {}", marked(text, own))),
        );
    }
    println!("{} letters, {} findings", letters.len(), cries.len());
    assert!(cries.is_empty(), "{cries:#?}");
}

#[test]
fn a_fault_is_found_where_it_stands() {
    /// A span as long as this no longer points at anything.
    const LONGEST: usize = 80;
    let letters = letters();
    let table = fs::read_to_string(folder().join("mutants.tsv")).unwrap();
    let mut missed = Vec::new();
    let mut all: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (name, from, to, id) = (cells[0], cells[1], cells[2], cells[3]);
        let (from, to) = (from.replace("\\n", "\n"), to.replace("\\n", "\n"));
        let right = &letters[name];
        assert!(right.contains(&from), "{row}");
        let text = right.replacen(&from, &to, 1);
        let start = right.split(&from).next().unwrap().chars().count();
        let end = start + to.chars().count();
        // Half of a pair that is left alone is told where the other half stands.
        let other = cells.get(4).copied().unwrap_or_default();
        let found = plain(&text);
        // What was left out is missed beside the place.
        let hit = found.iter().any(|own| {
            let here = own.span.start <= end && own.span.end + 1 >= start;
            let there = !other.is_empty() && marked(&text, own).contains(other);
            own.id == id && own.span.len() <= LONGEST && (here || there)
        });
        let count = all.entry(id).or_default();
        count.0 += 1;
        count.1 += usize::from(hit);
        if !hit {
            let told: Vec<String> = found.iter().map(|own| marked(&text, own)).collect();
            missed.push(format!("{row}\n    {told:?}"));
        }
    }
    let rows: usize = all.values().map(|own| own.0).sum();
    let hits: usize = all.values().map(|own| own.1).sum();
    println!("{rows} mutants, {hits} found");
    for (id, (rows, hits)) in &all {
        println!("  {id}: {hits} of {rows}");
    }
    println!("missed: {missed:#?}");
    assert!(rows >= 200);
    assert!(hits * 100 >= rows * 95, "{missed:#?}");
}

/// Returns what the queue checks tell of a letter of two asks and two signers.
fn told(text: &str, change: impl Fn(&mut Against)) -> Vec<String> {
    let mut against = Against {
        proposers: vec!["林小满".into(), "周知行".into()],
        asks: vec![
            (1, "建议扩大紧缺工种的培训规模".into()),
            (2, "希望提高带徒师傅的补贴标准".into()),
        ],
        ..Against::default()
    };
    change(&mut against);
    let found = check(text, &against);
    found.iter().map(|own| marked(text, own)).collect()
}

/// A letter of ours, with what stands below its salutation.
fn letter(salutation: &str, body: &str) -> String {
    format!(
        "类别B\n对区第十六届人大二次会议\n第037号建议的答复\n{salutation}：\n{body}\n云桥区总工会\n2026年5月8日\n"
    )
}

const ANSWER: &str = "一、关于扩大紧缺工种培训规模的问题\n将于2026年底前增开两期。\n\
    二、关于提高带徒师傅补贴标准的问题\n将会同财政局研究，2027年起调整。";

#[test]
fn asks_are_answered_below_a_heading_or_where_it_is_marked() {
    let both = "林小满代表、周知行代表";
    assert_eq!(told(&letter(both, ANSWER), |_| {}), [""; 0]);
    let one = ANSWER.split('\n').take(2).collect::<Vec<_>>().join("\n");
    let missing = "warning asks missing “对区第十六届人大二次会议\n第037号建议的答复”";
    assert_eq!(told(&letter(both, &one), |_| {}), [missing]);
    assert_eq!(
        told(&letter(both, &one), |own| own.answered = vec![2]),
        [""; 0]
    );
    let bare = letter(
        both,
        "一、工作现状\n二、关于扩大紧缺工种培训规模\n正在提高带徒师傅的补贴，明年调整标准。",
    );
    assert_eq!(told(&bare, |_| {}), ["warning asks empty “一、工作现状”"]);
}

#[test]
fn a_heading_above_the_closing_words_has_nothing_below_it() {
    let both = "林小满代表、周知行代表";
    let closing = "衷心感谢你们对我们工作的关心和支持。\n专此答复。\n附件：征询意见表";
    let empty = format!("{ANSWER}\n三、关于下一步打算\n{closing}");
    let expected = ["warning asks empty “三、关于下一步打算”"];
    assert_eq!(told(&letter(both, &empty), |_| {}), expected);
    let full = format!("{ANSWER}\n三、关于下一步打算\n明年继续。\n{closing}");
    assert_eq!(told(&letter(both, &full), |_| {}), [""; 0]);
    // Thanks may stand before what was done, and before more of the kind.
    for (closing, expected) in [
        ("感谢你们的建议。今年培训500人，明年继续扩大规模。", &[][..]),
        ("感谢你们的建议。我们已经着手研究。", &[]),
        (
            "感谢你们对我们工作的关心和支持！希望继续提出宝贵意见。",
            &expected,
        ),
    ] {
        let text = format!("{ANSWER}\n三、关于下一步打算\n{closing}");
        assert_eq!(told(&letter(both, &text), |_| {}), expected, "{closing}");
    }
}

#[test]
fn a_letter_that_asks_for_opinions_is_no_answer() {
    let title = "关于征求《云桥区工匠培育办法》意见建议的函";
    let text = format!("{title}\n\n各街道总工会：\n请于【日期】前反馈。\n");
    assert!(super::Paper::read(&text).form.title.is_none());
    assert_eq!(plain(&text), []);
    let ours =
        "关于申请延期答复区第十六届人大二次会议\n第037号建议的函\n\n区人大代表工委：\n请予批准。\n";
    assert!(super::Paper::read(ours).form.title.is_some());
}

#[test]
fn every_title_of_our_templates_is_known_for_one() {
    use crate::{
        domain::sitting::Sitting,
        letter::{
            fill::{Facts, fill},
            kit::Kit,
            template::Kind as Form,
        },
    };
    let kit = Kit::shipped();
    for form in [
        Form::LeadReply,
        Form::SeparateReply,
        Form::CoOpinion,
        Form::FollowUpReply,
        Form::ReturnLetter,
        Form::ExtensionRequest,
    ] {
        for kind in [Kind::Suggestion, Kind::Cppcc] {
            for (profile, _) in kit.profiles() {
                let facts = Facts {
                    organ_full: Some("青石市教育局".into()),
                    item: Some("037".into()),
                    sitting: Some(Sitting {
                        place: Some("青石市".into()),
                        term: Some(16),
                        session: Some(2),
                        ..Sitting::unknown(kind)
                    }),
                    ..Facts::default()
                };
                let text = fill(kit.template(form, kind).unwrap(), profile, &facts);
                let paper = super::Paper::read(&text);
                assert!(paper.form.title.is_some(), "{form:?} {kind:?}\n{text}");
            }
        }
    }
}

#[test]
fn what_was_typed_over_the_serial_is_told() {
    let both = "林小满代表、周知行代表";
    let numbered = |line: &str| letter(both, ANSWER).replace("类别B", line);
    for sound in [
        "云区总工案复〔2026〕5号",
        "云区总工案复〔2026〕十二号　　类别B",
        "云区总工案复",
    ] {
        assert_eq!(told(&numbered(sound), |_| {}), [""; 0], "{sound}");
    }
    for broken in ["云区总工案复〔2026〕s赵例号", "云区总工案复〔2026〕"] {
        let expected = [format!("error number_form broken “{broken}”")];
        assert_eq!(told(&numbered(broken), |_| {}), expected);
    }
    let cut = "云区总工案复〔2026〕1#007";
    let expected = [format!("warning number_form broken “{cut}”")];
    assert_eq!(told(&numbered(cut), |_| {}), expected);
}

#[test]
fn where_the_number_is_ours_whatever_numbering_refuses_is_an_error() {
    let both = "林小满代表、周知行代表";
    let broken = |line: &str| {
        let text = letter(both, ANSWER).replace("类别B", line);
        let found = told(&text, |against| {
            against.required = vec![Required {
                part: Must::Number,
                line: None,
                severity: Severity::Error,
            }];
        });
        found
            .iter()
            .any(|own| own.starts_with("error number_form broken"))
    };
    for sound in [
        "云区总工案复〔2026〕5号",
        "云区总工案复〔2026〕5号　　类别B",
        "云区总工案复〔2026〕5号　　签发人：赵例",
        "云区总工案复[2026]第05号",
        "云区总工案复〔2026〕【序号】号　　类别B",
        "云区总工案复〔【年份】〕【序号】号",
        "【文号】",
    ] {
        assert!(!broken(sound), "{sound}");
    }
    for wrong in [
        "云区总工案复〔2026〕s赵例号",
        "云区总工案复〔2026〕",
        "云区总工案复〔2026〕1#007",
        "云区总工案复〔2026〕5x号",
        "云区总工案复〔2026〕十二号　　类别B",
        "云区总工案复〔26〕5号",
        "云区总工案复〔2026〕×号",
        "〔2026〕5号",
    ] {
        assert!(broken(wrong), "{wrong}");
    }
}

#[test]
fn a_class_that_the_queue_knows_fills_its_blank() {
    let text = letter("林小满代表、周知行代表", ANSWER).replace("类别B", "类别：【类别】");
    let fix = |class: Option<&str>| {
        let against = Against {
            class: class.map(str::to_owned),
            ..Against::default()
        };
        let found = check(&text, &against);
        found
            .iter()
            .find(|own| own.id == "blanks")
            .unwrap()
            .fix
            .clone()
    };
    assert_eq!(fix(Some("B")).as_deref(), Some("B"));
    assert_eq!(fix(None), None);
}

#[test]
fn the_salutation_counts_whom_it_names() {
    let count = |salutation: &str| told(&letter(salutation, ANSWER), |_| {});
    assert_eq!(count("林小满等2位代表"), [""; 0]);
    assert_eq!(count("林小满、周知行两位代表"), [""; 0]);
    assert_eq!(count("林小满等3位代表"), ["warning queue count “3位”"]);
    assert_eq!(
        count("林小满、周知行三位代表"),
        ["error queue count “三位”"]
    );
}

#[test]
fn class_and_promise_are_those_of_the_queue() {
    let text = letter("林小满代表、周知行代表", ANSWER);
    let other = told(&text, |own| own.class = Some("A".into()));
    assert_eq!(other, ["error class differs “B”"]);
    assert_eq!(told(&text, |own| own.class = Some("B".into())), [""; 0]);
    let day = chrono::NaiveDate::from_ymd_opt(2028, 3, 1);
    let vague = text
        .replace("将于2026年底前", "将")
        .replace("，2027年起调整", "");
    assert_eq!(told(&text, |own| own.follow_up = day), [""; 0]);
    assert_eq!(
        told(&vague, |own| own.follow_up = day),
        ["warning class no_date “B”"]
    );
}

#[test]
fn what_a_proposer_gave_us_stays_with_us() {
    let body = format!("{ANSWER}\n已与０00-0000-1234的机主联系。");
    let text = letter("林小满代表、周知行代表", &body);
    let phone = Private::new("000-0000-1234");
    let known = told(&text, |own| {
        own.phones = vec![phone.clone(), Private::new("")];
    });
    assert!(
        known.contains(&"error private known “０00-0000-1234”".to_owned()),
        "{known:?}"
    );
}

#[test]
fn a_cited_figure_is_that_of_the_roster() {
    let text = "现有工作室9家。";
    let cited = |now: Option<&str>, span: std::ops::Range<usize>| Against {
        figures: vec![Cited {
            span,
            then: "9家".into(),
            now: now.map(str::to_owned),
        }],
        ..Against::default()
    };
    let told = |against: &Against| -> Vec<String> {
        let found = check(text, against);
        found.iter().map(|own| marked(text, own)).collect()
    };
    assert_eq!(told(&cited(Some("9家"), 5..7)), [""; 0]);
    assert_eq!(
        told(&cited(Some("10家"), 5..7)),
        ["error figures changed “9家”"]
    );
    assert_eq!(told(&cited(None, 5..7)), ["warning figures lost “9家”"]);
    assert_eq!(told(&cited(None, 5..99)), [""; 0]);
}

#[test]
fn the_mutants_cover_every_check_that_needs_no_queue() {
    let table = fs::read_to_string(folder().join("mutants.tsv")).unwrap();
    let beside = ["queue", "asks", "figures", "required"];
    for own in CHECKS.iter().filter(|own| !beside.contains(&own.id)) {
        let listed = table
            .lines()
            .any(|line| line.split('\t').nth(3) == Some(own.id));
        assert!(listed, "{}", own.id);
    }
}

#[test]
fn a_letter_is_compared_with_its_item() {
    let letter = &letters()["01_a.txt"];
    let item = Against {
        number: Some(37),
        title: Some("关于培育工匠精神的建议".to_owned()),
        term: Some(16),
        session: Some(2),
        kind: Some(Kind::Suggestion),
        proposers: vec!["林小满".to_owned()],
        until: chrono::NaiveDate::from_ymd_opt(2026, 5, 24),
        ..Against::default()
    };
    assert!(
        check(letter, &item).is_empty(),
        "{:?}",
        check(letter, &item)
    );
    let told = |item: &Against| -> Vec<String> {
        let found = check(letter, item);
        found.iter().map(|own| marked(letter, own)).collect()
    };
    let other = |change: fn(&mut Against)| {
        let mut own = item.clone();
        change(&mut own);
        told(&own)
    };
    assert_eq!(
        other(|own| own.number = Some(38)),
        ["error queue number “第037号”"]
    );
    assert_eq!(
        other(|own| own.term = Some(15)),
        ["error queue session “十六届”"]
    );
    assert_eq!(
        other(|own| own.session = Some(1)),
        ["error queue session “二次”"]
    );
    assert_eq!(
        other(|own| own.title = Some("关于培育竹编匠人的建议".into())),
        ["error queue title “关于培育工匠精神的建议”"]
    );
    assert_eq!(
        other(|own| own.proposers = vec!["周知行".into()]),
        ["error queue stranger “林小满代表”"]
    );
    assert_eq!(
        other(|own| own.proposers.push("周知行".into())),
        ["warning queue missing “林小满代表”"]
    );
    assert_eq!(
        other(|own| own.until = chrono::NaiveDate::from_ymd_opt(2026, 5, 1)),
        ["warning queue late “2026年5月8日”"]
    );
    assert_eq!(
        other(|own| own.kind = Some(Kind::Cppcc)),
        ["error queue kind “建议”", "error queue kind “代表”"]
    );
}

#[test]
fn hostile_and_empty_texts_are_read() {
    for text in [
        "",
        "\n\n",
        "e\u{301}\u{1b}[31m红",
        "（（（（《《《“““",
        "其中其中其中",
        "共",
        "从到增长%",
        "第号",
        "年月日",
        "\u{FEFF}一、",
    ] {
        for own in plain(text) {
            assert!(own.span.end <= text.chars().count(), "{text}");
        }
    }
}

/// Pieces that the checks look at, in any order.
fn prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "其中",
        "共计",
        "分别为",
        "包括",
        "共",
        "9",
        "3.5",
        "1,200",
        "三十七",
        "万",
        "亿",
        "元",
        "人",
        "家",
        "%",
        "占",
        "增长",
        "从",
        "到",
        "比",
        "，",
        "、",
        "。",
        "；",
        "：",
        "\n",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "“",
        "”",
        "〔",
        "〕",
        "2026",
        "年",
        "月",
        "日",
        "号",
        "第",
        "一",
        "是",
        "A类",
        "国家级",
        "省级",
        "区级",
        "男",
        "女",
        "——",
        "-",
        "至",
        "每人",
        "约",
        "余",
        "的",
        "金",
        "银",
        "铜",
        "𠮷",
        "e\u{301}",
        "\u{1b}",
        "\r\n",
        " ",
        "尊敬的林小满代表：",
        "关于建议的答复",
        "类别A",
        "截止",
        "由于",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|own| own.concat())
}

proptest! {
    #[test]
    fn spans_lie_in_any_text(text in prop_oneof![prose(), any::<String>()]) {
        let len = text.chars().count();
        for own in plain(&text) {
            prop_assert!(own.span.start < own.span.end, "{own:?}");
            prop_assert!(own.span.end <= len, "{own:?}");
            let row = CHECKS.iter().find(|row| row.id == own.id);
            prop_assert!(row.is_some_and(|row| row.cases.contains(&own.case)), "{own:?}");
        }
    }
}

#[test]
fn weights_are_ordered_and_named() {
    assert!(Severity::Error < Severity::Warning);
    assert_eq!(Severity::Error.code(), "error");
}
