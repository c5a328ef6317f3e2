use super::*;
use crate::{
    app::review::{StepAct, Wish},
    domain::{
        craftsman::{Person, SkillLevel},
        letter::{LetterKind, LetterText},
        paper::{Attachment, Intake, SourceText},
    },
    figure::{FigureState, read},
    run::clock::Clock,
    store::sqlite::SqliteStore,
};

fn office() -> Office {
    let store = Box::new(SqliteStore::in_memory().unwrap());
    let day = Clock::Day("2026-11-22".parse().unwrap());
    Office::open(store, day, "wang".into()).unwrap()
}

fn hire(office: &mut Office, level: SkillLevel) {
    let person = Person {
        name: "林小满".into(),
        level: Some(level),
        ..Person::default()
    };
    office.store.add_craftsman(&person).unwrap();
}

fn letter(office: &mut Office, text: &str) -> LetterId {
    let mut own = LetterText::draft(LetterKind::LeadReply, None);
    own.text = text.into();
    let at = office.now();
    office.store.add_letter(&own, "王一", at).unwrap()
}

fn text(office: &Office, id: LetterId) -> String {
    office.store.letter(id).unwrap().unwrap().value.text
}

fn question(line: &str) -> Question {
    read(line).unwrap()
}

#[test]
fn a_figure_goes_where_it_is_wanted_and_is_found_there() {
    let mut office = office();
    hire(&mut office, SkillLevel::Technician);
    let own = letter(
        &mut office,
        "全区有技师。\n另有高级工【人数】，【日期】前e\u{301}。",
    );
    let technicians = question("人才 级别=技师");
    office
        .cite(own, technicians, Some("名"), Place::After("全区有"))
        .unwrap();
    let seniors = question("人才 级别=高级工");
    office.cite(own, seniors, None, Place::Blank).unwrap();
    let instead = Place::Instead("技师");
    let all = question("人才 按级别");
    office.cite(own, all, None, instead).unwrap();
    assert_eq!(
        text(&office, own),
        "全区有1名1人，其中技师1人。\n另有高级工0人，【日期】前e\u{301}。"
    );
    let standing = office.cited(own).unwrap();
    let chars: Vec<char> = text(&office, own).chars().collect();
    let told: Vec<String> = standing
        .iter()
        .map(|figure| chars[figure.range.clone()].iter().collect())
        .collect();
    assert_eq!(told, ["1名", "1人，其中技师1人", "0人"]);
    assert!(standing.iter().all(|figure| !figure.is_stale()));
}

#[test]
fn a_place_that_is_none_or_many_changes_nothing() {
    let mut office = office();
    let own = letter(&mut office, "技师和技师。");
    let mut cite = |place| office.cite(own, question("人才"), None, place);
    let words = || "技师".to_owned();
    assert_eq!(
        cite(Place::After("技师")),
        Err(Uncited::Several(words(), 2))
    );
    let gone = Err(Uncited::Nowhere("高级工".into()));
    assert_eq!(cite(Place::Instead("高级工")), gone);
    assert_eq!(cite(Place::After("")), Err(Uncited::Nowhere(String::new())));
    assert_eq!(cite(Place::Blank), Err(Uncited::NoBlank));
    assert_eq!(text(&office, own), "技师和技师。");
    assert_eq!(office.store.figures_of(own).unwrap(), []);
}

#[test]
fn what_moved_is_looked_up_again_and_undone_text_names_its_own_figure() {
    let mut office = office();
    hire(&mut office, SkillLevel::Technician);
    let own = letter(&mut office, "现有【人数】，另有【金额】。");
    let technicians = question("人才 级别>=技师 按级别");
    office.cite(own, technicians, None, Place::Blank).unwrap();
    hire(&mut office, SkillLevel::SeniorTechnician);
    let standing = office.cited(own).unwrap();
    assert_eq!(standing[0].change(), Change::Amount);
    assert!(standing[0].is_stale());
    let renewed = office.refresh_figures(own).unwrap();
    assert_eq!(renewed.len(), 1);
    assert_eq!(
        text(&office, own),
        "现有2人，其中高级技师1人、技师1人，另有【金额】。"
    );
    assert_eq!(office.refresh_figures(own).unwrap(), []);
    let versions = office.store.figures_of(own).unwrap();
    let shown: Vec<&str> = versions
        .iter()
        .map(|own| own.value.shown.as_str())
        .collect();
    assert_eq!(shown, ["1人，其中技师1人", "2人，其中高级技师1人、技师1人"]);
}

