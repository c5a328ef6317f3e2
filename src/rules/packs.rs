//! The packs that come with the program, and a user's own laid on top of them.
//!
//! A pack is resolved when it is read: its own terms first, then its base's, and so down to the
//! national one. A user's pack of a shipped id has the shipped one as its base, so that it need say
//! only what differs. A faulty pack is refused as a whole, and the shipped one stays.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{
    fault::{Fault, Wrong, own_files},
    pack::{AnswerEach, Axis, Pack, Unreturned, Value, WarnDays, Words},
    parse::{self, Raw},
    term::Some8,
};
use crate::domain::{deadline::ClockKind, outcome::Rating, sitting::Level};

/// The files that come with the program; the first is the base of all.
const EMBEDDED: &[(&str, &str)] = &[
    (
        "national.toml",
        include_str!("../../data/rules/national.toml"),
    ),
    (
        "zhejiang.toml",
        include_str!("../../data/rules/zhejiang.toml"),
    ),
    ("ningbo.toml", include_str!("../../data/rules/ningbo.toml")),
    (
        "sichuan.toml",
        include_str!("../../data/rules/sichuan.toml"),
    ),
    (
        "chongqing.toml",
        include_str!("../../data/rules/chongqing.toml"),
    ),
    (
        "shanghai.toml",
        include_str!("../../data/rules/shanghai.toml"),
    ),
    (
        "shandong.toml",
        include_str!("../../data/rules/shandong.toml"),
    ),
    (
        "shandong-township.toml",
        include_str!("../../data/rules/shandong-township.toml"),
    ),
    ("henan.toml", include_str!("../../data/rules/henan.toml")),
    (
        "beijing.toml",
        include_str!("../../data/rules/beijing.toml"),
    ),
    (
        "qingdao.toml",
        include_str!("../../data/rules/qingdao.toml"),
    ),
];

/// The base of every pack that names none.
const ROOT: &str = "national";

/// Returns the packs that come with the program, resolved, the national one first.
///
/// # Panics
/// Never: a test reads and resolves every pack.
pub fn shipped() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let raws = EMBEDDED.iter().map(|(file, text)| {
            parse::raw(file, text).expect("embedded; `every_pack_that_ships_can_be_read` reads it")
        });
        let raws: Vec<Raw> = raws.collect();
        let resolve = |own: &Raw| {
            let base = |id: &str| raws.iter().find(|other| other.id == id);
            resolved(own, &base).expect("embedded; `every_pack_that_ships_can_be_read` resolves it")
        };
        raws.iter().map(resolve).collect()
    })
}

/// Every pack that can be chosen, and what is wrong with the user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packs {
    own: Vec<(PathBuf, Pack)>,
    /// What is wrong with the user's own; a pack with a fault is not among the packs.
    pub faults: Vec<Fault>,
}

impl Packs {
    /// Reads the user's own packs from a folder; a missing folder has none.
    pub fn of_folder(folder: &Path) -> Self {
        Self::of_files(&own_files(folder))
    }

    /// Reads packs from files.
    pub fn of_files(files: &[PathBuf]) -> Self {
        let mut faults = Vec::new();
        let mut refused: Vec<(Raw, Vec<Fault>)> = Vec::new();
        let mut raws: Vec<(PathBuf, Raw)> = Vec::new();
        for path in files {
            let file = path.display().to_string();
            let text = match content(path) {
                Ok(text) => text,
                Err(error) => {
                    faults.push(Fault {
                        file,
                        line: 1,
                        place: String::new(),
                        wrong: Wrong::Unread,
                        value: error.to_string(),
                    });
                    continue;
                }
            };
            let (raw, wrong) = parse::read(&file, &text);
            if !wrong.is_empty() {
                refused.push((raw, wrong));
            } else if raws.iter().any(|(_, other)| other.id == raw.id) {
                faults.push(whole(&raw, "id", Wrong::SameId, &raw.id));
            } else {
                raws.push((path.clone(), raw));
            }
        }
        // A pack that is refused anyway says of its base too whether there is one.
        let ids: Vec<String> = raws.iter().map(|(_, own)| own.id.clone()).collect();
        let ids: Vec<String> = ids
            .into_iter()
            .chain(refused.iter().map(|(own, _)| own.id.clone()))
            .chain(shipped().iter().map(|own| own.id.clone()))
            .collect();
        for (raw, mut wrong) in refused {
            if let Some(base) = raw.base.as_ref().filter(|base| !ids.contains(base)) {
                wrong.push(no_base(&raw, base));
                wrong.sort_by_key(|fault| fault.line);
            }
            faults.extend(wrong);
        }
        if raws.is_empty() {
            let own = Vec::new();
            return Self { own, faults };
        }
        let shipped: Vec<Raw> = EMBEDDED
            .iter()
            .filter_map(|(file, text)| parse::raw(file, text).ok())
            .collect();
        let mut own = Vec::new();
        for (path, raw) in &raws {
            let mut raw = raw.clone();
            let overlays = shipped.iter().any(|other| other.id == raw.id);
            if raw.base.is_none() && overlays {
                raw.base = Some(raw.id.clone());
            }
            let base = |id: &str| {
                let theirs = raws.iter().map(|(_, other)| other);
                let theirs = theirs.filter(|other| other.id == id && !(overlays && id == raw.id));
                theirs.chain(&shipped).find(|other| other.id == id)
            };
            match resolved(&raw, &base) {
                Ok(pack) => own.push((path.clone(), pack)),
                Err(fault) if faults.contains(&fault) => {}
                Err(fault) => faults.push(fault),
            }
        }
        Self { own, faults }
    }

