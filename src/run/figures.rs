//! Figures of letters: looking them up, setting them into the text, looking again, freezing.

use std::ops::Range;

use super::office::Office;
use crate::{
    app::{
        Effect, Msg,
        cite::put_instead,
        letter::spans::{editor_of, hold_of, mark_id, written},
        views::{FigureView, Side},
    },
    domain::{
        id::{FigureId, LetterId, SourceId},
        letter::Letter,
        span::What,
    },
    figure::{
        Answer, Cited, Question, RowOf,
        cited::{Change, Figure, KEPT_ROWS, SourceNamed, Standing},
    },
    letter::blanks,
    store::{NameId, Result, StoreError},
    text::editor::Editor,
};

/// How many values of a field are offered.
const VALUES: usize = 500;

/// Where a figure goes into a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// Behind these words, which stand there once.
    After(&'a str),
    /// In place of these words, which stand there once.
    Instead(&'a str),
    /// In place of the first blank for a number: `【人数】`, `【数据】`, `【金额】`.
    Blank,
}

/// Why a figure was not set into a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncited {
    /// The store refused or failed.
    Store(StoreError),
    /// The words do not stand in the letter.
    Nowhere(String),
    /// They stand there so many times.
    Several(String, usize),
    /// No blank for a number is left.
    NoBlank,
    /// The words do not stand in the source.
    NotInSource(String),
}

impl From<StoreError> for Uncited {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Returns which record a row of an answer is.
pub fn name_id(of: RowOf) -> NameId {
    match of {
        RowOf::Craftsman(id) => NameId::Craftsman(id),
        RowOf::Studio(id) => NameId::Studio(id),
        RowOf::Employer(id) => NameId::Employer(id),
        RowOf::Programme(id) => NameId::Programme(id),
    }
}

impl Office {
    /// Answers a question with as many rows as a figure keeps, or says that there are more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn answer(&self, question: &Question) -> Result<Answer> {
        self.store
            .figure(question, self.time.today(), KEPT_ROWS + 1)
    }

    /// Looks a figure up for a letter and keeps it; it stands nowhere yet.
    ///
    /// # Errors
    /// When the letter is gone, or the store cannot be written.
    pub fn look_up(
        &mut self,
        letter: LetterId,
        question: Question,
        unit: Option<&str>,
    ) -> Result<Figure> {
        let answer = self.answer(&question)?;
        let mut own = Cited::of(letter, question, &answer);
        if let Some(unit) = unit {
            own = own.in_unit(unit, &answer);
        }
        self.keep(own)
    }

    /// Looks a figure up again; the figure of now is kept beside it.
    ///
    /// # Errors
    /// When it is gone, or the store cannot be written.
    pub fn look_again(&mut self, id: FigureId) -> Result<Figure> {
        let own = self.store.cited_figure(id)?.ok_or(StoreError::Missing {
            what: "figure",
            id: id.0,
        })?;
        let Some(question) = own.value.question() else {
            return Ok(own);
        };
        let answer = self.answer(question)?;
        let renewed = own.value.renewed(&answer);
        self.keep(renewed)
    }

    /// Keeps a figure as looked up today by who acts.
    ///
    /// # Errors
    /// When its letter is gone, or the store cannot be written.
    pub fn keep(&mut self, own: Cited) -> Result<Figure> {
        let value = own.looked_up(self.time.today(), self.actor());
        let id = self.store.add_figure(&value)?;
        Ok(Figure { id, value })
    }

    /// Reads the figures that stand in a letter, in the order of its text, with what the roster says
    /// now.
    ///
    /// # Errors
    /// When the letter is gone, or the store cannot be read.
    pub fn cited(&self, letter: LetterId) -> Result<Vec<Standing>> {
        let own = self.letter_or_missing(letter)?;
        let mut standing = Vec::new();
        for (range, id) in figures_in(&own) {
            // A figure of a damaged store is told by the doctor, and hides no other.
            let Some(figure) = self.store.cited_figure(id)? else {
                continue;
            };
            let now = figure.value.question().map(|own| self.answer(own));
            standing.push(Standing {
                now: now.transpose()?,
                source: self.source_named(&figure.value)?,
                figure,
                range,
            });
        }
        Ok(standing)
    }

