//! Pictures as inline SVG: what a table says, seen at once. Patterns, not colours, tell the states apart.

use chrono::{DateTime, FixedOffset};
use maud::{Markup, html};

use crate::document::build::short;
use crate::document::{Days, StateRow, StateSpan, States};
use crate::l10n::Words;

use super::clean;

/// The drawing is this wide, whatever the page makes of it.
const WIDTH: f64 = 760.0;
/// Room for the names at the left.
const NAMES: f64 = 230.0;
const ROW: f64 = 24.0;
const BAR: f64 = 14.0;

/// How each state is filled, from nothing to full: darker is worse.
const FILLS: [(&str, f64, Option<&str>); 8] = [
    ("unaffected", 0.06, None),
    ("normal", 0.14, None),
    ("unknown", 0.0, Some("2 2")),
    ("maintenance", 0.2, Some("6 3")),
    ("degraded", 0.35, None),
    ("emergency", 0.55, Some("5 2")),
    ("isolated", 0.8, Some("1 2")),
    ("down", 1.0, None),
];

fn round(number: f64) -> String {
    format!("{number:.1}")
}

/// A bar from `x` to `x + width` in the look of a state.
fn bar(code: &str, x: f64, y: f64, width: f64) -> Markup {
    let (_, opacity, dashes) = FILLS
        .into_iter()
        .find(|(known, ..)| *known == code)
        .unwrap_or(("unknown", 0.0, Some("2 2")));
    html! {
        rect x=(round(x)) y=(round(y)) width=(round(width)) height=(round(BAR))
            fill="currentColor" fill-opacity=(opacity) stroke="currentColor" stroke-width="1"
            stroke-dasharray=[dashes] {}
    }
}

/// Where each bar begins: a state that is known by the day follows the one before it, which may have begun later that day.
fn starts(row: &StateRow) -> Vec<DateTime<FixedOffset>> {
    let starts = row.spans.iter().map(|span| span.since.at);
    starts
        .scan(None, |latest, at| {
            *latest = Some(latest.map_or(at, |latest: DateTime<FixedOffset>| latest.max(at)));
            *latest
        })
        .collect()
}

/// Each service's states over time, with a legend of the states that occur.
pub(crate) fn states(states: &States, heading: &str, words: &Words) -> Markup {
    let first = states
        .rows
        .iter()
        .flat_map(|row| row.spans.first())
        .map(|span| span.since)
        .min_by_key(|since| since.at);
    let Some(first) = first else {
        return html! {};
    };
    let begin = first.at;
    let end = states.until.at.max(begin);
    let seconds = ((end - begin).num_seconds() as f64).max(1.0);
    let x = |at: DateTime<FixedOffset>| {
        let part = ((at - begin).num_seconds() as f64 / seconds).clamp(0.0, 1.0);
        NAMES + part * (WIDTH - NAMES - 4.0)
    };
    let mut seen: Vec<&StateSpan> = Vec::new();
    for span in states.rows.iter().flat_map(|row| &row.spans) {
        if !seen.iter().any(|known| known.code == span.code) {
            seen.push(span);
        }
    }
    let rows = states.rows.len() as f64 * ROW;
    let height = rows + 30.0 + seen.len().div_ceil(4) as f64 * ROW;
    html! {
        svg role="img" aria-label=(heading) xmlns="http://www.w3.org/2000/svg"
            viewBox={ "0 0 " (round(WIDTH)) " " (round(height)) } {
            @for (number, row) in states.rows.iter().enumerate() {
                @let y = number as f64 * ROW + 4.0;
                text x="0" y=(round(y + 11.0)) { (short(&clean::one_line(&row.name), 34)) }
                @let starts = starts(row);
                @for (position, span) in row.spans.iter().enumerate() {
                    @let from = x(starts[position]);
                    @let to = starts.get(position + 1).copied().unwrap_or(end);
                    (bar(&span.code, from, y, (x(to) - from).max(1.0)))
                }
            }
            text x=(round(NAMES)) y=(round(rows + 18.0)) { (words.moment(&first)) }
            text x=(round(WIDTH - 2.0)) y=(round(rows + 18.0)) text-anchor="end" {
                (words.moment(&states.until))
            }
            @for (number, span) in seen.into_iter().enumerate() {
                @let column = (number % 4) as f64 * 190.0;
                @let y = rows + 30.0 + (number / 4) as f64 * ROW;
                (bar(&span.code, column, y, 24.0))
                text x=(round(column + 30.0)) y=(round(y + 11.0)) { (words.phrase(&span.label)) }
            }
        }
    }
}

