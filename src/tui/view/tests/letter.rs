//! The letter in the editor: finding, replacing, headings, the ruler, counts.

use super::world::{full, letter_view, row_with, screen};
use crate::{
    app::{
        Action, Effect, Model, Msg,
        effect::Which,
        letter::{Safe, spans::written},
        model::Tone,
        msg::{EditKey, Extend},
        overlay::exporting::ToWrite,
    },
    domain::{
        id::{FigureId, LetterId, SourceId, Version},
        paper::{Source, SourceText},
        span::{Span, What},
    },
    figure::cited::Figure,
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

#[test]
fn with_vim_keys_letters_are_commands_until_i_is_pressed() {
    let mut model = full(Lang::Zh, SMALL);
    model.letter.keys = crate::app::letter::Keys::Vim;
    model.update(Msg::LetterRead(Some(Box::new(letter_view(
        "您的建议收悉。",
    )))));
    row_with(&screen(&model), "普通  已保存");
    let press = |model: &mut Model, keys: &str| {
        for key in keys.chars() {
            model.update(Msg::Text(key.to_string()));
        }
    };
    press(&mut model, "ggd2");
    row_with(&screen(&model), "普通d2");
    press(&mut model, "li");
    row_with(&screen(&model), "插入");
    press(&mut model, "好");
    model.update(Msg::Do(Action::LeaveText));
    assert_eq!(text_of(&model), "好建议收悉。");
    press(&mut model, "ｐ");
    assert_eq!(text_of(&model), "好您的建议收悉。");
    press(&mut model, "好");
    row_with(&screen(&model), "按 i 输入文字");
    press(&mut model, "u");
    assert_eq!(text_of(&model), "好建议收悉。");
    press(&mut model, "/");
    type_in(&mut model, "sx");
    assert_eq!(selected(&model).as_deref(), Some("收悉"));
    model.update(Msg::Do(Action::LeaveText));
    assert!(!model.letter.open.as_ref().unwrap().in_text);
}

#[test]
fn a_figure_that_is_cut_and_pasted_stays_one_in_its_own_letter_only() {
    let figure = Span {
        range: 1..5,
        what: What::Figure(FigureId(4)),
    };
    let opened = |model: &mut Model, id: i64, spans: Vec<Span>| {
        let mut view = letter_view("共345人");
        view.letter.id = LetterId(id);
        view.letter.value.spans = spans;
        if let Some(open) = &mut model.letter.open {
            open.safe = Safe::Saved;
        }
        model.update(Msg::LetterRead(Some(Box::new(view))));
    };
    let spans = |model: &Model| written(&model.letter.open.as_ref().unwrap().editor).spans;
    let mut model = full(Lang::Zh, (80, 24));
    opened(&mut model, 1, vec![figure.clone()]);
    model.update(Msg::Do(Action::SelectAll));
    let effects = model.update(Msg::Do(Action::CutText));
    assert!(effects.contains(&Effect::Copy("共345人".into())));
    assert_eq!(spans(&model), []);
    model.update(Msg::Do(Action::PasteText));
    assert_eq!(spans(&model), std::slice::from_ref(&figure));
    model.update(Msg::Do(Action::PasteText));
    let ranges: Vec<_> = spans(&model).into_iter().map(|own| own.range).collect();
    assert_eq!(ranges, [1..5, 6..10], "the copy cites it too");
    // From the terminal it is text, and in another letter it is of no use.
    model.update(Msg::Paste("共345人".into()));
    assert_eq!(spans(&model).len(), 2);
    opened(&mut model, 2, Vec::new());
    model.update(Msg::Do(Action::PasteText));
    let open = model.letter.open.as_ref().unwrap();
    assert_eq!(open.editor.text().matches("共345人").count(), 2);
    assert_eq!(spans(&model), []);
}

#[test]
fn a_figure_of_a_source_is_quoted_into_the_letter_being_written() {
    let mut model = open(Lang::Zh, SMALL, "共 人");
    model.update(Msg::Do(Action::Sources));
    let source = Source {
        id: SourceId(3),
        version: Version(1),
        value: SourceText {
            title: "工作总结".into(),
            date: None,
            origin: None,
            sections: Vec::new(),
            text: "全年培训345人。e\u{301}又办班12期。".into(),
        },
    };
    model.update(Msg::SourcesRead(vec![source.clone()]));
    let read = Effect::ReadSource(SourceId(3));
    assert_eq!(
        model.update(Msg::Do(Action::Open)),
        std::slice::from_ref(&read)
    );
    model.update(Msg::SourceRead(Some(Box::new(source.clone()))));
    let rows = screen(&model);
    row_with(&rows, "引用《工作总结》的数字");
    row_with(&rows, "> 345人");
    row_with(&rows, "e\u{301}又办班12期。");
    // The whole source can be read from here.
    assert_eq!(model.update(Msg::Do(Action::Mark)), [read]);
    model.update(Msg::SourceRead(Some(Box::new(source))));
    row_with(&screen(&model), "全年培训345人。e\u{301}又办班12期。");
    model.update(Msg::Do(Action::Back));
    let effects = model.update(Msg::Do(Action::Open));
    let [Effect::KeepFigure(cited, None)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(model.overlays.is_empty(), "the text is in sight again");
    assert_eq!((cited.letter, &*cited.shown), (LetterId(1), "345人"));
    let figure = Figure {
        id: FigureId(9),
        value: (**cited).clone(),
    };
    model.update(Msg::FigureKept(Box::new(figure), None));
    let spans = written(&model.letter.open.as_ref().unwrap().editor).spans;
    assert_eq!(spans[0].what, What::Figure(FigureId(9)));
}

#[test]
fn marked_letters_are_written_one_after_the_other_and_can_be_stopped() {
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::Do(Action::PaneLetter));
    model.update(Msg::Do(Action::Mark));
    model.update(Msg::Do(Action::Mark));
    assert_eq!(model.letter.marks.len(), 2);
    row_with(&screen(&model), ">*");
    let list = [1, 2, 3].map(|id| ToWrite {
        id: LetterId(id),
        path: format!("out/{id}.docx").into(),
    });
    model.update(Msg::Do(Action::Export));
    row_with(&screen(&model), "*.docx");
    let effects = model.update(Msg::Do(Action::Open));
    let which = Which::Letters(vec![LetterId(1), LetterId(2)]);
    assert!(
        matches!(&effects[..], [Effect::PlanExport(own, _)] if *own == which),
        "{effects:?}"
    );
    let write = |id: i64| [Effect::WriteLetter(LetterId(id), format!("out/{id}.docx"))];
    let effects = model.update(Msg::ExportPlanned("/out".into(), list.to_vec()));
    assert_eq!(effects, write(1));
    row_with(&screen(&model), "0/3 [---");
    assert_eq!(
        model.update(Msg::LetterWritten(LetterId(1), Ok(()))),
        write(2)
    );
    let rows = screen(&model);
    row_with(&rows, "1/3 [###");
    row_with(&rows, "2.docx");
    let why = Err("导出到 2.docx 不成：已有这个文件。".to_owned());
    assert_eq!(model.update(Msg::LetterWritten(LetterId(2), why)), write(3));
    model.update(Msg::LetterWritten(LetterId(3), Ok(())));
    let rows = screen(&model);
    row_with(&rows, "没有导出的");
    row_with(&rows, "已有这个文件");
    row_with(&rows, "已导出 2 份，共 3 份，在 /out");
    assert!(model.letter.marks.is_empty());
    model.update(Msg::Do(Action::Back));
    model.update(Msg::ExportPlanned("/out".into(), list.to_vec()));
    model.update(Msg::Do(Action::Back));
    row_with(&screen(&model), "已导出 0 份，共 3 份");
    assert_eq!(
        model.update(Msg::LetterWritten(LetterId(1), Ok(()))),
        [],
        "stopped"
    );
    model.update(Msg::ExportPlanned("/out".into(), Vec::new()));
    row_with(&screen(&model), "还没有在这里拟的函");
}

#[test]
fn the_list_keeps_its_cursor_on_a_letter_that_moves_up_and_says_what_opens_one() {
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::Do(Action::PaneLetter));
    model.update(Msg::Do(Action::NextStep));
    row_with(&screen(&model), "先打开一份函");
    model.update(Msg::Do(Action::Last));
    let heads = model.letter.heads.clone();
    let last = heads.last().unwrap().id;
    assert_ne!(heads[0].id, last);
    let moved: Vec<_> = heads.iter().rev().cloned().collect();
    model.update(Msg::LettersRead(moved));
    assert_eq!(model.letter.cursor.at, 0, "it stays with its letter");
    // The one that was written is under the cursor when it is closed.
    model.update(Msg::LetterRead(Some(Box::new(letter_view(TEXT)))));
    model.update(Msg::Do(Action::LeaveText));
    model.update(Msg::Do(Action::Back));
    assert!(model.letter.open.is_none());
    model.update(Msg::LettersRead(heads.clone()));
    let here = heads[model.letter.cursor.at].id;
    assert_eq!(here, LetterId(1));
    // Without a letter there is nothing to open.
    model.update(Msg::LettersRead(Vec::new()));
    model.update(Msg::Do(Action::NextStep));
    row_with(&screen(&model), "函从件开始");
}