    /// Reads a figure with what the roster says now and the names of what is counted now; a figure
    /// whose rows are too many names the first of them. Nothing when it is gone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn figure(&self, id: FigureId) -> Result<Option<FigureView>> {
        let Some(figure) = self.store.cited_figure(id)? else {
            return Ok(None);
        };
        let now = figure.value.question().map(|own| self.answer(own));
        let now = now.transpose()?;
        let moved = now.as_ref().and_then(|now| figure.value.moved(now));
        let (came, left) = moved.unwrap_or_default();
        let mut rows = Vec::new();
        for of in left.iter().copied() {
            rows.push((name_id(of), self.name_of(name_id(of))?, Side::Left));
        }
        let mut counted: Vec<RowOf> = now
            .iter()
            .flat_map(|own| &own.rows)
            .map(|row| row.of)
            .collect();
        counted.dedup();
        for of in counted.into_iter().take(KEPT_ROWS) {
            let side = if came.contains(&of) {
                Side::Came
            } else {
                Side::Stayed
            };
            rows.push((name_id(of), self.name_of(name_id(of))?, side));
        }
        let standing = Standing {
            source: self.source_named(&figure.value)?,
            figure,
            range: 0..0,
            now,
        };
        Ok(Some(FigureView { standing, rows }))
    }

    fn source_named(&self, figure: &Cited) -> Result<Option<SourceNamed>> {
        let crate::figure::From::Source { source, .. } = &figure.from else {
            return Ok(None);
        };
        let found = self.store.source(*source)?;
        Ok(found.map(|own| SourceNamed {
            title: own.value.title,
            date: own.value.date,
            publisher: own.value.origin,
        }))
    }

    /// Takes a figure over into another letter, where it stands to be looked up again.
    ///
    /// # Errors
    /// When it or the letter is gone, or the store cannot be written.
    pub fn lift_figure(&mut self, id: FigureId, into: LetterId) -> Result<FigureId> {
        let own = self.store.cited_figure(id)?.ok_or(StoreError::Missing {
            what: "figure",
            id: id.0,
        })?;
        self.store.add_figure(&own.value.lifted_into(into))
    }

    /// Asks the roster and sets the figure into a letter.
    ///
    /// # Errors
    /// When the place is none, the letter is closed, or the store cannot be written.
    pub fn cite(
        &mut self,
        letter: LetterId,
        question: Question,
        unit: Option<&str>,
        place: Place<'_>,
    ) -> std::result::Result<Figure, Uncited> {
        let (own, mut editor) = self.opened_at(letter, place)?;
        let figure = self.look_up(letter, question, unit)?;
        self.set_in(&own, &mut editor, &figure)?;
        Ok(figure)
    }

    /// Quotes words of a source in a letter, with the sentence they stand in.
    ///
    /// # Errors
    /// When the words do not stand in the source, the place is none, the letter is closed, or the
    /// store cannot be written.
    pub fn quote(
        &mut self,
        letter: LetterId,
        source: SourceId,
        words: &str,
        place: Place<'_>,
    ) -> std::result::Result<Figure, Uncited> {
        let kept = self.store.source(source)?.ok_or(StoreError::Missing {
            what: "source",
            id: source.0,
        })?;
        let sentence = sentence_of(&kept.value.text, words)
            .ok_or_else(|| Uncited::NotInSource(words.to_owned()))?;
        let (own, mut editor) = self.opened_at(letter, place)?;
        let figure = self.keep(Cited::quoted(letter, source, sentence, words.to_owned()))?;
        self.set_in(&own, &mut editor, &figure)?;
        Ok(figure)
    }

    /// Looks the figures of a letter up again that are stale or another now, and sets them into its
    /// text; returns each as it was and as it is.
    ///
    /// # Errors
    /// When the letter is closed or gone, or the store cannot be written.
    pub fn refresh_figures(&mut self, letter: LetterId) -> Result<Vec<(Cited, Cited)>> {
        let own = self.letter_or_missing(letter)?;
        if !own.value.stage.is_open() {
            return Err(StoreError::LetterClosed(letter.0));
        }
        let mut editor = editor_of(&own.value.text, &own.value.spans);
        let mut renewed = Vec::new();
        let standing = self.cited(letter)?;
        let due = |own: &Standing| own.is_stale() || own.change() == Change::Rows;
        for old in standing.into_iter().filter(due) {
            if old.figure.value.question().is_none() {
                continue;
            }
            let new = self.look_again(old.figure.id)?;
            if put_instead(&mut editor, old.figure.id, &new) {
                renewed.push((old.figure.value, new.value));
            }
        }
        if !renewed.is_empty() {
            self.save_text(&own, &editor)?;
        }
        Ok(renewed)
    }

    fn opened_at(
        &self,
        letter: LetterId,
        place: Place<'_>,
    ) -> std::result::Result<(Letter, Editor), Uncited> {
        let own = self.letter_or_missing(letter)?;
        if !own.value.stage.is_open() {
            return Err(StoreError::LetterClosed(letter.0).into());
        }
        let mut editor = editor_of(&own.value.text, &own.value.spans);
        let range = place_in(&editor.text(), place)?;
        let range = editor.position(range.start)..editor.position(range.end);
        if range.is_empty() {
            editor.go_to(range.end);
        } else {
            editor.select_range(range);
        }
        Ok((own, editor))
    }

    fn set_in(&mut self, letter: &Letter, editor: &mut Editor, figure: &Figure) -> Result<()> {
        let what = What::Figure(figure.id);
        editor.insert_marked(&figure.value.shown, mark_id(what), hold_of(what));
        self.save_text(letter, editor)
    }

    fn save_text(&mut self, letter: &Letter, editor: &Editor) -> Result<()> {
        let (by, at) = (self.actor(), self.now());
        let text = written(editor);
        let seen = letter.version;
        self.store
            .save_letter_text(letter.id, seen, &text, &by, at)?;
        Ok(())
    }

    fn letter_or_missing(&self, id: LetterId) -> Result<Letter> {
        let (what, row) = ("letter", id.0);
        let own = self.store.letter(id)?;
        own.ok_or(StoreError::Missing { what, id: row })
    }
}

