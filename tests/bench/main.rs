//! How fast `lage` is beside the least that a log of this kind must do: whole processes, in turn, as ratios.
//!
//! `cargo bench` prints Markdown tables; `SIZES="100 10000"` and `RUNS=9` make it shorter, `EARLIER=path` adds each operation
//! beside an earlier program. taskwarrior stands beside the lists where it is installed. Nothing is asserted.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program that prints what it measures"
)]

mod earlier;
mod formats;
mod generator;
mod limit;
mod shapes;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    #[cfg(feature = "pdf")]
    if let [limit, typeset, folder] = args.as_slice()
        && limit == "limit"
        && typeset == "typeset"
    {
        return formats::typeset::run(folder);
    }
    if args.first().map(String::as_str) == Some("limit") {
        return limit::run(&args[1..]);
    }
    let sizes: Vec<usize> = std::env::var("SIZES")
        .unwrap_or_else(|_| "100 10000 100000".to_owned())
        .split_whitespace()
        .map(|size| size.parse().expect("SIZES are numbers"))
        .collect();
    let runs: usize =
        std::env::var("RUNS").map_or(21, |runs| runs.parse().expect("RUNS is a number"));
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut table = Vec::new();
    for &size in &sizes {
        table.push((size, measure(size, runs, folder.path())));
    }
    print(&table);
    shapes::open_tasks(runs, folder.path());
    shapes::growth(folder.path());
    earlier::earlier(&sizes, runs, folder.path());
    earlier::looks(&sizes, runs, folder.path());
    formats::formats(&sizes, runs, folder.path());
    formats::pairs(runs, folder.path());
}

/// Milliseconds of `lage` and of its limit, run in turn; median, and the median of the ratios pair by pair.
struct Figure {
    name: &'static str,
    ours: f64,
    limit: Option<f64>,
    ratio: Option<f64>,
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn time(mut command: Command) -> f64 {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program starts");
    let elapsed = start.elapsed().as_secs_f64() * 1000.0;
    assert!(status.success(), "{command:?}");
    elapsed
}

fn lage(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lage"));
    command
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("USER", "bench");
    command
}

fn limit(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
    command.arg("limit").args(args);
    command
}

fn measure(size: usize, runs: usize, scratch: &Path) -> Vec<Figure> {
    let folder = scratch.join(size.to_string());
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    let file = folder.join("entries.toml");
    std::fs::write(&file, generator::entries(size)).expect("room for the entries");
    let db: PathBuf = folder.join("limit.db");
    let db = db.to_str().expect("a plain path").to_owned();
    let count = size.to_string();
    assert!(
        lage(&folder, &["init", "Messung"])
            .stderr(Stdio::null())
            .status()
            .expect("lage starts")
            .success()
    );
    let ours = time(lage(&folder, &["import", "entries.toml"]));
    let theirs = time(limit(&["fill", &db, &count]));
    let mut figures = vec![Figure {
        name: "import of all entries",
        ours,
        limit: Some(theirs),
        ratio: Some(ours / theirs),
    }];

    // Tasks to finish, one for each run and the warm-up.
    for number in 0..=runs {
        time(lage(
            &folder,
            &[
                "aufgabe",
                "neu",
                &format!("Messung {number}"),
                "--an",
                "IT",
                "--frist",
                "+2h",
            ],
        ));
    }
    let open = serde_tasks(&folder);
    type Ours<'a> = Box<dyn Fn(usize) -> Vec<String> + 'a>;
    let words =
        |args: &[&str]| -> Vec<String> { args.iter().map(|arg| (*arg).to_owned()).collect() };
    let cases: Vec<(&'static str, Ours<'_>, Option<&str>)> = vec![
        (
            "notiz",
            Box::new(|_| words(&["notiz", "Anruf vom LKA, Team kommt gegen Mittag"])),
            Some("insert"),
        ),
        (
            "aufgabe erledigen",
            Box::new(|run| {
                words(&[
                    "aufgabe",
                    "erledigen",
                    &open[run % open.len()],
                    "--ergebnis",
                    "fertig",
                ])
            }),
            Some("insert"),
        ),
        (
            "aufgabe neu",
            Box::new(|_| {
                words(&[
                    "aufgabe",
                    "neu",
                    "Beweise sichern",
                    "--an",
                    "IT/Weber",
                    "--frist",
                    "+2h",
                ])
            }),
            Some("insert"),
        ),
        (
            "aufgabe liste --offen",
            Box::new(|_| words(&["aufgabe", "liste", "--offen"])),
            Some("open"),
        ),
        ("lage", Box::new(|_| Vec::new()), Some("open")),
        (
            "suche",
            Box::new(|_| words(&["suche", "zinnober"])),
            Some("search"),
        ),
        (
            "bericht --format markdown",
            Box::new(|_| words(&["bericht", "--format", "markdown"])),
            Some("report"),
        ),
    ];
    for (name, args, least) in cases {
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for run in 0..=runs {
            let args = args(run);
            let mine = time(lage(
                &folder,
                &args.iter().map(String::as_str).collect::<Vec<_>>(),
            ));
            let other = least.map(|least| time(limit(&[least, &db])));
            if run == 0 {
                continue; // The first pair warms the cache.
            }
            ours.push(mine);
            if let Some(other) = other {
                theirs.push(other);
                ratios.push(mine / other);
            }
        }
        figures.push(Figure {
            name,
            ours: median(ours),
            limit: least.map(|_| median(theirs)),
            ratio: least.map(|_| median(ratios)),
        });
    }
    figures
}

/// Numbers of the tasks made for finishing.
fn serde_tasks(folder: &Path) -> Vec<String> {
    let output = lage(folder, &["aufgabe", "liste", "--json"])
        .output()
        .expect("lage starts");
    let tasks: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a JSON list");
    let tasks = tasks.as_array().expect("a JSON list").iter();
    tasks
        .filter(|task| {
            task["what"]
                .as_str()
                .is_some_and(|what| what.starts_with("Messung"))
        })
        .map(|task| task["number"].as_str().expect("a number").to_owned())
        .collect()
}

fn print(table: &[(usize, Vec<Figure>)]) {
    println!("| command | entries | to its limit | to the smallest log | lage, ms | limit, ms |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let Some((_, first)) = table.first() else {
        return;
    };
    for (row, smallest) in first.iter().enumerate() {
        for (size, figures) in table {
            let figure = &figures[row];
            let shown =
                |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.2}"));
            println!(
                "| {} | {size} | {} | {:.2} | {:.2} | {} |",
                figure.name,
                shown(figure.ratio),
                figure.ours / smallest.ours,
                figure.ours,
                shown(figure.limit)
            );
        }
    }
}
