//! The chains that a letter may go through: those that come with the program, and a user's own.
//!
//! The form: `id`, `name`, `two_persons`, and a `[[step]]` each with `name`, `does` (draft, review, sign,
//! number, send) and `who`, names or duties. A user's chain of a shipped id stands in its place. A
//! faulty chain is refused as a whole, and every fault of it is listed.

use std::{path::Path, sync::OnceLock};

use super::{
    fault::{Fault, Wrong, own_files},
    read::{Doc, Table},
};
use crate::domain::chain::{Chain, ChainStep, StepKind};

/// The files that come with the program; the first is that of a unit that chose none.
const EMBEDDED: &[(&str, &str)] = &[
    (
        "standard.toml",
        include_str!("../../data/chains/standard.toml"),
    ),
    ("full.toml", include_str!("../../data/chains/full.toml")),
    ("short.toml", include_str!("../../data/chains/short.toml")),
];

/// Returns the chains that come with the program.
///
/// # Panics
/// Never: a test reads every one.
pub fn shipped_chains() -> &'static [Chain] {
    static CHAINS: OnceLock<Vec<Chain>> = OnceLock::new();
    CHAINS.get_or_init(|| {
        let read = EMBEDDED.iter().map(|(file, text)| {
            read(file, text).expect("embedded; `every_chain_that_ships_can_be_read` reads it")
        });
        read.collect()
    })
}

/// Every chain that can be chosen, and what is wrong with the user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chains {
    own: Vec<Chain>,
    /// What is wrong with the user's own; a chain with a fault is not among the chains.
    pub faults: Vec<Fault>,
}

impl Chains {
    /// Reads the user's own chains from a folder; a missing folder has none.
    pub fn of_folder(folder: &Path) -> Self {
        let mut chains = Self::default();
        for path in own_files(folder) {
            let file = path.display().to_string();
            match std::fs::read_to_string(&path) {
                Ok(text) => chains.add(&file, &text),
                Err(error) => chains.faults.push(Fault {
                    file,
                    line: 1,
                    place: String::new(),
                    wrong: Wrong::Unread,
                    value: error.to_string(),
                }),
            }
        }
        chains
    }

    fn add(&mut self, file: &str, text: &str) {
        match read(file, text) {
            Ok(chain) if self.own.iter().any(|own| own.id == chain.id) => {
                self.faults.push(Fault {
                    file: file.to_owned(),
                    line: 1,
                    place: "id".to_owned(),
                    wrong: Wrong::SameId,
                    value: chain.id,
                });
            }
            Ok(chain) => self.own.push(chain),
            Err(faults) => self.faults.extend(faults),
        }
    }

    /// Returns every chain, a user's in the place of a shipped one of its id.
    pub fn all(&self) -> Vec<&Chain> {
        let mut all: Vec<&Chain> = shipped_chains().iter().collect();
        for own in &self.own {
            match all.iter_mut().find(|shipped| shipped.id == own.id) {
                Some(shipped) => *shipped = own,
                None => all.push(own),
            }
        }
        all
    }

    /// Returns the chain of an id.
    pub fn find(&self, id: &str) -> Option<&Chain> {
        self.all().into_iter().find(|own| own.id == id)
    }

    /// Returns the chain of an id, or the first that ships when there is none of that id.
    pub fn chain(&self, id: Option<&str>) -> Chain {
        let own = id.and_then(|id| self.find(id));
        own.unwrap_or(&shipped_chains()[0]).clone()
    }
}