    /// Returns the pack of an id, or the national one when there is none of that id.
    pub fn pack(&self, id: Option<&str>) -> Pack {
        let own = id.and_then(|id| self.find(id));
        own.unwrap_or(&shipped()[0]).clone()
    }

    /// Returns the pack of an id.
    pub fn find(&self, id: &str) -> Option<&Pack> {
        self.all().map(|(pack, _)| pack).find(|pack| pack.id == id)
    }

    /// Returns every pack, each with the user's file where it is from one; a user's stands in the place of
    /// a shipped one.
    pub fn all(&self) -> impl Iterator<Item = (&Pack, Option<&Path>)> {
        let own = |id: &str| self.own.iter().find(|(_, pack)| pack.id == id);
        let ours = shipped().iter().map(move |pack| match own(&pack.id) {
            Some((path, theirs)) => (theirs, Some(path.as_path())),
            None => (pack, None),
        });
        let new = self.own.iter().filter(|(_, pack)| {
            let ours = shipped().iter();
            !ours.map(|own| own.id.as_str()).any(|id| id == pack.id)
        });
        ours.chain(new.map(|(path, pack)| (pack, Some(path.as_path()))))
    }
}

/// Reads a file, or standard input where it is named `-`.
fn content(path: &Path) -> std::io::Result<String> {
    if path.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    }
}

fn no_base(raw: &Raw, base: &str) -> Fault {
    Fault {
        line: raw.base_line,
        ..whole(raw, "base", Wrong::NoBase, base)
    }
}

fn whole(raw: &Raw, place: &str, wrong: Wrong, value: &str) -> Fault {
    Fault {
        file: raw.file.clone(),
        line: 1,
        place: place.to_owned(),
        wrong,
        value: value.to_owned(),
    }
}

/// Lays a pack over its bases.
fn resolved<'a>(own: &'a Raw, base: &dyn Fn(&str) -> Option<&'a Raw>) -> Result<Pack, Fault> {
    let mut chain: Vec<&Raw> = vec![own];
    let mut at = own;
    loop {
        let id = match &at.base {
            Some(id) => id.as_str(),
            None if at.id == ROOT => break,
            None => ROOT,
        };
        let next = base(id).ok_or_else(|| no_base(at, id))?;
        let same = |other: &&Raw| (&other.file, &other.id) == (&next.file, &next.id);
        if chain.iter().any(same) {
            return Err(whole(own, "base", Wrong::BaseLoop, id));
        }
        chain.push(next);
        at = next;
    }
    Ok(laid(&chain))
}

/// Takes each value from the first of the chain that has it, and the terms of all.
fn laid(chain: &[&Raw]) -> Pack {
    let own = chain[0];
    let mut values = Vec::new();
    for key in parse::VALUES {
        let found = chain.iter().find_map(|raw| {
            let source = raw.sources.get(key)?;
            Some((Arc::clone(source), raw.id.as_str().into()))
        });
        values.extend(found.map(|(source, pack)| Value { key, source, pack }));
    }
    let mut terms = vec![Vec::new(); ClockKind::ALL.len()];
    let mut extensions = Vec::new();
    for (depth, raw) in chain.iter().enumerate() {
        let depth = depth as u8;
        for (all, theirs) in terms.iter_mut().zip(&raw.terms) {
            all.extend(theirs.iter().cloned().map(|mut term| {
                term.origin.depth = depth;
                term
            }));
        }
        extensions.extend(raw.extensions.iter().cloned().map(|mut rule| {
            rule.origin.depth = depth;
            rule
        }));
    }
    let words = Words::default();
    let mut pack = Pack {
        id: own.id.clone(),
        name: own.name.clone(),
        region: first(chain, |raw| raw.region.clone()),
        level: first(chain, |raw| raw.level).unwrap_or(Level::County),
        base: chain.get(1).map(|raw| raw.id.clone()),
        valid_from: own.valid_from,
        law: own.law.clone(),
        unconfirmed: own.unconfirmed.clone(),
        scope: own.scope.unwrap_or((Some8::ALL, Some8::ALL)),
        terms,
        extensions,
        arithmetic: first(chain, |raw| raw.arithmetic).unwrap_or_default(),
        warn_days: first(chain, |raw| raw.warn_days).unwrap_or(WarnDays { soon: 7, urgent: 3 }),
        words: Words {
            co: first(chain, |raw| raw.co.clone()).unwrap_or(words.co),
            suggestion: first(chain, |raw| raw.suggestion.clone()).unwrap_or(words.suggestion),
        },
        classes: first(chain, |raw| raw.classes.clone()).unwrap_or_default(),
        return_reasons: first(chain, |raw| raw.return_reasons.clone()).unwrap_or_default(),
        axes: first(chain, |raw| raw.axes.clone()).unwrap_or_else(|| vec![Axis::Result]),
        ratings: first(chain, |raw| raw.ratings.clone())
            .unwrap_or_else(|| vec![Rating::Satisfied, Rating::Basically, Rating::Unsatisfied]),
        answer_each: first(chain, |raw| raw.answer_each).unwrap_or(AnswerEach::Each),
        extension_needs_consent: false,
        satisfied_includes_basically: first(chain, |raw| raw.satisfied_includes_basically)
            .unwrap_or(false),
        unreturned: first(chain, |raw| raw.unreturned).unwrap_or(Unreturned::Counted),
        values,
    };
    let rule = pack.extension(pack.first_case(), None);
    pack.extension_needs_consent = rule.is_some_and(|rule| rule.needs_consent);
    pack
}

fn first<T>(chain: &[&Raw], value: impl Fn(&Raw) -> Option<T>) -> Option<T> {
    chain.iter().find_map(|raw| value(raw))
}
