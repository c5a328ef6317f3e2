//! A program in a terminal of its own: a pty whose other end we hold.
//!
//! Shared with `benches/desk.rs`. The tape keeps every byte the program wrote; the screen is what a
//! terminal shows of it. Invariant: a session that is dropped leaves no process behind.

use std::{
    io,
    num::NonZeroU16,
    os::{
        fd::{AsFd, OwnedFd},
        unix::process::CommandExt,
    },
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags, open},
    process::{Pid, Signal, ioctl_tiocsctty, kill_process, setsid},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{Winsize, tcsetwinsize},
};

/// How long the program gets to show what a test waits for. Chosen by us: far more than it needs, for
/// a machine that does ten other things.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the terminal's end means to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It is the controlling terminal: its end raises SIGHUP.
    Controlling,
    /// It is not: nothing but the file itself tells, as under a program that keeps SIGHUP away.
    Loose,
}

/// What came in answer to something.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// From the question to the last byte before the pause; `None` when nothing came.
    pub last: Option<Duration>,
    /// How many bytes.
    pub bytes: usize,
}

/// A program in a terminal.
pub struct Session {
    child: Child,
    master: Option<OwnedFd>,
    screen: vt100::Parser,
    /// Every byte the program wrote.
    pub tape: Vec<u8>,
    shown: usize,
}

impl Session {
    /// Starts the program in a terminal of so many columns and rows.
    pub fn start(command: &mut Command, (columns, rows): (u16, u16), tie: Tie) -> io::Result<Self> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        tcsetwinsize(
            &master,
            Winsize {
                ws_row: rows,
                ws_col: columns,
                ws_xpixel: 0,
                ws_ypixel: 0,
            },
        )?;
        let name = ptsname(&master, Vec::new())?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = open(name.as_c_str(), flags, Mode::empty())?;
        command
            .stdin(Stdio::from(slave.try_clone()?))
            .stdout(Stdio::from(slave.try_clone()?))
            .stderr(Stdio::from(slave));
        let ready = move || {
            setsid()?;
            if tie == Tie::Controlling {
                ioctl_tiocsctty(rustix::stdio::stdin())?;
            }
            Ok(())
        };
        #[expect(
            unsafe_code,
            reason = "a terminal becomes the controlling one between fork and exec; two plain system calls, no allocation"
        )]
        unsafe {
            command.pre_exec(ready);
        }
        let child = command.spawn()?;
        // The command still holds the other end, and would keep the terminal alive.
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(Self {
            child,
            master: Some(master),
            screen: vt100::Parser::new(of_cells(rows), of_cells(columns), 0),
            tape: Vec::new(),
            shown: 0,
        })
    }

    /// Returns the program's process number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes as the person's keyboard does.
    pub fn send(&mut self, bytes: &[u8]) {
        let master = self.master.as_ref().expect("the terminal is still there");
        let mut rest = bytes;
        while !rest.is_empty() {
            let written =
                rustix::io::write(master, rest).expect("the program's terminal takes bytes");
            rest = &rest[written..];
        }
    }

    /// Reads what is there, waiting for it up to so long; returns how much, 0 for nothing.
    fn read(&mut self, wait: Duration) -> usize {
        let Some(master) = &self.master else { return 0 };
        let wait = Timespec {
            tv_sec: wait.as_secs() as i64,
            tv_nsec: i64::from(wait.subsec_nanos()),
        };
        let mut ends = [PollFd::from_borrowed_fd(master.as_fd(), PollFlags::IN)];
        if !matches!(poll(&mut ends, Some(&wait)), Ok(1..)) {
            return 0;
        }
        let mut room = [0; 8192];
        // The other end closed: Linux says so with an error.
        let got = rustix::io::read(master, &mut room[..]).unwrap_or(0);
        self.tape.extend_from_slice(&room[..got]);
        got
    }

    /// Reads until nothing comes for `pause`, or nothing at all for `limit`; times count from `asked`.
    pub fn answer(&mut self, asked: Instant, pause: Duration, limit: Duration) -> Answer {
        let mut answer = Answer {
            last: None,
            bytes: 0,
        };
        let mut until = asked + limit;
        loop {
            let wait = until.saturating_duration_since(Instant::now());
            if wait.is_zero() {
                return answer;
            }
            let got = self.read(wait);
            let now = Instant::now();
            if got == 0 {
                if now < until {
                    // Not a pause: the program is gone.
                    return answer;
                }
                continue;
            }
            answer.last = Some(now - asked);
            answer.bytes += got;
            until = now + pause;
        }
    }

    /// Returns the terminal as it stands now.
    pub fn terminal(&mut self) -> &vt100::Screen {
        self.screen.process(&self.tape[self.shown..]);
        self.shown = self.tape.len();
        self.screen.screen()
    }

    /// Returns the screen's rows as text.
    pub fn text(&mut self) -> String {
        self.terminal().contents()
    }

    /// Waits until the screen shows these words.
    #[track_caller]
    pub fn until(&mut self, words: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text();
            if text.contains(words) {
                return;
            }
            assert!(Instant::now() < end, "{words:?} does not come:\n{text}");
            self.read(Duration::from_millis(20));
        }
    }

    /// Types keys one by one, each after the answer to the one before: characters, and names in angle
    /// brackets as `j<enter><c-p>`.
    pub fn keys(&mut self, keys: &str) {
        for key in bytes_of(keys) {
            self.send(&key);
            self.answer(
                Instant::now(),
                Duration::from_millis(25),
                Duration::from_millis(120),
            );
        }
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.pid()).ok().and_then(Pid::from_raw);
        kill_process(pid.expect("a running process has a number"), signal)
            .expect("the process is ours");
    }

    /// Takes the terminal away, as a lost line does.
    pub fn hang_up(&mut self) {
        self.master = None;
    }

    /// Waits for the end up to so long.
    pub fn end(&mut self, within: Duration) -> Option<ExitStatus> {
        let until = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().expect("the process is our child") {
                while self.read(Duration::ZERO) > 0 {}
                return Some(status);
            }
            if Instant::now() >= until {
                return None;
            }
            if self.master.is_some() {
                self.read(Duration::from_millis(5));
            } else {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn of_cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

/// Cuts keys as people write them into what the keyboard sends for each.
pub fn bytes_of(keys: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'));
        if let Some((name, after)) = named {
            all.push(named_key(name));
            rest = after;
        } else {
            all.push(c.to_string().into_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    all
}

fn named_key(name: &str) -> Vec<u8> {
    let bytes: &[u8] = match name {
        "enter" => b"\r",
        "esc" => b"\x1b",
        "tab" => b"\t",
        "space" => b" ",
        "bs" => b"\x7f",
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "pgdn" => b"\x1b[6~",
        "pgup" => b"\x1b[5~",
        "end" => b"\x1b[F",
        "f1" => b"\x1bOP",
        "f2" => b"\x1bOQ",
        _ => {
            let letter = name.strip_prefix("c-").and_then(|rest| rest.bytes().next());
            return vec![letter.unwrap_or_else(|| panic!("no key is called {name:?}")) & 31];
        }
    };
    bytes.to_vec()
}
