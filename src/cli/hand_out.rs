//! The way out of a document: in the format asked for, under its letterhead, to a file, a terminal or a printer.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::document::{Document, Phrase};
use crate::domain::moment::Moment;
use crate::l10n::Words;
use crate::render::letterhead::{Letterhead, Logo, LogoKind};
use crate::render::{clean, html, json, markdown, terminal};
use crate::store::log::{FILE_NAME, folder_of};
use crate::store::start::sync_folder;

use super::failure::Failure;
use super::request::{Format, Output};
use super::session::{Answer, Session};

/// A document with what its file is called and the moment it carries.
pub(super) struct Sheet {
    pub(super) document: Document,
    pub(super) stem: String,
    pub(super) exercise: bool,
    #[cfg_attr(
        not(feature = "pdf"),
        expect(dead_code, reason = "only a PDF carries its date")
    )]
    pub(super) date: Moment,
}

/// The start of every file name of an exercise.
const EXERCISE: &str = "UEBUNG-";

/// A document made and its way found: what is left can only fail at the disk or the printer.
pub(super) struct Ready {
    bytes: Vec<u8>,
    way: Way,
}

enum Way {
    Printer { command: PathBuf, title: String },
    File(PathBuf),
    Stdout,
}

impl Session<'_> {
    /// To the printer, to a file, or to stdout.
    pub(super) fn hand_out(
        &self,
        sheet: &Sheet,
        output: &Output,
        log: &Path,
        words: &Words,
    ) -> Result<Answer, Failure> {
        self.deliver(self.ready(sheet, output, log, words)?)
    }

    /// Makes the bytes and looks whether there is a printer, and room for the file, before anything is done for good.
    pub(super) fn ready(
        &self,
        sheet: &Sheet,
        output: &Output,
        log: &Path,
        words: &Words,
    ) -> Result<Ready, Failure> {
        let format = output.format.unwrap_or_default();
        let (ending, bytes) = self.bytes(sheet, format, output.archive, log, words)?;
        let name = format!("{}.{ending}", sheet.stem);
        // A page on a terminal is of no use to anybody: it becomes a file here.
        let page = matches!(format, Format::Html | Format::Pdf);
        let path = match &output.out {
            _ if output.print => {
                let way = Way::Printer {
                    command: self.print_command().ok_or(Failure::NoPrintCommand)?,
                    title: sheet.stem.clone(),
                };
                return Ok(Ready { bytes, way });
            }
            Some(path) if path == Path::new("-") => None,
            Some(path) => {
                let path = self.environment.resolve(path);
                if path.is_dir() {
                    Some(path.join(name))
                } else if says_no_format(output, &path) {
                    return Err(Failure::OutFormat { path });
                } else {
                    Some(path)
                }
            }
            None if page && self.environment.terminal => Some(self.folder()?.join(name)),
            None => None,
        };
        let Some(path) = path else {
            return Ok(Ready {
                bytes,
                way: Way::Stdout,
            });
        };
        let path = if sheet.exercise { marked(&path) } else { path };
        if holds_a_database(&path) || is_a_setting(&path) || self.is_the_logo(&path) {
            return Err(Failure::OutIsLog { path });
        }
        if let Err(source) = try_to_write(&path) {
            return Err(Failure::OutWrite { path, source });
        }
        Ok(Ready {
            bytes,
            way: Way::File(path),
        })
    }

    /// Whether the logo of the letterhead would be written over.
    fn is_the_logo(&self, path: &Path) -> bool {
        let letterhead = self.settings.letterhead.as_ref();
        letterhead
            .and_then(|head| head.logo.as_ref())
            .is_some_and(|logo| behind_links(logo) == behind_links(path))
    }

    /// The system's print command, where it has one.
    fn print_command(&self) -> Option<PathBuf> {
        let path = self.environment.search_path.as_deref()?;
        std::env::split_paths(path)
            .map(|folder| folder.join("lp"))
            .find(|command| command.is_file())
    }

    pub(super) fn deliver(&self, ready: Ready) -> Result<Answer, Failure> {
        let Ready { bytes, way } = ready;
        match way {
            Way::Printer { command, title } => self.print(&command, &title, &bytes),
            Way::Stdout => Ok(Answer::bytes(bytes)),
            Way::File(path) => {
                write_whole(&path, &bytes).map_err(|source| Failure::OutWrite {
                    path: path.clone(),
                    source,
                })?;
                self.tell(
                    &Phrase::new("done-written").with("path", path.to_string_lossy().into_owned()),
                );
                Ok(Answer::text(String::new()))
            }
        }
    }

    fn bytes(
        &self,
        sheet: &Sheet,
        format: Format,
        archive: bool,
        log: &Path,
        words: &Words,
    ) -> Result<(&'static str, Vec<u8>), Failure> {
        let document = &sheet.document;
        Ok(match format {
            Format::Table => (
                "txt",
                terminal::render(document, words, self.style(true)).into_bytes(),
            ),
            Format::Markdown => ("md", markdown::render(document, words).into_bytes()),
            Format::Json => (
                "json",
                format!("{}\n", json::text(&json::render(document, words))).into_bytes(),
            ),
            Format::Html => {
                let letterhead = self.letterhead()?;
                (
                    "html",
                    html::render(document, words, letterhead.as_ref()).into_bytes(),
                )
            }
            Format::Pdf => ("pdf", self.pdf(sheet, archive, log, words)?),
        })
    }

    #[cfg(feature = "pdf")]
    fn pdf(
        &self,
        sheet: &Sheet,
        archive: bool,
        log: &Path,
        words: &Words,
    ) -> Result<Vec<u8>, Failure> {
        use crate::render::pdf;
        let letterhead = self.letterhead()?;
        let options = pdf::Options {
            letterhead: letterhead.as_ref(),
            template: self.template(log)?,
            archive,
            date: sheet.date,
        };
        let logo = self
            .settings
            .letterhead
            .as_ref()
            .and_then(|head| head.logo.as_ref());
        pdf::render(&sheet.document, words, &options).map_err(|error| match logo {
            // Our own template sets everything but a picture that is none.
            Some(path) if options.template.text == pdf::TEMPLATE => {
                Failure::LogoKind { path: path.clone() }
            }
            _ => Failure::Template {
                template: error.template,
                line: error.line,
                detail: error.detail,
            },
        })
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, _: &Sheet, _: bool, _: &Path, _: &Words) -> Result<Vec<u8>, Failure> {
        Err(Failure::NoPdf)
    }

    /// The body's own template: beside the log before the user's configuration folder, before ours.
    #[cfg(feature = "pdf")]
    fn template(&self, log: &Path) -> Result<crate::render::pdf::Template, Failure> {
        use crate::render::pdf::{TEMPLATE, Template};
        let own = [
            log.parent().map(Path::to_path_buf),
            self.environment
                .config
                .as_ref()
                .map(|folder| folder.join("lage")),
        ];
        for path in own
            .into_iter()
            .flatten()
            .map(|folder| folder.join("vorlagen").join("lagebericht.typ"))
        {
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    return Ok(Template {
                        name: path.to_string_lossy().into_owned(),
                        text,
                    });
                }
                Err(source) if source.kind() == std::io::ErrorKind::NotFound => {}
                Err(source) => return Err(Failure::SettingsRead { path, source }),
            }
        }
        Ok(Template {
            name: "lagebericht.typ".to_owned(),
            text: TEMPLATE.to_owned(),
        })
    }

    fn letterhead(&self) -> Result<Option<Letterhead>, Failure> {
        let Some(head) = &self.settings.letterhead else {
            return Ok(None);
        };
        let logo = head
            .logo
            .as_ref()
            .map(|path| {
                let bytes = std::fs::read(path).map_err(|source| Failure::SettingsRead {
                    path: path.clone(),
                    source,
                })?;
                let kind =
                    LogoKind::of(&bytes).ok_or_else(|| Failure::LogoKind { path: path.clone() })?;
                Ok::<_, Failure>(Logo { kind, bytes })
            })
            .transpose()?;
        // What the settings say is typed, as the log is.
        Ok(Some(Letterhead {
            name: clean::one_line(&head.name),
            address: head
                .address
                .iter()
                .map(|line| clean::one_line(line))
                .collect(),
            logo,
        }))
    }

    /// Hands the PDF to the system's print command.
    fn print(&self, command: &Path, title: &str, bytes: &[u8]) -> Result<Answer, Failure> {
        let started = std::process::Command::new(command)
            .args(["-t", title])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
                return Err(Failure::NoPrintCommand);
            }
            Err(source) => {
                return Err(Failure::Print {
                    detail: source.to_string(),
                });
            }
        };
        if let Some(mut stdin) = child.stdin.take() {
            // A printer that does not want all of it says why on stderr.
            stdin.write_all(bytes).ok();
        }
        let done = child.wait_with_output().map_err(|source| Failure::Print {
            detail: source.to_string(),
        })?;
        if !done.status.success() {
            return Err(Failure::Print {
                detail: clean::one_line(String::from_utf8_lossy(&done.stderr).trim()),
            });
        }
        self.say(&self.words.text("done-printed"));
        Ok(Answer::text(String::new()))
    }
}

