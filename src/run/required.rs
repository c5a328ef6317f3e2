//! What the unit's profile has stand in a letter: read off the draft that would be begun today.
//!
//! So a profile says it once, in its own lines, and what is missing can be put back as it writes it.
//! A part whose value nobody knows (no one to copy to, no contact) is not asked for.

use super::office::Office;
use crate::{
    app::views::ItemView,
    check::{Must, Required, Severity},
    domain::letter::LetterKind,
    letter::{
        blanks,
        parts::{self, Role, before_class},
        template::Kind,
    },
    store::Result,
};

impl Office {
    /// Returns the parts that a letter of a kind on an item must have, in the profile's order. They weigh as errors where the unit
    /// chose its profile itself, else as warnings: the region's may not be the unit's.
    pub(super) fn required(&self, item: &ItemView, kind: LetterKind) -> Result<Vec<Required>> {
        let draft = self.expected(item, kind)?;
        let severity = match self.unit.profile {
            Some(_) => Severity::Error,
            None => Severity::Warning,
        };
        let mut all: Vec<Required> = Vec::new();
        let mut add = |part: Must, line: &str| {
            let known = blanks(line).is_empty();
            let later = matches!(part, Must::Number | Must::Title | Must::Salutation);
            let told = all.iter().any(|own| own.part == part);
            if (known || later) && !told {
                let line = known.then(|| line.to_owned());
                all.push(Required {
                    part,
                    line,
                    severity,
                });
            }
        };
        let parts = parts::read(&draft);
        let titles = parts.iter().filter(|own| own.role == Role::Title);
        let title: Vec<&str> = titles.map(|own| own.text).collect();
        for own in &parts {
            match own.role {
                Role::Class => add(Must::Class, own.text),
                Role::Number => {
                    let bare = before_class(own.text);
                    let class = own.text[bare.len()..].trim();
                    if !class.is_empty() {
                        add(Must::Class, class);
                    }
                    if self.unit.series_of(kind).is_some() {
                        add(Must::Number, bare);
                    }
                }
                Role::Salutation => add(Must::Salutation, own.text),
                Role::Attachment => add(Must::Attachment, own.text),
                Role::Signature => add(Must::Signature, own.text),
                Role::Date => add(Must::Date, own.text),
                Role::Note => add(Must::Contact, own.text),
                Role::Copies => add(Must::Copies, own.text),
                Role::Title => add(Must::Title, &title.join("\n")),
                Role::Heading | Role::SubHeading | Role::Body => {}
            }
        }
        if self.profile().part("closing", Kind::from(kind)).is_some() {
            add(Must::Closing, "");
        }
        Ok(all)
    }
}
