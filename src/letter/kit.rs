//! The templates and profiles that letters are begun with: those that come with the program, and the
//! unit's own on top.
//!
//! A file with a `kind` is a template, any other a profile. A faulty file is refused as a whole, and
//! what ships stays in its place.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use super::{
    profile::Profile,
    template::{Kind, Template},
};
use crate::{
    domain::sitting,
    rules::{
        Fault, Wrong, own_files,
        read::{Doc, Table},
    },
};

/// The files that come with the program; of the profiles the first is the base of all.
const EMBEDDED: &[(&str, &str)] = &[
    (
        "lead_reply.toml",
        include_str!("../../data/letters/lead_reply.toml"),
    ),
    (
        "separate_reply.toml",
        include_str!("../../data/letters/separate_reply.toml"),
    ),
    (
        "follow_up_reply.toml",
        include_str!("../../data/letters/follow_up_reply.toml"),
    ),
    (
        "co_opinion.toml",
        include_str!("../../data/letters/co_opinion.toml"),
    ),
    (
        "return_letter.toml",
        include_str!("../../data/letters/return_letter.toml"),
    ),
    (
        "extension_request.toml",
        include_str!("../../data/letters/extension_request.toml"),
    ),
    (
        "opinion_slip.toml",
        include_str!("../../data/letters/opinion_slip.toml"),
    ),
    (
        "opinion_slip_cppcc.toml",
        include_str!("../../data/letters/opinion_slip_cppcc.toml"),
    ),
    (
        "standard.toml",
        include_str!("../../data/letters/profiles/standard.toml"),
    ),
    (
        "class-beside.toml",
        include_str!("../../data/letters/profiles/class-beside.toml"),
    ),
    (
        "organ-title.toml",
        include_str!("../../data/letters/profiles/organ-title.toml"),
    ),
    (
        "one-line.toml",
        include_str!("../../data/letters/profiles/one-line.toml"),
    ),
];

/// The base of every profile that names none.
const ROOT: &str = "standard";

/// What a letter is begun with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kit {
    templates: Vec<(Option<PathBuf>, Template)>,
    profiles: Vec<(Option<PathBuf>, Profile)>,
    /// What is wrong with the unit's own files; a file with a fault is left out.
    pub faults: Vec<Fault>,
}

enum Read {
    Template(Template),
    Profile(Profile),
}

