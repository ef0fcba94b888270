//! Every command that README and handbook show is run, in their order, at hours when a staff is awake.

use std::io::Cursor;

use crate::bed::{Bed, said_in};

/// The hour at which the answers in the text were given.
const TOLD_AT: &str = "2026-11-24 09:00";

/// Three in the morning, half an hour before midnight, and both passes of the hour that comes twice.
const OTHER_HOURS: [&str; 4] = [
    "2026-11-25T03:00:00+01:00",
    "2026-11-25T23:30:00+01:00",
    "2026-10-25T02:20:00+02:00",
    "2026-10-25T02:20:00+01:00",
];

/// A line to be typed, and what the text shows below it.
struct Shown {
    /// The chapter's number: each begins in the first folder.
    chapter: usize,
    line: String,
    answer: Vec<String>,
    /// In a block of commands, which must all be done.
    must_do: bool,
}

/// The commands in the code blocks of a Markdown text.
fn shown(text: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut block = None;
    let mut chapter = 0;
    for line in text.lines() {
        if block.is_none() && line.starts_with("## ") {
            chapter += 1;
        }
        match (block, line.strip_prefix("```")) {
            (None, Some(name)) => block = Some(name),
            (Some(_), Some(_)) => block = None,
            (Some("sh"), None) if !line.is_empty() => all.push(Shown {
                chapter,
                line: line.to_owned(),
                answer: Vec::new(),
                must_do: true,
            }),
            (Some("text"), None) => {
                if let Some(line) = line.strip_prefix("$ ") {
                    all.push(Shown {
                        chapter,
                        line: line.to_owned(),
                        answer: Vec::new(),
                        must_do: false,
                    });
                } else if let Some(last) = all.last_mut() {
                    last.answer.push(line.to_owned());
                }
            }
            _ => {}
        }
    }
    all
}

/// Whether the lines stand in the answer in this order; `…` leaves out lines, or the rest of one.
fn missing<'a>(shown: &'a [String], said: &str) -> Option<&'a str> {
    let mut lines = said.lines();
    shown
        .iter()
        .map(String::as_str)
        .filter(|line| !line.trim().is_empty() && *line != "…")
        .find(|wanted| {
            let here = |line: &str| match wanted.strip_suffix('…') {
                Some(start) => line.starts_with(start),
                None => line.trim_end() == wanted.trim_end(),
            };
            !lines.any(here)
        })
}

/// Runs every command of a text in one folder; gives their exit codes.
fn follow(text: &str, bed: &Bed, compared: bool) -> Vec<i32> {
    let mut folder = bed.path().to_path_buf();
    let mut here = 0;
    let mut codes = Vec::new();
    for Shown {
        chapter,
        line,
        answer,
        must_do,
    } in shown(text)
    {
        if chapter != here {
            here = chapter;
            folder = bed.path().to_path_buf();
        }
        let words = shlex::split(&line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (stdin, words) = match words.as_slice() {
            ["echo", text, "|", rest @ ..] => (*text, rest),
            all => ("", all),
        };
        let args = match words {
            ["mkdir", name] => {
                std::fs::create_dir(folder.join(name)).unwrap();
                continue;
            }
            ["cd", into] => {
                folder.push(into);
                continue;
            }
            ["cargo", "run", "--release", "--", args @ ..] | ["lage", args @ ..] => args,
            // The gate runs this test, and installing is its own.
            ["tests/run"] | ["cargo", "install", ..] | [] => continue,
            other => panic!("what is {other:?}?"),
        };
        if args.contains(&"pdf") && !cfg!(feature = "pdf") {
            continue;
        }
        let mut environment = bed.environment(args.iter().map(Into::into).collect());
        environment.folder = Ok(folder.clone());
        let said = said_in(&environment, Cursor::new(stdin.as_bytes()));
        let whole = format!("{}{}", said.out, said.err);
        assert!(!must_do || said.code == 0, "{line}\n{whole}");
        if compared && let Some(missing) = missing(&answer, &whole) {
            panic!("{line}\ndoes not say: {missing}\nbut:\n{whole}");
        }
        codes.push(said.code);
    }
    codes
}

fn holds_at_every_hour(text: &str, commands: usize) {
    let bed = Bed::new().width(100);
    bed.at(TOLD_AT);
    let codes = follow(text, &bed, true);
    assert!(codes.len() >= commands, "only {} commands", codes.len());
    for hour in OTHER_HOURS {
        let bed = Bed::new().width(100);
        bed.at_instant(hour);
        assert_eq!(follow(text, &bed, false), codes, "at {hour}");
    }
}

#[test]
fn every_command_of_the_readme_does_what_it_says() {
    holds_at_every_hour(include_str!("../../README.md"), 12);
}

#[test]
fn every_command_of_the_handbook_does_what_it_says() {
    holds_at_every_hour(include_str!("../../docs/handbuch.md"), 40);
}
