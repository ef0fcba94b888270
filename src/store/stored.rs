//! Entries as they stand in the file, read back.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, Statement};

use crate::domain::entry::{Body, Entry, Event, Heads, Unread, Why};
use crate::domain::number::{Device, EntryNumber, RecordNumber, Series};

use super::chain::{
    FLAG_CLOCK_HELD, FLAG_IMPORT, Hash, Header, commitment, header_hash, named_hash,
};
use super::error::StoreError;

/// The columns that [`read`] reads, of every entry: a payload may be missing, and only what came from another laptop has a
/// receipt.
pub(super) const STORED: &str =
    "SELECT entry.id, entry.header, payload.body, receipt.received_at, entry.hash, payload.salt
  FROM entry LEFT JOIN payload ON payload.id = entry.id LEFT JOIN receipt ON receipt.id = entry.id";

pub(super) fn bad_column(error: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Inconsistent {
        what: error.to_string(),
    }
}

/// Whether a version of the program is newer than this one.
pub(super) fn is_newer(version: &str) -> bool {
    let parts = |version: &str| -> Vec<u64> {
        let numbers = version.split(['.', '-', '+']);
        numbers.map_while(|part| part.parse().ok()).collect()
    };
    parts(version) > parts(env!("CARGO_PKG_VERSION"))
}

/// Reads an entry from a row of [`STORED`], whose columns begin at `first`.
///
/// What this version does not know, or what was blackened, is an entry all the same.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Entry, StoreError> {
    let header = row.get_ref(first + 1)?.as_str().map_err(bad_column)?;
    let body = row
        .get_ref(first + 2)?
        .as_str_or_null()
        .map_err(bad_column)?;
    let received: Option<String> = row.get(first + 3)?;
    entry(row.get(first)?, header, body, received.as_deref())
}

/// An entry with what binds it to those before and behind it.
pub(super) struct Bound {
    pub(super) entry: Entry,
    /// Whether header and text are the ones that the hashes beside them were written for.
    pub(super) sound: bool,
    /// Nothing where it was not checked.
    pub(super) link: Option<Link>,
}

impl Bound {
    pub(super) fn unchecked(entry: Entry) -> Bound {
        Bound {
            entry,
            sound: true,
            link: None,
        }
    }
}

/// The place of an entry in the chain of its laptop.
pub(super) struct Link {
    id: i64,
    /// Of the header as it stands, whatever the column says.
    hash: Hash,
    /// Nothing where it says something that is no hash.
    prev: Option<Hash>,
}

impl Link {
    fn of(id: i64, header: &str, prev: &str) -> Link {
        Link {
            id,
            hash: header_hash(header.as_bytes()),
            prev: named_hash(prev),
        }
    }

    fn follows(&self, before: &Link) -> bool {
        self.prev == Some(before.hash)
    }

    /// Whether it is the first of its laptop, and says so.
    fn is_first(&self) -> bool {
        EntryNumber::from_id(self.id).0.running == 1 && self.prev == Some(Hash::default())
    }

