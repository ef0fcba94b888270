//! Help is whole, in both languages, and German help holds none of clap's own English.

use crate::bed::Bed;

/// Names of the commands listed in a help text: behind two blanks, and no examples.
pub(crate) fn listed(help: &str) -> Vec<String> {
    let lines = help
        .lines()
        .take_while(|line| !matches!(*line, "Überall möglich:" | "Everywhere:"));
    let name = |line: &str| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        let is_name = !name.is_empty() && !name.starts_with('-') && name != "lage";
        is_name.then(|| name.to_owned())
    };
    lines.filter_map(name).collect()
}

fn walk(bed: &Bed, path: &[&str], lang: &str, check: &mut dyn FnMut(&str, &str)) {
    let help = bed.ok(&[path, &["--hilfe", "--sprache", lang]].concat());
    check(&path.join(" "), &help);
    if path.len() < 2 {
        for name in listed(&help) {
            walk(bed, &[path, &[name.as_str()]].concat(), lang, check);
        }
    }
}

#[test]
fn german_help_holds_no_english_of_the_argument_parser() {
    let bed = Bed::new();
    let mut seen = 0;
    walk(&bed, &[], "de", &mut |path, help| {
        seen += 1;
        for english in [
            "Usage",
            "Options:",
            "Commands:",
            "Arguments:",
            "Print ",
            "alias",
            "default",
            "possible values",
        ] {
            assert!(!help.contains(english), "{path}: {english}\n{help}");
        }
        assert!(help.contains("Aufruf:"), "{path}\n{help}");
    });
    assert!(seen > 40, "only {seen} commands were seen");
}

#[test]
fn every_command_has_help_in_english() {
    let bed = Bed::new();
    walk(&bed, &[], "en", &mut |path, help| {
        assert!(help.contains("Usage:"), "{path}\n{help}");
    });
}

#[test]
fn a_usage_error_shows_the_form_of_the_command_that_was_meant() {
    let bed = Bed::with_log();
    let err = bed.fails(2, &["--sprache", "en", "task", "add"]);
    assert!(err.contains("Usage: lage task add WHAT"), "{err}");
    let err = bed.fails(2, &["aufgabe", "neu"]);
    assert!(err.contains("Aufruf: lage aufgabe neu WAS"), "{err}");
}

#[test]
fn completions_and_man_pages_come_out_for_every_shell() {
    let bed = Bed::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            bed.ok(&["completions", shell]).contains("zurueckstellen"),
            "{shell}"
        );
    }
    assert!(bed.ok(&["man"]).contains(".TH lage"));
    bed.ok(&["man", "--ordner", "man"]);
    assert!(bed.path().join("man/lage-aufgabe-neu.1").is_file());
}

/// The arguments of an example as a shell hands them over; the examples quote with " and nothing else.
pub(crate) fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in line.split('"').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            let special = |letter: char| "'\\$`|&;<>*?#(){}[]!~".contains(letter);
            assert!(!part.contains(special), "a shell changes this: {line}");
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_example_in_the_help_runs_as_it_stands() {
    for lang in ["de", "en"] {
        let bed = Bed::with_log();
        let mut examples = Vec::new();
        walk(&Bed::new(), &[], lang, &mut |_, help| {
            let lines = help
                .lines()
                .skip_while(|line| !matches!(*line, "Beispiele:" | "Examples:"))
                .skip(1);
            examples.extend(lines.map(|line| line.trim().to_owned()));
        });
        assert!(examples.len() > 20, "{examples:?}");
        for example in examples {
            let (program, rest) = example.split_once(' ').unwrap();
            assert_eq!(program, "lage", "{example}");
            let log = if rest.starts_with("init") {
                "neu.db"
            } else {
                "lage.db"
            };
            let words = shell_words(rest);
            let mut args = vec!["--log", log];
            args.extend(words.iter().map(String::as_str));
            let said = bed.run(&args);
            assert_eq!(said.code, 0, "{example}\n{}{}", said.out, said.err);
        }
    }
}
