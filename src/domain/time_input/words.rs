//! The words of time in German and English, each with the one thing it stands for.

use chrono::Weekday;

use super::super::moment::Precision;

/// What a word stands for; spelled in lower case with umlauts written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Weekday(Weekday),
    Month(u32),
    /// A day counted from today.
    Day(i64),
    /// "morgen": tomorrow, or behind a day its morning.
    Morgen,
    /// "morning", which in English goes on until noon.
    Morning,
    Part(Precision),
    Tonight,
    Midnight,
    Oclock,
    Am,
    Pm,
    /// "am": before a day nothing, behind an English hour the morning.
    AmOrOn,
    /// "halb acht" is half past seven.
    Half,
    /// "half seven" is half past seven to some and half past six to others; "half past" and "half an hour" are clear.
    HalfOf,
    Quarter,
    ThreeQuarters,
    /// A number in words; tenths, so that "anderthalb" is one.
    Tenths(u32),
    /// "um", "at": an hour follows.
    At,
    About,
    /// "kurz" vor or nach.
    Shortly,
    /// "vor": before an hour, or so long ago.
    Before,
    After,
    /// "to": before an hour, or up to.
    To,
    From,
    Until,
    Since,
    Between,
    And,
    In,
    Ago,
    /// "Nacht zum", "Nacht auf".
    NightTo,
    Next,
    /// "kommenden": the nearest to come.
    Coming,
    Last,
    This,
    Begin,
    Middle,
    End,
    Unit(Unit),
    CalendarWeek,
    Weekend,
    Season(Precision),
    QuarterOfYear,
    Now,
    /// "eben".
    JustNow,
    /// "sofort".
    AtOnce,
    Utc,
    /// Carries no meaning of its own.
    Filler,
}

/// What lengths of time are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    QuarterHour,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

