//! Values as the public JSON shows them: a moment is a time, with how exactly it is known in a field beside it.
//!
//! The serializer tells a moment from a person's text by its type, so no list of fields can forget one.

use std::fmt::Display;

use serde::ser::{self, Serialize, Serializer};
use serde_json::{Error, Map, Value};

use crate::domain::moment::{MOMENT, Moment};

/// The value with its moments apart; an object gets what [`Moment::beside`] has beside a time.
pub(crate) fn apart<T: Serialize + ?Sized>(value: &T) -> Result<Value, Error> {
    value.serialize(Moments).map(Shown::alone)
}

/// A value as it was serialized; a moment stays apart until the object knows its name.
enum Shown {
    Value(Value),
    Moment(Moment),
}

impl Shown {
    fn alone(self) -> Value {
        match self {
            Shown::Value(value) => value,
            Shown::Moment(moment) => Value::String(moment.rfc3339()),
        }
    }
}

#[derive(Clone, Copy)]
struct Moments;

type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! plain {
    ($($method:ident($type:ty)),+ $(,)?) => {$(
        fn $method(self, value: $type) -> Result<Shown> {
            serde_json::value::Serializer.$method(value).map(Shown::Value)
        }
    )+};
}

impl Serializer for Moments {
    type Ok = Shown;
    type Error = Error;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = Named<List>;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Named<Object>;

    plain! {
        serialize_bool(bool), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128),
        serialize_f32(f32), serialize_f64(f64), serialize_unit_struct(&'static str),
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Shown> {
        if name == MOMENT {
            let text = value.serialize(serde_json::value::Serializer)?;
            return serde_json::from_value(text).map(Shown::Moment);
        }
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<Shown> {
        Ok(Shown::Value(Value::Null))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Shown> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Shown> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Shown> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Shown> {
        let mut object = Object::default();
        object.add(variant.to_owned(), value.serialize(self)?);
        object.shown()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List> {
        Ok(List::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<List> {
        Ok(List::default())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List> {
        Ok(List::default())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Named<List>> {
        Ok(Named(variant, List::default()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object> {
        Ok(Object::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object> {
        Ok(Object::default())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Named<Object>> {
        Ok(Named(variant, Object::default()))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<Shown> {
        Ok(Shown::Value(Value::String(value.to_string())))
    }
}

#[derive(Default)]
struct List(Vec<Value>);

impl List {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.0.push(value.serialize(Moments)?.alone());
        Ok(())
    }

    fn shown(self) -> Result<Shown> {
        Ok(Shown::Value(Value::Array(self.0)))
    }
}

#[derive(Default)]
struct Object {
    fields: Map<String, Value>,
    /// The key whose value comes next.
    key: String,
}

impl Object {
    fn add(&mut self, name: String, value: Shown) {
        let beside = match &value {
            Shown::Moment(moment) => moment.beside(),
            Shown::Value(_) => Vec::new(),
        };
        let beside = beside.into_iter();
        let beside = beside.map(|(what, said)| (format!("{name}_{what}"), Value::from(said)));
        let beside: Vec<_> = beside.collect();
        self.fields.insert(name, value.alone());
        self.fields.extend(beside);
    }

    fn shown(self) -> Result<Shown> {
        Ok(Shown::Value(Value::Object(self.fields)))
    }
}

/// A variant of an enum that holds several values.
struct Named<T>(&'static str, T);

impl<T> Named<T> {
    fn shown(name: &'static str, inner: Result<Shown>) -> Result<Shown> {
        let mut object = Object::default();
        object.add(name.to_owned(), inner?);
        object.shown()
    }
}

macro_rules! list {
    ($($kind:ident($method:ident)),+) => {$(
        impl ser::$kind for List {
            type Ok = Shown;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.add(value)
            }

            fn end(self) -> Result<Shown> {
                self.shown()
            }
        }
    )+};
}

list! { SerializeSeq(serialize_element), SerializeTuple(serialize_element), SerializeTupleStruct(serialize_field) }

impl ser::SerializeTupleVariant for Named<List> {
    type Ok = Shown;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.1.add(value)
    }

    fn end(self) -> Result<Shown> {
        Named::<List>::shown(self.0, self.1.shown())
    }
}

impl ser::SerializeMap for Object {
    type Ok = Shown;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = match key.serialize(serde_json::value::Serializer)? {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let key = std::mem::take(&mut self.key);
        self.add(key, value.serialize(Moments)?);
        Ok(())
    }

    fn end(self) -> Result<Shown> {
        self.shown()
    }
}

impl ser::SerializeStruct for Object {
    type Ok = Shown;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<()> {
        self.add(key.to_owned(), value.serialize(Moments)?);
        Ok(())
    }

    fn end(self) -> Result<Shown> {
        self.shown()
    }
}

impl ser::SerializeStructVariant for Named<Object> {
    type Ok = Shown;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<()> {
        self.1.add(key.to_owned(), value.serialize(Moments)?);
        Ok(())
    }

    fn end(self) -> Result<Shown> {
        Named::<Object>::shown(self.0, self.1.shown())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::json;

    use super::*;

    const DAY: &str = "2021-10-15T00:00:00+02:00/day";

    fn day() -> Moment {
        serde_json::from_value(json!(DAY)).unwrap()
    }

    #[derive(Serialize)]
    struct Inner {
        new_at: Option<Moment>,
        exact_at: Moment,
        never_at: Option<Moment>,
    }

    #[derive(Serialize)]
    enum Event {
        Held(Inner),
        Moved { at: Moment },
        Both(Moment, String),
        Plain,
    }

    #[derive(Serialize)]
    struct Outer {
        #[serde(flatten)]
        inner: Inner,
        text: &'static str,
        event: Vec<Event>,
    }

    #[test]
    fn a_moment_is_known_by_its_type_whatever_its_field_is_called() {
        let inner = || Inner {
            new_at: Some(day()),
            exact_at: Moment::exact(day().at),
            never_at: None,
        };
        let outer = Outer {
            inner: inner(),
            // A person may type what looks like one.
            text: DAY,
            event: vec![
                Event::Held(inner()),
                Event::Moved { at: day() },
                Event::Both(day(), DAY.to_owned()),
                Event::Plain,
            ],
        };
        let time = "2021-10-15T00:00:00+02:00";
        let shown = json!({
            "new_at": time, "new_at_precision": "day", "exact_at": time, "never_at": null
        });
        let mut expected = shown.clone();
        expected["text"] = json!(DAY);
        expected["event"] = json!([
            { "Held": shown }, { "Moved": { "at": time, "at_precision": "day" } },
            { "Both": [time, DAY] }, "Plain"
        ]);
        assert_eq!(apart(&outer).unwrap(), expected);
    }
}
