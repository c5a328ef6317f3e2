//! The items a file is about: a form joined with its answers, and their turn into domain values.
//!
//! A form and a letter belong together when nothing printed on them disagrees and something agrees:
//! number, title or proposer, or being the only two in one file.

use super::{
    field::Field,
    problem::{Problem, ProblemKind},
    reading::{
        AddresseeKind, Asked, Document, FormPaper, LetterPaper, Numbered, Reading, SittingRead,
        SourcePaper,
    },
};
use crate::domain::{
    letter::{LetterKind, LetterStage, LetterText},
    paper::SourceText,
    proposal::{Ask, Item, PaperState, Proposer, ProposerKind, Role},
    sitting::{Kind, Period, Sitting},
};

/// One item of a file: its form, its letters, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperItem<'a> {
    /// The proposer's own paper.
    pub form: Option<&'a FormPaper>,
    /// Answers and opinions on it.
    pub letters: Vec<&'a LetterPaper>,
}

impl Reading {
    /// Returns the items the file is about, in the order of their first document.
    pub fn items(&self) -> Vec<PaperItem<'_>> {
        let mut items: Vec<PaperItem<'_>> = Vec::new();
        for document in &self.documents {
            match document {
                Document::Form(form) => {
                    // An answer may stand before the paper it answers, as an appendix follows it.
                    let fits = items.iter().position(|i| {
                        i.form.is_none()
                            && i.letters.iter().any(|l| agree(form, l) == Agreement::Yes)
                    });
                    match fits {
                        Some(at) => items[at].form = Some(form),
                        None => items.push(PaperItem {
                            form: Some(form),
                            letters: Vec::new(),
                        }),
                    }
                }
                Document::Letter(letter) => {
                    let at = self.item_of(letter, &items);
                    match at {
                        Some(at) => items[at].letters.push(letter),
                        None => items.push(PaperItem {
                            form: None,
                            letters: vec![letter],
                        }),
                    }
                }
                Document::Source(_) => {}
            }
        }
        items
    }

    fn item_of(&self, letter: &LetterPaper, items: &[PaperItem<'_>]) -> Option<usize> {
        let forms = self
            .documents
            .iter()
            .filter(|d| matches!(d, Document::Form(_)))
            .count();
        let letters = self
            .documents
            .iter()
            .filter(|d| matches!(d, Document::Letter(_)))
            .count();
        for (at, item) in items.iter().enumerate() {
            if let Some(form) = item.form {
                match agree(form, letter) {
                    Agreement::Yes => return Some(at),
                    Agreement::Open if forms == 1 && letters == 1 => return Some(at),
                    Agreement::Open | Agreement::No => {}
                }
            }
            if item.letters.iter().any(|other| same_item(other, letter)) {
                return Some(at);
            }
        }
        None
    }

    /// Returns the sources of the file.
    pub fn sources(&self) -> impl Iterator<Item = &SourcePaper> {
        self.documents.iter().filter_map(|d| match d {
            Document::Source(source) => Some(&**source),
            _ => None,
        })
    }

    /// Adds the problems that only show when the documents are seen together.
    pub(super) fn checked(mut self) -> Self {
        let mut found = Vec::new();
        for item in self.items() {
            let Some(form) = item.form else { continue };
            for letter in item.letters {
                if let (Some(own), Some(theirs)) = (&form.number, &letter.item_number)
                    && own.value.key != theirs.value.key
                {
                    found.push(Problem::at(
                        ProblemKind::Disagreement,
                        theirs.origin.line,
                        format!("{} / {}", own.value.printed, theirs.value.printed),
                    ));
                }
            }
        }
        // Both on their own: a form and one answer that disagree are told, not joined.
        if let [Document::Form(form), Document::Letter(letter)] = self.documents.as_slice()
            && agree(form, letter) == Agreement::No
        {
            found.push(Problem::at(
                ProblemKind::Disagreement,
                letter.lines.0,
                "form / letter",
            ));
        }
        self.problems.extend(found);
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    Yes,
    Open,
    No,
}

fn differ<T: PartialEq>(one: Option<&Field<T>>, other: Option<&Field<T>>) -> bool {
    one.zip(other).is_some_and(|(a, b)| a.value != b.value)
}

fn agree(form: &FormPaper, letter: &LetterPaper) -> Agreement {
    let (own, theirs) = (&form.sitting, &letter.sitting);
    let keys = |n: &Option<Field<Numbered>>| n.as_ref().map(|f| f.value.key);
    let numbers = keys(&form.number).zip(keys(&letter.item_number));
    if differ(own.term.as_ref(), theirs.term.as_ref())
        || differ(own.session.as_ref(), theirs.session.as_ref())
        || differ(own.kind.as_ref(), theirs.kind.as_ref())
        || numbers.is_some_and(|(a, b)| a != b)
    {
        return Agreement::No;
    }
    let named = form.proposers.iter().any(|p| {
        letter
            .addressees
            .iter()
            .any(|a| a.value.name == p.name.value)
    });
    let titled = form
        .title
        .as_ref()
        .zip(letter.item_title.as_ref())
        .is_some_and(|(a, b)| core_of(&a.value) == core_of(&b.value));
    if numbers.is_some() || named || titled {
        Agreement::Yes
    } else {
        Agreement::Open
    }
}

/// A title without 关于 and 的建议, so that 引导企业… is 关于引导企业…的建议.
fn core_of(title: &str) -> String {
    let mut core: &str = title.trim_matches(|c: char| !super::paper::han::is_han(c));
    core = core.strip_prefix("关于").unwrap_or(core);
    for end in ["的建议", "的提案", "的议案", "建议", "提案"] {
        if let Some(cut) = core.strip_suffix(end) {
            core = cut;
            break;
        }
    }
    core.to_string()
}

fn same_item(one: &LetterPaper, other: &LetterPaper) -> bool {
    let number = |l: &LetterPaper| l.item_number.as_ref().map(|n| n.value.key);
    number(one).is_some()
        && number(one) == number(other)
        && !differ(one.sitting.kind.as_ref(), other.sitting.kind.as_ref())
        && !differ(one.sitting.term.as_ref(), other.sitting.term.as_ref())
        && !differ(one.sitting.session.as_ref(), other.sitting.session.as_ref())
        && !differ(one.sitting.place.as_ref(), other.sitting.place.as_ref())
}

impl SittingRead {
    /// Turns what was read into the domain's sitting; the kind falls back to suggestion.
    pub fn to_sitting(&self) -> Sitting {
        Sitting {
            place: self.place.as_ref().map(|f| f.value.clone()),
            level: self.level.as_ref().map(|f| f.value),
            kind: self.kind.as_ref().map_or(Kind::Suggestion, |f| f.value),
            period: self.period.as_ref().map_or(Period::InSession, |f| f.value),
            term: self.term.as_ref().map(|f| f.value),
            session: self.session.as_ref().map(|f| f.value),
        }
    }
}

impl FormPaper {
    /// Turns the form into an item.
    pub fn to_item(&self) -> Item {
        let mut item = Item::blank(self.sitting.to_sitting());
        item.paper = PaperState::Present;
        item.number_printed = self.number.as_ref().map(|n| n.value.printed.clone());
        item.number = self.number.as_ref().map(|n| n.value.key);
        item.title = self
            .title
            .as_ref()
            .map(|t| t.value.clone())
            .unwrap_or_default();
        item.body = self
            .body
            .as_ref()
            .map(|b| b.value.clone())
            .unwrap_or_default();
        item.wished_unit = self.wished_unit.as_ref().map(|w| w.value.clone());
        item.proposers = self
            .proposers
            .iter()
            .map(|p| Proposer {
                name: p.name.value.clone(),
                kind: p.kind,
                group: p.group.as_ref().map(|f| f.value.clone()),
                phone: p.phone.as_ref().map(|f| f.value.clone()),
                address: p.address.as_ref().map(|f| f.value.clone()),
                postcode: p.postcode.as_ref().map(|f| f.value.clone()),
            })
            .collect();
        item.asks = self
            .asks
            .iter()
            .map(|a| Ask {
                text: a.value.clone(),
            })
            .collect();
        item
    }
}

impl LetterPaper {
    /// Turns the letter into a kept one; it was written elsewhere.
    pub fn to_letter(&self) -> LetterText {
        let value = |f: &Option<Field<String>>| f.as_ref().map(|f| f.value.clone());
        LetterText {
            proposal: None,
            kind: self.kind.value,
            stage: LetterStage::Imported,
            organ: value(&self.organ),
            number: value(&self.number),
            class: value(&self.class),
            title: value(&self.title).unwrap_or_default(),
            addressees: self.addressees.iter().map(|a| a.value.display()).collect(),
            sections: self.sections.iter().map(|s| s.value.clone()).collect(),
            signature: value(&self.signature),
            date: self.date.as_ref().map(|d| d.value),
            contact: value(&self.contact),
            contact_phone: value(&self.phone),
            copies: self.copies.iter().map(|c| c.value.clone()).collect(),
            text: self.text.clone(),
            spans: Vec::new(),
        }
    }

    /// Makes the item the letter is about, as far as the letter tells it; the paper is missing.
    pub fn to_item(&self) -> Item {
        let mut item = Item::blank(self.sitting.to_sitting());
        item.role = self.role;
        item.number_printed = self.item_number.as_ref().map(|n| n.value.printed.clone());
        item.number = self.item_number.as_ref().map(|n| n.value.key);
        item.title = self
            .item_title
            .as_ref()
            .map(|t| t.value.clone())
            .unwrap_or_default();
        for addressee in &self.addressees {
            let kind = match addressee.value.kind {
                AddresseeKind::Deputy => ProposerKind::Deputy,
                AddresseeKind::Member => ProposerKind::Member,
                AddresseeKind::Body => ProposerKind::Body,
                AddresseeKind::Unit => continue,
            };
            item.proposers
                .push(Proposer::named(addressee.value.name.clone(), kind));
        }
        if self.role == Role::Co {
            item.lead_unit = self
                .addressees
                .iter()
                .find(|a| a.value.kind == AddresseeKind::Unit)
                .map(|a| a.value.name.clone());
        }
        item
    }
}

impl SourcePaper {
    /// Turns the paper into a source.
    pub fn to_source(&self) -> SourceText {
        SourceText {
            title: self
                .title
                .as_ref()
                .map(|t| t.value.clone())
                .unwrap_or_default(),
            date: self.date.as_ref().map(|d| d.value),
            origin: self.origin.as_ref().map(|o| o.value.clone()),
            sections: self.sections.iter().map(|s| s.value.clone()).collect(),
            text: self.text.clone(),
        }
    }
}

impl PaperItem<'_> {
    /// Turns the item into the domain's: the form's fields first, then what the letters add.
    pub fn to_item(&self) -> Item {
        let mut letters = self.letters.iter();
        let mut item = match self.form {
            Some(form) => form.to_item(),
            None => match letters.next() {
                Some(letter) => letter.to_item(),
                None => Item::blank(Sitting::unknown(Kind::Suggestion)),
            },
        };
        if let Some(form) = self.form
            && let Some(first) = self.letters.first()
        {
            item.role = first.role;
            if form.sitting.kind.is_none() {
                item.sitting.kind = first.sitting.to_sitting().kind;
            }
        }
        for letter in letters {
            let mut theirs = letter.to_item();
            // A salutation may name a proposer the form has in full already, or less certainly.
            if self.form.is_some() {
                theirs.proposers.clear();
            }
            item.fill_from(&theirs);
        }
        item
    }

    /// Returns what no document of the item says.
    pub fn asked_for(&self) -> Vec<Asked> {
        let item = self.to_item();
        let kind_known = self.form.is_some_and(|f| f.sitting.kind.is_some())
            || self.letters.iter().any(|l| l.sitting.kind.is_some());
        let gaps = [
            (true, Asked::AssignmentDate),
            (!kind_known, Asked::Kind),
            (item.sitting.place.is_none(), Asked::Place),
            (item.sitting.level.is_none(), Asked::Level),
            (item.sitting.term.is_none(), Asked::Term),
            (item.sitting.session.is_none(), Asked::Session),
            (item.number.is_none(), Asked::Number),
            (item.title.is_empty(), Asked::Title),
            (item.proposers.is_empty(), Asked::Proposers),
            (item.wished_unit.is_none(), Asked::WishedUnit),
            (item.body.is_empty(), Asked::Body),
        ];
        gaps.iter()
            .filter(|(gap, _)| *gap)
            .map(|(_, asked)| *asked)
            .collect()
    }

    /// Returns the answers, opinions left out.
    pub fn replies(&self) -> impl Iterator<Item = &LetterPaper> {
        self.letters.iter().copied().filter(|l| {
            matches!(
                l.kind.value,
                LetterKind::LeadReply | LetterKind::SeparateReply | LetterKind::FollowUpReply
            )
        })
    }
}
