//! Reading what stands beside a letter, and keeping what is taken over from there.

use super::{office::Office, perform::Performed};
use crate::{
    app::{
        Effect, Msg,
        letter::beside::Wanted,
        views::{BesideKind, BesidePaper},
    },
    domain::{
        id::{LetterId, ProposalId},
        letter::Letter,
        lift::{KeptLift, Lift},
    },
    letter::parts::{Role, read},
    store::{Result, StoreError},
};

/// Keeps what was taken over, and what was looked up again.
///
/// # Errors
/// When a letter is gone or closed, or the store cannot be written.
pub fn keep(office: &mut Office, effect: Effect) -> Result<Performed> {
    Ok(match effect {
        Effect::Lift(letter, wanted) => {
            let kept = office.lift(letter, wanted)?;
            Performed::of(Msg::Lifted(Box::new(kept)))
        }
        Effect::ConfirmLifted(id, words) => {
            office.store.confirm_lifted(id, &words)?;
            Performed::of(Msg::LiftConfirmed(id, words))
        }
        _ => Performed::default(),
    })
}

impl Office {
    /// Reads the opinions on a letter's item, and the answers to items like it; each of those with how
    /// much is the same, in percent.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn papers_beside(
        &self,
        id: LetterId,
        like: &[(ProposalId, u8)],
    ) -> Result<Vec<BesidePaper>> {
        let letter = self.store.letter(id)?;
        let item = letter.and_then(|letter| letter.value.proposal);
        let mut papers = Vec::new();
        for opinion in item.map_or(Ok(Vec::new()), |item| self.opinions(item))? {
            let organ = opinion.value.organ.clone();
            let head = organ.unwrap_or_else(|| opinion.value.title.clone());
            papers.push(paper(BesideKind::Opinion, head, &opinion));
        }
        for (item, percent) in like {
            let Some(answer) = self.last_answer(*item)? else {
                continue;
            };
            let Some(letter) = self.store.letter(answer.id)? else {
                continue;
            };
            let head = [answer.number, answer.class, Some(answer.title)];
            let head: Vec<String> = head.into_iter().flatten().collect();
            let kind = BesideKind::Similar(*percent);
            papers.push(paper(kind, head.join(" "), &letter));
        }
        Ok(papers)
    }

    /// Keeps a paragraph taken over into a letter, with its origin.
    ///
    /// # Errors
    /// When one of the letters is gone, or the store cannot be written.
    pub fn lift(&mut self, letter: LetterId, wanted: Wanted) -> Result<KeptLift> {
        let kept = self.store.letter(letter)?.ok_or(StoreError::Missing {
            what: "letter",
            id: letter.0,
        })?;
        if !kept.value.stage.is_open() {
            return Err(StoreError::LetterClosed(letter.0));
        }
        let lift = Lift {
            letter,
            origin: Some(wanted.origin),
            paragraph: wanted.paragraph,
            text: wanted.text,
            at: self.now(),
            by: self.actor(),
            confirmed: Vec::new(),
        };
        let id = self.store.add_lift(&lift)?;
        Ok(KeptLift { id, lift })
    }
}

/// Returns what of a letter can be taken over: its text without head and foot, by line.
fn paper(kind: BesideKind, head: String, letter: &Letter) -> BesidePaper {
    let text = &letter.value.text;
    let whole: Vec<(usize, &str)> = text
        .lines()
        .map(str::trim)
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let parts = read(text);
    let is_text = |role| matches!(role, Role::Heading | Role::SubHeading | Role::Body);
    let lines = whole.into_iter().zip(parts);
    BesidePaper {
        id: letter.id,
        kind,
        head,
        paragraphs: lines
            .filter(|(_, part)| is_text(part.role))
            .map(|((at, line), _)| (at, line.to_owned()))
            .collect(),
    }
}
