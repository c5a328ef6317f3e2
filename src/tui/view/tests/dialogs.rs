//! The dialogs.

use super::world::{empty, full, item_view, letter_view, row_with, screen, screen_with_caret};
use crate::{
    app::{
        Action, Effect, Model, Msg,
        msg::{EditKey, Extend, PlaceKind},
        overlay::{Agreed, Confirm, Overlay, Pages, TextBox},
        views::{InboxFile, PaperView, Piece, Place, Target, Traced},
    },
    domain::{id::ProposalId, paper::Sure, unit::Unit},
    lang::Lang,
    letter::page::Head,
};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (200, 50)];

fn each(test: impl Fn(&mut Model)) {
    for lang in [Lang::Zh, Lang::En] {
        for size in SIZES {
            test(&mut full(lang, size));
        }
    }
}

#[test]
fn help_lists_actions_with_their_keys_and_narrows() {
    each(|model| {
        model.update(Msg::Do(Action::Help));
        // What the keys of this pane do comes first.
        let rows = screen(model);
        let first = row_with(&rows[3..], Action::Accept.label(model.lang));
        assert!(first.contains("> a "), "{first}");
        model.update(Msg::Text("qianshou".into()));
        let (rows, caret) = screen_with_caret(model);
        let row = row_with(&rows[3..], Action::Accept.label(model.lang));
        assert!(row.contains('>') && row.contains(" a "), "{row}");
        assert_eq!(caret.1, 3);
        model.update(Msg::Text("xyzxyz".into()));
        row_with(&screen(model), model.lang.say("word.nothing_found"));
    });
}

#[test]
fn help_shows_the_keys_of_where_it_was_opened_and_names_another_place() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = full(lang, (80, 24));
        let row = |model: &mut Model, typed: &str, of: Action| {
            model.update(Msg::Do(Action::Help));
            model.update(Msg::Text(typed.into()));
            let row = row_with(&screen(model)[3..], of.label(lang)).to_owned();
            model.update(Msg::Do(Action::Back));
            row
        };
        let place = lang.say("context.editor");
        let elsewhere = row(&mut model, "next-blank", Action::NextBlank);
        assert!(elsewhere.contains(place), "{elsewhere}");
        let redo = row(&mut model, "redo", Action::Redo);
        assert!(redo.contains("Ctrl-r"), "{redo}");
        let view = letter_view("林小满代表：\n收悉。\n");
        model.update(Msg::LetterRead(Some(Box::new(view))));
        let here = row(&mut model, "next-blank", Action::NextBlank);
        assert!(here.contains("Tab") && !here.contains(place), "{here}");
        let save = row(&mut model, "save", Action::Save);
        assert!(save.contains("Ctrl-s") && !save.contains(" s "), "{save}");
    }
}

#[test]
fn the_sentence_of_every_action_can_be_read_to_its_end() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = full(lang, (80, 24));
        model.update(Msg::Do(Action::Help));
        for at in 0..Action::ALL.len() {
            let shown = screen(&model);
            let Some(Overlay::Help(finder)) = model.overlays.last() else {
                panic!("the help is open");
            };
            assert_eq!(
                (finder.cursor.at, finder.found.len()),
                (at, Action::ALL.len())
            );
            let action = finder.found[at].0;
            let told: String = shown[3..].iter().flat_map(|row| row.chars()).collect();
            let bare = |text: &str| text.replace([' ', '|'], "");
            assert!(
                bare(&told).contains(&bare(action.help(lang))),
                "{action:?}: {shown:#?}"
            );
            model.update(Msg::Do(Action::Down));
        }
    }
}

#[test]
fn a_ledger_shows_its_columns_their_fields_and_its_first_rows() {
    let text =
        "编号,标题,领衔代表,天气\n037,培育工匠精神的\u{1b}[31m建议,周知行,晴\nx,坏,林小满,雨\n";
    each(|model| {
        let book = crate::ingest::sheet::read(text.as_bytes()).unwrap();
        let layout = crate::ingest::ledger::Layout::of(&book, &model.rules.pack).unwrap();
        let name = "台账.csv".to_owned();
        let view = crate::app::views::LedgerView {
            name,
            bytes: text.as_bytes().to_vec(),
            book,
            layout,
        };
        model.update(Msg::LedgerRead(Box::new(view)));
        let rows = screen(model);
        row_with(&rows, "台账.csv");
        let number = model.lang.pick("编号", "number");
        let sent = format!("-> {number}");
        assert!(row_with(&rows, &sent).contains('>'));
        if model.size.1 > 16 {
            row_with(&rows, model.lang.say("mapping.left_out"));
        }
        row_with(&rows, "037  培育工匠精神的");
        row_with(&rows, "! ");
        model.update(Msg::Do(Action::Open));
        assert!(row_with(&screen(model), &format!("> {number}")).contains(number));
        model.update(Msg::Do(Action::First));
        model.update(Msg::Do(Action::Open));
        assert!(!screen(model).concat().contains(&sent));
    });
}

