//! Any acts on any text.

use super::*;

#[derive(Debug, Clone)]
enum Act {
    Type(String),
    Paste(String),
    Key(&'static str),
    Width(usize),
    Height(usize),
    Find(String),
    Replace(String, String),
    Cell(usize, usize),
    Mark(usize, usize, u64, Hold),
    Unmark(u64),
    Cite(String, u64, Hold),
    Renew(u64, String),
    Move(usize, usize, usize),
    Again(usize, usize, usize),
}

fn hold() -> impl Strategy<Value = Hold> {
    prop_oneof![Just(Hold::Whole), Just(Hold::Loose)]
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let keys = vec![
        "<bs>",
        "<del>",
        "<c-w>",
        "<c-k>",
        "<ret>",
        "<cut>",
        "<all>",
        "<left>",
        "<right>",
        "<up>",
        "<down>",
        "<home>",
        "<end>",
        "<pstart>",
        "<pend>",
        "<wleft>",
        "<wright>",
        "<pgup>",
        "<pgdn>",
        "<top>",
        "<bottom>",
        "<s-left>",
        "<s-right>",
        "<s-up>",
        "<s-down>",
        "<s-end>",
        "<s-wleft>",
        "<undo>",
        "<redo>",
    ];
    let text = prop_oneof![
        "[一-龥，。“”（）]{1,5}",
        "[a-c ]{1,6}",
        "[\u{300}-\u{303}]{1,6}",
        "[🇨👍🏽ｶﾞ\u{200D}\u{1100}\u{94D}क]{1,3}",
        "[\u{0}-\u{A0}]{0,4}",
        any::<String>(),
    ];
    let act = prop_oneof![
        4 => text.clone().prop_map(Act::Type),
        2 => prop::collection::vec(text.clone(), 0..4).prop_map(|t| Act::Paste(t.join("\n"))),
        12 => prop::sample::select(keys).prop_map(Act::Key),
        1 => (0usize..20).prop_map(Act::Width),
        1 => (0usize..5).prop_map(Act::Height),
        1 => "[一a]".prop_map(Act::Find),
        1 => ("[a-c]", text.clone()).prop_map(|(a, b)| Act::Replace(a, b)),
        1 => (0usize..9, 0usize..20).prop_map(|(r, c)| Act::Cell(r, c)),
        2 => (0usize..30, 0usize..9, 0u64..4, hold()).prop_map(|(at, n, id, hold)| Act::Mark(at, n, id, hold)),
        1 => (0u64..4).prop_map(Act::Unmark),
        2 => (text.clone(), 0u64..4, hold()).prop_map(|(text, id, hold)| Act::Cite(text, id, hold)),
        1 => (0u64..4, text).prop_map(|(id, text)| Act::Renew(id, text)),
        2 => (0usize..30, 0usize..9, 0usize..30).prop_map(|(at, n, to)| Act::Move(at, n, to)),
        2 => (0usize..30, 0usize..9, 0usize..30).prop_map(|(at, n, to)| Act::Again(at, n, to)),
    ];
    prop::collection::vec(act, 0..40)
}

fn perform(editor: &mut Editor, act: &Act) {
    match act {
        Act::Type(text) => editor.insert(text),
        Act::Paste(text) => drop(editor.paste(text)),
        Act::Key(key) => press_one(editor, key),
        Act::Width(cols) => editor.set_width(*cols),
        Act::Height(rows) => editor.set_height(*rows),
        Act::Find(text) => {
            let _ = editor.find_next(&literal(text)) || editor.find_previous(&literal(text));
        }
        Act::Replace(from, to) => drop(editor.replace_all(from, to, None)),
        Act::Cell(row, col) => editor.go_to_cell(*row, *col),
        Act::Mark(at, chars, id, hold) => drop(editor.mark_chars(*at..at + chars, *id, *hold)),
        Act::Unmark(id) => drop(editor.unmark(*id)),
        Act::Cite(text, id, hold) => editor.insert_marked(text, *id, *hold),
        Act::Renew(id, text) => drop(editor.replace_marked(*id, text)),
        Act::Move(at, chars, to) | Act::Again(at, chars, to) => {
            let place = |at| editor.position_of_char(at);
            editor.select_range(place(*at)..place(at + chars));
            let piece = match act {
                Act::Move(..) => editor.cut(),
                _ => editor.selected_piece(),
            };
            editor.go_to(editor.position_of_char(*to));
            if let Some(piece) = piece {
                editor.put_piece(&piece);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_acts_leave_a_sound_editor(start in "[一-三a-c，。\n]{0,30}", acts in acts()) {
        let mut editor = Editor::new(&start);
        editor.set_width(8);
        for act in &acts {
            perform(&mut editor, act);
            prop_assert!(editor.buffer.is_boundary(editor.caret.at), "{act:?}");
            prop_assert!(editor.anchor.is_none_or(|at| editor.buffer.is_boundary(at)), "{act:?}");
            prop_assert_eq!(&editor.layout, &Layout::new(&editor.buffer, editor.layout.cols()));
            prop_assert_eq!(&editor.paper, &Layout::new(&editor.buffer, PAGE_COLS));
            prop_assert_eq!(editor.counts(), Counts::of(&editor.text()));
            let inside = |at: Position| editor.marks.whole_around(at).is_some();
            prop_assert!(!inside(editor.caret.at) && !editor.anchor.is_some_and(inside), "{act:?}");
            for mark in editor.marks() {
                prop_assert!(!editor.buffer.slice(mark.range.clone()).is_empty(), "{act:?}");
            }
            for pair in editor.marks.whole().collect::<Vec<_>>().windows(2) {
                prop_assert!(!pair[0].meets(&pair[1].range), "{act:?}");
            }
            let all = editor.piece(Position::default()..editor.buffer.end());
            prop_assert_eq!((all.text(), all.marks()), (&*editor.text(), editor.marks()));
            let (row, col) = editor.cursor_cell();
            prop_assert!(row >= editor.first_row && row < editor.first_row + editor.height);
            prop_assert!(row < editor.row_count() && col <= editor.layout.cols());
            let rows = editor.rows(0, usize::MAX);
            prop_assert_eq!(rows.len(), editor.row_count());
            for row in rows {
                prop_assert!(width::of(row.text) <= editor.layout.cols() || width::cells(row.text).count() == 1);
            }
            prop_assert!(!editor.text().contains(|c: char| c.is_control() && c != '\n'));
        }
    }

    #[test]
    fn undo_restores_and_redo_repeats(start in "[一-三a-c，。\n]{0,30}", marks in prop::collection::vec((0usize..30, 0usize..9, hold()), 0..6), acts in acts()) {
        let is_step = |act: &Act| !matches!(act, Act::Key("<undo>" | "<redo>") | Act::Mark(..) | Act::Unmark(_));
        let acts: Vec<_> = acts.into_iter().filter(is_step).collect();
        let mut editor = Editor::new(&start);
        for (id, (at, chars, hold)) in (10..).zip(marks) {
            editor.mark_chars(at..at + chars, id, hold);
        }
        let marked = editor.marks().to_vec();
        let before = editor.text();
        for act in &acts {
            perform(&mut editor, act);
        }
        let after = (editor.text(), editor.marks().to_vec());
        while editor.undo() {}
        prop_assert_eq!(editor.text(), before);
        prop_assert_eq!(editor.marks(), marked);
        while editor.redo() {}
        prop_assert_eq!((editor.text(), editor.marks().to_vec()), after);
    }
}
