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

/// Reads the values in `text`: one, or one a line. A line among them that is no JSON counts as null.
///
/// # Errors
/// Where it breaks.
pub(super) fn read(text: &str) -> Result<Values, serde_json::Error> {
    let left = BUDGET.min(LEAST_BUDGET + FOR_A_BYTE * text.len());
    let mut room = Room { left, has_dropped: false };
    let values = match one(text, &mut room) {
        Ok(value) => vec![value],
        Err(error) => {
            let mut values = Vec::new();
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                if room.left == 0 && !values.is_empty() {
                    break;
                }
                match one(line, &mut room) {
                    Err(_) if values.is_empty() => return Err(error),
                    read => values.push(read.unwrap_or_default()),
                }
            }
            values
        }
    };
    Ok(Values { values, has_cut: room.left == 0 })
}

fn one(text: &str, room: &mut Room) -> Result<Value, serde_json::Error> {
    let mut source = serde_json::Deserializer::from_str(text);
    let value = Kept { room }.deserialize(&mut source)?;
    source.end().map(|()| value)
}

/// How many bytes of memory values may take up, by and large: several times what 50,000 articles need.
const BUDGET: usize = 160 << 20;
/// What is kept of a short text, and how much more of a longer one: a list of numbers takes up very many times its length.
const LEAST_BUDGET: usize = 2 << 20;
const FOR_A_BYTE: usize = 6;
const VALUE: usize = size_of::<Value>();
/// What a map takes up however few fields it has.
const MAP: usize = 12 * (VALUE + size_of::<String>());

/// How much more may be kept.
struct Room {
    left: usize,
    /// Whether the value has been dropped that was cut where the room ended.
    has_dropped: bool,
}

impl Room {
    fn spend(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
    }
}

/// Reads one value; where there is no room left, nothing more goes into lists and maps.
struct Kept<'r> {
    room: &'r mut Room,
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

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        self.room.spend(value.len());
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let Self { room } = self;
        let mut list = Vec::new();
        loop {
            // A list that grows takes up twice its length.
            room.spend(2 * VALUE);
            if room.left == 0 {
                room.has_dropped = true;
                while source.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Value::Array(list));
            }
            match source.next_element_seed(Kept { room: &mut *room })? {
                // What was cut in its middle is of no use; what holds the list that it stood in is.
                Some(_) if room.left == 0 && !room.has_dropped => {}
                Some(value) => list.push(value),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Value, A::Error> {
        let Self { room } = self;
        room.spend(MAP);
        let mut map = Map::new();
        loop {
            room.spend(VALUE + size_of::<String>());
            if room.left == 0 {
                while source.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(Value::Object(map));
            }
            let Some(key) = source.next_key::<String>()? else { return Ok(Value::Object(map)) };
            room.spend(key.len());
            map.insert(key, source.next_value_seed(Kept { room: &mut *room })?);
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
        let broken = super::read("[1]\n[2\n{}").expect("JSON");
        assert_eq!(broken.values, [json!([1]), json!(null), json!({})]);
        assert_eq!(super::read("{\n\"a\": 1} b").map_err(|error| error.line()).err(), Some(2));
    }

    #[test]
    fn more_than_is_of_use_is_passed_over() {
        let many = format!("[{}1]", "1,".repeat(5_000_000));
        let read = read(&many).expect("JSON");
        assert!(read.has_cut && read.values[0].as_array().is_some_and(|list| list.len() < 4_000_000));
        assert!(super::read(&many[..many.len() - 1]).is_err());
        let many = format!("{{\"a\": [{{\"b\": [{}{{\"c\": 1}}]}}]}}", "{\"c\": 1},".repeat(500_000));
        let read = super::read(&many).expect("JSON");
        let list = read.values[0]["a"][0]["b"].as_array().expect("what holds it is kept");
        assert!(read.has_cut && list.iter().all(|one| one["c"] == 1));
    }
}
