//! What is looked at in the roster: a named question by one field or two. Those that come with the
//! program are in `data/looks.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{figure::tongue, plot::Shape};
use crate::{domain::id::LookId, figure::Pivot, lang::Lang, store::SavedLook};

/// A named question with how it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its name in Chinese, or as somebody named it.
    pub zh: String,
    /// Its name in English; empty where there is one name alone.
    pub en: String,
    /// What is asked.
    pub pivot: Pivot,
    /// The row of one that somebody saved.
    pub own: Option<LookId>,
}

impl From<SavedLook> for Look {
    fn from(saved: SavedLook) -> Self {
        Self {
            zh: saved.name,
            en: String::new(),
            pivot: saved.pivot,
            own: Some(saved.id),
        }
    }
}

impl Look {
    /// Returns a look without a name, which goes by its question.
    pub fn unnamed(pivot: Pivot) -> Self {
        Self {
            zh: String::new(),
            en: String::new(),
            pivot,
            own: None,
        }
    }

    /// Returns the name.
    pub fn name(&self, lang: Lang) -> String {
        let name = match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        };
        if name.is_empty() {
            return self.pivot.print(tongue(lang));
        }
        name.clone()
    }

    /// Returns whether it goes by this name, in either language.
    pub fn is_named(&self, name: &str) -> bool {
        !name.is_empty() && (self.zh == name || self.en.eq_ignore_ascii_case(name))
    }

    /// Returns whether it goes by its question alone.
    pub fn is_unnamed(&self) -> bool {
        self.zh.is_empty()
    }

    /// Returns how it is drawn.
    pub fn shape(&self) -> Shape {
        Shape::of(&self.pivot)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    zh: String,
    en: String,
    line: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    look: Vec<Row>,
}

static READY: LazyLock<Vec<Look>> = LazyLock::new(shipped);

fn shipped() -> Vec<Look> {
    let table: Table = toml::from_str(include_str!("../../data/looks.toml"))
        .expect("embedded; `every_look_that_ships_is_a_question` reads it");
    let read = |row: Row| {
        let pivot = Pivot::read(&row.line).ok()?;
        Some(Look {
            zh: row.zh,
            en: row.en,
            pivot,
            own: None,
        })
    };
    table.look.into_iter().filter_map(read).collect()
}

/// Returns what comes with the program.
pub fn ready() -> &'static [Look] {
    &READY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_that_ships_is_a_question() {
        let rows = include_str!("../../data/looks.toml")
            .matches("[[look]]")
            .count();
        assert_eq!(ready().len(), rows);
        for look in ready() {
            assert!(!look.zh.is_empty() && !look.en.is_empty());
            assert!(look.is_named(&look.name(Lang::En)) && look.is_named(&look.name(Lang::Zh)));
        }
        assert!(!Look::unnamed(ready()[0].pivot.clone()).is_named(""));
    }
}