#[test]
fn a_figure_taken_over_is_stale_until_it_is_looked_up() {
    let mut office = office();
    let first = letter(&mut office, "现有【人数】。");
    let figure = office
        .cite(first, question("人才"), None, Place::Blank)
        .unwrap();
    let lifted = office.store.letter(first).unwrap().unwrap();
    let second = letter(&mut office, "");
    let id = office.lift_figure(figure.id, second).unwrap();
    let mut spans = lifted.value.spans.clone();
    spans[0].what = What::Figure(id);
    let text = crate::domain::span::Written {
        text: lifted.value.text.clone(),
        spans,
    };
    let at = office.now();
    let seen = office.store.letter(second).unwrap().unwrap().version;
    office
        .store
        .save_letter_text(second, seen, &text, "王一", at)
        .unwrap();
    let standing = office.cited(second).unwrap();
    assert_eq!(standing[0].change(), Change::Same);
    assert!(standing[0].is_stale());
    assert_eq!(office.refresh_figures(second).unwrap().len(), 1);
    assert!(!office.cited(second).unwrap()[0].is_stale());
}

#[test]
fn what_is_signed_stays_as_it_was_and_says_what_is_now() {
    let mut office = office();
    let own = letter(&mut office, "现有【人数】。");
    office
        .cite(own, question("人才"), None, Place::Blank)
        .unwrap();
    for wish in [Wish::HandOn, Wish::HandOn, Wish::Sign] {
        let seen = office.store.letter(own).unwrap().unwrap().version;
        let act = StepAct::plain(own, seen, wish);
        office.take_step(&act).unwrap();
    }
    hire(&mut office, SkillLevel::Senior);
    let standing = office.cited(own).unwrap();
    assert_eq!(standing[0].figure.value.state, FigureState::Frozen);
    assert_eq!(standing[0].change(), Change::Amount);
    assert_eq!(standing[0].now_shown(), "1人");
    assert!(!standing[0].is_stale());
    let refused = Err(StoreError::LetterClosed(own.0));
    assert_eq!(office.refresh_figures(own), refused);
    let cited = office.cite(own, question("人才"), None, Place::After("现有"));
    assert_eq!(cited, Err(StoreError::LetterClosed(own.0).into()));
}

#[test]
fn a_quotation_keeps_the_sentence_it_stands_in() {
    let mut office = office();
    let intake = Intake {
        attachment: Attachment {
            name: "规划.txt".into(),
            sha256: "0".repeat(64),
            format: "txt".into(),
            bytes: Vec::new(),
        },
        at: office.now(),
        by: "王一".into(),
        items: Vec::new(),
        sources: vec![SourceText {
            title: "云桥区工匠培育规划".into(),
            date: None,
            origin: None,
            sections: Vec::new(),
            text: "一、总体情况\n全区投入12.5亿元。其余不计。".into(),
        }],
    };
    let source = office.store.take_in(&intake).unwrap().sources[0];
    let own = letter(&mut office, "投入【金额】。");
    let quoted = office.quote(own, source, "12.5亿元", Place::Blank).unwrap();
    assert_eq!(text(&office, own), "投入12.5亿元。");
    let crate::figure::From::Source { sentence, .. } = quoted.value.from else {
        panic!("quoted from a source");
    };
    assert_eq!(sentence, "全区投入12.5亿元。");
    let missing = office.quote(own, source, "13亿元", Place::After("投入"));
    assert_eq!(missing, Err(Uncited::NotInSource("13亿元".into())));
    assert_eq!(office.cited(own).unwrap()[0].change(), Change::Same);
}
