//! Rules and calendar through the real binary and at the desk: trying out, explaining, what moves.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use anfu::{app::Msg, lang::Lang};
use serde_json::Value;

use crate::world::{demo, world};

/// A home of its own.
struct Home(tempfile::TempDir);

struct Gave {
    code: i32,
    out: String,
    err: String,
}

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the program under test is a program"
    )]
    fn run(&self, args: &[&str]) -> Gave {
        let output: Output = Command::new(env!("CARGO_BIN_EXE_anfu"))
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("ANFU_TODAY", "2026-09-24")
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Gave {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> String {
        let gave = self.run(args);
        assert_eq!(gave.code, 0, "{args:?}\n{}", gave.err);
        gave.out
    }

    #[track_caller]
    fn json(&self, args: &[&str]) -> Vec<Value> {
        let out = self.ok(args);
        let lines = out.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.collect()
    }

    /// An item that was assigned and received on a day, under Zhejiang's rules.
    fn with_item(day: &str) -> Self {
        let home = Self::new();
        home.ok(&["config", "unit.rules", "zhejiang"]);
        home.ok(&[
            "proposal",
            "new",
            "--title",
            "关于增设夜校的建议",
            "--number",
            "037",
        ]);
        home.ok(&["proposal", "assign", "037", day]);
        home
    }
}

fn of<'a>(lines: &'a [Value], clock: &str) -> &'a Value {
    lines.iter().find(|line| line["clock"] == clock).unwrap()
}

#[test]
fn the_calculator_needs_no_store_and_shows_what_runs_and_what_waits() {
    let home = Home::new();
    let ask = [
        "deadline",
        "what-if",
        "--rules",
        "henan",
        "--kind",
        "suggestion",
        "--level",
        "province",
        "--role",
        "lead",
        "--assigned",
        "2026-09-25",
    ];
    let text = home.ok(&ask);
    assert!(text.contains("2026-10-15"), "{text}");
    assert!(
        text.contains("第十四条") && text.contains("2026-10-10"),
        "{text}"
    );
    let lines = home.json(&[&ask[..], &["--json"]].concat());
    let back = of(&lines, "return");
    assert_eq!(back["schema"], 1);
    assert_eq!(back["status"], "running");
    assert_eq!(back["due"], "2026-10-15");
    assert_eq!(
        (&back["unit"], &back["length"]),
        (&"working_days".into(), &10.into())
    );
    assert_eq!(back["start"]["event"], "assigned");
    assert_eq!(back["start"]["on"], "2026-09-25");
    assert_eq!(back["confirmed"], true);
    assert_eq!(back["steps"][0]["kind"], "started");
    let answer = of(&lines, "answer");
    assert_eq!(
        (&answer["status"], &answer["due"]),
        (&"waiting".into(), &Value::Null)
    );
    assert_eq!(answer["start"]["event"], "received");
    assert!(!home.0.path().join(".local").exists(), "nothing was made");
}

#[test]
fn the_calculator_puts_off_warns_and_knows_its_words() {
    let home = Home::new();
    let lines = home.json(&[
        "deadline",
        "what-if",
        "--rules",
        "shanghai",
        "--assigned",
        "2026-07-03",
        "--extended",
        "2027-02-01",
        "--json",
    ]);
    let answer = of(&lines, "answer");
    // three months from the 3rd, and three more from that end, not from where the holiday moved it
    assert_eq!(answer["furthest"], "2027-01-04");
    let warnings = answer["warnings"].to_string();
    assert!(
        warnings.contains("2027-01-03") && warnings.contains("2027 年"),
        "{warnings}"
    );
    let lines = home.json(&[
        "deadline",
        "what-if",
        "--rules",
        "shandong-township",
        "--closed",
        "2026-01-20",
        "--json",
    ]);
    assert_eq!(of(&lines, "answer")["due"], "2026-03-20");
    let lines = home.json(&[
        "deadline",
        "what-if",
        "--rules",
        "ningbo",
        "--role",
        "协办",
        "--received",
        "2026-08-24",
        "--json",
    ]);
    assert_eq!(of(&lines, "opinion")["due"], "2026-09-24");
    let lines = home.json(&[
        "deadline",
        "what-if",
        "--rules",
        "ningbo",
        "--received",
        "2026-08-24",
        "--json",
    ]);
    assert_eq!(of(&lines, "return")["confirmed"], false);
    for (args, says) in [
        (&["deadline", "what-if"][..], "--assigned"),
        (
            &[
                "deadline",
                "what-if",
                "--rules",
                "hennan",
                "--closed",
                "2026-01-20",
            ],
            "henan",
        ),
        (
            &[
                "deadline",
                "what-if",
                "--level",
                "street",
                "--closed",
                "2026-01-20",
            ],
            "township",
        ),
        (
            &["deadline", "what-if", "--closed", "2026-09-31"],
            "2026-09-31",
        ),
    ] {
        let gave = home.run(args);
        assert_eq!(gave.code, 2, "{args:?} {}", gave.err);
        assert!(gave.err.contains(says), "{}", gave.err);
    }
}

