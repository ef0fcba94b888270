//! Power cuts at any moment of the whole write path: what was not brought to the disk is there in part, in any order, torn
//! at sectors, or not at all. The log is whole all the same, with every entry that was confirmed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use lage::store::log::{Access, Log};

use crate::bed::scratch;
use crate::dice::{Dice, rounds};
use crate::traced::{Deed, Fate, trace};

/// What a disk writes whole.
const SECTOR: usize = 512;

enum Change {
    Wrote(usize, Vec<u8>),
    Cut(usize),
}

impl Change {
    fn make(&self, content: &mut Vec<u8>) {
        match self {
            Change::Wrote(at, bytes) => {
                let end = at + bytes.len();
                content.resize(content.len().max(end), 0);
                content[*at..end].copy_from_slice(bytes);
            }
            Change::Cut(length) => content.resize(*length, 0),
        }
    }

    /// The same in the pieces that a disk writes whole.
    fn torn(&self) -> Vec<Change> {
        let (mut at, mut rest) = match self {
            Change::Wrote(at, bytes) => (*at, bytes.as_slice()),
            Change::Cut(length) => return vec![Change::Cut(*length)],
        };
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(rest.len().min(SECTOR - at % SECTOR));
            pieces.push(Change::Wrote(at, piece.to_owned()));
            at += piece.len();
            rest = others;
        }
        pieces
    }
}

#[derive(Default)]
struct Content {
    lasting: Vec<u8>,
    /// Written, and not yet brought to the disk.
    waiting: Vec<Change>,
}

enum Naming {
    Add(String, usize),
    Remove(String),
}

/// The files of a folder as a program sees them, and as they are after a power cut.
#[derive(Default)]
struct Disk {
    contents: Vec<Content>,
    names: BTreeMap<String, usize>,
    lasting: BTreeMap<String, usize>,
    /// A renaming is two of them, which the disk does at once.
    waiting: Vec<Vec<Naming>>,
}

/// How much of what waits is there after the power cut.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// Of a hundred changes, or of their sectors.
    keeps: usize,
    torn: bool,
    /// Of a hundred names, the first ones: a journaling file system does them in their order.
    names: usize,
}

impl Cut {
    /// Above all the two ends: nothing that was not asked for, or all of it.
    fn thrown(dice: &mut Dice) -> Cut {
        let names = *dice.pick(&[0, 0, 50, 100, 100]);
        match dice.below(6) {
            0 => Cut {
                keeps: 0,
                torn: false,
                names,
            },
            1 => Cut {
                keeps: 100,
                torn: false,
                names,
            },
            _ => Cut {
                keeps: *dice.pick(&[10, 50, 50, 90]),
                torn: dice.percent(70),
                names,
            },
        }
    }
}

impl Disk {
    /// A folder as it lies there, all of it lasting.
    fn of(folder: &Path) -> Disk {
        let mut disk = Disk::default();
        for (name, lasting) in files(folder) {
            disk.names.insert(name, disk.contents.len());
            disk.contents.push(Content {
                lasting,
                waiting: Vec::new(),
            });
        }
        disk.lasting = disk.names.clone();
        disk
    }

    fn content(&mut self, name: &str) -> &mut Content {
        &mut self.contents[self.names[name]]
    }

    fn does(&mut self, deed: &Deed) {
        match deed {
            Deed::Made(name) => {
                self.names.insert(name.clone(), self.contents.len());
                let made = Naming::Add(name.clone(), self.contents.len());
                self.waiting.push(vec![made]);
                self.contents.push(Content::default());
            }
            Deed::Wrote(name, at, bytes) => {
                let at = usize::try_from(*at).unwrap();
                let change = Change::Wrote(at, bytes.clone());
                self.content(name).waiting.push(change);
            }
            Deed::Cut(name, length) => {
                let length = usize::try_from(*length).unwrap();
                self.content(name).waiting.push(Change::Cut(length));
            }
            Deed::Synced(name) if name.is_empty() => {
                for naming in self.waiting.drain(..).flatten() {
                    rename(&mut self.lasting, &naming);
                }
            }
            // It does not bring the file's name to the disk.
            Deed::Synced(name) => {
                let content = self.content(name);
                for change in content.waiting.drain(..) {
                    change.make(&mut content.lasting);
                }
            }
            Deed::Removed(name) => {
                self.names.remove(name);
                self.waiting.push(vec![Naming::Remove(name.clone())]);
            }
            Deed::Moved(from, to) => {
                let content = self.names.remove(from).unwrap();
                self.names.insert(to.clone(), content);
                let moved = [
                    Naming::Remove(from.clone()),
                    Naming::Add(to.clone(), content),
                ];
                self.waiting.push(moved.into());
            }
            Deed::Linked(from, to) => {
                let content = self.names[from];
                self.names.insert(to.clone(), content);
                self.waiting.push(vec![Naming::Add(to.clone(), content)]);
            }
            Deed::Told(_) => {}
        }
    }

