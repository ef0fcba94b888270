//! A record as a row of its table, and a row as a record again: through serde, so that nothing here is about one kind.
//!
//! A field is the column of its name. A moment is two columns (UTC, and `…_precision` where there is one), a nested struct
//! is a column for each of its fields, a list is JSON, and the field `history` is a table of its own.

use std::borrow::Cow;
use std::cell::{self, OnceCell};

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;
use rusqlite::types::{FromSql, Value, ValueRef};
use rusqlite::{Connection, Row, ToSql};
use serde::de::value::{Error as Unreadable, SeqDeserializer, StrDeserializer};
use serde::de::{self, DeserializeOwned, Error as _, IntoDeserializer};
use serde::{Serialize, ser};

use crate::domain::audience::Visibility;
use crate::domain::history::{Kept, Track};
use crate::domain::moment::{MOMENT, Moment, Precision};
use crate::domain::number::{ENTRY_NUMBER, EntryNumber, RecordKind, RecordNumber, Series};
use crate::domain::records::{
    Decision, Finding, Incident, Notice, Record, Report, Service, Task, each_record,
};
use crate::domain::refusal::SetBy;

use super::error::{StoreError, kept};

/// The columns that the row of every record carries beside its own.
pub(super) const OF_EVERY_RECORD: &str = "id INTEGER PRIMARY KEY, number TEXT NOT NULL, entry INTEGER NOT NULL,
  happened_at TEXT NOT NULL, happened_at_precision TEXT NOT NULL, there_from TEXT NOT NULL, there_from_precision TEXT NOT NULL, approximate INTEGER NOT NULL, author TEXT, source TEXT,
  latest_at TEXT NOT NULL, visibility TEXT NOT NULL, added_at TEXT NOT NULL, changed_at TEXT NOT NULL, status_at TEXT NOT NULL,
  status_at_precision TEXT NOT NULL, status_author TEXT, voided_at TEXT, voided_at_precision TEXT, voided_author TEXT,
  beside TEXT";

/// UTC to the second, as all times stand in the tables: sorts as text, reads in sqlite3's date functions.
pub(super) fn utc(at: DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc)
        .to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// How many letters [`utc`] writes.
const UTC: usize = 20;

