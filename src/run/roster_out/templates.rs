//! The templates of public lists: those that come with the program, and a unit's own.
//!
//! A file holds `[[list]]` tables: `name`, `list` (craftsmen, studios, employers), `title`, `above` and
//! `below` (paragraphs), `columns` (public fields alone) and `order`. An own list of a shipped name stands
//! in its place. A list with a fault is left out, and every fault is listed.

use std::{path::Path, sync::LazyLock};

use super::public::{Open, Template};
use crate::{
    app::lists::Order,
    ingest::roster::List,
    rules::{
        Fault, Wrong, own_files,
        read::{Doc, Table},
    },
};

static SHIPPED: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let (lists, faults) = read(
        "lists.toml",
        include_str!("../../../data/public/lists.toml"),
    );
    // A test reads it too.
    assert!(faults.is_empty(), "embedded: {faults:?}");
    lists
});

/// Every template that can be chosen, and what is wrong with the unit's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    own: Vec<Template>,
    /// What is wrong with the unit's own.
    pub faults: Vec<Fault>,
}

impl Templates {
    /// Reads the unit's own templates from a folder; a missing folder has none.
    pub fn of_folder(folder: &Path) -> Self {
        let mut templates = Self::default();
        for path in own_files(folder) {
            let file = path.display().to_string();
            match std::fs::read_to_string(&path) {
                Ok(text) => templates.add(&file, &text),
                Err(error) => templates.faults.push(Fault {
                    file,
                    line: 1,
                    place: String::new(),
                    wrong: Wrong::Unread,
                    value: error.to_string(),
                }),
            }
        }
        templates
    }

    fn add(&mut self, file: &str, text: &str) {
        let (lists, faults) = read(file, text);
        self.faults.extend(faults);
        for list in lists {
            if self.own.iter().any(|own| own.name == list.name) {
                self.faults.push(Fault {
                    file: file.to_owned(),
                    line: 1,
                    place: "name".to_owned(),
                    wrong: Wrong::Twice,
                    value: list.name,
                });
            } else {
                self.own.push(list);
            }
        }
    }

    /// Returns every template, an own one in the place of a shipped one of its name.
    pub fn all(&self) -> Vec<&Template> {
        let mut all: Vec<&Template> = SHIPPED.iter().collect();
        for own in &self.own {
            match all.iter_mut().find(|shipped| shipped.name == own.name) {
                Some(shipped) => *shipped = own,
                None => all.push(own),
            }
        }
        all
    }

    /// Returns the template of a name.
    pub fn find(&self, name: &str) -> Option<Template> {
        let mut all = self.all().into_iter();
        all.find(|own| own.name == name).cloned()
    }
}

/// Reads a file of templates: those without a fault, and every fault.
fn read(file: &str, text: &str) -> (Vec<Template>, Vec<Fault>) {
    let mut doc = Doc::new(file, text);
    let parsed = doc.parse();
    let mut root = Table::root(&parsed);
    let mut lists = Vec::new();
    for mut table in root.tables(&mut doc, "list").unwrap_or_default() {
        let before = doc.faults.len();
        let name = table.must(&mut doc, "name");
        let title = table.must(&mut doc, "title");
        let of = must_code(&mut table, &mut doc, "list", List::from_code);
        let above = table.texts(&mut doc, "above").unwrap_or_default();
        let below = table.texts(&mut doc, "below").unwrap_or_default();
        let columns = table.codes(&mut doc, "columns", Open::from_code);
        let columns = columns.unwrap_or_default();
        if columns.is_empty() {
            let place = table.place_of("columns");
            doc.fault(table.at(), &place, Wrong::Missing, "columns");
        }
        let order = must_code(&mut table, &mut doc, "order", Order::from_code);
        table.finish(&mut doc);
        if let (Some(name), Some(title), Some(list), Some(order)) = (name, title, of, order)
            && doc.faults.len() == before
        {
            lists.push(Template {
                name,
                list,
                title,
                above,
                below,
                columns,
                order,
            });
        }
    }
    root.finish(&mut doc);
    doc.faults.sort_by_key(|fault| fault.line);
    (lists, doc.faults)
}

fn must_code<T>(
    table: &mut Table<'_, '_>,
    doc: &mut Doc<'_>,
    key: &str,
    from_code: fn(&str) -> Option<T>,
) -> Option<T> {
    if table.get(key).is_none() {
        let place = table.place_of(key);
        doc.fault(table.at(), &place, Wrong::Missing, key);
    }
    table.code(doc, key, from_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_ships_can_be_read() {
        let (lists, faults) = read(
            "lists.toml",
            include_str!("../../../data/public/lists.toml"),
        );
        assert_eq!(faults, []);
        assert!(lists.len() >= 5);
    }

    #[test]
    fn an_own_list_stands_in_the_place_of_a_shipped_one_and_every_fault_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let own = "[[list]]\nname = \"工匠公示\"\nlist = \"craftsmen\"\ntitle = \"本区\"\n\
                   columns = [\"name\"]\norder = \"pinyin\"\n\
                   [[list]]\nname = \"坏\"\nlist = \"people\"\ntitle = \"\"\n\
                   columns = [\"phone\"]\norder = \"strokes\"\ncolour = 1\n";
        std::fs::write(folder.path().join("a.toml"), own).unwrap();
        std::fs::write(folder.path().join("b.toml"), "[[list").unwrap();
        let templates = Templates::of_folder(folder.path());
        assert_eq!(templates.find("工匠公示").unwrap().title, "本区");
        assert_eq!(templates.find("坏"), None);
        assert!(templates.find("荣誉名单").is_some());
        let codes: Vec<&str> = templates
            .faults
            .iter()
            .map(|own| own.wrong.code())
            .collect();
        for wrong in ["missing", "no_code", "unknown_key", "syntax"] {
            assert!(codes.contains(&wrong), "{wrong}: {codes:?}");
        }
        // There is no public field for a phone.
        assert!(
            templates
                .faults
                .iter()
                .any(|own| own.value.contains("phone"))
        );
    }
}
