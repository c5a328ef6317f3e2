//! The letter in the editor: finding, replacing, headings, the ruler, counts.

use super::world::{full, letter_view, row_with, screen};
use crate::{
    app::{
        Action, Effect, Model, Msg,
        msg::{EditKey, Extend},
    },
    lang::Lang,
};

const SMALL: (u16, u16) = (80, 24);

const TEXT: &str = "林小满代表：\n一、关于培训\n　　今年培训工匠12名。\n（一）开设夜校。已经开设3所，工匠授课。\n二、关于宣传\n　　e\u{301}工匠精神进校园。";

fn open(lang: Lang, size: (u16, u16), text: &str) -> Model {
    let mut model = full(lang, size);
    model.update(Msg::LetterRead(Some(Box::new(letter_view(text)))));
    model.update(Msg::Edit(EditKey::Top, Extend::No));
    model
}

fn text_of(model: &Model) -> String {
    model.letter.open.as_ref().unwrap().editor.text()
}

fn selected(model: &Model) -> Option<String> {
    model.letter.open.as_ref().unwrap().editor.selected_text()
}

fn type_in(model: &mut Model, text: &str) -> Vec<Effect> {
    model.update(Msg::Text(text.into()));
    model.update(Msg::Do(Action::Open))
}

#[test]
fn a_word_is_found_by_pinyin_when_it_does_not_stand_as_typed() {
    let mut model = open(Lang::Zh, SMALL, TEXT);
    model.update(Msg::Do(Action::Find));
    type_in(&mut model, "gongjiang");
    assert_eq!(selected(&model).as_deref(), Some("工匠"));
    let first = model.letter.open.as_ref().unwrap().editor.caret();
    model.update(Msg::Do(Action::FindNext));
    assert!(model.letter.open.as_ref().unwrap().editor.caret() > first);
    model.update(Msg::Do(Action::FindPrevious));
    assert_eq!(model.letter.open.as_ref().unwrap().editor.caret(), first);
    model.update(Msg::Do(Action::Find));
    type_in(&mut model, "没有这个词");
    row_with(&screen(&model), "正文里没有找到");
}

#[test]
fn a_word_is_replaced_everywhere_or_one_by_one() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = open(lang, SMALL, TEXT);
        model.update(Msg::Do(Action::Replace));
        row_with(&screen(&model), lang.say("letter.replace_label"));
        type_in(&mut model, "工匠");
        row_with(&screen(&model), lang.say("hint.replace_one"));
        let effects = type_in(&mut model, "技师");
        assert_eq!(effects.len(), 1, "it is saved soon");
        assert_eq!(text_of(&model), TEXT.replace("工匠", "技师"));
        row_with(
            &screen(&model),
            &lang.say_with("letter.replaced", &[("n", "3")]),
        );
        model.update(Msg::Do(Action::UndoEdit));
        assert_eq!(text_of(&model), TEXT);
    }
    let mut model = open(Lang::Zh, SMALL, TEXT);
    model.update(Msg::Do(Action::Replace));
    type_in(&mut model, "工匠");
    model.update(Msg::Text("技师".into()));
    // The first press goes to the first place, the second replaces it, then one is skipped.
    for action in [
        Action::Down,
        Action::Down,
        Action::Up,
        Action::Down,
        Action::Back,
    ] {
        model.update(Msg::Do(action));
    }
    let expected = TEXT
        .replacen("工匠12", "技师12", 1)
        .replace("工匠精神", "技师精神");
    assert_eq!(text_of(&model), expected);
    model.update(Msg::Do(Action::Replace));
    type_in(&mut model, "没有这个词");
    row_with(&screen(&model), "正文里没有找到");
}

#[test]
fn replacing_stays_in_what_is_selected() {
    let mut model = open(Lang::Zh, SMALL, TEXT);
    for _ in 0..4 {
        model.update(Msg::Edit(EditKey::Down, Extend::Yes));
    }
    model.update(Msg::Do(Action::Replace));
    type_in(&mut model, "工匠");
    type_in(&mut model, "");
    assert_eq!(text_of(&model).matches("工匠").count(), 1);
}

#[test]
fn a_heading_is_gone_to_by_its_pinyin() {
    let mut model = open(Lang::Zh, SMALL, TEXT);
    model.update(Msg::Do(Action::Outline));
    let rows = screen(&model);
    row_with(&rows, "一、关于培训");
    row_with(&rows, "（一）开设夜校");
    type_in(&mut model, "xc");
    assert_eq!(
        model.letter.open.as_ref().unwrap().editor.caret().paragraph,
        4
    );
    let mut plain = open(Lang::En, SMALL, "没有标题");
    plain.update(Msg::Do(Action::Outline));
    row_with(&screen(&plain), "There are no headings");
}

#[test]
fn a_line_or_a_page_is_gone_to() {
    let mut model = open(Lang::Zh, SMALL, &"字\n".repeat(50));
    for (typed, line) in [("37", 37), ("p2", 23), ("3页", 45), ("9999", 51)] {
        model.update(Msg::Do(Action::GoToLine));
        type_in(&mut model, typed);
        let place = model.letter.open.as_ref().unwrap().editor.page_place();
        assert_eq!(place.line, line, "{typed}");
    }
    row_with(&screen(&model), "3/3 页 51/51 行");
    for typed in ["", "e\u{301}", "-1", "页"] {
        model.update(Msg::Do(Action::GoToLine));
        type_in(&mut model, typed);
        row_with(&screen(&model), "要行号");
    }
}

#[test]
fn the_ruler_stands_at_28_characters_and_tells_what_goes_over() {
    let text = format!("{}\n短", "字".repeat(30));
    let mut model = open(Lang::Zh, SMALL, &text);
    model.update(Msg::Do(Action::Ruler));
    let rows = screen(&model);
    assert!(rows[3].starts_with("  . . . . 5 . . . .10"), "{}", rows[3]);
    assert!(rows[4].ends_with("超 4"), "{}", rows[4]);
    let bar = rows[5].find('│').unwrap();
    assert_eq!(crate::text::width::of(&rows[5][..bar]), 57);
    model.update(Msg::Do(Action::Ruler));
    assert!(screen(&model)[3].contains('字'));
    // A narrow desk has no room for the line, and shows the text all the same.
    let mut narrow = open(Lang::En, (60, 16), &text);
    narrow.update(Msg::Do(Action::Ruler));
    assert!(screen(&narrow)[4].contains('字'));
}

#[test]
fn the_counts_are_told_at_once() {
    let mut model = open(Lang::Zh, SMALL, "您的建议，ab 收悉。");
    model.update(Msg::Do(Action::Counts));
    row_with(
        &screen(&model),
        "9 字（不计标点 8，标点 2）；字符 10，连空格 11",
    );
}

#[test]
fn a_final_letter_is_found_in_and_not_replaced_in() {
    let mut view = letter_view(TEXT);
    view.letter.value.stage = crate::domain::letter::LetterStage::Signed;
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::LetterRead(Some(Box::new(view))));
    model.update(Msg::Do(Action::Replace));
    row_with(&screen(&model), "不能改文字");
    model.update(Msg::Do(Action::Find));
    type_in(&mut model, "gj");
    assert_eq!(selected(&model).as_deref(), Some("工匠"));
}
