//! A command of the real binary, stopped at each of its system calls (ptrace): what it does to the files of a folder is
//! written down, a call can be made to fail, and the program can be killed before any of them.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::errno::Errno;
use nix::libc::{self, c_long};
use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::bed::Said;

/// What was done to the files of the folder, by their names in it, and what was told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Deed {
    Made(String),
    Wrote(String, u64, Vec<u8>),
    Cut(String, u64),
    /// A file was brought to the disk; with an empty name the folder, which is the names in it.
    Synced(String),
    Removed(String),
    Moved(String, String),
    Linked(String, String),
    Told(String),
}

/// A system call that reaches a file of the folder, or stdout and stderr.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    pub kind: Kind,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Open,
    Look,
    Read,
    Lock,
    Write,
    Cut,
    Sync,
    Remove,
    Move,
    Tell,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    Done,
    Fails(Errno),
    /// The program is killed before it.
    Killed,
}

pub(crate) struct Traced {
    pub deeds: Vec<Deed>,
    /// The exit code is -1 where it was killed.
    pub said: Said,
}

impl Traced {
    /// Whether anything was told before the end.
    pub(crate) fn told(&self) -> bool {
        self.deeds.iter().any(|deed| matches!(deed, Deed::Told(_)))
    }
}

/// Runs `lage` in a folder, asking at each call that reaches it what becomes of the call.
pub(crate) fn trace(folder: &Path, args: &[&str], mut fate: impl FnMut(&Call) -> Fate) -> Traced {
    let folder = folder.canonicalize().unwrap();
    let program = started(&folder, args);
    let mut deeds = Vec::new();
    // The call that the program is in: the arguments it was made with, and the error that it is to give.
    let mut inside: Option<(Option<Deed>, Option<Errno>)> = Some((None, None));
    let code = loop {
        // What was killed is not there any more to go on.
        ptrace::syscall(program.pid, None).ok();
        match wait_for_a_call(program.pid) {
            Stop::Ended(code) => break code,
            Stop::Call => {}
        }
        let mut registers = ptrace::getregs(program.pid).unwrap();
        match inside.take() {
            None => {
                let mut deed = None;
                let mut error = None;
                if let Some((call, done)) = program.entered(&registers) {
                    deed = done;
                    match fate(&call) {
                        Fate::Done => {}
                        Fate::Fails(errno) => {
                            // No such call: the kernel does nothing.
                            registers.orig_rax = u64::MAX;
                            ptrace::setregs(program.pid, registers).unwrap();
                            error = Some(errno);
                        }
                        Fate::Killed => {
                            kill(program.pid, Signal::SIGKILL).unwrap();
                            deed = None;
                        }
                    }
                }
                inside = Some((deed, error));
            }
            Some((_, Some(errno))) => {
                registers.rax = (-i64::from(errno as i32)).cast_unsigned();
                ptrace::setregs(program.pid, registers).unwrap();
            }
            Some((Some(deed), None)) => deeds.extend(done(deed, registers.rax.cast_signed())),
            Some((None, None)) => {}
        }
    };
    Traced {
        deeds,
        said: program.said(code),
    }
}

/// What a call that succeeded did; a write may have taken only a part.
fn done(deed: Deed, result: i64) -> Option<Deed> {
    if result < 0 {
        return None;
    }
    Some(match deed {
        Deed::Wrote(name, at, mut bytes) => {
            bytes.truncate(usize::try_from(result).unwrap());
            Deed::Wrote(name, at, bytes)
        }
        other => other,
    })
}

enum Stop {
    Call,
    Ended(i32),
}

