//! Letting a letter out, by the real binary: errors stop it, a draft says that it is one, what is
//! published says nothing private; and what the desk does to paragraphs.

use std::{fs, io::Read};

use anfu::{
    app::{
        Effect, Msg,
        effect::Copy,
        review::{StepAct, Wish},
    },
    domain::id::{LetterId, Version},
    lang::Lang,
    run::{clock::Clock, office::Office, perform::Setting},
    store::sqlite::SqliteStore,
};

use super::{home::Home, world::today};

/// An office with a letter on two asks, whose text is given.
fn with(text: &str) -> Home {
    let home = Home::with_item();
    home.ok(&["config", "unit.full_name", "云桥区总工会"]);
    home.ok(&["proposal", "set", "37", "asks=扩大学徒名额\n提高补贴"]);
    home.ok(&["proposal", "accept", "37"]);
    home.ok(&["letter", "new", "37"]);
    write(&home, text);
    home
}

fn write(home: &Home, text: &str) {
    let file = home.file("函.txt", text);
    home.ok(&["letter", "write", "37", &file]);
}

/// What answers both asks.
const BODY: &str = "一、关于“扩大学徒名额”的问题\n已经扩大。\n二、关于“提高补贴”的问题\n明年提高。\n附件：征询意见表";

fn letter(body: &str) -> String {
    format!(
        "关于区第十五届人大二次会议\n第037号建议的答复\n\n林小满代表、周知行代表：\n\
         你们提出的建议收悉，现答复如下：\n{body}\n感谢你们的关心和支持。\n\n云桥区总工会\n2026年11月20日\n"
    )
}