    /// The link of an entry, where it is there and has one.
    fn read(conn: &Connection, id: i64) -> Result<Option<Link>, StoreError> {
        let header = conn
            .prepare_cached("SELECT header FROM entry WHERE id = ?1")?
            .query_row([id], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(header.and_then(|header| {
            let read = serde_json::from_str::<Header>(&header).ok()?;
            Some(Link::of(id, &header, &read.prev))
        }))
    }
}

/// The numbers of those that do not follow the entry before them, or that the one behind does not follow.
pub(super) fn unlinked(
    conn: &Connection,
    links: &[Link],
) -> Result<BTreeSet<EntryNumber>, StoreError> {
    let mut sorted: Vec<&Link> = links.iter().collect();
    sorted.sort_by_key(|link| link.id);
    sorted.dedup_by_key(|link| link.id);
    let mut unlinked = BTreeSet::new();
    // Of those that stand side by side each pair is compared once; what is beside them is looked up.
    for run in sorted.chunk_by(|one, next| one.id + 1 == next.id) {
        let (first, last) = (run[0], run[run.len() - 1]);
        if !first.is_first() {
            let before = Link::read(conn, first.id - 1)?;
            if !before.is_some_and(|before| first.follows(&before)) {
                unlinked.insert(EntryNumber::from_id(first.id));
            }
        }
        let behind = Link::read(conn, last.id + 1)?;
        if behind.is_some_and(|behind| !behind.follows(last)) {
            unlinked.insert(EntryNumber::from_id(last.id));
        }
        for pair in run.windows(2) {
            if !pair[1].follows(pair[0]) {
                unlinked.extend(pair.iter().map(|link| EntryNumber::from_id(link.id)));
            }
        }
    }
    Ok(unlinked)
}

/// Reads an entry from a row of [`STORED`] and checks it against the hashes beside it.
pub(super) fn read_bound(row: &Row<'_>) -> Result<Bound, StoreError> {
    let id = row.get(0)?;
    let bytes = row.get_ref(1)?.as_str().map_err(bad_column)?;
    let body = row.get_ref(2)?.as_str_or_null().map_err(bad_column)?;
    let received: Option<String> = row.get(3)?;
    let header: Header = serde_json::from_str(bytes)?;
    let entry = of_header(id, &header, body, received.as_deref())?;
    let number = entry.number.0;
    let text_fits = match (body, row.get_ref(5)?.as_blob_or_null()) {
        (None, _) => true,
        (Some(body), Ok(Some(salt))) => {
            named_hash(&header.commit) == Some(commitment(salt, body.as_bytes()))
        }
        _ => false,
    };
    let kind_fits =
        matches!(entry.body.event, Event::Unread(_)) || entry.body.event.kind() == header.kind;
    let link = Link::of(id, bytes, &header.prev);
    let sound = text_fits
        && kind_fits
        && row.get_ref(4)?.as_blob().ok() == Some(link.hash.as_slice())
        && (header.dev, header.seq) == (number.device.0, number.running);
    Ok(Bound {
        entry,
        sound,
        link: Some(link),
    })
}

/// Whether an entry is as it was written, and stands between those it was written between.
pub(super) fn is_sound(conn: &Connection, number: EntryNumber) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{STORED} WHERE entry.id = ?1"))?;
    let mut rows = statement.query([number.id()])?;
    let Some(row) = rows.next()? else {
        return Ok(false);
    };
    let Bound { sound, link, .. } = read_bound(row)?;
    Ok(sound && unlinked(conn, link.as_slice())?.is_empty())
}

/// Reads an entry from its header and body as stored.
pub(super) fn entry(
    id: i64,
    header: &str,
    body: Option<&str>,
    received: Option<&str>,
) -> Result<Entry, StoreError> {
    of_header(id, &serde_json::from_str(header)?, body, received)
}

fn of_header(
    id: i64,
    header: &Header,
    body: Option<&str>,
    received: Option<&str>,
) -> Result<Entry, StoreError> {
    let recorded_at = header.recorded_at()?;
    let received_at = received
        .map(|at| {
            let utc = at.parse::<chrono::DateTime<chrono::Utc>>();
            let utc = utc.map_err(|_| StoreError::Inconsistent {
                what: at.to_owned(),
            })?;
            Ok::<_, StoreError>(utc.with_timezone(recorded_at.offset()))
        })
        .transpose()?;
    let unread = |why: Why| {
        let unread = Unread {
            kind: header.kind.clone(),
            record: header.record.clone(),
            app: header.app.clone(),
            why,
        };
        Body::unread(recorded_at, unread)
    };
    let body = match body {
        None => unread(Why::Blackened),
        Some(_) if !Event::knows(&header.kind) => unread(Why::Unknown),
        Some(json) => match serde_json::from_str(json) {
            Ok(body) => body,
            // A newer version may say more of a kind than this one can read.
            Err(_) if is_newer(&header.app) => unread(Why::Unknown),
            Err(error) => return Err(error.into()),
        },
    };
    let mut entry = whole(EntryNumber::from_id(id), header, body)?;
    entry.received_at = received_at;
    Ok(entry)
}

/// An entry of a header and the body that belongs to it.
pub(super) fn whole(number: EntryNumber, header: &Header, body: Body) -> Result<Entry, StoreError> {
    let mut seen = Heads::default();
    for (device, running, _) in &header.seen {
        seen.add(Device(*device), *running);
    }
    Ok(Entry {
        number,
        lam: header.lam,
        seen,
        recorded_at: header.recorded_at()?,
        received_at: None,
        clock_held: header.has(FLAG_CLOCK_HELD),
        imported: header.has(FLAG_IMPORT),
        record: header
            .record
            .as_deref()
            .and_then(RecordNumber::parse_stored),
        body,
    })
}

