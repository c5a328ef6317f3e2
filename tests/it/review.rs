//! A letter's way through the office, by the real binary: steps, numbers, changes, copies, refusals.

use anfu::{
    domain::{id::LetterId, letter_promise::LetterPromise},
    store::{ReviewStore, sqlite::SqliteStore},
};

use super::home::Home;

const LETTER: &str = "云区总工案复〔2026〕【序号】号\n关于区第十五届人大二次会议\n第037号建议的答复\n\n\
    林小满代表：\n　　您提出的建议收悉，现答复如下：\n　　现有工作室9个。\n　　新的实训基地将于2027年6月底前建成。\n\
    \u{3000}\u{3000}专此答复。\n\n云桥区总工会\n2026年11月21日\n";

/// The item that these tests answer, and another one.
const ITEM: &str = "037";
const OTHER: &str = "038";

/// An office that counts its series itself.
fn begun() -> Home {
    let home = Home::with_item();
    home.ok(&["config", "unit.reply_series", "云区总工案复"]);
    home
}

/// Writes the letter of an item and returns its name.
fn letter(home: &Home, item: &str) -> String {
    let file = home.file("l.txt", LETTER.replace("037", item));
    let new = home.json(&["letter", "new", item, "--json"]);
    let name = format!("letter:{}", new[0]["id"]);
    home.ok(&["letter", "write", &name, &file]);
    name
}

