//! JSON as values, as much of it as is of use: what goes beyond is passed over, not kept.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The values that stand in a text, one behind the other: a line each, or one alone.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) values: Vec<Value>,
    /// Whether there was more than is kept.
    pub(super) has_cut: bool,
}

/// Reads the values in `text`.
///
/// # Errors
/// Where it breaks.
pub(super) fn read(text: &str) -> Result<Values, serde_json::Error> {
    let mut budget = BUDGET;
    let mut values = Vec::new();
    let mut source = serde_json::Deserializer::from_str(text.trim_end());
    while source.end().is_err() {
        let value = Kept { budget: &mut budget }.deserialize(&mut source)?;
        if budget > 0 || values.is_empty() {
            values.push(value);
        }
    }
    Ok(Values { values, has_cut: budget == 0 })
}

/// How many bytes of memory values may take up, by and large: several times what 50,000 articles need.
const BUDGET: usize = 160 << 20;
const VALUE: usize = size_of::<Value>();
/// What a map takes up however few fields it has.
const MAP: usize = 12 * (VALUE + size_of::<String>());

/// Reads one value; with no budget left, nothing more goes into lists and maps.
struct Kept<'b> {
    budget: &'b mut usize,
}

impl Kept<'_> {
    fn spend(&mut self, bytes: usize) {
        *self.budget = self.budget.saturating_sub(bytes);
    }
}

impl<'de> DeserializeSeed<'de> for Kept<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Kept<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(mut self, value: &str) -> Result<Value, E> {
        self.spend(value.len());
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut source: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            // A list that grows takes up twice its length.
            self.spend(2 * VALUE);
            if *self.budget == 0 {
                while source.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Value::Array(list));
            }
            match source.next_element_seed(Kept { budget: self.budget })? {
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut source: A) -> Result<Value, A::Error> {
        self.spend(MAP);
        let mut map = Map::new();
        loop {
            self.spend(VALUE + size_of::<String>());
            if *self.budget == 0 {
                while source.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(Value::Object(map));
            }
            let Some(key) = source.next_key::<String>()? else { return Ok(Value::Object(map)) };
            self.spend(key.len());
            map.insert(key, source.next_value_seed(Kept { budget: self.budget })?);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn values_stand_behind_one_another() {
        let read = read("{\"a\": [1, -2, 0.5, true, null]}\n\n[\"b\"]\n").expect("JSON");
        assert_eq!(read.values, [json!({"a": [1, -2, 0.5, true, null]}), json!(["b"])]);
        assert!(!read.has_cut);
    }

    #[test]
    fn more_than_is_of_use_is_passed_over() {
        let many = format!("[{}1]", "1,".repeat(5_000_000));
        let read = read(&many).expect("JSON");
        assert!(read.has_cut && read.values[0].as_array().is_some_and(|list| list.len() < 4_000_000));
        assert!(super::read(&many[..many.len() - 1]).is_err());
    }
}
