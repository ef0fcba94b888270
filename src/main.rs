//! The edge: environment, arguments, clock and randomness go in, an exit code comes out.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use etcetera::BaseStrategy as _;
use lage::cli::explain::BUG;
use lage::cli::run::run;
use lage::cli::session::{Environment, PLAIN_WIDTH, Streams};
use lage::store::log::World;

/// The clock and the randomness of this laptop.
struct Laptop;

impl World for Laptop {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        // The crate's own "now" panics before 1970, where a clock may stand whose battery is empty.
        std::time::SystemTime::now().into()
    }

    fn random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("BUG: the operating system gives no randomness");
    }
}

fn text(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

/// What to type to run this program: its name where the shell finds it, else its whole path.
fn program() -> String {
    let name = "lage";
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()));
    let whole = std::env::current_exe().ok().filter(|_| !found);
    whole.map_or_else(
        || name.to_owned(),
        |path| path.to_string_lossy().into_owned(),
    )
}

/// Whether the user's surroundings ask for colour, in the order of their words: never, always, where it can be seen.
fn wants_color(terminal: bool) -> bool {
    let asked = anstyle_query::clicolor();
    if anstyle_query::no_color() {
        false
    } else if anstyle_query::clicolor_force() {
        true
    } else {
        terminal
            && asked != Some(false)
            && (asked == Some(true) || anstyle_query::term_supports_color())
    }
}

/// Columns of the screen: that of stdout, else as the user's surroundings say, else that of stderr, as behind `| less`.
fn width() -> usize {
    let columns = |size: Option<(terminal_size::Width, terminal_size::Height)>| {
        size.map(|(width, _)| usize::from(width.0))
    };
    let said = || {
        text("COLUMNS")?
            .trim()
            .parse()
            .ok()
            .filter(|&width| width > 0)
    };
    columns(terminal_size::terminal_size_of(std::io::stdout()))
        .or_else(said)
        .or_else(|| columns(terminal_size::terminal_size_of(std::io::stderr())))
        .unwrap_or(PLAIN_WIDTH)
}

fn main() -> ExitCode {
    // A bug says so in one line and leaves with its own code; a transaction that was open is rolled back by SQLite.
    std::panic::set_hook(Box::new(|panic| {
        use std::io::Write as _;
        writeln!(std::io::stderr(), "lage: BUG: {panic}").ok();
        std::process::exit(i32::from(BUG));
    }));
    let terminal = std::io::stdout().is_terminal();
    let environment = Environment {
        args: std::env::args_os().skip(1).collect(),
        program: program(),
        folder: std::env::current_dir(),
        base: PathBuf::new(),
        world: Box::new(Laptop),
        log: std::env::var_os("LAGE_LOG")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from),
        author: std::env::var_os("LAGE_ALS")
            .filter(|name| name.to_str().is_none_or(|name| !name.trim().is_empty())),
        lang: text("LAGE_LANG"),
        color: wants_color(terminal),
        user: text("USER")
            .or_else(|| text("LOGNAME"))
            .or_else(|| text("USERNAME")),
        config: etcetera::choose_base_strategy()
            .ok()
            .map(|folders| folders.config_dir()),
        search_path: std::env::var_os("PATH"),
        terminal,
        asks: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        width: width(),
    };
    let streams = Streams {
        stdin: &mut std::io::stdin().lock(),
        out: &mut std::io::stdout().lock(),
        err: &mut std::io::stderr(),
    };
    ExitCode::from(run(&environment, streams))
}