fn wait_for_a_call(pid: Pid) -> Stop {
    loop {
        match waitpid(pid, None).unwrap() {
            WaitStatus::PtraceSyscall(_) => return Stop::Call,
            WaitStatus::Exited(_, code) => return Stop::Ended(code),
            WaitStatus::Signaled(..) => return Stop::Ended(-1),
            WaitStatus::Stopped(_, signal) => ptrace::syscall(pid, signal).unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

struct Program {
    pid: Pid,
    folder: PathBuf,
    memory: File,
    out: Box<dyn Read>,
    err: Box<dyn Read>,
}

/// Starts the program and holds it where its own code begins.
#[allow(clippy::zombie_processes, reason = "waited for by its number")]
fn started(folder: &Path, args: &[&str]) -> Program {
    // A shell waits until the program is watched, and becomes it.
    let mut child = Command::new("/bin/sh")
        .args(["-c", "read go; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_lage"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("NO_COLOR", "1")
        .env("USER", "probe")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = Pid::from_raw(i32::try_from(child.id()).unwrap());
    let options =
        Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACEEXEC | Options::PTRACE_O_EXITKILL;
    ptrace::seize(pid, options).unwrap();
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    let own = Path::new(env!("CARGO_BIN_EXE_lage"))
        .canonicalize()
        .unwrap();
    loop {
        match waitpid(pid, None).unwrap() {
            WaitStatus::PtraceEvent(_, _, libc::PTRACE_EVENT_EXEC) => {
                // The shell's own beginning may be seen too.
                if std::fs::read_link(format!("/proc/{pid}/exe")).unwrap() == own {
                    break;
                }
                ptrace::cont(pid, None).unwrap();
            }
            WaitStatus::Stopped(_, signal) => ptrace::cont(pid, signal).unwrap(),
            other => panic!("{other:?}"),
        }
    }
    Program {
        pid,
        folder: folder.to_owned(),
        memory: File::open(format!("/proc/{pid}/mem")).unwrap(),
        out: Box::new(child.stdout.take().unwrap()),
        err: Box::new(child.stderr.take().unwrap()),
    }
}

impl Program {
    fn said(mut self, code: i32) -> Said {
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out).unwrap();
        self.err.read_to_string(&mut err).unwrap();
        Said { out, err, code }
    }

    fn bytes(&self, at: u64, length: u64) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(length).unwrap()];
        let read = self.memory.read_at(&mut bytes, at).unwrap_or(0);
        bytes.truncate(read);
        bytes
    }

    /// The name in the folder of an open file, of the folder itself an empty one.
    fn of_file(&self, number: u64) -> Option<String> {
        let link = format!("/proc/{}/fd/{number}", self.pid);
        self.inside(&std::fs::read_link(link).ok()?)
    }

    fn inside(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.folder).ok()?;
        Some(name.to_str()?.to_owned())
    }

    /// The name in the folder of the path that stands at an address.
    fn of_path(&self, at: u64) -> Option<String> {
        let text = self.bytes(at, 4096);
        let end = text.iter().position(|byte| *byte == 0)?;
        self.inside(&self.folder.join(std::str::from_utf8(&text[..end]).ok()?))
    }

    /// Where the next write to an open file goes.
    fn position(&self, number: u64) -> u64 {
        let info = format!("/proc/{}/fdinfo/{number}", self.pid);
        let info = std::fs::read_to_string(info).unwrap();
        let position = info.lines().find_map(|line| line.strip_prefix("pos:"));
        position.unwrap().trim().parse().unwrap()
    }

    /// The call that begins, where it reaches the folder or somebody who reads, and what it does if it succeeds.
    fn entered(&self, registers: &libc::user_regs_struct) -> Option<(Call, Option<Deed>)> {
        let [first, second, third, fourth] =
            [registers.rdi, registers.rsi, registers.rdx, registers.r10];
        let number = c_long::try_from(registers.orig_rax).ok()?;
        let (kind, name, deed) = match number {
            libc::SYS_openat | libc::SYS_open => {
                let (path, flags) = if number == libc::SYS_open {
                    (first, second)
                } else {
                    (second, third)
                };
                let name = self.of_path(path)?;
                let flag = |flag: i32| flags & u64::from(flag.cast_unsigned()) != 0;
                let there = self.folder.join(&name).exists();
                let deed = if flag(libc::O_CREAT) && !there {
                    Some(Deed::Made(name.clone()))
                } else if flag(libc::O_TRUNC) {
                    Some(Deed::Cut(name.clone(), 0))
                } else {
                    None
                };
                (Kind::Open, name, deed)
            }
            libc::SYS_write | libc::SYS_pwrite64 => {
                let Some(name) = self.of_file(first) else {
                    let told = (1..=2).contains(&first) && number == libc::SYS_write;
                    let call = Call {
                        kind: Kind::Tell,
                        name: String::new(),
                    };
                    let text = || String::from_utf8_lossy(&self.bytes(second, third)).into_owned();
                    return told.then(|| (call, Some(Deed::Told(text()))));
                };
                let at = if number == libc::SYS_write {
                    self.position(first)
                } else {
                    fourth
                };
                let bytes = self.bytes(second, third);
                (
                    Kind::Write,
                    name.clone(),
                    Some(Deed::Wrote(name, at, bytes)),
                )
            }
            libc::SYS_ftruncate => {
                let name = self.of_file(first)?;
                (Kind::Cut, name.clone(), Some(Deed::Cut(name, second)))
            }
            libc::SYS_fsync | libc::SYS_fdatasync => {
                let name = self.of_file(first)?;
                (Kind::Sync, name.clone(), Some(Deed::Synced(name)))
            }
            libc::SYS_unlink | libc::SYS_unlinkat => {
                let path = if number == libc::SYS_unlink {
                    first
                } else {
                    second
                };
                let name = self.of_path(path)?;
                (Kind::Remove, name.clone(), Some(Deed::Removed(name)))
            }
            libc::SYS_rename | libc::SYS_link => {
                let (from, to) = (self.of_path(first)?, self.of_path(second)?);
                let deed = if number == libc::SYS_link {
                    Deed::Linked(from, to.clone())
                } else {
                    Deed::Moved(from, to.clone())
                };
                (Kind::Move, to, Some(deed))
            }
            libc::SYS_renameat | libc::SYS_renameat2 | libc::SYS_linkat => {
                let (from, to) = (self.of_path(second)?, self.of_path(fourth)?);
                let deed = if number == libc::SYS_linkat {
                    Deed::Linked(from, to.clone())
                } else {
                    Deed::Moved(from, to.clone())
                };
                (Kind::Move, to, Some(deed))
            }
            libc::SYS_read | libc::SYS_pread64 => (Kind::Read, self.of_file(first)?, None),
            libc::SYS_fcntl => {
                let locks = [libc::F_SETLK, libc::F_SETLKW, libc::F_GETLK];
                let asked = i32::try_from(second).ok()?;
                let name = self.of_file(first)?;
                locks.contains(&asked).then_some((Kind::Lock, name, None))?
            }
            libc::SYS_fstat => (Kind::Look, self.of_file(first)?, None),
            libc::SYS_stat | libc::SYS_lstat | libc::SYS_access => {
                (Kind::Look, self.of_path(first)?, None)
            }
            libc::SYS_newfstatat | libc::SYS_statx | libc::SYS_faccessat => {
                // Without a path it is the open file.
                let name = if self.bytes(second, 1) == [0] {
                    self.of_file(first)?
                } else {
                    self.of_path(second)?
                };
                (Kind::Look, name, None)
            }
            // Writes that nobody wrote down would make each finding worthless.
            libc::SYS_writev
            | libc::SYS_pwritev
            | libc::SYS_pwritev2
            | libc::SYS_fallocate
            | libc::SYS_sendfile
            | libc::SYS_copy_file_range => {
                assert!(self.of_file(first).is_none(), "call {number} is not known");
                return None;
            }
            libc::SYS_truncate | libc::SYS_symlink | libc::SYS_mkdir => {
                assert!(self.of_path(first).is_none(), "call {number} is not known");
                return None;
            }
            _ => return None,
        };
        // A draft's name is drawn by lot.
        let drawn = ".lage-".len() + 6;
        let name = match name.get(drawn..) {
            Some(rest) if name.starts_with(".lage-") => format!(".lage-{rest}"),
            _ => name,
        };
        Some((Call { kind, name }, deed))
    }
}
