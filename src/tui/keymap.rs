//! Which key means what where: the embedded table, and the user's own laid on top.
//!
//! Lookup is pure. Invariant: in a place that takes text no plain printable key is bound, so that
//! everything can be typed there.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::key::{Code, Key};
use crate::{
    app::{
        Action, Msg,
        model::Context,
        msg::{EditKey, Extend},
    },
    text::nearest::nearest,
};

const EMBEDDED: &str = include_str!("../../data/keymap.toml");

/// The keys of every place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Context, BTreeMap<Key, Action>)>,
}

/// What a key means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// An action.
    Action(Action),
    /// A movement or deletion inside text.
    Edit(EditKey, Extend),
    /// Text.
    Text(String),
    /// Nothing.
    None,
}

impl Resolved {
    /// Returns what enters `update`, if the key means anything.
    pub fn into_msg(self) -> Option<Msg> {
        match self {
            Resolved::Action(action) => Some(Msg::Do(action)),
            Resolved::Edit(key, extend) => Some(Msg::Edit(key, extend)),
            Resolved::Text(text) => Some(Msg::Text(text)),
            Resolved::None => None,
        }
    }
}

impl Keymap {
    /// Returns the embedded table.
    ///
    /// # Panics
    /// Never: a test reads the embedded table.
    pub fn embedded() -> Self {
        let mut keymap = Self {
            bindings: Context::ALL
                .iter()
                .map(|context| (*context, BTreeMap::new()))
                .collect(),
        };
        keymap
            .lay(EMBEDDED)
            .expect("embedded; `the_embedded_keymap_has_no_faults` reads it");
        keymap
    }

    /// Returns the embedded table with the user's file on top.
    ///
    /// # Errors
    /// Everything that is wrong in the file, a sentence each.
    pub fn with(file: &str) -> Result<Self, Vec<String>> {
        let mut keymap = Self::embedded();
        keymap.lay(file).map(|()| keymap)
    }

    fn lay(&mut self, file: &str) -> Result<(), Vec<String>> {
        let table = DeTable::parse(file).map_err(|error| vec![error.to_string()])?;
        let line = |at: usize| file[..at.min(file.len())].matches('\n').count() + 1;
        let mut wrong = Vec::new();
        for (section, keys) in table.get_ref() {
            let at = line(section.span().start);
            let name = section.get_ref().as_ref();
            let Some(context) = Context::ALL.into_iter().find(|own| own.name() == name) else {
                let known = Context::ALL.map(Context::name);
                wrong.push((at, unknown(at, "section", name, known)));
                continue;
            };
            let Some(keys) = keys.get_ref().as_table() else {
                let fault = format!("line {at}: [{name}] is expected to be a section");
                wrong.push((at, fault));
                continue;
            };
            for (key, action) in keys {
                let at = line(key.span().start);
                match binding(context, key.get_ref(), action.get_ref().as_str(), at) {
                    Ok((key, action)) => self.bind(context, key, action),
                    Err(fault) => wrong.push((at, fault)),
                }
            }
        }
        if wrong.is_empty() {
            return Ok(());
        }
        wrong.sort();
        Err(wrong.into_iter().map(|(_, fault)| fault).collect())
    }

    fn bind(&mut self, context: Context, key: Key, action: Option<Action>) {
        let own = self.bindings.iter_mut().find(|(own, _)| *own == context);
        let Some((_, keys)) = own else { return };
        match action {
            Some(action) => keys.insert(key, action),
            None => keys.remove(&key),
        };
    }

    fn bound(&self, context: Context, key: Key) -> Option<Action> {
        let (_, keys) = self.bindings.iter().find(|(own, _)| *own == context)?;
        keys.get(&key).copied()
    }

