//! Cases as drawings: `|` is the caret; `<esc>` goes out, `<bs>` deletes, all else is pressed as it is.

use proptest::prelude::*;

use super::*;

fn editor(drawing: &str) -> Editor {
    let caret = drawing.find('|').expect("a drawing has a caret");
    let mut editor = Editor::new(&drawing.replacen('|', "", 1));
    let at = editor.position(caret);
    editor.go_to(at);
    editor
}

fn drawn(editor: &Editor) -> String {
    let mut text = editor.text();
    text.insert(editor.offset(editor.caret()), '|');
    text
}

fn press(vim: &mut Vim, editor: &mut Editor, keys: &str) {
    let mut clip = Piece::default();
    let mut rest = keys;
    while let Some(sign) = rest.chars().next() {
        let leads = if let Some(behind) = rest.strip_prefix("<esc>") {
            rest = behind;
            vim.out(editor);
            continue;
        } else if let Some(behind) = rest.strip_prefix("<bs>") {
            rest = behind;
            vim.edit(EditKey::Backspace, Extend::No, editor)
        } else {
            rest = &rest[sign.len_utf8()..];
            vim.press(&sign.to_string(), editor, &clip)
        };
        for lead in leads {
            match lead {
                Leads::Copied(text) => clip = text,
                Leads::Retrace(_) => {
                    editor.undo();
                    vim.settle(editor);
                }
                Leads::Changed | Leads::Run(_) | Leads::Unknown => {}
            }
        }
    }
}

#[test]
fn commands_do_what_they_do_in_vim() {
    for (before, keys, after) in [
        // going
        ("|一二三", "ll", "一二|三"),
        ("|一二三", "9l", "一二|三"),
        ("一二|三", "9h", "|一二三"),
        ("|您的建议，ab 收悉", "w", "您的建议|，ab 收悉"),
        ("您的建议，|ab 收悉", "w", "您的建议，ab |收悉"),
        ("您的建议，ab |收悉", "b", "您的建议，|ab 收悉"),
        ("|您的建议，ab 收悉", "e", "您的建|议，ab 收悉"),
        ("|您的建议，ab 收悉", "eee", "您的建议，a|b 收悉"),
        ("　　一|二", "0", "|　　一二"),
        ("　　一|二", "^", "　　|一二"),
        ("|一二", "$", "一|二"),
        ("一\n二\n|三", "gg", "|一\n二\n三"),
        ("|一\n二\n三四", "G", "一\n二\n|三四"),
        ("|一\n二\n三四", "2G", "一\n|二\n三四"),
        ("|一，二，三", "f，;", "一，二|，三"),
        ("|一，二，三", "t，;", "一，|二，三"),
        ("一，二，|三", "F，,", "一，二|，三"),
        ("一，二，|三", "T二", "一，二|，三"),
        ("|一，二", "fx", "|一，二"),
        // deleting and changing
        ("一|二三", "x", "一|三"),
        ("一|二三", "5x", "|一"),
        ("e\u{301}|x", "X", "|x"),
        ("|您的建议，收悉", "dw", "|，收悉"),
        ("|一，二，三", "d2f，", "|三"),
        ("|一，二，三", "dt，", "|，二，三"),
        ("一|二三", "D", "|一"),
        ("一|二三", "d0", "|二三"),
        ("一\n|二\n三", "dd", "一\n|三"),
        ("一\n|二", "dd", "|一"),
        ("|一\n二\n三", "2dd", "|三"),
        ("|一", "dd", "|"),
        ("|一\n二\n三", "dG", "|"),
        ("一\n|二\n三", "ccX<esc>", "一\n|X\n三"),
        ("|您的 建议", "cwX<esc>", "|X 建议"),
        ("一|二三", "Cx<esc>", "一|x"),
        ("一|二三", "sXY<esc>", "一X|Y三"),
        ("一|二三", "rX", "一|X三"),
        ("一|二三", "5rX", "一|二三"),
        ("|一\n　　二", "J", "一|二"),
        // writing
        ("一|二", "iX<esc>", "一|X二"),
        ("一|二", "aX<esc>", "一二|X"),
        ("　　一|二", "IX<esc>", "　　|X一二"),
        ("|一二", "AX<bs>Y<esc>", "一二|Y"),
        ("|一\n二", "oX<esc>", "一\n|X\n二"),
        ("一\n|二", "OX<esc>", "一\n|X\n二"),
        // copying
        ("|一\n二", "yyp", "一\n|一\n二"),
        ("一\n|二", "yyP", "一\n|二\n二"),
        ("|一二", "ylp", "一|一二"),
        ("一|二三", "xp", "一三|二"),
        ("一|二三", "xP", "一|二三"),
        // again
        ("|一二三四", "x..", "|四"),
        ("|一\n二", "AX<esc>j.", "一X\n二|X"),
        ("|一，二，三", "df，.", "|三"),
        ("|一二", "xu", "|一二"),
        // selecting
        ("|一二三", "vld", "|三"),
        ("一|二三", "vohd", "|三"),
        ("|一\n二\n三", "Vjd", "|三"),
        ("|一\n二", "vlcX<esc>", "|X\n二"),
        ("|一二", "v<esc>l", "一|二"),
        ("|一二三", "ylvlp", "|一三"),
        ("|一\n二\n三\n四", "VjjJx", "一|二\n四"),
        ("一\n二\n|三", "vkJx", "一\n|二"),
        ("|一\n二\n三", "vJx", "|一\n三"),
        ("|", "xdwdbJ", "|"),
    ] {
        let mut editor = editor(before);
        press(&mut Vim::default(), &mut editor, keys);
        assert_eq!(drawn(&editor), after, "{before:?} {keys}");
    }
}

