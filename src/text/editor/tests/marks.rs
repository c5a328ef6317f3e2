//! Marks in the text being written.

use super::*;

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

#[test]
fn two_stretches_in_one_whole_mark_are_renewed_as_one() {
    let mut editor = marked(
        "甲乙丙丁|",
        &[(0..1, 1, Hold::Loose), (2..3, 1, Hold::Loose)],
    );
    assert!(editor.mark_chars(0..4, 2, Hold::Whole));
    assert_eq!(editor.replace_marked(1, "新"), 2);
    assert_eq!(editor.text(), "新");
    assert!(editor.undo());
    assert_eq!(editor.text(), "甲乙丙丁");
    assert_eq!(editor.marks().len(), 3);
}

#[test]
fn a_cited_figure_is_moved_and_copied_as_one() {
    let figure = (1..4, 7, Hold::Whole);
    let lifted = (0..8, 8, Hold::Loose);
    let mut editor = marked("^共345人|，其中\n甲", &[figure, lifted]);
    let cut = editor.cut().unwrap();
    assert_eq!((cut.text(), cut.marks().len()), ("共345人", 2));
    assert_eq!(stretches(&editor), [(8, "，其中".to_owned())]);
    press(&mut editor, "<bottom>");
    editor.put_piece(&cut);
    let moved = [(8, "，其中"), (8, "共345人"), (7, "345")];
    let owned = |all: &[(u64, &str)]| -> Vec<(u64, String)> {
        let all = all.iter();
        all.map(|(id, text)| (*id, (*text).to_owned())).collect()
    };
    assert_eq!(drawn(&editor), "，其中\n甲共345人|");
    assert_eq!(stretches(&editor), owned(&moved));
    press(&mut editor, "<bs><bs>");
    assert_eq!(editor.text(), "，其中\n甲共", "still one character");
    press(&mut editor, "<undo><undo>");
    assert_eq!(stretches(&editor), owned(&moved));
    // Copied into the stretch it is of, it is part of that one; the figure counts twice.
    editor.put_piece(&cut.repeat(2));
    assert_eq!(editor.text(), "，其中\n甲共345人共345人共345人");
    let ids: Vec<u64> = editor.marks().iter().map(|mark| mark.id).collect();
    assert_eq!(ids, [8, 8, 7, 7, 7]);
    while editor.undo() {}
    assert_eq!(
        stretches(&editor),
        owned(&[(8, "共345人，其中"), (7, "345")])
    );
}

#[test]
fn text_that_reads_otherwise_at_its_new_place_comes_without_marks() {
    let mut editor = marked("|e\u{301}x甲", &[(0..2, 7, Hold::Loose)]);
    let range = editor.position_of_char(1)..editor.position_of_char(3);
    let piece = editor.piece(range);
    press(&mut editor, "<bottom>");
    editor.put_piece(&piece);
    assert!(editor.text().ends_with('x'), "{}", editor.text());
    assert_eq!(Piece::default().without_line_end(), None);
    let lines = Piece::from("甲\n\n");
    assert_eq!(lines.without_line_end(), Some("甲\n".into()));
}
