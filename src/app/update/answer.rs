//! What comes back from effects.

use crate::{
    app::{
        Effect, Model, Msg, Pane,
        effect::{Acted, SaveWhat, Subject},
        letter::OpenLetter,
        model::Leaving,
        msg::{Saved, Trouble},
        overlay::{BOX_COLS, Mapping, Overlay, Review, TextBox},
        queue::ItemScreen,
        record::Record,
        standing_views::views,
        views::{ItemView, LookAlikes, PaperView},
    },
    domain::{event::EventKind, id::ProposalId, letter::LetterKind},
    store::SavedView,
    text::wrap::Rows,
};

/// Breaks a paragraph into rows for reading; the blank that a row is broken at hangs over and is left out.
pub(super) fn wrapped(line: &str, cols: usize) -> Vec<String> {
    let rows = Rows::new(line, cols);
    (0..rows.count())
        .map(|row| line[rows.range(row, line.len())].trim_end().to_owned())
        .collect()
}

impl Model {
    pub(super) fn answered(&mut self, answer: Msg) -> Vec<Effect> {
        match answer {
            Msg::QueueRead(answer) => {
                let height = self.list_height(Pane::Queue);
                self.queue.take(answer, height);
            }
            Msg::ViewsRead(saved) => return self.take_views(saved),
            Msg::SimilarFound(subject, found) => return self.take_similar(&subject, found),
            Msg::BesideRead(id, papers) => self.take_beside(id, papers),
            Msg::Lifted(kept) => return self.lifted(*kept),
            Msg::LiftConfirmed(id, words) => self.lift_confirmed(id, words),
            Msg::ViewsCounted(counts) => self.views_counted(&counts),
            Msg::CountsRead(counts) => self.queue_counts = Some(counts),
            Msg::BoardRead(figures) => self.take_figures(figures),
            Msg::PivotCounted { .. }
            | Msg::CountingStopped(_)
            | Msg::CellRead { .. }
            | Msg::LooksRead(_) => return self.answered_plots(answer),
            Msg::RosterCounted(counts) => self.roster_counts = Some(counts),
            Msg::ItemRead(Some(view)) => return self.show_item(view),
            Msg::ItemRead(None)
            | Msg::CardRead(None)
            | Msg::LetterRead(None)
            | Msg::SourceRead(None) => {
                self.refuse_by("notice.gone");
            }
            Msg::NumberFound(number, ids) => return self.jump(number, ids.first().copied()),
            Msg::Recorded(_)
            | Msg::Reversed(_)
            | Msg::RecordSaved(_)
            | Msg::PaperStored(..)
            | Msg::LedgerStored(_) => {
                return self.written(answer);
            }
            Msg::ClocksRead(action, targets, clocks) => {
                self.queue.reckoned = clocks;
                if self.overlays.is_empty() {
                    self.ask_reckoned(action, targets);
                }
            }
            Msg::LettersRead(heads) => self.take_letters(heads),
            Msg::LetterRead(Some(view)) => return self.open_letter(view),
            Msg::Stepped(..)
            | Msg::Remarked(..)
            | Msg::RemarkSettled(..)
            | Msg::PromisesKept(_)
            | Msg::PromisesFound(..)
            | Msg::Compared(..) => return self.went(answer),
            Msg::Exported(_) | Msg::ExportPlanned(..) | Msg::LetterWritten(..) => {
                return self.answer_export(answer);
            }
            Msg::EditedOutside(id, came) => return self.edited_outside(id, came),
            Msg::DraftSaved(id, version) => return self.draft_saved(id, version),
            Msg::Checked(id, generation, found) => self.checked(id, generation, found),
            Msg::Waived(_) => return self.check_letter().into_iter().collect(),
            Msg::DraftStale(id, theirs) => return self.stale(id, theirs),
            Msg::ExportStopped(id, path, copy, found) => {
                self.export_stopped(id, (path, copy), &found);
            }
            Msg::ExportUnnumbered(id, path, copy) => self.ask_number_for(id, (path, copy)),
            Msg::PublishingDecided(id, own) => return self.publishing_decided(id, own),
            Msg::NamesFound { .. }
            | Msg::NamesAwaited(_)
            | Msg::NamesRefused(..)
            | Msg::ValuesOffered(..)
            | Msg::FacetCounted(..) => self.answer_names(answer),
            Msg::Revealed(_) | Msg::AlikeFound(..) | Msg::FactRefused(..) => {
                self.register_answered(answer);
            }
            Msg::CardRead(Some(card)) => return self.card_read(card),
            Msg::PaperRead(paper) => return self.review_paper(paper),
            Msg::ProgrammesRead(..)
            | Msg::EntryBegun(_)
            | Msg::EntryRefused(..)
            | Msg::Entered(_) => return self.answer_programme(answer),
            Msg::UnitRead(unit, rules) => {
                self.unit = *unit;
                self.rules = *rules;
            }
            Msg::ListBegun(_)
            | Msg::NamesChosen(_)
            | Msg::ListWritten(..)
            | Msg::EndingCounted(_) => return self.answer_list(answer),
            Msg::TableRead(_)
            | Msg::TableStepped(_)
            | Msg::TableFailed(..)
            | Msg::RosterStored(_) => return self.answer_table(answer),
            Msg::Besides(says) => self.say_besides(&says),
            Msg::Refused(says) => return self.refused(says),
            Msg::Told(..) | Msg::MovesRead(_) | Msg::Moved(_) | Msg::RulesDiffer => {
                return self.answer_rules(answer);
            }
            Msg::IndexesBuilt(done, all) => self.indexes_built(done, all),
            Msg::Failed(trouble) => return self.failed(trouble),
            dialog => return self.answer_dialog(dialog),
        }
        Vec::new()
    }

