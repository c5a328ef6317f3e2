//! Letting a letter out on the screen: whether it is published, an export that errors stopped.

use super::world::*;
use crate::{
    app::{Action, Effect, Model, Msg, effect::Copy, review::Wish},
    check::{Against, check},
    domain::{
        id::LetterId,
        publishing::{Publicity, Publishing},
    },
    lang::Lang,
};

fn opened(lang: Lang) -> Model {
    let mut model = full(lang, (80, 24));
    let view = letter_view("林小满代表：\n收悉。e\u{301}\u{1b}[31m\n");
    model.update(Msg::LetterRead(Some(Box::new(view))));
    model.update(Msg::Do(Action::LeaveText));
    model
}

#[test]
fn publishing_is_decided_in_a_form_and_stands_in_the_head() {
    let mut model = opened(Lang::Zh);
    model.update(Msg::Do(Action::Publish));
    let rows = screen(&model);
    row_with(&rows, "这份函公开不公开");
    row_with(&rows, "主动公开");
    let effects = model.update(Msg::Do(Action::Save));
    let decide = Effect::DecidePublishing(LetterId(1), Publicity::Open, None);
    assert_eq!(effects, [decide]);
    let own = Publishing {
        publicity: Publicity::Open,
        reason: None,
        by: "王敏".into(),
        at: day("2026-11-20").into(),
    };
    let effects = model.update(Msg::PublishingDecided(LetterId(1), own));
    assert!(effects.contains(&Effect::ReadLetters));
    let rows = screen(&model);
    row_with(&rows, "037 主办答复 拟稿 主动公开");
    row_with(&rows, "公开属性已定：主动公开。");
}

#[test]
fn an_export_that_errors_stopped_asks_whether_a_draft_will_do() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = opened(lang);
        let found = check("共有9家，其中省级10家。", &Against::default());
        let stopped = Msg::ExportStopped(LetterId(1), "037.docx".into(), Copy::Letter, found);
        model.update(stopped.clone());
        let draft = lang.pick("标上“草稿”导出", "marked as a draft");
        row_with(&screen(&model), draft);
        assert_eq!(model.update(Msg::Do(Action::Back)), []);
        model.update(stopped);
        let effects = model.update(Msg::Do(Action::Open));
        assert_eq!(
            effects,
            [Effect::ExportDraft(LetterId(1), "037.docx".into())]
        );
    }
}

#[test]
fn an_export_that_waits_for_the_number_is_one_step_with_numbering() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = opened(lang);
        let path = "037.docx".to_owned();
        model.update(Msg::ExportUnnumbered(
            LetterId(1),
            path.clone(),
            Copy::Public,
        ));
        let rows = screen(&model);
        row_with(
            &rows,
            lang.pick(
                "编号，编好即导出 037.docx",
                "Number, then export to 037.docx",
            ),
        );
        row_with(
            &rows,
            lang.pick("! 已签发，还没有编号", "! Signed, not numbered yet"),
        );
        let effects = model.update(Msg::Do(Action::Save));
        let [Effect::NumberAndExport(act, to, copy)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert_eq!(
            (act.letter, act.wish, to, *copy),
            (LetterId(1), Wish::Number, &path, Copy::Public)
        );
        // Of a letter that is not open it is only said.
        model.update(Msg::ExportUnnumbered(LetterId(9), path, Copy::Letter));
        assert!(model.overlays.is_empty());
    }
}

#[test]
fn a_public_copy_that_errors_stopped_is_no_draft_instead() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = opened(lang);
        let found = check("共有9家，其中省级10家。", &Against::default());
        let path = "037-公开.docx".to_owned();
        model.update(Msg::ExportStopped(LetterId(1), path, Copy::Public, found));
        assert!(model.overlays.is_empty());
        let says = lang.pick("公开稿没有导出", "no public copy was exported");
        row_with(&screen(&model), says);
        assert_eq!(model.update(Msg::Do(Action::Open)), []);
    }
}

#[test]
fn the_copy_for_the_public_has_a_file_and_an_order_of_its_own() {
    let mut model = opened(Lang::Zh);
    model.update(Msg::Do(Action::ExportPublic));
    row_with(&screen(&model), "-公开.docx");
    let effects = model.update(Msg::Do(Action::Open));
    assert!(
        matches!(&effects[..], [Effect::ExportPublic(LetterId(1), path)] if path.ends_with("-公开.docx")),
        "{effects:?}"
    );
}