impl Kit {
    /// Returns what comes with the program.
    ///
    /// # Panics
    /// Never: a test reads every file.
    pub fn shipped() -> &'static Kit {
        static KIT: OnceLock<Kit> = OnceLock::new();
        KIT.get_or_init(|| {
            let mut kit = Kit::default();
            for (file, text) in EMBEDDED {
                let (read, faults) = read(file, text);
                kit.faults.extend(faults);
                kit.take(None, read);
            }
            kit.resolve();
            kit
        })
    }

    /// Reads the unit's own files from a folder; a missing folder has none.
    pub fn of_folder(folder: &Path) -> Self {
        Self::of_files(&own_files(folder))
    }

    /// Reads files, on top of what ships.
    pub fn of_files(files: &[PathBuf]) -> Self {
        let mut own = Kit::default();
        for path in files {
            let file = path.display().to_string();
            match std::fs::read_to_string(path) {
                Ok(text) => {
                    let (read, faults) = read(&file, &text);
                    own.faults.extend(faults);
                    own.take(Some(path), read);
                }
                Err(error) => {
                    own.faults
                        .push(fault(&file, 1, "", Wrong::Unread, &error.to_string()));
                }
            }
        }
        own.refuse_doubles();
        // What stands first is found first.
        let shipped = Self::shipped().clone();
        own.templates.extend(shipped.templates);
        own.profiles.extend(shipped.profiles);
        own.resolve();
        own
    }

    fn take(&mut self, path: Option<&PathBuf>, read: Option<Read>) {
        match read {
            Some(Read::Template(own)) => self.templates.push((path.cloned(), own)),
            Some(Read::Profile(own)) => self.profiles.push((path.cloned(), own)),
            None => {}
        }
    }

    /// Of two own files for the same thing the first stays.
    fn refuse_doubles(&mut self) {
        let mut seen = Vec::new();
        let faults = &mut self.faults;
        self.templates.retain(|(path, own)| {
            let key = (own.kind, own.of);
            let double = seen.contains(&key);
            if double {
                faults.push(fault(
                    &shown(path.as_ref()),
                    1,
                    "kind",
                    Wrong::Twice,
                    own.kind.code(),
                ));
            }
            seen.push(key);
            !double
        });
        let mut seen: Vec<String> = Vec::new();
        self.profiles.retain(|(path, own)| {
            let double = seen.contains(&own.id);
            if double {
                faults.push(fault(
                    &shown(path.as_ref()),
                    1,
                    "id",
                    Wrong::SameId,
                    &own.id,
                ));
            }
            seen.push(own.id.clone());
            !double
        });
    }

    /// Lays every profile over its bases.
    fn resolve(&mut self) {
        let raw = self.profiles.clone();
        let mut at = 0..;
        let mut faults = Vec::new();
        self.profiles.retain_mut(|(path, own)| {
            let mut seen: Vec<usize> = at.next().into_iter().collect();
            while let Some(base) = seen.last().map(|at| base_of(&raw, *at)) {
                let wrong = match base {
                    Ok(None) => return true,
                    Ok(Some(next)) if !seen.contains(&next) => {
                        own.lay_over(&raw[next].1);
                        seen.push(next);
                        continue;
                    }
                    Ok(Some(next)) => (Wrong::BaseLoop, raw[next].1.id.as_str()),
                    Err(id) => (Wrong::NoBase, id),
                };
                let line = own.base_line;
                faults.push(fault(&shown(path.as_ref()), line, "base", wrong.0, wrong.1));
                return false;
            }
            true
        });
        self.faults.extend(faults);
    }

    /// Returns the template of a kind for a paper of the congress or the CPPCC: the unit's own before
    /// what ships, one for this kind of paper before one for both.
    pub fn template(&self, kind: Kind, of: sitting::Kind) -> Option<&Template> {
        let all = || {
            self.templates
                .iter()
                .filter(move |(_, own)| own.kind == kind)
        };
        let own = |ours: bool| all().filter(move |(path, _)| path.is_some() == ours);
        let fits = |own: &&(Option<PathBuf>, Template)| own.1.of == Some(of);
        let both = |own: &&(Option<PathBuf>, Template)| own.1.of.is_none();
        let found = own(true)
            .find(fits)
            .or_else(|| own(true).find(both))
            .or_else(|| own(false).find(fits))
            .or_else(|| own(false).find(both));
        found.map(|(_, own)| own)
    }

    /// Returns the profile of an id; without one that of the rule pack's units, else the common one.
    pub fn profile(&self, id: Option<&str>, pack: &str) -> Option<&Profile> {
        let find = |is: &dyn Fn(&Profile) -> bool| {
            let found = self.profiles.iter().find(|(_, own)| is(own));
            found.map(|(_, own)| own)
        };
        id.and_then(|id| find(&|own| own.id == id))
            .or_else(|| find(&|own| own.packs.iter().any(|one| one == pack)))
            .or_else(|| find(&|own| own.id == ROOT))
    }

    /// Returns every template with the file it is from, the unit's own first.
    pub fn templates(&self) -> impl Iterator<Item = (&Template, Option<&Path>)> {
        self.templates
            .iter()
            .map(|(path, own)| (own, path.as_deref()))
    }

    /// Returns every profile with the file it is from, the unit's own first.
    pub fn profiles(&self) -> impl Iterator<Item = (&Profile, Option<&Path>)> {
        self.profiles
            .iter()
            .map(|(path, own)| (own, path.as_deref()))
    }
}

type Kept = (Option<PathBuf>, Profile);

/// Returns the place of a profile's base: the one it names, else the one of its own id that it stands
/// in front of, else the common one; or the id of which there is none.
fn base_of(all: &[Kept], at: usize) -> Result<Option<usize>, &str> {
    let own = &all[at].1;
    let behind = all[at + 1..]
        .iter()
        .position(|(_, other)| other.id == own.id);
    let behind = behind.map(|found| at + 1 + found);
    let named = own.base.as_deref();
    let id = match named {
        None if behind.is_some() || own.id == ROOT => return Ok(behind),
        None => ROOT,
        Some(id) if id == own.id => return behind.map(Some).ok_or(id),
        Some(id) => id,
    };
    let found = all.iter().position(|(_, other)| other.id == id);
    found.map(Some).ok_or(id)
}

fn shown(path: Option<&PathBuf>) -> String {
    path.map_or_else(String::new, |path| path.display().to_string())
}

fn fault(file: &str, line: usize, place: &str, wrong: Wrong, value: &str) -> Fault {
    Fault {
        file: file.to_owned(),
        line,
        place: place.to_owned(),
        wrong,
        value: value.to_owned(),
    }
}