/// Open tasks as a line, done ones as bars.
pub(crate) fn days(days: &Days, heading: &str, words: &Words) -> Markup {
    const HEIGHT: f64 = 160.0;
    const LEFT: f64 = 40.0;
    let most = days
        .days
        .iter()
        .flat_map(|day| [day.open, day.done])
        .max()
        .unwrap_or(0)
        .max(1) as f64;
    let step = (WIDTH - LEFT) / days.days.len().max(1) as f64;
    let y = |count: i64| 10.0 + (HEIGHT - 10.0) * (1.0 - count.max(0) as f64 / most);
    let x = |number: usize| LEFT + (number as f64 + 0.5) * step;
    let line: Vec<String> = days
        .days
        .iter()
        .enumerate()
        .map(|(number, day)| format!("{},{}", round(x(number)), round(y(day.open))))
        .collect();
    html! {
        svg role="img" aria-label=(heading) xmlns="http://www.w3.org/2000/svg"
            viewBox={ "0 0 " (round(WIDTH)) " " (round(HEIGHT + 50.0)) } {
            line x1=(round(LEFT)) y1=(round(HEIGHT)) x2=(round(WIDTH)) y2=(round(HEIGHT)) stroke="currentColor" {}
            text x=(round(LEFT - 6.0)) y="14" text-anchor="end" { (words.count(most as i64)) }
            text x=(round(LEFT - 6.0)) y=(round(HEIGHT)) text-anchor="end" { "0" }
            @for (number, day) in days.days.iter().enumerate() {
                rect x=(round(x(number) - step * 0.3)) y=(round(y(day.done))) width=(round(step * 0.6))
                    height=(round(HEIGHT - y(day.done))) fill="currentColor" fill-opacity="0.3" {}
            }
            polyline points=(line.join(" ")) fill="none" stroke="currentColor" stroke-width="2" {}
            @if let (Some(first), Some(last)) = (days.days.first(), days.days.last()) {
                text x=(round(LEFT)) y=(round(HEIGHT + 16.0)) { (words.moment(&first.since.unwrap_or(first.day))) }
                text x=(round(WIDTH)) y=(round(HEIGHT + 16.0)) text-anchor="end" { (words.moment(&last.day)) }
            }
            line x1="0" y1=(round(HEIGHT + 38.0)) x2="24" y2=(round(HEIGHT + 38.0)) stroke="currentColor" stroke-width="2" {}
            text x="30" y=(round(HEIGHT + 42.0)) { (words.text("column-open")) }
            rect x="190" y=(round(HEIGHT + 31.0)) width="24" height="14" fill="currentColor" fill-opacity="0.3" {}
            text x="220" y=(round(HEIGHT + 42.0)) { (words.text("column-done")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Phrase, Tone};
    use crate::domain::moment::{Moment, Precision};

    #[test]
    fn a_state_of_a_day_is_drawn_behind_the_one_before_it() {
        let span = |since: Moment| StateSpan {
            since,
            approximate: false,
            code: "down".to_owned(),
            label: Phrase::new("label-service-state-down"),
            tone: Tone::Alarm,
            continues: false,
            details: Vec::new(),
        };
        let at = |time: &str| {
            let text = format!("2021-10-22T{time}:00+02:00");
            Moment::exact(DateTime::parse_from_rfc3339(&text).unwrap())
        };
        let (morning, evening) = (at("09:30"), at("18:00"));
        let day = Moment {
            precision: Precision::Day,
            ..at("00:00")
        };
        let row = StateRow {
            number: "D-1".to_owned(),
            name: "Kfz".to_owned(),
            spans: [morning, day, evening].map(span).into(),
        };
        assert_eq!(starts(&row), [morning.at, morning.at, evening.at]);
    }
}
