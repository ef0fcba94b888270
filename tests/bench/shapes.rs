//! Logs of another shape: many open tasks beside few, and long histories and chains beside short ones.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generator::text;
use crate::{lage, median, time};

/// A log made by an import of this file.
fn log(folder: &Path, file: &str) -> Command {
    std::fs::create_dir_all(folder).expect("a scratch folder");
    std::fs::write(folder.join("entries.toml"), file).expect("room");
    time(lage(folder, &["init", "Messung"]));
    lage(folder, &["import", "entries.toml"])
}

const TASKS: usize = 10_000;

/// The log with few open tasks that the others are held against, and one with many.
const FEW: usize = 10;
const MANY: usize = 1_000;

/// The dates of a task: spread over 28 days of 2021, when all of them were late, and of a year that is far away.
fn due(number: usize) -> (usize, usize, usize) {
    let year = if number.is_multiple_of(2) { 2021 } else { 2199 };
    (1 + number % 28, 1 + number % 12, year)
}

/// An import of as many tasks, of which so many stay open.
fn tasks(open: usize) -> String {
    let mut file = "format = 1\n".to_owned();
    for number in 1..=TASKS {
        let (day, month, year) = due(number);
        let what = text(number);
        writeln!(
            file,
            "[[entry]]\ndo = \"task.add\"\nwhat = \"{what}\"\nto = \"IT\"\ndue = \"{day}.{month}.{year}\"\nat = \"01.01.2021 08:00\""
        )
        .expect("a text grows");
    }
    for number in open + 1..=TASKS {
        writeln!(
            file,
            "[[entry]]\ndo = \"task.done\"\nnumber = \"A-{number}\"\nat = \"02.01.2021 09:00\""
        )
        .expect("a text grows");
    }
    file
}

/// taskwarrior with the same tasks, without anybody's settings.
struct Peer {
    folder: PathBuf,
}

impl Peer {
    /// Nothing where it is not installed.
    fn fill(folder: PathBuf, open: usize) -> Option<Peer> {
        let version = Command::new("task").arg("--version").output().ok()?;
        version.status.success().then_some(())?;
        std::fs::create_dir_all(&folder).expect("a scratch folder");
        let items: Vec<serde_json::Value> = (1..=TASKS)
            .map(|number| {
                let (day, month, year) = due(number);
                let mut item = serde_json::json!({
                    "uuid": format!("00000000-0000-4000-8000-{number:012}"),
                    "description": text(number),
                    "project": "IT",
                    "entry": "20210101T070000Z",
                    "due": format!("{year}{month:02}{day:02}T120000Z"),
                    "status": if number > open { "completed" } else { "pending" },
                });
                if number > open {
                    item["end"] = "20210102T080000Z".into();
                }
                item
            })
            .collect();
        let file = serde_json::to_string(&items).expect("plain values");
        std::fs::write(folder.join("tasks.json"), file).expect("room");
        let peer = Peer { folder };
        time(peer.command(&["import", "tasks.json"]));
        Some(peer)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("task");
        command
            .args(["rc:/dev/null", "rc.data.location=.", "rc.confirmation=off"])
            .args(["rc.hooks=off", "rc.defaultwidth=100"])
            .args(args)
            .current_dir(&self.folder)
            .env_clear()
            .env("HOME", &self.folder);
        command
    }
}

/// The overview, the list and the report with many open tasks, beside the same with few and beside taskwarrior.
pub(crate) fn open_tasks(runs: usize, scratch: &Path) {
    let folders = [FEW, MANY].map(|open| scratch.join(format!("open{open}")));
    for (folder, open) in folders.iter().zip([FEW, MANY]) {
        time(log(folder, &tasks(open)));
    }
    let peer = Peer::fill(scratch.join("taskwarrior"), MANY);
    if peer.is_none() {
        println!(
            "\ntaskwarrior is not installed here (apt install taskwarrior): its columns are empty."
        );
    }
    println!(
        "\n| command, {MANY} of {TASKS} tasks open | to {FEW} open | lage, ms | taskwarrior | taskwarrior to lage | taskwarrior, ms |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let cases: [(&[&str], &[&str]); 3] = [
        (&[], &["next"]),
        (&["aufgabe", "liste", "--offen"], &["list"]),
        (&["bericht", "--format", "markdown"], &["all"]),
    ];
    for (ours, theirs) in cases {
        let (mut own, mut growth, mut other, mut beside) = (vec![], vec![], vec![], vec![]);
        for run in 0..=runs {
            let few = time(lage(&folders[0], ours));
            let many = time(lage(&folders[1], ours));
            let peer = peer.as_ref().map(|peer| time(peer.command(theirs)));
            if run == 0 {
                continue; // The first turn warms the cache.
            }
            own.push(many);
            growth.push(many / few);
            if let Some(peer) = peer {
                other.push(peer);
                beside.push(peer / many);
            }
        }
        let shown = |values: Vec<f64>| {
            let some = (!values.is_empty()).then(|| format!("{:.2}", median(values)));
            some.unwrap_or_default()
        };
        println!(
            "| lage {} | {} | {} | {} | {} | {} |",
            ours.join(" "),
            shown(growth),
            shown(own),
            theirs.join(" "),
            shown(beside),
            shown(other)
        );
    }
}

