//! The real program is killed while it writes, at any moment and before any of its system calls: each act is in the log
//! whole or not at all, and all that was confirmed is there.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::bed::scratch;
use crate::dice::{Dice, rounds};
use crate::powercuts::checked;
use crate::traced::{Call, Fate, Kind, trace};

/// What a command begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ground {
    Nothing,
    Log,
    /// A log that the program brings to its new form first.
    Earlier(&'static str),
}

/// The commands that write, each with what it begins with.
pub(crate) const ACTS: [(Ground, &[&str]); 11] = [
    (Ground::Log, &["notiz", "kurz"]),
    (
        Ground::Log,
        &["aufgabe", "neu", "Netz trennen", "--an", "IT"],
    ),
    (Ground::Log, &["aufgabe", "erledigen", "A-1", "getrennt"]),
    (
        Ground::Log,
        &[
            "entscheidung",
            "ersetzen",
            "E-1",
            "Server an",
            "--grund",
            "geklärt",
            "--von",
            "OB",
        ],
    ),
    (
        Ground::Log,
        &["berichtigen", "4", "anders", "--grund", "Hörfehler"],
    ),
    (Ground::Log, &["import", "viel.toml"]),
    (
        Ground::Log,
        &[
            "bericht",
            "freigeben",
            "--trotzdem",
            "--von",
            "OB",
            "--aus",
            "b.md",
            "--format",
            "markdown",
        ],
    ),
    (Ground::Log, &["pruefen", "--neu-aufbauen"]),
    (Ground::Earlier("0.1.0-schema-1.db"), &["notiz", "kurz"]),
    (Ground::Earlier("0.2.0-schema-2.db"), &["notiz", "kurz"]),
    (Ground::Nothing, &["init", "Probelage"]),
];

/// A log's state: the number of its entries and the newest one's hash.
pub(crate) type Stand = Option<(usize, String)>;

/// The grounds, made once, and what each act makes of its ground.
pub(crate) struct Grounds {
    folder: TempDir,
    usual: BTreeMap<usize, Usual>,
}

/// An act that nobody disturbs.
#[derive(Clone)]
pub(crate) struct Usual {
    pub before: Stand,
    /// The number of entries then.
    pub after: usize,
    pub took: Duration,
    pub calls: Vec<Call>,
}

impl Usual {
    /// Whether there is more in the log than before.
    pub(crate) fn is_more(&self) -> bool {
        self.before.as_ref().map_or(0, |before| before.0) < self.after
    }
}

