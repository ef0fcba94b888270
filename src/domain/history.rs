//! The fold of a record's entries into what it is now.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::Value;

use super::audience::{Audience, Told, Visibility};
use super::beside::{Beside, beside};
use super::correction::Right;
use super::entry::{Edit, Entry, Event};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::refusal::{Refusal, SetBy};
use super::verdict::{Verdict, verdicts};

/// The place of something said of a moment among what was said of the same thing before it.
///
/// `earlier` are the moments of those, as they stand. A time that is known by the day or its part takes effect after all that
/// was said of the same span before: its effective moment is the later of the span's start and the latest effective moment
/// among those. Of two with the same effective moment the one said later stands later.
pub fn place(earlier: impl IntoIterator<Item = Moment>, said: Moment) -> usize {
    let (_, last) = said.minutes();
    // As they stand, the effective moment of each is the latest start so far.
    let mut effective = i64::MIN;
    earlier
        .into_iter()
        .take_while(|moment| {
            effective = effective.max(moment.minutes().0);
            effective <= last
        })
        .count()
}

/// One entry of a record that counts, as it is right after its corrections.
#[derive(Clone, Copy)]
pub struct Step<'a, E> {
    pub entry: &'a Entry,
    pub event: &'a E,
    pub text: &'a str,
}

/// An event of one kind of record among those of all kinds.
pub trait Recorded: Serialize + Sized {
    fn of(event: &Event) -> Option<&Self>;
}

/// A kind of record: what it is after each of its entries, and who may read what of them.
///
/// Nothing here has a default: who adds a kind must decide all of it.
pub trait Kept: Sized {
    type Event: Recorded;

