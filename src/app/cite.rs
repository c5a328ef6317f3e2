//! `@` in a letter: names of the roster and figures offered as one types, and figures set into the text.
//!
//! What is typed after `@` is text like any other until something is taken; Esc, a blank or another
//! paragraph leaves it so. Invariant: an open mention has its `@` before the caret in one paragraph.

use std::{ops::Range, sync::OnceLock};

use serde::Deserialize;

use super::{
    Effect,
    letter::{
        OpenLetter,
        spans::{hold_of, mark_id, what_of},
    },
    list::{Cursor, Step},
    name_filter::is_filtered,
    views::Place,
};
use crate::{
    domain::{id::FigureId, span::What},
    figure::{Question, cited::Figure, read},
    lang::Lang,
    search::{Query, contains},
    store::NameId,
    text::{buffer::Position, editor::Editor},
};

/// How many rows of offers are on screen.
pub const ROWS: usize = 7;

/// Where the numbers of questions begin that a mention asks, so that an answer to go-to, which counts
/// from one, is never taken for an answer to it.
const FIRST: u64 = 1 << 40;

/// The longest that is typed after `@`, in characters; longer is a sentence.
const LONGEST: usize = 20;

/// The longest with filters (`@级别:技师 街道:蛟川 张`).
const FILTERED: usize = 60;

/// What stands in filters and ends a name.
const FILTERS: &str = " \u{3000}:：、!！";

/// What may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A name of the roster, as text.
    Name(NameId),
    /// A figure, looked up now.
    Figure(Box<Question>),
    /// The menu of questions.
    Ask,
}

/// A row of the offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What it is.
    pub taken: Taken,
    /// The words shown.
    pub name: String,
    /// Byte ranges that what is typed hit.
    pub spans: Vec<Range<usize>>,
    /// What tells homonyms apart, or the question of a figure.
    pub note: String,
}

/// An `@` being typed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where the `@` stands.
    pub at: Position,
    /// The number of the question last asked.
    pub generation: u64,
    /// Figures first, then names as they come.
    pub offers: Vec<Offered>,
    /// The cursor in them.
    pub cursor: Cursor,
}

/// What is being cited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Citing {
    /// The `@` being typed on.
    pub mention: Option<Mention>,
    /// The number of the question last asked.
    pub generation: u64,
    /// A question whose answer goes into the text.
    pub wanted: Option<Box<Question>>,
    /// The questions that somebody saved under a name.
    pub saved: Vec<(String, Question)>,
}

#[derive(Deserialize)]
struct Known {
    zh: String,
    en: String,
    question: String,
}

#[derive(Deserialize)]
struct KnownFigures {
    figure: Vec<Known>,
}

/// Returns the figures that letters often state, by name.
fn known() -> &'static [(Known, Question)] {
    static KNOWN: OnceLock<Vec<(Known, Question)>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let table: KnownFigures = toml::from_str(include_str!("../../data/figures.toml"))
            .expect("embedded; `every_known_figure_is_a_question` reads it");
        let read = |own: Known| read(&own.question).ok().map(|question| (own, question));
        table.figure.into_iter().filter_map(read).collect()
    })
}

impl Citing {
    /// Returns the next number of a question.
    pub fn new_generation(&mut self) -> u64 {
        self.generation = self.generation.max(FIRST) + 1;
        self.generation
    }

    /// Follows what was typed in a text: opens at an `@`, goes on behind it, closes elsewhere.
    pub fn follow(&mut self, editor: &Editor, typed: &str, lang: Lang) -> Option<Effect> {
        if matches!(typed, "@" | "＠") {
            let caret = editor.caret();
            let byte = caret.byte.checked_sub(typed.len())?;
            self.mention = Some(Mention {
                at: Position { byte, ..caret },
                generation: 0,
                offers: Vec::new(),
                cursor: Cursor::default(),
            });
        }
        let Some(query) = self.mention.as_ref().and_then(|own| own.query(editor)) else {
            self.mention = None;
            return None;
        };
        let query = query.to_owned();
        let generation = self.new_generation();
        let offers = figures(&query, &self.saved, lang);
        let own = self.mention.as_mut()?;
        own.generation = generation;
        own.offers = offers;
        own.cursor = Cursor::default();
        (!query.is_empty()).then_some(Effect::FindPlaces { generation, query })
    }

    /// Takes names found; those of items and of older questions are none of ours.
    pub fn take_names(&mut self, generation: u64, found: Vec<Place>) {
        let Some(own) = self.mention.as_mut() else {
            return;
        };
        if own.generation != generation {
            return;
        }
        let names = found.into_iter().filter_map(|place| match place.target {
            super::views::Target::Name(id) => Some(Offered {
                taken: Taken::Name(id),
                name: place.name,
                spans: place.spans,
                note: place.note,
            }),
            _ => None,
        });
        own.offers.extend(names);
        // A name that was typed is wanted before the menu that is always there.
        if let Some(at) = own
            .offers
            .iter()
            .position(|offer| offer.taken == Taken::Ask)
        {
            let ask = own.offers.remove(at);
            own.offers.push(ask);
        }
    }

    /// Moves in the offers; says whether there are any.
    pub fn step(&mut self, step: Step) -> bool {
        let Some(own) = self.mention.as_mut().filter(|own| !own.offers.is_empty()) else {
            return false;
        };
        own.cursor.step(step, own.offers.len(), ROWS);
        true
    }

