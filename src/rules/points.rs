//! The tables of points: those that come with the program, and a user's own.
//!
//! The form: `id`, `name`, `assessed` (craftsman, studio, employer), `source`, `pass` when there is a
//! mark, and an `[[item]]` each with `code`, `name`, `points` (a number of at most two decimals, in
//! quotes) and `most`, how often it counts in a year. A user's table of a shipped id stands in its
//! place. A faulty table is refused as a whole, and every fault of it is listed.

use std::{path::Path, sync::OnceLock};

use super::{
    fault::{Fault, Wrong, own_files},
    read::{Doc, Table},
};
use crate::domain::programme::points::{Assessed, PointsItem, PointsTable, of_hundredths};

/// The files that come with the program.
const EMBEDDED: &[(&str, &str)] = &[
    ("worker.toml", include_str!("../../data/points/worker.toml")),
    ("studio.toml", include_str!("../../data/points/studio.toml")),
];

/// Returns the tables that come with the program.
///
/// # Panics
/// Never: a test reads every one.
fn shipped() -> &'static [PointsTable] {
    static TABLES: OnceLock<Vec<PointsTable>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let read = EMBEDDED.iter().map(|(file, text)| {
            read(file, text).expect("embedded; `every_table_that_ships_can_be_read` reads it")
        });
        read.collect()
    })
}

/// Every table that can be chosen, and what is wrong with the user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsTables {
    own: Vec<PointsTable>,
    /// What is wrong with the user's own; a table with a fault is not among the tables.
    pub faults: Vec<Fault>,
}

impl PointsTables {
    /// Reads the user's own tables from a folder; a missing folder has none.
    pub fn of_folder(folder: &Path) -> Self {
        let mut tables = Self::default();
        for path in own_files(folder) {
            let file = path.display().to_string();
            let fault = |place: &str, wrong, value| Fault {
                file: file.clone(),
                line: 1,
                place: place.to_owned(),
                wrong,
                value,
            };
            match std::fs::read_to_string(&path) {
                Err(error) => {
                    let fault = fault("", Wrong::Unread, error.to_string());
                    tables.faults.push(fault);
                }
                Ok(text) => match read(&file, &text) {
                    Ok(table) if tables.own.iter().any(|own| own.id == table.id) => {
                        tables.faults.push(fault("id", Wrong::SameId, table.id));
                    }
                    Ok(table) => tables.own.push(table),
                    Err(faults) => tables.faults.extend(faults),
                },
            }
        }
        tables
    }

    /// Returns every table, a user's in the place of a shipped one of its id.
    pub fn all(&self) -> Vec<&PointsTable> {
        let mut all: Vec<&PointsTable> = shipped().iter().collect();
        for own in &self.own {
            match all.iter_mut().find(|shipped| shipped.id == own.id) {
                Some(shipped) => *shipped = own,
                None => all.push(own),
            }
        }
        all
    }

    /// Returns the table of an id.
    pub fn find(&self, id: &str) -> Option<&PointsTable> {
        self.all().into_iter().find(|own| own.id == id)
    }
}