/// Reads what [`utc`] wrote, by its places: a list reads thousands of them.
pub(super) fn read_utc(text: &str) -> Option<DateTime<Utc>> {
    let letters: &[u8; UTC] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| {
        letters[from..to].iter().try_fold(0, |number, letter| {
            let digit = letter.is_ascii_digit().then(|| u32::from(letter - b'0'));
            Some(number * 10 + digit?)
        })
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    let at = day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    let plain = [4, 7, 10, 13, 16, 19].map(|mark| letters[mark]) == *b"--T::Z";
    plain.then(|| at.and_utc())
}

// ---- records to rows ----

/// The columns of one row, by name.
#[derive(Default)]
struct Columns(Vec<(String, Value)>);

impl Columns {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn moment(&mut self, name: &str, moment: Moment) {
        self.put(name, utc(moment.at));
        self.put(
            &format!("{name}_precision"),
            moment.precision.code().into_owned(),
        );
    }

    fn track(&mut self, track: &Track) -> Result<(), StoreError> {
        self.put("id", track.number.id());
        self.put("number", track.number.to_string());
        self.put("entry", track.entry.id());
        self.moment("happened_at", track.happened_at);
        self.moment("there_from", track.there_from);
        self.put("approximate", track.approximate);
        self.put("latest_at", utc(track.latest_at));
        self.put("author", track.author.clone());
        self.put("source", track.source.clone());
        self.put("visibility", track.visibility.code());
        self.put("added_at", utc(track.added_at.at));
        self.put("changed_at", utc(track.changed_at.at));
        self.moment("status_at", track.status_by.at);
        self.put("status_author", track.status_by.author.clone());
        if let Some(by) = &track.voided {
            self.moment("voided_at", by.at);
            self.put("voided_author", by.author.clone());
        }
        if !track.beside.is_empty() {
            self.put("beside", serde_json::to_string(&track.beside)?);
        }
        Ok(())
    }

    fn insert(&self, conn: &Connection, table: &str) -> Result<(), StoreError> {
        let mut sql = format!("INSERT OR REPLACE INTO {table} (");
        for (position, (name, _)) in self.0.iter().enumerate() {
            let comma = if position > 0 { ", " } else { "" };
            sql.extend([comma, "\"", name, "\""]);
        }
        sql.push_str(") VALUES (?");
        sql.push_str(&", ?".repeat(self.0.len() - 1));
        sql.push(')');
        let values: Vec<&dyn ToSql> = self
            .0
            .iter()
            .map(|(_, value)| value as &dyn ToSql)
            .collect();
        kept(
            table,
            conn.prepare_cached(&sql)?.execute(values.as_slice())?,
        )
    }
}

/// What one field becomes.
enum Cell {
    Nothing,
    Value(Value),
    Moment(Moment),
    List(Vec<Cell>),
    Struct(Vec<(String, Cell)>),
}

/// The field of the items that stand in a table of their own.
const HISTORY: &str = "history";

impl Cell {
    fn json(self) -> serde_json::Value {
        match self {
            Cell::Value(Value::Text(text)) => text.into(),
            Cell::Value(Value::Integer(number)) => number.into(),
            Cell::List(items) => items.into_iter().map(Cell::json).collect(),
            _ => serde_json::Value::Null,
        }
    }

    /// Puts the field into its column or columns; items of a history are given back.
    fn put(self, name: &str, columns: &mut Columns, history: &mut Vec<Columns>) {
        match self {
            // A column that is not named is NULL.
            Cell::Nothing => {}
            Cell::Value(value) => columns.put(name, value),
            Cell::Moment(moment) => {
                columns.put(name, utc(moment.at));
                // Moments of the log's own clock are always exact, and have one column.
                if !matches!(name, "added_at" | "changed_at" | "noted_at") {
                    columns.put(
                        &format!("{name}_precision"),
                        moment.precision.code().into_owned(),
                    );
                }
            }
            Cell::List(items) if name == HISTORY => {
                for item in items {
                    let Cell::Struct(fields) = item else { continue };
                    let mut row = Columns::default();
                    for (name, field) in fields {
                        field.put(&name, &mut row, &mut Vec::new());
                    }
                    history.push(row);
                }
            }
            Cell::List(_) => columns.put(name, self.json().to_string()),
            Cell::Struct(fields) => {
                for (field, value) in fields {
                    value.put(&format!("{name}_{field}"), columns, history);
                }
            }
        }
    }
}

/// Replaces the rows of a record, in its own table or in the one that stands in for it.
pub(super) fn put(conn: &Connection, record: &Record, prefix: &str) -> Result<(), StoreError> {
    put_from(conn, record, prefix, 0)
}

/// The same where the record holds its history from a position on; what was before stays.
pub(super) fn put_from(
    conn: &Connection,
    record: &Record,
    prefix: &str,
    first: i64,
) -> Result<(), StoreError> {
    let track = record.track();
    let kind = track.number.kind;
    let Cell::Struct(fields) = record.serialize(ToCell)? else {
        return Err(StoreError::Inconsistent {
            what: track.number.to_string(),
        });
    };
    let (mut columns, mut history) = (Columns::default(), Vec::new());
    columns.track(track)?;
    // The fields that every record has come first, and stand there already.
    const OF_TRACK: [&str; 11] = [
        "number",
        "entry",
        "added_at",
        "changed_at",
        "happened_at",
        "approximate",
        "author",
        "source",
        "visibility",
        "voided",
        "beside",
    ];
    for (name, field) in fields {
        if !OF_TRACK.contains(&name.as_str()) {
            field.put(&name, &mut columns, &mut history);
        }
    }
    columns.insert(conn, &format!("{prefix}{}", kind.code()))?;
    let Some(table) = kind.history() else {
        return Ok(());
    };
    let id = track.number.id();
    clear_history(conn, kind, id, prefix, first)?;
    for (position, mut row) in (first..).zip(history) {
        row.put(kind.code(), id);
        row.put("position", position);
        row.insert(conn, &format!("{prefix}{table}"))?;
    }
    Ok(())
}

fn clear_history(
    conn: &Connection,
    kind: RecordKind,
    id: i64,
    prefix: &str,
    first: i64,
) -> Result<(), StoreError> {
    if let Some(table) = kind.history() {
        let sql = format!(
            "DELETE FROM {prefix}{table} WHERE \"{}\" = ?1 AND position >= ?2",
            kind.code()
        );
        conn.prepare_cached(&sql)?.execute([id, first])?;
    }
    Ok(())
}

/// Removes the rows of a record of which no entry counts.
pub(super) fn remove(conn: &Connection, number: RecordNumber) -> Result<(), StoreError> {
    if let RecordKind::Other(_) = number.kind {
        return Ok(());
    }
    conn.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", number.kind.code()))?
        .execute([number.id()])?;
    clear_history(conn, number.kind, number.id(), "", 0)
}

/// Turns a field into what its columns hold.
struct ToCell;

/// Fields of a struct, or items of a list, as they come.
#[derive(Default)]
struct Fields {
    fields: Vec<(String, Cell)>,
    items: Vec<Cell>,
    key: Option<String>,
}

macro_rules! values {
    ($($method:ident: $type:ty => $value:expr),+ $(,)?) => {
        $(fn $method(self, value: $type) -> Result<Cell, StoreError> {
            Ok(Cell::Value($value(value).into()))
        })+
    };
}

impl ser::Error for StoreError {
    fn custom<T: std::fmt::Display>(message: T) -> StoreError {
        StoreError::Inconsistent {
            what: message.to_string(),
        }
    }
}

/// No record has a field of such a form; the round trip of every kind is tested.
fn no_form(form: &str) -> StoreError {
    StoreError::Inconsistent {
        what: format!("a record's field as {form}"),
    }
}

impl ser::Serializer for ToCell {
    type Ok = Cell;
    type Error = StoreError;
    type SerializeSeq = Fields;
    type SerializeTuple = Fields;
    type SerializeTupleStruct = ser::Impossible<Cell, StoreError>;
    type SerializeTupleVariant = ser::Impossible<Cell, StoreError>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = ser::Impossible<Cell, StoreError>;

    values! {
        serialize_bool: bool => i64::from,
        serialize_i8: i8 => i64::from,
        serialize_i16: i16 => i64::from,
        serialize_i32: i32 => i64::from,
        serialize_i64: i64 => i64::from,
        serialize_u8: u8 => i64::from,
        serialize_u16: u16 => i64::from,
        serialize_u32: u32 => i64::from,
        serialize_u64: u64 => |number| i64::try_from(number).unwrap_or(i64::MAX),
        serialize_f32: f32 => f64::from,
        serialize_f64: f64 => f64::from,
        serialize_char: char => |letter: char| letter.to_string(),
        serialize_str: &str => str::to_owned,
        serialize_bytes: &[u8] => <[u8]>::to_vec,
    }

    fn serialize_none(self) -> Result<Cell, StoreError> {
        Ok(Cell::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Cell, StoreError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Cell, StoreError> {
        Ok(Cell::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Cell, StoreError> {
        Ok(Cell::Nothing)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        code: &'static str,
    ) -> Result<Cell, StoreError> {
        self.serialize_str(code)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Cell, StoreError> {
        let cell = value.serialize(self)?;
        let Cell::Value(Value::Text(text)) = &cell else {
            return Ok(cell);
        };
        match name {
            MOMENT => {
                let moment: StrDeserializer<'_, Unreadable> = text.as_str().into_deserializer();
                let moment = de::Deserialize::deserialize(moment).map_err(unreadable)?;
                Ok(Cell::Moment(moment))
            }
            ENTRY_NUMBER => EntryNumber::parse(text)
                .map(|number| Cell::Value(number.id().into()))
                .ok_or_else(|| no_form(text)),
            _ => Ok(cell),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Cell, StoreError> {
        Err(no_form("a variant with data"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Fields, StoreError> {
        Ok(Fields::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<Fields, StoreError> {
        Ok(Fields::default())
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, StoreError> {
        Err(no_form("a tuple"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, StoreError> {
        Err(no_form("a variant with data"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, StoreError> {
        Ok(Fields::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, StoreError> {
        Ok(Fields::default())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, StoreError> {
        Err(no_form("a variant with data"))
    }
}

impl ser::SerializeSeq for Fields {
    type Ok = Cell;
    type Error = StoreError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), StoreError> {
        self.items.push(value.serialize(ToCell)?);
        Ok(())
    }

    fn end(self) -> Result<Cell, StoreError> {
        Ok(Cell::List(self.items))
    }
}

impl ser::SerializeTuple for Fields {
    type Ok = Cell;
    type Error = StoreError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), StoreError> {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Cell, StoreError> {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeStruct for Fields {
    type Ok = Cell;
    type Error = StoreError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), StoreError> {
        self.fields
            .push((name.to_owned(), value.serialize(ToCell)?));
        Ok(())
    }

    fn end(self) -> Result<Cell, StoreError> {
        Ok(Cell::Struct(self.fields))
    }
}

/// A record is a map, since its track is flattened into it; its keys are names of fields all the same.
impl ser::SerializeMap for Fields {
    type Ok = Cell;
    type Error = StoreError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), StoreError> {
        if let Cell::Value(Value::Text(name)) = key.serialize(ToCell)? {
            self.key = Some(name);
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), StoreError> {
        let name = self
            .key
            .take()
            .ok_or_else(|| no_form("a value without a name"))?;
        self.fields.push((name, value.serialize(ToCell)?));
        Ok(())
    }

    fn end(self) -> Result<Cell, StoreError> {
        Ok(Cell::Struct(self.fields))
    }
}

// ---- rows to records ----

fn unreadable(error: Unreadable) -> StoreError {
    StoreError::Inconsistent {
        what: error.to_string(),
    }
}

/// What is known of a statement for all of its rows.
#[derive(Default)]
pub(super) struct Plan {
    names: OnceCell<Names>,
    /// The moment that was read last, as it is written: the columns of a row often hold the same one.
    moment: cell::Cell<Option<([u8; UTC], i64, i32)>>,
}

impl Plan {
    fn names(&self, row: &Row<'_>) -> &Names {
        self.names.get_or_init(|| Names {
            list: row.as_ref().column_names().map(str::to_owned).collect(),
            next: cell::Cell::new(0),
        })
    }

    /// Seconds since 1970 of a moment in UTC, and the offset of the zone then, in seconds.
    fn instant(&self, text: &str, zone: Tz) -> Option<(i64, i32)> {
        let written: [u8; UTC] = text.as_bytes().try_into().ok()?;
        if let Some((last, seconds, offset)) = self.moment.get()
            && last == written
        {
            return Some((seconds, offset));
        }
        let utc = read_utc(text)?;
        let offset = zone.offset_from_utc_datetime(&utc.naive_utc()).fix();
        let (seconds, offset) = (utc.timestamp(), offset.local_minus_utc());
        self.moment.set(Some((written, seconds, offset)));
        Some((seconds, offset))
    }
}

/// The columns of a statement by name.
struct Names {
    list: Vec<String>,
    /// Behind the column that was found last: most are read in their order.
    next: cell::Cell<usize>,
}

impl Names {
    fn place(&self, name: &str) -> Option<usize> {
        let (before, behind) = self.list.split_at(self.next.get());
        let behind = behind.iter().zip(before.len()..);
        let mut all = behind.chain(before.iter().zip(0..));
        let (_, place) = all.find(|(column, _)| *column == name)?;
        self.next.set(place + 1);
        Some(place)
    }

    /// The column that says how exactly the moment in this one is known.
    fn precision(&self, place: usize) -> Option<usize> {
        let behind = self.list.get(place + 1)?;
        let rest = behind.strip_prefix(self.list[place].as_str())?;
        (rest == "_precision").then_some(place + 1)
    }
}

/// A row read by column names, with times shown in the log's zone.
pub(super) struct Reader<'a> {
    pub(super) row: &'a Row<'a>,
    pub(super) plan: &'a Plan,
    pub(super) zone: Tz,
    /// The row of the last item of its history, where that is read too.
    pub(super) last: Option<&'a Reader<'a>>,
}

/// Reads a record as it stands, of its history only the last item, with the position of that.
pub(super) fn standing(
    conn: &Connection,
    number: RecordNumber,
    zone: Tz,
) -> Result<Option<(Record, i64)>, StoreError> {
    let kind = number.kind;
    let mut of_record =
        conn.prepare_cached(&format!("SELECT * FROM {} WHERE id = ?1", kind.code()))?;
    let mut rows = of_record.query([number.id()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let plan = Plan::default();
    let mut reader = Reader {
        row,
        plan: &plan,
        zone,
        last: None,
    };
    let Some(history) = kind.history() else {
        return Ok(Some((reader.any(kind)?, 0)));
    };
    let mut of_history = conn.prepare_cached(&format!(
        "SELECT * FROM {history} WHERE \"{}\" = ?1 ORDER BY position DESC LIMIT 1",
        kind.code()
    ))?;
    let mut rows = of_history.query([number.id()])?;
    let Some(row) = rows.next()? else {
        return Ok(Some((reader.any(kind)?, 0)));
    };
    let plan = Plan::default();
    let last = Reader {
        row,
        plan: &plan,
        zone,
        last: None,
    };
    reader.last = Some(&last);
    Ok(Some((reader.any(kind)?, last.get("position")?)))
}

macro_rules! any {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        impl Reader<'_> {
            /// A record of whatever kind.
            fn any(&self, kind: RecordKind) -> Result<Record, StoreError> {
                match kind {
                    $(RecordKind::$kind => self.record::<$kind>(kind).map(Record::$kind),)+
                    RecordKind::Other(letter) => Err(no_form(&letter.to_string())),
                }
            }
        }
    };
}
each_record!(any);

impl<'a> Reader<'a> {
    pub(super) fn get<T: FromSql>(&self, name: &str) -> Result<T, StoreError> {
        Ok(self.row.get(self.index(name)?)?)
    }

    fn names(&self) -> &Names {
        self.plan.names(self.row)
    }

    fn index(&self, name: &str) -> Result<usize, StoreError> {
        self.names()
            .place(name)
            .ok_or_else(|| StoreError::Inconsistent {
                what: format!("no column {name}"),
            })
    }

    fn optional_moment(&self, name: &str) -> Result<Option<Moment>, StoreError> {
        let of = OfRow {
            reader: self,
            prefix: "",
        };
        let field = Field::of(of, name).ok_or_else(|| StoreError::Inconsistent {
            what: format!("no column {name}"),
        })?;
        de::Deserialize::deserialize(field).map_err(unreadable)
    }

    pub(super) fn moment(&self, name: &str) -> Result<Moment, StoreError> {
        self.optional_moment(name)?
            .ok_or_else(|| StoreError::Inconsistent {
                what: name.to_owned(),
            })
    }

    fn track(&self, kind: RecordKind) -> Result<Track, StoreError> {
        // In the order of the columns.
        Ok(Track {
            number: RecordNumber {
                kind,
                series: Series::from_id(self.get("id")?),
            },
            entry: EntryNumber::from_id(self.get("entry")?),
            happened_at: self.moment("happened_at")?,
            there_from: self.moment("there_from")?,
            approximate: self.get("approximate")?,
            author: self.get("author")?,
            source: self.get("source")?,
            latest_at: self.moment("latest_at")?.at,
            visibility: Visibility::from_code(&self.get::<String>("visibility")?),
            added_at: self.moment("added_at")?,
            changed_at: self.moment("changed_at")?,
            status_by: SetBy {
                at: self.moment("status_at")?,
                author: self.get("status_author")?,
            },
            voided: match self.optional_moment("voided_at")? {
                Some(at) => Some(SetBy {
                    at,
                    author: self.get("voided_author")?,
                }),
                None => None,
            },
            beside: match self.get::<Option<String>>("beside")? {
                Some(json) => serde_json::from_str(&json)?,
                None => Vec::new(),
            },
        })
    }

    /// The record of one kind, without what it was before, which stands in a table of its own.
    pub(super) fn record<T: Kept + DeserializeOwned>(
        &self,
        kind: RecordKind,
    ) -> Result<T, StoreError> {
        let mut record: T = self.part()?;
        *record.track_mut() = self.track(kind)?;
        Ok(record)
    }

    /// An item of a history.
    pub(super) fn part<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        let row = OfRow {
            reader: self,
            prefix: "",
        };
        T::deserialize(row).map_err(unreadable)
    }
}

/// A struct whose fields are columns, all beginning with the same prefix.
#[derive(Clone, Copy)]
struct OfRow<'a> {
    reader: &'a Reader<'a>,
    prefix: &'a str,
}

/// The fields of a struct that have columns, one after the other; the others take their default.
struct FieldsOf<'a> {
    of: OfRow<'a>,
    left: std::slice::Iter<'static, &'static str>,
    next: Option<Field<'a>>,
}

/// One field: its column, or none where it is a struct of its own columns.
#[derive(Clone)]
struct Field<'a> {
    reader: &'a Reader<'a>,
    name: Cow<'a, str>,
    index: Option<usize>,
    value: ValueRef<'a>,
}

impl<'a> Field<'a> {
    fn of(of: OfRow<'a>, name: &'a str) -> Option<Field<'a>> {
        let OfRow { reader, prefix } = of;
        if name == HISTORY && reader.last.is_some() {
            return Some(Field {
                reader,
                name: name.into(),
                index: None,
                value: ValueRef::Null,
            });
        }
        let name: Cow<'a, str> = if prefix.is_empty() {
            name.into()
        } else {
            format!("{prefix}{name}").into()
        };
        let index = reader.names().place(name.as_ref());
        let value = index.and_then(|index| reader.row.get_ref(index).ok());
        let field = Field {
            reader,
            name,
            index,
            value: value.unwrap_or(ValueRef::Null),
        };
        (index.is_some() || field.columns().next().is_some()).then_some(field)
    }

    /// The columns of a field that is a struct.
    fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        let own = |name: &str| {
            name.strip_prefix(self.name.as_ref())
                .is_some_and(|rest| rest.starts_with('_'))
        };
        let all = self.reader.names().list.iter().zip(0..);
        all.filter(move |(name, _)| own(name))
            .map(|(_, index)| index)
    }

    fn value(&self) -> Result<ValueRef<'a>, Unreadable> {
        if self.index.is_none() {
            return Err(Unreadable::custom(format!("no column {}", self.name)));
        }
        Ok(self.value)
    }

    fn text(&self) -> Result<&'a str, Unreadable> {
        self.value()?.as_str().map_err(Unreadable::custom)
    }

    fn moment(&self) -> Result<MomentParts, Unreadable> {
        let text = self.text()?;
        let Reader { plan, zone, .. } = self.reader;
        let instant = plan.instant(text, *zone);
        let (seconds, offset) = instant.ok_or_else(|| Unreadable::custom(text))?;
        let precision = self.index.and_then(|at| self.reader.names().precision(at));
        let precision = match precision {
            None => Precision::Minute,
            Some(index) => {
                let code = self.reader.row.get_ref(index).map_err(Unreadable::custom)?;
                let code = code.as_str().map_err(Unreadable::custom)?;
                Precision::from_code(code)
                    .ok_or_else(|| Unreadable::custom(format!("unknown precision {code:?}")))?
            }
        };
        Ok(MomentParts {
            seconds,
            offset,
            precision,
            given: 0,
        })
    }
}

/// A moment as numbers, so that reading a row writes no text.
struct MomentParts {
    seconds: i64,
    offset: i32,
    precision: Precision,
    given: u8,
}

impl<'de> de::SeqAccess<'de> for MomentParts {
    type Error = Unreadable;

    fn next_element_seed<T: de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.given += 1;
        match self.given {
            1 => seed.deserialize(self.seconds.into_deserializer()).map(Some),
            2 => seed.deserialize(self.offset.into_deserializer()).map(Some),
            3 if self.precision != Precision::Minute => {
                let code = self.precision.code();
                let code: StrDeserializer<'_, Unreadable> = code.as_ref().into_deserializer();
                seed.deserialize(code).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl<'de, 'a> de::MapAccess<'de> for FieldsOf<'a> {
    type Error = Unreadable;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        for name in self.left.by_ref() {
            if let Some(field) = Field::of(self.of, name) {
                self.next = Some(field);
                let name: StrDeserializer<'_, Unreadable> = (*name).into_deserializer();
                return seed.deserialize(name).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        match self.next.take() {
            Some(field) => seed.deserialize(field),
            None => Err(Unreadable::custom("a value before its name")),
        }
    }
}

impl<'de> IntoDeserializer<'de, Unreadable> for OfRow<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, 'a> de::Deserializer<'de> for OfRow<'a> {
    type Error = Unreadable;

    fn deserialize_any<V: de::Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable::custom("a row is a struct"))
    }

    fn deserialize_struct<V: de::Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(FieldsOf {
            of: self,
            left: fields.iter(),
            next: None,
        })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de, 'a> de::Deserializer<'de> for Field<'a> {
    type Error = Unreadable;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.value()? {
            ValueRef::Null => visitor.visit_unit(),
            ValueRef::Integer(number) => visitor.visit_i64(number),
            ValueRef::Real(number) => visitor.visit_f64(number),
            ValueRef::Text(text) => {
                visitor.visit_str(std::str::from_utf8(text).map_err(Unreadable::custom)?)
            }
            ValueRef::Blob(bytes) => visitor.visit_bytes(bytes),
        }
    }

    fn deserialize_bool<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.value()?.as_i64().map_err(Unreadable::custom)? != 0)
    }

    fn deserialize_option<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let is_null = |index: usize| {
            let value = self.reader.row.get_ref(index);
            value.map_or(true, |value| value == ValueRef::Null)
        };
        let nothing = match self.index {
            Some(_) => self.value == ValueRef::Null,
            None => self.columns().all(is_null),
        };
        if nothing {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: de::Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match name {
            MOMENT => visitor.visit_seq(self.moment()?),
            ENTRY_NUMBER => visitor.visit_i64(self.value()?.as_i64().map_err(Unreadable::custom)?),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if let (None, Some(last)) = (self.index, self.reader.last) {
            let item = OfRow {
                reader: last,
                prefix: "",
            };
            return visitor.visit_seq(SeqDeserializer::new(std::iter::once(item)));
        }
        let mut json = serde_json::Deserializer::from_reader(self.text()?.as_bytes());
        de::Deserializer::deserialize_seq(&mut json, visitor).map_err(Unreadable::custom)
    }

    fn deserialize_enum<V: de::Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.text()?.into_deserializer())
    }

    fn deserialize_struct<V: de::Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let prefix = format!("{}_", self.name);
        let row = OfRow {
            reader: self.reader,
            prefix: &prefix,
        };
        de::Deserializer::deserialize_struct(row, name, fields, visitor)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple tuple_struct map identifier ignored_any
    }
}
