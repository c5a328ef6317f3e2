//! A letter of every shipped profile goes its whole way by the real binary: begun, filled in, signed,
//! numbered, let out.

use super::home::{Gave, Home};

/// The shipped profiles, with the line that each writes its number into.
const PROFILES: [(&str, &str); 4] = [
    ("standard", "云区总工案复〔2026〕1号"),
    ("class-beside", "云区总工案复〔2026〕1号　　类别B"),
    ("one-line", "云区总工案复〔2026〕1号"),
    ("organ-title", "云区总工案复〔2026〕1号"),
];

/// An office of a profile with a letter begun; returns its text too.
fn begun(profile: &str) -> (Home, String) {
    let home = Home::with_item();
    for (key, value) in [
        ("unit.full_name", "云桥区总工会"),
        ("unit.short_name", "区总工会"),
        ("unit.reply_series", "云区总工案复"),
        ("unit.contact_phone", "0000-0000"),
        ("unit.profile", profile),
    ] {
        home.ok(&["config", key, value]);
    }
    home.ok(&["proposal", "accept", "37"]);
    home.ok(&["letter", "new", "37"]);
    let text = home.ok(&["letter", "show", "37"]);
    (home, text)
}

/// Fills the blanks that a person fills; those of the number and the day stay.
fn filled(text: &str) -> String {
    let mut all = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('【') {
        let (blank, after) = behind.split_once('】').unwrap();
        all.push_str(before);
        match blank {
            "序号" | "文号" | "成文日期" => all.extend(["【", blank, "】"]),
            "类别" => all.push('B'),
            "抄送" => all.push_str("区人大常委会代表工委"),
            _ => all.push_str("现有工作室9个"),
        }
        rest = after;
    }
    all + rest
}

fn write(home: &Home, text: &str) {
    let file = home.file("函.txt", text);
    home.ok(&["letter", "write", "37", &file]);
}

#[test]
fn a_number_takes_nothing_else_from_the_line_it_is_written_into() {
    for (profile, line) in PROFILES {
        let (home, draft) = begun(profile);
        assert!(draft.contains("【"), "{draft}");
        // A class that nobody filled in stops it, wherever the class stands.
        let left = filled(&draft)
            .replace("类别B", "类别【类别】")
            .replace("类别：B", "类别：【类别】");
        if left.contains("【类别】") {
            write(&home, &left);
            let stopped = home.run(&["letter", "submit", "37"]);
            assert_eq!(stopped.code, 4, "{profile}: {}", stopped.err);
            assert!(stopped.err.contains("类别"), "{profile}: {}", stopped.err);
        }
        write(&home, &filled(&draft));
        for step in ["submit", "submit", "sign"] {
            home.ok(&["letter", step, "37"]);
        }
        let signed = home.ok(&["letter", "show", "37"]);
        home.ok(&["letter", "number", "37"]);
        let numbered = home.ok(&["letter", "show", "37"]);
        assert!(
            numbered.lines().any(|own| own == line),
            "{profile}: {numbered}"
        );
        let expected = signed
            .replace("【序号】", "1")
            .replace("【文号】", "云区总工案复〔2026〕1号");
        assert_eq!(numbered, expected, "{profile}");
        home.ok(&["letter", "verify", "37"]);
        // As the README exports many.
        let many = [
            "letter", "export", "--form", "txt", "--to", "函", "--all-of",
        ];
        home.ok(&[&many[..], &["状态:待寄送"]].concat());
        assert_eq!(home.run(&[&many[..], &["状态:已签发"]].concat()).code, 3);
        home.ok(&["letter", "send", "37"]);
        home.ok(&["doctor"]);
    }
}

/// A letter of a profile that is long enough for two pages, ends with who issued it, and is numbered.
fn numbered(profile: &str, above: &str) -> Home {
    let (home, draft) = begun(profile);
    let long =
        "　　现有工作室9个，已经逐个走访，情况属实，下一步按季度回访，结果一并反馈。\n".repeat(30);
    let closing = "收悉";
    let at = draft.find(closing).unwrap();
    let line = at + draft[at..].find('\n').unwrap() + 1;
    let draft = format!("{above}{}{long}{}", &draft[..line], &draft[line..]);
    let issued = "云桥区总工会办公室　2026年11月21日印发\n";
    write(&home, &format!("{}\n{issued}", filled(&draft).trim_end()));
    for step in ["submit", "submit", "sign", "number"] {
        home.ok(&["letter", step, "37"]);
    }
    home
}

/// Verifies a copy twice: with the tools that this machine has, and without any.
fn verified(home: &Home, copy: &str) -> Vec<Gave> {
    let args = ["letter", "verify", copy];
    let mut with_tools = home.command(&args);
    with_tools.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    vec![home.run(&args), Gave::of(&with_tools.output().unwrap())]
}

#[test]
fn every_copy_that_is_made_of_a_letter_is_the_same_as_the_letter() {
    let profiles = PROFILES.map(|(profile, _)| (profile, ""));
    for (profile, above) in profiles.into_iter().chain([("organ-title", "类别：B\n")]) {
        let home = numbered(profile, above);
        for head in ["letter", "red", "bare"] {
            for form in ["docx", "pdf", "txt", "md"] {
                let copy = format!("{head}.{form}");
                let export = ["letter", "export", "37", "--head", head, "-o", &copy];
                let made = home.run(&export);
                // Not every machine has a typeface for a PDF.
                if form == "pdf" && made.err.contains("fonts-noto-cjk") {
                    continue;
                }
                assert_eq!(made.code, 0, "{profile} {copy}: {}", made.err);
                for gave in verified(&home, &copy) {
                    let told = format!("{profile}{above} {copy}: {}{}", gave.err, gave.out);
                    assert_eq!(gave.code, 0, "{told}");
                    assert!(gave.err.contains("各步校验无误"), "{told}");
                }
            }
        }
        // A word that was changed is told, and nothing else.
        let text = std::fs::read_to_string(home.path("bare.txt")).unwrap();
        home.file("改.txt", text.replace("0000-0000", "0000-0001"));
        let differs = home.run(&["letter", "verify", "改.txt"]);
        assert_eq!(differs.code, 4, "{profile}: {}", differs.err);
        assert_eq!(differs.out.lines().count(), 1, "{profile}: {}", differs.out);
        let first = text.lines().find(|own| own.contains("现有工作室")).unwrap();
        home.file("多.txt", format!("{first}\n{text}"));
        let gave = home.run(&["letter", "verify", "多.txt"]);
        assert_eq!(gave.code, 4, "{profile}: a paragraph too many at the top");
    }
}

#[test]
fn a_copy_of_a_letter_that_was_changed_behind_its_steps_proves_nothing() {
    let home = numbered("standard", "");
    let db = rusqlite::Connection::open(home.path(".local/share/anfu/anfu.db")).unwrap();
    db.execute("UPDATE letter SET text = replace(text, '9个', '90个')", [])
        .unwrap();
    drop(db);
    home.ok(&["letter", "export", "37", "-o", "a.txt"]);
    let gave = home.run(&["letter", "verify", "a.txt"]);
    assert_eq!(gave.code, 4, "{}", gave.err);
    assert!(
        gave.err.contains("存底本身与各步的校验不符"),
        "{}",
        gave.err
    );
}
