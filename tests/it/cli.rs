//! The real binary: its help, mistakes, settings, places and exit codes. Each subject has a file of its own.

use std::{fs, path::Path, process::Stdio};

use anfu::lang::Lang;
use serde_json::Value;

use super::home::{Gave, Home, lines, zh};

#[test]
fn help_speaks_both_languages() {
    let home = Home::new();
    for (args, has) in [
        (&["--help"][..], "用法: anfu [选项] [命令]"),
        (
            &["--lang", "en", "--help"],
            "Usage: anfu [OPTIONS] [COMMAND]",
        ),
        (
            &["proposal", "show", "--help"],
            "用法: anfu proposal show [选项] <件>",
        ),
        (
            &["roster", "find", "--lang=en", "-h"],
            "Usage: anfu roster find [OPTIONS] <QUERY>...",
        ),
    ] {
        let out = home.ok(args);
        assert!(out.contains(has), "{out}");
    }
    let mut command = home.command(&["--help"]);
    let english = Gave::of(&command.env("LANG", "en_GB.UTF-8").output().unwrap());
    assert!(english.out.contains("Usage:"), "{}", english.out);
    let mut command = home.command(&["--help"]);
    command.env("LANG", "en_GB.UTF-8").env("LC_ALL", "C");
    let chinese = Gave::of(&command.output().unwrap());
    assert!(chinese.out.contains("用法:"), "{}", chinese.out);
    assert!(home.ok(&["--version"]).starts_with("anfu "));
}

