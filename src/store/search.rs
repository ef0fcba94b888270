//! Search over everything people typed, tolerant of umlauts written either way, of parts of words and of slips in names.

use crate::domain::number::RecordNumber;
use crate::domain::situation::{JournalLine, Part};
use crate::domain::text::{spellings, terms};

use super::error::StoreError;
use super::query::View;

/// A word to look for, and the codes of the events and values whose lines say it.
#[derive(Debug)]
pub struct Wanted {
    pub typed: String,
    pub codes: Vec<&'static str>,
}

impl Wanted {
    /// A word that stands for nothing but itself.
    pub fn word(typed: &str) -> Wanted {
        Wanted {
            typed: typed.to_owned(),
            codes: Vec::new(),
        }
    }
}

/// What a search found, newest first, and the words it looked for in place of ones nobody wrote.
#[derive(Debug, PartialEq)]
pub struct Hits {
    pub lines: Part<JournalLine>,
    /// Typed word and the similar words that were found instead.
    pub instead: Vec<(String, Vec<String>)>,
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// Letters from which on a word is also looked for inside others, and where no word begins with it.
const INSIDE: usize = 4;
const INSIDE_FOR_WANT: usize = 3;

impl View<'_> {
    fn matches(&self, query: &str, most: usize) -> Result<(Vec<i64>, usize), StoreError> {
        // Where one laptop wrote all that counts, its numbers are the order of the log and every hit is shown.
        let (newest, count) = if self.past.is_none() && self.devices()?.len() < 2 {
            (
                "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
                "SELECT count(*) FROM search WHERE search MATCH ?1",
            )
        } else {
            (
                "SELECT search.rowid FROM search JOIN journal ON journal.id = search.rowid
                 WHERE search MATCH ?1 ORDER BY journal.lam DESC, journal.device DESC LIMIT ?2",
                "SELECT count(*) FROM search JOIN journal ON journal.id = search.rowid WHERE search MATCH ?1",
            )
        };
        let mut statement = self.conn.prepare_cached(newest)?;
        let most = i64::try_from(most).unwrap_or(-1);
        let ids = statement
            .query_map(rusqlite::params![query, most], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let total: i64 = self
            .conn
            .prepare_cached(count)?
            .query_row([query], |row| row.get(0))?;
        Ok((ids, usize::try_from(total).unwrap_or(0)))
    }

    /// Words of the log that the test takes.
    fn terms(&self, takes: impl Fn(&str) -> bool) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT term FROM search_term")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let term = row.get_ref(0)?.as_str().unwrap_or_default();
            if takes(term) {
                found.push(term.to_owned());
            }
        }
        Ok(found)
    }

    /// Words of the log that hold one of these spellings behind their beginning.
    fn inside(&self, spellings: &[String], least: usize) -> Result<Vec<String>, StoreError> {
        let long: Vec<&String> = spellings
            .iter()
            .filter(|word| word.chars().count() >= least)
            .collect();
        if long.is_empty() {
            return Ok(Vec::new());
        }
        self.terms(|term| {
            long.iter()
                .any(|word| term.find(word.as_str()).is_some_and(|at| at > 0))
        })
    }

    /// Words of the log within two letters of `word` (one for short words); a number has none, it is another number.
    fn similar(&self, word: &str) -> Result<Vec<String>, StoreError> {
        let word = word.to_lowercase();
        let letters = word.chars().count();
        if letters < 3 || !word.chars().any(char::is_alphabetic) {
            return Ok(Vec::new());
        }
        let most = if letters < 5 { 1 } else { 2 };
        // Words of very different length are the many, and need no table of edits.
        let near = |term: &str| {
            term.chars().count().abs_diff(letters) <= most
                && strsim::levenshtein(&word, term) <= most
        };
        let mut found = self.terms(near)?;
        found.sort_by_key(|term| strsim::levenshtein(&word, term));
        found.truncate(5);
        Ok(found)
    }

    /// What finds one word: as it begins others, as it stands inside them, and as the codes of what a line says.
    fn alternatives(&self, wanted: &Wanted) -> Result<Vec<String>, StoreError> {
        if let Some(number) = RecordNumber::parse(&wanted.typed) {
            let number = number.to_string();
            return Ok(vec![quoted(&number), quoted(&number.replace('-', ""))]);
        }
        let spellings = spellings(&wanted.typed);
        let mut alternatives: Vec<String> = spellings
            .iter()
            .map(|word| format!("{} *", quoted(word)))
            .collect();
        alternatives.extend(wanted.codes.iter().map(|code| quoted(code)));
        let mut inside = self.inside(&spellings, INSIDE)?;
        if inside.is_empty() && self.matches(&alternatives.join(" OR "), 1)?.1 == 0 {
            inside = self.inside(&spellings, INSIDE_FOR_WANT)?;
        }
        alternatives.extend(inside.iter().map(|word| quoted(word)));
        Ok(alternatives)
    }

    /// Entries that hold all the words, newest first.
    pub fn search(&self, wanted: &[Wanted], most: usize) -> Result<Hits, StoreError> {
        let mut query: Vec<Vec<String>> = Vec::new();
        let mut sought = Vec::new();
        for word in wanted {
            if terms(&word.typed).next().is_some() {
                query.push(self.alternatives(word)?);
                sought.push(word);
            }
        }
        if query.is_empty() {
            return Ok(Hits {
                lines: Part::default(),
                instead: Vec::new(),
            });
        }
        let all_of = |query: &[Vec<String>]| {
            let each: Vec<String> = query
                .iter()
                .map(|any| format!("({})", any.join(" OR ")))
                .collect();
            each.join(" AND ")
        };
        let (mut ids, mut total) = self.matches(&all_of(&query), most)?;
        let mut instead = Vec::new();
        if total == 0 {
            for (word, any) in sought.iter().zip(&mut query) {
                if self.matches(&any.join(" OR "), 1)?.1 == 0 {
                    let similar = self.similar(&word.typed)?;
                    any.extend(similar.iter().map(|word| format!("{} *", quoted(word))));
                    if !similar.is_empty() {
                        instead.push((word.typed.clone(), similar));
                    }
                }
            }
            (ids, total) = self.matches(&all_of(&query), most)?;
        }
        if total == 0 {
            instead.clear();
        }
        Ok(Hits {
            lines: Part {
                items: self.lines_of(&ids)?,
                total,
            },
            instead,
        })
    }
}
