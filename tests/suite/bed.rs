//! A scratch folder in which the program runs in this process, with a clock that steps; and the real binary beside it.

use std::ffi::OsString;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Berlin;
use lage::cli::run::run;
use lage::cli::session::{Environment, Streams};
use lage::store::log::World;

/// Friday, 15 October 2021: the morning of the worked example.
const MORNING: &str = "2021-10-15 07:30";

/// A day after everything that the worked examples and the logs of earlier versions tell.
pub(crate) const AFTERWARDS: &str = "2026-12-01 07:30";

pub(crate) struct Bed {
    pub folder: tempfile::TempDir,
    /// The moment of the next command, in seconds.
    next: AtomicI64,
    /// The number of random draws so far; it is their seed, so that each run of a test makes the same hashes.
    draws: Arc<AtomicU64>,
    width: usize,
}

pub(crate) struct Said {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// One command's view of the world: its clock stands still.
struct Still {
    now: DateTime<Utc>,
    draws: Arc<AtomicU64>,
}

impl World for Still {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut z = (self.draws.fetch_add(1, Ordering::Relaxed) + 1)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

impl Bed {
    pub(crate) fn new() -> Bed {
        Bed::within(tempfile::tempdir().unwrap())
    }

    /// A bed that waits for no disk.
    pub(crate) fn in_memory() -> Bed {
        Bed::within(scratch())
    }

    fn within(folder: tempfile::TempDir) -> Bed {
        let bed = Bed {
            folder,
            next: AtomicI64::new(0),
            draws: Arc::default(),
            width: 80,
        };
        bed.at(MORNING);
        bed
    }

    /// A bed with a log in it.
    pub(crate) fn with_log() -> Bed {
        let bed = Bed::new();
        bed.ok(&["init", "Probelage"]);
        bed
    }

    /// A bed whose screen has this many columns.
    pub(crate) fn width(self, width: usize) -> Bed {
        Bed { width, ..self }
    }

    /// Sets the clock for the next command, in Berlin; each command after it is a minute later.
    pub(crate) fn at(&self, moment: &str) {
        let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap();
        let moment = Berlin.from_local_datetime(&moment).single().unwrap();
        self.next.store(moment.timestamp(), Ordering::Relaxed);
    }

    /// The same for an hour that Berlin has twice: the moment with its offset.
    pub(crate) fn at_instant(&self, moment: &str) {
        let moment = DateTime::parse_from_rfc3339(moment).unwrap();
        self.next.store(moment.timestamp(), Ordering::Relaxed);
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.path().join("lage.db")
    }

    /// The real binary, for what needs a process; its clock is the laptop's.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lage"));
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("NO_COLOR", "1")
            .env("USER", "probe");
        command
    }

    /// The surroundings of one command; moves the clock on by a minute.
    pub(crate) fn environment(&self, args: Vec<OsString>) -> Environment {
        let now = self.next.fetch_add(60, Ordering::Relaxed);
        Environment {
            args,
            program: "lage".to_owned(),
            folder: Ok(self.path().to_path_buf()),
            base: self.path().to_path_buf(),
            world: Box::new(Still {
                now: DateTime::from_timestamp(now, 0).unwrap(),
                draws: Arc::clone(&self.draws),
            }),
            log: None,
            author: None,
            lang: None,
            color: false,
            user: Some("probe".to_owned()),
            config: None,
            search_path: None,
            terminal: false,
            asks: false,
            width: self.width,
        }
    }

    pub(crate) fn run(&self, args: &[&str]) -> Said {
        self.typed(b"", args)
    }

    /// Runs a command with this on its stdin.
    pub(crate) fn typed(&self, stdin: &[u8], args: &[&str]) -> Said {
        let args = args.iter().map(OsString::from).collect();
        said_in(&self.environment(args), Cursor::new(stdin))
    }

    /// Runs what must succeed; gives stdout.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}\n{}{}", said.out, said.err);
        said.out
    }

    /// Runs what must fail with this code; gives stderr.
    pub(crate) fn fails(&self, code: i32, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, code, "{args:?}\n{}{}", said.out, said.err);
        assert!(!said.err.contains("BUG"), "{}", said.err);
        said.err
    }

    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let args = [args, &["--json"]].concat();
        serde_json::from_str(&self.ok(&args)).unwrap()
    }

    /// One whole screen: the command line, stdout, stderr with a mark before each line, and the exit code.
    pub(crate) fn screen(&self, args: &[&str]) -> String {
        let said = self.run(args);
        let line: String = args.iter().map(|arg| format!(" {}", quoted(arg))).collect();
        let err: String = said
            .err
            .lines()
            .map(|line| format!("2> {line}\n"))
            .collect();
        self.without_folder(&format!("$ lage{line}\n{}{err}→ {}\n", said.out, said.code))
    }

    /// The text with the scratch folder's name taken out.
    pub(crate) fn without_folder(&self, text: &str) -> String {
        let folder = self.path().to_string_lossy();
        text.replace(&format!("{folder}/"), "")
            .replace(&*folder, "ORDNER")
    }
}

/// A folder in memory where the system has one: for logs that are made by the thousand.
pub(crate) fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

/// An argument as a shell wants it.
fn quoted(arg: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.:,/+=".contains(letter);
    if !arg.is_empty() && arg.chars().all(plain) {
        return arg.to_owned();
    }
    format!("\"{arg}\"")
}

/// Runs a command in this process, in surroundings of its own.
pub(crate) fn said_in(environment: &Environment, mut stdin: impl Read) -> Said {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let streams = Streams {
        stdin: &mut stdin,
        out: &mut out,
        err: &mut err,
    };
    let code = run(environment, streams);
    // A page on stdout is the one thing that is no text.
    let out = if out.starts_with(b"%PDF") {
        String::from_utf8_lossy(&out).into_owned()
    } else {
        String::from_utf8(out).unwrap()
    };
    Said {
        out,
        err: String::from_utf8(err).unwrap(),
        code: i32::from(code),
    }
}

pub(crate) fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}
