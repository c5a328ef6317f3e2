//! The key lists of both READMEs are what the keymap says.

use std::{fmt::Write, fs, path::Path};

use anfu::{
    app::{Action, model::Context},
    lang::Lang,
    tui::Keymap,
};

const OPEN: &str = "<!-- keys -->\n";
const CLOSE: &str = "<!-- /keys -->";

/// One line a place: the keys that count there with what they do, vim's left out.
fn keys(lang: Lang) -> String {
    let keymap = Keymap::embedded();
    let mut list = String::new();
    for context in Context::ALL.into_iter().filter(|own| *own != Context::Vim) {
        let bound: Vec<String> = Action::ALL
            .iter()
            .filter_map(|action| {
                let keys: Vec<String> = keymap
                    .keys_in(context, *action)
                    .iter()
                    .map(|key| format!("`{key}`"))
                    .collect();
                (!keys.is_empty()).then(|| format!("{} {}", keys.join(" "), action.label(lang)))
            })
            .collect();
        if bound.is_empty() {
            continue;
        }
        let place = lang.say(&format!("context.{}", context.name())).to_owned();
        let _ = writeln!(list, "- **{place}**: {}", bound.join(" · "));
    }
    list
}

#[test]
fn the_key_lists_are_current() {
    for (file, lang) in [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once(OPEN).unwrap();
        let (list, after) = rest.split_once(CLOSE).unwrap();
        let wanted = keys(lang);
        if std::env::var_os("ANFU_BLESS").is_some() {
            fs::write(&path, format!("{before}{OPEN}{wanted}{CLOSE}{after}")).unwrap();
            continue;
        }
        assert_eq!(
            list, wanted,
            "{file}: run `ANFU_BLESS=1 cargo test --test it readme` and read the difference"
        );
    }
}
