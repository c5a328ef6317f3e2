//! The key lists of both READMEs are what the keymap says, each key under the place that binds it.

use std::{fmt::Write, fs, path::Path};

use anfu::{
    app::{Action, Msg, model::Context},
    lang::Lang,
    tui::Keymap,
};

const OPEN: &str = "<!-- keys -->\n";
const CLOSE: &str = "<!-- /keys -->";

/// One line a place: the actions that it binds, with their keys there. Each does work there.
fn keys(lang: Lang) -> String {
    let keymap = Keymap::embedded();
    let mut list = String::new();
    // Vim's keys are for those who asked for them.
    for context in Context::ALL.into_iter().filter(|own| *own != Context::Vim) {
        let bound: Vec<String> = Action::ALL
            .iter()
            .filter_map(|action| {
                let mut keys = Vec::new();
                for key in keymap.keys_in(context, *action) {
                    let means = keymap.resolve(&[context], key).into_msg();
                    assert_eq!(means, Some(Msg::Do(*action)), "{key} in {context:?}");
                    keys.push(format!("`{key}`"));
                }
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
