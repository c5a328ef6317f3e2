//! Finding, replacing and going somewhere in the open letter.

use crate::{
    app::{
        Action, Effect, Model,
        letter::asking::{Asking, Sought, Way},
        overlay::{Overlay, Pick, Picked},
        record::Choice,
    },
    letter::outline::headings,
    text::buffer::Position,
};

impl Model {
    /// Answers an action while something is asked for in the bottom line.
    pub(super) fn ask_prompt(&mut self, action: Action) -> Vec<Effect> {
        let lang = self.lang;
        let Some(open) = &mut self.letter.open else {
            return Vec::new();
        };
        let Some((asking, field)) = open.asked.field() else {
            return Vec::new();
        };
        let is_empty = field.text().is_empty();
        match (action, asking) {
            (Action::Back, _) => open.asked.asking = None,
            (Action::Open, Asking::Find) => {
                open.asked.asking = None;
                self.find_in_letter(Way::On);
            }
            (Action::Open, Asking::Replace) if is_empty => open.asked.asking = None,
            (Action::Open, Asking::Replace) => {
                if !open.editor.has(open.asked.find.text()) {
                    self.refuse_by("letter.not_found");
                    return Vec::new();
                }
                open.asked.asking = Some(Asking::With);
            }
            (Action::Open, Asking::With) => {
                open.asked.asking = None;
                let (count, effects) = open.replace_all();
                if count == 0 {
                    self.refuse_by("letter.not_found");
                } else {
                    let count = count.to_string();
                    self.done(lang.say_with("letter.replaced", &[("n", &count)]));
                }
                return effects;
            }
            (Action::Down, Asking::With) => return open.replace_one(),
            (Action::Up, Asking::With) => self.find_in_letter(Way::On),
            (Action::Open, Asking::Line) => {
                open.asked.asking = None;
                let sought = open.go_to_typed_line();
                self.tell_sought(Some(sought));
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn tell_sought(&mut self, sought: Option<Sought>) {
        match sought {
            Some(Sought::Nowhere) => self.refuse_by("letter.not_found"),
            Some(Sought::NoLine) => self.refuse_by("letter.no_line"),
            Some(Sought::Found) | None => {}
        }
    }

    /// Opens the headings to pick one from, at the one that the caret stands under.
    pub(super) fn open_outline(&mut self) {
        let lang = self.lang;
        let height = self.dialog_height();
        let Some(open) = &self.letter.open else {
            return;
        };
        let headings = headings(open.editor.paragraphs().iter().map(String::as_str));
        if headings.is_empty() {
            self.refuse_by("letter.no_heading");
            return;
        }
        let caret = open.editor.caret().paragraph;
        let above = headings
            .iter()
            .take_while(|heading| heading.paragraph <= caret);
        let at = above.count().saturating_sub(1);
        let choices: Vec<Choice> = headings
            .iter()
            .map(|heading| {
                let label = format!("{}{}", "  ".repeat(heading.level), heading.title);
                Choice::new(heading.paragraph.to_string(), label)
            })
            .collect();
        let title = lang.say("letter.outline").to_owned();
        let count = choices.len();
        let mut pick = Pick::new(title, String::new(), Picked::Heading, choices);
        pick.cursor.go(at, count, height);
        self.overlays.push(Overlay::Pick(Box::new(pick)));
    }

    pub(super) fn go_to_paragraph(&mut self, paragraph: usize) {
        if let Some(open) = &mut self.letter.open {
            open.editor.go_to(Position { paragraph, byte: 0 });
        }
    }

    /// Says how long the letter is: as Word counts, without blanks and marks, in lines and pages.
    pub(super) fn say_counts(&mut self) {
        let Some(open) = &self.letter.open else {
            return;
        };
        let (counts, place) = (open.editor.counts(), open.editor.page_place());
        let number = |n: isize| n.to_string();
        let says = self.lang.say_with(
            "letter.counts",
            &[
                ("words", &number(counts.words)),
                ("plain", &number(counts.plain())),
                ("marks", &number(counts.marks)),
                ("chars", &number(counts.chars - counts.spaces)),
                ("all", &number(counts.chars)),
                ("paragraphs", &open.editor.paragraphs().len().to_string()),
                ("lines", &place.lines.to_string()),
                ("pages", &place.pages.to_string()),
            ],
        );
        self.done(says);
    }
}