#[test]
fn what_a_letter_owes_is_never_cut_for_its_title() {
    let text = "【类别】\n今年培训工匠12名，其中高级工8名、技师9名。";
    let mut view = letter_view(text);
    view.asks = vec!["开设夜校".into(), "宣传工匠精神".into(), "e\u{301}".into()];
    let mut model = full(Lang::En, SMALL);
    model.update(Msg::LetterRead(Some(Box::new(view))));
    let rows = screen(&model);
    let row = row_with(&rows, "asks 3, answered 0  saved");
    // The count of characters made room: the title stands whole.
    assert!(row.contains("第037号建议的答复 "), "{row}");
    assert!(!row.contains("chars"), "{row}");
}

#[test]
fn a_title_that_does_not_fit_gives_way_to_that_of_its_item() {
    let mut view = letter_view("今年培训工匠12名，其中高级工8名、技师9名。");
    view.asks = vec!["开设夜校".into()];
    let long = "对澄江市云桥区第十七届人民代表大会第五次会议第037号建议的答复";
    view.letter.value.title = long.into();
    let item = "关于开设夜校、培育工匠精神的建议";
    view.item = Some(("037".into(), item.into()));
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::LetterRead(Some(Box::new(view))));
    let row = screen(&model)[2].clone();
    assert!(!row.contains("澄江市"), "{row}");
    assert!(row.contains("关于开设夜校"), "{row}");
}

#[test]
fn the_rule_of_a_finding_is_no_success_and_is_said_whole() {
    let mut model = full(Lang::Zh, SMALL);
    let view = letter_view("今年培训工匠12名。");
    model.update(Msg::LetterRead(Some(Box::new(view))));
    let long = format!("规则{}，按 e 改", "说得很长".repeat(20));
    model.say(long);
    let tone = model.notice.as_ref().map(|own| own.tone);
    assert_eq!(tone, Some(Tone::Said));
    // Three rows at 80 columns; the last words are what to do.
    let rows = screen(&model);
    assert!(rows[21].starts_with("规则说得很长"), "{rows:#?}");
    assert!(rows[23].ends_with("，按 e 改"), "{rows:#?}");
    // The next key shows again what was below.
    model.update(Msg::Do(Action::LeaveText));
    assert!(!screen(&model)[21].contains("说得很长"));
}