fn read(file: &str, text: &str) -> (Option<Read>, Vec<Fault>) {
    let mut doc = Doc::new(file, text);
    let table = doc.parse();
    let mut root = Table::root(&table);
    let read = if root.get("kind").is_some() {
        Template::read(&mut doc, root).map(Read::Template)
    } else {
        Profile::read(&mut doc, root).map(Read::Profile)
    };
    let good = doc.faults.is_empty();
    (read.filter(|_| good), doc.faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(texts: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
        let folder = tempfile::tempdir().unwrap();
        let write = |(at, text): (usize, &&str)| {
            let path = folder.path().join(format!("{at}.toml"));
            std::fs::write(&path, text).unwrap();
            path
        };
        let paths = texts.iter().enumerate().map(write).collect();
        (folder, paths)
    }

    #[test]
    fn what_ships_is_whole() {
        let kit = Kit::shipped();
        assert_eq!(kit.faults, []);
        for kind in Kind::ALL {
            for of in sitting::Kind::ALL {
                assert!(kit.template(*kind, *of).is_some(), "{kind:?}");
            }
        }
        let standard = kit.profile(None, "national").unwrap();
        assert_eq!(standard.id, ROOT);
        let has = |key: &str| {
            let mut forms = standard.forms();
            forms.any(|(section, own, _)| format!("{section}.{own}") == key)
        };
        for key in [
            "opening.lead_reply",
            "closing.co_opinion",
            "meeting.national_cppcc",
            "meeting.suggestion_between",
            "salutation.many",
        ] {
            assert!(has(key), "{key}");
        }
        for (own, _) in kit.profiles() {
            for section in ["head", "foot"] {
                for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::OpinionSlip) {
                    assert!(own.part(section, *kind).is_some(), "{} {kind:?}", own.id);
                }
            }
        }
    }

    #[test]
    fn own_files_lie_on_top_and_say_only_what_differs() {
        let (_folder, paths) = files(&[
            "kind='opinion_slip'\nname='表'\ntext='{提出人}'",
            "id='standard'\nname='本局'\nsource='本局'\n[salutation]\nrespect='尊敬的'",
            "id='ours'\nname='本局'\nsource='本局'\nbase='one-line'\npacks=['henan']\n[foot]\nall='{日期}'",
        ]);
        let kit = Kit::of_files(&paths);
        assert_eq!(kit.faults, []);
        let slip = kit
            .template(Kind::OpinionSlip, sitting::Kind::Cppcc)
            .unwrap();
        assert_eq!(
            slip.name, "表",
            "an own one for both goes before a shipped one"
        );
        let standard = kit.profile(None, "").unwrap();
        assert_eq!(standard.salutation("respect").unwrap().source(), "尊敬的");
        assert!(
            standard
                .meeting(sitting::Kind::Cppcc, None, sitting::Period::InSession)
                .is_some()
        );
        let ours = kit.profile(None, "henan").unwrap();
        assert_eq!(
            ours.part("foot", Kind::LeadReply).unwrap().source(),
            "{日期}"
        );
        let base = kit.profile(Some("one-line"), "").unwrap();
        let head = |own: &Profile| own.part("head", Kind::LeadReply).unwrap().source();
        assert_eq!(head(ours), head(base));
        assert_eq!(kit.profile(Some("nowhere"), "").unwrap().id, ROOT);
    }

    #[test]
    fn every_fault_is_listed_with_its_line_and_the_good_files_stay() {
        let (_folder, mut paths) = files(&[
            "kind='x'\nname=''\nextra=1\ntext='''\n甲\n{乙}\n{丙'''",
            "id='Ä'\nname='甲'\n[head]\nx='y'\nall='{版头}'\n[salutation]\nnamed_at_most='3'",
            "id='a'\nname='a'\nsource='a'\nbase='nowhere'",
            "id='b'\nname='b'\nsource='b'\nbase='c'",
            "id='c'\nname='c'\nsource='c'\nbase='b'",
            "\u{1b}[31m",
            "",
            "kind='co_opinion'\nname='好'\ntext='{日期}'",
            "kind='co_opinion'\nname='又'\ntext='{日期}'",
        ]);
        paths.push("/nowhere/x.toml".into());
        let kit = Kit::of_files(&paths);
        let told: Vec<(usize, usize, &str, Wrong)> = kit
            .faults
            .iter()
            .map(|own| {
                let at = paths
                    .iter()
                    .position(|path| path.display().to_string() == own.file);
                (at.unwrap(), own.line, own.place.as_str(), own.wrong)
            })
            .collect();
        for expected in [
            (0, 1, "kind", Wrong::NoCode),
            (0, 2, "name", Wrong::Missing),
            (0, 3, "extra", Wrong::UnknownKey),
            (0, 6, "text", Wrong::UnknownField),
            (0, 7, "text", Wrong::OpenField),
            (1, 1, "id", Wrong::BadId),
            (1, 1, "source", Wrong::NoSource),
            (1, 4, "head.x", Wrong::UnknownKey),
            (1, 5, "head.all", Wrong::UnknownField),
            (1, 7, "salutation.named_at_most", Wrong::NotNumber),
            (2, 4, "base", Wrong::NoBase),
            (3, 4, "base", Wrong::BaseLoop),
            (4, 4, "base", Wrong::BaseLoop),
            (5, 1, "", Wrong::Syntax),
            (6, 1, "id", Wrong::Missing),
            (8, 1, "kind", Wrong::Twice),
            (9, 1, "", Wrong::Unread),
        ] {
            assert!(told.contains(&expected), "{expected:?}\n{told:#?}");
        }
        let opinion = kit
            .template(Kind::CoOpinion, sitting::Kind::Suggestion)
            .unwrap();
        assert_eq!(opinion.name, "好");
        assert_eq!(kit.profile(None, "").unwrap().id, ROOT);
    }
}