#[test]
fn go_to_shows_places() {
    each(|model| {
        model.update(Msg::Do(Action::GoTo));
        let place = Place {
            target: Target::Item(ProposalId(1)),
            name: "037 培育工匠精神".into(),
            spans: vec![0..2, 2..3],
            note: "周知行".into(),
        };
        model.update(Msg::PlacesFound(1, PlaceKind::Items, vec![place]));
        row_with(&screen(model), "037 培育工匠精神");
        row_with(&screen(model), "周知行");
    });
}

#[test]
fn a_form_shows_its_field_its_fault_and_scrolls() {
    each(|model| {
        model.update(Msg::Do(Action::PaneRoster));
        model.update(Msg::Do(Action::New));
        model.update(Msg::Text("林小满".into()));
        row_with(&screen(model), "林小满");
        for _ in 0..2 {
            model.update(Msg::Do(Action::Down));
        }
        model.update(Msg::Text("八七年".into()));
        let rows = screen(model);
        assert!(row_with(&rows, "八七年").contains("! "), "{rows:?}");
        for _ in 0..7 {
            model.update(Msg::Do(Action::Down));
        }
        let (rows, caret) = screen_with_caret(model);
        let at = rows.iter().position(|row| row.contains("| >")).unwrap();
        assert_eq!(usize::from(caret.1), at);
        assert!(rows[at].contains(model.lang.say("field.note")));
    });
}

#[test]
fn every_form_can_be_drawn_field_by_field() {
    each(|model| {
        model.update(Msg::ItemRead(Some(Box::new(item_view()))));
        model.update(Msg::Do(Action::Edit));
        model.update(Msg::UnitOpened(Box::<Unit>::default(), None));
        for _ in 0..2 {
            for _ in 0..20 {
                model.update(Msg::Do(Action::Down));
                let rows = screen(model);
                assert!(
                    rows.iter().any(|row| row.contains("| >")),
                    "{}",
                    rows.join("\n")
                );
            }
            model.update(Msg::Do(Action::Back));
        }
    });
}

#[test]
fn papers_come_from_the_folder_a_path_or_a_paste() {
    each(|model| {
        model.update(Msg::Do(Action::PapersIn));
        row_with(&screen(model), "anfu config inbox");
        let file = InboxFile {
            path: "/x/建议.docx".into(),
            name: "建议e\u{301}.docx".into(),
            size: 12_345,
        };
        model.update(Msg::InboxRead(Some("/x".into()), vec![file]));
        let rows = screen(model);
        assert!(row_with(&rows, "建议e\u{301}.docx").contains("12,345 B"));
        row_with(&rows, model.lang.say("papers.by_path"));
        model.update(Msg::Paste("第一行\n第二行".into()));
        let (rows, caret) = screen_with_caret(model);
        let at = rows.iter().position(|row| row.contains("第二行")).unwrap();
        assert_eq!(usize::from(caret.1), at);
        assert!(rows.last().unwrap().contains("Ctrl-s"));
    });
}

fn paper() -> PaperView {
    let item = item_view().proposal.value;
    PaperView {
        name: "建议037.txt".into(),
        bytes: Vec::new(),
        format: "txt".into(),
        encoding: "GB18030".into(),
        lines: (1..60).map(|n| format!("原文第{n}行")).collect(),
        pieces: vec![(
            Piece::Item(Box::new(item)),
            vec![Traced {
                field: "title",
                line: 33,
                sure: Sure::Likely,
            }],
        )],
        asked_for: vec!["assignment_date".into()],
        problems: vec!["第 3 行日期不存在：9月31日".into()],
        damage: 12,
        known: true,
    }
}