/// The words of a .docx.
fn words(home: &Home, name: &str) -> String {
    let bytes = fs::read(home.path(name)).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn errors_stop_an_export_until_they_are_corrected_or_overridden() {
    let home = with(&letter("现有基地9家，其中省级5家、区级6家。"));
    for form in ["txt", "md", "docx"] {
        let name = format!("答复.{form}");
        let gave = home.run(&["letter", "export", "37", "-o", &name]);
        assert_eq!(gave.code, 4, "{}", gave.err);
        assert!(gave.err.contains("9家，其中省级5家"), "{}", gave.err);
        assert!(gave.err.contains("--draft"), "{}", gave.err);
        assert!(!home.path(&name).exists());
    }
    let many = [
        "letter", "export", "--all-of", "", "--to", "夹", "--form", "txt",
    ];
    let gave = home.run(&many);
    assert_eq!(gave.code, 4, "{}", gave.err);
    assert_eq!(fs::read_dir(home.path("夹")).unwrap().count(), 0);
    // A draft may be talked over, and says what it is.
    home.ok(&["letter", "export", "37", "--draft", "-o", "稿.txt"]);
    let text = fs::read_to_string(home.path("稿.txt")).unwrap();
    assert!(text.starts_with("【草稿】\n"), "{text}");
    home.ok(&["letter", "export", "37", "--draft", "-o", "稿.docx"]);
    assert!(words(&home, "稿.docx").contains("草稿"));
    home.ok(&["letter", "override", "37", "sums", "--reason", "口径不同"]);
    home.ok(&["letter", "export", "37", "-o", "答复.txt"]);
    let text = fs::read_to_string(home.path("答复.txt")).unwrap();
    assert!(!text.contains("草稿"), "{text}");
    home.ok(&many);
    assert_eq!(fs::read_dir(home.path("夹")).unwrap().count(), 1);
}

#[test]
fn what_is_published_is_decided_and_says_nothing_private() {
    let home = with(&letter(
        "已电话联系00000001234的机主。\n补贴汇入6200000000000005。",
    ));
    let refused = home.run(&["letter", "export", "37", "--public"]);
    assert_eq!(refused.code, 4, "{}", refused.err);
    let no_reason = home.run(&["letter", "publish", "37", "--no"]);
    assert_eq!(no_reason.code, 2, "{}", no_reason.err);
    let held = [
        "letter",
        "publish",
        "37",
        "--no",
        "--reason",
        "涉及隐私",
        "--json",
    ];
    let held = home.json(&held).remove(0);
    assert_eq!(held["publishing"]["publicity"], "withheld");
    assert_eq!(held["publishing"]["reason"], "涉及隐私");
    assert!(home.ok(&["letter", "list"]).contains("不予公开"));
    let open = home.run(&["letter", "publish", "37"]);
    assert_eq!(open.code, 0, "{}", open.err);
    assert!(open.err.contains("6200000000000005"), "{}", open.err);
    assert_eq!(
        home.json(&["letter", "list", "--json"])[0]["publicity"],
        "open"
    );
    let shown = home.json(&["letter", "show", "37", "--json"]).remove(0);
    assert_eq!(shown["publishing"]["publicity"], "open");
    // The card stops it; the proposer's phone, overridden or not, is masked in the copy.
    let stopped = home.run(&["letter", "export", "37", "--public"]);
    assert_eq!(stopped.code, 4, "{}", stopped.err);
    write(&home, &letter("已电话联系00000001234的机主。"));
    home.ok(&[
        "letter",
        "override",
        "37",
        "private",
        "--reason",
        "本人同意",
    ]);
    let copy = home.run(&["letter", "export", "37", "--public"]);
    assert_eq!(copy.code, 0, "{}", copy.err);
    assert!(copy.out.contains("联系000******34的机主"), "{}", copy.out);
    assert!(home.ok(&["letter", "export", "37"]).contains("00000001234"));
    let file = home.file("稿.txt", "报名找周知行13000000000。");
    assert_eq!(home.run(&["letter", "check", &file]).code, 0);
    assert_eq!(home.run(&["letter", "check", &file, "--public"]).code, 4);
}

#[test]
fn the_profile_says_what_must_stand_and_what_stands_above() {
    let home = with(&letter(BODY));
    let found = home.json(&["letter", "check", "37", "--json"]);
    assert!(
        found.iter().all(|own| own["severity"] == "warning"),
        "{found:?}"
    );
    home.ok(&["config", "unit.profile", "class-beside"]);
    home.ok(&["config", "unit.contact_phone", "0000-0000"]);
    let found = home.run(&["letter", "check", "37", "--json"]);
    assert_eq!(found.code, 4, "{}", found.out);
    let found = super::home::lines(&found.out);
    let contact = |own: &&serde_json::Value| {
        own["id"] == "required" && own["fix"].to_string().contains("联系电话：")
    };
    let missing = found.iter().find(contact).unwrap();
    assert_eq!(missing["severity"], "error");
    assert!(
        missing["fix"]
            .as_str()
            .unwrap()
            .ends_with("联系电话：0000-0000"),
        "{found:?}"
    );
    write(&home, &format!("{}联系电话：0000-0000\n", letter(BODY)));
    home.ok(&["letter", "export", "37", "-o", "红.docx"]);
    assert!(words(&home, "红.docx").contains("云桥区总工会文件"));
    home.ok(&[
        "letter", "export", "37", "-o", "函.docx", "--head", "letter",
    ]);
    assert!(!words(&home, "函.docx").contains("文件"));
    assert!(
        home.ok(&["letter", "proof", "37"])
            .contains("云桥区总工会文件")
    );
}

#[test]
fn paragraphs_are_linked_and_lifted_from_the_command_line() {
    let home = with(&letter("今年扩大名额。\n\n明年提高补贴，每人300元。"));
    let asks = home.json(&["letter", "asks", "37", "--link", "2:8", "--json"]);
    assert_eq!(asks[1]["answered"], true);
    assert_eq!(asks[1]["paragraph"], 8);
    assert_eq!(asks[0]["answered"], false);
    for (typed, code) in [("2", 2), ("9:6", 3), ("1:99", 3), ("1:7", 4), ("1:0", 3)] {
        let gave = home.run(&["letter", "asks", "37", "--link", typed]);
        assert_eq!(gave.code, code, "{typed}: {}", gave.err);
    }
    let asks = home.json(&["letter", "asks", "37", "--unlink", "2", "--json"]);
    assert_eq!(asks[1]["answered"], false);
    assert_eq!(home.run(&["letter", "asks", "37", "--unlink", "2"]).code, 3);
    // From an earlier letter of another item.
    let added = home.new_item(&["--title", "关于补贴的建议", "--number", "38"]);
    assert_eq!(added.code, 0, "{}", added.err);
    home.ok(&["letter", "new", "38"]);
    let file = home.file("新.txt", "某某代表：\n正文。\n");
    home.ok(&["letter", "write", "38", &file]);
    let lift = ["letter", "lift", "38", "--from", "37", "--paragraph"];
    home.ok(&[&lift[..], &["8", "--after", "2"]].concat());
    let text = home.ok(&["letter", "show", "38"]);
    assert_eq!(text, "某某代表：\n正文。\n明年提高补贴，每人300元。\n");
    for (paragraph, after, code) in [("99", "2", 3), ("7", "2", 4), ("8", "99", 3)] {
        let gave = home.run(&[&lift[..], &[paragraph, "--after", after]].concat());
        assert_eq!(gave.code, code, "{}", gave.err);
    }
    let lifted = home.json(&["letter", "lifted", "38", "--json"]).remove(0);
    assert_eq!(lifted["stale"][0], "300元");
    let lifted = home.json(&["letter", "lifted", "38", "--confirm", "1", "--json"]);
    assert_eq!(lifted[0]["stale"], serde_json::json!([]));
    assert_eq!(
        home.run(&["letter", "lifted", "38", "--confirm", "2"]).code,
        3
    );
}

#[test]
fn slips_are_made_for_paper() {
    let home = with(&letter(BODY));
    let needs = home.run(&["letter", "slip", "37", "--form", "docx"]);
    assert_eq!(needs.code, 2, "{}", needs.err);
    let out = home.ok(&["letter", "slip", "37", "--form", "docx", "-o", "表"]);
    assert_eq!(out.lines().count(), 2, "{out}");
    let xml = words(&home, "表/037-征询意见表-2-周知行.docx");
    assert!(xml.contains("建议办理情况征询意见表"), "{xml}");
    assert!(xml.contains("代表姓名：周知行"), "{xml}");
    assert!(!xml.contains("00000001234"));
}

/// The phone of the item's first proposer, as [`Home::with_item`] has it.
const PHONE: &str = "00000001234";

/// A letter of an office with a series that says the phone of its proposer.
fn with_phone() -> Home {
    let home = with(&format!(
        "云区总工案复〔2026〕【序号】号\n{}",
        letter(&format!("{BODY}\n已电话联系{PHONE}的机主。"))
    ));
    home.ok(&["config", "unit.reply_series", "云区总工案复"]);
    home
}

/// Performs an order of the desk on the store of a home; the path is in the home.
fn perform(home: &Home, effect: impl FnOnce(String) -> Effect) -> Vec<Msg> {
    let store = SqliteStore::open(&home.path(".local/share/anfu/anfu.db")).unwrap();
    let mut office = Office::open(Box::new(store), Clock::Day(today()), "王敏".into()).unwrap();
    let setting = Setting {
        lang: Lang::Zh,
        inbox: None,
    };
    let path = home.path("037-公开.txt").to_string_lossy().into_owned();
    anfu::run::perform::perform(&mut office, &setting, effect(path)).messages
}

#[test]
fn what_is_not_for_the_public_is_said_before_its_errors_and_its_number() {
    let home = with_phone();
    let public = ["letter", "export", "37", "--public"];
    let undecided = home.run(&public);
    assert_eq!(undecided.code, 4);
    assert!(undecided.err.contains("还没有定"), "{}", undecided.err);
    home.ok(&["letter", "publish", "37", "--no", "--reason", "涉及隐私"]);
    let withheld = home.run(&public);
    assert!(withheld.err.contains("不能导出公开稿"), "{}", withheld.err);
    let messages = perform(&home, |path| Effect::ExportPublic(LetterId(1), path));
    assert!(matches!(&messages[..], [Msg::Failed(_)]), "{messages:?}");
}

#[test]
fn the_public_copy_masks_a_phone_that_nobody_overrode() {
    let home = with_phone();
    home.run(&["letter", "publish", "37"]);
    // The letter itself is stopped by it, its public copy is not; here its number alone is missing.
    let letter = home.run(&["letter", "export", "37"]);
    assert!(letter.err.contains(PHONE), "{}", letter.err);
    write(
        &home,
        &home.ok(&["letter", "show", "37"]).replace("【序号】", "7"),
    );
    let copy = home.run(&["letter", "export", "37", "--public"]);
    assert_eq!(copy.code, 0, "{}", copy.err);
    assert!(copy.out.contains("000******34的机主"), "{}", copy.out);
    assert_eq!(home.run(&["letter", "export", "37"]).code, 4);
    // Another error of the copy stops it, and no draft is offered for the public.
    let text = home
        .ok(&["letter", "show", "37"])
        .replace("明年提高。", "共有9家，其中省级10家。");
    write(&home, &text);
    let messages = perform(&home, |path| Effect::ExportPublic(LetterId(1), path));
    assert!(
        matches!(&messages[..], [Msg::ExportStopped(_, _, Copy::Public, found)] if found.len() == 1),
        "{messages:?}"
    );
}

#[test]
fn a_public_copy_that_waits_for_its_number_is_masked_when_it_has_one() {
    let home = with_phone();
    home.ok(&[
        "letter",
        "override",
        "37",
        "private",
        "--reason",
        "本人同意",
    ]);
    for step in ["submit", "submit", "sign"] {
        home.ok(&["letter", step, "37"]);
    }
    home.ok(&["letter", "publish", "37"]);
    let messages = perform(&home, |path| Effect::ExportPublic(LetterId(1), path));
    let [Msg::ExportUnnumbered(id, _, Copy::Public)] = messages[..] else {
        panic!("{messages:?}");
    };
    let seen = home.json(&["letter", "show", "37", "--json"]).remove(0);
    let seen = Version(seen["version"].as_i64().unwrap());
    let act = StepAct::plain(id, seen, Wish::Number);
    perform(&home, |path| {
        Effect::NumberAndExport(act, path, Copy::Public)
    });
    let copy = fs::read_to_string(home.path("037-公开.txt")).unwrap();
    assert!(copy.contains("〔2026〕1号"), "{copy}");
    assert!(
        copy.contains("000******34的机主") && !copy.contains(PHONE),
        "{copy}"
    );
}
