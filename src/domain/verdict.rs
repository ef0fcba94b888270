//! What later entries say of earlier ones: corrected, cancelled and visible are decided here and nowhere else.

use std::collections::HashMap;

use super::audience::Visibility;
use super::correction::{Right, put_right};
use super::entry::{Entry, Event, LogEvent};
use super::number::EntryNumber;

/// What later entries say of one entry.
#[derive(Clone, Debug, Default)]
pub struct Verdict<'a> {
    /// The corrections that were not cancelled, in the order of the log.
    pub corrections: Vec<&'a Entry>,
    /// The cancellation that counts: the first one.
    pub voided: Option<&'a Entry>,
    pub visibility: Visibility,
}

impl<'a> Verdict<'a> {
    /// The last correction.
    pub fn corrected(&self) -> Option<&'a Entry> {
        self.corrections.last().copied()
    }

    /// The entry as it is right: its words, its fields, and when it happened.
    pub fn right<'e>(&self, entry: &'e Entry) -> Right<'e> {
        put_right(entry, &self.corrections)
    }
}

/// Decides on each of some entries that belong together: those of one record, or an entry and what speaks of it.
///
/// `entries` in the order of the log; the verdicts come in the same order.
pub fn verdicts(entries: &[Entry]) -> Vec<Verdict<'_>> {
    let mut verdicts: Vec<Verdict<'_>> = entries
        .iter()
        .map(|entry| Verdict {
            // That something became public is said by its being public; the reason stays inside.
            visibility: match entry.body.event.visibility_change() {
                Some(_) => Visibility::INTERNAL,
                None => entry.body.visibility,
            },
            ..Verdict::default()
        })
        .collect();
    if !entries.iter().any(Entry::speaks_of_others) {
        return verdicts;
    }
    let positions: HashMap<EntryNumber, usize> = entries
        .iter()
        .enumerate()
        .map(|(position, entry)| (entry.number, position))
        .collect();
    let mut decided = vec![false; entries.len()];
    // From the newest on: whether a remark counts is known before what it says is applied.
    for (position, entry) in entries.iter().enumerate().rev() {
        let Event::Log(event) = &entry.body.event else {
            continue;
        };
        if verdicts[position].voided.is_some() {
            continue;
        }
        let earlier = |number: &EntryNumber| {
            let target = positions.get(number).copied();
            target.filter(|target| *target < position)
        };
        match event {
            LogEvent::EntryVoided(void) => {
                if let Some(target) = earlier(&void.entry) {
                    verdicts[target].voided = Some(entry);
                }
            }
            LogEvent::EntryCorrected(correction) => {
                if let Some(target) = earlier(&correction.entry) {
                    verdicts[target].corrections.insert(0, entry);
                }
            }
            LogEvent::VisibilityChanged(change) => {
                let about: Vec<usize> = match &change.entry {
                    Some(one) => earlier(one).into_iter().collect(),
                    None => (0..position)
                        .filter(|&target| {
                            entry.record.is_some() && entries[target].record == entry.record
                        })
                        .collect(),
                };
                for target in about {
                    let is_change = entries[target].body.event.visibility_change().is_some();
                    if !is_change && !std::mem::replace(&mut decided[target], true) {
                        verdicts[target].visibility = entry.body.visibility;
                    }
                }
            }
            LogEvent::LogStarted(_) | LogEvent::NoteTaken(_) | LogEvent::AssessmentWritten(_) => {}
        }
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audience::Audience;
    use crate::domain::codes::TaskStatus;
    use crate::domain::history::Kept;
    use crate::domain::records::Task;
    use crate::domain::situation::Scope;
    use crate::domain::specimen::{added, by, course, entry, folded, heads, hour, number, started};

    // The model: what it takes of an entry, and plain questions to a list of them. It knows no verdicts.

    #[derive(Clone, Copy, Debug)]
    enum Says {
        Itself,
        Corrects(usize),
        /// It happened in another hour.
        Retimes(usize, u64),
        Voids(usize),
        ShowsOne(usize, bool),
        ShowsAll(bool),
    }

    /// An entry as the model sees it: what it says, and when it happened, was recorded and reached this laptop.
    #[derive(Clone, Copy, Debug)]
    struct Line {
        says: Says,
        public: bool,
        /// Laptop 0 or 1, and its running number.
        laptop: u8,
        running: u64,
        happened: u64,
        recorded: u64,
        received: Option<u64>,
        imported: bool,
    }

    /// The bounds of a scope, in hours.
    #[derive(Clone, Copy, Debug)]
    struct Bounds {
        as_of: Option<u64>,
        known_by: Option<u64>,
        noted_by: Option<u64>,
        known_to: Option<(u64, u64)>,
    }

    impl Bounds {
        fn know(&self, line: &Line) -> bool {
            let reached = line.received.unwrap_or(line.recorded);
            if let Some((founding, second)) = self.known_to {
                let newest = if line.laptop == 0 { founding } else { second };
                if line.running > newest {
                    return false;
                }
            } else if self.known_by.is_some_and(|known_by| reached > known_by) {
                return false;
            }
            match self.noted_by {
                Some(noted_by) if line.imported => line.happened <= noted_by,
                Some(noted_by) => reached <= noted_by,
                None => true,
            }
        }

        fn scope(&self) -> Scope {
            Scope {
                as_of: self.as_of.map(hour),
                known_by: self.known_by.map(hour),
                noted_by: self.noted_by.map(hour),
                known_to: self
                    .known_to
                    .map(|(founding, second)| heads(&[("", founding), ("b", second)])),
            }
        }
    }

    /// The lines that count, by their place in the whole log.
    struct Model<'a> {
        lines: &'a [Line],
        counted: Vec<usize>,
    }

    impl<'a> Model<'a> {
        /// The first line names the task: it counts as soon as anything known of the task, that nothing known cancels, had
        /// happened.
        fn of(lines: &'a [Line], bounds: &Bounds) -> Model<'a> {
            let known = |place: &usize| bounds.know(&lines[*place]);
            let counted = (0..lines.len()).filter(known).collect();
            let mut model = Model { lines, counted };
            let has_happened: Vec<bool> = (0..lines.len())
                .map(|place| {
                    let is_happening = matches!(lines[place].says, Says::Itself);
                    let as_of = bounds.as_of.filter(|_| is_happening);
                    as_of.is_none_or(|as_of| model.happened(place) <= as_of)
                })
                .collect();
            let happened = |place: &usize| has_happened[*place];
            let there = model.counted.iter().any(|place| {
                let says = matches!(lines[*place].says, Says::Itself);
                says && happened(place) && (*place == 0 || model.voided_by(*place).is_none())
            });
            model
                .counted
                .retain(|place| happened(place) || *place == 0 && there);
            model
        }
    }

    impl Model<'_> {
        fn after(&self, one: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
            self.counted
                .iter()
                .copied()
                .filter(move |&other| other > one)
        }

        fn voided_by(&self, one: usize) -> Option<usize> {
            self.after(one).find(|&other| {
                matches!(self.lines[other].says, Says::Voids(target) if target == one)
                    && self.voided_by(other).is_none()
            })
        }

        fn corrected_by(&self, one: usize) -> Option<usize> {
            self.after(one).rfind(|&other| {
                matches!(self.lines[other].says, Says::Corrects(target) if target == one)
                    && self.voided_by(other).is_none()
            })
        }

        /// The last that said anything of its words or its time.
        fn put_right_by(&self, one: usize) -> Option<usize> {
            self.after(one).rfind(|&other| {
                let says = self.lines[other].says;
                let about = matches!(says, Says::Corrects(target) | Says::Retimes(target, _) if target == one);
                about && self.voided_by(other).is_none()
            })
        }

        /// When it happened, as was said last.
        fn happened(&self, one: usize) -> u64 {
            let said = self
                .after(one)
                .rev()
                .find_map(|other| match self.lines[other].says {
                    Says::Retimes(target, hours)
                        if target == one && self.voided_by(other).is_none() =>
                    {
                        Some(hours)
                    }
                    _ => None,
                });
            said.unwrap_or(self.lines[one].happened)
        }

        fn is_public(&self, one: usize) -> bool {
            let of_another = |other: usize| match self.lines[other].says {
                Says::ShowsOne(target, public) if target == one => Some(public),
                Says::ShowsAll(public) => Some(public),
                _ => None,
            };
            let said = self
                .after(one)
                .rev()
                .filter(|&other| self.voided_by(other).is_none())
                .find_map(of_another);
            let changes = matches!(self.lines[one].says, Says::ShowsOne(..) | Says::ShowsAll(_));
            !changes && said.unwrap_or(self.lines[one].public)
        }
    }

    /// Every remark that could follow `before` entries.
    fn remarks(before: usize) -> Vec<Says> {
        let mut all = vec![Says::ShowsAll(true), Says::ShowsAll(false)];
        for target in 0..before {
            all.extend([
                Says::Corrects(target),
                Says::Retimes(target, 4),
                Says::Voids(target),
                Says::ShowsOne(target, true),
                Says::ShowsOne(target, false),
            ]);
        }
        all
    }

    /// The line at a place of the log. Happening, recording and arrival go by different orders, so that each bound cuts
    /// elsewhere; the second laptop's entries arrive late, and its numbers are higher than those of later entries.
    fn line(place: usize, says: Says) -> Line {
        let hours = u64::try_from(place).unwrap();
        let laptop = u8::from(place % 3 == 2);
        Line {
            says,
            public: place == 0 || matches!(says, Says::ShowsOne(_, true) | Says::ShowsAll(true)),
            laptop,
            running: if laptop == 0 { hours + 1 } else { hours + 20 },
            happened: [2, 6, 5, 3, 4, 1][place],
            recorded: 10 + hours,
            received: (laptop == 1).then_some(14),
            imported: place % 2 == 1,
        }
    }

    fn made(lines: &[Line], place: usize) -> Entry {
        let line = lines[place];
        let name = |place: usize| {
            let letters = ["", "b"][usize::from(lines[place].laptop)];
            format!("{}{letters}", lines[place].running)
        };
        let letters = ["", "b"][usize::from(line.laptop)];
        let mut sketch = entry(line.running)
            .on(letters)
            .lam(place as u64 + 1)
            .record("A-1");
        if line.public {
            sketch = sketch.marked(&[Audience::Public]);
        }
        let mut entry = match line.says {
            Says::Itself if place == 0 => sketch.event(added()),
            Says::Itself => sketch.event(started()),
            Says::Corrects(target) => sketch.corrects(&name(target)),
            Says::Retimes(target, hours) => sketch.retimes(&name(target), hours),
            Says::Voids(target) => sketch.voids(&name(target)),
            Says::ShowsOne(target, _) => sketch.shows(Some(&name(target))),
            Says::ShowsAll(_) => sketch.shows(None),
        };
        entry.body.happened_at = hour(line.happened);
        entry.recorded_at = hour(line.recorded).at;
        entry.received_at = line.received.map(|received| hour(received).at);
        entry.imported = line.imported;
        entry
    }

    /// All logs of one task: its two entries, and then this many remarks of any kind about anything before them.
    fn every_log(length: usize) -> Vec<Vec<Line>> {
        let mut logs = vec![vec![line(0, Says::Itself), line(1, Says::Itself)]];
        for place in 2..2 + length {
            logs = logs
                .iter()
                .flat_map(|log| {
                    remarks(place).into_iter().map(move |says| {
                        let mut longer = log.clone();
                        longer.push(line(place, says));
                        longer
                    })
                })
                .collect();
        }
        logs
    }

    fn compare(lines: &[Line], bounds: &Bounds) {
        let whole: Vec<Entry> = (0..lines.len()).map(|place| made(lines, place)).collect();
        let scope = bounds.scope();
        let mut entries = whole.clone();
        scope.keep(&mut entries);
        let model = Model::of(lines, bounds);
        let name = |place: Option<usize>| place.map(|place| whole[place].number);
        let told: Vec<_> = entries
            .iter()
            .zip(verdicts(&entries))
            .map(|(entry, verdict)| {
                let number = |entry: Option<&Entry>| entry.map(|entry| entry.number);
                (
                    entry.number,
                    number(verdict.voided),
                    number(verdict.corrected()),
                    verdict.visibility.allows(Audience::Public),
                    verdict.right(entry).body.text.clone(),
                    verdict.right(entry).body.happened_at,
                )
            })
            .collect();
        let expected: Vec<_> = model
            .counted
            .iter()
            .map(|&place| {
                let right = model.corrected_by(place);
                (
                    whole[place].number,
                    name(model.voided_by(place)),
                    name(model.put_right_by(place)),
                    model.is_public(place),
                    whole[right.unwrap_or(place)].body.text.clone(),
                    hour(model.happened(place)),
                )
            })
            .collect();
        assert_eq!(told, expected, "{lines:#?} {bounds:?}");
        if model.counted.first() != Some(&0) {
            return;
        }
        let task = Task::fold(number("A-1"), &entries).unwrap();
        let right = model.corrected_by(0).unwrap_or(0);
        assert_eq!(task.what, whole[right].body.text, "{lines:#?}");
        assert_eq!(task.issued_at, hour(model.happened(0)), "{lines:#?}");
        assert_eq!(task.track.happened_at, task.issued_at);
        assert_eq!(task.track.voided.is_some(), model.voided_by(0).is_some());
        assert_eq!(
            task.track.visibility.allows(Audience::Public),
            model.is_public(0)
        );
        let started = model.counted.contains(&1) && model.voided_by(1).is_none();
        assert_eq!(task.status == TaskStatus::InProgress, started, "{lines:#?}");
    }

    const EVERYTHING: Bounds = Bounds {
        as_of: None,
        known_by: None,
        noted_by: None,
        known_to: None,
    };

    #[test]
    fn corrections_cancellations_and_marks_hold_as_a_model_says_in_every_order() {
        for lines in every_log(3) {
            compare(&lines, &EVERYTHING);
        }
    }

    #[test]
    fn corrections_cancellations_and_marks_hold_as_a_model_says_at_every_moment() {
        let mut scopes = Vec::new();
        for as_of in [None, Some(1), Some(3), Some(6)] {
            for known_by in [None, Some(11), Some(12), Some(13)] {
                for noted_by in [None, Some(6), Some(12)] {
                    for known_to in [None, Some((1, 0)), Some((4, 0)), Some((1, 22))] {
                        scopes.push(Bounds {
                            as_of,
                            known_by,
                            noted_by,
                            known_to,
                        });
                    }
                }
            }
        }
        for mut lines in every_log(2) {
            for bounds in &scopes {
                compare(&lines, bounds);
            }
            // A task that was begun before it was written down.
            (lines[0].happened, lines[1].happened) = (lines[1].happened, lines[0].happened);
            for bounds in &scopes {
                compare(&lines, bounds);
            }
        }
    }

    #[test]
    fn a_cancelled_correction_no_longer_counts() {
        let mut entries = course("A-1", [added()]);
        entries.push(entry(2).record("A-1").corrects("1"));
        entries.push(entry(3).record("A-1").corrects("1"));
        assert_eq!(folded::<Task>(&entries).what, "text 3");
        entries.push(entry(4).record("A-1").voids("3"));
        assert_eq!(folded::<Task>(&entries).what, "text 2");
        entries.push(entry(5).record("A-1").voids("2"));
        assert_eq!(folded::<Task>(&entries).what, "text 1");
    }

    #[test]
    fn a_cancellation_that_is_cancelled_takes_nothing_back() {
        let mut entries = course("A-1", [added(), started()]);
        entries.push(entry(3).record("A-1").voids("2"));
        assert_eq!(folded::<Task>(&entries).status, TaskStatus::Open);
        entries.push(entry(4).record("A-1").voids("3"));
        assert_eq!(folded::<Task>(&entries).status, TaskStatus::InProgress);
    }

    #[test]
    fn the_last_correction_in_the_order_of_the_log_counts_and_not_the_highest_number() {
        let first = course("A-1", [added()]).remove(0);
        let early = entry(9).on("b").lam(2).record("A-1").corrects("1");
        let late = entry(2).lam(3).record("A-1").text("late").corrects("1");
        let task: Task = folded(&[first.clone(), early.clone(), late]);
        assert_eq!(task.what, "late");
        // Where lam is equal, the laptop decides.
        let equal = entry(2).lam(2).record("A-1").text("equal").corrects("1");
        assert!(equal.place() < early.place());
        assert_eq!(folded::<Task>(&[first, equal, early]).what, "text 9");
    }

    #[test]
    fn a_cancellation_says_who_cancelled_first() {
        let mut entries = course("A-1", [added()]);
        entries.push(entry(2).record("A-1").voids("1"));
        entries.push(entry(3).on("b").lam(3).record("A-1").voids("1"));
        assert_eq!(folded::<Task>(&entries).track.voided, Some(by(2)));
    }

    #[test]
    fn corrections_hold_whatever_was_asked_as_of_but_not_before_they_were_known() {
        let late = entry(9).record("A-1").corrects("1");
        let as_of = |hours| Scope {
            as_of: Some(hour(hours)),
            ..Scope::ALL
        };
        let known_by = |hours| Scope {
            known_by: Some(hour(hours)),
            ..Scope::ALL
        };
        for remark in [
            late,
            entry(9).record("A-1").voids("1"),
            entry(9).record("A-1").shows(None),
        ] {
            assert!(as_of(2).holds(&remark));
            assert!(!known_by(8).holds(&remark));
            assert!(known_by(9).holds(&remark));
        }
        let happening = entry(9).record("A-1").event(started());
        assert!(!as_of(8).holds(&happening));
        assert!(as_of(9).holds(&happening));
        assert!(Scope::ALL.is_all() && Scope::ALL.holds(&happening));
        assert!(!as_of(9).is_all() && !known_by(9).is_all());
    }
}
