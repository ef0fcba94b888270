//! The clumsy user, the hostile one, and the machine.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use crate::bed::{Bed, said, said_in};

#[test]
fn a_report_is_never_written_over_a_log() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Wichtig"]);
    let before = std::fs::read(bed.log()).unwrap();
    for name in ["lage.db", "./lage.db", "lage.db-journal"] {
        for options in [&[][..], &["--oeffentlich", "--format", "html"]] {
            let args = [&["bericht", "--aus", name], options].concat();
            assert!(bed.fails(1, &args).contains("Tagebuch"), "{args:?}");
        }
    }
    assert_eq!(std::fs::read(bed.log()).unwrap(), before);
    bed.ok(&["bericht", "--aus", "lage.md"]);
}

#[test]
fn each_mistake_gets_its_exit_code_and_leaves_the_log_as_it_was() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Telefon Stadthaus"]);
    bed.ok(&["dienst", "neu", "Telefon Feuerwehr"]);
    let entries = bed.json(&["pruefen"])["entries"].clone();
    for (code, args, hint) in [
        (
            1,
            &["aufgabe", "erledigen", "A-99"][..],
            "lage aufgabe liste",
        ),
        (1, &["aufgabe", "erledigen", "Quatsch"], "A-3"),
        (1, &["dienst", "setzen", "telefon", "ausgefallen"], "D-2"),
        (
            1,
            &["dienst", "setzen", "fax", "ausgefallen"],
            "lage dienst liste",
        ),
        (1, &["dienst", "setzen", "D-1", "kaputt"], "ausgefallen"),
        (1, &["notiz", "x", "--um", "31.02.2021"], "Datum"),
        (1, &["notiz", "x", "--um", "morgen 12:00"], "Zukunft"),
        (1, &["notiz", "x", "--um", "irgendwann"], "gestern 18:00"),
        (1, &["notiz", "   "], "Text"),
        (1, &["notiz", "x", "--zu", "V-9"], "V-9"),
        (1, &["berichtigen", "99", "x", "--grund", "y"], "99"),
        (1, &["streichen", "1", "--grund", "y"], "kann nicht"),
        (2, &["notitz", "x"], "lage --hilfe"),
        (2, &["aufgabe", "neu"], "Hilfe:"),
        (2, &["aufgabe", "neu", "x", "--firist", "morgen"], "Hilfe:"),
        (2, &["bericht", "--format", "docx"], "markdown"),
        (2, &["notiz", "x", "--stand", "gestern"], "--um"),
        (3, &["--log", "anderswo.db", "tagebuch"], "lage init"),
    ] {
        let err = bed.fails(code, args);
        assert!(err.contains(hint), "{args:?}: {err}");
    }
    assert_eq!(bed.json(&["pruefen"])["entries"], entries);
}

#[test]
fn a_due_date_in_the_past_is_accepted_with_a_warning() {
    let bed = Bed::with_log();
    let said = bed.run(&[
        "aufgabe",
        "neu",
        "x",
        "--frist",
        "01.01.2021 12:00",
        "--an",
        "IT",
    ]);
    assert!(
        said.code == 0 && said.err.contains("Vergangenheit"),
        "{}",
        said.err
    );
}

#[test]
fn a_hundred_kilobytes_are_kept_faithfully_and_a_megabyte_is_refused() {
    let bed = Bed::with_log();
    let text = "Wort äöü ".repeat(10_000);
    bed.ok(&["notiz", &text]);
    assert_eq!(bed.json(&["tagebuch"])[1]["text"], text.trim());
    let said = bed.typed(&vec![b'x'; 1_000_000], &["notiz", "-"]);
    assert_eq!(said.code, 1, "{}", said.err);
}

#[test]
fn nothing_typed_acts_on_a_terminal() {
    let bed = Bed::with_log();
    let hostile =
        "\u{1b}]52;c;aGk=\u{7}\u{1b}[2J\r\u{9b}31m\u{202e}x<script>alert(1)</script>|`a`\u{2028}";
    bed.ok(&["notiz", hostile]);
    bed.ok(&["vorfall", "neu", hostile, "--text", hostile]);
    bed.ok(&["aufgabe", "neu", hostile, "--an", hostile]);
    bed.ok(&[
        "dienst",
        "neu",
        hostile,
        "--zustand",
        "down",
        "--grund",
        hostile,
    ]);
    bed.ok(&["erkenntnis", "neu", hostile, hostile]);
    for args in [
        &[][..],
        &["bericht"],
        &["bericht", "--format", "markdown"],
        &["tagebuch"],
        &["aufgabe", "liste"],
        &["vorfall", "zeigen", "V-1"],
        &["suche", "script"],
        &["notiz", "x", "--um", hostile],
        &["dienst", "setzen", hostile, hostile],
        &["aufgabe", "zeigen", hostile],
        &[hostile],
    ] {
        let said = bed.run(args);
        for text in [&said.out, &said.err] {
            let acts = |c: char| {
                (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}')
            };
            assert!(!text.contains(acts), "{args:?}: {text:?}");
        }
    }
    // The log itself keeps what was typed.
    assert_eq!(bed.json(&["tagebuch"])[1]["text"], hostile.trim());
}