const WORDS: &[(&[&str], Word)] = &[
    (
        &["mo", "montag", "mon", "monday"],
        Word::Weekday(Weekday::Mon),
    ),
    (
        &["di", "dienstag", "tue", "tues", "tuesday"],
        Word::Weekday(Weekday::Tue),
    ),
    (
        &["mi", "mittwoch", "wed", "wednesday"],
        Word::Weekday(Weekday::Wed),
    ),
    (
        &["do", "donnerstag", "thu", "thur", "thurs", "thursday"],
        Word::Weekday(Weekday::Thu),
    ),
    (
        &["fr", "freitag", "fri", "friday"],
        Word::Weekday(Weekday::Fri),
    ),
    (
        &["sa", "samstag", "sonnabend", "sat", "saturday"],
        Word::Weekday(Weekday::Sat),
    ),
    (
        &["so", "sonntag", "sun", "sunday"],
        Word::Weekday(Weekday::Sun),
    ),
    (&["januar", "jaenner", "january", "jan"], Word::Month(1)),
    (&["februar", "february", "feb"], Word::Month(2)),
    (&["maerz", "march", "mrz", "maer", "mar"], Word::Month(3)),
    (&["april", "apr"], Word::Month(4)),
    (&["mai", "may"], Word::Month(5)),
    (&["juni", "june", "jun"], Word::Month(6)),
    (&["juli", "july", "jul"], Word::Month(7)),
    (&["august", "aug"], Word::Month(8)),
    (&["september", "sep", "sept"], Word::Month(9)),
    (&["oktober", "october", "okt", "oct"], Word::Month(10)),
    (&["november", "nov"], Word::Month(11)),
    (&["dezember", "december", "dez", "dec"], Word::Month(12)),
    (&["vorvorgestern"], Word::Day(-3)),
    (&["vorgestern"], Word::Day(-2)),
    (&["gestern", "yesterday"], Word::Day(-1)),
    (&["heute", "today"], Word::Day(0)),
    (&["tomorrow"], Word::Day(1)),
    (&["uebermorgen"], Word::Day(2)),
    (&["morgen"], Word::Morgen),
    (&["morning"], Word::Morning),
    (&["nachts", "nacht", "night"], Word::Part(Precision::Night)),
    (
        &["morgens", "frueh", "fruehmorgens", "fruehs"],
        Word::Part(Precision::Morning),
    ),
    (
        &["vormittags", "vormittag", "forenoon"],
        Word::Part(Precision::Forenoon),
    ),
    (
        &["mittags", "mittag", "noon", "midday", "noontime"],
        Word::Part(Precision::Noon),
    ),
    (
        &["nachmittags", "nachmittag", "afternoon"],
        Word::Part(Precision::Afternoon),
    ),
    (
        &["abends", "abend", "evening"],
        Word::Part(Precision::Evening),
    ),
    (&["tonight"], Word::Tonight),
    (&["mitternacht", "mitternachts", "midnight"], Word::Midnight),
    (&["uhr", "oclock", "hrs"], Word::Oclock),
    (&["pm"], Word::Pm),
    (&["am"], Word::AmOrOn),
    (&["halb", "halbe", "halben", "halber", "halbes"], Word::Half),
    (&["half"], Word::HalfOf),
    (&["viertel", "quarter"], Word::Quarter),
    (&["dreiviertel"], Word::ThreeQuarters),
    (
        &[
            "ein", "eins", "eine", "einer", "einem", "einen", "one", "a", "an",
        ],
        Word::Tenths(10),
    ),
    (
        &["anderthalb", "eineinhalb", "einundeinhalb"],
        Word::Tenths(15),
    ),
    (&["zwei", "two"], Word::Tenths(20)),
    (&["zweieinhalb"], Word::Tenths(25)),
    (&["drei", "three"], Word::Tenths(30)),
    (&["dreieinhalb"], Word::Tenths(35)),
    (&["vier", "four"], Word::Tenths(40)),
    (&["fuenf", "five"], Word::Tenths(50)),
    (&["sechs", "six"], Word::Tenths(60)),
    (&["sieben", "seven"], Word::Tenths(70)),
    (&["acht", "eight"], Word::Tenths(80)),
    (&["neun", "nine"], Word::Tenths(90)),
    (&["zehn", "ten"], Word::Tenths(100)),
    (&["elf", "eleven"], Word::Tenths(110)),
    (&["zwoelf", "twelve"], Word::Tenths(120)),
    (&["fuenfzehn", "fifteen"], Word::Tenths(150)),
    (&["zwanzig", "twenty"], Word::Tenths(200)),
    (&["dreissig", "thirty"], Word::Tenths(300)),
    (&["um", "at"], Word::At),
    (
        &[
            "ca",
            "circa",
            "zirka",
            "etwa",
            "ungefaehr",
            "gegen",
            "rund",
            "about",
            "around",
            "approx",
            "approximately",
            "~",
        ],
        Word::About,
    ),
    (&["kurz", "shortly", "just"], Word::Shortly),
    (&["vor", "before"], Word::Before),
    (&["nach", "past", "after"], Word::After),
    (&["to"], Word::To),
    (&["von", "vom", "from"], Word::From),
    (&["bis", "until", "till", "by", "spaetestens"], Word::Until),
    (&["seit", "since"], Word::Since),
    (&["zwischen", "between"], Word::Between),
    (&["und", "and"], Word::And),
    (&["in"], Word::In),
    (&["ago"], Word::Ago),
    (&["zum", "auf", "zu"], Word::NightTo),
    (
        &[
            "naechste",
            "naechsten",
            "naechster",
            "naechstes",
            "naechstem",
            "next",
        ],
        Word::Next,
    ),
    (
        &[
            "kommende",
            "kommenden",
            "kommender",
            "kommendes",
            "kommendem",
            "coming",
        ],
        Word::Coming,
    ),
    (
        &[
            "letzte",
            "letzten",
            "letzter",
            "letztes",
            "letztem",
            "vorige",
            "vorigen",
            "voriger",
            "voriges",
            "vergangene",
            "vergangenen",
            "vergangener",
            "vergangenes",
            "last",
            "previous",
        ],
        Word::Last,
    ),
    (
        &["diese", "diesen", "dieser", "dieses", "diesem", "this"],
        Word::This,
    ),
    (
        &["anfang", "beginn", "early", "beginning", "start"],
        Word::Begin,
    ),
    (&["mitte", "mid", "middle"], Word::Middle),
    (&["ende", "end", "late"], Word::End),
    (
        &["m", "min", "mins", "minute", "minuten", "minutes"],
        Word::Unit(Unit::Minute),
    ),
    (
        &["viertelstunde", "viertelstunden"],
        Word::Unit(Unit::QuarterHour),
    ),
    (
        &["h", "std", "stunde", "stunden", "hour", "hours"],
        Word::Unit(Unit::Hour),
    ),
    (
        &["d", "t", "tag", "tage", "tagen", "tages", "day", "days"],
        Word::Unit(Unit::Day),
    ),
    (
        &["w", "woche", "wochen", "week", "weeks"],
        Word::Unit(Unit::Week),
    ),
    (
        &["monat", "monate", "monaten", "monats", "month", "months"],
        Word::Unit(Unit::Month),
    ),
    (
        &["jahr", "jahre", "jahren", "jahres", "year", "years"],
        Word::Unit(Unit::Year),
    ),
    (&["kw", "kalenderwoche", "cw"], Word::CalendarWeek),
    (&["wochenende", "weekend"], Word::Weekend),
    (
        &["fruehjahr", "fruehling", "spring"],
        Word::Season(Precision::Spring),
    ),
    (&["sommer", "summer"], Word::Season(Precision::Summer)),
    (
        &["herbst", "autumn", "fall"],
        Word::Season(Precision::Autumn),
    ),
    (&["winter"], Word::Season(Precision::Winter)),
    (&["quartal", "quartals", "q"], Word::QuarterOfYear),
    (&["jetzt", "now"], Word::Now),
    (&["eben", "soeben", "gerade"], Word::JustNow),
    (&["sofort", "umgehend", "immediately", "asap"], Word::AtOnce),
    (&["utc", "gmt", "z", "zulu"], Word::Utc),
    (
        &[
            "on", "der", "die", "das", "den", "dem", "des", "the", "of", "im", "ab", "genau",
        ],
        Word::Filler,
    ),
];