    /// Takes in what the box of names asked for.
    fn answer_names(&mut self, answer: Msg) {
        match answer {
            Msg::NamesFound {
                generation,
                hits,
                total,
                partial,
            } => {
                let height = self.list_height(Pane::Roster);
                self.roster.take(generation, hits, total, partial, height);
            }
            Msg::NamesAwaited(generation) => self.roster.await_filters(generation),
            Msg::NamesRefused(generation, wrong) => self.roster.refuse_filter(generation, wrong),
            Msg::ValuesOffered(generation, offers) => self.roster.take_offers(generation, offers),
            Msg::FacetCounted(generation, facet) => self.roster.take_facet(generation, facet),
            _ => {}
        }
    }

    fn review_paper(&mut self, paper: Box<PaperView>) -> Vec<Effect> {
        let title = self.lang.say("form.correct").to_owned();
        let review = Review::new(paper, title);
        let effects = review.subjects().map(Effect::FindSimilar).collect();
        self.overlays.push(Overlay::Review(review));
        effects
    }

    fn indexes_built(&mut self, done: u64, all: u64) {
        let says = if done < all {
            let values = [("done", &*done.to_string()), ("all", &*all.to_string())];
            self.lang.say_with("notice.mending", &values)
        } else {
            self.lang.say("notice.mended").to_owned()
        };
        self.done(says);
    }

    fn say_besides(&mut self, says: &str) {
        if let Some(notice) = &mut self.notice {
            notice.says.push_str(says);
        }
    }