/// The place of an entry in the order of the log, as its header says: the column that repeats it can be written by anybody.
pub(super) fn place(conn: &Connection, entry: EntryNumber) -> Result<(u64, Device), StoreError> {
    let header: String = conn
        .prepare_cached("SELECT header FROM entry WHERE id = ?1")?
        .query_row([entry.id()], |row| row.get(0))?;
    let header: Header = serde_json::from_str(&header)?;
    Ok((header.lam, entry.0.device))
}

/// What the laptop of an entry had of the other ones when it wrote it.
pub(super) fn heads(conn: &Connection, entry: EntryNumber) -> Result<Heads, StoreError> {
    let mut heads = Heads::default();
    let mut statement = conn.prepare_cached(
        "SELECT other, max(upto) FROM seen WHERE device = ?1 AND seq <= ?2 GROUP BY other",
    )?;
    let own = entry.0;
    let running = i64::try_from(own.running).unwrap_or(i64::MAX);
    let mut rows = statement.query(rusqlite::params![own.device.0, running])?;
    while let Some(row) = rows.next()? {
        let upto: i64 = row.get(1)?;
        heads.add(Device(row.get(0)?), upto.unsigned_abs());
    }
    Ok(heads)
}

/// The entries of a query over [`STORED`], in the order of the log, with what their laptops knew of each other.
pub(super) fn entries(
    conn: &Connection,
    condition: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Entry>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "{STORED} WHERE {condition} ORDER BY entry.lam, entry.device"
    ))?;
    let mut rows = statement.query(parameters)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read(row, 0)?);
    }
    // The header says the order; the column that repeats it can be written by anybody.
    entries.sort_by_key(Entry::place);
    let several: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM seen)")?
        .query_row([], |row| row.get(0))?;
    if several {
        for entry in &mut entries {
            entry.seen = heads(conn, entry.number)?;
        }
    }
    Ok(entries)
}

/// All entries of one record, in the order of the log.
pub(super) fn entries_of(
    conn: &Connection,
    number: RecordNumber,
) -> Result<Vec<Entry>, StoreError> {
    entries(conn, "entry.record = ?1", [number.to_string()])
}

/// Rows that are read before who writes is let in between.
pub(super) const PART: usize = 1000;

/// Reads rows in the order of their id, their first column, in parts; the statement takes the least id of a part and has
/// [`PART`] as its limit. `pause` is called between two parts, when nothing is open.
pub(super) fn each_in_parts(
    statement: &mut Statement<'_>,
    pause: &dyn Fn() -> Result<(), StoreError>,
    mut read: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut next = i64::MIN;
    loop {
        let mut rows = statement.query([next])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            next = row.get::<_, i64>(0)?.saturating_add(1);
            read(row)?;
        }
        drop(rows);
        if count < PART {
            return Ok(());
        }
        pause()?;
    }
}

/// Every laptop that wrote in a log.
pub(super) fn devices(conn: &Connection) -> Result<Vec<Device>, StoreError> {
    let mut devices = Vec::new();
    let mut next = 0_i64;
    loop {
        let id: Option<i64> = conn
            .prepare_cached("SELECT min(id) FROM entry WHERE id >= ?1")?
            .query_row([next], |row| row.get(0))?;
        let Some(id) = id else {
            return Ok(devices);
        };
        let device = EntryNumber::from_id(id).0.device;
        devices.push(device);
        let running = Series::MOST;
        next = Series { device, running }.id() + 1;
    }
}

/// Copies entries as they are stored, all of them or one; an older log has no receipts.
pub(super) fn copy(
    from: &Connection,
    into: &Connection,
    one: Option<EntryNumber>,
) -> Result<(), StoreError> {
    for (table, columns) in [
        ("entry", "id, device, seq, lam, kind, record, header, hash"),
        ("payload", "id, salt, body"),
        ("receipt", "id, received_at"),
    ] {
        if table == "receipt" && !from.table_exists(None, table)? {
            continue;
        }
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        let mut read = from.prepare_cached(&format!(
            "SELECT {columns} FROM {table} WHERE id BETWEEN ?1 AND ?2"
        ))?;
        let mut write =
            into.prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?;
        let width = read.column_count();
        let (first, last) = one.map_or((0, i64::MAX), |one| (one.id(), one.id()));
        let mut rows = read.query([first, last])?;
        while let Some(row) = rows.next()? {
            let values = (0..width).map(|index| row.get::<_, rusqlite::types::Value>(index));
            let values = values.collect::<Result<Vec<_>, _>>()?;
            write.execute(rusqlite::params_from_iter(values))?;
        }
    }
    Ok(())
}
