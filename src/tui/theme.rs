//! Colours by meaning: a theme gives each role its look, and what it leaves out falls back.
//!
//! No meaning is told by colour alone, so a theme can be poor but never wrong. The plain text role
//! keeps the terminal's own colours in every embedded theme of sixteen colours.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use toml::de::DeTable;

use crate::text::nearest::nearest;

/// Makes the roles from one table: variant, name in themes, the role that stands in for it.
macro_rules! roles {
    ($($variant:ident $name:literal $fallback:ident $doc:literal;)+) => {
        /// What a piece of the screen means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $(#[doc = $doc] $variant,)+
        }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Role] = &[$(Role::$variant,)+];

            /// Returns the name that themes use.
            pub const fn name(self) -> &'static str {
                match self { $(Role::$variant => $name,)+ }
            }

            #[must_use]
            /// Returns the role whose look is taken when a theme does not give this one.
            pub const fn fallback(self) -> Role {
                match self { $(Role::$variant => Role::$fallback,)+ }
            }
        }
    };
}

roles! {
    Text "text" Text "Plain text.";
    Dim "dim" Text "What is less important: rules, column heads, keys' words.";
    Title "title" Text "The program's name and the titles of dialogs.";
    Head "head" Title "Headings inside a view.";
    Tab "tab" Text "A pane's name.";
    TabFocus "tab_focus" Title "The name of the pane that has the keys.";
    Marker "marker" Title "The mark of the row under the cursor.";
    Mark "mark" Marker "The mark of a marked row.";
    Late "late" Error "Days of an item that is late.";
    Today "today" Soon "Days of an item that is due today.";
    Soon "soon" Text "Days of an item that is due soon.";
    Match "match" Title "What a filter or a query hit.";
    Error "error" Title "A refusal, or what cannot be read.";
    Ok "ok" Text "What is done.";
    Field "field" Text "A line being typed.";
    Caret "caret" Selection "The place of the caret while the keys are not in the text.";
    Selection "selection" Selection "Selected text.";
    Blank "blank" Soon "A blank to be filled in.";
    Figure "figure" Match "A figure that was looked up.";
    Lifted "lifted" Field "Text taken over from an earlier letter.";
    Stale "stale" Soon "A figure lifted from an earlier letter and not looked up since.";
    Remark "remark" Match "What a reviewer's remark is about.";
    Added "added" Ok "Words that were put in since the last step.";
    Removed "removed" Error "Words that were taken out since the last step.";
    Wrong "wrong" Error "Words that a check calls wrong.";
    Doubt "doubt" Blank "Words that a check asks about.";
    Frame "frame" Dim "The frame of a dialog.";
    Bar "bar" Text "A bar of the board.";
    Key "key" Title "A key in hints and help.";
    Demo "demo" Today "That nothing is kept.";
}

/// The embedded themes, in the order that `next` goes.
const EMBEDDED: &[(&str, &str)] = &[
    ("dark", include_str!("../../themes/dark.toml")),
    ("light", include_str!("../../themes/light.toml")),
    ("contrast", include_str!("../../themes/contrast.toml")),
    ("mono", include_str!("../../themes/mono.toml")),
    ("ocean", include_str!("../../themes/ocean.toml")),
    ("paper", include_str!("../../themes/paper.toml")),
];

/// A look for each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    styles: BTreeMap<Role, Style>,
}

impl Default for Theme {
    fn default() -> Self {
        Self::named(EMBEDDED[0].0).expect("embedded; `every_embedded_theme_reads` reads it")
    }
}

