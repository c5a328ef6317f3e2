//! Editor cases as drawings: `|` is the caret, `^` the other end of the selection.

mod any;
mod marks;

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
    assert_eq!(editor.cut(), Some("二\n三".into()));
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
