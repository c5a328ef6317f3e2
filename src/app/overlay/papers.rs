//! Papers in: the files of the inbox folder, a path, or a paste.

use super::{Form, Outcome, Overlay, form::Purpose, step_of};
use crate::{
    app::{
        Action, Effect,
        edit::edit_text,
        list::Cursor,
        msg::{EditKey, Extend},
        record::Record,
        views::InboxFile,
    },
    text::editor::Editor,
};

/// The dialog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Papers {
    /// The inbox folder, when one is configured.
    pub folder: Option<String>,
    /// Its files.
    pub files: Vec<InboxFile>,
    /// The cursor: the files, then "a path", then "a paste".
    pub cursor: Cursor,
    /// What is being pasted or typed.
    pub paste: Option<Box<Editor>>,
    /// The words for the path form's title.
    pub path_title: String,
}

impl Papers {
    /// Returns whether keys are text.
    pub fn typing(&self) -> bool {
        self.paste.is_some()
    }

    fn rows(&self) -> usize {
        self.files.len() + 2
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(paste) = &mut self.paste {
            return match action {
                Action::Back => {
                    self.paste = None;
                    Outcome::STAY
                }
                Action::Save => {
                    let text = paste.text();
                    if text.trim().is_empty() {
                        Outcome::STAY
                    } else {
                        Outcome::Close(vec![Effect::ReadPaperText(text)])
                    }
                }
                Action::Open => {
                    paste.newline();
                    Outcome::STAY
                }
                _ => Outcome::STAY,
            };
        }
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.rows(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Back => Outcome::CLOSE,
            Action::Refresh => Outcome::Stay(vec![Effect::ReadInbox]),
            Action::Open => match self.files.get(self.cursor.at) {
                Some(file) => Outcome::Close(vec![Effect::ReadPaperFile(file.path.clone())]),
                None if self.cursor.at == self.files.len() => {
                    let record = Record::File(String::new());
                    let form = Form::new(self.path_title.clone(), Purpose::PaperPath, record);
                    Outcome::Above(Box::new(Overlay::Form(form)))
                }
                None => {
                    self.open_paste();
                    Outcome::STAY
                }
            },
            _ => Outcome::STAY,
        }
    }

    fn open_paste(&mut self) -> &mut Editor {
        let mut editor = Editor::new("");
        editor.set_width(super::form::PAPER_COLS);
        editor.set_height(10);
        self.paste.insert(Box::new(editor))
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        if let Some(paste) = &mut self.paste {
            paste.insert(text);
        }
        Outcome::STAY
    }

    /// Takes a paste: one onto the list is a paper too and opens the paste with it.
    pub fn paste_in(&mut self, text: &str) {
        match &mut self.paste {
            Some(paste) => paste.paste(text),
            None => self.open_paste().paste(text),
        };
    }

    pub(super) fn edit(&mut self, key: EditKey) -> Outcome {
        if let Some(paste) = &mut self.paste {
            edit_text(paste, key, Extend::No);
        }
        Outcome::STAY
    }
}