/// The path with a file name that says it is an exercise.
fn marked(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if name.to_uppercase().contains("UEBUNG") || name.to_uppercase().contains("ÜBUNG") {
        return path.to_path_buf();
    }
    path.with_file_name(format!("{EXERCISE}{name}"))
}

/// Whether a log, or the journal of one, would be written over, or a file would be taken for one.
fn holds_a_database(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let database = name.strip_suffix("-journal").unwrap_or(&name);
    if Path::new(database).file_name() == Some(FILE_NAME.as_ref()) {
        return true;
    }
    let mut start = [0; 16];
    // A pipe is written, not read: reading it would wait for ever.
    if is_special(Path::new(database)) {
        return false;
    }
    File::open(database)
        .and_then(|mut file| file.read_exact(&mut start))
        .is_ok_and(|()| start == *b"SQLite format 3\0")
}

/// Whether the ending names a format that there is none of: `x.xlsx`. A log and a setting are refused as what they are.
fn says_no_format(output: &Output, path: &Path) -> bool {
    let none = output.format.is_none() && path.extension().is_some();
    none && !is_special(path) && !holds_a_database(path) && !is_a_setting(path)
}

/// Whether settings or a template would be written over, or a file would be taken for one.
fn is_a_setting(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let among_templates = path
        .parent()
        .is_some_and(|folder| folder.file_name() == Some("vorlagen".as_ref()));
    among_templates || ending.is_some_and(|ending| ending == "toml" || ending == "typ")
}

