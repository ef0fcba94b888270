//! Moments in words: always with their date, with a clock time only where one was said, and as exactly as it was said.

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::document::Phrase;
use crate::domain::moment::{End, Moment, Precision};

use super::{Lang, Words};

/// Short names of zones that German has words for.
const GERMAN_ZONES: [(&str, &str); 6] = [
    ("CET", "MEZ"),
    ("CEST", "MESZ"),
    ("WET", "WEZ"),
    ("WEST", "WESZ"),
    ("EET", "OEZ"),
    ("EEST", "OESZ"),
];

impl Words {
    /// A moment as in tables and sentences, always with its date, and with a clock time only where one is known.
    pub fn moment(&self, moment: &Moment) -> String {
        let at = moment.at.with_timezone(&self.zone);
        match moment.precision {
            Precision::Minute => format!("{} {}", self.date(at.date_naive()), self.clock(at)),
            Precision::Until(end) => self.range(at, end, true),
            Precision::Since(start) => self.range(at, start, false),
            Precision::Day => self.date(at.date_naive()),
            named => self.phrase(&self.named(at, named)),
        }
    }

    /// A moment as in the head of a report: with weekday and, for a clock time, the zone's name.
    pub fn moment_long(&self, moment: &Moment) -> String {
        let at = moment.at.with_timezone(&self.zone);
        let weekday = self.text(&format!(
            "word-weekday-{}",
            at.weekday().num_days_from_monday()
        ));
        match (moment.precision, self.lang) {
            (Precision::Minute, lang) => {
                let (date, clock) = (self.date(at.date_naive()), at.format("%H:%M"));
                let zone = self.zone_name(at);
                match lang {
                    Lang::De => format!("{weekday}, {date}, {clock} Uhr ({zone})"),
                    Lang::En => format!("{weekday}, {date} {clock} ({zone})"),
                }
            }
            (part, _) if part.hours().is_some() => format!("{weekday}, {}", self.moment(moment)),
            _ => self.moment(moment),
        }
    }

    /// The short name that the zone has at a moment: `MESZ`, `CET`.
    pub fn zone_name(&self, at: DateTime<Tz>) -> String {
        let name = at.format("%Z").to_string();
        let german = GERMAN_ZONES.iter().find(|(english, _)| *english == name);
        match (self.lang, german) {
            (Lang::De, Some((_, german))) => (*german).to_owned(),
            // Some zones have no name: "-01".
            _ if name.starts_with(['+', '-']) => format!("UTC{name}"),
            _ => name,
        }
    }

