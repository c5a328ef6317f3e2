//! Editor cases as drawings: `|` is the caret, `^` the other end of the selection.

use proptest::prelude::*;

use super::*;
use crate::text::find::literal;
use crate::text::width;

/// Reads a drawing into an editor of 10 columns by 3 rows.
fn editor(drawing: &str) -> Editor {
    let mut editor = Editor::new("");
    editor.set_width(10);
    editor.set_height(3);
    let mut anchor = None;
    let mut caret = None;
    let mut text = String::new();
    for c in drawing.chars() {
        let here = Position::default().behind(&text);
        match c {
            '|' => caret = Some(here),
            '^' => anchor = Some(here),
            c => text.push(c),
        }
    }
    editor.paste(&text);
    editor.history = History::default();
    let caret = caret.expect("a drawing has a caret");
    match anchor {
        Some(anchor) => editor.select_range(anchor..caret),
        None => editor.go_to(caret),
    }
    editor
}

fn drawn(editor: &Editor) -> String {
    let head = |to: Position| editor.buffer.slice(Position::default()..to).len();
    let mut text = editor.text();
    let caret = head(editor.caret.at);
    let anchor = editor.selection().map(|_| head(editor.anchor.unwrap()));
    let mut marks = vec![(caret, '|')];
    marks.extend(anchor.map(|at| (at, '^')));
    marks.sort_unstable();
    for (at, mark) in marks.into_iter().rev() {
        text.insert(at, mark);
    }
    text
}

fn press(editor: &mut Editor, keys: &str) {
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let end = rest.find('>').filter(|_| c == '<');
        let key = end.map_or(c.len_utf8(), |end| end + 1);
        press_one(editor, &rest[..key]);
        rest = &rest[key..];
    }
}

fn press_one(editor: &mut Editor, key: &str) {
    if let Some(step) = key.strip_prefix("<s-").and_then(movement) {
        return editor.select(step);
    }
    if let Some(step) = key.strip_prefix('<').and_then(movement) {
        return editor.go(step);
    }
    match key {
        "<bs>" => editor.erase(Erase::Back),
        "<del>" => editor.erase(Erase::Forward),
        "<c-w>" => editor.erase(Erase::WordBack),
        "<c-k>" => editor.erase(Erase::ToParagraphEnd),
        "<ret>" => editor.newline(),
        "<cut>" => drop(editor.cut()),
        "<all>" => editor.select_all(),
        "<undo>" => drop(editor.undo()),
        "<redo>" => drop(editor.redo()),
        text => editor.insert(text),
    }
}

fn movement(name: &str) -> Option<Move> {
    Some(match name {
        "left>" => Move::Left,
        "right>" => Move::Right,
        "up>" => Move::Up,
        "down>" => Move::Down,
        "home>" => Move::RowStart,
        "end>" => Move::RowEnd,
        "pstart>" => Move::ParagraphStart,
        "pend>" => Move::ParagraphEnd,
        "wleft>" => Move::WordLeft,
        "wright>" => Move::WordRight,
        "pgup>" => Move::PageUp,
        "pgdn>" => Move::PageDown,
        "top>" => Move::TextStart,
        "bottom>" => Move::TextEnd,
        _ => return None,
    })
}

fn check(cases: &[(&str, &str, &str)]) {
    for (before, keys, after) in cases {
        let mut editor = editor(before);
        press(&mut editor, keys);
        assert_eq!(drawn(&editor), *after, "{before:?} {keys}");
    }
}

#[test]
fn typing_and_deleting() {
    check(&[
        ("|", "", "|"),
        ("|", "答复", "答复|"),
        ("ab|c", "<bs>", "a|c"),
        ("ab|c", "<del>", "ab|"),
        ("|abc", "<bs>", "|abc"),
        ("abc|", "<del>", "abc|"),
        ("e\u{301}|x", "<bs>", "|x"),
        ("|e\u{301}x", "<del>", "|x"),
        ("e|", "\u{301}", "e\u{301}|"),
        ("甲|乙", "<ret>", "甲\n|乙"),
        ("甲\n|乙", "<bs>", "甲|乙"),
        ("甲|\n乙", "<del>", "甲|乙"),
        ("一，二三|四", "<c-w>", "一，|四"),
        ("一|二\n三", "<c-k>", "一|\n三"),
        ("一|\n三", "<c-k>", "一|三"),
    ]);
}

