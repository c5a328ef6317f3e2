//! Freely licensed Chinese typefaces that this machine has.
//!
//! A PDF carries its typefaces with it, so only those are taken whose licence lets anyone pass them
//! on; what an office bought stays with the .docx. Looked for where fontconfig looks by default, or in
//! the folder that `ANFU_FONTS` names. Invariant: a file is read only when its name is one of a
//! known family's, and taken only when the family it names itself is that one.

use std::{
    cell::OnceCell,
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use ttf_parser::name_id;

use crate::letter::{
    output::{Font, Fonts},
    page::Face,
};

/// How heavy a typeface is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Text,
    Bold,
}

/// A family that may be passed on: as the file names itself, and what its files are called, in lower
/// case and without signs.
type Family = (&'static str, &'static str);

const FAMILIES: [Family; 17] = [
    // SIL Open Font License 1.1
    ("Noto Serif CJK SC", "notoserifcjk"),
    ("Noto Sans CJK SC", "notosanscjk"),
    ("Noto Serif SC", "notoserifsc"),
    ("Noto Sans SC", "notosanssc"),
    ("Source Han Serif SC", "sourcehanserif"),
    ("Source Han Sans SC", "sourcehansans"),
    ("Source Han Serif CN", "sourcehanserif"),
    ("Source Han Sans CN", "sourcehansans"),
    ("LXGW WenKai", "lxgwwenkai"),
    // GPL 3 with font exception
    ("FandolFang R", "fandolfang"),
    ("FandolKai", "fandolkai"),
    ("FandolHei", "fandolhei"),
    ("FandolSong", "fandolsong"),
    // Arphic Public License
    ("AR PL UKai CN", "ukai"),
    ("AR PL UMing CN", "uming"),
    // GPL 2 with font exception
    ("WenQuanYi Zen Hei", "wqyzenhei"),
    // Apache License 2.0
    ("Droid Sans Fallback", "droidsansfallback"),
];

/// The families for each face, the nearest in shape first; what is missing is taken from all.
fn wanted(face: Face) -> Vec<(&'static str, Weight)> {
    let serif = [
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "Source Han Serif CN",
        "Noto Serif SC",
    ];
    let sans = [
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "Noto Sans SC",
    ];
    let song = ["FandolSong", "AR PL UMing CN"];
    let text = |names: &[&'static str]| -> Vec<(&'static str, Weight)> {
        names.iter().map(|name| (*name, Weight::Text)).collect()
    };
    let mut own = match face {
        Face::FangSong => text(&["FandolFang R"]),
        Face::Kai => text(&["FandolKai", "LXGW WenKai", "AR PL UKai CN"]),
        Face::Hei => text(&sans)
            .into_iter()
            .chain(text(&[
                "FandolHei",
                "WenQuanYi Zen Hei",
                "Droid Sans Fallback",
            ]))
            .collect(),
        Face::XiaoBiaoSong => serif
            .iter()
            .chain(&song)
            .map(|name| (*name, Weight::Bold))
            .collect(),
        Face::Song => Vec::new(),
    };
    own.extend(text(&serif).into_iter().chain(text(&song)));
    own.extend(text(&sans));
    own.extend(text(&[
        "FandolHei",
        "WenQuanYi Zen Hei",
        "Droid Sans Fallback",
        "FandolKai",
    ]));
    own
}

/// The typefaces of this machine, looked for once when they are first asked for.
#[derive(Default)]
pub struct SystemFonts {
    folders: Vec<PathBuf>,
    found: OnceCell<BTreeMap<(&'static str, Weight), Font>>,
}

impl SystemFonts {
    /// Makes those of the usual folders, or of the one that is named instead of them.
    pub fn new() -> Self {
        if let Some(own) = env::var_os("ANFU_FONTS") {
            return Self::of(vec![own.into()]);
        }
        let mut folders = Vec::new();
        if let Some(home) = env::var_os("HOME").map(PathBuf::from) {
            folders.push(home.join(".local/share/fonts"));
            folders.push(home.join(".fonts"));
            folders.push(home.join("Library/Fonts"));
        }
        folders.extend(
            [
                "/usr/local/share/fonts",
                "/usr/share/fonts",
                "/usr/share/texmf/fonts",
                "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
                "/Library/Fonts",
            ]
            .map(PathBuf::from),
        );
        Self::of(folders)
    }

