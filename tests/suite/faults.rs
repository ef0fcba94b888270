//! System calls that fail, one or all from a moment on: the command says so, the log is whole, and the next write works.

use std::collections::BTreeSet;

use nix::errno::Errno;

use crate::dice::rounds;
use crate::kills::{ACTS, Grounds, whole};
use crate::traced::{Call, Fate, Kind, trace};

/// The errors that a call may give.
fn errors(kind: Kind) -> &'static [Errno] {
    match kind {
        Kind::Open => &[Errno::EACCES, Errno::EMFILE, Errno::ENOSPC, Errno::EIO],
        Kind::Read | Kind::Look | Kind::Cut => &[Errno::EIO],
        Kind::Lock => &[Errno::ENOLCK],
        Kind::Write => &[Errno::ENOSPC, Errno::EIO],
        Kind::Sync => &[Errno::EIO, Errno::ENOSPC],
        Kind::Remove => &[Errno::EACCES, Errno::EIO],
        Kind::Move => &[Errno::EACCES, Errno::EIO, Errno::ENOSPC],
        Kind::Tell => &[Errno::EIO],
    }
}

/// Whether a failing call on this file is worth the round: the markers of synchronising programs are only looked for.
fn is_written(call: &Call) -> bool {
    let written = [
        "",
        "lage.db",
        "lage.db-journal",
        "b.md",
        "viel.toml",
        "lage.toml",
    ];
    written.contains(&&*call.name) || call.name.starts_with(".lage-")
}

/// How many calls fail in a round.
const FAULTS: usize = 120;

#[test]
fn a_system_call_that_fails_is_told_and_leaves_the_log_whole() {
    rounds("failing system calls", |dice| {
        let grounds = Grounds::new(dice);
        let (mut refused, mut unsure) = (0, 0);
        for fault in 0..FAULTS {
            let act = fault % ACTS.len();
            let usual = grounds.usual(act);
            // Each kind of call on each file as often as any other, however often it is made.
            let kinds: BTreeSet<&Call> =
                usual.calls.iter().filter(|call| is_written(call)).collect();
            let kinds: Vec<&Call> = kinds.into_iter().collect();
            let failing = *dice.pick(&kinds);
            let error = *dice.pick(errors(failing.kind));
            let made = usual.calls.iter().filter(|call| *call == failing).count();
            let at = dice.below(made);
            // A lock that is never given is waited for.
            let on = failing.kind != Kind::Lock && dice.percent(30);
            let copy = grounds.copy(act);
            let mut seen = 0;
            let said = trace(copy.path(), ACTS[act].1, |call| {
                if call != failing {
                    return Fate::Done;
                }
                seen += 1;
                if seen == at + 1 || on && seen > at {
                    Fate::Fails(error)
                } else {
                    Fate::Done
                }
            })
            .said;
            let told = format!(
                "{:?}: {failing:?} number {at} of {made} gives {error}, {on}\n{}",
                ACTS[act], said.err
            );
            let checks = ACTS[act].1[0] == "pruefen" || ACTS[act].1.contains(&"freigeben");
            // Settings that cannot be read are 2, a file of entries 1, a log of which a check cannot read a part 4.
            let expected = match failing.name.as_str() {
                "lage.toml" => 2,
                "viel.toml" => 1,
                _ if checks && failing.kind == Kind::Read => said.code.clamp(3, 4),
                _ => 3,
            };
            assert!(
                said.code == 0 || said.code == expected,
                "{}: {told}",
                said.code
            );
            assert!(!said.err.contains("BUG"), "{told}");
            let names_a_file = said.err.contains("lage.db") || said.err.contains("b.md");
            let names_it = names_a_file || said.err.contains(&failing.name);
            assert!(
                matches!(said.code, 0 | 4) || names_it,
                "names no file: {told}"
            );
            let done = whole(copy.path(), act, usual, said.code == 0);
            if said.code == 0 {
                continue;
            }
            refused += 1;
            if done && usual.is_more() {
                unsure += 1;
                // Confirmed before something else failed, or told that it may be there.
                let known = ["freigegeben", "lage tagebuch"]
                    .iter()
                    .any(|words| said.err.contains(words));
                // A new log that is whole and cannot be opened again is named, and nobody loses an entry.
                assert!(
                    known || usual.before.is_none(),
                    "written, and nothing said of it: {told}"
                );
            }
        }
        format!(
            "{FAULTS} calls, {refused} commands refused, {unsure} of them written all the same and said so"
        )
    });
}