/// Reads a table's file.
fn read(file: &str, text: &str) -> Result<PointsTable, Vec<Fault>> {
    let mut doc = Doc::new(file, text);
    let parsed = doc.parse();
    let mut root = Table::root(&parsed);
    let id = root.must(&mut doc, "id").unwrap_or_default();
    let name = root.must(&mut doc, "name").unwrap_or_default();
    let named = root.must(&mut doc, "assessed").is_some();
    let assessed = named.then(|| root.code(&mut doc, "assessed", Assessed::from_code));
    let assessed = assessed.flatten();
    let source = root.source(&mut doc).to_string();
    let pass = points(&mut doc, &mut root, "pass");
    let mut items: Vec<PointsItem> = Vec::new();
    for mut table in root.tables(&mut doc, "item").unwrap_or_default() {
        let (at, place) = (table.at(), table.place_of("code"));
        let code = table.must(&mut doc, "code");
        let name = table.must(&mut doc, "name");
        let worth = table.must(&mut doc, "points");
        let points = points(&mut doc, &mut table, "points").filter(|_| worth.is_some());
        let most = table.number(&mut doc, "most").map(u32::from);
        table.finish(&mut doc);
        let (Some(code), Some(name), Some(points)) = (code, name, points) else {
            continue;
        };
        if items.iter().any(|own| own.code == code || own.name == name) {
            doc.fault(at, &place, Wrong::Twice, &code);
        }
        items.push(PointsItem {
            code,
            name,
            points,
            most,
        });
    }
    if items.is_empty() {
        doc.fault(root.at(), "item", Wrong::Missing, "item");
    }
    root.finish(&mut doc);
    doc.faults.sort_by_key(|fault| fault.line);
    match assessed {
        Some(assessed) if doc.faults.is_empty() => Ok(PointsTable {
            id,
            name,
            assessed,
            pass,
            source,
            items,
        }),
        _ => Err(doc.faults),
    }
}

/// Reads points as hundredths.
fn points(doc: &mut Doc<'_>, table: &mut Table<'_, '_>, key: &str) -> Option<i64> {
    let value = table.get(key)?;
    let text = value.text(doc)?;
    let read = of_hundredths(&text);
    if read.is_none() {
        doc.fault(value.at(), value.place(), Wrong::NotPoints, &text);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_ships_can_be_read() {
        for (file, text) in EMBEDDED {
            let table = read(file, text).unwrap_or_else(|faults| panic!("{faults:?}"));
            assert_eq!(format!("{}.toml", table.id), *file);
        }
        let all = PointsTables::default();
        assert_eq!(
            all.find("worker").unwrap().item("授课").unwrap().points,
            250
        );
        assert_eq!(all.find("none"), None);
    }

    #[test]
    fn every_fault_of_a_table_is_listed_with_its_line() {
        let text = "id = \"a\"\nname = \"甲\"\nassessed = \"folk\"\npass = \"六十\"\nwhat = 1\n\
            [[item]]\ncode = \"x\"\nname = \"甲\"\npoints = \"1\"\n\
            [[item]]\ncode = \"x\"\nname = \"乙\"\npoints = \"1.234\"\n\
            [[item]]\ncode = \"x\"\nname = \"丙\"\npoints = \"2\"\n";
        let faults = read("a.toml", text).unwrap_err();
        let seen: Vec<(usize, Wrong)> = faults.iter().map(|own| (own.line, own.wrong)).collect();
        for expected in [
            (3, Wrong::NoCode),
            (4, Wrong::NotPoints),
            (5, Wrong::UnknownKey),
            (13, Wrong::NotPoints),
            (14, Wrong::Twice),
        ] {
            assert!(seen.contains(&expected), "{seen:?}");
        }
        assert!(seen.iter().any(|own| own.1 == Wrong::NoSource), "{seen:?}");
        let empty = read("b.toml", "").unwrap_err();
        assert!(empty.iter().any(|own| own.wrong == Wrong::Missing));
    }

    #[test]
    fn a_users_table_stands_in_the_place_of_a_shipped_one() {
        let folder = tempfile::tempdir().unwrap();
        let own = EMBEDDED[0].1.replace("\"2.5\"", "\"4\"");
        std::fs::write(folder.path().join("a.toml"), &own).unwrap();
        std::fs::write(folder.path().join("b.toml"), &own).unwrap();
        std::fs::write(folder.path().join("c.toml"), "id = ").unwrap();
        let tables = PointsTables::of_folder(folder.path());
        assert_eq!(tables.all().len(), EMBEDDED.len());
        let teaching = tables.find("worker").unwrap().item("teaching").unwrap();
        assert_eq!(teaching.points, 400);
        let wrong: Vec<Wrong> = tables.faults.iter().map(|own| own.wrong).collect();
        assert!(wrong.contains(&Wrong::SameId) && wrong.contains(&Wrong::Syntax));
    }
}