/// An import of `count` entries: the first one, and what follows it.
fn steps(first: &str, count: usize, then: impl Fn(usize) -> String) -> String {
    let mut file = format!("format = 1\n[[entry]]\n{first}\n");
    for step in 1..count {
        writeln!(file, "[[entry]]\n{}", then(step)).expect("a text grows");
    }
    file
}

type Shape = fn(usize) -> String;

const SHAPES: [(&str, Shape); 8] = [
    ("a chain of tasks that wait", |count| {
        steps("do = \"task.add\"\nwhat = \"x\"", count, |step| {
            format!("do = \"task.add\"\nwhat = \"x\"\nwaits_for = [\"A-{step}\"]")
        })
    }),
    ("a chain of services that depend", |count| {
        steps("do = \"service.add\"\nname = \"x\"", count, |step| {
            format!("do = \"service.add\"\nname = \"x{step}\"\ndepends_on = [\"D-{step}\"]")
        })
    }),
    ("services, then states of each by its name", |count| {
        let half = count / 2;
        steps("do = \"service.add\"\nname = \"x0\"", count, |step| {
            if step < half {
                return format!("do = \"service.add\"\nname = \"x{step}\"");
            }
            let number = step - half;
            format!("do = \"service.set\"\nservice = \"x{number}\"\nstate = \"down\"")
        })
    }),
    ("findings of as many topics", |count| {
        let first = "do = \"finding.add\"\ntopic = \"x\"\nstatement = \"0\"";
        steps(first, count, |step| {
            format!("do = \"finding.add\"\ntopic = \"x{step}\"\nstatement = \"{step}\"")
        })
    }),
    ("wordings of one finding", |count| {
        let first = "do = \"finding.add\"\ntopic = \"x\"\nstatement = \"0\"";
        steps(first, count, |step| {
            format!("do = \"finding.replace\"\nnumber = \"K-1\"\nstatement = \"{step}\"")
        })
    }),
    ("states of one service", |count| {
        steps("do = \"service.add\"\nname = \"x\"", count, |step| {
            let state = ["down", "normal"][step % 2];
            format!("do = \"service.set\"\nservice = \"D-1\"\nstate = \"{state}\"")
        })
    }),
    ("edits of one task", |count| {
        steps("do = \"task.add\"\nwhat = \"0\"", count, |step| {
            format!("do = \"task.edit\"\nnumber = \"A-1\"\nwhat = \"{step}\"")
        })
    }),
    ("corrections of one entry", |count| {
        steps("do = \"task.add\"\nwhat = \"0\"", count, |step| {
            format!("do = \"correct\"\nentry = \"2\"\ntext = \"{step}\"\nreason = \"r\"")
        })
    }),
];

/// Imports of histories and chains, beside those of a quarter of their length: 4 is linear, 16 is the square.
pub(crate) fn growth(scratch: &Path) {
    const LONG: usize = 10_000;
    println!("\n| import of {LONG} | to a quarter of it | lage, ms | a quarter, ms |");
    println!("| --- | --- | --- | --- |");
    for (number, (name, shape)) in SHAPES.into_iter().enumerate() {
        let (mut short, mut long, mut ratios) = (vec![], vec![], vec![]);
        for run in 0..3 {
            let measured = |count: usize| {
                let folder = scratch.join(format!("grow{number}-{run}-{count}"));
                time(log(&folder, &shape(count)))
            };
            let (quarter, whole) = (measured(LONG / 4), measured(LONG));
            short.push(quarter);
            long.push(whole);
            ratios.push(whole / quarter);
        }
        println!(
            "| {name} | {:.2} | {:.0} | {:.0} |",
            median(ratios),
            median(long),
            median(short)
        );
    }
}
