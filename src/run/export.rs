//! Letters into files: whose mark stands above, what a file is called, which letters of which items.

use std::collections::HashSet;

use super::{fonts::SystemFonts, office::Office, review::filled_later};
use crate::{
    app::effect::Copy,
    check::Judged,
    domain::{
        chain::StepKind,
        id::{LetterId, ProposalId},
        letter::{Letter, LetterHead, LetterStage, LetterText},
        publishing::Publicity,
    },
    lang::Lang,
    letter::{
        output::{Made, Output, Unwritten},
        page::{Head, Paper, organ_of},
        published::printed,
    },
    store::{Result, Store, StoreError},
};

/// Returns the organ whose mark stands above a letter: the one it names, the one that signs it, or
/// this unit; nothing where no one is known.
pub fn organ(office: &Office, letter: &LetterText) -> String {
    let signed = organ_of(&letter.text).map(str::to_owned);
    letter
        .organ
        .clone()
        .or(signed)
        .or_else(|| office.unit.full_name.clone())
        .unwrap_or_default()
}

/// Makes the file of a letter as it is kept, unchecked: for the unit's own file.
///
/// # Errors
/// When the form needs a typeface that is not there.
pub fn make(
    office: &Office,
    letter: &LetterText,
    (form, head): (&Output, Head),
    fonts: &SystemFonts,
) -> std::result::Result<Made, Unwritten> {
    let organ = organ(office, letter);
    let paper = Paper {
        text: &letter.text,
        organ: &organ,
        head,
        stamp: "",
    };
    (form.write)(&paper, fonts)
}

/// The word that marks a draft on paper.
const DRAFT: &str = "草稿";

/// Why a copy was not made.
#[derive(Debug)]
pub enum NoCopy {
    /// The checks found errors that nobody overrode.
    Findings(Vec<Judged>),
    /// It is signed and waits for its number; nothing else keeps it back.
    Unnumbered,
    /// It is not to be published, or nobody decided that it is.
    NotPublic(Option<Publicity>),
    /// The file could not be put together.
    Unwritten(Unwritten),
    /// The store could not be read.
    Store(StoreError),
}

impl From<StoreError> for NoCopy {
    fn from(error: StoreError) -> Self {
        NoCopy::Store(error)
    }
}

impl Office {
    /// Checks a letter and makes the file of a copy, of a public one what it says when masked; a head that nobody asked for is the profile's. With
    /// it how many private values were masked. What others wrote is not ours to check.
    ///
    /// # Errors
    /// Why it was not made.
    pub fn copy(
        &self,
        id: LetterId,
        copy: Copy,
        (form, head): (&Output, Option<Head>),
        fonts: &SystemFonts,
    ) -> std::result::Result<(Made, usize), NoCopy> {
        let kept = self.store.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })?;
        // Nothing of what is not for the public is told by way of its errors or its number.
        if copy == Copy::Public {
            let decided = self.store.publishing(id)?.map(|own| own.publicity);
            if decided != Some(Publicity::Open) {
                return Err(NoCopy::NotPublic(decided));
            }
        }
        let (text, masked) = match copy {
            Copy::Public => self.without_private(id, &kept.value)?,
            Copy::Letter | Copy::Draft => (kept.value.text.clone(), 0),
        };
        if copy != Copy::Draft && kept.value.stage != LetterStage::Imported {
            // What is masked is no error of the copy: it is judged by what it says.
            let mut found = self.findings_of(&kept, &text)?;
            found.retain(Judged::stops);
            if !found.is_empty() {
                return Err(if self.waits_for_number(&kept, &found)? {
                    NoCopy::Unnumbered
                } else {
                    NoCopy::Findings(found)
                });
            }
        }
        let letter = kept.value;
        let text = self.printed(id, &letter, &text)?;
        let organ = organ(self, &letter);
        let paper = Paper {
            text: &text,
            organ: &organ,
            head: head.unwrap_or(self.profile().page_head()),
            stamp: if copy == Copy::Draft { DRAFT } else { "" },
        };
        let made = (form.write)(&paper, fonts).map_err(NoCopy::Unwritten)?;
        Ok((made, masked))
    }
}

