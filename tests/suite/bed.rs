//! A scratch folder and the real binary, with an environment that no laptop disturbs.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub struct Bed {
    pub folder: tempfile::TempDir,
}

pub struct Said {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Bed {
    pub fn new() -> Bed {
        Bed {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A bed with a log in it.
    pub fn with_log() -> Bed {
        let bed = Bed::new();
        bed.ok(&["init", "Probelage"]);
        bed
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn log(&self) -> PathBuf {
        self.path().join("lage.db")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lage"));
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("NO_COLOR", "1")
            .env("USER", "probe");
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        said(self.command(args).output().unwrap())
    }

    /// Runs what must succeed; gives stdout.
    pub fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}\n{}{}", said.out, said.err);
        said.out
    }

    /// Runs what must fail with this code; gives stderr.
    pub fn fails(&self, code: i32, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, code, "{args:?}\n{}{}", said.out, said.err);
        assert!(!said.err.contains("BUG"), "{}", said.err);
        said.err
    }

    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let args = [args, &["--json"]].concat();
        serde_json::from_str(&self.ok(&args)).unwrap()
    }
}

pub fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}
