//! Messages as plain JavaScript objects, built field by field: what comes out is what [`crate::to_js`] makes.
//!
//! For the content script, which goes into every frame of a recorded page and has a limit of its size.
//! serde-wasm-bindgen writes maps, tuples, bytes, large integers and errors in words, none of which the messages
//! have; JSON text would need its tables for decimal fractions.

use core::fmt;
use std::cell::RefCell;

use js_sys::{Array, Object};
use serde::ser::{self, Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeStructVariant};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Object)]
    type Plain;
    #[wasm_bindgen(constructor)]
    fn new() -> Plain;
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn put(this: &Plain, key: &str, value: JsValue);
}

/// The message has a part that is no field, list, text, number or truth value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoObject;

impl fmt::Display for NoObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message has no plain form")
    }
}

impl core::error::Error for NoObject {}

impl ser::Error for NoObject {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A message as a plain JavaScript object.
pub fn to_object<T: Serialize>(message: &T) -> Result<JsValue, NoObject> {
    message.serialize(Writer)
}

/// An object that is made already: it goes into a message as it is.
///
/// Whoever holds one must have made it of what may be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ready(JsValue);

/// The name by which [`Writer`] knows a [`Ready`], whose object waits in [`HANDED_OVER`].
const READY: &str = "$ready";

thread_local! {
    static HANDED_OVER: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

impl Ready {
    /// A message's part, made once.
    ///
    /// # Errors
    /// As [`to_object`].
    pub fn of<T: Serialize>(part: &T) -> Result<Self, NoObject> {
        to_object(part).map(Self)
    }

    /// A copy with another value in one field.
    ///
    /// # Errors
    /// As [`to_object`].
    pub fn with<T: Serialize>(&self, field: &str, value: &T) -> Result<Self, NoObject> {
        let copy = Object::assign(&Object::new(), self.0.unchecked_ref());
        let copy: Plain = copy.unchecked_into();
        copy.put(field, value.serialize(Writer)?);
        Ok(Self(copy.into()))
    }
}

impl Serialize for Ready {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        HANDED_OVER.with(|place| place.replace(self.0.clone()));
        serializer.serialize_unit_struct(READY)
    }
}

/// Makes one value.
struct Writer;

/// The fields of an object, and the name of the variant that wraps it.
struct Fields {
    object: Plain,
    variant: Option<&'static str>,
}

/// The entries of a list.
struct Entries(Array);

impl Fields {
    fn new(variant: Option<&'static str>) -> Self {
        Self { object: Plain::new(), variant }
    }

    fn finished(self) -> JsValue {
        match self.variant {
            Some(variant) => wrapped(variant, self.object.into()),
            None => self.object.into(),
        }
    }
}

fn wrapped(variant: &str, value: JsValue) -> JsValue {
    let outer = Plain::new();
    outer.put(variant, value);
    outer.into()
}

/// A number as JSON has it: what is not finite becomes `null`.
fn number(value: f64) -> JsValue {
    if value.is_finite() { JsValue::from_f64(value) } else { JsValue::NULL }
}

macro_rules! numbers {
    ($($method:ident $number:ty,)*) => {
        $(
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "JavaScript has no other numbers")]
            fn $method(self, value: $number) -> Result<JsValue, NoObject> {
                Ok(number(value as f64))
            }
        )*
    };
}

impl ser::Serializer for Writer {
    type Ok = JsValue;
    type Error = NoObject;
    type SerializeSeq = Entries;
    type SerializeTuple = Impossible<JsValue, NoObject>;
    type SerializeTupleStruct = Impossible<JsValue, NoObject>;
    type SerializeTupleVariant = Impossible<JsValue, NoObject>;
    type SerializeMap = Impossible<JsValue, NoObject>;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
        serialize_f32 f32, serialize_f64 f64,
    }

    fn serialize_bool(self, value: bool) -> Result<JsValue, NoObject> {
        Ok(JsValue::from_bool(value))
    }

    fn serialize_char(self, value: char) -> Result<JsValue, NoObject> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<JsValue, NoObject> {
        Ok(JsValue::from_str(value))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<JsValue, NoObject> {
        Err(NoObject)
    }

    fn serialize_none(self) -> Result<JsValue, NoObject> {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, NoObject> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<JsValue, NoObject> {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<JsValue, NoObject> {
        Ok(if name == READY { HANDED_OVER.with(RefCell::take) } else { JsValue::NULL })
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<JsValue, NoObject> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, NoObject> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<JsValue, NoObject> {
        Ok(wrapped(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Entries, NoObject> {
        Ok(Entries(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NoObject> {
        Err(NoObject)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NoObject> {
        Err(NoObject)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NoObject> {
        Err(NoObject)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NoObject> {
        Err(NoObject)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, NoObject> {
        Ok(Fields::new(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, NoObject> {
        Ok(Fields::new(Some(variant)))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<JsValue, NoObject> {
        Err(NoObject)
    }
}

/// The fields of a struct and those of a struct's variant are written alike.
macro_rules! fields {
    ($($part:ident),*) => {
        $(
            impl $part for Fields {
                type Ok = JsValue;
                type Error = NoObject;

                fn serialize_field<T: Serialize + ?Sized>(
                    &mut self,
                    key: &'static str,
                    value: &T,
                ) -> Result<(), NoObject> {
                    self.object.put(key, value.serialize(Writer)?);
                    Ok(())
                }

                fn end(self) -> Result<JsValue, NoObject> {
                    Ok(self.finished())
                }
            }
        )*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeSeq for Entries {
    type Ok = JsValue;
    type Error = NoObject;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoObject> {
        self.0.push(&value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, NoObject> {
        Ok(self.0.into())
    }
}
