//! A form that was refused because others wrote meanwhile, put on what they wrote.
//!
//! Apart from how it comes back: each kind of thing that is kept shows in its own way what was changed.
//! Invariant: a second try is at what stands now, and what others changed was said before it.

use std::ops::Range;

use crate::{
    app::{
        Effect, Model,
        effect::SaveWhat,
        letter::Safe,
        newer::Newer,
        overlay::{
            Form, Overlay,
            form::{Moved, Purpose},
        },
        record::Record,
        views::LetterView,
    },
    domain::id::{ProposalId, Version},
    letter::diff::{Change, diff},
};

impl Model {
    /// Puts the form at a place of the dialogs on what others wrote.
    pub(super) fn renew(&mut self, at: usize, newer: Newer) -> Vec<Effect> {
        let lang = self.lang;
        let Some(Overlay::Form(form)) = self.overlays.get_mut(at) else {
            return Vec::new();
        };
        match newer {
            Newer::Row(what, now) => {
                let moved = form.renew(what, *now, lang);
                self.say_moved(&moved);
            }
            Newer::Facts(what, now) => {
                let is_new = matches!(what, SaveWhat::Fact(_, _, None));
                let key = if form.renew_fact(what, &now).is_some() || is_new {
                    "form.fact_stands"
                } else {
                    "form.fact_gone"
                };
                self.refuse_by(key);
            }
            Newer::Items(items) => renew_items(form, &items),
            Newer::Letter(view) => return self.renew_letter(at, view),
        }
        Vec::new()
    }

    /// Says which fields others changed, and what they wrote where both did.
    fn say_moved(&mut self, moved: &[Moved]) {
        let lang = self.lang;
        if moved.is_empty() {
            self.refuse_by("form.moved_none");
            return;
        }
        let labels: Vec<&str> = moved.iter().map(|own| own.label.as_str()).collect();
        let fields = labels.join(lang.pick("、", ", "));
        let mut says = lang.say_with("form.moved", &[("fields", &fields)]);
        for own in moved {
            if let Some(theirs) = &own.theirs {
                let values = [("field", own.label.as_str()), ("theirs", theirs)];
                says.push_str(&lang.say_with("form.moved_both", &values));
            }
        }
        self.refuse(says);
    }

    /// Shows the letter as it is now below the form of a step or a remark.
    fn renew_letter(&mut self, at: usize, view: Box<LetterView>) -> Vec<Effect> {
        let lang = self.lang;
        let version = view.letter.version;
        let text = view.letter.value.text.clone();
        let mut gone = None;
        if let Some(Overlay::Form(form)) = self.overlays.get_mut(at) {
            if let Record::Step(own) = &mut form.record {
                own.act.seen = version;
            }
            if let Purpose::Remark(_, seen, range, quote) = &mut form.purpose {
                match place_of(&text, quote, range) {
                    Some(place) => (*seen, *range) = (version, place),
                    None => gone = Some(quote.clone()),
                }
            }
        }
        let open = self.letter.open.as_ref();
        let open = open.filter(|own| own.id() == view.letter.id && own.safe == Safe::Saved);
        let Some(open) = open else {
            return Vec::new();
        };
        let (before, in_text) = (open.editor.text(), open.in_text);
        let effects = self.open_letter(view);
        if let Some(open) = &mut self.letter.open {
            open.in_text = in_text && open.may_write();
        }
        let all = diff(&before, &text);
        let changes: Vec<&Change> = all.iter().filter(|own| own.is_change()).collect();
        let says = match (gone, changes.first()) {
            (Some(quote), _) => lang.say_with("way.quote_gone", &[("quote", &short(&quote))]),
            (None, Some(first)) => {
                let (n, first) = (changes.len().to_string(), short(words(first)));
                lang.say_with("way.changed_since", &[("n", &n), ("first", &first)])
            }
            (None, None) => lang.say("way.moved_since").to_owned(),
        };
        self.refuse(says);
        effects
    }
}

/// Puts an act on its items as they are now.
fn renew_items(form: &mut Form, items: &[(ProposalId, Version)]) {
    let now = |id: ProposalId| items.iter().find(|(own, _)| *own == id).map(|own| own.1);
    if let Purpose::TakeBack(id, seen, _) = &mut form.purpose {
        *seen = now(*id).unwrap_or(*seen);
    }
    if let Record::Act(own) = &mut form.record {
        for (id, seen) in &mut own.act.targets {
            *seen = now(*id).unwrap_or(*seen);
        }
    }
}

/// Finds quoted words, in characters: where they stood, else where they alone stand.
fn place_of(text: &str, quote: &str, was: &Range<usize>) -> Option<Range<usize>> {
    let starts = text.match_indices(quote);
    let starts: Vec<usize> = starts.map(|(at, _)| text[..at].chars().count()).collect();
    let start = match starts[..] {
        _ if starts.contains(&was.start) => was.start,
        [only] => only,
        _ => return None,
    };
    Some(start..start + quote.chars().count())
}

fn words<'a>(change: &Change<'a>) -> &'a str {
    match change {
        Change::Same(own, _) | Change::Out(own) | Change::In(own) | Change::Reworded(_, own, _) => {
            own.text
        }
    }
}

/// Returns words as a notice has room for them.
fn short(text: &str) -> String {
    /// Chosen by us: a notice has few rows.
    const LONGEST: usize = 20;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_found_again_or_not_at_all() {
        assert_eq!(place_of("甲乙丙", "乙", &(1..2)), Some(1..2));
        assert_eq!(place_of("新甲乙丙", "乙", &(1..2)), Some(2..3));
        assert_eq!(place_of("乙甲乙丙", "乙", &(2..3)), Some(2..3));
        assert_eq!(place_of("乙甲甲乙", "乙", &(1..2)), None);
        assert_eq!(place_of("甲e\u{301}\u{1b}", "丙", &(0..1)), None);
        assert_eq!(place_of("", "丙", &(0..1)), None);
    }
}
