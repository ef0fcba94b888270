//! A plausible crisis of any length: mostly notes, 5 % tasks, 2 % decisions, 40 services; the same open matters at any size.

use chrono::{Days, NaiveDate};

/// A small repeatable source of variety (Knuth's MMIX constants).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const SYLLABLES: [&str; 20] = [
    "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu",
    "zan", "ber", "lin", "tor", "mes",
];

/// 8 to 16 words of a vocabulary of 4,000, low ranks more often; one text in a thousand holds "zinnober".
pub(crate) fn text(number: usize) -> String {
    let mut dice = Dice::new((number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678);
    let mut text = String::new();
    for _ in 0..8 + dice.below(9) {
        let rank = dice.below(4000) * dice.below(4000) / 4000;
        for divisor in [1, 20, 400] {
            text.push_str(SYLLABLES[usize::try_from(rank / divisor % 20).unwrap_or(0)]);
        }
        text.push(' ');
    }
    if number % 1000 == 77 {
        text.push_str("zinnober");
    }
    text.trim_end().to_owned()
}

/// Open tasks at any size.
const OPEN: usize = 3;
const SERVICES: usize = 40;

/// The day of an entry: 2021 from January to October, however many there are.
fn day(number: usize, size: usize) -> NaiveDate {
    const DAYS: usize = 300;
    let first = NaiveDate::from_ymd_opt(2021, 1, 1).expect("a day");
    first + Days::new((number * DAYS / size.max(1)).min(DAYS) as u64)
}

/// An import file with about `size` entries.
pub(crate) fn entries(size: usize) -> String {
    let mut file = String::from("format = 1\n");
    let (mut written, mut tasks, mut number) = (0, 0, 0);
    for service in 1..=SERVICES.min(size / 3) {
        file += &format!(
            "[[entry]]\ndo = \"service.add\"\nname = \"Dienst {service}\"\nstate = \"down\"\nsince = \"01.01.2021\"\n"
        );
        written += 2;
    }
    while written < size {
        number += 1;
        let words = text(number);
        // Each turn is 100 entries or fewer: 5 tasks (added and finished), 2 decisions, the rest notes.
        let turn = number % 100;
        let (at, done) = (day(number, size), day(number, size) + Days::new(1));
        let (at, done) = (at.format("%d.%m.%Y"), done.format("%d.%m.%Y"));
        if turn < 5 {
            tasks += 1;
            file += &format!(
                "[[entry]]\ndo = \"task.add\"\nwhat = \"{words}\"\nto = \"IT\"\ndue = \"01.02.2021\"\nat = \"{at}\"\n"
            );
            written += 1;
            if tasks > OPEN {
                file += &format!(
                    "[[entry]]\ndo = \"task.done\"\nnumber = \"A-{tasks}\"\nat = \"{done}\"\n"
                );
                written += 1;
            }
        } else if turn < 7 {
            file += &format!(
                "[[entry]]\ndo = \"decision.add\"\nwhat = \"{words}\"\nreason = \"Lage\"\nby = \"Leitung\"\nat = \"{at}\"\n"
            );
            written += 1;
        } else {
            file += &format!("[[entry]]\ndo = \"note.add\"\ntext = \"{words}\"\nat = \"{at}\"\n");
            written += 1;
        }
    }
    file
}
