//! The findings of the open letter: sending its text to be checked, walking through them, correcting.

use std::ops::Range;

use crate::{
    app::{
        Action, Effect, Model,
        letter::spans::written,
        msg::{EditKey, Extend},
        overlay::{FindingList, Overlay},
    },
    check::Judged,
    domain::id::LetterId,
    text::buffer::Position,
};

impl Model {
    /// Sends the open letter to be checked.
    pub(super) fn check_letter(&mut self) -> Option<Effect> {
        let open = self.letter.open.as_mut()?;
        open.found.generation += 1;
        Some(Effect::CheckLetter {
            id: open.id(),
            generation: open.found.generation,
            text: written(&open.editor),
        })
    }

    /// Takes in what was found; an open list of findings follows.
    pub(super) fn checked(&mut self, id: LetterId, generation: u64, found: Vec<Judged>) {
        let Some(open) = self.letter.open.as_mut().filter(|open| open.id() == id) else {
            return;
        };
        if !open.found.take(generation, found, open.editor.paragraphs()) {
            return;
        }
        if let Some(Overlay::Findings(list)) = self.overlays.last_mut()
            && list.letter == id
        {
            list.list.clone_from(&open.found.list);
            list.cursor.at = list.cursor.at.min(list.list.len().saturating_sub(1));
        }
    }

    /// Does what is asked about findings; none are asked about without an open letter.
    pub(super) fn ask_findings(&mut self, action: Action) -> Vec<Effect> {
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let selected = open.editor.selection().map(|range| range.start);
        let caret = selected.unwrap_or(open.editor.caret());
        let here = open.found.at(caret);
        if open.found.list.is_empty() {
            self.say(self.lang.say("letter.no_finding").to_owned());
            return Vec::new();
        }
        let id = open.id();
        match action {
            Action::NextFinding | Action::PreviousFinding => {
                let to = if action == Action::NextFinding {
                    open.found.next(caret)
                } else {
                    open.found.previous(caret)
                };
                let Some(to) = to else {
                    self.say(self.lang.say("letter.no_finding").to_owned());
                    return Vec::new();
                };
                let range = open.found.list[to].range.clone();
                return self.show_finding(range, Action::Open);
            }
            Action::CorrectFinding => match here {
                Some(at) => {
                    let range = open.found.list[at].range.clone();
                    return self.show_finding(range, action);
                }
                None => self.refuse_by("letter.no_finding_here"),
            },
            Action::WaiveFinding if here.is_none() => self.refuse_by("letter.no_finding_here"),
            _ => {
                let at = here.or_else(|| open.found.next(caret)).unwrap_or(0);
                let mut list = FindingList::new(id, open.found.list.clone(), at);
                let effects = if action == Action::WaiveFinding {
                    list.waive()
                } else {
                    Vec::new()
                };
                self.overlays.push(Overlay::Findings(list));
                return effects;
            }
        }
        Vec::new()
    }

    /// Goes to a finding, its words selected and its rule said; corrects it when that is asked.
    pub(super) fn show_finding(&mut self, range: Range<Position>, action: Action) -> Vec<Effect> {
        let lang = self.lang;
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let Some(own) = open.found.list.iter().find(|own| own.range == range) else {
            return Vec::new();
        };
        let says = crate::app::findings::says(&own.judged.finding, lang);
        let (fix, words) = (own.judged.finding.fix.clone(), own.judged.words.clone());
        open.editor.select_range(range);
        if action != Action::CorrectFinding {
            self.say(says);
            return Vec::new();
        }
        let stands = open.editor.selected_text().as_ref() == Some(&words);
        match fix {
            Some(fix) if stands && open.may_write() => {
                if fix.is_empty() {
                    open.edit(EditKey::Backspace, Extend::No)
                } else {
                    open.insert(&fix)
                }
            }
            Some(_) if !stands => {
                self.refuse_by("letter.finding_moved");
                Vec::new()
            }
            Some(_) => {
                self.refuse_by("letter.read_only");
                Vec::new()
            }
            None => {
                // A key that does nothing would look dead.
                self.refuse(lang.say_with("letter.no_correction", &[("rule", &says)]));
                Vec::new()
            }
        }
    }
}