/// The file that a name stands for, where it is a link.
fn behind_links(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A file beside `path`, under a name that nobody else has; it is removed unless it takes the place of `path`.
fn draft_beside(path: &Path) -> std::io::Result<NamedTempFile> {
    // The default of the crate is a file for its owner alone; a report is one that the user's umask decides about.
    tempfile::Builder::new()
        .prefix(".lage-")
        .make_in(folder_of(path), |draft| File::create_new(draft))
}

/// A device or a pipe is written to, never replaced.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir())
}

fn try_to_write(path: &Path) -> std::io::Result<()> {
    if is_special(path) {
        return Ok(());
    }
    let path = behind_links(path);
    must_be_writable(&path)?;
    draft_beside(&path)?.close()
}

/// A file that its owner wrote-protected is not replaced, though its folder would allow it.
fn must_be_writable(path: &Path) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(known) if known.permissions().readonly() => {
            Err(std::io::ErrorKind::PermissionDenied.into())
        }
        Ok(_) => std::fs::OpenOptions::new()
            .append(true)
            .open(path)
            .map(|_| ()),
        Err(_) => Ok(()),
    }
}

/// Writes a file whole or not at all: beside it first, then renamed over the old one, with the rights of the old one.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if is_special(path) {
        return std::fs::OpenOptions::new()
            .write(true)
            .open(path)?
            .write_all(bytes);
    }
    let path = behind_links(path);
    must_be_writable(&path)?;
    let mut draft = draft_beside(&path)?;
    if let Ok(old) = std::fs::metadata(&path) {
        draft.as_file().set_permissions(old.permissions())?;
    }
    draft.as_file_mut().write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(&path)?;
    // Only then is the name, too, as durable as the bytes.
    sync_folder(folder_of(&path));
    Ok(())
}