    /// The files after a power cut at this moment.
    fn after(&self, cut: Cut, dice: &mut Dice) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.lasting.clone();
        let kept = (self.waiting.len() * cut.names).div_ceil(100);
        for naming in self.waiting.iter().take(kept).flatten() {
            rename(&mut names, naming);
        }
        let mut files = BTreeMap::new();
        for (name, content) in names {
            let content = &self.contents[content];
            let mut bytes = content.lasting.clone();
            for change in &content.waiting {
                if !cut.torn {
                    if dice.percent(cut.keeps) {
                        change.make(&mut bytes);
                    }
                    continue;
                }
                for piece in change.torn() {
                    if dice.percent(cut.keeps) {
                        piece.make(&mut bytes);
                    }
                }
            }
            files.insert(name, bytes);
        }
        files
    }
}

fn rename(names: &mut BTreeMap<String, usize>, naming: &Naming) {
    match naming {
        Naming::Add(name, content) => names.insert(name.clone(), *content),
        Naming::Remove(name) => names.remove(name),
    };
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

/// What a command made of the folder: the log by the number of its entries and the newest one's hash, and other files whole.
#[derive(Clone, Debug, Default, PartialEq)]
struct Stand {
    log: Option<(usize, String)>,
    files: BTreeMap<String, Vec<u8>>,
}

/// Opens the log as any command does, and checks the whole of it.
pub(crate) fn checked(folder: &Path) -> Result<Option<(usize, String)>, String> {
    let path = folder.join("lage.db");
    if !path.exists() {
        return Ok(None);
    }
    let log = Log::open(&path, Access::Write).map_err(|error| format!("open: {error}"))?;
    let report = log.verify().map_err(|error| format!("verify: {error}"))?;
    if !report.findings.is_empty() {
        return Err(format!("verify: {:?}", report.findings));
    }
    let head = report.head().cloned();
    let (_, hash) = head.ok_or("a log without an entry")?;
    Ok(Some((report.entries, hash)))
}

impl Stand {
    fn of(folder: &Path) -> Result<Stand, String> {
        let mut files = files(folder);
        // A draft is of no use to anybody, and none is taken for the real thing.
        files.retain(|name, _| !name.starts_with(".lage-") && !name.starts_with("lage.db"));
        Ok(Stand {
            log: checked(folder)?,
            files,
        })
    }
}

/// A moment of the session, with what the folder may hold after a power cut in it.
struct Step {
    args: Vec<String>,
    deeds: Vec<Deed>,
    before: Stand,
    after: Stand,
}

/// Runs commands one after another and writes down what each does to the folder.
fn session(folder: &Path, mut before: Stand, commands: &[Vec<String>]) -> Vec<Step> {
    commands
        .iter()
        .map(|args| {
            let words: Vec<&str> = args.iter().map(String::as_str).collect();
            let traced = trace(folder, &words, |_| Fate::Done);
            assert_eq!(traced.said.code, 0, "{args:?}: {}", traced.said.err);
            assert!(traced.told(), "{args:?} tells nothing");
            let after = Stand::of(folder).unwrap();
            Step {
                args: args.clone(),
                deeds: traced.deeds,
                before: std::mem::replace(&mut before, after.clone()),
                after,
            }
        })
        .collect()
}

/// Cuts the power at moments of a session and looks at what is left; gives how many different disks it saw.
fn cut_and_check(mut disk: Disk, steps: &[Step], cuts: usize, dice: &mut Dice) -> usize {
    let moments: usize = steps.iter().map(|step| step.deeds.len() + 1).sum();
    let mut when = BTreeMap::<usize, usize>::new();
    for _ in 0..cuts {
        *when.entry(dice.below(moments)).or_default() += 1;
    }
    let mut seen = BTreeSet::new();
    let mut moment = 0;
    for step in steps {
        // The first thing told is what became of the log, the last one what became of a file.
        let mut told = 0;
        let all = step.deeds.iter().filter(|deed| is_told(deed)).count();
        // The moment after the last deed belongs to the command too.
        for deed in step.deeds.iter().map(Some).chain([None]) {
            for _ in 0..when.get(&moment).copied().unwrap_or(0) {
                let cut = Cut::thrown(dice);
                let files = disk.after(cut, dice);
                let folder = scratch();
                for (name, bytes) in &files {
                    std::fs::write(folder.path().join(name), bytes).unwrap();
                }
                if !seen.insert((hashed(&files), told)) {
                    continue;
                }
                let found = Stand::of(folder.path());
                let place = format!(
                    "{:?} before {}, told {told} of {all}, {cut:?}",
                    step.args,
                    deed.map_or("its end".to_owned(), named)
                );
                let found = found.unwrap_or_else(|error| panic!("{error}\n{place}"));
                assert!(
                    found.log == step.after.log || told == 0 && found.log == step.before.log,
                    "the log has {:?}, not {:?}\n{place}",
                    found.log,
                    step.after.log
                );
                let as_before = told < all && found.files == step.before.files;
                assert!(
                    found.files == step.after.files || as_before,
                    "the files are not as they were, and not as they were to be\n{place}"
                );
            }
            moment += 1;
            if let Some(deed) = deed {
                told += usize::from(is_told(deed));
                disk.does(deed);
            }
        }
    }
    seen.len()
}

fn is_told(deed: &Deed) -> bool {
    matches!(deed, Deed::Told(_))
}

/// A deed without the bytes that it wrote.
fn named(deed: &Deed) -> String {
    match deed {
        Deed::Wrote(name, at, bytes) => format!("{} bytes to {name} at {at}", bytes.len()),
        other => format!("{other:?}"),
    }
}

fn hashed(files: &BTreeMap<String, Vec<u8>>) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    hasher.finish()
}

