//! Another editor for a text, where this account allows one.
//!
//! An editor can start a shell, so it is only started when the settings say `editor = true`: whoever
//! was given the desk alone stays in the desk. The text goes through a file that nobody else may read,
//! in a folder of its own.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use crate::{lang::Lang, text::clean};

/// Why a text did not come back.
#[derive(Debug)]
pub enum EditorError {
    /// Neither `VISUAL` nor `EDITOR` names a program.
    None,
    /// The program did not start, or the file could not be written or read.
    Failed(String, io::Error),
    /// The program ended with a failure and wrote nothing.
    Left(String),
    /// The program ended with a failure; what it wrote stays in the file.
    Refused(String, PathBuf),
}

impl EditorError {
    /// Says why, and where what was written is.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            EditorError::None => lang.say("cli.letter.no_editor").to_owned(),
            EditorError::Failed(command, error) => {
                let values = [("command", &**command), ("error", &*error.to_string())];
                lang.say_with("cli.letter.editor_failed", &values)
            }
            EditorError::Left(command) => {
                lang.say_with("cli.letter.editor_left", &[("command", command)])
            }
            EditorError::Refused(command, path) => {
                let path = clean::line(&path.to_string_lossy()).text;
                let values = [("command", &**command), ("path", &*path)];
                lang.say_with("cli.letter.editor_refused", &values)
            }
        }
    }
}

/// A text that came back, in a file that is kept until [`Edited::done`].
#[derive(Debug)]
pub struct Edited {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The file they are in.
    pub path: PathBuf,
}

impl Edited {
    /// Removes the file: the text is kept elsewhere.
    pub fn done(self) {
        // The folder was made for this file; editors leave copies and locks beside it. One that cannot
        // be removed does no harm: nobody else may read it.
        if let Some(folder) = self.path.parent() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Returns the editor's command as the environment names it: `VISUAL` before `EDITOR`.
pub fn named() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|command| !command.trim().is_empty())
}

/// Opens a text in the editor and waits until it is left.
///
/// # Errors
/// As in [`EditorError`].
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where an editor is started"
)]
pub fn edit(name: &str, text: &str) -> Result<Edited, EditorError> {
    let command = named().ok_or(EditorError::None)?;
    let failed = |error| EditorError::Failed(command.clone(), error);
    let path = room().map_err(failed)?.join(name);
    write_private(&path, text).map_err(failed)?;
    let mut words = command.split_whitespace();
    let program = words.next().ok_or(EditorError::None)?;
    let status = Command::new(program).args(words).arg(&path).status();
    match status {
        Ok(status) if status.success() => {
            let bytes = fs::read(&path).map_err(failed)?;
            Ok(Edited { bytes, path })
        }
        Ok(_) => {
            let bytes = fs::read(&path).unwrap_or_default();
            if bytes.strip_suffix(b"\n") != Some(text.as_bytes()) {
                return Err(EditorError::Refused(command, path));
            }
            Edited { bytes, path }.done();
            Err(EditorError::Left(command))
        }
        Err(error) => {
            let bytes = Vec::new();
            Edited { bytes, path }.done();
            Err(EditorError::Failed(command, error))
        }
    }
}

/// Makes a folder that only this account may enter.
fn room() -> io::Result<PathBuf> {
    use std::os::unix::fs::DirBuilderExt;
    let mut attempt = 0;
    loop {
        let path = env::temp_dir().join(format!("anfu-letter-{}-{attempt}", std::process::id()));
        match fs::DirBuilder::new().mode(0o700).create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 64 => {
                attempt += 1;
            }
            made => return made.map(|()| path),
        }
    }
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    // Editors end a file with a line end; one is there already, so none is added to the text.
    file.write_all(b"\n")
}
