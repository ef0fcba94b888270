//! The table of all forms, with the clock, the sense, and the right value or refusal of each.

use chrono::{NaiveDateTime, TimeZone};

use super::*;

const BERLIN: Tz = chrono_tz::Europe::Berlin;
const TABLE: &str = include_str!("forms.txt");

/// The rows of the table with their clock: typed, past, due.
fn rows() -> Vec<(DateTime<Utc>, [&'static str; 3])> {
    let mut rows = Vec::new();
    let mut now = None;
    for line in TABLE.lines().skip(3).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            let (_, clock) = line.trim_end_matches(')').rsplit_once(", ").unwrap();
            let clock = NaiveDateTime::parse_from_str(clock, "%Y-%m-%d %H:%M").unwrap();
            now = Some(BERLIN.from_local_datetime(&clock).unwrap().to_utc());
            continue;
        }
        let row: Vec<&str> = line.split(" | ").collect();
        rows.push((now.unwrap(), row.try_into().unwrap()));
    }
    rows
}

/// Local time with its offset where the table is about offsets, with its precision where it is no minute.
fn read(input: &str, now: DateTime<Utc>, sense: Sense, offset: bool) -> String {
    match parse_given(input, now, BERLIN, sense) {
        Ok(given) if sense == Sense::Past && given.moment.is_ahead(now) => "ahead".to_owned(),
        Ok(Given {
            moment,
            approximate,
        }) => {
            let about = if approximate { "~" } else { "" };
            let form = if offset {
                "%Y-%m-%d %H:%M%:z"
            } else {
                "%Y-%m-%d %H:%M"
            };
            let at = moment.at.format(form);
            match moment.precision {
                Precision::Minute => format!("{about}{at}"),
                other => format!("{about}{at} {}", other.code()),
            }
        }
        Err(TimeRefusal::Unreadable { .. }) => "-".to_owned(),
        Err(refusal) => {
            let name = format!("{refusal:?}");
            name.split(' ').next().unwrap_or_default().to_owned()
        }
    }
}

#[test]
fn every_form_means_what_the_table_says() {
    let rows = rows();
    assert!(rows.len() >= 250, "{}", rows.len());
    let mut wrong = Vec::new();
    for (now, [input, past, due]) in rows {
        for (sense, expected) in [(Sense::Past, past), (Sense::Due, due)] {
            let read = read(input, now, sense, expected.contains("+0"));
            if read != expected {
                wrong.push(format!("{input} ({sense:?}): {read}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_due_ends_its_span_and_what_was_begins_it() {
    for (now, [input, ..]) in rows() {
        let given = |sense| parse_moment(input, now, BERLIN, sense);
        if let Ok(past) = given(Sense::Past) {
            // "heute früh" may be said before the morning has begun.
            assert!(past.at >= past.span().start, "{input}");
        }
        if let Ok(due) = given(Sense::Due)
            && !due.precision.is_clock()
        {
            let span = due.span();
            assert!(span.start < due.at && due.at <= span.end, "{input}");
        }
    }
}
