//! The limit: the smallest program over SQLite that does what a log command does. Each call is one process.
//!
//! Rollback journal PERSIST with synchronous FULL, one table, two indexes and FTS5, normal close.

use std::io::Write;

use rusqlite::Connection;

use crate::generator::text;

const SCHEMA: &str = "CREATE TABLE e(id INTEGER PRIMARY KEY, ts INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, prio INTEGER NOT NULL, txt TEXT NOT NULL);
CREATE INDEX e_state ON e(state, ts); CREATE INDEX e_kind ON e(kind, ts);
CREATE VIRTUAL TABLE f USING fts5(txt, content='e', content_rowid='id');
CREATE TRIGGER e_ai AFTER INSERT ON e BEGIN INSERT INTO f(rowid, txt) VALUES (new.id, new.txt); END;";

fn insert(conn: &Connection, number: usize) {
    let kind = ["note", "task", "decision"][number % 3];
    let state = if number.is_multiple_of(10) && number < 1000 {
        "open"
    } else {
        "closed"
    };
    conn.prepare_cached("INSERT INTO e(ts, kind, state, prio, txt) VALUES (?1, ?2, ?3, 0, ?4)")
        .and_then(|mut insert| insert.execute((number as i64 * 60, kind, state, text(number))))
        .expect("the limit inserts");
}

fn rows(conn: &Connection, sql: &str) {
    let mut statement = conn.prepare(sql).expect("the limit's SQL");
    let columns = statement.column_count();
    let mut rows = statement.query([]).expect("the limit reads");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    while let Some(row) = rows.next().expect("the limit reads") {
        for column in 0..columns {
            let value: rusqlite::types::Value = row.get(column).expect("a column");
            write!(out, "{value:?}\t").expect("stdout");
        }
        writeln!(out).expect("stdout");
    }
}

pub(crate) fn run(args: &[String]) {
    let [what, path, rest @ ..] = args else {
        panic!("limit WHAT DB [COUNT]")
    };
    let conn = Connection::open(path).expect("the limit opens");
    conn.query_row("PRAGMA journal_mode = PERSIST", [], |_| Ok(()))
        .expect("PERSIST");
    conn.execute_batch("PRAGMA synchronous = FULL")
        .expect("FULL");
    match what.as_str() {
        "fill" => {
            let count: usize = rest[0].parse().expect("a count");
            conn.execute_batch(SCHEMA).expect("the limit's schema");
            conn.execute_batch("BEGIN IMMEDIATE").expect("begin");
            (0..count).for_each(|number| insert(&conn, number));
            conn.execute_batch("COMMIT").expect("commit");
        }
        "insert" => insert(&conn, 4_000_007),
        "open" => rows(
            &conn,
            "SELECT * FROM e WHERE state = 'open' ORDER BY ts DESC LIMIT 100",
        ),
        "search" => rows(
            &conn,
            "SELECT e.* FROM f JOIN e ON e.id = f.rowid WHERE f MATCH 'zinnober' ORDER BY f.rowid DESC LIMIT 100",
        ),
        "report" => {
            rows(
                &conn,
                "SELECT * FROM e WHERE state = 'open' ORDER BY ts DESC LIMIT 100",
            );
            rows(&conn, "SELECT * FROM e ORDER BY id DESC LIMIT 60");
        }
        other => panic!("limit {other}"),
    }
}