    /// Forgets them: they take a hundred megabytes of a desk that stays open. Looked for anew when asked for.
    pub fn forget(&mut self) {
        self.found.take();
    }

    /// Makes those of given folders.
    pub fn of(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            found: OnceCell::new(),
        }
    }
}

impl Fonts for SystemFonts {
    fn of(&self, face: Face) -> Vec<Font> {
        let found = self.found.get_or_init(|| look(&self.folders));
        wanted(face)
            .iter()
            .filter_map(|own| found.get(own).cloned())
            .collect()
    }
}

fn look(folders: &[PathBuf]) -> BTreeMap<(&'static str, Weight), Font> {
    let mut found = BTreeMap::new();
    for folder in folders {
        look_in(folder, 0, &mut found);
    }
    found
}

/// How deep folders of typefaces are nested at most; links may lead in circles.
const DEEPEST: usize = 8;

fn look_in(folder: &Path, depth: usize, found: &mut BTreeMap<(&'static str, Weight), Font>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // The same machine embeds the same file each time.
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth < DEEPEST {
                look_in(&path, depth + 1, found);
            }
        } else if is_known(&path) {
            take(&path, found);
        }
    }
}

/// Tells by its name whether a file may hold one of the families, in a weight that is used.
fn is_known(path: &Path) -> bool {
    let name = |part: Option<&std::ffi::OsStr>| -> String {
        let text = part.unwrap_or_default().to_string_lossy();
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect()
    };
    let (stem, ending) = (name(path.file_stem()), name(path.extension()));
    let other_weight = ["light", "thin", "black", "medium", "demi", "mono"];
    ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str())
        && FAMILIES.iter().any(|(_, files)| stem.starts_with(files))
        && !other_weight.iter().any(|own| stem.contains(own))
}

fn take(path: &Path, found: &mut BTreeMap<(&'static str, Weight), Font>) {
    let Ok(data) = fs::read(path) else {
        return;
    };
    let data = Arc::new(data);
    let count = ttf_parser::fonts_in_collection(&data).unwrap_or(1);
    for index in 0..count {
        let Ok(face) = ttf_parser::Face::parse(&data, index) else {
            continue;
        };
        // Of a variable one only an instance could be embedded.
        if face.is_variable() {
            continue;
        }
        let names: Vec<String> = face
            .names()
            .into_iter()
            .filter(|name| [name_id::FAMILY, name_id::TYPOGRAPHIC_FAMILY].contains(&name.name_id))
            .filter_map(|name| name.to_string())
            .collect();
        let family = FAMILIES
            .iter()
            .find(|(own, _)| names.iter().any(|name| name == own));
        let Some((family, _)) = family else {
            continue;
        };
        let weight = if face.is_bold() || face.weight().to_number() >= 600 {
            Weight::Bold
        } else {
            Weight::Text
        };
        found.entry((*family, weight)).or_insert_with(|| Font {
            name: (*family).to_owned(),
            data: Arc::clone(&data),
            index,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wanted_family_is_known() {
        for face in Face::ALL {
            let wanted = wanted(face);
            assert!(!wanted.is_empty());
            for (name, _) in wanted {
                assert!(FAMILIES.iter().any(|(own, _)| *own == name), "{name}");
            }
        }
    }

    #[test]
    fn files_are_known_by_their_names() {
        for (name, known) in [
            ("NotoSerifCJK-Regular.ttc", true),
            ("NotoSansCJK-Bold.ttc", true),
            ("NotoSansCJK-Thin.ttc", false),
            ("FandolFang-Regular.otf", true),
            ("simfang.ttf", false),
            ("NotoSansCJK-Regular.txt", false),
            ("", false),
        ] {
            assert_eq!(is_known(Path::new(name)), known, "{name}");
        }
    }

    #[test]
    fn a_folder_without_typefaces_has_none_and_a_bad_file_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("wqy-zenhei.ttc"), "不是字体").unwrap();
        let fonts = SystemFonts::of(vec![folder.path().to_owned(), "/没有".into()]);
        assert!(fonts.of(Face::FangSong).is_empty());
    }
}
