//! Imports run one way: each folder of `src` names only folders that stand before it.

use std::{fs, path::Path};

/// Folder, and the folders of ours that it may name.
const MAY: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &[]),
    ("lang", &[]),
    ("demo", &[]),
    ("rules", &["domain"]),
    ("report", &["domain", "rules"]),
    ("search", &["domain", "text"]),
    ("figure", &["domain", "text"]),
    ("letter", &["domain", "text", "rules"]),
    ("sheet", &["text"]),
    ("check", &["domain", "text", "rules", "letter"]),
    ("ingest", &["domain", "text", "rules", "letter", "sheet"]),
    (
        "store",
        &["domain", "text", "search", "figure", "letter", "report"],
    ),
    (
        "app",
        &[
            "domain", "text", "lang", "rules", "report", "search", "figure", "letter", "check",
            "ingest", "store",
        ],
    ),
    (
        "run",
        &[
            "domain", "text", "lang", "rules", "report", "search", "figure", "letter", "check",
            "sheet", "ingest", "demo", "app", "store",
        ],
    ),
    (
        "tui",
        &[
            "domain", "text", "lang", "rules", "report", "search", "figure", "letter", "check",
            "ingest", "app", "store", "run",
        ],
    ),
    (
        "cli",
        &[
            "domain", "text", "lang", "rules", "report", "search", "figure", "letter", "check",
            "sheet", "ingest", "demo", "app", "store", "run", "tui",
        ],
    ),
];

fn sources(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push((
                path.to_string_lossy().into_owned(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the source without comments and without its own tests, which may use anything.
fn code(source: &str) -> String {
    let body = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns the folders named after `crate::`, in paths and in grouped imports.
fn named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in code.split("crate::").skip(1) {
        let Some(group) = part.strip_prefix('{') else {
            names.push(part.chars().take_while(|c| is_name(*c)).collect());
            continue;
        };
        // The first word of each branch of the group.
        let (mut depth, mut at_head, mut word) = (0, true, String::new());
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => at_head = true,
                c if depth == 0 && at_head && is_name(c) => {
                    word.push(c);
                    continue;
                }
                _ => {}
            }
            if !word.is_empty() {
                names.push(std::mem::take(&mut word));
                at_head = c == ',';
            }
        }
        names.extend((!word.is_empty()).then_some(word));
    }
    names
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[test]
fn grouped_imports_are_read_by_their_branches() {
    let code = "use crate::{\n    app::{Model, view::X},\n    domain::id,\n    store};\nuse crate::lang::Lang;";
    assert_eq!(named(code), ["app", "domain", "store", "lang"]);
}

#[test]
fn imports_run_one_way() {
    for (folder, may) in MAY {
        let mut files = Vec::new();
        sources(&root().join("src").join(folder), &mut files);
        assert!(!files.is_empty(), "src/{folder} is empty");
        for (path, source) in files {
            // a folder of tests is not the program
            if path.contains("/tests") || path.ends_with("golden.rs") {
                continue;
            }
            for name in named(&code(&source)) {
                let ours = MAY.iter().any(|(own, _)| *own == name);
                assert!(
                    !ours || name == *folder || may.contains(&name.as_str()),
                    "{path} names {name}, which src/{folder} may not"
                );
            }
        }
    }
}

#[test]
fn every_folder_of_the_source_has_its_rule() {
    for entry in fs::read_dir(root().join("src")).unwrap().flatten() {
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(
                MAY.iter().any(|(own, _)| *own == name),
                "src/{name} has no rule"
            );
        }
    }
}

#[test]
fn each_foreign_crate_stays_in_its_home() {
    // crate, where it may be named
    let homes: &[(&str, &[&str])] = &[
        ("crossterm", &["src/tui/key.rs", "src/tui/terminal.rs"]),
        ("rusqlite", &["src/store/sqlite"]),
        ("fuzzy_matcher", &["src/search/matcher.rs"]),
        ("ratatui", &["src/tui"]),
        ("clap", &["src/cli", "src/main.rs"]),
        ("undoc", &["src/ingest"]),
        ("lopdf", &["src/ingest", "src/letter/output/pdf"]),
        ("subsetter", &["src/letter/output/pdf/embedded.rs"]),
        (
            "ttf_parser",
            &["src/letter/output/pdf/embedded.rs", "src/run/fonts.rs"],
        ),
        ("html2text", &["src/ingest"]),
        ("calamine", &["src/ingest/sheet/workbook.rs"]),
        ("rust_xlsxwriter", &["src/sheet"]),
    ];
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for (path, source) in files {
        // tests may make what the program reads
        if path.contains("/tests") {
            continue;
        }
        let code = code(&source);
        for (name, allowed) in homes {
            let used = code.contains(&format!("{name}::")) || code.contains(&format!("use {name}"));
            let at_home = allowed.iter().any(|home| path.contains(home));
            assert!(!used || at_home, "{path} names {name}");
        }
    }
}

#[test]
fn sql_lives_in_one_folder() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for (path, source) in files {
        if path.contains("src/store/sqlite") {
            continue;
        }
        for line in code(&source).lines() {
            let words = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "PRAGMA "];
            assert!(
                !words.iter().any(|word| line.contains(word)),
                "{path}: {line}"
            );
        }
    }
}

#[test]
fn there_is_one_crossterm_in_the_tree() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in [
        "crossterm",
        "unicode-width",
        "unicode-segmentation",
        "rusqlite",
    ] {
        let count = lock.matches(&format!("name = \"{name}\"\n")).count();
        assert_eq!(count, 1, "{name}");
    }
}