#[test]
fn moving_by_character_row_and_paragraph() {
    check(&[
        ("一|二", "<left><left><left>", "|一二"),
        ("一|\n二", "<right>", "一\n|二"),
        // Ten columns hold five characters.
        ("一二三|四五六七", "<down>", "一二三四五六七|"),
        ("一二|三四五六七八", "<down>", "一二三四五六七|八"),
        ("一二三四五六七|八", "<up>", "一二|三四五六七八"),
        (
            "一二三|\n四\n五六七八",
            "<down><down>",
            "一二三\n四\n五六七|八",
        ),
        ("一二|", "<up>", "|一二"),
        ("|一二", "<down>", "一二|"),
        ("a一二\n三|四", "<up>", "a|一二\n三四"),
        ("一|二三四五六七", "<end>", "一二三四五|六七"),
        ("一|二三四五六七", "<end><home>", "|一二三四五六七"),
        ("一|二三四五六七", "<end><end>x", "一二三四五x|六七"),
        ("一二三四五六|七", "<home>", "一二三四五|六七"),
        ("一二三四五六|七", "<pstart>", "|一二三四五六七"),
        ("一\n|二", "<pstart>", "|一\n二"),
        ("|一二\n三", "<pend><pend>", "一二\n三|"),
        ("|您的建议，ab 收悉", "<wright>", "您的建议|，ab 收悉"),
        ("您的建议，|ab 收悉", "<wright>", "您的建议，ab |收悉"),
        ("您的建议，ab |收悉", "<wleft><wleft>", "您的建议|，ab 收悉"),
        ("|一\n二\n三\n四", "<pgdn>", "一\n二\n|三\n四"),
        ("一\n二\n三\n|四", "<pgup><pgup>", "|一\n二\n三\n四"),
        ("一|\n二", "<bottom>", "一\n二|"),
        ("一\n二|", "<top>", "|一\n二"),
    ]);
}

#[test]
fn selecting() {
    check(&[
        ("一|二三", "<s-right>", "一^二|三"),
        ("一^二|三", "<left>", "一|二三"),
        ("一^二|三", "<right>", "一二|三"),
        ("一^二|三", "x", "一x|三"),
        ("一^二\n三|四", "<bs>", "一|四"),
        ("一|二\n三^四", "<cut><undo>", "一|二\n三四"),
        ("一|二", "<s-right><s-left>", "一|二"),
        ("一|\n二", "<all>x", "x|"),
    ]);
    let mut editor = editor("一^二\n三|四");
    assert_eq!(editor.selected_text().as_deref(), Some("二\n三"));
    assert_eq!(editor.cut().as_deref(), Some("二\n三"));
    assert_eq!(editor.cut(), None);
}

#[test]
fn one_undo_takes_back_a_clause() {
    check(&[
        ("|", "甲乙，丙丁<undo>", "甲乙，|"),
        ("|", "甲乙，丙丁<undo><undo>", "|"),
        ("|", "甲乙<left>丙<undo>", "甲|乙"),
        (
            "|",
            "甲乙，丙丁<undo><undo><redo><redo><redo>",
            "甲乙，丙丁|",
        ),
        ("甲乙丙|", "<bs><bs><undo>", "甲乙丙|"),
        ("甲|乙丙", "<del><del><undo>", "甲|乙丙"),
        ("甲^乙|丙", "xy<undo>", "甲乙|丙"),
        ("|", "甲<undo>乙<redo>", "乙|"),
        ("|", "甲<ret>乙<undo>", "甲\n|"),
    ]);
}

#[test]
fn pasted_text_is_cleaned() {
    let mut editor = editor("甲|丁");
    assert_eq!(editor.paste("乙\r\n\u{1B}]0;x\u{7}\t丙\u{202E}"), 2);
    assert_eq!(drawn(&editor), "甲乙\n 丙|丁");
    assert!(editor.undo());
    assert_eq!(drawn(&editor), "甲|丁");
}

#[test]
fn finding_and_replacing() {
    let mut editor = editor("|建议Ab，建议");
    assert!(editor.find_next(&literal("建议")));
    assert_eq!(drawn(&editor), "^建议|Ab，建议");
    assert!(editor.find_next(&literal("建议")));
    assert_eq!(drawn(&editor), "建议Ab，^建议|");
    assert!(editor.find_next(&literal("建议")) && editor.find_previous(&literal("aB")));
    assert_eq!(drawn(&editor), "建议Ab，建议".replace("Ab", "^Ab|"));
    editor.replace_selection("C");
    assert_eq!(editor.replace_all("建议", "提案\n", None), 2);
    assert_eq!(editor.text(), "提案\nC，提案\n");
    assert!(editor.undo());
    assert_eq!(editor.text(), "建议C，建议");
    assert!(!editor.find_next(&literal("无")));
    assert_eq!(editor.replace_all("", "x", None), 0);
}