    /// Returns the `@` whose offers stand at the caret; none when the caret went elsewhere.
    pub fn offers(&self, editor: &Editor) -> Option<&Mention> {
        let own = self.mention.as_ref()?;
        (!own.offers.is_empty() && own.query(editor).is_some()).then_some(own)
    }

    /// Returns what the cursor is on.
    pub fn chosen(&self) -> Option<&Offered> {
        let own = self.mention.as_ref()?;
        own.offers.get(own.cursor.at)
    }
}

impl Mention {
    /// Returns what is typed behind the `@`; nothing when the caret is not behind it any more.
    pub fn query<'e>(&self, editor: &'e Editor) -> Option<&'e str> {
        let caret = editor.caret();
        let paragraph = editor.paragraphs().get(self.at.paragraph)?;
        let rest = paragraph.get(self.at.byte..caret.byte)?;
        let query = rest.strip_prefix(['@', '＠'])?;
        let ends = |c: char| c.is_whitespace() || "，。、；：！？,;!?@＠（）()".contains(c);
        let longest = if is_filtered(query) {
            FILTERED
        } else {
            LONGEST
        };
        let ends_here = |c: char| ends(c) && !(longest == FILTERED && FILTERS.contains(c));
        let fits = caret.paragraph == self.at.paragraph
            && query.chars().count() <= longest
            && !query.contains(ends_here);
        fits.then_some(query)
    }
}

fn in_lang<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Returns the figures that what is typed hits, and the menu of questions.
fn figures(query: &str, saved: &[(String, Question)], lang: Lang) -> Vec<Offered> {
    let asked = Query::new(query);
    let mut offers = Vec::new();
    for (own, question) in known() {
        let name = in_lang(lang, &own.zh, &own.en);
        let spans = contains(&asked, name);
        let other = in_lang(lang, &own.en, &own.zh);
        let Some(spans) = spans.or(contains(&asked, other).map(|_| Vec::new())) else {
            continue;
        };
        offers.push(Offered {
            taken: Taken::Figure(Box::new(question.clone())),
            name: name.to_owned(),
            spans,
            note: question.print(super::figure::tongue(lang)),
        });
    }
    for (name, question) in saved {
        offers.extend(contains(&asked, name).map(|spans| Offered {
            taken: Taken::Figure(Box::new(question.clone())),
            name: name.clone(),
            spans,
            note: question.print(super::figure::tongue(lang)),
        }));
    }
    let menu = lang.say("figure.by_menu");
    if let Some(spans) = contains(&asked, menu) {
        // First before anything is typed, when Enter should not look up just any figure.
        let at = if query.is_empty() { 0 } else { offers.len() };
        let ask = Offered {
            taken: Taken::Ask,
            name: menu.to_owned(),
            spans,
            note: String::new(),
        };
        offers.insert(at, ask);
    }
    offers
}

/// Puts a figure in the place of another in one step; says whether that one stood there.
pub fn put_instead(editor: &mut Editor, old: FigureId, new: &Figure) -> bool {
    let id = mark_id(What::Figure(old));
    let mark = editor.marks().iter().find(|mark| mark.id == id);
    let Some(range) = mark.map(|mark| mark.range.clone()) else {
        return false;
    };
    let what = What::Figure(new.id);
    editor.select_range(range);
    editor.insert_marked(&new.value.shown, mark_id(what), hold_of(what));
    true
}

impl OpenLetter {
    /// Returns the figures in the text, in its order.
    pub fn figures(&self) -> Vec<FigureId> {
        let marks = self.editor.marks().iter();
        let figures = marks.filter_map(|mark| match what_of(mark.id) {
            Some(What::Figure(id)) => Some(id),
            _ => None,
        });
        figures.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_figure_is_a_question() {
        let text = include_str!("../../data/figures.toml");
        let table: KnownFigures = toml::from_str(text).unwrap();
        for own in table.figure {
            assert!(read(&own.question).is_ok(), "{}", own.question);
            assert!(!own.zh.is_empty() && !own.en.is_empty());
        }
    }

    fn typed(citing: &mut Citing, editor: &mut Editor, text: &str) -> Option<Effect> {
        editor.insert(text);
        citing.follow(editor, text, Lang::Zh)
    }

    #[test]
    fn an_at_sign_opens_and_what_is_no_name_closes_it() {
        let mut editor = Editor::new("e\u{301}");
        editor.go(crate::text::cursor::Move::TextEnd);
        let mut citing = Citing::default();
        assert_eq!(typed(&mut citing, &mut editor, "联系"), None);
        assert!(citing.mention.is_none());
        assert_eq!(typed(&mut citing, &mut editor, "＠"), None);
        assert!(citing.mention.is_some());
        let asked = typed(&mut citing, &mut editor, "gjn");
        assert!(matches!(asked, Some(Effect::FindPlaces { query, .. }) if query == "gjn"));
        let names: Vec<&str> = citing
            .mention
            .as_ref()
            .unwrap()
            .offers
            .iter()
            .map(|own| own.name.as_str())
            .collect();
        assert_eq!(names, ["高技能人才数"]);
        assert!(typed(&mut citing, &mut editor, " ").is_none());
        assert!(citing.mention.is_none());
    }
}
