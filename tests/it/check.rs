//! `letter check` through the real binary: files, standard input, letters of the store.

use super::home::{Home, lines, zh};

const WRONG: &str = "共有工作室9家，其中国家级3家、省级7家。\n截止2025年底，完成了。\n";

#[test]
fn a_file_is_checked_without_a_store() {
    let home = Home::new();
    let file = home.file("函.txt", WRONG);
    let gave = home.run(&["letter", "check", &file, "--json"]);
    assert_eq!(gave.code, 4, "{}", gave.err);
    let found = lines(&gave.out);
    assert_eq!(found[0]["id"], "sums");
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["span"]["start"], 5);
    assert_eq!(found[0]["span"]["end"], 20);
    assert_eq!(found[0]["rule"], "各项相加为10家，与总数9家不符");
    assert_eq!(found[0]["fix"], serde_json::Value::Null);
    assert_eq!(found[1]["id"], "confused");
    assert_eq!(found[1]["fix"], "截至");
    assert!(!home.path(".local").exists());
    let text = home.run(&["letter", "check", &file]);
    let first = text.out.lines().next().unwrap();
    assert_eq!(
        first,
        "1:6  错误  各项相加为10家，与总数9家不符  “9家，其中国家级3家、省级7家”"
    );
    assert!(text.err.contains("错误 1 处，提醒 1 处"), "{}", text.err);
}

#[test]
fn warnings_alone_are_no_refusal() {
    let home = Home::new();
    let gave = home.run_with(&["letter", "check", "-"], "关于关于培训。\n".as_bytes());
    assert_eq!(gave.code, 0, "{}", gave.err);
    assert!(
        gave.out.starts_with("1:1  提醒  “关于”重复"),
        "{}",
        gave.out
    );
    let nothing = home.run_with(&["letter", "check", "-", "--json"], b"");
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""));
    assert!(nothing.err.is_empty());
    let fine = home.run_with(&["letter", "check", "-"], "一切都好。\n".as_bytes());
    assert!(fine.err.contains(zh("cli.check.nothing")), "{}", fine.err);
}

#[test]
fn any_encoding_and_a_missing_file() {
    let home = Home::new();
    let (gbk, _, _) = encoding_rs::GBK.encode(WRONG);
    let file = home.file("函.txt", gbk);
    let found = lines(&home.run(&["letter", "check", &file, "--json"]).out);
    assert_eq!(found[0]["span"]["start"], 5);
    let marks = home.file(
        "网.txt",
        "<html><body><p>共9家，其中省级10家。</p></body></html>",
    );
    let found = lines(&home.run(&["letter", "check", &marks, "--json"]).out);
    assert!(found.iter().any(|own| own["id"] == "sums"));
    assert!(found.iter().any(|own| own["id"] == "leftovers"));
    assert_eq!(home.run(&["letter", "check", "没有.txt"]).code, 3);
    assert_eq!(home.run(&["letter", "check", "037"]).code, 3);
}

#[test]
fn a_word_file_is_checked_by_its_text() {
    let home = Home::new();
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/good/21_answer.docx"
    );
    let gave = home.run(&["letter", "check", file, "--json"]);
    assert!(matches!(gave.code, 0 | 4), "{}", gave.err);
    lines(&gave.out);
}

#[test]
fn a_letter_of_the_store_is_compared_with_its_item() {
    let home = Home::with_item();
    home.ok(&["proposal", "assign", "037", "2026-08-24"]);
    home.ok(&["letter", "new", "037"]);
    let shown = home.ok(&["letter", "show", "037"]);
    let blank = home.run(&["letter", "check", "037", "--json"]);
    // A draft that has just begun has blanks, and blanks stand against signing.
    assert_eq!(blank.code, 4, "{}", blank.out);
    assert!(lines(&blank.out).iter().any(|own| own["id"] == "blanks"));
    let other = home.file("改.txt", shown.replace("037", "038"));
    home.ok(&["letter", "write", "037", &other]);
    let found = lines(&home.run(&["letter", "check", "037", "--json"]).out);
    assert!(found.iter().any(|own| own["id"] == "queue"), "{found:?}");
}