impl Office {
    /// Returns a letter's text as paper bears it: with the note of a published one. What others wrote is
    /// theirs.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn printed(&self, id: LetterId, letter: &LetterText, text: &str) -> Result<String> {
        if letter.stage == LetterStage::Imported {
            return Ok(text.to_owned());
        }
        let decided = self.store.publishing(id)?.map(|own| own.publicity);
        Ok(printed(text, decided, self.profile().published()))
    }

    /// Tells whether all that stops a letter is the number that its next step gives it.
    fn waits_for_number(&self, kept: &Letter, found: &[Judged]) -> Result<bool> {
        let review = self.review(kept)?;
        if review.next().map(|step| step.does) != Some(StepKind::Number) {
            return Ok(false);
        }
        let later = filled_later(&kept.value.text);
        Ok(found.iter().all(|own| {
            let at = own.finding.span.start;
            later.iter().any(|span| span.contains(&at))
        }))
    }
}

/// Says why a letter may not be published as it stands, and what to do.
pub fn not_public(decided: Option<Publicity>, lang: Lang) -> String {
    match decided {
        None => lang.say("publishing.undecided").to_owned(),
        Some(own) => {
            let word = lang.word("publicity", own.code());
            lang.say_with("publishing.not_open", &[("publicity", &word)])
        }
    }
}

/// Says why a file could not be made, and what to do.
pub fn refusal(error: &Unwritten, lang: Lang) -> String {
    match error {
        Unwritten::NoFont => lang.say("out.no_font").to_owned(),
        Unwritten::BadFont(name) => lang.say_with("out.bad_font", &[("name", name)]),
        Unwritten::Failed(why) => lang.say_with("out.failed", &[("error", why)]),
    }
}

/// Returns a name for files about a letter, without what file systems mind and without an ending.
pub fn stem(number: Option<&str>, title: &str) -> String {
    let kept = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_control() && !r#"/\:*?"<>| "#.contains(*c))
            .take(60)
            .collect()
    };
    let number = number.map(kept).filter(|number| !number.is_empty());
    let title = kept(title);
    let title = title.trim_start_matches('.');
    match (number, title.is_empty()) {
        (Some(number), true) => number,
        (Some(number), false) => format!("{number}-{title}"),
        (None, true) => "函".to_owned(),
        (None, false) => title.to_owned(),
    }
}

/// How many letters are looked through: all that an office writes in its life.
const ALL: usize = 1_000_000;

/// A letter that is to be written, with the name of its file without ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub id: LetterId,
    /// The name, unlike that of any other.
    pub stem: String,
}

/// Lists the letters written here for the items, oldest first, with a file's name each.
///
/// # Errors
/// When the store cannot be read.
pub fn planned(store: &dyn Store, items: &[ProposalId]) -> Result<Vec<Planned>> {
    let items: HashSet<ProposalId> = items.iter().copied().collect();
    let mut heads = store.letters(ALL)?;
    heads.retain(|head| {
        head.stage != LetterStage::Imported && head.proposal.is_some_and(|id| items.contains(&id))
    });
    called(store, heads)
}

/// Lists these letters, oldest first, with a file's name each.
///
/// # Errors
/// When the store cannot be read.
pub fn planned_of(store: &dyn Store, letters: &[LetterId]) -> Result<Vec<Planned>> {
    let letters: HashSet<LetterId> = letters.iter().copied().collect();
    let mut heads = store.letters(ALL)?;
    heads.retain(|head| letters.contains(&head.id));
    called(store, heads)
}

fn called(store: &dyn Store, mut heads: Vec<LetterHead>) -> Result<Vec<Planned>> {
    heads.sort_by_key(|head| head.id);
    let mut names = HashSet::new();
    let mut found = Vec::new();
    for head in heads {
        let number = match head.proposal {
            Some(id) => store.proposal(id)?.and_then(|own| own.value.number_printed),
            None => None,
        };
        let mut name = stem(number.as_deref(), &head.title);
        // Two items of two sittings may have the same number and title.
        if !names.insert(name.clone()) {
            name = format!("{name}-{}", head.id.0);
            names.insert(name.clone());
        }
        found.push(Planned {
            id: head.id,
            stem: name,
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_file_is_called_by_number_and_title() {
        for (number, title, expected) in [
            (Some("037"), "关于“培训”的答复", "037-关于“培训”的答复"),
            (None, "../etc/passwd", "etcpasswd"),
            (Some("/"), "\u{1b}[31m: *", "[31m"),
            (Some("037"), "", "037"),
            (None, "", "函"),
        ] {
            assert_eq!(stem(number, title), expected);
        }
        assert_eq!(stem(None, &"甲".repeat(300)).chars().count(), 60);
    }
}