    fn date(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::De => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            Lang::En => format!("{} {}", day.day(), self.month(day)),
        }
    }

    /// A month with its year.
    fn month(&self, day: NaiveDate) -> String {
        format!("{} {}", self.month_name(day), day.year())
    }

    fn month_name(&self, day: NaiveDate) -> String {
        self.text(&format!("word-month-{}", day.month()))
    }

    /// A clock time; in the hour that comes twice with the zone's name, which alone tells the two apart.
    fn clock(&self, at: DateTime<Tz>) -> String {
        let clock = format!("{:02}:{:02}", at.hour(), at.minute());
        match self.zone.from_local_datetime(&at.naive_local()) {
            LocalResult::Ambiguous(..) if self.names_zone => {
                format!("{clock} {}", self.zone_name(at))
            }
            _ => clock,
        }
    }

    /// A precision that has words of its own, at its day.
    fn named(&self, at: DateTime<Tz>, precision: Precision) -> Phrase {
        let day = at.date_naive();
        let code = precision.code().replace('_', "-");
        let phrase = Phrase::named(format!("word-span-{code}"));
        let span = moment_days(at, precision);
        match precision {
            Precision::Week | Precision::WeekStart | Precision::WeekMiddle | Precision::WeekEnd => {
                phrase
                    .with("week", day.iso_week().week().to_string())
                    .with("days", self.days(span.0, span.1))
            }
            Precision::Month
            | Precision::MonthStart
            | Precision::MonthMiddle
            | Precision::MonthEnd => phrase.with("month", self.month(day)),
            Precision::Winter => {
                let (first, last) = (span.0.year(), span.1.year());
                phrase.with("year", format!("{first}/{:02}", last % 100))
            }
            Precision::Quarter => phrase
                .with("quarter", (day.month0() / 3 + 1).to_string())
                .with("year", day.year().to_string()),
            Precision::Spring
            | Precision::Summer
            | Precision::Autumn
            | Precision::Year
            | Precision::YearStart
            | Precision::YearMiddle
            | Precision::YearEnd => phrase.with("year", day.year().to_string()),
            Precision::About => {
                phrase.with("date", format!("{} {}", self.date(day), self.clock(at)))
            }
            Precision::Overnight => phrase.with("date", self.date(span.1)),
            _ => phrase.with("date", self.date(day)),
        }
    }

    /// Days from–to, without what both have in common.
    fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        let start = match (self.lang, same_month, same_year) {
            (Lang::De, true, _) => format!("{:02}.", first.day()),
            (Lang::De, _, true) => format!("{:02}.{:02}.", first.day(), first.month()),
            (Lang::En, true, _) => first.day().to_string(),
            (Lang::En, _, true) => format!("{} {}", first.day(), self.month_name(first)),
            (_, _, false) => self.date(first),
        };
        format!("{start}–{}", self.date(last))
    }

    fn months(&self, first: NaiveDate, last: NaiveDate) -> String {
        let start = if first.year() == last.year() {
            self.month_name(first)
        } else {
            self.month(first)
        };
        format!("{start}–{}", self.month(last))
    }

    /// A span from–to; `other` is its end where the moment is its beginning.
    fn range(&self, at: DateTime<Tz>, other: End, ahead: bool) -> String {
        let day = at.date_naive();
        let days = |other: NaiveDate| if ahead { (day, other) } else { (other, day) };
        match other {
            End::Clock(other) => {
                let other = other.with_timezone(&self.zone);
                let (first, last) = if ahead { (at, other) } else { (other, at) };
                let (from, to) = (self.clock(first), self.clock(last));
                let (first, last) = (first.date_naive(), last.date_naive());
                if first == last {
                    format!("{} {from}–{to}", self.date(first))
                } else {
                    format!("{} {from} – {} {to}", self.date(first), self.date(last))
                }
            }
            End::Day(other) => {
                let (first, last) = days(other);
                self.days(first, last)
            }
            End::Month(other) => {
                let (first, last) = days(other);
                self.months(first, last)
            }
        }
    }
}

