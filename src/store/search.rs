//! Search over everything people typed, tolerant of umlauts written either way and of slips in names.

use crate::domain::situation::{JournalLine, Part};
use crate::domain::text::spellings;

use super::error::StoreError;
use super::query::View;

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

/// Any of the words, each also as the beginning of a longer one.
fn any_of(words: &[String]) -> String {
    let alternatives: Vec<String> = words
        .iter()
        .map(|word| format!("{} *", quoted(word)))
        .collect();
    format!("({})", alternatives.join(" OR "))
}

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

    /// Words of the log within two letters of `word` (one for short words).
    fn similar(&self, word: &str) -> Result<Vec<String>, StoreError> {
        let word = word.to_lowercase();
        let letters = word.chars().count();
        let most = if letters < 5 { 1 } else { 2 };
        let mut statement = self.conn.prepare_cached("SELECT term FROM search_word")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let term: String = row.get(0)?;
            // Words of very different length are the many, and need no table of edits.
            if term.chars().count().abs_diff(letters) > most {
                continue;
            }
            let edits = strsim::levenshtein(&word, &term);
            if edits <= most {
                found.push((edits, term));
            }
        }
        found.sort();
        found.truncate(5);
        Ok(found.into_iter().map(|(_, term)| term).collect())
    }

    /// Entries that hold all the words (or words beginning with them), newest first.
    pub fn search(&self, words: &[String], most: usize) -> Result<Hits, StoreError> {
        let words: Vec<&str> = words
            .iter()
            .flat_map(|word| word.split_whitespace())
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .collect();
        if words.is_empty() {
            return Ok(Hits {
                lines: Part::default(),
                instead: Vec::new(),
            });
        }
        let query: Vec<String> = words.iter().map(|word| any_of(&spellings(word))).collect();
        let (mut ids, mut total) = self.matches(&query.join(" AND "), most)?;
        let mut instead = Vec::new();
        if total == 0 {
            let mut query = Vec::new();
            for word in words {
                let mut wanted = spellings(word);
                if self.matches(&any_of(&wanted), 1)?.1 == 0 {
                    let similar = self.similar(word)?;
                    wanted.extend(similar.iter().cloned());
                    if !similar.is_empty() {
                        instead.push((word.to_owned(), similar));
                    }
                }
                query.push(any_of(&wanted));
            }
            (ids, total) = self.matches(&query.join(" AND "), most)?;
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