    /// Begins the record with the entry that creates it; `None` where that entry is of another kind.
    fn begin(track: Track, first: &Step<'_, Self::Event>) -> Option<Self>;

    /// Applies a later entry that counts.
    fn apply(&mut self, step: &Step<'_, Self::Event>);

    /// What people call it; empty where its number says all there is.
    fn name(&self) -> &str;

    /// The field that holds the name, where it has one.
    const NAMED_BY: Option<&'static str>;

    /// The table that holds what it was before, a row for each item of its `history`, where it has one.
    const HISTORY: Option<&'static str>;

    /// Whether its row and the last item of its history hold all that its next entry is applied to; where not, all of its
    /// entries are folded again with each new one.
    const GOES_ON: bool;

    /// Whether it no longer needs anybody.
    fn is_over(&self) -> bool;

    fn track(&self) -> &Track;
    fn track_mut(&mut self) -> &mut Track;

    /// What the text of its entry is: the name it is typed by.
    fn text_is(event: &Self::Event) -> &'static str;

    /// What an event sets, and another laptop may have set otherwise without knowing of it.
    fn sets(event: &Self::Event) -> Sets;

    /// What an event says of when the matter itself began, which may be long before anybody wrote of it.
    fn beginning(event: &Self::Event) -> Edit<Moment>;

    /// What an audience is told of an event.
    fn told_to(audience: Audience, event: &Self::Event) -> Told<Self::Event>;

    /// Folds entries in the order of the log; `None` where they do not hold the entry that creates the record.
    fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Self> {
        Self::fold_by_step(number, entries, |_, _| {})
    }

    /// The same; `before` sees each later step that counts, and the record as it was until then.
    fn fold_by_step(
        number: RecordNumber,
        entries: &[Entry],
        mut before: impl FnMut(&Step<'_, Self::Event>, &Self),
    ) -> Option<Self> {
        let verdicts = verdicts(entries);
        let judged = || entries.iter().zip(&verdicts);
        let right: Vec<Right<'_>> = judged().map(|(entry, v)| v.right(entry)).collect();
        let mut track: Option<Track> = None;
        let mut steps: Vec<Step<'_, Self::Event>> = Vec::new();
        for (entry, verdict) in right.iter().zip(&verdicts) {
            let Some(event) = Self::Event::of(&entry.body.event) else {
                continue;
            };
            // The first one counts also when it is cancelled, so that a cancelled record can be shown.
            if track.is_some() && verdict.voided.is_some() {
                continue;
            }
            let track = track.get_or_insert_with(|| Track::begin(number, entry, verdict));
            track.latest_at = track.latest_at.max(entry.body.happened_at.at);
            steps.push(Step {
                entry,
                event,
                text: &entry.body.text,
            });
        }
        let (first, later) = steps.split_first()?;
        let mut record = Self::begin(track?, first)?;
        for step in later {
            before(step, &record);
            record.apply(step);
        }
        let there_from = there_from(entries, &verdicts);
        let track = record.track_mut();
        track.there_from = there_from.unwrap_or(track.happened_at);
        track.beside = beside::<Self>(later);
        for entry in &right {
            track.changed_at = track.changed_at.max(entry.noted_at());
        }
        Some(record)
    }

    /// Goes on from where the record stands with the newest entry of a log that one laptop wrote, and says whether it could:
    /// then it is what folding all of its entries gives. Of its history only the last item need be there.
    ///
    /// Not where the entry speaks of others, or happened before something that was said already.
    fn go_on(&mut self, entry: &Entry) -> bool {
        let Some(event) = Self::Event::of(&entry.body.event) else {
            return false;
        };
        let happened_at = entry.body.happened_at.at;
        let track = self.track();
        // What says when it began, or is before its first moment, changes from when on it is there.
        let later = happened_at >= track.latest_at && entry.body.happened_at >= track.there_from;
        if !Self::GOES_ON || !later || !Self::beginning(event).is_keep() {
            return false;
        }
        let track = self.track_mut();
        track.latest_at = happened_at;
        track.changed_at = track.changed_at.max(entry.noted_at());
        self.apply(&Step {
            entry,
            event,
            text: &entry.body.text,
        });
        true
    }
}

/// The first moment that any entry of a record speaks of, or that its matter is said to have begun: from then on it is there,
/// however much later somebody wrote of it. What was cancelled says nothing.
pub fn there_from(entries: &[Entry], verdicts: &[Verdict<'_>]) -> Option<Moment> {
    let mut first: Option<Moment> = None;
    let mut beginning = None;
    for (entry, verdict) in entries.iter().zip(verdicts) {
        let entry = verdict.right(entry);
        let event = &entry.body.event;
        let says = !entry.speaks_of_others() && !matches!(event, Event::Unread(_));
        if says && (verdict.voided.is_none() || event.creates()) {
            let at = entry.body.happened_at;
            first = Some(first.map_or(at, |first| first.min(at)));
            event.beginning().apply(&mut beginning);
        }
    }
    let first = first?;
    Some(beginning.map_or(first, |beginning| beginning.min(first)))
}

/// What an event sets of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sets {
    /// Each of its own fields.
    Fields,
    /// The status, as its code.
    Status(&'static str),
    /// Nothing that another event could set otherwise: it begins the record, or stays in its history beside all others.
    Nothing,
}

/// What an event says, field by field. Whether a moment is approximate is said with the moment.
pub(super) fn fields<E: Serialize>(event: &E) -> serde_json::Map<String, Value> {
    let Ok(Value::Object(kinds)) = serde_json::to_value(event) else {
        return serde_json::Map::new();
    };
    match kinds.into_iter().next() {
        Some((_, Value::Object(mut fields))) => {
            fields.retain(|name, _| !name.ends_with("_approximate"));
            fields
        }
        _ => serde_json::Map::new(),
    }
}

/// One field that an entry changed: what it was before it, and what it is since, as events store values.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    pub field: String,
    /// Nothing where it cannot be told, since the entry does not count.
    pub before: Option<Value>,
    pub after: Value,
}

impl Edited {
    /// What an event says of each field, where what was before cannot be told.
    pub fn said<E: Serialize>(event: &E) -> Vec<Edited> {
        let said = fields(event).into_iter().map(|(field, after)| Edited {
            field,
            before: None,
            after,
        });
        said.collect()
    }
}

/// What each entry that changes fields of the record changed; values that stayed the same are left out.
pub(super) fn edits<K: Kept + Serialize>(
    number: RecordNumber,
    entries: &[Entry],
) -> Vec<(EntryNumber, Vec<Edited>)> {
    let mut edits = Vec::new();
    K::fold_by_step(number, entries, |step, record| {
        if K::sets(step.event) != Sets::Fields {
            return;
        }
        let was = serde_json::to_value(record).unwrap_or_default();
        let changed = fields(step.event).into_iter().map(|(field, after)| {
            let before = was.get(&field).cloned().unwrap_or_default();
            Edited {
                field,
                before: Some(before),
                after,
            }
        });
        let nothing =
            |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        let differ = |edited: &Edited| {
            let before = edited.before.as_ref();
            before.is_some_and(|before| {
                *before != edited.after && !(nothing(before) && nothing(&edited.after))
            })
        };
        edits.push((step.entry.number, changed.filter(differ).collect()));
    });
    edits
}

/// What every record carries beside its own fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Track {
    pub number: RecordNumber,
    /// The entry that created it.
    pub entry: EntryNumber,
    /// When a reader could first have seen it, and when it last changed.
    pub added_at: Moment,
    pub changed_at: Moment,
    /// When it happened, as the creating entry says.
    pub happened_at: Moment,
    /// The first moment that anything said of it speaks of ([`there_from`]).
    #[serde(skip)]
    pub there_from: Moment,
    pub approximate: bool,
    /// The latest Ereigniszeit of its steps: what happened later goes on from there.
    #[serde(skip)]
    pub latest_at: DateTime<FixedOffset>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub visibility: Visibility,
    /// Set where the creating entry was cancelled: the number stays given, the record no longer counts.
    pub voided: Option<SetBy>,
    /// Who brought it into its present status, and when.
    #[serde(skip)]
    pub status_by: SetBy,
    /// What other laptops said without knowing of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

/// Stands in for the track of a record that is being read, until its own is there.
impl Default for Track {
    fn default() -> Track {
        let never = Moment::exact(chrono::DateTime::UNIX_EPOCH.fixed_offset());
        let by = SetBy {
            at: never,
            author: None,
        };
        Track {
            number: RecordNumber::default(),
            entry: EntryNumber::from_id(0),
            added_at: never,
            changed_at: never,
            happened_at: never,
            there_from: never,
            approximate: false,
            latest_at: never.at,
            author: None,
            source: None,
            visibility: Visibility::INTERNAL,
            voided: None,
            status_by: by,
            beside: Vec::new(),
        }
    }
}

impl Track {
    fn begin(number: RecordNumber, first: &Entry, verdict: &Verdict<'_>) -> Track {
        Track {
            number,
            entry: first.number,
            added_at: first.noted_at(),
            changed_at: first.noted_at(),
            happened_at: first.body.happened_at,
            there_from: first.body.happened_at,
            approximate: first.body.approximate,
            latest_at: first.body.happened_at.at,
            author: first.body.author.clone(),
            source: first.body.source.clone(),
            visibility: verdict.visibility,
            voided: verdict.voided.map(SetBy::of),
            status_by: SetBy::of(first),
            beside: Vec::new(),
        }
    }

    /// Refuses a record whose creating entry was cancelled.
    pub fn usable(&self) -> Result<(), Refusal> {
        self.voided.clone().map_or(Ok(()), |by| {
            Err(Refusal::RecordVoided {
                number: self.number,
                by,
            })
        })
    }

    /// The refusal of a step that the record's status does not allow.
    pub fn refuse(&self, status: &'static str) -> Refusal {
        Refusal::Status {
            number: self.number,
            status,
            by: self.status_by.clone(),
        }
    }
}

impl SetBy {
    pub fn of(entry: &Entry) -> SetBy {
        SetBy {
            at: entry.body.happened_at,
            author: entry.body.author.clone(),
        }
    }
}

impl Serialize for SetBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.at.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::Precision;
    use crate::domain::records::Task;
    use crate::domain::situation::Scope;
    use crate::domain::specimen::{
        self, added, by, course, entry, entry_number, folded, hour, moment, number, started,
    };

    /// `09:30`, `day`, `morning`, … of one day.
    fn said(text: &str) -> Moment {
        let at = |time: &str| moment(&format!("2021-10-15 {time}"));
        match Precision::from_code(text) {
            Some(precision) => Moment {
                precision,
                ..at(&format!("{:02}:00", precision.hours().unwrap().0))
            },
            None => at(text),
        }
    }

    #[test]
    fn a_coarse_time_follows_what_was_said_before_it_of_its_span() {
        // In the order it was said, and as it stands.
        for (written, stands) in [
            ("08:00 day", "08:00 day"),
            ("day 08:00", "day 08:00"),
            ("08:00 day 07:00", "07:00 08:00 day"),
            ("08:00 day 09:00", "08:00 day 09:00"),
            ("09:30 morning", "morning 09:30"),
            ("morning day", "morning day"),
            ("day morning", "day morning"),
            ("18:00 day morning", "morning 18:00 day"),
            ("18:00 day evening", "18:00 day evening"),
            ("08:00 day 08:00", "08:00 day 08:00"),
            ("evening forenoon day noon", "forenoon noon evening day"),
            ("20:00 day 08:00 day", "08:00 20:00 day day"),
        ] {
            let mut history: Vec<&str> = Vec::new();
            for one in written.split(' ') {
                let place = place(history.iter().map(|earlier| said(earlier)), said(one));
                history.insert(place, one);
            }
            assert_eq!(history.join(" "), stands, "{written}");
        }
        // The day before and after are other spans; a due end of a day is the same day.
        let before = Moment {
            at: said("08:00").at - chrono::TimeDelta::days(1),
            precision: Precision::Day,
        };
        assert_eq!(place([said("08:00"), said("day")], before), 0);
        let end = Moment {
            at: said("23:59").at,
            precision: Precision::Day,
        };
        assert_eq!(place([said("08:00"), said("day")], end), 2);
        // What shows the same minute is the same minute.
        let seconds = Moment::exact(said("08:00").at + chrono::TimeDelta::seconds(44));
        assert_eq!(place([seconds], said("08:00")), 1);
        assert_eq!(place([seconds], said("07:59")), 0);
    }

    #[test]
    fn a_record_is_there_from_the_first_moment_that_anything_that_counts_speaks_of() {
        let from = |entries: &[Entry]| there_from(entries, &verdicts(entries));
        let mut entries = course("A-1", [added(), started()]);
        assert_eq!(from(&entries), Some(hour(1)));
        entries[1].body.happened_at = hour(0);
        assert_eq!(from(&entries), Some(hour(0)));
        entries.push(entry(3).record("A-1").voids("2"));
        assert_eq!(from(&entries), Some(hour(1)));
        entries.push(entry(4).record("A-1").voids("3"));
        assert_eq!(from(&entries), Some(hour(0)));
        let folded: Task = folded(&entries);
        assert_eq!(folded.track.there_from, hour(0));
        assert_eq!(from(&[]), None);
        // What speaks of others, or cannot be read, speaks of no moment of the record.
        let why = crate::domain::entry::Why::Unknown;
        for early in [
            entry(5).at("2021-10-15 01:00").record("A-1").corrects("1"),
            entry(5).at("2021-10-15 01:00").record("A-1").shows(None),
            entry(5)
                .at("2021-10-15 01:00")
                .record("A-1")
                .unread("task_done", why),
        ] {
            let mut with = course("A-1", [added()]);
            with.push(early);
            assert_eq!(from(&with), Some(hour(1)));
        }
        // Its own beginning, as it was said last.
        let [opened, changed, ..] = &specimen::incident("word")[..] else {
            panic!("four events");
        };
        let entries = course("V-1", [opened.clone(), changed.clone()]);
        assert_eq!(from(&entries[..1]), Some(moment("2021-10-15 02:00")));
        assert_eq!(from(&entries), Some(moment("2021-10-15 01:00")));
    }

    #[test]
    fn what_names_a_record_comes_along_as_soon_as_it_is_there() {
        let mut entries = course("A-1", [added(), started()]);
        entries[0].body.happened_at = hour(5);
        let kept = |scope: Scope| {
            let mut entries = entries.clone();
            scope.keep(&mut entries);
            entries.iter().map(|entry| entry.lam).collect::<Vec<_>>()
        };
        let as_of = |hours| Scope {
            as_of: Some(hour(hours)),
            ..Scope::ALL
        };
        assert_eq!(kept(as_of(1)), Vec::<u64>::new());
        assert_eq!(kept(as_of(2)), [1, 2]);
        assert_eq!(kept(Scope::ALL), [1, 2]);
        // Not where it was not yet known that it was there.
        let known = Scope {
            known_by: Some(hour(1)),
            ..as_of(2)
        };
        assert_eq!(kept(known), Vec::<u64>::new());
    }

    #[test]
    fn a_held_clock_changes_nothing_but_its_mark() {
        let plain = entry(2).record("A-1").event(started());
        let held = entry(2).record("A-1").held().event(started());
        assert!(held.clock_held && !plain.clock_held);
        let first = course("A-1", [added()]).remove(0);
        let fold = |second: &Entry| folded::<Task>(&[first.clone(), second.clone()]);
        assert_eq!(fold(&plain), fold(&held));
    }

    #[test]
    fn a_track_begins_with_the_creating_entry_and_ends_with_the_last_one() {
        let mut entries = course("A-1", [added(), started()]);
        entries[0].body.source = Some("a citizen".to_owned());
        entries[0].body.approximate = true;
        entries[0].recorded_at = hour(3).at;
        entries[1].recorded_at = hour(6).at;
        entries.push(entry(5).record("A-1").corrects("2"));
        let track = folded::<Task>(&entries).track;
        assert_eq!(track.number, number("A-1"));
        assert_eq!(track.entry, entry_number("1"));
        assert_eq!(track.added_at, hour(3));
        assert_eq!(track.changed_at, hour(6));
        assert_eq!(track.happened_at, hour(1));
        assert!(track.approximate);
        assert_eq!(track.author.as_deref(), Some("author 1"));
        assert_eq!(track.source.as_deref(), Some("a citizen"));
        assert_eq!(track.status_by, by(2));
        assert_eq!((track.voided, track.beside), (None, vec![]));
    }

    #[test]
    fn an_entry_that_cannot_be_read_adds_nothing_to_its_record() {
        use crate::domain::entry::Why;
        let entries = course("A-1", [added(), started()]);
        for why in [Why::Unknown, Why::Blackened] {
            let unread = |running| entry(running).record("A-1").unread("task_done", why);
            let mut with = vec![entries[0].clone(), unread(2), entries[1].clone(), unread(3)];
            let mut expected: Task = folded(&entries);
            expected.track.changed_at = hour(3);
            assert_eq!(folded::<Task>(&with), expected);
            with[0] = unread(1);
            assert_eq!(Task::fold(number("A-1"), &with), None);
        }
    }
}
