//! Where the program keeps things, by the XDG rules.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, base_strategy::Xdg};

/// The program's places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The store.
    pub store: PathBuf,
    /// The configuration file.
    pub config: PathBuf,
    /// The user's keymap, on top of ours.
    pub keymap: PathBuf,
    /// The folder of the user's themes.
    pub themes: PathBuf,
    /// The folder of the user's rule packs.
    pub rules: PathBuf,
    /// The folder of the user's chains of review.
    pub chains: PathBuf,
    /// The folder of the user's tables of points.
    pub points: PathBuf,
    /// The folder of the user's templates of public lists.
    pub lists: PathBuf,
    /// The folder of the user's letter templates and profiles.
    pub letters: PathBuf,
}

impl Paths {
    /// Finds the places; a store named by flag or variable wins.
    ///
    /// # Errors
    /// When the account has no home folder.
    pub fn find(store: Option<&Path>) -> Result<Self, String> {
        let xdg = Xdg::new().map_err(|error| error.to_string())?;
        let config = xdg.config_dir().join("anfu");
        Ok(Self {
            store: store.map_or_else(
                || xdg.data_dir().join("anfu").join("anfu.db"),
                Path::to_owned,
            ),
            config: config.join("config.toml"),
            keymap: config.join("keymap.toml"),
            themes: config.join("themes"),
            rules: config.join("rules"),
            chains: config.join("chains"),
            points: config.join("points"),
            lists: config.join("lists"),
            letters: config.join("letters"),
        })
    }
}
