//! Kinds of letters, their templates, profiles and slips through the real binary.

use std::fs;

use anfu::{
    app::{Effect, effect::Which},
    domain::{
        letter::{LetterKind, LetterStage, LetterText},
        proposal::{Ask, Item, Proposer, ProposerKind},
        sitting::{Kind, Level, Sitting},
        span::What,
    },
};

use super::{home::Home, world::world};

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
        assert!(text.contains("区第十五届人大二次会议"), "{text}");
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

#[test]
fn open_asks_are_listed_until_words_stand_under_their_headings() {
    let home = answered();
    home.ok(&["proposal", "set", "037", "asks=扩大学徒名额\n办好技能比赛"]);
    let made = home.json(&["letter", "new", "037", "--json"]).remove(0);
    let stand = |home: &Home| -> Vec<bool> {
        let rows = home.json(&["letter", "asks", "037", "--json"]);
        rows.iter().map(|own| own["answered"] == true).collect()
    };
    assert_eq!(stand(&home), [false, false]);
    let text = made["text"].as_str().unwrap();
    let heading = "二、关于“办好技能比赛”的问题\n";
    let file = home.file(
        "稿.txt",
        text.replace(heading, &format!("{heading}今年办两场。\n")),
    );
    home.ok(&["letter", "write", "037", &file]);
    assert_eq!(stand(&home), [false, true]);
    assert!(home.ok(&["letter", "asks", "037"]).contains("未答"));
    assert_eq!(home.ok(&["letter", "lifted", "037"]), "");
}

#[test]
fn slips_are_written_from_the_desk_into_a_folder() {
    let mut world = world();
    world
        .office
        .add_item(&item(2, "关于学徒的建议"), &[])
        .unwrap();
    world.reload();
    world
        .keys("F")
        .seeing("征询意见表存入哪个文件夹")
        .keys("<esc>");
    let folder = world.folder.path().join("表");
    let path = folder.to_string_lossy().into_owned();
    let id = world.model.queue.current().unwrap().row.id;
    world.perform(vec![Effect::WriteSlips(id, path.clone())]);
    world.shows("表");
    assert!(folder.join("002-征询意见表-1-林小满.txt").exists());
    world.perform(vec![Effect::WriteSlips(id, path)]);
    world.shows("不成");
}

#[test]
fn letters_with_errors_are_not_among_those_written_at_once() {
    let mut world = world();
    let mut ids = Vec::new();
    for number in [2, 3] {
        let id = world.office.add_item(&item(number, "关于学徒的建议"), &[]);
        let id = id.unwrap();
        world
            .office
            .start_letter(id, Some(LetterKind::LeadReply))
            .unwrap();
        ids.push(id);
    }
    world.reload();
    world.keys("O").seeing("导出函到文件夹").keys("<esc>");
    let folder = world.folder.path().join("函");
    let path = folder.join("*.txt").to_string_lossy().into_owned();
    let order = || Effect::PlanExport(Which::OfItems(ids.clone()), path.clone());
    world.perform(vec![order()]);
    // Both are as begun, full of blanks: each is named, and neither is written.
    world.shows("没有导出的");
    world.shows("查出");
    world.shows("已导出 0 份，共 2 份");
    let files = || fs::read_dir(&folder).unwrap().count();
    assert_eq!(files(), 0);
    world.keys("<esc>");
    let wrong = folder.join("*.exe").to_string_lossy().into_owned();
    let which = Which::OfItems(ids.clone());
    world.perform(vec![Effect::PlanExport(which, wrong)]);
    world.shows("docx");
    assert_eq!(files(), 0);
}

/// An item of a year with a title and asks.
fn item(year_number: u32, title: &str) -> Item {
    let mut item = Item::blank(Sitting {
        place: Some("澄江市云桥区".into()),
        level: Some(Level::County),
        term: Some(15),
        session: Some(year_number as u16),
        ..Sitting::unknown(Kind::Suggestion)
    });
    item.number = Some(year_number);
    item.number_printed = Some(format!("{year_number:03}"));
    item.title = title.into();
    item.proposers = vec![Proposer::named("林小满", ProposerKind::Deputy)];
    item.asks = ["扩大学徒名额", "办好比赛"]
        .map(|text| Ask { text: text.into() })
        .to_vec();
    item
}

#[test]
fn opinions_and_earlier_answers_stand_beside_the_draft_and_are_lifted_with_their_origin() {
    let mut world = world();
    let office = &mut world.office;
    let (by, at) = (office.actor(), office.now());
    let title = "关于扩大青年技工学徒名额的建议";
    let old = office.add_item(&item(1, title), &[]).unwrap();
    let answer = LetterText {
        stage: LetterStage::Sent,
        number: Some("云区总工案复〔2025〕9号".into()),
        text: "关于某事的答复\n林小满代表：\n收悉，现答复如下：\n全区现有技师12名。\n此复\n某局\n2025年5月5日".into(),
        title: "旧答复".into(),
        ..LetterText::draft(LetterKind::LeadReply, Some(old))
    };
    let origin = office.store.add_letter(&answer, &by, at).unwrap();
    let new = office.add_item(&item(2, title), &[]).unwrap();
    let opinion = LetterText {
        stage: LetterStage::Imported,
        organ: Some("云桥区教育局".into()),
        text: "关于某事的协办意见\n云桥区总工会：\n学校可接学徒30名。".into(),
        ..LetterText::draft(LetterKind::CoOpinion, Some(new))
    };
    office.store.add_letter(&opinion, &by, at).unwrap();
    world.reload();
    world.keys("#2<enter>").keys("e");
    world
        .seeing("诉求 2 已答 0")
        .keys("<c-b>")
        .seeing("第 1 / 共 2 协办意见 云桥区教育局")
        .keys("n")
        .seeing("云区总工案复〔2025〕9号 旧答复")
        .keys("j<enter>")
        .seeing("有 1 个数字待核")
        .keys("<esc>")
        .wait();
    world.seeing("待核 1 数");
    let letter = world.model.letter.open.as_ref().unwrap().id();
    let kept = world.office.store.letter(letter).unwrap().unwrap().value;
    assert!(
        kept.text.contains("我们会同云桥区教育局对所提内容"),
        "{}",
        kept.text
    );
    assert!(kept.text.contains("全区现有技师12名。"), "{}", kept.text);
    let lifts = world.office.store.lifts_of(letter).unwrap();
    assert_eq!(
        (lifts[0].lift.origin, lifts[0].lift.paragraph),
        (Some(origin), 3)
    );
    let whats: Vec<What> = kept.spans.iter().map(|own| own.what).collect();
    assert!(whats.contains(&What::Lifted(lifts[0].id)), "{whats:?}");
    assert!(
        whats.contains(&What::Ask(1)),
        "headings are linked to their asks"
    );
    world.keys("<c-o><c-o>").hides("待核");
    let lifts = world.office.store.lifts_of(letter).unwrap();
    assert_eq!(lifts[0].lift.confirmed, ["12名"]);
}
