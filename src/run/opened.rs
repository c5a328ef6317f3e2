//! Which records of the roster an account opened lately.
//!
//! Kept in a file beside the store, a line an opening: to look at a card changes nothing in the store. It only
//! orders names of the same rank, so a file that cannot be read or written is no trouble. Two desks of an account
//! add to the same file. Invariant: the file holds no more than twice [`MOST`] lines for long.

use std::{
    collections::HashMap,
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use super::write::{self, Over};
use crate::store::NameId;

/// How many openings count. Chosen by us: some weeks of work, and putting them in order costs a key nothing.
const MOST: usize = 200;

/// The openings of an account, the latest last.
#[derive(Debug, Default)]
pub struct Opened {
    /// Nothing when the store is in no file.
    file: Option<PathBuf>,
    openings: Vec<NameId>,
}

impl Opened {
    /// Reads what an account opened, beside the file of names of a store.
    pub fn read(names_file: Option<&Path>, account: &str) -> Self {
        let letters = account.chars();
        let account: String = letters
            .map(|ch| if ch.is_alphanumeric() { ch } else { '_' })
            .collect();
        let file = names_file.map(|file| file.with_extension(format!("opened-{account}")));
        let mut opened = Self {
            openings: file.as_deref().map(kept).unwrap_or_default(),
            file,
        };
        opened.forget();
        opened
    }

    /// Notes an opening; looking at the same card again is none. Tells whether it is a new one.
    pub fn note(&mut self, id: NameId) -> bool {
        if self.openings.last() == Some(&id) {
            return false;
        }
        self.openings.push(id);
        if let Some(file) = &self.file {
            let appended = OpenOptions::new()
                .append(true)
                .create(true)
                .mode(0o600)
                .open(file)
                .and_then(|mut file| file.write_all(line(id).as_bytes()));
            // The desk goes on without: see above.
            drop(appended);
        }
        self.forget();
        true
    }

    /// Returns the records, the most often opened first, of those opened as often the latest.
    pub fn ranked(&self) -> Vec<NameId> {
        let mut counts: HashMap<NameId, (usize, usize)> = HashMap::new();
        let lately = self.openings.iter().rev().take(MOST).rev();
        for (at, id) in lately.enumerate() {
            let (count, last) = counts.entry(*id).or_default();
            (*count, *last) = (*count + 1, at);
        }
        let mut ranked: Vec<(NameId, (usize, usize))> = counts.into_iter().collect();
        ranked.sort_unstable_by(|(_, one), (_, other)| other.cmp(one));
        ranked.into_iter().map(|(id, _)| id).collect()
    }

    fn forget(&mut self) {
        if self.openings.len() <= 2 * MOST {
            return;
        }
        if let Some(file) = &self.file {
            // With what another desk of the account has added meanwhile.
            let all = kept(file);
            if all.len() >= MOST {
                self.openings = all;
            }
        }
        let first = self.openings.len().saturating_sub(MOST);
        self.openings.drain(..first);
        if let Some(file) = &self.file {
            let text: String = self.openings.iter().copied().map(line).collect();
            // The longer file serves as well.
            drop(write::write(file, text.as_bytes(), Over::Forced));
        }
    }
}

/// Returns the openings in a file, the latest last; none of one that cannot be read.
fn kept(file: &Path) -> Vec<NameId> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(NameId::of_word).collect()
}

fn line(id: NameId) -> String {
    format!("{}\n", id.word())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{CraftsmanId, StudioId};

    const ANN: NameId = NameId::Craftsman(CraftsmanId(1));
    const BEN: NameId = NameId::Craftsman(CraftsmanId(2));
    const DEN: NameId = NameId::Studio(StudioId(1));

    #[test]
    fn often_opened_come_first_then_lately_opened() {
        let mut opened = Opened::default();
        assert!(opened.ranked().is_empty());
        for id in [ANN, DEN, ANN, ANN, BEN] {
            opened.note(id);
        }
        assert_eq!(opened.ranked(), [ANN, BEN, DEN]);
        // Twice in a row is once.
        assert!(!opened.note(BEN));
    }

    #[test]
    fn openings_come_back_and_what_is_no_opening_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let names = folder.path().join("库.db.names");
        let mut opened = Opened::read(Some(&names), "王/小\u{1b}明");
        for id in [ANN, BEN, ANN] {
            opened.note(id);
        }
        let file = folder.path().join("库.db.opened-王_小_明");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, format!("\ncraftsman\nstudio:x\n\u{301}:1\n{text}")).unwrap();
        assert_eq!(
            Opened::read(Some(&names), "王/小\u{1b}明").ranked(),
            [ANN, BEN]
        );
        fs::write(&file, [0xff, 0xfe]).unwrap();
        assert!(
            Opened::read(Some(&names), "王/小\u{1b}明")
                .ranked()
                .is_empty()
        );
        // Another account, and a store in no file.
        assert!(Opened::read(Some(&names), "").ranked().is_empty());
        assert!(Opened::read(None, "x").note(ANN));
    }

    #[test]
    fn what_another_desk_of_the_account_opened_is_not_forgotten_with_the_old() {
        let folder = tempfile::tempdir().unwrap();
        let names = folder.path().join("a.db.names");
        let mut opened = Opened::read(Some(&names), "w");
        for at in 0..2 * MOST {
            opened.note(if at % 2 == 0 { ANN } else { BEN });
        }
        Opened::read(Some(&names), "w").note(DEN);
        opened.note(ANN);
        assert!(opened.ranked().contains(&DEN));
        assert!(Opened::read(Some(&names), "w").ranked().contains(&DEN));
    }

    #[test]
    fn old_openings_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let names = folder.path().join("a.db.names");
        let mut opened = Opened::read(Some(&names), "w");
        opened.note(DEN);
        for at in 0..3 * MOST {
            opened.note(if at % 2 == 0 { ANN } else { BEN });
        }
        let lines = fs::read_to_string(folder.path().join("a.db.opened-w")).unwrap();
        assert!(lines.lines().count() <= 2 * MOST);
        assert_eq!(opened.ranked().len(), 2);
        assert_eq!(Opened::read(Some(&names), "w").ranked(), opened.ranked());
    }
}