/// Reads a chain's file.
fn read(file: &str, text: &str) -> Result<Chain, Vec<Fault>> {
    let mut doc = Doc::new(file, text);
    let parsed = doc.parse();
    let mut root = Table::root(&parsed);
    let mut chain = Chain {
        id: root.must(&mut doc, "id").unwrap_or_default(),
        name: root.must(&mut doc, "name").unwrap_or_default(),
        two_persons: root.flag(&mut doc, "two_persons").unwrap_or(false),
        steps: Vec::new(),
    };
    let tables = root.tables(&mut doc, "step").unwrap_or_default();
    for mut table in tables {
        let at = table.at();
        let place = table.place_of("does");
        let name = table.must(&mut doc, "name");
        let leading = |code: &str| StepKind::from_code(code).filter(|own| own.leads_on());
        if table.get("does").is_none() {
            doc.fault(at, &place, Wrong::Missing, "does");
        }
        let does = table.code(&mut doc, "does", leading);
        let who = table.texts(&mut doc, "who").unwrap_or_default();
        table.finish(&mut doc);
        let (Some(name), Some(does)) = (name, does) else {
            continue;
        };
        let before = chain.steps.last().map(|own| own.does);
        if before.is_some_and(|before| does < before) {
            doc.fault(at, &place, Wrong::Order, does.code());
        } else if before == Some(does) && does != StepKind::Review {
            doc.fault(at, &place, Wrong::Twice, does.code());
        }
        chain.steps.push(ChainStep { name, does, who });
    }
    for must in [StepKind::Draft, StepKind::Sign, StepKind::Send] {
        if chain.steps.iter().all(|own| own.does != must) {
            doc.fault(root.at(), "step", Wrong::Missing, must.code());
        }
    }
    root.finish(&mut doc);
    doc.faults.sort_by_key(|fault| fault.line);
    if doc.faults.is_empty() {
        Ok(chain)
    } else {
        Err(doc.faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chain_that_ships_can_be_read() {
        for (file, text) in EMBEDDED {
            let chain = read(file, text).unwrap_or_else(|faults| panic!("{faults:?}"));
            assert_eq!(format!("{}.toml", chain.id), *file);
        }
        assert_eq!(Chains::default().chain(Some("none")).id, "standard");
    }

    #[test]
    fn every_fault_of_a_chain_is_listed_with_its_line() {
        let text = "id = \"a\"\nname = \"\"\nwhat = 1\n[[step]]\nname = \"签发\"\ndoes = \"sign\"\n\
            [[step]]\nname = \"再签\"\ndoes = \"sign\"\n[[step]]\nname = \"核\"\ndoes = \"back\"\n\
            [[step]]\nname = \"拟\"\ndoes = \"draft\"\n[[step]]\nname = \"寄\"\n";
        let faults = read("a.toml", text).unwrap_err();
        let seen: Vec<(usize, Wrong, &str)> = faults
            .iter()
            .map(|own| (own.line, own.wrong, own.value.as_str()))
            .collect();
        for expected in [
            (2, Wrong::Missing, "name"),
            (3, Wrong::UnknownKey, "what"),
            (12, Wrong::NoCode, "back"),
        ] {
            assert!(seen.contains(&expected), "{seen:?}");
        }
        let kinds: Vec<Wrong> = seen.iter().map(|own| own.1).collect();
        for wrong in [Wrong::Twice, Wrong::Order, Wrong::Missing] {
            assert!(kinds.contains(&wrong), "{seen:?}");
        }
    }

    #[test]
    fn a_users_chain_stands_in_the_place_of_a_shipped_one() {
        let folder = tempfile::tempdir().unwrap();
        let own = EMBEDDED[2].1.replace("\"short\"", "\"standard\"");
        std::fs::write(folder.path().join("b.toml"), &own).unwrap();
        std::fs::write(folder.path().join("c.toml"), &own).unwrap();
        std::fs::write(folder.path().join("d.toml"), "id = ").unwrap();
        std::fs::write(folder.path().join("e.txt"), "no chain").unwrap();
        let chains = Chains::of_folder(folder.path());
        assert_eq!(chains.chain(None).steps.len(), 5);
        assert_eq!(chains.chain(Some("standard")).steps.len(), 4);
        assert_eq!(chains.all().len(), 3);
        let wrong: Vec<Wrong> = chains.faults.iter().map(|own| own.wrong).collect();
        assert!(wrong.contains(&Wrong::SameId), "{wrong:?}");
        assert!(wrong.contains(&Wrong::Syntax), "{wrong:?}");
    }
}
