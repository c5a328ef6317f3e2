//! What stands beside the open letter: papers, asks, figures that were lifted.

use super::world::{full, letter_view, row_with, screen};
use crate::{
    app::{
        Action, Effect, Model, Msg,
        msg::{EditKey, Extend},
        views::{BesideKind, BesidePaper, LetterView},
    },
    domain::{
        id::{LetterId, LiftId},
        lift::{KeptLift, Lift},
    },
    lang::Lang,
};
use chrono::NaiveDate;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (240, 50);
const TEXT: &str = "关于某事的答复\n甲代表：\n一、关于“扩大学徒名额”的问题\n今年扩大。\n二、关于“办好比赛”的问题\n\n专此答复。";

fn open(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = full(lang, size);
    model.update(Msg::Do(Action::PaneLetter));
    let view = LetterView {
        asks: vec!["扩大学徒名额".into(), "办好比赛".into()],
        ..letter_view(TEXT)
    };
    model.update(Msg::LetterRead(Some(Box::new(view))));
    model
}

fn papers() -> Vec<BesidePaper> {
    let paper = |id, kind, head: &str, texts: &[&str]| BesidePaper {
        id: LetterId(id),
        kind,
        head: head.into(),
        paragraphs: texts
            .iter()
            .map(|own| (*own).to_owned())
            .enumerate()
            .collect(),
    };
    let long = format!("一是{}。", "加强校企合作e\u{301}，".repeat(30));
    vec![
        paper(
            7,
            BesideKind::Opinion,
            "云桥区教育局",
            &["现有技师12名。", &long],
        ),
        paper(
            8,
            BesideKind::Similar(87),
            "云总工案复〔2025〕9号 B 旧答复",
            &["甲"],
        ),
    ]
}

fn lifted(text: &str) -> Msg {
    Msg::Lifted(Box::new(KeptLift {
        id: LiftId(5),
        lift: Lift {
            letter: LetterId(1),
            origin: Some(LetterId(7)),
            paragraph: 0,
            text: text.into(),
            at: NaiveDate::default().and_hms_opt(9, 0, 0).unwrap(),
            by: "王敏".into(),
            confirmed: Vec::new(),
        },
    }))
}

#[test]
fn open_asks_are_said_in_the_title_all_the_time() {
    let rows = screen(&open(Lang::Zh, SMALL));
    row_with(&rows, "诉求 2 已答 1");
    row_with(&screen(&open(Lang::En, SMALL)), "asks 2, answered 1");
    let mut model = open(Lang::Zh, SMALL);
    model.update(Msg::Do(Action::Asks));
    let rows = screen(&model);
    row_with(&rows, "1 已答  扩大学徒名额");
    row_with(&rows, "> 2 未答  办好比赛");
    model.update(Msg::Do(Action::Open));
    model.update(Msg::Edit(EditKey::Enter, Extend::No));
    model.update(Msg::Text("两场。".into()));
    let rows = screen(&model);
    let owes = rows.iter().any(|row| row.contains("已答"));
    assert!(!owes, "{}", rows.join("\n"));
}

#[test]
fn a_paragraph_is_linked_to_an_ask_and_no_longer() {
    let mut model = open(Lang::Zh, SMALL);
    model.update(Msg::Do(Action::LeaveText));
    model.update(Msg::Do(Action::First));
    for said in ["记为诉求 2 的答复", "诉求 2 不再"] {
        model.update(Msg::Do(Action::Asks));
        model.update(Msg::Do(Action::Last));
        model.update(Msg::Do(Action::Mark));
        row_with(&screen(&model), said);
    }
}

#[test]
fn papers_stand_in_place_of_the_text_or_beside_it() {
    let mut model = open(Lang::Zh, SMALL);
    let asked = model.update(Msg::Do(Action::Beside));
    assert_eq!(asked[0], Effect::ReadBeside(LetterId(1), Vec::new()));
    row_with(&screen(&model), "正在读取");
    model.update(Msg::BesideRead(LetterId(1), Vec::new()));
    row_with(&screen(&model), "没有收到协办意见");
    model.update(Msg::BesideRead(LetterId(1), papers()));
    let rows = screen(&model);
    row_with(&rows, "第 1 / 共 2 协办意见 云桥区教育局");
    row_with(&rows, "> 现有技师12名。");
    assert!(
        !rows.iter().any(|row| row.contains("甲代表：")),
        "in its place"
    );
    model.update(Msg::Do(Action::FindNext));
    row_with(&screen(&model), "相似 87% 云总工案复〔2025〕9号 B 旧答复");
    model.update(Msg::Do(Action::Beside));
    row_with(&screen(&model), "甲代表：");
    let mut wide = open(Lang::En, LARGE);
    wide.update(Msg::Do(Action::Zoom));
    wide.update(Msg::Do(Action::Beside));
    wide.update(Msg::BesideRead(LetterId(1), papers()));
    let rows = screen(&wide);
    row_with(&rows, "opinion 云桥区教育局");
    if wide
        .letter
        .open
        .as_ref()
        .is_some_and(|_| rows.iter().any(|row| row.contains("甲代表：")))
    {
        row_with(&rows, "> 现有技师12名。");
    }
    wide.update(Msg::Do(Action::Back));
    assert!(wide.letter.open.as_ref().unwrap().beside.is_none());
}

#[test]
fn a_lifted_figure_is_stale_until_it_is_looked_up() {
    let mut model = open(Lang::Zh, SMALL);
    model.update(Msg::Do(Action::Beside));
    model.update(Msg::BesideRead(LetterId(1), papers()));
    let asked = model.update(Msg::Do(Action::Open));
    assert!(matches!(&asked[..], [Effect::Lift(LetterId(1), wanted)] if wanted.paragraph == 0));
    model.update(lifted("现有技师12名，学徒30名。"));
    row_with(&screen(&model), "有 2 个数字待核");
    model.update(Msg::Do(Action::Back));
    row_with(&screen(&model), "待核 2 数");
    // The first press goes to a figure, the next confirms it and goes on.
    assert_eq!(model.update(Msg::Do(Action::ConfirmFigure)), []);
    for figure in ["12名", "30名"] {
        let selected = model.letter.open.as_ref().unwrap().editor.selected_text();
        assert_eq!(selected.as_deref(), Some(figure));
        let confirmed = model.update(Msg::Do(Action::ConfirmFigure));
        assert_eq!(confirmed, [Effect::ConfirmLifted(LiftId(5), figure.into())]);
        model.update(Msg::LiftConfirmed(LiftId(5), figure.into()));
    }
    assert!(!screen(&model).iter().any(|row| row.contains("待核")));
    assert_eq!(model.update(Msg::Do(Action::ConfirmFigure)), []);
    row_with(&screen(&model), "没有待核的摘入数字");
}

#[test]
fn what_is_final_takes_nothing_in() {
    let mut model = open(Lang::Zh, SMALL);
    let open = model.letter.open.as_mut().unwrap();
    open.view.letter.value.stage = crate::domain::letter::LetterStage::Sent;
    model.update(Msg::Do(Action::Beside));
    model.update(Msg::BesideRead(LetterId(1), papers()));
    assert_eq!(model.update(Msg::Do(Action::Open)), []);
    row_with(&screen(&model), "不能改文字");
}
