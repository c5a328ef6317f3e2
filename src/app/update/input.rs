//! Typed text, movements inside it, pastes and clicks: who takes them.

use crate::app::{
    Action, Effect, Model, Pane,
    edit::edit_field,
    msg::{EditKey, Extend},
    overlay::{Overlay, Papers},
    queue::Spot,
};

impl Model {
    pub(super) fn typed(&mut self, text: &str) -> Vec<Effect> {
        let lang = self.lang;
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.typed(text, lang);
            return self.follow(outcome);
        }
        let height = self.list_height(Pane::Queue);
        match self.focus {
            Pane::Queue if self.queue.typing => vec![self.queue.type_filter(text, height)],
            // An IME left on: a Chinese word in a list starts the filter with it.
            Pane::Queue => {
                self.queue.open = None;
                self.queue.typing = true;
                self.queue.filter.clear();
                vec![self.queue.type_filter(text, height)]
            }
            Pane::Roster if self.roster.typing => self.roster.type_query(text),
            Pane::Roster => {
                self.roster.open = None;
                self.roster.trail.clear();
                self.roster.typing = true;
                self.roster.query.clear();
                self.roster.type_query(text)
            }
            Pane::Letter => match &mut self.letter.open {
                Some(open) if open.asked.asking.is_some() => {
                    if let Some(field) = open.asked.field_mut() {
                        field.insert(text);
                    }
                    Vec::new()
                }
                Some(open) if open.in_text => {
                    if !open.may_write() {
                        self.refuse_by("letter.read_only");
                        return Vec::new();
                    }
                    if open.vim.is_some() {
                        return self.vim_typed(text);
                    }
                    let mut effects = open.insert(text);
                    effects.extend(self.follow_mention(text));
                    effects
                }
                _ => Vec::new(),
            },
            Pane::Board => Vec::new(),
        }
    }

    pub(super) fn edited(&mut self, key: EditKey, extend: Extend) -> Vec<Effect> {
        let (lang, height) = (self.lang, self.dialog_height());
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.edit(key, lang, height);
            return self.follow(outcome);
        }
        if let Some(effects) = self.edit_mention(key) {
            return effects;
        }
        let rows = self.list_height(self.focus);
        match self.focus {
            Pane::Queue if self.queue.typing => self.queue.edit_filter(key, rows),
            Pane::Roster if self.roster.typing => {
                if let Some(step) = crate::app::overlay::step_of_key(key) {
                    let picks = self.roster.facets.step(step, rows);
                    if !picks && !self.roster.step_offers(step) {
                        self.roster.cursor.step(step, self.roster.hits.len(), rows);
                    }
                    return Vec::new();
                }
                let before = self.roster.query.text().to_owned();
                edit_field(&mut self.roster.query, key);
                if self.roster.query.text() == before {
                    return self.roster.follow_caret().into_iter().collect();
                }
                self.roster.queried()
            }
            Pane::Letter => match &mut self.letter.open {
                Some(open) if open.asked.asking.is_some() => match key {
                    EditKey::Up => self.ask_letter(Action::Up),
                    EditKey::Down => self.ask_letter(Action::Down),
                    key => {
                        if let Some(field) = open.asked.field_mut() {
                            edit_field(field, key);
                        }
                        Vec::new()
                    }
                },
                Some(open) if open.in_text && open.vim.is_some() => self.vim_edited(key, extend),
                Some(open) => {
                    let mut effects = open.edit(key, extend);
                    effects.extend(self.follow_mention(""));
                    effects
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    pub(super) fn pasted(&mut self, text: &str) -> Vec<Effect> {
        let lang = self.lang;
        if let Some(overlay) = self.overlays.last_mut() {
            let outcome = overlay.pasted(text, lang);
            return self.follow(outcome);
        }
        if self.focus == Pane::Letter
            && let Some(open) = &mut self.letter.open
            && open.in_text
            && open.asked.asking.is_none()
        {
            let (kept_out, effects) = open.paste(text);
            if kept_out > 0 {
                let count = kept_out.to_string();
                self.done(lang.say_with("letter.paste_cleaned", &[("count", &count)]));
            }
            return effects;
        }
        if self.takes_text() {
            return self.typed(text);
        }
        // Pasted onto a list: a paper, perhaps. It is shown before anything happens.
        let mut papers = Papers {
            path_title: lang.say("papers.path").to_owned(),
            ..Papers::default()
        };
        papers.paste_in(text);
        self.overlays.push(Overlay::Papers(papers));
        vec![Effect::ReadInbox]
    }

    pub(super) fn clicked(&mut self, x: u16, y: u16) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            return Vec::new();
        }
        let areas = self.areas();
        let Some((pane, area)) = areas
            .panes
            .iter()
            .find(|(_, area)| area.holds(x, y))
            .copied()
        else {
            return Vec::new();
        };
        self.go(pane);
        let Some(row) = (y - area.y).checked_sub(1).map(usize::from) else {
            return Vec::new();
        };
        let height = self.list_height(pane);
        match pane {
            Pane::Queue if self.queue.open.is_none() => {
                if row == height && self.queue_foot().is_some() {
                    self.queue.spot = Spot::Foot;
                    return Vec::new();
                }
                self.queue.spot = Spot::Item;
                let at = self.queue.cursor.top + row;
                self.queue.cursor.go(at, self.queue.total, height);
            }
            Pane::Roster if self.roster.open.is_none() && self.roster_areas().0.holds(x, y) => {
                let at = self.roster.cursor.top + row;
                self.roster.cursor.go(at, self.roster.hits.len(), height);
            }
            Pane::Letter => {
                if let Some(open) = &mut self.letter.open {
                    let ruled = usize::from(self.letter.ruler);
                    let at = (open.editor.first_row() + row).saturating_sub(ruled);
                    let col = usize::from((x - area.x).saturating_sub(1));
                    open.editor.go_to_cell(at, col);
                } else {
                    let at = self.letter.cursor.top + row;
                    self.letter.cursor.go(at, self.letter.heads.len(), height);
                }
            }
            _ => {}
        }
        Vec::new()
    }
}
