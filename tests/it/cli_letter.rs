//! Letters and drafts from the command line.

use super::home::{Gave, Home};

#[test]
fn a_letter_is_started_rewritten_and_written_out() {
    let home = Home::with_item();
    home.ok(&["config", "unit.full_name", "云桥区总工会"]);
    let none = home.run(&["letter", "show", "37"]);
    assert_eq!((none.code, none.out.as_str()), (3, ""));
    let head = home.ok(&["letter", "new", "37"]);
    assert!(head.starts_with("letter:1  "), "{head}");
    let again = home.run(&["letter", "new", "37", "--kind", "lead_reply"]);
    assert_eq!((again.code, &*again.err), (0, "已有草稿 letter:1\n"));
    assert!(
        home.ok(&["letter", "show", "letter:1"])
            .contains("云桥区总工会")
    );
    let written = home.run_with(
        &["letter", "write", "37", "-"],
        "第一段\u{7}\r\n第二段\n".as_bytes(),
    );
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(home.ok(&["letter", "show", "37"]), "第一段□\n第二段\n");
    let json = &home.json(&["letter", "show", "37", "--json"])[0];
    assert_eq!(
        (&json["kind"], &json["item_number"]),
        (&"lead_reply".into(), &"037".into())
    );
    assert_eq!(
        home.json(&["letter", "list", "--json"])[0]["stage"],
        "draft"
    );
    assert!(home.ok(&["letter", "export", "37"]).contains("第一段"));
    home.ok(&["letter", "export", "37", "-o", "答复.md"]);
    assert!(home.path("答复.md").exists());
    for (args, code, says) in [
        (
            &["letter", "export", "37", "-o", "答复.md"][..],
            4,
            "加 --force",
        ),
        (
            &["letter", "export", "37", "-o", "答复.wps"],
            2,
            "可选：txt md docx pdf",
        ),
        (
            &["letter", "export", "37", "--form", "rtf"],
            2,
            "可选：txt md docx pdf",
        ),
        (
            &["letter", "export", "37", "-o", "没有/答复.txt"],
            1,
            "写不了 没有/答复.txt",
        ),
        (&["letter", "show", "letter:7"], 3, ""),
        (
            &["letter", "new", "37", "--kind", "song"],
            2,
            "lead_reply co_opinion separate_reply",
        ),
        (&["letter", "write", "37", "没有.txt"], 3, "读不了 没有.txt"),
    ] {
        let gave = home.run(args);
        assert_eq!(
            (gave.code, gave.out.as_str()),
            (code, ""),
            "{args:?} {}",
            gave.err
        );
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
    home.ok(&["letter", "export", "37", "-o", "答复.md", "--force"]);
}

#[test]
fn a_draft_is_changed_in_another_editor_only_where_that_is_allowed() {
    let home = Home::with_item();
    home.ok(&["letter", "new", "37"]);
    home.run_with(
        &["letter", "write", "37", "-"],
        "甲e\u{301}\n乙\n".as_bytes(),
    );
    let room = home.path("临时");
    std::fs::create_dir(&room).unwrap();
    let left = || std::fs::read_dir(&room).unwrap().count();
    let edit = |editor: &str| {
        let mut command = home.command(&["letter", "edit", "37"]);
        command.env("TMPDIR", &room);
        let path = std::env::var_os("PATH").unwrap_or_default();
        Gave::of(
            &command
                .env("EDITOR", editor)
                .env("PATH", path)
                .output()
                .unwrap(),
        )
    };
    let text = || home.ok(&["letter", "show", "37"]);
    let sed = "sed -i s/甲/丙\u{7}/";
    let refused = edit(sed);
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    assert!(
        refused.err.contains("anfu config editor true"),
        "{}",
        refused.err
    );
    home.ok(&["config", "editor", "true"]);
    assert_eq!(edit("").code, 2);
    let fails = home.file("fails", "echo 丁 >> \"$1\"; exit 1\n");
    let fails = format!("sh {fails}");
    for (editor, says, stays) in [
        ("没有这个程序", "函没有动", 0),
        ("false", "函没有动", 0),
        (&*fails, "letter-1.txt", 1),
    ] {
        let gave = edit(editor);
        assert_eq!(gave.code, 1, "{}", gave.err);
        assert!(gave.err.contains(says), "{}", gave.err);
        assert_eq!(
            left(),
            stays,
            "what was written, and nothing else, stays: {editor}"
        );
    }
    assert_eq!(text(), "甲e\u{301}\n乙\n");
    let gave = edit(sed);
    assert_eq!(gave.code, 0, "{}", gave.err);
    assert_eq!(text(), "丙□e\u{301}\n乙\n");
    assert_eq!(edit("true").code, 0);
    assert_eq!(text(), "丙□e\u{301}\n乙\n");
    let backs_up = home.file("backs-up", "cp \"$1\" \"$1~\"; echo 丁 >> \"$1\"\n");
    assert_eq!(edit(&format!("sh {backs_up}")).code, 0);
    assert_eq!(left(), 1, "copies that the editor left go with the file");
}
