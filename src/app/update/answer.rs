//! What comes back from effects.

use crate::{
    app::{
        Effect, Model, Msg, Pane,
        effect::SaveWhat,
        msg::Saved,
        overlay::{Overlay, Review},
        queue::ItemScreen,
        record::Record,
        roster::CardScreen,
    },
    domain::event::EventKind,
};

impl Model {
    pub(super) fn answered(&mut self, answer: Msg) -> Vec<Effect> {
        let lang = self.lang;
        match answer {
            Msg::QueueRead(answer) => {
                let height = self.list_height(Pane::Queue);
                self.queue.take(answer, height);
            }
            Msg::CountsRead(queue, roster) => self.counts = Some((queue, roster)),
            Msg::ItemRead(Some(view)) => {
                let same = self
                    .queue
                    .open
                    .as_ref()
                    .filter(|open| open.view.proposal.id == view.proposal.id);
                let (top, reveals) = same.map_or((0, false), |open| (open.top, open.reveals));
                self.queue.open = Some(ItemScreen { view, top, reveals });
            }
            Msg::ItemRead(None) | Msg::CardRead(None) | Msg::LetterRead(None) => {
                self.refuse_by("notice.gone")
            }
            Msg::NumberFound(number, ids) => match ids.first() {
                Some(id) => return vec![self.queue.go_to(*id, self.list_height(Pane::Queue))],
                None => self
                    .refuse(lang.say_with("notice.no_number", &[("number", &number.to_string())])),
            },
            Msg::Recorded(acted) => {
                self.undone.clear();
                self.acted(&acted, "notice.recorded");
                self.queue.marks.clear();
                self.acts.push(acted);
                return self.reread_all();
            }
            Msg::Reversed(acted) => {
                self.acted(&acted, "notice.reversed");
                if acted.kind == EventKind::Reversed {
                    self.undone.push(acted)
                } else {
                    self.acts.push(acted)
                }
                return self.reread_all();
            }
            Msg::RecordSaved(saved) => {
                self.done(lang.say("notice.saved").to_owned());
                let mut effects = self.reread_all();
                match saved {
                    Saved::Item(id) => {
                        effects.push(self.queue.go_to(id, self.list_height(Pane::Queue)))
                    }
                    Saved::Name(id) => effects.push(Effect::ReadCard(id)),
                    Saved::Unit => effects.push(Effect::ReadUnit),
                }
                return effects;
            }
            Msg::LettersRead(heads) => {
                self.letter.heads = heads;
                let height = self.list_height(Pane::Letter);
                self.letter.cursor.keep_in(self.letter.heads.len(), height);
            }
            Msg::LetterRead(Some(view)) => {
                self.go(Pane::Letter);
                let area = self.areas().pane(Pane::Letter);
                self.letter.open(
                    view,
                    area.width.saturating_sub(2),
                    area.height.saturating_sub(1),
                );
                // A letter just begun moves its item to another state.
                let queue = self.queue.reread_in_place(self.list_height(Pane::Queue));
                return vec![queue, Effect::ReadLetters];
            }
            Msg::DraftSaved(id, version) => {
                if let Some(open) = self.letter.open.as_mut().filter(|open| open.id() == id) {
                    let next = open.saved(version);
                    if next.is_some() {
                        return next.into_iter().collect();
                    }
                }
                return self.leave();
            }
            Msg::DraftStale(id, theirs) => return self.stale(id, theirs),
            Msg::Exported(path) => self.done(lang.say_with("letter.exported", &[("path", &path)])),
            Msg::NamesFound {
                generation,
                hits,
                total,
                partial,
            } => {
                let height = self.list_height(Pane::Roster);
                self.roster.take(generation, hits, total, partial, height);
            }
            Msg::CardRead(Some(card)) => {
                self.roster.open = Some(CardScreen {
                    card,
                    cursor: crate::app::list::Cursor::default(),
                    reveals: false,
                });
            }
            Msg::PlacesFound(generation, kind, found) => {
                if let Some(Overlay::GoTo(go_to)) = self.overlays.last_mut() {
                    go_to.take(generation, kind, found);
                }
            }
            Msg::UnitRead(unit) => self.unit = *unit,
            Msg::UnitOpened(unit, version) => {
                let record = Record::Unit(unit);
                let title = lang.say("form.unit").to_owned();
                self.overlays
                    .push(Overlay::form(title, SaveWhat::Unit(version), record));
            }
            Msg::InboxRead(folder, files) => {
                if let Some(Overlay::Papers(papers)) = self.overlays.last_mut() {
                    papers.folder = folder;
                    papers.files = files;
                }
            }
            Msg::PaperRead(paper) => {
                let title = lang.say("form.correct").to_owned();
                self.overlays
                    .push(Overlay::Review(Review::new(paper, title)));
            }
            Msg::PaperStored(items, sources) => {
                let (count, sources) = (items.len().to_string(), sources.to_string());
                self.done(
                    lang.say_with("papers.stored", &[("items", &count), ("sources", &sources)]),
                );
                let mut effects = self.reread_all();
                if let Some(id) = items.first() {
                    self.go(Pane::Queue);
                    effects.push(self.queue.go_to(*id, self.list_height(Pane::Queue)));
                }
                return effects;
            }
            Msg::Failed(trouble) => {
                self.refuse(trouble.says);
                let mut effects = self
                    .letter
                    .open
                    .as_mut()
                    .map(crate::app::letter::OpenLetter::failed)
                    .unwrap_or_default();
                if self.leaving {
                    effects.push(Effect::Leave);
                }
                return effects;
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn acted(&mut self, acted: &crate::app::effect::Acted, key: &str) {
        let count = acted.events.len().to_string();
        let what = self
            .lang
            .say(&format!("event.{}", acted.kind.code()))
            .to_owned();
        self.done(
            self.lang
                .say_with(key, &[("count", &count), ("what", &what)]),
        );
    }
}