#[test]
fn a_review_shows_fields_beside_the_line_they_were_read_from() {
    each(|model| {
        model.update(Msg::PaperRead(Box::new(paper())));
        let rows = screen(model);
        row_with(&rows, "12/100");
        row_with(&rows, "! 第 3 行");
        row_with(&rows, &format!("33 {}", model.lang.say("sure.likely")));
        for _ in 0..3 {
            model.update(Msg::Do(Action::Down));
        }
        row_with(&screen(model), "原文第33行");
        model.update(Msg::Do(Action::Last));
        let asked = model
            .lang
            .say("review.asked")
            .split('{')
            .next()
            .unwrap()
            .to_owned();
        assert!(row_with(&screen(model), &asked).contains('>'));
    });
}

#[test]
fn a_question_a_number_and_a_text_have_their_keys_in_the_last_row() {
    each(|model| {
        let question = model.lang.say("letter.stale").to_owned();
        model.overlays.push(Overlay::Confirm(Confirm {
            question,
            then: Agreed::Nothing,
            otherwise: Agreed::Nothing,
        }));
        let rows = screen(model);
        row_with(&rows, "Esc");
        let enter = model.lang.pick("回车", "Enter");
        assert!(rows.last().unwrap().starts_with(enter));
        model.overlays.clear();
        model.update(Msg::Do(Action::JumpNumber));
        model.update(Msg::Text("37".into()));
        let (rows, caret) = screen_with_caret(model);
        assert!(rows.last().unwrap().starts_with("#37"));
        assert_eq!(caret.0, 3);
        model.overlays.clear();
        model.overlays.push(Overlay::Text(TextBox {
            title: "期限".into(),
            lines: (0..50).map(|n| format!("步骤{n}")).collect(),
            top: 0,
        }));
        row_with(&screen(model), "步骤0");
        model.update(Msg::Do(Action::Last));
        row_with(&screen(model), "步骤49");
    });
}

#[test]
fn a_dialog_cuts_no_character_of_what_is_below() {
    // `screen` itself looks for halves; titles of every offset stand under the edges.
    for width in 60..132 {
        let mut model = full(Lang::Zh, (width, 20));
        model.overlays.push(Overlay::Confirm(Confirm {
            question: "？".into(),
            then: Agreed::Nothing,
            otherwise: Agreed::Nothing,
        }));
        screen(&model);
    }
    let mut model = empty(Lang::Zh, (80, 24));
    model.update(Msg::Do(Action::Help));
    model.update(Msg::Edit(EditKey::PageDown, Extend::No));
    screen(&model);
}

#[test]
fn a_pick_list_shows_its_digits_its_note_and_what_is_typed() {
    each(|model| {
        model.unit.sections = ["综合科", "经济技术科", "e\u{301}人才科"]
            .map(String::from)
            .to_vec();
        model.update(Msg::Do(Action::Route));
        let rows = screen(model);
        row_with(&rows, Action::Route.label(model.lang));
        assert!(row_with(&rows, "> 1 综合科").contains('|'));
        row_with(&rows, "  3 e\u{301}人才科");
        model.update(Msg::Text("jj".into()));
        let (rows, caret) = screen_with_caret(model);
        row_with(&rows, "> 1 经济技术科");
        assert!(rows[usize::from(caret.1)].contains("/ jj"), "{rows:?}");
        model.update(Msg::Text("没有".into()));
        row_with(&screen(model), model.lang.say("word.nothing_found"));
        // Tab: the whole form, the row taken in
        model.update(Msg::Do(Action::Back));
        model.update(Msg::Do(Action::Route));
        model.update(Msg::Do(Action::Down));
        model.update(Msg::Do(Action::WholeForm));
        row_with(&screen(model), "< 经济技术科 >");
        model.update(Msg::Do(Action::Back));
        assert!(model.overlays.is_empty());
    });
}

#[test]
fn every_dialog_of_an_act_can_be_drawn_in_both_languages() {
    let acts = [
        Action::SetRole,
        Action::Contact,
        Action::Classify,
        Action::Prioritise,
        Action::ReturnResult,
        Action::Withdraw,
        Action::Merge,
        Action::Note,
        Action::SetAssigned,
        Action::ExtensionGranted,
        Action::Dispute,
        Action::FollowUp,
    ];
    each(|model| {
        for action in acts {
            model.update(Msg::Do(action));
            let rows = screen(model);
            assert_eq!(model.overlays.len(), 1, "{action:?}");
            // Keys of words that lack would show as they are.
            assert!(
                rows.iter().all(|row| !row.contains("act.")),
                "{action:?} {rows:?}"
            );
            model.update(Msg::Do(Action::Back));
        }
        // dates: the clocks are read first
        let effects = model.update(Msg::Do(Action::Return));
        let [Effect::ReadClocks(action, targets)] = &effects[..] else {
            panic!("{effects:?}")
        };
        model.update(Msg::ClocksRead(*action, targets.clone(), Vec::new()));
        row_with(
            &screen(model),
            &model.rules.pack.return_reasons[0].label.clone(),
        );
    });
}