fn started(folder: &Path, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_lage"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("NO_COLOR", "1")
        .env("USER", "probe")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

pub(crate) fn ok(folder: &Path, args: &[&str]) {
    let output = started(folder, args).wait_with_output().unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
}

impl Grounds {
    pub(crate) fn new(dice: &mut Dice) -> Grounds {
        let mut grounds = Grounds {
            folder: scratch(),
            usual: BTreeMap::new(),
        };
        let log = grounds.of(Ground::Log);
        std::fs::create_dir_all(&log).unwrap();
        for line in [
            &["init", "Probelage"][..],
            &["aufgabe", "neu", "Beweise sichern", "--an", "IT"],
            &[
                "entscheidung",
                "neu",
                "Server aus",
                "--grund",
                "Ausbreitung",
                "--von",
                "OB",
            ],
            &["notiz", "eins"],
        ] {
            ok(&log, line);
        }
        let mut import = "format = 1\n".to_owned();
        for step in 0..30 + dice.below(60) {
            import += &format!("[[entry]]\ndo = \"note.add\"\ntext = \"Zeile {step}\"\n");
        }
        std::fs::write(log.join("viel.toml"), import).unwrap();
        std::fs::create_dir(grounds.of(Ground::Nothing)).unwrap();
        let logs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
        for (ground, _) in ACTS {
            if let Ground::Earlier(name) = ground {
                std::fs::create_dir(grounds.of(ground)).unwrap();
                std::fs::copy(logs.join(name), grounds.of(ground).join("lage.db")).unwrap();
            }
        }
        for act in 0..ACTS.len() {
            let usual = grounds.undisturbed(act);
            grounds.usual.insert(act, usual);
        }
        grounds
    }

    fn of(&self, ground: Ground) -> PathBuf {
        self.folder.path().join(match ground {
            Ground::Nothing => "nothing",
            Ground::Log => "log",
            Ground::Earlier(name) => name,
        })
    }

    /// A copy of an act's ground, to be spoilt.
    pub(crate) fn copy(&self, act: usize) -> TempDir {
        let copy = scratch();
        for file in std::fs::read_dir(self.of(ACTS[act].0)).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        copy
    }

    pub(crate) fn usual(&self, act: usize) -> &Usual {
        &self.usual[&act]
    }

    fn undisturbed(&self, act: usize) -> Usual {
        let before = checked(self.copy(act).path()).unwrap();
        let copy = self.copy(act);
        let begun = Instant::now();
        ok(copy.path(), ACTS[act].1);
        let took = begun.elapsed();
        let after = checked(copy.path()).unwrap().unwrap().0;
        let mut calls = Vec::new();
        trace(self.copy(act).path(), ACTS[act].1, |call| {
            calls.push(call.clone());
            Fate::Done
        });
        Usual {
            before,
            after,
            took,
            calls,
        }
    }
}

/// Looks at what a disturbed act left: all of it where it was confirmed, else all or nothing. Gives which of the two.
pub(crate) fn whole(folder: &Path, act: usize, usual: &Usual, confirmed: bool) -> bool {
    let found = checked(folder).unwrap_or_else(|error| panic!("{:?}: {error}", ACTS[act]));
    let all = found.as_ref().is_some_and(|found| found.0 == usual.after);
    let nothing = found == usual.before;
    assert!(
        all || nothing && !confirmed,
        "{:?}: {found:?}, confirmed: {confirmed}; before {:?}, after {}",
        ACTS[act],
        usual.before,
        usual.after
    );
    if found.is_none() {
        ok(folder, &["init", "noch einmal"]);
    }
    ok(folder, &["notiz", "weiter"]);
    all
}

/// How many kills of each sort a round has.
const KILLS: usize = 60;

#[test]
fn a_kill_before_any_system_call_leaves_each_act_whole_or_undone() {
    rounds("kills before a system call", |dice| {
        let grounds = Grounds::new(dice);
        let (mut done, mut confirmed) = (0, 0);
        for kill in 0..KILLS {
            let act = kill % ACTS.len();
            let usual = grounds.usual(act);
            // Most of them from the first write on.
            let last = usual.calls.len() + 1;
            let first = usual.calls.iter().position(|call| call.kind == Kind::Write);
            let at = match first {
                Some(first) if dice.percent(80) => first + dice.below(last - first),
                _ => dice.below(last),
            };
            let copy = grounds.copy(act);
            let mut seen = 0;
            let traced = trace(copy.path(), ACTS[act].1, |_| {
                seen += 1;
                if seen > at { Fate::Killed } else { Fate::Done }
            });
            assert!(
                matches!(traced.said.code, -1 | 0),
                "{:?}: {}",
                ACTS[act],
                traced.said.err
            );
            confirmed += usize::from(traced.told());
            done += usize::from(whole(copy.path(), act, usual, traced.told()));
        }
        format!("{KILLS} kills, {confirmed} confirmed before, {done} acts in the log")
    });
}

#[test]
fn a_kill_at_any_moment_leaves_each_act_whole_or_undone() {
    rounds("kills at a moment", |dice| {
        let grounds = Grounds::new(dice);
        let (mut killed, mut done, mut confirmed) = (0, 0, 0);
        let mut lasts: Vec<Duration> = (0..ACTS.len()).map(|act| grounds.usual(act).took).collect();
        for kill in 0..KILLS {
            let act = kill % ACTS.len();
            let usual = grounds.usual(act);
            let copy = grounds.copy(act);
            let mut child = started(copy.path(), ACTS[act].1);
            let part = u32::try_from(20 + dice.below(85)).unwrap();
            std::thread::sleep(lasts[act] * part / 100);
            child.kill().unwrap();
            let at_work = child.wait().unwrap().code().is_none();
            // How long it takes depends on what else the machine does.
            lasts[act] = lasts[act] * if at_work { 105 } else { 80 } / 100;
            killed += usize::from(at_work);
            let mut told = String::new();
            for stream in [
                &mut child.stderr.take().unwrap() as &mut dyn Read,
                &mut child.stdout.take().unwrap(),
            ] {
                stream.read_to_string(&mut told).unwrap();
            }
            confirmed += usize::from(!told.is_empty());
            done += usize::from(whole(copy.path(), act, usual, !told.is_empty()));
        }
        format!("{killed} kills, {confirmed} confirmed before, {done} acts in the log")
    });
}
