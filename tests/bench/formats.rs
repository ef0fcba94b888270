//! What a format costs beside building the Document; the PDF beside typst itself; the start of a program that could print.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::Utc;
use lage::document::Document;
use lage::domain::moment::Moment;
use lage::domain::situation::Earlier;
use lage::l10n::{Lang, Words};
use lage::render::terminal::Style;
use lage::render::{html, json, markdown, terminal};
use lage::report::lagebericht::{self, Options};
use lage::store::log::{Access, Log};
use lage::store::query::Limits;

use crate::{lage, median, time};

fn now() -> Moment {
    Moment::exact(Utc::now().fixed_offset())
}

fn document(path: &Path) -> Document {
    let log = Log::open(path, Access::Read).expect("the log of the measurement");
    let situation = log
        .view()
        .situation(now(), None, Earlier::default(), Limits::REPORT)
        .expect("a situation");
    lagebericht::build(&situation, &Options::default())
}

fn once<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64() * 1000.0, done)
}

/// Document alone and Document with each format, in turn, in one process.
pub(crate) fn formats(sizes: &[usize], runs: usize, scratch: &Path) {
    println!(
        "\n| format | entries | to the Document alone | with the Document, ms | Document, ms |"
    );
    println!("| --- | --- | --- | --- | --- |");
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    // Catalogues are read once in a process, before any of this.
    words.text("word-no-entries");
    let style = Style {
        width: 100,
        color: false,
        report: true,
    };
    type Render<'a> = Box<dyn Fn(&Document) -> usize + 'a>;
    let renders: Vec<(&str, Render<'_>)> = vec![
        (
            "tabelle",
            Box::new(|document| terminal::render(document, &words, style).len()),
        ),
        (
            "markdown",
            Box::new(|document| markdown::render(document, &words).len()),
        ),
        (
            "json",
            Box::new(|document| json::render(document, &words).to_string().len()),
        ),
        (
            "html",
            Box::new(|document| html::render(document, &words, None).len()),
        ),
    ];
    for &size in sizes {
        let path = scratch.join(size.to_string()).join("lage.db");
        for (name, render) in &renders {
            let (mut alone, mut whole, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
            for run in 0..=runs {
                let (bare, _) = once(|| document(&path));
                let (with, length) = once(|| render(&document(&path)));
                assert!(length > 0);
                if run > 0 {
                    alone.push(bare);
                    whole.push(with);
                    ratios.push(with / bare);
                }
            }
            println!(
                "| {name} | {size} | {:.2} | {:.2} | {:.2} |",
                median(ratios),
                median(whole),
                median(alone)
            );
        }
    }
}

/// The whole command for the six months' example beside typst's own crates for the same source, a process each.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(runs: usize, scratch: &Path) {
    use lage::render::pdf;
    let folder = scratch.join("demo");
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    time(lage(&folder, &["demo", "schwerin-wochen"]));
    let folder = folder.join("schwerin-wochen");
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    let options = pdf::Options {
        letterhead: None,
        template: pdf::Template {
            name: String::new(),
            text: pdf::TEMPLATE.to_owned(),
        },
        archive: false,
        date: now(),
    };
    let data = pdf::data(&document(&folder.join("lage.db")), &words, &options);
    std::fs::write(folder.join("lagebericht.json"), data.to_string()).expect("room for the data");
    std::fs::write(folder.join("lagebericht.typ"), pdf::TEMPLATE).expect("room for the template");
    let name = folder.to_str().expect("a plain path").to_owned();
    let out = ["bericht", "--format", "pdf", "--aus", "b.pdf"];
    pair(
        "bericht --format pdf, beside typst's crates",
        runs,
        || lage(&folder, &out),
        || crate::limit(&["typeset", &name]),
    );
}

/// Commands that print nothing, beside a build without PDF, where `WITHOUT_PDF` names one.
pub(crate) fn start(runs: usize, scratch: &Path) {
    let Ok(plain) = std::env::var("WITHOUT_PDF") else {
        return;
    };
    let folder = scratch.join("start");
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    time(lage(&folder, &["init", "Messung"]));
    for args in [&["--version"][..], &["notiz", "x"], &["aufgabe", "liste"]] {
        let other = || {
            let mut command = Command::new(&plain);
            command
                .args(args)
                .current_dir(&folder)
                .env_clear()
                .env("USER", "bench");
            command
        };
        let name = format!("lage {}, beside a build without PDF", args.join(" "));
        pair(&name, runs * 10, || lage(&folder, args), other);
    }
}

fn pair(name: &str, runs: usize, ours: impl Fn() -> Command, theirs: impl Fn() -> Command) {
    let (mut one, mut other, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=runs {
        let (mine, limit) = (time(ours()), time(theirs()));
        if run > 0 {
            one.push(mine);
            other.push(limit);
            ratios.push(mine / limit);
        }
    }
    println!(
        "| {name} | {:.3} | {:.2} | {:.2} |",
        median(ratios),
        median(one),
        median(other)
    );
}

pub(crate) fn pairs(runs: usize, scratch: &Path) {
    println!("\n| pair | ratio | lage, ms | other, ms |");
    println!("| --- | --- | --- | --- |");
    #[cfg(feature = "pdf")]
    pdf(runs, scratch);
    start(runs, scratch);
}

/// typst as its command line runs it: a folder with a source and its data, embedded fonts, a PDF/UA-1 file.
#[cfg(feature = "pdf")]
pub(crate) mod typeset {
    use std::path::PathBuf;

    use typst::diag::{FileError, FileResult};
    use typst::foundations::{Bytes, Datetime, Duration};
    use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
    use typst::text::{Font, FontBook};
    use typst::utils::LazyHash;
    use typst::{Library, LibraryExt, World};
    use typst_layout::PagedDocument;

    struct Folder {
        path: PathBuf,
        library: LazyHash<Library>,
        book: LazyHash<FontBook>,
        fonts: Vec<Font>,
        main: Source,
    }

    impl World for Folder {
        fn library(&self) -> &LazyHash<Library> {
            &self.library
        }
        fn book(&self) -> &LazyHash<FontBook> {
            &self.book
        }
        fn main(&self) -> FileId {
            self.main.id()
        }
        fn source(&self, _: FileId) -> FileResult<Source> {
            Ok(self.main.clone())
        }
        fn file(&self, id: FileId) -> FileResult<Bytes> {
            let path = self.path.join(id.get().vpath().get_without_slash());
            std::fs::read(&path)
                .map(Bytes::new)
                .map_err(|error| FileError::from_io(error, &path))
        }
        fn font(&self, index: usize) -> Option<Font> {
            self.fonts.get(index).cloned()
        }
        fn today(&self, _: Option<Duration>) -> Option<Datetime> {
            None
        }
    }

    pub(crate) fn run(folder: &str) {
        let path = PathBuf::from(folder);
        let text = std::fs::read_to_string(path.join("lagebericht.typ")).expect("the source");
        let id = VirtualPath::new("lagebericht.typ").expect("a plain name");
        let id = RootedPath::new(VirtualRoot::Project, id).intern();
        let fonts: Vec<Font> = typst_assets::fonts()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .collect();
        let world = Folder {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(id, text),
            path,
        };
        let document: PagedDocument = typst::compile(&world).output.expect("it compiles");
        let standards = typst_pdf::PdfStandards::new(&[typst_pdf::PdfStandard::Ua_1]);
        let options = typst_pdf::PdfOptions {
            standards: standards.expect("one standard"),
            ..typst_pdf::PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options).expect("it exports");
        std::fs::write(world.path.join("limit.pdf"), bytes).expect("room for the file");
    }
}