#[test]
fn the_calculator_says_what_no_rule_is_about_and_what_puts_nothing_off() {
    let home = Home::new();
    let what_if = ["deadline", "what-if", "--rules", "chongqing", "--assigned"];
    let none = [
        &what_if[..],
        &["2026-03-02", "--role", "co", "--kind", "cppcc"],
    ]
    .concat();
    let gave = home.run(&none);
    assert_eq!((gave.code, gave.out.as_str()), (0, ""));
    assert!(gave.err.contains("没有规定时限"), "{}", gave.err);
    let early = [&what_if[..], &["2026-03-02", "--extended", "2026-03-10"]].concat();
    let gave = home.run(&early);
    assert_eq!(gave.code, 0);
    assert!(gave.err.contains("2026-03-10 没有计入"), "{}", gave.err);
    let late = [&what_if[..], &["2026-03-02", "--extended", "2026-07-10"]].concat();
    assert_eq!(home.run(&late).err, "");
}

#[test]
fn a_faulty_pack_tells_its_base_and_its_name_too() {
    let home = Home::new();
    let text = "id = \"mine\"\nname = \"\"\nbase = \"zhejang\"\nlevel = \"towwn\"\n";
    let file = home.file("mine.toml", text);
    let gave = home.run(&["rules", "check", file.to_str().unwrap(), "--json"]);
    assert_eq!(gave.code, 4);
    let faults = gave.out.lines().map(|line| {
        let own: Value = serde_json::from_str(line).unwrap();
        (
            own["line"].as_u64().unwrap(),
            own["fault"].as_str().unwrap().to_owned(),
        )
    });
    let told: Vec<(u64, String)> = faults.collect();
    let want = [(2, "missing"), (3, "no_base"), (4, "no_code")];
    assert_eq!(told, want.map(|(line, fault)| (line, fault.to_owned())));
}

#[test]
fn an_item_explains_its_dates() {
    let home = Home::with_item("2026-08-24");
    // Zhejiang counts from receipt; `assign` is what is known of it.
    let text = home.ok(&["deadline", "explain", "037"]);
    assert!(text.contains("037"), "{text}");
    let lines = home.json(&["deadline", "explain", "037", "--json"]);
    let answer = of(&lines, "answer");
    assert_eq!(answer["length"], 3);
    assert!(answer["source"].as_str().unwrap().contains("第二十一条"));
    assert_eq!(home.run(&["deadline", "explain", "999"]).code, 3);
}