    /// Finds what a key means where these places count, the nearest first.
    pub fn resolve(&self, contexts: &[Context], key: Key) -> Resolved {
        let takes_text = contexts.first().is_some_and(|context| context.takes_text());
        let pressed = if takes_text { key } else { key.folded() };
        let bound = contexts
            .iter()
            .find_map(|context| self.bound(*context, pressed));
        if let Some(action) = bound {
            return Resolved::Action(action);
        }
        if takes_text {
            if let Some((key, extend)) = edit_key(key) {
                return Resolved::Edit(key, extend);
            }
            return key
                .typed()
                .map_or(Resolved::None, |c| Resolved::Text(c.to_string()));
        }
        // A committed word of an input method starts the filter; a stray ASCII key does nothing.
        match pressed.typed() {
            Some(c) if !c.is_ascii() => Resolved::Text(c.to_string()),
            _ => Resolved::None,
        }
    }

    /// Lists the keys of an action, those of its own place first; each once.
    pub fn keys_of(&self, action: Action) -> Vec<Key> {
        // Vim's keys are for those who asked for them. In dialogs a key of a pane means another thing, and
        // Tab beside "Down" would be read as a key of every list.
        let elsewhere = |own: &Context| {
            use Context as C;
            matches!(own, C::Vim | C::Form | C::Pick | C::Review)
        };
        let all = Context::ALL.into_iter().filter(|own| !elsewhere(own));
        let mut keys = Vec::new();
        for context in std::iter::once(action.context()).chain(all) {
            for key in self.keys_in(context, action) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// Returns the keys to show for an action where these places count: those that work there, else those
    /// of a place that binds it, its own before others, with that place.
    pub fn keys_for(&self, here: &[Context], action: Action) -> (Option<Context>, Vec<Key>) {
        let works = |key: &Key| self.resolve(here, *key) == Resolved::Action(action);
        let mut keys = Vec::new();
        for key in here.iter().flat_map(|own| self.keys_in(*own, action)) {
            if works(&key) && !keys.contains(&key) {
                keys.push(key);
            }
        }
        if !keys.is_empty() {
            return (None, keys);
        }
        let all = Context::ALL.into_iter().filter(|own| *own != Context::Vim);
        let mut bound = std::iter::once(action.context())
            .chain(all)
            .map(|place| (Some(place), self.keys_in(place, action)));
        bound.find(|(_, keys)| !keys.is_empty()).unwrap_or_default()
    }

    /// Returns the key to show for an action where these places count: a key that works there.
    pub fn key_in(&self, contexts: &[Context], action: Action) -> Option<Key> {
        contexts.iter().find_map(|context| {
            self.keys_in(*context, action)
                .into_iter()
                .find(|key| self.resolve(contexts, *key) == Resolved::Action(action))
        })
    }

    /// Lists the keys of an action in one place, characters before names, without Ctrl before with.
    pub fn keys_in(&self, context: Context, action: Action) -> Vec<Key> {
        let Some((_, keys)) = self.bindings.iter().find(|(own, _)| *own == context) else {
            return Vec::new();
        };
        let mut found: Vec<Key> = keys
            .iter()
            .filter(|(_, own)| **own == action)
            .map(|(key, _)| *key)
            .collect();
        found.sort_by_key(|key| (key.ctrl || key.alt, *key));
        found
    }
}

fn unknown<'a>(
    line: usize,
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    match nearest(name, known) {
        Some(near) => format!("line {line}: no {what} {name:?}; {near:?} is meant?"),
        None => format!("line {line}: no {what} {name:?}"),
    }
}

fn binding(
    context: Context,
    key: &str,
    action: Option<&str>,
    line: usize,
) -> Result<(Key, Option<Action>), String> {
    let Some(parsed) = Key::parse(key) else {
        let known = [
            "enter", "esc", "tab", "s-tab", "space", "bs", "del", "ins", "left", "right", "up",
            "down", "home", "end", "pgup", "pgdn",
        ];
        return Err(unknown(line, "key", key, known));
    };
    if context.takes_text() && parsed.typed().is_some() {
        let place = context.name();
        return Err(format!(
            "line {line}: {key:?} is text in [{place}] and cannot be a key there"
        ));
    }
    let Some(name) = action else {
        return Err(format!("line {line}: {key} needs the name of an action"));
    };
    if name == "none" {
        return Ok((parsed, None));
    }
    match Action::from_name(name) {
        Some(action) => Ok((parsed, Some(action))),
        None => Err(unknown(
            line,
            "action",
            name,
            Action::ALL.iter().map(|action| action.name()),
        )),
    }
}

/// Returns what a key does inside text when nothing else is bound to it.
fn edit_key(key: Key) -> Option<(EditKey, Extend)> {
    let edit = match (key.code, key.ctrl) {
        (Code::Left, false) => EditKey::Left,
        (Code::Right, false) => EditKey::Right,
        (Code::Left, true) => EditKey::WordLeft,
        (Code::Right, true) => EditKey::WordRight,
        (Code::Up, false) => EditKey::Up,
        (Code::Down, false) => EditKey::Down,
        (Code::Up, true) => EditKey::ParagraphUp,
        (Code::Down, true) => EditKey::ParagraphDown,
        (Code::Char('w'), true) => EditKey::WordBack,
        (Code::Char('u'), true) => EditKey::ToStart,
        (Code::Char('k'), true) => EditKey::ToEnd,
        (Code::Home, false) => EditKey::Home,
        (Code::End, false) => EditKey::End,
        (Code::Home, true) => EditKey::Top,
        (Code::End, true) => EditKey::Bottom,
        (Code::PageUp, _) => EditKey::PageUp,
        (Code::PageDown, _) => EditKey::PageDown,
        // Some terminals send Ctrl-h for the backspace key.
        (Code::Backspace, _) | (Code::Char('h'), true) => EditKey::Backspace,
        (Code::Delete, _) => EditKey::Delete,
        (Code::Enter, _) => EditKey::Enter,
        _ => return None,
    };
    let extend = if key.shift { Extend::Yes } else { Extend::No };
    Some((edit, extend))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(contexts: &[Context], key: &str) -> Resolved {
        Keymap::embedded().resolve(contexts, Key::parse(key).unwrap())
    }

    const QUEUE: &[Context] = &[Context::Queue, Context::List, Context::Global];

    #[test]
    fn the_embedded_keymap_has_no_faults() {
        let mut bare = Keymap {
            bindings: Vec::new(),
        };
        assert_eq!(bare.lay(EMBEDDED), Ok(()));
        let keymap = Keymap::embedded();
        for (context, keys) in &keymap.bindings {
            for key in keys.keys() {
                assert!(!(context.takes_text() && key.typed().is_some()), "{key}");
            }
        }
        // What has no key is reached by the palette, and these are meant to be.
        let by_palette: Vec<&str> = Action::ALL
            .iter()
            .filter(|action| keymap.keys_of(**action).is_empty())
            .map(|action| action.name())
            .collect();
        assert_eq!(
            by_palette,
            [
                "edit-unit",
                "calendar",
                "apply-rules",
                "next-theme",
                "switch-language",
                "remind",
                "lapse",
                // Rarer acts of the queue, found by their words.
                "extension-granted",
                "extension-refused",
                "ask-opinion",
                "opinion-received",
                "send-opinion-back",
                "dispute",
                "settle",
                "follow-up",
                "reanswer",
                "carry-over",
                "close-item",
                "session-closed",
                "notify",
                // On a programme's card the key that adds a fact enters.
                "add-entry",
                // `n` in the list of programmes makes one of the kind under the cursor.
                "new-contest",
                "new-training",
                "new-subsidy",
                "new-plan",
                "new-assessment",
                // A number is made void once in years, and never by a slip of the hand.
                "void-number",
            ]
        );
    }

    #[test]
    fn vim_commands_are_text_for_the_letter_and_the_rest_has_keys() {
        assert_eq!(resolve(&[Context::Vim], "d"), Resolved::Text("d".into()));
        assert_eq!(
            resolve(&[Context::Vim], "ctrl-r"),
            Resolved::Action(Action::RedoEdit)
        );
        assert!(
            !Keymap::embedded()
                .keys_of(Action::RedoEdit)
                .contains(&Key::parse("ctrl-r").unwrap())
        );
    }

    #[test]
    fn keys_are_shown_with_the_place_where_they_work() {
        let keymap = Keymap::embedded();
        let shown = |here: &[Context], action| {
            let (place, keys) = keymap.keys_for(here, action);
            let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
            (place, keys.join(" "))
        };
        let letter = [Context::Letter, Context::List, Context::Global];
        for (here, action, place, keys) in [
            (&letter[..], Action::Findings, None, "! f7"),
            (&[Context::Editor], Action::Findings, None, "f7"),
            (&[Context::Editor], Action::Save, None, "ctrl-s"),
            (QUEUE, Action::Findings, Some(Context::Editor), "f7"),
            // In the queue Ctrl-r does again; in the text it replaces.
            (QUEUE, Action::Redo, None, "ctrl-r"),
            (QUEUE, Action::Replace, Some(Context::Letter), "R"),
            (&[Context::Editor], Action::Replace, None, "ctrl-r"),
            (&[Context::Vim], Action::Replace, None, "alt-r"),
            (&[Context::Vim], Action::RedoEdit, None, "ctrl-r"),
            // A key that means another thing here is not shown.
            (&letter, Action::New, Some(Context::List), "n"),
            (QUEUE, Action::Down, None, "j down"),
            (&[], Action::CarryOver, None, ""),
        ] {
            assert_eq!(
                shown(here, action),
                (place, keys.to_owned()),
                "{action:?} {here:?}"
            );
        }
    }

    #[test]
    fn the_nearest_place_wins() {
        assert_eq!(resolve(QUEUE, "a"), Resolved::Action(Action::Accept));
        assert_eq!(resolve(QUEUE, "j"), Resolved::Action(Action::Down));
        assert_eq!(resolve(QUEUE, "q"), Resolved::Action(Action::Quit));
        let letter = [Context::Letter, Context::List, Context::Global];
        assert_eq!(resolve(&letter, "n"), Resolved::Action(Action::FindNext));
        assert_eq!(resolve(QUEUE, "n"), Resolved::Action(Action::New));
    }

    #[test]
    fn in_text_every_printable_key_is_text_and_in_lists_only_words_are() {
        for key in ["q", "1", ":", "?", "：", "ｊ", "签"] {
            assert_eq!(resolve(&[Context::Editor], key), Resolved::Text(key.into()));
        }
        assert_eq!(
            resolve(QUEUE, "：").into_msg(),
            Some(Msg::Do(Action::Palette))
        );
        assert_eq!(resolve(QUEUE, "签"), Resolved::Text("签".into()));
        assert_eq!(resolve(QUEUE, "!"), Resolved::None);
        assert_eq!(resolve(QUEUE, "left"), Resolved::None);
        assert_eq!(
            resolve(&[Context::Editor], "s-left"),
            Resolved::Edit(EditKey::Left, Extend::Yes)
        );
        assert_eq!(resolve(&[Context::Editor], "alt-x"), Resolved::None);
    }

    #[test]
    fn a_bad_file_lists_everything_that_is_wrong() {
        let file = "[queue]\na = \"acept\"\nentr = \"open\"\n[lst]\nj = 'down'\n[field]\nx = 'open'\ntab = 3\n";
        let wrong = Keymap::with(file).unwrap_err();
        assert_eq!(wrong.len(), 5, "{wrong:?}");
        assert!(
            wrong[0].contains("line 2") && wrong[0].contains("\"accept\""),
            "{wrong:?}"
        );
        assert!(Keymap::with("[queue").unwrap_err()[0].contains("line 1"));
        assert_eq!(Keymap::with(""), Ok(Keymap::embedded()));
    }

    #[test]
    fn a_file_of_the_user_changes_keys_and_takes_them_away() {
        let keymap = Keymap::with("[queue]\nB = 'accept'\na = 'none'\n").unwrap();
        assert_eq!(keymap.keys_of(Action::Accept), [Key::parse("B").unwrap()]);
        assert_eq!(keymap.key_in(QUEUE, Action::Accept), Key::parse("B"));
    }
}