    fn take_views(&mut self, saved: Vec<SavedView>) -> Vec<Effect> {
        let all = views(saved, self.lang, &self.unit, &self.user);
        let shown = self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Views(own) => Some(own),
            _ => None,
        });
        shown.map(|own| own.take(all)).into_iter().collect()
    }

    fn views_counted(&mut self, counts: &[(String, usize)]) {
        for overlay in &mut self.overlays {
            if let Overlay::Views(views) = overlay {
                views.counted(counts);
            }
        }
    }

    /// Answers that a dialog waits for, or that open one.
    fn answer_dialog(&mut self, answer: Msg) -> Vec<Effect> {
        let lang = self.lang;
        let writes = self.writes_letter().is_some();
        match (answer, self.overlays.last_mut()) {
            (Msg::PlacesFound(generation, kind, found), Some(Overlay::GoTo(go_to))) => {
                go_to.take(generation, kind, found);
            }
            (Msg::InboxRead(folder, files), Some(Overlay::Papers(papers))) => {
                papers.folder = folder;
                papers.files = files;
            }
            (Msg::SourcesRead(list), Some(Overlay::Sources(sources))) => {
                sources.list = list;
                sources.read = true;
            }
            (Msg::SourceRead(Some(source)), Some(Overlay::Sources(_))) if writes => {
                self.quote_from(&source);
            }
            (Msg::SourceRead(Some(source)), _) => {
                let cols = usize::from(self.areas().body.width.min(BOX_COLS).saturating_sub(4));
                let source = source.value;
                let lines = source
                    .text
                    .lines()
                    .flat_map(|line| wrapped(line, cols))
                    .collect();
                self.overlays.push(Overlay::Text(TextBox {
                    title: source.title,
                    lines,
                    top: 0,
                }));
            }
            (Msg::UnitOpened(unit, version), _) => {
                let title = lang.say("form.unit").to_owned();
                let form = Overlay::form(title, SaveWhat::Unit(version), Record::Unit(unit));
                self.overlays.push(form);
            }
            (Msg::MergeFound(act, into), _) => self.ask_merge(*act, &into),
            (Msg::LedgerRead(ledger), _) => {
                let mapping = Mapping::new(ledger, &self.rules.pack);
                self.overlays.push(Overlay::Mapping(mapping));
            }
            (Msg::LedgerPlanned(ledger, question), _) => {
                self.confirm(question, Effect::StoreLedger(ledger));
            }
            (figures, _) => return self.answer_figures(figures),
        }
        Vec::new()
    }

    fn show_item(&mut self, view: Box<ItemView>) -> Vec<Effect> {
        let id = view.proposal.id;
        let same = self
            .queue
            .open
            .as_ref()
            .filter(|open| open.view.proposal.id == view.proposal.id);
        let (top, reveals) = same.map_or((0, false), |open| (open.top, open.reveals));
        self.queue.open = Some(ItemScreen { view, top, reveals });
        let mut effects = vec![Effect::FindSimilar(Subject::Item(id))];
        if let Some((own, action)) = self.queue.then.take()
            && own == id
            && self.overlays.is_empty()
        {
            effects.extend(self.ask_queue(action));
        }
        effects
    }

    /// Shows what is like an item wherever it was asked for.
    fn take_similar(&mut self, subject: &Subject, found: LookAlikes) -> Vec<Effect> {
        let mut effects = Vec::new();
        match (subject, self.overlays.last_mut()) {
            (Subject::Piece(piece, item), Some(Overlay::Review(review))) => {
                review.take_similar(*piece, item, found);
            }
            (Subject::Piece(..), _) => {}
            (Subject::Item(id), top) => {
                if let Some(Overlay::Alike(alike)) = top
                    && alike.of == *id
                {
                    alike.found = Some(found.clone());
                }
                effects.extend(self.read_similar_answers(*id, &found));
                self.queue.alike = Some((*id, found));
                self.mark_suggested(*id);
            }
        }
        effects
    }

    fn jump(&mut self, number: u32, id: Option<ProposalId>) -> Vec<Effect> {
        if let Some(id) = id {
            return vec![self.queue.go_to(id, self.list_height(Pane::Queue))];
        }
        let number = number.to_string();
        let says = self
            .lang
            .say_with("notice.no_number", &[("number", &number)]);
        self.refuse(says);
        Vec::new()
    }

    /// Something was written: say so, and read again what shows it.
    fn written(&mut self, answer: Msg) -> Vec<Effect> {
        let height = self.list_height(Pane::Queue);
        match answer {
            Msg::Recorded(acted) => {
                self.undone.clear();
                self.acted(&acted, "notice.recorded");
                if acted.kind == EventKind::Reversed
                    && let Some((id, _)) = acted.events.first()
                {
                    let of = self.known(*id).and_then(|(number, ..)| number);
                    let of = of.unwrap_or_default();
                    self.done(self.lang.say_with("notice.corrected", &[("of", &of)]));
                }
                self.queue.marks.clear();
                self.queue.range_from = None;
                self.queue.go_on(&acted, height);
                // The open letter may have gone out with its item: it is read anew when opened.
                let open = self.letter.open.as_ref();
                let item = open.and_then(|open| open.view.letter.value.proposal);
                let is_sent = |item| acted.events.iter().any(|(id, _)| *id == item);
                if acted.kind == EventKind::Sent && item.is_some_and(is_sent) {
                    self.put_letter_away();
                }
                self.acts.push(acted);
                let mut effects = self.reread_queue();
                // The open letter is held against its item: a class picked now fills its blank.
                effects.extend(self.check_letter());
                effects
            }
            Msg::Reversed(acted) => {
                self.acted(&acted, "notice.reversed");
                let taken_back = acted.kind == EventKind::Reversed;
                let stack = if taken_back {
                    &mut self.undone
                } else {
                    &mut self.acts
                };
                let first = acted.events.first().map(|(id, _)| *id);
                stack.push(acted);
                self.put_letter_away();
                let mut effects = self.reread_queue();
                effects.extend(first.map(|id| self.queue.go_to(id, height)));
                effects
            }
            Msg::RecordSaved(saved) => {
                self.done(self.lang.say("notice.saved").to_owned());
                let mut effects = self.reread_all();
                if let Saved::Undone(id) = saved {
                    return self.register_changed(id, "register.undone");
                }
                effects.push(match saved {
                    Saved::Item(id) => self.queue.go_to(id, height),
                    Saved::Name(id) | Saved::Undone(id) => Effect::ReadCard(id),
                    Saved::Unit => Effect::ReadUnit,
                });
                effects
            }
            Msg::LedgerStored(items) => {
                // The mapping has done its work.
                self.overlays
                    .retain(|own| !matches!(own, Overlay::Mapping(_)));
                let count = items.len().to_string();
                self.done(self.lang.say_with("mapping.stored", &[("count", &count)]));
                self.reread_queue()
            }
            Msg::PaperStored(items, sources) => {
                let lang = self.lang;
                let count = |key: &str, n: usize| {
                    (n > 0).then(|| lang.say_with(key, &[("n", &n.to_string())]))
                };
                let what: Vec<String> = [
                    count("papers.items", items.len()),
                    count("papers.sources", sources),
                ]
                .into_iter()
                .flatten()
                .collect();
                let what = what.join(lang.pick("，", ", "));
                self.done(lang.say_with("papers.stored", &[("what", &what)]));
                let mut effects = self.reread_queue();
                if let Some(id) = items.first() {
                    self.go(Pane::Queue);
                    effects.push(self.queue.go_to(*id, height));
                }
                effects
            }
            _ => Vec::new(),
        }
    }

    /// Items of an act were refused: one in the last row, several in a box that names each.
    fn refused(&mut self, refused: Vec<Trouble>) -> Vec<Effect> {
        let count = refused.len().to_string();
        let mut says: Vec<String> = refused.iter().map(|own| own.says.clone()).collect();
        let mut effects = Vec::new();
        let title = self.lang.say_with("act.refused", &[("count", &count)]);
        match says.len() {
            0 => {}
            1 => {
                self.refuse(says.remove(0));
                effects = self.give_back(refused);
            }
            _ => {
                effects = self.give_back(refused);
                let cols = usize::from(self.areas().body.width.min(BOX_COLS).saturating_sub(4));
                let lines = says.iter().flat_map(|own| wrapped(own, cols)).collect();
                self.refuse(title.clone());
                self.overlays.push(Overlay::Text(TextBox {
                    title,
                    lines,
                    top: 0,
                }));
            }
        }
        // What was refused may have been changed by others: it is read again.
        effects.extend(self.reread_queue());
        effects
    }

    /// An effect failed. Somebody who asked to leave stays while a letter is not safe; only a lost
    /// terminal leaves all the same.
    fn failed(&mut self, trouble: Trouble) -> Vec<Effect> {
        self.refuse(trouble.says.clone());
        let open = self.letter.open.as_mut();
        let mut effects = open.map(OpenLetter::failed).unwrap_or_default();
        effects.extend(self.give_back(vec![trouble]));
        match self.leaving {
            Leaving::Lost => effects.push(Effect::Leave),
            Leaving::Asked | Leaving::No => self.leaving = Leaving::No,
        }
        effects
    }

    pub(super) fn acted(&mut self, acted: &Acted, key: &str) {
        let count = acted.items().to_string();
        let what = self
            .lang
            .say(&format!("event.{}", acted.kind.code()))
            .to_owned();
        // The cursor went on: of one item its number tells where it is now.
        let number = match acted.events.first() {
            Some((id, _)) if acted.items() == 1 => self.known(*id).and_then(|(own, ..)| own),
            _ => None,
        };
        let mut says = if let Some(of) = number {
            let values = [("of", &*of), ("what", &*what)];
            self.lang.say_with(&format!("{key}_one"), &values)
        } else {
            let values = [("count", &*count), ("what", &*what)];
            self.lang.say_with(key, &values)
        };
        // A request was drafted with the act: it is found among the letters.
        let paper = match acted.kind {
            EventKind::ReturnAsked => Some(LetterKind::ReturnLetter),
            EventKind::ExtensionAsked => Some(LetterKind::ExtensionRequest),
            _ => None,
        };
        if let Some(paper) = paper {
            let paper = self.lang.word("letter", paper.code());
            says.push_str(&self.lang.say_with("act.drafted", &[("paper", &paper)]));
        }
        self.done(says);
    }
}