#[test]
fn mistakes_on_the_command_line_are_exit_2_and_name_the_nearest() {
    let home = Home::new();
    for (args, says) in [
        (
            &["proposl", "list"][..],
            "anfu: 没有“proposl”这个命令\n  是不是 proposal？\n",
        ),
        (&["proposal", "list", "--jsn"], "是不是 --json？"),
        (&["--lang", "de", "paths"], "可选：zh en"),
        (&["proposal", "show"], "缺少 <件>"),
        (&["--today", "明天", "paths"], "anfu: “明天”不是日期"),
        (&["roster", "find", "x", "--limit", "many"], "“many”不行"),
        (&["completions", "tcsh"], "可选：bash zsh fish"),
        (
            &["proposal"],
            "可选：list show new set assign note deliver rate remind accept",
        ),
        (&[], "用法: anfu"),
    ] {
        let gave = home.run(args);
        assert_eq!(
            (gave.code, gave.out.as_str()),
            (2, ""),
            "{args:?} {}",
            gave.err
        );
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
}

#[test]
fn without_a_store_reading_finds_nothing_and_says_what_makes_one() {
    let home = Home::new();
    for args in [
        &["proposal", "list"][..],
        &["proposal", "show", "37"],
        &["proposal", "note", "37", "x"],
        &["letter", "list"],
        &["letter", "new", "37"],
        &["roster", "find", "zs"],
        &["config", "unit.full_name"],
    ] {
        let gave = home.run(args);
        assert_eq!((gave.code, gave.out.as_str()), (3, ""), "{args:?}");
        assert!(gave.err.contains(zh("cli.hint.no_store")), "{}", gave.err);
    }
    assert!(!home.path(".local").exists());
}

#[test]
fn settings_are_kept_shown_with_their_origin_and_checked() {
    let home = Home::new();
    home.ok(&["config", "inbox", "收件"]);
    home.ok(&["config", "unit.full_name", "云桥区总工会"]);
    home.ok(&["config", "unit.level", "county"]);
    assert_eq!(home.ok(&["config", "inbox"]), "收件\n");
    assert_eq!(home.ok(&["config", "unit.full_name"]), "云桥区总工会\n");
    let all = home.json(&["config", "--json"]);
    let of = |key: &str| {
        let own = all.iter().find(|own| own["key"] == key).unwrap();
        (
            own["value"].as_str().unwrap().to_owned(),
            own["origin"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(of("inbox"), ("收件".into(), "file".into()));
    assert_eq!(of("unit.level"), ("county".into(), "store".into()));
    assert_eq!(of("lang"), ("zh".into(), "default".into()));
    for (args, says) in [
        (["config", "them", "dark"], "是不是 theme？"),
        (["config", "unit.ful_name", "x"], "是不是 full_name？"),
        (["config", "unit.level", "village"], "可选：national"),
        (["config", "unit.rules", "nosuch"], "可选：national"),
        (["config", "lang", "de"], "de"),
    ] {
        let gave = home.run(&args);
        assert_eq!((gave.code, gave.out.as_str()), (2, ""), "{args:?}");
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
    home.ok(&["config", "lang", "en"]);
    assert!(home.ok(&["--help"]).contains("Usage:"));
    assert!(home.ok(&["--lang", "zh", "--help"]).contains("用法:"));
}

#[test]
fn places_health_completions_and_the_manual_are_printed() {
    let home = Home::with_item();
    let paths = &home.json(&["paths", "--json", "--db", "别处.db"])[0];
    assert_eq!(paths["store"], "别处.db");
    assert!(home.ok(&["paths"]).contains(".config/anfu/keymap.toml"));
    let well = home.run(&["doctor"]);
    assert_eq!((well.code, &*well.out, &*well.err), (0, "", "一切正常\n"));
    let folder = home.path(".config/anfu");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "them = 'x'\nmouse = 3\n").unwrap();
    fs::write(folder.join("keymap.toml"), "[queue\n").unwrap();
    let gave = home.run(&["doctor", "--json"]);
    let areas: Vec<Value> = lines(&gave.out)
        .iter()
        .map(|own| own["area"].clone())
        .collect();
    assert_eq!(
        (gave.code, areas),
        (1, vec!["config".into(), "config".into(), "keymap".into()])
    );
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.ok(&["completions", shell]).contains("anfu"));
    }
    let man = home.ok(&["man"]);
    assert!(
        man.contains(".TH anfu") && man.contains(".SH \"anfu proposal show\""),
        "{man}"
    );
}

#[test]
fn files_that_are_no_store_keep_their_bytes_and_have_their_exit_codes() {
    let home = Home::with_item();
    let other = home.file("other.db", "这不是库，只是一些文字。".repeat(20));
    let gave = home.run(&["--db", &other, "proposal", "list"]);
    assert_eq!((gave.code, gave.out.as_str()), (1, ""));
    assert_eq!(home.run(&["import", "--db", &other, "x.txt"]).code, 1);
    assert_eq!(
        fs::read_to_string(&other).unwrap(),
        "这不是库，只是一些文字。".repeat(20)
    );
    let store = home.path(".local/share/anfu/anfu.db");
    let bytes = fs::read(&store).unwrap();
    let cut = home.file("cut.db", &bytes[..bytes.len() / 2]);
    for args in [
        ["--db", &cut, "proposal", "list"],
        ["--db", &cut, "letter", "list"],
    ] {
        assert_eq!(home.run(&args).code, 6);
    }
    assert_eq!(home.run(&["doctor", "--db", &cut]).code, 6);
    assert_eq!(fs::read(&cut).unwrap().len(), bytes.len() / 2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::new();
    let mut command = home.command(&["man"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let gave = Gave::of(&child.wait_with_output().unwrap());
    assert_eq!((gave.code, gave.err.as_str()), (0, ""));
}

#[test]
fn an_interrupted_command_is_exit_130() {
    let home = Home::new();
    let mut command = home.command(&["import", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The store is made after the handler stands, and before the input is waited for.
    while !home.path(".local/share/anfu/anfu.db").exists() {
        std::thread::yield_now();
    }
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let input = child.stdin.take();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(input);
}

#[test]
fn a_demo_store_is_made_once_and_alike_from_the_same_seed() {
    let home = Home::new();
    let make = |file: &str, seed: &str| {
        home.run(&[
            "demo",
            "--make",
            file,
            "--workers",
            "60",
            "--proposals",
            "5",
            "--seed",
            seed,
        ])
    };
    let first = make("a.db", "7");
    assert_eq!(
        (first.code, &*first.out),
        (0, "a.db  工匠 60  件 5\n"),
        "{}",
        first.err
    );
    assert_eq!(make("b.db", "7").code, 0);
    assert_eq!(make("c.db", "8").code, 0);
    let taken = make("a.db", "7");
    assert_eq!((taken.code, &*taken.out), (4, ""));
    assert!(taken.err.contains("a.db 已经存在"), "{}", taken.err);
    let list = |file: &str| home.ok(&["--db", file, "proposal", "list", "--json"]);
    assert_eq!(list("a.db").lines().count(), 5);
    assert_eq!(list("a.db"), list("b.db"));
    assert_ne!(list("a.db"), list("c.db"));
    assert_eq!(home.ok(&["--db", "a.db", "doctor"]), "");
    let rest: Vec<String> = fs::read_dir(home.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_none_or(|ending| ending != "db")
        })
        .collect();
    assert_eq!(rest, Vec::<String>::new());
    let no_terminal = home.run(&["demo"]);
    assert_eq!((no_terminal.code, no_terminal.out.as_str()), (2, ""));
}

#[test]
fn the_commands_that_the_desk_names_can_be_run() {
    let home = Home::new();
    for lang in [Lang::Zh, Lang::En] {
        for (key, value) in [("papers.no_folder", "inbox"), ("notice.theme", "light")] {
            let says = lang.say_with(key, &[("name", "light")]);
            let (_, command) = says.split_once("anfu ").unwrap();
            let words: Vec<&str> = command.split_whitespace().take(3).collect();
            assert_eq!(home.run(&words).code, 0, "{says}");
            assert!(words.contains(&value), "{says}");
        }
    }
}