/// Words that stand for two.
const JOINED: &[(&str, [Word; 2])] = &[
    ("monatsanfang", [Word::Begin, Word::Unit(Unit::Month)]),
    ("monatsmitte", [Word::Middle, Word::Unit(Unit::Month)]),
    ("monatsende", [Word::End, Word::Unit(Unit::Month)]),
    ("wochenanfang", [Word::Begin, Word::Unit(Unit::Week)]),
    ("wochenbeginn", [Word::Begin, Word::Unit(Unit::Week)]),
    ("wochenmitte", [Word::Middle, Word::Unit(Unit::Week)]),
    ("midweek", [Word::Middle, Word::Unit(Unit::Week)]),
    ("jahresanfang", [Word::Begin, Word::Unit(Unit::Year)]),
    ("jahresmitte", [Word::Middle, Word::Unit(Unit::Year)]),
    ("jahresende", [Word::End, Word::Unit(Unit::Year)]),
    (
        "dreiviertelstunde",
        [Word::ThreeQuarters, Word::Unit(Unit::Hour)],
    ),
];

/// Short names of zones as German says them, and as the zones say them.
const ZONES: [(&str, &str); 6] = [
    ("mez", "cet"),
    ("mesz", "cest"),
    ("wez", "wet"),
    ("wesz", "west"),
    ("oez", "eet"),
    ("oesz", "eest"),
];

/// A zone's short name as the zone itself says it, in lower case.
pub(super) fn zone_name(word: &str) -> &str {
    ZONES
        .iter()
        .find(|(german, _)| *german == word)
        .map_or(word, |(_, name)| name)
}

fn single(word: &str) -> Option<Word> {
    WORDS
        .iter()
        .find(|(words, _)| words.contains(&word))
        .map(|(_, meaning)| *meaning)
}

/// What a word stands for; `montagabend` stands for two.
pub(super) fn meanings(word: &str) -> Option<Vec<Word>> {
    if let Some(meaning) = single(word) {
        return Some(vec![meaning]);
    }
    if let Some((_, two)) = JOINED.iter().find(|(joined, _)| *joined == word) {
        return Some(two.to_vec());
    }
    // No shorter name of a weekday grows together with the part of the day.
    let end = word.find("tag").map(|at| at + 3).or_else(|| {
        ["mittwoch", "sonnabend"]
            .into_iter()
            .find_map(|day| word.starts_with(day).then_some(day.len()))
    })?;
    let (day, part) = word.split_at(end);
    match (single(day), single(part)) {
        (Some(day @ Word::Weekday(_)), Some(part @ (Word::Part(_) | Word::Morgen))) => {
            Some(vec![day, part])
        }
        _ => None,
    }
}