/// First and last day of a moment's span.
fn moment_days(at: DateTime<Tz>, precision: Precision) -> (NaiveDate, NaiveDate) {
    let at = at.fixed_offset();
    let span = Moment { at, precision }.span();
    let last = span.end - chrono::TimeDelta::seconds(1);
    (span.start.date_naive(), last.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time_input::{Sense, parse_moment};

    const ZONE: Tz = chrono_tz::Europe::Berlin;

    /// A moment as somebody gives it on Wednesday, 25 November 2026, in the afternoon.
    fn given(typed: &str) -> Moment {
        let now = "2026-11-25T14:00:00Z".parse().unwrap();
        parse_moment(typed, now, ZONE, Sense::Past).unwrap()
    }

    #[test]
    fn a_moment_is_printed_as_exactly_as_it_was_said_and_read_again_as_the_same() {
        let (german, english) = (Words::new(Lang::De, ZONE), Words::new(Lang::En, ZONE));
        for (typed, in_german, in_english) in [
            (
                "15.10.2021 7.30 Uhr",
                "15.10.2021 07:30",
                "15 Oct 2021 07:30",
            ),
            (
                "gestern gegen 8 Uhr",
                "ca. 24.11.2026 08:00",
                "approx. 24 Nov 2026 08:00",
            ),
            ("15.10.2021", "15.10.2021", "15 Oct 2021"),
            (
                "15.10.2021 nachts",
                "15.10.2021 nachts",
                "15 Oct 2021 at night",
            ),
            (
                "gestern früh",
                "24.11.2026 morgens",
                "24 Nov 2026 in the early morning",
            ),
            (
                "yesterday morning",
                "24.11.2026 vormittags",
                "24 Nov 2026 in the morning",
            ),
            ("mittags", "25.11.2026 mittags", "25 Nov 2026 around noon"),
            (
                "letzte Nacht",
                "Nacht zum 25.11.2026",
                "night to 25 Nov 2026",
            ),
            ("Juni 2021", "Juni 2021", "Jun 2021"),
            ("Anfang Juni 2021", "Anfang Juni 2021", "early Jun 2021"),
            ("Mitte Juni 2021", "Mitte Juni 2021", "mid Jun 2021"),
            ("Ende Juni 2021", "Ende Juni 2021", "end of Jun 2021"),
            ("Frühjahr 2022", "Frühjahr 2022", "spring 2022"),
            ("Sommer 2022", "Sommer 2022", "summer 2022"),
            ("Herbst 2022", "Herbst 2022", "autumn 2022"),
            ("Winter 1999/2000", "Winter 1999/00", "winter 1999/00"),
            ("Q3 2022", "3. Quartal 2022", "Q3 2022"),
            ("Jahr 2022", "Jahr 2022", "year 2022"),
            ("Anfang 2022", "Anfang 2022", "early 2022"),
            ("Mitte 2022", "Mitte 2022", "mid 2022"),
            ("Ende 2022", "Ende 2022", "end of 2022"),
            (
                "gestern 8-9 Uhr",
                "24.11.2026 08:00–09:00",
                "24 Nov 2026 08:00–09:00",
            ),
            (
                "22-6 Uhr",
                "24.11.2026 22:00 – 25.11.2026 06:00",
                "24 Nov 2026 22:00 – 25 Nov 2026 06:00",
            ),
            ("5.-6.7.2021", "05.–06.07.2021", "5–6 Jul 2021"),
            ("30.6.-2.7.2021", "30.06.–02.07.2021", "30 Jun–2 Jul 2021"),
            (
                "30.12.2021-2.1.2022",
                "30.12.2021–02.01.2022",
                "30 Dec 2021–2 Jan 2022",
            ),
            ("Juni bis August 2022", "Juni–August 2022", "Jun–Aug 2022"),
            (
                "Dezember 2021 bis Januar 2022",
                "Dezember 2021–Januar 2022",
                "Dec 2021–Jan 2022",
            ),
            (
                "25.10.2026 02:40 MESZ",
                "25.10.2026 02:40 MESZ",
                "25 Oct 2026 02:40 CEST",
            ),
            (
                "25.10.2026 02:10 MEZ",
                "25.10.2026 02:10 MEZ",
                "25 Oct 2026 02:10 CET",
            ),
            (
                "25.10.2026 02:40 MESZ bis 02:10 MEZ",
                "25.10.2026 02:40 MESZ–02:10 MEZ",
                "25 Oct 2026 02:40 CEST–02:10 CET",
            ),
        ] {
            let moment = given(typed);
            for (words, printed) in [(&german, in_german), (&english, in_english)] {
                assert_eq!(words.moment(&moment), printed, "{typed}");
                assert_eq!(given(printed), moment, "{printed}");
            }
        }
        // A week is printed with its days, and read by its number and year.
        for (typed, in_german, in_english) in [
            (
                "KW 43/2021",
                "KW 43 (25.–31.10.2021)",
                "week 43 (25–31 Oct 2021)",
            ),
            (
                "KW 53/2026",
                "KW 53 (28.12.2026–03.01.2027)",
                "week 53 (28 Dec 2026–3 Jan 2027)",
            ),
            (
                "Anfang letzter Woche",
                "Anfang KW 47 (16.–17.11.2026)",
                "early in week 47 (16–17 Nov 2026)",
            ),
        ] {
            assert_eq!(german.moment(&given(typed)), in_german);
            assert_eq!(english.moment(&given(typed)), in_english);
        }
    }

    #[test]
    fn the_head_of_a_report_has_the_weekday_and_the_zone_once() {
        let german = Words::new(Lang::De, ZONE);
        for (typed, printed) in [
            ("15.10.2021 07:30", "Freitag, 15.10.2021, 07:30 Uhr (MESZ)"),
            (
                "25.10.2026 02:10 MEZ",
                "Sonntag, 25.10.2026, 02:10 Uhr (MEZ)",
            ),
            ("15.10.2021 abends", "Freitag, 15.10.2021 abends"),
            ("letzte Woche", "KW 47 (16.–22.11.2026)"),
        ] {
            assert_eq!(german.moment_long(&given(typed)), printed);
        }
    }

    #[test]
    fn a_zone_without_a_name_is_told_by_its_offset() {
        let azores = Words::new(Lang::De, chrono_tz::Atlantic::Azores);
        let at = |text: &str| Moment::exact(DateTime::parse_from_rfc3339(text).unwrap());
        let printed = azores.moment(&at("2021-10-31T00:30:00-01:00"));
        assert_eq!(printed, "31.10.2021 00:30 UTC-01");
        let printed = azores.moment(&at("2021-10-31T00:30:00+00:00"));
        assert_eq!(printed, "31.10.2021 00:30 UTC+00");
    }
}