fn state(home: &Home, item: &str) -> String {
    let shown = home.json(&["proposal", "show", item, "--json"]);
    shown[0]["state"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_letter_goes_its_way_and_its_item_with_it() {
    let home = begun();
    let own = letter(&home, ITEM);
    let wrong = home.run(&["letter", "sign", &own]);
    assert_eq!(wrong.code, 4, "{}", wrong.err);
    assert!(wrong.err.contains("下一步是拟稿"), "{}", wrong.err);
    let out = home.ok(&["letter", "submit", &own]);
    assert!(out.contains("下一步：核稿"), "{out}");
    assert_eq!(state(&home, ITEM), "reviewing");
    home.ok(&["letter", "submit", &own, "--text", "数据已核"]);
    let no_evidence = home.run(&["letter", "sign", &own, "--by", "赵例"]);
    assert_eq!(no_evidence.code, 2, "{}", no_evidence.err);
    let signed = home.run(&[
        "letter",
        "sign",
        &own,
        "--by",
        "赵例",
        "--evidence",
        "纸质签发单",
        "--promises",
    ]);
    assert_eq!(signed.code, 0, "{}", signed.err);
    assert!(signed.err.contains("2027-06-30"), "{}", signed.err);
    assert_eq!(state(&home, ITEM), "signed");
    let chosen = home.run(&["letter", "number", &own, "--number", "8"]);
    assert_eq!(chosen.code, 2, "a series counted here: {}", chosen.err);
    let numbered = &home.json(&["letter", "number", &own, "--json"])[0];
    let number = numbered["number"].as_str().unwrap().to_owned();
    assert!(number.starts_with("云区总工案复〔2026〕"), "{number}");
    let text = home.ok(&["letter", "show", &own]);
    assert!(text.starts_with(&format!("{number}\n关于")), "{text}");
    assert_eq!(state(&home, ITEM), "numbered");
    let sent = home.ok(&["letter", "send", &own]);
    assert!(sent.contains("下一步：-"), "{sent}");
    assert_eq!(state(&home, ITEM), "following_up");
    let promises = home.ok(&["report", "promises"]);
    assert!(promises.contains("2027-06-30"), "{promises}");
    let steps = home.json(&["letter", "log", &own, "--json"]);
    let kinds: Vec<&str> = steps
        .iter()
        .filter_map(|own| own["step"].as_str())
        .collect();
    assert_eq!(kinds, ["draft", "review", "sign", "number", "send"]);
    assert_eq!(steps[2]["by"], "赵例");
    assert_eq!(steps[2]["evidence"], "纸质签发单");
    assert_eq!(home.run(&["letter", "verify", &own]).code, 0);
    assert_eq!(home.run(&["letter", "submit", &own]).code, 4);
    assert_eq!(home.run(&["letter", "void", &own, "--reason", "x"]).code, 4);
    home.ok(&["doctor"]);
}

#[test]
fn a_number_that_was_typed_over_stops_the_letter_before_it_is_signed() {
    let home = begun();
    let own = letter(&home, ITEM);
    home.ok(&["letter", "check", &own]);
    for number in ["〔2026〕s赵例号", "〔2026〕5x号", "〔2026〕十二号"] {
        let text = LETTER.replace("〔2026〕【序号】号", number);
        let file = home.file("l.txt", text);
        home.ok(&["letter", "write", &own, &file]);
        let found = home.run(&["letter", "check", &own]);
        assert_eq!(found.code, 4, "{number}: {}", found.out);
        assert!(found.out.contains("编不上号"), "{number}: {}", found.out);
        assert_eq!(home.run(&["letter", "submit", &own]).code, 4, "{number}");
    }
}

#[test]
fn a_signed_letter_that_waits_for_its_number_says_so_when_it_is_exported() {
    let home = begun();
    let own = letter(&home, ITEM);
    // On paper its class stands beside its number.
    let file = home.file("l.txt", format!("类别：B\n{LETTER}"));
    home.ok(&["letter", "write", &own, &file]);
    home.ok(&["letter", "submit", &own]);
    home.ok(&["letter", "submit", &own]);
    home.ok(&["letter", "sign", &own]);
    let export = ["letter", "export", &own, "-o", "a.docx"];
    let waits = home.run(&export);
    assert_eq!(waits.code, 4, "{}", waits.err);
    assert!(waits.err.contains("还没有编号"), "{}", waits.err);
    let command = format!("anfu letter number {own}");
    assert!(waits.err.contains(&command), "{}", waits.err);
    assert!(!home.path("a.docx").exists());
    home.ok(&["letter", "number", &own]);
    home.ok(&export);
    // Published after it was numbered: the note is on the copy and in no text that was signed.
    home.ok(&["letter", "publish", &own]);
    home.ok(&["letter", "export", &own, "-o", "b.txt"]);
    home.ok(&["letter", "export", &own, "-o", "b.docx"]);
    let copy = std::fs::read_to_string(home.path("b.txt")).unwrap();
    let (_, below) = copy.split_once("2026年11月21日").unwrap();
    assert_eq!(below.trim(), "（此件公开发布）");
    assert!(!home.ok(&["letter", "show", &own]).contains("此件"));
    assert!(
        home.ok(&["letter", "proof", &own])
            .contains("（此件公开发布）")
    );
    for copy in ["a.docx", "b.txt", "b.docx"] {
        let gave = home.run(&["letter", "verify", copy]);
        assert_eq!(gave.code, 0, "{copy}: {} {}", gave.err, gave.out);
    }
}

#[test]
fn a_letter_is_sent_back_with_remarks_and_its_changes_are_shown() {
    let home = begun();
    let own = letter(&home, ITEM);
    home.ok(&["letter", "submit", &own]);
    assert_eq!(home.run(&["letter", "back", &own]).code, 2, "no reason");
    let nowhere = home.run(&["letter", "back", &own, "--remark", "没有的话=改"]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
    home.ok(&["letter", "back", &own, "--remark", "工作室9个=是10个"]);
    let remarks = home.json(&["letter", "remarks", &own, "--json"]);
    assert_eq!(remarks[0]["quote"], "工作室9个");
    let better = LETTER.replace("工作室9个", "工作室10个");
    home.file("l.txt", &better);
    home.ok(&["letter", "write", &own, "l.txt"]);
    let id = remarks[0]["id"].to_string();
    let settled = home.ok(&["letter", "remarks", &own, "--settle", &id]);
    assert!(settled.contains("已改"), "{settled}");
    let diff = home.ok(&["letter", "diff", &own]);
    assert!(diff.contains("现有工作室[-9-]{+10+}个。"), "{diff}");
    let json = &home.json(&["letter", "diff", &own, "--json"])[0];
    assert_eq!(json["change"], "reworded");
    assert_eq!(home.run(&["letter", "diff", &own, "--from", "99"]).code, 3);
    let authors = home.json(&["letter", "authors", &own, "--json"]);
    assert!(authors.iter().any(|own| own["text"] == "现有工作室10个。"));
}

#[test]
fn errors_stop_a_letter_and_a_blank_for_the_number_does_not() {
    let home = begun();
    let own = letter(&home, ITEM);
    let wrong = LETTER.replace("现有工作室9个。", "现有工作室9个，其中省级4个、市级6个。");
    home.file("l.txt", wrong);
    home.ok(&["letter", "write", &own, "l.txt"]);
    let stopped = home.run(&["letter", "submit", &own]);
    assert_eq!(stopped.code, 4, "{}", stopped.err);
    assert!(stopped.err.contains("letter check"), "{}", stopped.err);
    assert!(home.json(&["letter", "log", &own, "--json"]).is_empty());
}

#[test]
fn undoing_a_signature_opens_the_letter_and_a_void_number_is_kept() {
    let home = begun();
    let own = letter(&home, ITEM);
    for step in ["submit", "submit", "sign"] {
        home.ok(&["letter", step, &own]);
    }
    assert_eq!(home.run(&["letter", "write", &own, "l.txt"]).code, 4);
    home.ok(&["proposal", "undo", ITEM]);
    assert_eq!(state(&home, ITEM), "reviewing");
    let shown = &home.json(&["letter", "show", &own, "--json"])[0];
    assert_eq!(shown["stage"], "reviewing");
    home.ok(&["letter", "sign", &own]);
    home.ok(&["letter", "number", &own]);
    assert_eq!(home.run(&["proposal", "undo", ITEM]).code, 4, "numbered");
    home.ok(&["letter", "void", &own, "--reason", "重复发文"]);
    let shown = &home.json(&["letter", "show", &own, "--json"])[0];
    assert_eq!(
        (&shown["stage"], shown["number"].is_null()),
        (&"signed".into(), true)
    );
    assert!(shown["text"].as_str().unwrap().contains("【序号】"));
    assert_eq!(state(&home, ITEM), "signed");
    home.ok(&["letter", "number", &own]);
    let series = home.ok(&["letter", "series"]);
    assert!(series.contains("作废（重复发文）"), "{series}");
    home.ok(&["doctor"]);
}

#[test]
fn a_copy_is_compared_with_what_is_kept() {
    let home = begun();
    let own = letter(&home, ITEM);
    for step in ["submit", "submit", "sign", "number"] {
        home.ok(&["letter", step, &own]);
    }
    home.ok(&["letter", "export", &own, "-o", "copy.txt"]);
    let same = home.run(&["letter", "verify", "copy.txt"]);
    assert_eq!(same.code, 0, "{}", same.err);
    for head in ["letter", "red", "bare"] {
        let args = ["letter", "export", &own, "--form", "docx", "--head", head];
        home.ok(&[&args[..], &["-o", "copy.docx", "--force"]].concat());
        let same = home.run(&["letter", "verify", "copy.docx"]);
        assert_eq!(same.code, 0, "{head}\n{}{}", same.out, same.err);
    }
    let text = std::fs::read_to_string(home.path("copy.txt")).unwrap();
    let changed = text.replace("9个", "90个");
    home.file("copy.txt", changed);
    let differs = home.run(&["letter", "verify", "copy.txt"]);
    assert_eq!(differs.code, 4);
    assert!(differs.out.contains("[-9-]{+90+}"), "{}", differs.out);
    home.file("other.txt", "别的文字。\n");
    assert_eq!(home.run(&["letter", "verify", "other.txt"]).code, 3);
    let of = home.run(&["letter", "verify", "other.txt", "--of", &own]);
    assert_eq!(of.code, 4);
    assert_eq!(home.run(&["letter", "verify", "没有.txt"]).code, 3);
}

#[test]
fn a_series_counted_elsewhere_takes_what_is_typed_and_no_doubles() {
    let home = begun();
    home.ok(&["proposal", "new", "--title", "另一件", "--number", OTHER]);
    let (first, second) = (letter(&home, ITEM), letter(&home, OTHER));
    home.ok(&["config", "unit.reply_numbers", "outside"]);
    for own in [&first, &second] {
        for step in ["submit", "submit", "sign"] {
            home.ok(&["letter", step, own]);
        }
    }
    assert_eq!(home.run(&["letter", "number", &first]).code, 2);
    let bad = home.run(&["letter", "number", &first, "--number", "某函〔2026〕3号"]);
    assert_eq!(bad.code, 2, "{}", bad.err);
    home.ok(&["letter", "number", &first, "--number", "12"]);
    let double = home.run(&["letter", "number", &second, "--number", "12"]);
    assert_eq!(double.code, 4, "{}", double.err);
    home.ok(&[
        "letter",
        "number",
        &second,
        "--number",
        "云区总工案复〔2026〕40号",
    ]);
    home.ok(&["doctor"]);
}

#[test]
fn sending_from_the_queue_takes_the_numbered_letter_along_and_undo_brings_both_back() {
    let home = begun();
    let own = letter(&home, ITEM);
    for step in ["submit", "submit", "sign", "number"] {
        home.ok(&["letter", step, &own]);
    }
    let stage = |home: &Home| {
        let shown = home.json(&["letter", "show", &own, "--json"]);
        shown[0]["stage"].as_str().unwrap_or_default().to_owned()
    };
    home.ok(&["proposal", "deliver", ITEM, "--channel", "post"]);
    assert_eq!((&*stage(&home), &*state(&home, ITEM)), ("sent", "answered"));
    home.ok(&["proposal", "undo", ITEM]);
    assert_eq!(
        (&*stage(&home), &*state(&home, ITEM)),
        ("numbered", "numbered")
    );
    home.ok(&["letter", "send", &own]);
    home.ok(&["doctor"]);
}

#[test]
fn remarks_are_settled_on_the_letter_that_is_named_and_all_or_none() {
    let home = begun();
    let one = letter(&home, ITEM);
    let added = home.new_item(&["--title", "关于补贴的建议", "--number", OTHER]);
    assert_eq!(added.code, 0, "{}", added.err);
    let other = letter(&home, OTHER);
    for own in [&one, &other] {
        home.ok(&["letter", "submit", own]);
        home.ok(&[
            "letter",
            "back",
            own,
            "--remark",
            "9个=请核",
            "--remark",
            "专此=改",
        ]);
    }
    let ids = |own: &str| -> Vec<String> {
        let list = home.json(&["letter", "remarks", own, "--json"]);
        list.iter().map(|own| own["id"].to_string()).collect()
    };
    let open = |own: &str| {
        let list = home.json(&["letter", "remarks", own, "--json"]);
        list.iter()
            .filter(|own| own["settled_by"].is_null())
            .count()
    };
    let (own, theirs) = (ids(&one), ids(&other));
    let settle = |letter: &str, ids: &[&String]| {
        let mut args = vec!["letter", "remarks", letter];
        for id in ids {
            args.extend(["--settle", id.as_str()]);
        }
        home.run(&args).code
    };
    assert_eq!(settle("letter:99", &[&own[0]]), 3, "no such letter");
    assert_eq!(settle(&one, &[&theirs[0]]), 3, "a remark on another letter");
    assert_eq!(settle(&one, &[&own[0], &theirs[0]]), 3, "all or none");
    assert_eq!((open(&one), open(&other)), (2, 2));
    assert_eq!(settle(&one, &[&own[0], &own[1]]), 0);
    assert_eq!((open(&one), open(&other)), (0, 2));
}

#[test]
fn promises_that_never_reached_the_queue_reach_it_when_they_are_kept_again() {
    let home = begun();
    let own = letter(&home, ITEM);
    for step in ["submit", "submit", "sign", "number", "send"] {
        home.ok(&["letter", step, &own]);
    }
    // As a program left it that was killed between keeping them and telling the queue.
    let mut store = SqliteStore::open(&home.path(".local/share/anfu/anfu.db")).unwrap();
    let promise = LetterPromise {
        text: "新的实训基地将于2027年6月底前建成。".into(),
        due: "2027-06-30".parse().unwrap(),
    };
    store
        .save_letter_promises(LetterId(1), &[promise], None)
        .unwrap();
    drop(store);
    let due = || {
        let all = home.run(&["report", "promises", "--json"]).out;
        all.lines().filter(|own| own.contains("2027-06-30")).count()
    };
    assert_eq!(due(), 0);
    for _ in 0..2 {
        home.ok(&["letter", "promises", &own, "--keep", "all"]);
        assert_eq!(due(), 1, "once, however often they are kept");
    }
    home.ok(&["doctor"]);
}

#[test]
fn a_series_ends_where_no_serial_can_be() {
    let home = begun();
    for (after, code) in [
        ("4294967294", 4),
        ("99999999999", 4),
        ("99999", 4),
        ("99998", 0),
    ] {
        let gave = home.run(&["letter", "series", "--after", after]);
        assert_eq!(gave.code, code, "{after}: {}", gave.err);
    }
    let own = letter(&home, ITEM);
    for step in ["submit", "submit", "sign", "number"] {
        home.ok(&["letter", step, &own]);
    }
    assert!(
        home.ok(&["letter", "show", &own])
            .contains("〔2026〕99999号")
    );
    let added = home.new_item(&["--title", "关于补贴的建议", "--number", OTHER]);
    assert_eq!(added.code, 0, "{}", added.err);
    let next = letter(&home, OTHER);
    for step in ["submit", "submit", "sign"] {
        home.ok(&["letter", step, &next]);
    }
    let full = home.run(&["letter", "number", &next]);
    assert_eq!(full.code, 4, "{}", full.err);
    assert!(full.err.contains("99999"), "{}", full.err);
}
