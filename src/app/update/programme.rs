//! What an action does about programmes: their lists, their cards, what is entered into them.

use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        effect::SaveWhat,
        overlay::{
            Overlay,
            programmes::{Listed, Programmes},
        },
        programme::ProgrammeView,
        record::{EntryText, Record},
        views::CardOf,
    },
    domain::{
        id::ProgrammeId,
        programme::{ProgrammeKind, Scheme},
    },
    store::NameId,
};

impl Model {
    /// Answers an action about programmes, wherever the keys are; nothing for any other action.
    pub(super) fn ask_programme(&mut self, action: Action) -> Option<Vec<Effect>> {
        let kind = match action {
            Action::Programmes => return Some(self.list_programmes(Listed::All)),
            Action::OverCaps => return Some(self.list_programmes(Listed::Over)),
            // What is added to a programme is an entry.
            Action::AddFact if self.shown_programme().is_none() => return None,
            Action::AddEntry | Action::AddFact => {
                let id = self.shown_programme().map(|view| view.kept.id);
                if id.is_none() {
                    self.refuse_by("programme.none_open");
                }
                return Some(id.map(Effect::BeginEntry).into_iter().collect());
            }
            Action::NewContest => ProgrammeKind::Contest,
            Action::NewTraining => ProgrammeKind::Training,
            Action::NewSubsidy => ProgrammeKind::Subsidy,
            Action::NewPlan => ProgrammeKind::Plan,
            Action::NewAssessment => ProgrammeKind::Assessment,
            _ => return None,
        };
        self.go(Pane::Roster);
        let title = action.label(self.lang).to_owned();
        let record = Record::Programme(Box::new(Scheme::named(kind, "")));
        self.overlays
            .push(Overlay::form(title, SaveWhat::New, record));
        Some(Vec::new())
    }

    fn list_programmes(&mut self, listed: Listed) -> Vec<Effect> {
        self.overlays
            .push(Overlay::Programmes(Programmes::of(listed)));
        vec![Effect::ReadProgrammes(listed)]
    }

    /// Returns the programme whose card has the keys.
    fn shown_programme(&self) -> Option<&ProgrammeView> {
        let open = self.roster.open.as_ref()?;
        match &open.card.of {
            CardOf::Programme(view) if self.focus == Pane::Roster => Some(view),
            _ => None,
        }
    }

    /// Takes in what came back about programmes.
    pub(super) fn answer_programme(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::ProgrammesRead(listed, rows) => {
                let height = self.dialog_height();
                if let Some(Overlay::Programmes(own)) = self.overlays.last_mut()
                    && own.listed == listed
                {
                    own.cursor.keep_in(rows.len(), height);
                    own.rows = Some(rows);
                }
                Vec::new()
            }
            Msg::EntryBegun(Some(text)) => {
                self.open_entry(text);
                Vec::new()
            }
            Msg::EntryBegun(None) => {
                self.refuse_by("notice.gone");
                Vec::new()
            }
            Msg::EntryRefused(text, says) => {
                // What was typed stays, and the keys are on whom it is about.
                self.open_entry(text);
                self.refuse(says);
                Vec::new()
            }
            Msg::Entered(id) => self.entered(id),
            _ => Vec::new(),
        }
    }

    fn open_entry(&mut self, text: Box<EntryText>) {
        let title = Action::AddEntry.label(self.lang).to_owned();
        let record = Record::Entry(text);
        self.overlays
            .push(Overlay::form(title, SaveWhat::New, record));
    }

    fn entered(&mut self, id: ProgrammeId) -> Vec<Effect> {
        self.done(self.lang.say("notice.saved").to_owned());
        vec![Effect::ReadCard(NameId::Programme(id))]
    }
}
