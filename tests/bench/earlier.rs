//! This program beside an earlier one, and looks at the past and from outside beside the present: time and peak memory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{generator, median};

/// Time in milliseconds and peak memory in megabytes of one run.
struct Run {
    time: f64,
    peak: f64,
}

/// Runs a command and looks at its peak memory while it runs; what it needed in its last half millisecond may be missing.
fn run(program: &Path, folder: &Path, args: &[&str]) -> Run {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("USER", "bench")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak: f64 = 0.0;
    loop {
        if let Some(ended) = child.try_wait().expect("a child that was started") {
            assert!(ended.success(), "{args:?}");
            break;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0.0) / 1024.0);
        std::thread::sleep(Duration::from_micros(500));
    }
    Run {
        time: start.elapsed().as_secs_f64() * 1000.0,
        peak,
    }
}

fn ours() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_lage"))
}

/// A log of about `size` entries, made by this program.
fn fill(program: &Path, folder: &Path, size: usize) {
    std::fs::create_dir_all(folder).expect("a scratch folder");
    std::fs::write(folder.join("entries.toml"), generator::entries(size)).expect("room");
    run(program, folder, &["init", "Messung"]);
    run(program, folder, &["import", "entries.toml"]);
}

/// `EARLIER=path cargo bench`: every operation of this program and of that one, in turn, each on a log of its own.
pub(crate) fn earlier(sizes: &[usize], runs: usize, scratch: &Path) {
    let Some(earlier) = std::env::var_os("EARLIER").map(PathBuf::from) else {
        return;
    };
    println!(
        "\n| command | entries | to the earlier program | lage, ms | earlier, ms | lage, MB | earlier, MB |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let cases: [&[&str]; 12] = [
        &["notiz", "Anruf vom LKA, Team kommt gegen Mittag"],
        &[
            "aufgabe",
            "neu",
            "Beweise sichern",
            "--an",
            "IT/Weber",
            "--frist",
            "+2h",
        ],
        &["dienst", "setzen", "D-1", "Notbetrieb"],
        &["aufgabe", "liste", "--offen"],
        &["aufgabe", "liste", "--alle"],
        &["dienst", "liste"],
        &["entscheidung", "liste"],
        &[],
        &["suche", "zinnober"],
        &["bericht", "--format", "markdown"],
        &["tagebuch", "--alle"],
        &["pruefen"],
    ];
    for &size in sizes {
        let folders = [
            scratch.join(format!("a{size}")),
            scratch.join(format!("b{size}")),
        ];
        let programs = [ours(), earlier.clone()];
        for (program, folder) in programs.iter().zip(&folders) {
            fill(program, folder, size);
        }
        let imports = |_: usize| {
            let mut times = [0.0; 2];
            for (index, program) in programs.iter().enumerate() {
                let folder = scratch.join(format!("i{index}"));
                std::fs::remove_dir_all(&folder).ok();
                std::fs::create_dir_all(&folder).expect("a scratch folder");
                std::fs::write(folder.join("entries.toml"), generator::entries(size))
                    .expect("room");
                run(program, &folder, &["init", "Messung"]);
                times[index] = run(program, &folder, &["import", "entries.toml"]).time;
            }
            times
        };
        let pairs: Vec<[f64; 2]> = (0..runs.min(5)).map(imports).collect();
        row("import", size, &pairs, [0.0; 2]);
        for args in cases {
            let mut peaks: [f64; 2] = [0.0; 2];
            let mut pairs = Vec::new();
            for turn in 0..=runs {
                let mut pair = [0.0; 2];
                for (index, program) in programs.iter().enumerate() {
                    let run = run(program, &folders[index], args);
                    pair[index] = run.time;
                    peaks[index] = peaks[index].max(run.peak);
                }
                // The first pair warms the cache.
                if turn > 0 {
                    pairs.push(pair);
                }
            }
            let name = if args.is_empty() {
                "lage".to_owned()
            } else {
                args.join(" ")
            };
            row(&name, size, &pairs, peaks);
        }
    }
}

fn row(name: &str, size: usize, pairs: &[[f64; 2]], peaks: [f64; 2]) {
    let column = |pick: &dyn Fn(&[f64; 2]) -> f64| median(pairs.iter().map(pick).collect());
    let memory = |peak: f64| {
        if peak > 0.0 {
            format!("{peak:.0}")
        } else {
            String::new()
        }
    };
    println!(
        "| {name} | {size} | {:.2} | {:.2} | {:.2} | {} | {} |",
        column(&|pair| pair[0] / pair[1]),
        column(&|pair| pair[0]),
        column(&|pair| pair[1]),
        memory(peaks[0]),
        memory(peaks[1])
    );
}

/// Looks at other moments and from outside, beside the same command on the present situation.
pub(crate) fn looks(sizes: &[usize], runs: usize, scratch: &Path) {
    println!("\n| command | entries | to the present | lage, ms | the present, ms | peak, MB |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let report: &[&str] = &["bericht", "--format", "markdown"];
    let journal: &[&str] = &["tagebuch"];
    let cases: [(&[&str], &[&str]); 8] = [
        (&["--stand", "gestern"], report),
        (&["--stand", "01.07.2021"], report),
        (&["--stand", "01.02.2021"], report),
        (&["--kenntnis", "jetzt"], report),
        (&["--kenntnis", "gestern"], report),
        (&["--oeffentlich"], report),
        (&["--oeffentlich"], journal),
        (&["--alle"], journal),
    ];
    for &size in sizes {
        let folder = scratch.join(format!("l{size}"));
        fill(&ours(), &folder, size);
        for (more, command) in cases {
            let args = [command, more].concat();
            let (mut pairs, mut peak) = (Vec::new(), 0.0_f64);
            for turn in 0..=runs {
                let look = run(&ours(), &folder, &args);
                let present = run(&ours(), &folder, command);
                peak = peak.max(look.peak);
                if turn > 0 {
                    pairs.push([look.time, present.time]);
                }
            }
            let column = |pick: &dyn Fn(&[f64; 2]) -> f64| median(pairs.iter().map(pick).collect());
            println!(
                "| {} | {size} | {:.2} | {:.2} | {:.2} | {peak:.0} |",
                args.join(" "),
                column(&|pair| pair[0] / pair[1]),
                column(&|pair| pair[0]),
                column(&|pair| pair[1]),
            );
        }
    }
}
