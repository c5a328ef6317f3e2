//! Kinds of letters, their templates, profiles and slips through the real binary.

use std::fs;

use super::home::Home;

/// An office with an answered item of two signers.
fn answered() -> Home {
    let home = Home::with_item();
    home.ok(&["config", "unit.full_name", "云桥区总工会"]);
    home.ok(&["config", "unit.reply_series", "云区总工案复"]);
    home.ok(&["proposal", "assign", "037", "2026-08-24"]);
    home.ok(&["proposal", "accept", "037", "--on", "2026-08-25"]);
    home
}

fn text(home: &Home, kind: &str) -> String {
    let made = home.json(&["letter", "new", "037", "--kind", kind, "--json"]);
    made[0]["text"].as_str().unwrap().to_owned()
}

#[test]
fn every_kind_of_letter_is_begun_with_what_is_known() {
    let home = answered();
    for (kind, title) in [
        ("lead_reply", "第037号建议的答复"),
        ("分办答复", "第037号建议的分办答复"),
        ("co_opinion", "第037号建议的协办意见"),
        ("return_letter", "第037号建议承办单位的函"),
        ("extension_request", "第037号建议的函"),
        ("再答复", "第037号建议的再答复"),
    ] {
        let text = text(&home, kind);
        assert!(text.contains(title), "{kind}\n{text}");
        assert!(text.contains("区第十五届人大一次会议"), "{text}");
        assert!(text.contains("云区总工案复〔2026〕【序号】号") || kind == "co_opinion");
    }
    let gave = home.run(&["letter", "new", "037", "--kind", "x"]);
    assert_eq!(gave.code, 2, "{}", gave.err);
    assert!(gave.err.contains("follow_up_reply"), "{}", gave.err);
}

#[test]
fn a_follow_up_is_begun_from_what_was_promised() {
    let home = answered();
    home.ok(&["proposal", "deliver", "037", "--on", "2026-09-18"]);
    let events = [
        &[
            "rate",
            "037",
            "--result",
            "基本满意",
            "--evidence",
            "回执",
            "--of",
            "林小满",
        ][..],
        &[
            "record",
            "037",
            "followed_up",
            "--set",
            "until=2026-12-31",
            "--set",
            "remark=增设两个实训点",
        ],
    ];
    for args in events {
        home.ok(&[&["proposal"], args].concat());
    }
    let made = home.json(&["letter", "new", "037", "--json"]).remove(0);
    assert_eq!(made["kind"], "follow_up_reply");
    let text = made["text"].as_str().unwrap();
    assert!(
        text.contains("我们已以2026年9月18日的答复作了答复"),
        "{text}"
    );
    assert!(text.contains("其中“增设两个实训点”一项"), "{text}");
}

#[test]
fn each_signer_gets_a_slip_in_a_file_and_no_file_is_written_over() {
    let home = answered();
    let folder = home.path("表");
    let folder = folder.to_str().unwrap();
    let out = home.ok(&["letter", "slip", "037", "-o", folder]);
    assert_eq!(out.lines().count(), 2, "{out}");
    let first = fs::read_to_string(home.path("表/037-征询意见表-1-林小满.txt")).unwrap();
    assert!(first.contains("代表姓名：林小满"), "{first}");
    assert!(first.contains("□满意　□基本满意　□不满意"), "{first}");
    let again = home.run(&["letter", "slip", "037", "-o", folder]);
    assert_eq!(again.code, 4, "{}", again.err);
    assert!(again.err.contains("--force"), "{}", again.err);
    home.ok(&["letter", "slip", "037", "-o", folder, "--force"]);
    let all = home.json(&["letter", "slip", "037", "--all", "--json"]);
    assert_eq!(all[1]["proposer"], "周知行");
    assert!(!all[1]["text"].as_str().unwrap().contains("00000001234"));
    assert_eq!(home.run(&["letter", "slip", "999"]).code, 3);
}

#[test]
fn own_templates_and_profiles_lie_on_top_and_faults_are_listed_with_their_lines() {
    let home = answered();
    let folder = home.path(".config/anfu/letters");
    fs::create_dir_all(&folder).unwrap();
    let shown = home.ok(&["letter", "templates", "show", "standard"]);
    assert!(shown.contains("[salutation]"), "{shown}");
    // What is shown is a file: saved under an id of one's own it is read back.
    let ours = shown.replace("id = \"standard\"", "id = \"ours\"");
    fs::write(
        folder.join("ours.toml"),
        ours.replace("respect = ''", "respect = '敬爱的'"),
    )
    .unwrap();
    home.ok(&["letter", "templates", "check"]);
    home.ok(&["config", "unit.profile", "ours"]);
    assert!(text(&home, "lead_reply").contains("敬爱的林小满代表、周知行代表："));
    let listed = home.json(&["letter", "templates", "list", "--json"]);
    assert!(
        listed
            .iter()
            .any(|own| own["id"] == "ours" && !own["file"].is_null())
    );

    let bad = "kind = 'co_opinion'\nname = '坏'\ntext = '''\n甲\n{乙}'''\nx = 1\n";
    fs::write(folder.join("bad.toml"), bad).unwrap();
    let gave = home.run(&["letter", "templates", "check"]);
    assert_eq!(gave.code, 4, "{}", gave.err);
    assert!(gave.out.contains("bad.toml:5  text"), "{}", gave.out);
    assert!(gave.out.contains("bad.toml:6  x"), "{}", gave.out);
    assert!(
        text(&home, "co_opinion").contains("协办意见如下："),
        "the shipped one stays"
    );
    let gave = home.run(&["letter", "templates", "show", "standart"]);
    assert_eq!(gave.code, 3);
    assert!(gave.err.contains("standard"), "{}", gave.err);
    assert_eq!(home.run(&["config", "unit.profile", "nowhere"]).code, 2);
}