#[test]
fn replacing_keeps_to_a_range_and_goes_one_by_one() {
    let mut editor = editor("一a|二A三a");
    let within = Position::default()..Position {
        paragraph: 0,
        byte: 8,
    };
    assert_eq!(editor.replace_all("a", "b", Some(within)), 2);
    assert_eq!(editor.text(), "一b二b三a");
    assert!(editor.undo());
    assert!(editor.find_next(&literal("a")));
    assert!(editor.replace_one("a", "c"));
    assert_eq!(drawn(&editor), "一a二c三^a|");
    assert!(
        editor.replace_one("a", "aa"),
        "what was put in is passed over"
    );
    assert_eq!(drawn(&editor), "一^a|二c三aa");
    assert!(!editor.replace_one("无", "有"));
    assert!(editor.has("C") && !editor.has(""));
}

#[test]
fn the_place_on_paper_is_counted_in_lines_of_28_characters() {
    let mut editor = Editor::new(&format!("{}\n{}", "字".repeat(29), "\n".repeat(30)));
    assert_eq!(
        editor.page_place(),
        PagePlace {
            line: 1,
            lines: 33,
            page: 1,
            pages: 2
        }
    );
    editor.go_to_line(2);
    assert_eq!(
        editor.caret(),
        Position {
            paragraph: 0,
            byte: 84
        }
    );
    editor.go_to_line(23);
    assert_eq!(
        (editor.page_place().line, editor.page_place().page),
        (23, 2)
    );
    for (line, lands) in [(0, 1), (999, 33)] {
        editor.go_to_line(line);
        assert_eq!(editor.page_place().line, lands);
    }
}

#[test]
fn rows_say_where_they_come_from() {
    let mut editor = editor("您的建议收悉。\n\nab|");
    let rows: Vec<_> = editor
        .rows(0, 9)
        .into_iter()
        .map(|r| (r.paragraph, r.range, r.text.to_owned(), r.starts_paragraph))
        .collect();
    assert_eq!(
        rows,
        [
            (0, 0..15, "您的建议收".to_owned(), true),
            (0, 15..21, "悉。".to_owned(), false),
            (1, 0..0, String::new(), true),
            (2, 0..2, "ab".to_owned(), true),
        ]
    );
    assert_eq!((editor.cursor_cell(), editor.first_row()), ((3, 2), 1));
    assert_eq!(editor.counts().chars, 9);
    assert_eq!(editor.rows(9, 2), []);
    editor.go_to_cell(0, 5);
    assert_eq!((editor.caret().byte, editor.first_row()), (6, 0));
    press(&mut editor, "<end>");
    assert_eq!(editor.cursor_cell(), (0, 10));
}

#[test]
fn a_kept_history_goes_on_and_a_foreign_one_does_no_harm() {
    let mut old = editor("甲|");
    press(&mut old, "乙，丙");
    let tail = old.history_tail();
    let kept = serde_json::to_string(&tail.steps).unwrap();
    let history = || History::of_kept(tail.first, serde_json::from_str(&kept).unwrap(), tail.done);
    let mut again = Editor::new(&old.text());
    again.take_up(history());
    assert!(again.undo() && again.undo());
    assert_eq!(again.text(), "甲");
    let mut foreign = Editor::new("别");
    foreign.take_up(history());
    assert!(!foreign.undo());
    assert_eq!(
        (foreign.text().as_str(), foreign.history_depth()),
        ("别", (0, 0))
    );
}

#[test]
fn marks_of_a_kept_history_that_lie_nowhere_are_left_out() {
    let nowhere = Mark {
        range: Position::default()..Position {
            paragraph: 9,
            byte: 1,
        },
        id: 1,
        hold: Hold::Loose,
    };
    let edit = Edit {
        at: Position::default(),
        removed: "甲".into(),
        inserted: String::new(),
        unmarked: vec![nowhere],
        marked: Vec::new(),
    };
    let step = Step {
        edits: vec![edit],
        run: Run::Once,
        before: Position {
            paragraph: 7,
            byte: 7,
        },
        after: Position::default(),
    };
    let mut editor = Editor::new("");
    editor.take_up(History::of_kept(0, vec![step], 1));
    assert!(editor.undo());
    assert_eq!((editor.text().as_str(), editor.marks()), ("甲", &[][..]));
}