#[test]
fn packs_are_listed_explained_and_checked() {
    let home = Home::new();
    let ids: Vec<String> = home
        .json(&["rules", "list", "--json"])
        .iter()
        .map(|line| line["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 11);
    let lines = home.json(&["rules", "explain", "ningbo", "--json"]);
    let key = |key: &str| lines.iter().find(|line| line["key"] == key).unwrap();
    assert_eq!(key("return")["pack"], "zhejiang");
    assert_eq!(key("return")["confirmed"], false);
    assert_eq!(key("opinion")["pack"], "ningbo");
    assert_eq!(key("feedback")["confirmed"], false);
    assert!(
        lines
            .iter()
            .all(|line| line["key"] == "feedback" || line["source"] != "")
    );
    assert_eq!(home.run(&["rules", "explain", "atlantis"]).code, 3);
    assert_eq!(home.run(&["rules", "check"]).code, 0);
    let text = "id = 'own'\nname = '自定'\n[[answer]]\ndate = '09-31'\nmonths = 2\nstart = 'someday'\nsource = '甲'\n";
    home.file(".config/anfu/rules/own.toml", text);
    let gave = home.run(&["rules", "check"]);
    assert_eq!(gave.code, 4);
    assert!(
        gave.out.contains("09-31") && gave.out.contains("someday"),
        "{}",
        gave.out
    );
    assert!(gave.out.contains("own.toml:4"), "{}", gave.out);
    let gave = home.run(&["doctor"]);
    assert!(
        gave.code != 0 && gave.out.contains("own.toml"),
        "{}",
        gave.out
    );
    // The program goes on with the packs that ship.
    let gave = home.run(&["rules", "list"]);
    assert!(
        gave.code == 0 && gave.err.contains("rules check"),
        "{}",
        gave.err
    );
}

#[test]
fn a_pack_of_ones_own_can_be_chosen() {
    let home = Home::new();
    let text = "id = 'own'\nname = '自定'\n[[answer]]\ndate = '06-30'\nstart = 'assigned'\nsource = '督查室'\n";
    home.file(".config/anfu/rules/own.toml", text);
    assert_eq!(home.run(&["config", "unit.rules", "nothing"]).code, 2);
    home.ok(&["config", "unit.rules", "own"]);
    let lines = home.json(&["deadline", "what-if", "--assigned", "2026-03-10", "--json"]);
    let answer = of(&lines, "answer");
    assert_eq!(
        (&answer["due"], &answer["unit"]),
        (&"2026-06-30".into(), &"date".into())
    );
}

const YEAR: &str = "date,kind\n2027-01-01,free\n2027-02-05,free\n2027-02-20,working\n";

#[test]
fn a_year_shows_what_moves_and_moves_it_when_told() {
    let home = Home::new();
    home.ok(&["config", "unit.rules", "national"]);
    home.ok(&["proposal", "new", "--title", "甲", "--number", "037"]);
    home.ok(&["proposal", "assign", "037", "2026-11-05"]);
    let due = || {
        of(
            &home.json(&["deadline", "explain", "037", "--json"]),
            "answer",
        )["due"]
            .clone()
    };
    assert_eq!(due(), "2027-02-05");
    let year = home.file("2027.csv", YEAR);
    let year = year.to_str().unwrap();
    let moves = home.json(&["calendar", "import", year, "--json"]);
    assert_eq!(moves.len(), 1);
    assert_eq!(
        (&moves[0]["from"], &moves[0]["to"]),
        (&"2027-02-05".into(), &"2027-02-08".into())
    );
    assert_eq!(due(), "2027-02-05", "nothing was written");
    let gave = home.run(&["calendar", "import", year, "--yes"]);
    assert_eq!(gave.code, 0, "{}", gave.err);
    assert!(
        gave.out.contains("2027-02-05 -> 2027-02-08"),
        "{}",
        gave.out
    );
    assert_eq!(due(), "2027-02-08");
    let list = home.json(&["proposal", "list", "--json"]);
    assert!(list[0].to_string().contains("2027-02-08"), "{}", list[0]);
    assert_eq!(home.run(&["doctor"]).code, 0);
    assert!(home.ok(&["calendar", "list"]).contains("2027"));
    assert!(
        home.ok(&["calendar", "show", "2027"])
            .contains("2027-02-20")
    );
    assert_eq!(home.run(&["calendar", "show", "2031"]).code, 3);
    let bad = home.file("bad.csv", "2028-09-31,free\n2028-01-05,working\n");
    let gave = home.run(&["calendar", "import", bad.to_str().unwrap(), "--yes"]);
    assert_eq!(gave.code, 4);
    assert!(
        gave.err.contains("bad.csv:1") && gave.err.contains("bad.csv:2"),
        "{}",
        gave.err
    );
}

#[test]
fn changed_rules_are_said_shown_and_applied() {
    let home = Home::new();
    home.ok(&["config", "unit.rules", "national"]);
    home.ok(&["proposal", "new", "--title", "甲", "--number", "037"]);
    home.ok(&["proposal", "assign", "037", "2026-08-24"]);
    assert_eq!(home.run(&["doctor"]).code, 0);
    let text = "id = 'national'\nname = '全国'\n[[answer]]\nmonths = 2\nstart = 'assigned'\nsource = '本地'\n";
    home.file(".config/anfu/rules/national.toml", text);
    let gave = home.run(&["doctor"]);
    assert!(
        gave.code != 0 && gave.out.contains("rules apply"),
        "{}",
        gave.out
    );
    let moves = home.json(&["rules", "apply", "--json"]);
    assert_eq!(
        (&moves[0]["from"], &moves[0]["to"]),
        (&"2026-11-24".into(), &"2026-10-26".into())
    );
    home.ok(&["rules", "apply", "--yes"]);
    assert_eq!(home.run(&["doctor"]).code, 0);
    assert!(home.json(&["rules", "apply", "--json"]).is_empty());
}

#[test]
fn the_life_cycle_is_drawn_in_words_data_and_dots() {
    let home = Home::new();
    let text = home.ok(&["states"]);
    assert!(text.contains("--签收--> 已签收"), "{text}");
    let lines = home.json(&["states", "--json"]);
    assert_eq!(lines.iter().filter(|line| line["end"] == true).count(), 5);
    let dot = home.ok(&["states", "--dot"]);
    assert!(dot.starts_with("digraph") && dot.contains("awaiting_acceptance -> accepted"));
}

#[test]
fn the_desk_tries_a_case_out() {
    for size in [(80, 24), (132, 40)] {
        let mut world = demo(size);
        world.keys("W").shows("2026-11-22");
        world.keys("<c-s>");
        world
            .shows(Lang::Zh.say("clock.opinion"))
            .shows("2027-01-22");
        // Back in the form another question can be asked.
        world.keys("<esc>");
        assert_eq!(world.model.overlays.len(), 1);
        world.keys("<esc>");
        assert!(world.model.overlays.is_empty());
    }
    let mut world = world();
    world.keys("W<c-s>").shows("全国");
}

#[test]
fn the_desk_shows_what_moves_before_it_moves() {
    let mut world = demo((80, 24));
    let before = world.office.moves(None).unwrap();
    assert_eq!(before, [], "a demo is computed by the rules it has");
    // A plain weekday on which something is due becomes free.
    let mut due = None;
    world
        .office
        .store
        .each_open_item(&mut |item| {
            let day = item.row.projection.due.map(|(day, _)| day);
            due = due.or(day.filter(|day| day.to_string().starts_with("2027")));
        })
        .unwrap();
    let due = due.expect("something is due next year").to_string();
    let path = world.folder.path().join("2027.csv");
    fs::write(&path, format!("{due},free\n")).unwrap();
    world.send(Msg::Do(anfu::app::Action::Calendar));
    world.send(Msg::Text(path.to_str().unwrap().into()));
    world
        .keys("<enter>")
        .shows("2027")
        .shows(&format!("{due} -> "));
    world.keys("<esc>");
    assert!(world.office.store.calendar_years().unwrap().is_empty());
    world.send(Msg::Do(anfu::app::Action::Calendar));
    world.send(Msg::Text(path.to_str().unwrap().into()));
    world.keys("<enter><enter>");
    assert_eq!(world.office.store.calendar_years().unwrap().len(), 1);
    assert!(!world.office.basis_differs().unwrap());
    assert!(!world.model.rules.calendar.is_working(due.parse().unwrap()));
    // The other rules of another pack are said at once, shown, and applied when told.
    world.send(Msg::Do(anfu::app::Action::ApplyRules));
    world.keys("<enter>");
    assert_eq!(world.office.moves(None).unwrap(), []);
}

#[test]
fn what_is_computed_anew_is_what_each_item_computes() {
    let mut world = demo((80, 24));
    let other = anfu::rules::pack_of(Some("chongqing"));
    world.office.rules.pack = other;
    assert!(world.office.basis_differs().unwrap());
    let moves = world.office.moves(None).unwrap();
    assert!(!moves.is_empty());
    let changed = world.office.apply(None).unwrap();
    assert!(
        moves.iter().all(|own| changed.contains(&own.id)),
        "{moves:?}"
    );
    let mut rows = Vec::new();
    let store = &world.office.store;
    store
        .each_open_item(&mut |item| rows.push(item.row))
        .unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let item = world.office.item(row.id).unwrap().unwrap();
        assert_eq!(item.projection, row.projection);
    }
    assert!(!world.office.basis_differs().unwrap());
}

#[test]
fn an_item_shows_what_runs_and_what_waits() {
    let mut world = demo((80, 24));
    world.keys("D").shows("第").shows("起算");
}

#[test]
fn another_pack_in_the_units_form_is_said_at_once() {
    let mut world = demo((80, 24));
    world.send(Msg::Do(anfu::app::Action::EditUnit));
    for _ in 0..9 {
        world.keys("<tab>");
    }
    world.shows(Lang::Zh.say("rules.zhejiang"));
    world.keys("<space>").shows(Lang::Zh.say("rules.ningbo"));
    world.keys("<c-s>").shows("apply-rules");
    assert!(world.office.basis_differs().unwrap());
}

#[test]
fn a_faulty_year_is_told_and_nothing_happens() {
    let mut world = demo((80, 24));
    let path = world.folder.path().join("bad.csv");
    fs::write(&path, "2027-09-31,free\n").unwrap();
    world.send(Msg::Do(anfu::app::Action::Calendar));
    world.send(Msg::Text(path.to_str().unwrap().into()));
    world.keys("<enter>").shows("2027-09-31");
    assert!(world.office.store.calendar_years().unwrap().is_empty());
}