#[test]
fn a_finding_is_overridden_by_name_and_taken_back() {
    let home = Home::with_item();
    home.ok(&["letter", "new", "037"]);
    let file = home.file("改.txt", "共有工作室9家，其中国家级3家、省级7家。\n");
    home.ok(&["letter", "write", "037", &file]);
    let check = || home.run(&["letter", "check", "037", "--json"]);
    assert_eq!(check().code, 4);
    assert_eq!(
        lines(&check().out)[0]["overridden"],
        serde_json::Value::Null
    );
    let waive = |more: &[&str]| {
        let mut words = vec!["letter", "override", "037"];
        words.extend(more);
        home.run(&words)
    };
    assert_eq!(waive(&["sums"]).code, 2);
    assert_eq!(waive(&["sumz", "--reason", "另有口径"]).code, 2);
    assert_eq!(waive(&["percent", "--reason", "另有口径"]).code, 3);
    assert_eq!(
        waive(&["sums", "--words", "八家", "--reason", "一"]).code,
        3
    );
    let done = waive(&["sums", "--reason", "含一家\u{1b}[31m待命名"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let found = lines(&check().out);
    let sums = found.iter().find(|own| own["id"] == "sums").unwrap();
    assert!(
        sums["overridden"]["reason"]
            .as_str()
            .unwrap()
            .contains("待命名")
    );
    assert!(!check().out.contains('\u{1b}'));
    let others = found
        .iter()
        .any(|own| own["severity"] == "error" && own["id"] != "sums");
    assert_eq!(check().code, if others { 4 } else { 0 });
    let text = home.run(&["letter", "check", "037"]);
    assert!(text.out.contains("已放行"), "{}", text.out);
    assert_eq!(waive(&["sums", "--take-back"]).code, 0);
    assert_eq!(check().code, 4);
    assert_eq!(waive(&["sums", "--take-back"]).code, 3);
}

#[test]
fn a_letter_is_checked_while_it_is_written() {
    use anfu::app::{
        Msg,
        msg::{EditKey, Extend},
    };
    let mut world = super::world::demo((80, 24));
    world.keys("e");
    let sums = |world: &super::world::World| {
        let open = world.model.letter.open.as_ref().unwrap();
        let list = open.found.list.iter();
        let own = list.filter(|own| own.judged.finding.id == "sums");
        own.map(|own| own.judged.waived.is_some())
            .collect::<Vec<_>>()
    };
    world.send(Msg::Edit(EditKey::Bottom, Extend::No));
    world.send(Msg::Paste("共有工作室9家，其中国家级3家、省级7家。".into()));
    // Not on the key path: when typing rests.
    assert!(sums(&world).is_empty());
    world.wait();
    assert_eq!(sums(&world), [false]);
    world.send(Msg::Edit(EditKey::Home, Extend::No));
    world.keys("<f8>").shows("9家，其中国家级3家、省级7家");
    world.keys("<s-f9>").send(Msg::Text("含一家待命名".into()));
    world.keys("<enter>").shows("含一家待命名");
    assert_eq!(sums(&world), [true]);
    world.keys("~");
    assert_eq!(sums(&world), [false]);
    world.keys("<esc>");
}

#[test]
fn an_empty_file_and_a_word_that_is_nothing_are_said_so() {
    let home = Home::with_item();
    let empty = home.file("空.txt", String::new());
    let gave = home.run(&["letter", "check", &empty]);
    assert_ne!(gave.code, 0);
    assert!(gave.err.contains("文件是空的"), "{}", gave.err);
    let gave = home.run(&["letter", "check", "答复", "--lang", "en"]);
    assert!(
        gave.err.contains("nor is there a file called “答复”"),
        "{}",
        gave.err
    );
}
