//! What a value looks like as JSON: a JSON Schema of it, made from its type.
//!
//! [`record!`](crate::json::shape::record) declares a struct that becomes a JSON object, and describes it in the same
//! breath, so that what is answered and what is described cannot differ.

use serde_json::{Map, Value, json};
use whereas_extract::{Act, Bound, Genre, Lang, PassageKind, Position};
use whereas_ledger::{Anchor, Verdict};

/// Schemas of records by their names.
pub(crate) type Schemas = Map<String, Value>;

/// Something that has a form as JSON.
pub(crate) trait Shape {
    /// Whether it may be absent from its record.
    const OPTIONAL: bool = false;

    /// Its schema; schemas of records that it refers to are put into `known`.
    fn schema(known: &mut Schemas) -> Value;

    /// Whether this value is absent.
    fn is_absent(&self) -> bool {
        false
    }
}

macro_rules! shapes {
    ($($type:ty => $schema:tt),* $(,)?) => {
        $(impl Shape for $type {
            fn schema(_: &mut Schemas) -> Value {
                json!($schema)
            }
        })*
    };
}

shapes! {
    String => { "type": "string" },
    bool => { "type": "boolean" },
    f32 => { "type": "number" },
    f64 => { "type": "number" },
    u8 => { "type": "integer", "minimum": 0 },
    u32 => { "type": "integer", "minimum": 0 },
    u64 => { "type": "integer", "minimum": 0 },
    i64 => { "type": "integer" },
    (u32, u32) => {
        "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2
    },
    Value => {},
    Lang => { "type": "string", "description": "ISO 639-1" },
    Genre => { "enum": ["resolution", "readout", "statement", "news", "interview", "op-ed", "report"] },
    PassageKind => { "enum": [
        "title", "heading", "formula", "citation", "recital", "paragraph", "point", "footnote", "question",
        "answer", "body", "boilerplate"
    ] },
    Bound => { "enum": ["=", ">=", "<=", ">", "<", "~"] },
    Verdict => { "enum": ["accepted", "rejected"] },
    Anchor => { "enum": ["placed", "moved", "lost"] },
}

impl Shape for Act {
    fn schema(_: &mut Schemas) -> Value {
        json!({ "enum": Act::ALL.map(Act::as_str) })
    }
}

impl Shape for Position {
    fn schema(_: &mut Schemas) -> Value {
        json!({ "enum": Position::ALL.map(Position::as_str) })
    }
}

impl<T: Shape> Shape for Option<T> {
    const OPTIONAL: bool = true;

    fn schema(known: &mut Schemas) -> Value {
        T::schema(known)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn schema(known: &mut Schemas) -> Value {
        json!({ "type": "array", "items": T::schema(known) })
    }
}

/// Adds a description to a schema.
pub(crate) fn described(schema: Value, about: &str) -> Value {
    match schema {
        Value::Object(mut fields) => {
            fields.insert("description".to_owned(), Value::String(about.trim().to_owned()));
            Value::Object(fields)
        }
        other => other,
    }
}

/// A field of a record: its name, its description, whether it may be absent, and its schema.
pub(crate) type Field = (&'static str, &'static str, bool, Value);

/// Puts the schema of a record among those known and returns what refers to it. `fields` is asked once.
pub(crate) fn reference(
    name: &str,
    about: &str,
    known: &mut Schemas,
    fields: impl FnOnce(&mut Schemas) -> Vec<Field>,
) -> Value {
    if !known.contains_key(name) {
        // Its place is taken before its fields are looked at, for a record may hold others of its kind.
        known.insert(name.to_owned(), Value::Null);
        let mut properties = Map::from_iter([("type".to_owned(), json!({ "const": name }))]);
        let mut required = vec!["type"];
        for (field, about, optional, schema) in fields(known) {
            properties.insert(field.to_owned(), described(schema, about));
            if !optional {
                required.push(field);
            }
        }
        let schema = json!({
            "type": "object",
            "description": about.trim(),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        known.insert(name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Declares a struct that becomes a JSON object, whose field `type` holds the name behind the struct's.
macro_rules! record {
    (
        #[doc = $about:literal]
        $record:ident = $name:literal {
            $( #[doc = $doc:literal] $field:ident: $type:ty, )*
        }
    ) => {
        #[doc = $about]
        #[derive(Debug, serde::Serialize)]
        #[serde(tag = "type", rename = $name)]
        pub(crate) struct $record {
            $(
                #[doc = $doc]
                #[serde(skip_serializing_if = "crate::json::shape::Shape::is_absent")]
                pub(crate) $field: $type,
            )*
        }

        impl crate::json::shape::Shape for $record {
            fn schema(known: &mut crate::json::shape::Schemas) -> serde_json::Value {
                crate::json::shape::reference($name, $about, known, |known| vec![
                    $( (
                        stringify!($field),
                        $doc,
                        <$type as crate::json::shape::Shape>::OPTIONAL,
                        <$type as crate::json::shape::Shape>::schema(known),
                    ), )*
                ])
            }
        }
    };
}
pub(crate) use record;