impl Theme {
    /// Lists the names of the embedded themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// Returns an embedded theme.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = EMBEDDED.iter().find(|(own, _)| *own == name)?;
        Self::parse(name, text).ok()
    }

    /// Returns the theme to begin with: `mono` where colours are not wanted (<https://no-color.org>),
    /// else the named one, else `dark`, which keeps the terminal's own text and ground.
    pub fn chosen(name: Option<&str>, no_color: bool) -> Self {
        let wanted = if no_color { Some("mono") } else { name };
        wanted.and_then(Self::named).unwrap_or_default()
    }

    /// Returns the embedded theme after this one; after a theme of the user the first.
    #[must_use]
    pub fn next(&self) -> Self {
        let at = EMBEDDED.iter().position(|(name, _)| *name == self.name);
        let next = at.map_or(0, |at| (at + 1) % EMBEDDED.len());
        Self::named(EMBEDDED[next].0).unwrap_or_default()
    }

    /// Reads a theme: a line a role, `late = "red bold"`, `selection = "black on #a0b0c0"`.
    ///
    /// # Errors
    /// Everything that is wrong in it, a sentence each.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<String>> {
        let table = DeTable::parse(text).map_err(|error| vec![error.to_string()])?;
        let mut styles = BTreeMap::new();
        let mut wrong = Vec::new();
        for (role, look) in table.get_ref() {
            let line = text[..role.span().start.min(text.len())]
                .matches('\n')
                .count()
                + 1;
            let known = Role::ALL.iter().find(|own| own.name() == role.get_ref());
            let Some(known) = known else {
                let near = nearest(role.get_ref(), Role::ALL.iter().map(|role| role.name()));
                let hint = near
                    .map(|near| format!("; {near:?} is meant?"))
                    .unwrap_or_default();
                wrong.push((line, format!("no role {:?}{hint}", role.get_ref())));
                continue;
            };
            let look = look
                .get_ref()
                .as_str()
                .ok_or_else(|| "a text is expected".to_owned());
            match look.and_then(style) {
                Ok(style) => {
                    styles.insert(*known, style);
                }
                Err(fault) => wrong.push((line, format!("{}: {fault}", known.name()))),
            }
        }
        if wrong.is_empty() {
            let name = name.to_owned();
            return Ok(Self { name, styles });
        }
        wrong.sort();
        let say = |(line, fault)| format!("line {line}: {fault}");
        Err(wrong.into_iter().map(say).collect())
    }

    /// Returns the look of a role.
    pub fn style(&self, role: Role) -> Style {
        if let Some(style) = self.styles.get(&role) {
            return *style;
        }
        let instead = role.fallback();
        if instead != role {
            return self.style(instead);
        }
        // A theme that says nothing still shows what is selected.
        match role {
            Role::Selection => Style::new().add_modifier(Modifier::REVERSED),
            _ => Style::new(),
        }
    }
}

/// Reads a look: a colour, `on` and a second one, attributes; all may be left out.
fn style(look: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut behind = false;
    for word in look.split_whitespace() {
        let attribute = match word {
            "on" => {
                behind = true;
                continue;
            }
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underline" => Some(Modifier::UNDERLINED),
            "reverse" => Some(Modifier::REVERSED),
            _ => None,
        };
        style = match (attribute, behind) {
            (Some(attribute), _) => style.add_modifier(attribute),
            (None, true) => style.bg(color(word)?),
            (None, false) => style.fg(color(word)?),
        };
    }
    Ok(style)
}

fn color(word: &str) -> Result<Color, String> {
    word.parse().map_err(|_| {
        format!("{word:?} is no colour (red, bright-red, 0 to 255, #a0b0c0) and no attribute (bold, dim, italic, underline, reverse)")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_theme_reads() {
        for (name, text) in EMBEDDED {
            let theme =
                Theme::parse(name, text).unwrap_or_else(|wrong| panic!("{name}: {wrong:?}"));
            assert_eq!(
                theme.next().name,
                Theme::named(&theme.next().name).unwrap().name
            );
            for role in Role::ALL {
                let _ = theme.style(*role);
            }
            for told in [Role::Selection, Role::Figure, Role::Lifted, Role::Remark] {
                assert_ne!(theme.style(told), theme.style(Role::Text), "{name}");
            }
            for told in [Role::Lifted, Role::Remark] {
                let style = theme.style(told);
                assert!(style.add_modifier.contains(Modifier::UNDERLINED), "{name}");
                assert_ne!(style, theme.style(Role::Figure), "{name}");
            }
        }
    }

    #[test]
    fn sixteen_colour_themes_leave_text_and_ground_to_the_terminal() {
        for name in ["dark", "light", "mono"] {
            assert_eq!(
                Theme::named(name).unwrap().style(Role::Text),
                Style::new(),
                "{name}"
            );
        }
        for role in Role::ALL {
            let style = Theme::named("mono").unwrap().style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn a_bad_theme_lists_everything_that_is_wrong() {
        let wrong = Theme::parse(
            "x",
            "late = 'rot'\nlat = 'red'\ndim = 3\nok = 'green on blue bold'",
        )
        .unwrap_err();
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong[1].contains("\"late\""), "{wrong:?}");
        assert!(Theme::parse("x", "").is_ok());
    }

    #[test]
    fn without_colours_the_theme_is_mono() {
        assert_eq!(Theme::chosen(Some("ocean"), true).name, "mono");
        assert_eq!(Theme::chosen(Some("ocean"), false).name, "ocean");
        assert_eq!(Theme::chosen(Some("没有"), false).name, "dark");
        assert_eq!(Theme::chosen(None, false).name, "dark");
    }
}