#[test]
fn invalid_utf8_in_an_argument_is_a_usage_error() {
    let bed = Bed::with_log();
    let args = vec!["notiz".into(), OsString::from_vec(b"M\xfcll".to_vec())];
    let said = said_in(&bed.environment(args), std::io::empty());
    assert!(said.code == 2 && said.err.contains("UTF-8"), "{}", said.err);
}

#[test]
fn a_file_that_is_no_log_is_left_alone() {
    let bed = Bed::new();
    for content in [
        &b""[..],
        b"kein Tagebuch, sondern Text, lang genug fuer einen Kopf "
            .repeat(20)
            .as_slice(),
    ] {
        std::fs::write(bed.log(), content).unwrap();
        bed.fails(3, &["notiz", "x"]);
        assert_eq!(std::fs::read(bed.log()).unwrap(), content);
    }
}

#[test]
fn a_locked_log_is_waited_for_and_then_refused() {
    let bed = Bed::with_log();
    let mut holder = std::process::Command::new("sqlite3")
        .arg(bed.log())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = holder.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, b"BEGIN EXCLUSIVE;\nSELECT 'held';\n").unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(
        &mut std::io::BufReader::new(holder.stdout.as_mut().unwrap()),
        &mut line,
    )
    .unwrap();
    let err = bed.fails(3, &["notiz", "x"]);
    assert!(err.contains("10 Sekunden"), "{err}");
    drop(input);
    holder.wait().unwrap();
    bed.ok(&["notiz", "x"]);
}

#[test]
fn a_closed_pipe_ends_silently() {
    let bed = Bed::with_log();
    bed.ok(&["demo"]);
    let script = format!(
        "{} --log schwerin-2021/lage.db bericht | head -c 10 >/dev/null; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_lage")
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(bed.path())
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
}

/// A disk of 400 KB in a name space of its own, so that nothing on the machine is touched.
#[test]
fn a_full_disk_refuses_the_entry_and_keeps_everything_before() {
    let script = format!(
        "set -u; mount -t tmpfs -o size=400k tmpfs \"$1\" && cd \"$1\" || exit 90; L={}; $L init voll && $L notiz eins || exit 91; \
         head -c 400000 /dev/zero > voll 2>/dev/null; $L notiz \"$(head -c 9000 /dev/zero | tr '\\0' x)\"; test $? = 3 || exit 92; \
         $L tagebuch --json | grep -q '\"eins\"' || exit 93; $L pruefen || exit 94; rm voll; $L notiz zwei || exit 95",
        env!("CARGO_BIN_EXE_lage")
    );
    let bed = Bed::new();
    let mut command = std::process::Command::new("unshare");
    let spaces = if rustix::process::geteuid().is_root() {
        "-m"
    } else {
        "-rm"
    };
    command
        .arg(spaces)
        .args(["bash", "-c", &script, "-"])
        .arg(bed.path())
        .env("USER", "probe");
    let said = said(command.output().expect("unshare is part of util-linux"));
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.err.contains("Die Festplatte ist voll"), "{}", said.err);
}

/// Of the log of an earlier version nothing may be said to be written either, though its tables are made anew in memory.
#[test]
fn a_folder_without_write_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let logs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
    for earlier in [
        None,
        Some("0.1.0-schema-1.db"),
        Some("0.2.0-schema-2.db"),
        Some("0.2.0-visibility.db"),
    ] {
        let bed = Bed::new();
        match earlier {
            Some(name) => {
                std::fs::copy(logs.join(name), bed.log()).unwrap();
            }
            None => {
                bed.ok(&["init", "Probelage"]);
            }
        }
        let before = std::fs::read(bed.log()).unwrap();
        std::fs::set_permissions(bed.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
        std::fs::set_permissions(bed.log(), std::fs::Permissions::from_mode(0o444)).unwrap();
        // Root may write everywhere, so the command is run as nobody.
        for args in [&["notiz", "x"][..], &["pruefen", "--neu-aufbauen"]] {
            let mut command = std::process::Command::new("setpriv");
            if rustix::process::geteuid().is_root() {
                command.args(["--reuid=65534", "--clear-groups", "--inh-caps=-all"]);
            }
            command
                .arg(env!("CARGO_BIN_EXE_lage"))
                .args(args)
                .arg("--log")
                .arg(bed.log())
                .env_clear();
            let said = said(command.output().expect("setpriv is part of util-linux"));
            assert_eq!(said.code, 3, "{earlier:?} {args:?}: {}", said.err);
        }
        std::fs::set_permissions(bed.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(std::fs::read(bed.log()).unwrap(), before, "{earlier:?}");
    }
}
