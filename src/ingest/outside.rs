//! The only place where anfu starts another program: `pdftotext` and `soffice`.
//!
//! Each runs without a shell, with a closed environment and input, in a directory of its own that
//! goes afterwards, and is ended when its time is up.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{ReadError, format::MAX_TEXT};

/// A page takes milliseconds; a minute is for a first start of an office suite on a slow disk.
const PATIENCE: Duration = Duration::from_mins(1);

/// Which programs of this machine may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// `pdftotext`.
    pub pdftotext: Option<PathBuf>,
    /// `soffice` or `libreoffice`.
    pub soffice: Option<PathBuf>,
}

impl Outside {
    /// Uses no program at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// Finds the programs in the directories of a `PATH` value.
    pub fn in_path(path: Option<OsString>) -> Self {
        let path = path.unwrap_or_default();
        let find = |name: &str| {
            std::env::split_paths(&path)
                .filter(|dir| dir.is_absolute())
                .map(|dir| dir.join(name))
                .find(|file| file.is_file())
        };
        Self {
            pdftotext: find("pdftotext"),
            soffice: find("soffice").or_else(|| find("libreoffice")),
        }
    }
}

/// Returns the text of a PDF, or `None` when there is no program or it cannot read the file.
pub fn pdf_text(bytes: &[u8], tools: &Outside) -> Option<String> {
    let program = tools.pdftotext.as_ref()?;
    let room = Room::new().ok()?;
    let input = room.path.join("in.pdf");
    let output = room.path.join("out.txt");
    fs::write(&input, bytes).ok()?;
    let args: [OsString; 5] = [
        "-enc".into(),
        "UTF-8".into(),
        "-nopgbrk".into(),
        input.into(),
        output.clone().into(),
    ];
    run(program, &args, &room.path).ok()?;
    read_capped(&output).ok()
}

/// Converts a word processor's file to text.
pub fn convert(bytes: &[u8], extension: &str, tools: &Outside) -> Result<String, ReadError> {
    let Some(program) = tools.soffice.as_ref() else {
        return Err(ReadError::NoConverter(if extension == "doc" {
            "doc"
        } else {
            "wps"
        }));
    };
    let failed = |_| ReadError::ConverterFailed;
    let room = Room::new().map_err(failed)?;
    let input = room.path.join(format!("in.{extension}"));
    fs::write(&input, bytes).map_err(failed)?;
    let mut profile = OsString::from("-env:UserInstallation=file://");
    profile.push(room.path.join("profile"));
    let args: [OsString; 9] = [
        profile,
        "--headless".into(),
        "--norestore".into(),
        "--nolockcheck".into(),
        "--convert-to".into(),
        "txt:Text (encoded):UTF8".into(),
        "--outdir".into(),
        room.path.clone().into(),
        input.into(),
    ];
    run(program, &args, &room.path).map_err(failed)?;
    let text = read_capped(&room.path.join("in.txt")).map_err(failed)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

fn read_capped(path: &Path) -> io::Result<String> {
    use std::io::Read;
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MAX_TEXT as u64 * 2)
        .read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where programs are started"
)]
fn run(program: &Path, args: &[OsString], room: &Path) -> io::Result<()> {
    let mut child = Command::new(program)
        .args(args)
        .env_clear()
        .env("HOME", room)
        .env("TMPDIR", room)
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .current_dir(room)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return if status.success() {
                Ok(())
            } else {
                Err(io::Error::other("the program failed"))
            };
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// A private directory that goes when it is no longer needed.
struct Room {
    path: PathBuf,
}

impl Room {
    fn new() -> io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let base = std::env::temp_dir();
        for attempt in 0..64u32 {
            let name = format!("anfu-{}-{attempt}-{:x}", std::process::id(), nonce());
            let path = base.join(name);
            match fs::DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// A number that differs from call to call, without a clock.
fn nonce() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new()
        .build_hasher()
        .finish()
}

impl Drop for Room {
    fn drop(&mut self) {
        // What cannot be removed is the system's to sweep; the paper itself is already read.
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_converter_the_message_says_so() {
        assert!(matches!(
            convert(b"x", "wps", &Outside::none()),
            Err(ReadError::NoConverter("wps"))
        ));
        assert_eq!(pdf_text(b"x", &Outside::none()), None);
        assert_eq!(Outside::in_path(None), Outside::none());
    }
}