fn words(line: &str) -> Vec<String> {
    shlex::split(line).unwrap()
}

/// How many power cuts a session is looked at with.
const CUTS: usize = 300;

#[test]
fn after_a_power_cut_the_log_is_whole_and_holds_what_was_confirmed() {
    rounds("power cuts", |dice| {
        let folder = scratch();
        let long = "x".repeat(2000 + dice.below(9000));
        let mut import = "format = 1\n".to_owned();
        for step in 0..20 + dice.below(60) {
            import += &format!("[[entry]]\ndo = \"note.add\"\ntext = \"Zeile {step}\"\n");
        }
        std::fs::write(folder.path().join("viel.toml"), &import).unwrap();
        let start = Disk::of(folder.path());
        let mut commands: Vec<Vec<String>> = [
            "notiz kurz",
            "vorfall neu Angriff --oeffentlich",
            "aufgabe neu \"Netz trennen\" --an IT --frist \"morgen 12:00\"",
            &format!("notiz {long}"),
            "aufgabe erledigen A-1 getrennt",
            "dienst neu Telefon --zustand ausgefallen",
            "dienst setzen D-1 normal",
            "entscheidung neu \"Server aus\" --grund Ausbreitung --von OB",
            "entscheidung ersetzen E-1 \"Server an\" --grund geklärt --von OB",
            "berichtigen 2 anders --grund Hörfehler",
            "streichen 2 doppelt",
            "import viel.toml",
            "pruefen --neu-aufbauen",
            "intern V-1",
        ]
        .map(words)
        .into();
        // The order in which they meet differs from round to round.
        for _ in 0..3 {
            let again = format!("notiz \"noch {}\"", dice.below(1000));
            commands.insert(dice.below(commands.len()), words(&again));
        }
        commands.insert(0, words("init Probelage"));
        commands.push(words(
            "bericht freigeben --trotzdem --von OB --aus b.md --format markdown",
        ));
        commands.push(words("notiz danach"));
        commands.push(words("bericht --aus b.md --format markdown"));
        let steps = session(folder.path(), Stand::of(folder.path()).unwrap(), &commands);
        let deeds: usize = steps.iter().map(|step| step.deeds.len()).sum();
        let seen = cut_and_check(start, &steps, CUTS, dice);
        format!(
            "{} commands, {deeds} deeds, {seen} different disks",
            steps.len()
        )
    });
}

#[test]
fn after_a_power_cut_a_log_of_an_earlier_version_is_the_old_one_or_the_new_one() {
    rounds(
        "power cuts while a log is brought to the new form",
        |dice| {
            let folder = scratch();
            let logs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
            let old = *dice.pick(&["0.1.0-schema-1.db", "0.2.0-schema-2.db"]);
            std::fs::copy(logs.join(old), folder.path().join("lage.db")).unwrap();
            let start = Disk::of(folder.path());
            // To look at it is to bring it to the new form.
            let pristine = scratch();
            std::fs::copy(logs.join(old), pristine.path().join("lage.db")).unwrap();
            let before = Stand::of(pristine.path()).unwrap();
            let commands = ["notiz neu", "notiz \"und noch eine\""].map(words);
            let steps = session(folder.path(), before, &commands);
            let seen = cut_and_check(start, &steps, CUTS / 6, dice);
            format!("{old}, {seen} different disks")
        },
    );
}