#[test]
fn keys_lead_out_of_the_text() {
    let mut editor = editor("|一");
    let mut vim = Vim::default();
    for (keys, lead) in [
        ("/", Leads::Run(Action::Find)),
        (":", Leads::Run(Action::Palette)),
        ("好", Leads::Unknown),
        ("u", Leads::Retrace(Retrace::Undo)),
    ] {
        assert_eq!(vim.press(keys, &mut editor, &Piece::default()), [lead]);
    }
    vim.press("d", &mut editor, &Piece::default());
    assert_eq!(vim.keys(), "d");
    assert!(vim.out(&mut editor) && !vim.out(&mut editor));
    vim.press("i", &mut editor, &Piece::default());
    assert_eq!(vim.mode(), Mode::Insert);
    assert!(vim.out(&mut editor) && !vim.out(&mut editor));
}

proptest! {
    #[test]
    fn any_keys_leave_a_sound_text(
        start in "[一-三a-c，。 \n]{0,20}",
        keys in prop::collection::vec(prop::sample::select(vec![
            "d", "c", "y", "p", "P", "w", "b", "e", "0", "$", "g", "G", "f", "t", "F", "T", ";", ",", "3", "x", "X", "J",
            "v", "V", "i", "a", "A", "o", "O", "I", "r", ".", "u", "<esc>", "<bs>", "一", "e\u{301}", "{", "}", "^", "j", "k", "h", "l", "s", "S", "D", "C", "Y",
        ]), 0..40),
    ) {
        let mut editor = Editor::new(&start);
        let mut vim = Vim::default();
        for key in &keys {
            press(&mut vim, &mut editor, key);
            let at = editor.caret();
            prop_assert!(editor.paragraphs()[at.paragraph].is_char_boundary(at.byte));
            let len = paragraph(&editor).len();
            let is_behind = at.byte > 0 && at.byte == len;
            prop_assert!(vim.mode() != Mode::Normal || !vim.keys().is_empty() || !is_behind, "{keys:?}");
        }
        vim.out(&mut editor);
        vim.out(&mut editor);
        while editor.undo() {}
        prop_assert_eq!(editor.text(), Editor::new(&start).text());
    }
}