/// Returns the figures in a letter's text, in its order.
fn figures_in(letter: &Letter) -> Vec<(Range<usize>, FigureId)> {
    let spans = letter.value.spans.iter();
    let mut figures: Vec<_> = spans
        .filter_map(|span| match span.what {
            What::Figure(id) => Some((span.range.clone(), id)),
            _ => None,
        })
        .collect();
    figures.sort_by_key(|(range, _)| range.start);
    figures
}

/// Finds the only place in bytes.
fn place_in(text: &str, place: Place<'_>) -> std::result::Result<Range<usize>, Uncited> {
    let only = |words: &str| {
        let mut found = text.match_indices(words);
        match (words.is_empty(), found.next(), found.count()) {
            (true, ..) | (_, None, _) => Err(Uncited::Nowhere(words.to_owned())),
            (_, Some((at, _)), 0) => Ok(at..at + words.len()),
            (_, _, others) => Err(Uncited::Several(words.to_owned(), others + 1)),
        }
    };
    match place {
        Place::After(words) => only(words).map(|range| range.end..range.end),
        Place::Instead(words) => only(words),
        Place::Blank => {
            let mut all = blanks(text).into_iter();
            let wants = |range: &Range<usize>| text[range.clone()].contains(['数', '额']);
            all.find(wants).ok_or(Uncited::NoBlank)
        }
    }
}

/// Returns the sentence of a text in which words stand first.
fn sentence_of(text: &str, words: &str) -> Option<String> {
    if words.is_empty() {
        return None;
    }
    let at = text.find(words)?;
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
    let start = text[..at].rfind(ends).map_or(0, |end| {
        let mark = text[end..].chars().next();
        end + mark.map_or(0, char::len_utf8)
    });
    let rest = &text[at + words.len()..];
    let end = rest.find(ends).map_or(text.len(), |end| {
        let mark = rest[end..].chars().next().filter(|mark| *mark != '\n');
        at + words.len() + end + mark.map_or(0, char::len_utf8)
    });
    Some(text[start..end].trim().to_owned())
}

/// Performs the desk's orders about figures; other effects are none of these.
///
/// # Errors
/// When the store cannot be read or written.
pub fn perform(office: &mut Office, effect: &Effect) -> Result<Option<Msg>> {
    if let Effect::KeepFigure(figure, instead) = effect {
        let kept = office.keep((**figure).clone())?;
        return Ok(Some(Msg::FigureKept(Box::new(kept), *instead)));
    }
    read(office, effect)
}

/// Answers what the desk asks about figures; other effects are none of these.
///
/// # Errors
/// When the store cannot be read.
pub fn read(office: &Office, effect: &Effect) -> Result<Option<Msg>> {
    Ok(Some(match effect {
        Effect::Evaluate {
            generation,
            question,
        } => Msg::Evaluated(*generation, office.answer(question)?),
        Effect::ReadFieldValues(field) => {
            let values = office.store.figure_values(*field, VALUES)?;
            let values = values.into_iter().map(|(value, _)| value).collect();
            Msg::FieldValuesRead(*field, values)
        }
        Effect::ReadCell {
            generation,
            cell,
            after,
            limit,
        } => {
            let hits = office.cell_names(cell, *after, *limit)?;
            Msg::CellRead {
                generation: *generation,
                after: *after,
                is_last: hits.len() < *limit,
                hits,
            }
        }
        Effect::OpenFigure(id) => Msg::FigureRead(office.figure(*id)?.map(Box::new)),
        Effect::LookAgain(ids) => {
            let mut views = Vec::new();
            for id in ids {
                views.extend(office.figure(*id)?.map(|view| view.standing));
            }
            Msg::LookedAgain(views)
        }
        Effect::CheckFigures(ids) => {
            let mut moved = Vec::new();
            for id in ids {
                let view = office.figure(*id)?;
                let stale = view.filter(|view| view.standing.is_stale());
                moved.extend(stale.map(|view| view.standing));
            }
            Msg::FiguresChecked(moved)
        }
        _ => return Ok(None),
    }))
}

#[cfg(test)]
mod tests;