/// Reads a drawing, and marks of it: characters, id, hold.
fn marked(drawing: &str, marks: &[(Range<usize>, u64, Hold)]) -> Editor {
    let mut editor = editor(drawing);
    for (range, id, hold) in marks {
        assert!(editor.mark_chars(range.clone(), *id, *hold));
    }
    editor
}

fn stretches(editor: &Editor) -> Vec<(u64, String)> {
    let marks = editor.marks().iter();
    marks
        .map(|mark| (mark.id, editor.buffer.slice(mark.range.clone())))
        .collect()
}

#[test]
fn a_whole_mark_is_one_character_for_caret_and_deletion() {
    for (before, keys, after) in [
        ("共|345人", "<right>", "共345|人"),
        ("共345|人", "<left>", "共|345人"),
        ("共345人|", "<left><left>", "共|345人"),
        ("共345|人", "<bs>", "共|人"),
        ("共|345人", "<del>", "共|人"),
        ("共|345人", "<s-right>", "共^345|人"),
        ("共345|人", "万", "共345万|人"),
        ("共|345人", "约", "共约|345人"),
        ("|共345人", "<wright>", "共|345人"),
        ("共345人|", "<wleft><wleft>", "共|345人"),
    ] {
        let whole = 1..4;
        let mut editor = marked(before, &[(whole, 7, Hold::Whole)]);
        press(&mut editor, keys);
        assert_eq!(drawn(&editor), after, "{before:?} {keys}");
        for (_, text) in stretches(&editor) {
            assert_eq!(text, "345", "{before:?} {keys}");
        }
    }
}

#[test]
fn a_deleted_mark_comes_back_with_undo() {
    let mut editor = marked(
        "共345人，甲|",
        &[(1..4, 7, Hold::Whole), (0..6, 8, Hold::Loose)],
    );
    let all = vec![(8, "共345人，".to_owned()), (7, "345".to_owned())];
    assert_eq!(stretches(&editor), all);
    press(&mut editor, "<all><bs>");
    assert_eq!(stretches(&editor), []);
    press(&mut editor, "<undo>");
    assert_eq!(stretches(&editor), all);
    press(&mut editor, "<redo><undo><left>乙");
    assert_eq!(stretches(&editor)[0].1, "共345人，乙");
    press(&mut editor, "<undo><ret>丙");
    assert_eq!(
        stretches(&editor),
        all,
        "a new paragraph does not belong to what it follows"
    );
}

#[test]
fn text_comes_with_its_mark_and_is_renewed_as_one() {
    let mut editor = editor("共|人，又|");
    editor.go_to(Position {
        paragraph: 0,
        byte: 3,
    });
    editor.insert_marked("345\n6", 7, Hold::Whole);
    press(&mut editor, "<bottom>");
    editor.insert_marked("345 6", 7, Hold::Whole);
    assert_eq!(drawn(&editor), "共345 6人，又345 6|");
    assert_eq!(editor.replace_marked(7, "89"), 2);
    assert_eq!(editor.text(), "共89人，又89");
    assert_eq!(editor.replace_marked(7, ""), 2, "a value is never nothing");
    assert_eq!(
        editor.replace_all("8", "0", None),
        0,
        "a value is not for changing"
    );
    let chars: Vec<_> = editor.marks_in_chars().collect();
    assert_eq!(chars, [(1..3, 7), (6..8, 7)]);
    assert!(editor.undo());
    assert_eq!(
        stretches(&editor),
        [(7, "345 6".into()), (7, "345 6".into())]
    );
    assert_eq!(editor.mark_at(editor.caret()).map(|mark| mark.id), Some(7));
    assert!(editor.unmark(7) && !editor.unmark(7));
    assert_eq!(editor.text(), "共345 6人，又345 6");
    assert_eq!(editor.mark_at(editor.caret()), None);
}

#[test]
fn what_is_found_in_a_whole_mark_selects_it() {
    let mut editor = marked("|共345人34", &[(1..4, 7, Hold::Whole)]);
    assert!(editor.find_next(&literal("4")));
    assert_eq!(drawn(&editor), "共^345|人34");
    assert!(editor.find_next(&literal("4")));
    assert_eq!(drawn(&editor), "共345人3^4|");
    assert!(editor.find_previous(&literal("4")));
    assert_eq!(drawn(&editor), "共^345|人34");
}

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
