//! The user's configuration file: what concerns this machine and this person, not the office.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

/// The configuration. Every value may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The program's language: `zh` or `en`.
    pub lang: Option<String>,
    /// The theme's name.
    pub theme: Option<String>,
    /// The folder that papers are read from.
    pub inbox: Option<String>,
    /// `mouse = true` lets clicks place the cursor.
    pub mouse: Option<bool>,
    /// The keys of the letter's text: `desk` or `vim`.
    pub keys: Option<String>,
    /// How names are heard: `exact`, or `alike` for what sounds alike too.
    pub sounds: Option<String>,
    /// `editor = true` lets `anfu letter edit` start `VISUAL` or `EDITOR`, which can start a shell.
    pub editor: Option<bool>,
}

impl Config {
    /// Tells whether names are found by what sounds alike too.
    pub fn hears_alike(&self) -> bool {
        self.sounds.as_deref() == Some("alike")
    }
}

/// The keys of the file, for `anfu config` and for naming the nearest.
pub const KEYS: &[&str] = &[
    "lang", "theme", "inbox", "mouse", "keys", "sounds", "editor",
];

/// Reads the file; a missing one is an empty configuration. The second value lists what is wrong:
/// unknown keys and values that cannot be read, all at once.
pub fn read(path: &Path) -> (Config, Vec<String>) {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (Config::default(), Vec::new());
        }
        Err(error) => {
            return (
                Config::default(),
                vec![format!("{}: {error}", path.display())],
            );
        }
    };
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            return (
                Config::default(),
                vec![format!("{}: {error}", path.display())],
            );
        }
    };
    let mut config = Config::default();
    let mut wrong = Vec::new();
    for (key, value) in &table {
        if let Err(fault) = set(&mut config, key, value) {
            wrong.push(format!("{}: {fault}", path.display()));
        }
    }
    (config, wrong)
}

fn set(config: &mut Config, key: &str, value: &toml::Value) -> Result<(), String> {
    let text = || {
        value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| format!("{key}: a text is expected, not {value}"))
    };
    let truth = || {
        let on = value.as_bool().or_else(|| value.as_str()?.parse().ok());
        on.ok_or_else(|| format!("{key}: true or false is expected, not {value}"))
    };
    match key {
        "lang" => config.lang = Some(text().and_then(|lang| one_of(key, &lang, &["zh", "en"]))?),
        "theme" => config.theme = Some(text()?),
        "inbox" => config.inbox = Some(text()?),
        "keys" => config.keys = Some(text().and_then(|keys| one_of(key, &keys, &["desk", "vim"]))?),
        "sounds" => {
            config.sounds = Some(text().and_then(|own| one_of(key, &own, &["exact", "alike"]))?);
        }
        "mouse" => config.mouse = Some(truth()?),
        "editor" => config.editor = Some(truth()?),
        _ => {
            return Err(format!(
                "{key}: no such setting; there are {}",
                KEYS.join(", ")
            ));
        }
    }
    Ok(())
}

fn one_of(key: &str, value: &str, allowed: &[&str]) -> Result<String, String> {
    if allowed.contains(&value) {
        Ok(value.to_owned())
    } else {
        Err(format!(
            "{key}: {value:?} is none of {}",
            allowed.join(", ")
        ))
    }
}

/// Changes one setting in the file; the others stay.
///
/// # Errors
/// When the key or the value is not known, or the file cannot be written.
pub fn write(path: &Path, key: &str, value: &str) -> Result<(), String> {
    let (mut config, wrong) = read(path);
    if let Some(first) = wrong.first() {
        return Err(first.clone());
    }
    set(&mut config, key, &toml::Value::String(value.to_owned()))?;
    let text = toml::to_string(&config).map_err(|error| error.to_string())?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_listed_and_the_rest_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a").join("config.toml");
        assert_eq!(read(&path), (Config::default(), vec![]));
        write(&path, "inbox", "收件").unwrap();
        write(&path, "mouse", "true").unwrap();
        assert!(write(&path, "lang", "de").is_err());
        assert!(write(&path, "inbx", "x").is_err());
        let (config, _) = read(&path);
        assert_eq!(
            (config.inbox.as_deref(), config.mouse),
            (Some("收件"), Some(true))
        );
        fs::write(
            &path,
            "lang = 'de'\nthem = 'x'\ninbox = '收件'\nmouse = 3\n",
        )
        .unwrap();
        let (config, wrong) = read(&path);
        assert_eq!(config.inbox.as_deref(), Some("收件"));
        assert_eq!(wrong.len(), 3, "{wrong:?}");
    }
}