#[test]
fn a_proof_shows_pages_and_changes_its_head() {
    each(|model| {
        let long = "甲".repeat(28 * 40);
        let text = format!("乙代表：\n{long}\n\n云桥区某某局\n2026年5月5日\n");
        let pages = Pages::of(text, "云桥区某某局".to_owned(), Head::Letter);
        let count = pages.pages.len();
        model.overlays.push(Overlay::Pages(Box::new(pages)));
        let rows = screen(model);
        row_with(&rows, model.lang.say("head.letter"));
        row_with(&rows, "云桥区某某局");
        row_with(&rows, "━━━━");
        for _ in 1..count {
            model.update(Msg::Do(Action::PageDown));
        }
        // A row more than the screen holds is reached row by row.
        for _ in 0..30 {
            model.update(Msg::Do(Action::Down));
        }
        row_with(&screen(model), &format!("— {count} —"));
        model.update(Msg::Do(Action::Open));
        row_with(&screen(model), model.lang.say("head.red"));
        model.update(Msg::Do(Action::Back));
        assert!(model.overlays.is_empty());
    });
}

#[test]
fn findings_are_underlined_counted_listed_corrected_and_overridden() {
    use super::world::letter_view;
    use crate::{
        app::findings::Findings,
        check::{Against, judge},
    };
    let text = "林小满代表：\n共有工作室9家，其中国家级3家、省级7家。\n截止2025年底，完成了。\n";
    each(|model| {
        let lang = model.lang;
        let effects = model.update(Msg::LetterRead(Some(Box::new(letter_view(text)))));
        let sent = effects.iter().find_map(|own| match own {
            Effect::CheckLetter { id, generation, .. } => Some((*id, *generation)),
            _ => None,
        });
        let (id, generation) = sent.unwrap();
        let found = judge(text, &Against::default(), &[]);
        // An answer that was sent for before is dropped.
        model.update(Msg::Checked(id, generation + 1, found.clone()));
        assert!(model.letter.open.as_ref().unwrap().found.list.is_empty());
        model.update(Msg::Checked(id, generation, found));
        let rows = screen(model);
        let counted = lang.say_with("letter.found", &[("errors", "1"), ("warnings", "1")]);
        row_with(&rows, &counted);
        assert!(row_with(&rows, "共有工作室9家").contains("!共有"));
        assert!(row_with(&rows, "截止2025").contains("?截止"));
        // The next one is selected and its rule said.
        model.update(Msg::Edit(EditKey::Top, Extend::No));
        model.update(Msg::Do(Action::NextFinding));
        let open = model.letter.open.as_ref().unwrap();
        let selected = open.editor.selected_text();
        assert_eq!(selected.as_deref(), Some("9家，其中国家级3家、省级7家"));
        model.update(Msg::Do(Action::NextFinding));
        model.update(Msg::Do(Action::CorrectFinding));
        let open = model.letter.open.as_ref().unwrap();
        assert!(open.editor.text().contains("截至2025"));
        model.update(Msg::Do(Action::UndoEdit));
        let open = model.letter.open.as_ref().unwrap();
        assert!(open.editor.text().contains("截止2025"));
        // Overridden with a reason, in the list.
        model.update(Msg::Edit(EditKey::Top, Extend::No));
        model.update(Msg::Do(Action::NextFinding));
        model.update(Msg::Do(Action::WaiveFinding));
        row_with(&screen(model), lang.say("letter.waiver_reason"));
        assert!(model.update(Msg::Do(Action::Open)).is_empty());
        model.update(Msg::Text("含一家待命名".into()));
        row_with(&screen(model), "含一家待命名");
        let effects = model.update(Msg::Do(Action::Open));
        assert!(matches!(
            effects.as_slice(),
            [Effect::Waive(own)]
                if own.check == "sums" && own.reason.as_deref() == Some("含一家待命名")
        ));
        row_with(&screen(model), "“9家，其中国家级3家、省级7家”");
        model.update(Msg::Do(Action::Back));
        model.letter.open.as_mut().unwrap().found = Findings::default();
        model.update(Msg::Do(Action::Findings));
        row_with(&screen(model), lang.say("letter.no_finding"));
    });
}
