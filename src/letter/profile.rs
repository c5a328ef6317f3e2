//! A profile: what must stand where in the letters of a unit or a region.
//!
//! Real letters differ in every element: where the class stands, whether the title names the organ,
//! how several deputies are addressed. Templates leave these places to the profile; each is a text
//! with fields, kept by section and key. What a profile leaves open comes from its base.

use std::collections::BTreeMap;

use super::page::Head;
use super::template::{Form, Kind, Place, read_form};
use crate::{
    domain::sitting::{self, Level, Period},
    rules::{
        Wrong,
        read::{Doc, Table},
    },
};

/// The key of a form that serves every kind without one of its own.
const ALL: &str = "all";

/// The sections with the fields that may stand there.
const SECTIONS: [(&str, Place); 6] = [
    ("head", Place::Letter),
    ("opening", Place::Letter),
    ("closing", Place::Letter),
    ("foot", Place::Letter),
    ("meeting", Place::Meeting),
    ("salutation", Place::Salutation),
];

const MEETINGS: [&str; 6] = [
    "suggestion",
    "cppcc",
    "suggestion_between",
    "cppcc_between",
    "national_suggestion",
    "national_cppcc",
];

const SALUTATIONS: [&str; 4] = ["respect", "one", "several", "many"];

/// A profile as its file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The profile that fills its gaps.
    pub base: Option<String>,
    /// Where its forms were seen, or who chose them.
    pub source: String,
    /// The rule packs whose units write so unless they say otherwise.
    pub packs: Vec<String>,
    forms: BTreeMap<(&'static str, String), Form>,
    named_at_most: Option<u16>,
    page_head: Option<Head>,
    published: Option<String>,
    pub(super) base_line: usize,
}

impl Profile {
    /// Reads a profile from a file's table; every fault goes to the document.
    pub(super) fn read(doc: &mut Doc<'_>, mut root: Table<'_, '_>) -> Option<Self> {
        let id = root.must(doc, "id");
        if let (Some(id), Some(value)) = (&id, root.get("id"))
            && !id
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
        {
            doc.fault(value.at(), "id", Wrong::BadId, id);
        }
        let name = root.must(doc, "name");
        let base_line = root.get("base").map_or(1, |own| doc.line_of(own.at()));
        let base = root.text(doc, "base");
        let source = root.source(doc);
        let packs = root.texts(doc, "packs");
        let page_head = root.code(doc, "page_head", Head::named);
        let published = root.text(doc, "published");
        let mut forms = BTreeMap::new();
        let mut named_at_most = None;
        for (section, place) in SECTIONS {
            let Some(mut table) = root.table(doc, section) else {
                continue;
            };
            for key in keys(section) {
                let Some(value) = table.get(key) else {
                    continue;
                };
                let text = value.text(doc);
                let form = text.and_then(|text| read_form(doc, &value, &text, place));
                forms.extend(form.map(|form| ((section, key.to_owned()), form)));
            }
            if section == "salutation" {
                named_at_most = table.number(doc, "named_at_most");
            }
            table.finish(doc);
        }
        root.finish(doc);
        Some(Self {
            id: id?,
            name: name?,
            base,
            source: source.to_string(),
            packs: packs.unwrap_or_default(),
            forms,
            named_at_most,
            page_head,
            published,
            base_line,
        })
    }

    /// Fills the gaps from a base. A form of its own for every kind goes before the base's for one.
    pub(super) fn lay_over(&mut self, base: &Profile) {
        for ((section, key), form) in &base.forms {
            let own = |key: &str| self.forms.contains_key(&(*section, key.to_owned()));
            if !own(key) && !own(ALL) {
                self.forms.insert((section, key.clone()), form.clone());
            }
        }
        self.named_at_most = self.named_at_most.or(base.named_at_most);
        self.page_head = self.page_head.or(base.page_head);
        if self.published.is_none() {
            self.published.clone_from(&base.published);
        }
    }

    /// Returns the form of a part of a letter: head, opening, closing or foot.
    pub fn part(&self, section: &'static str, kind: Kind) -> Option<&Form> {
        let own = |key: &str| self.forms.get(&(section, key.to_owned()));
        own(kind.code()).or_else(|| own(ALL))
    }

    /// Returns how a meeting is named.
    pub(super) fn meeting(
        &self,
        kind: sitting::Kind,
        level: Option<Level>,
        period: Period,
    ) -> Option<&Form> {
        let own = |key: String| self.forms.get(&("meeting", key));
        let code = kind.code();
        if level == Some(Level::National) {
            return own(format!("national_{code}"));
        }
        match period {
            Period::Between => own(format!("{code}_between")),
            Period::InSession => own(code.to_owned()),
        }
    }

    /// Returns a form of the salutation.
    pub(super) fn salutation(&self, key: &str) -> Option<&Form> {
        self.forms.get(&("salutation", key.to_owned()))
    }

    /// Returns how many persons are named; of more only the first. The forms seen name three at most.
    pub(super) fn named_at_most(&self) -> usize {
        usize::from(self.named_at_most.unwrap_or(3))
    }

    /// Returns what stands above the letters on paper, unless another head is asked for.
    pub fn page_head(&self) -> Head {
        self.page_head.unwrap_or_default()
    }

    /// Returns the note on the copies of a letter that is published; empty for none.
    pub fn published(&self) -> &str {
        self.published.as_deref().unwrap_or_default()
    }

    /// Returns every form with its section and key.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, &str, &Form)> {
        let all = self.forms.iter();
        all.map(|((section, key), form)| (*section, key.as_str(), form))
    }
}

/// Returns the keys that may stand in a section.
fn keys(section: &str) -> Vec<&'static str> {
    match section {
        "meeting" => MEETINGS.to_vec(),
        "salutation" => SALUTATIONS.to_vec(),
        _ => Kind::ALL
            .iter()
            .map(|kind| kind.code())
            .chain([ALL])
            .collect(),
    }
}
