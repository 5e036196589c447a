//! The cast of an article in JSON.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::code_points::CodePoints;
use crate::model::{Cast, Document, Mention, Place, Quote, Spot, Statement};

/// The cast of `document`: places name a text of it, and count its code points.
pub fn cast(cast: &Cast, document: &Document) -> Result<Value, serde_json::Error> {
    let places = Places { document, points: HashMap::new() };
    places.cast(cast)
}

/// The texts of a document that places are in.
struct Places<'a> {
    document: &'a Document,
    points: HashMap<Spot, CodePoints<'a>>,
}

impl Places<'_> {
    fn cast(mut self, cast: &Cast) -> Result<Value, serde_json::Error> {
        let mut members = Vec::with_capacity(cast.members.len());
        for member in &cast.members {
            members.push(json!({
                "id": member.key, "label": member.name, "type": member.kind, "salience": member.salience,
                "statements": self.each(&member.statements, Self::statement)?,
                "mentions": self.each(&member.mentions, Self::mention)?,
            }));
        }
        Ok(json!({
            "members": members,
            "quotes": self.each(&cast.quotes, Self::quote)?,
            "unresolved": self.each(&cast.unresolved, Self::mention)?,
        }))
    }

    fn each<T>(
        &mut self,
        things: &[T],
        show: impl Fn(&mut Self, &T) -> Result<Value, serde_json::Error>,
    ) -> Result<Vec<Value>, serde_json::Error> {
        things.iter().map(|thing| show(self, thing)).collect()
    }

    fn statement(&mut self, statement: &Statement) -> Result<Value, serde_json::Error> {
        let mut fields = self.place(&statement.place)?;
        fields.insert("kind".to_owned(), json!(statement.kind));
        Ok(Value::Object(fields))
    }

    fn mention(&mut self, mention: &Mention) -> Result<Value, serde_json::Error> {
        let mut fields = self.place(&mention.place)?;
        fields.insert("surface".to_owned(), json!(mention.surface));
        fields.insert("label".to_owned(), json!(mention.label));
        fields.insert("method".to_owned(), json!(mention.method));
        fields.insert("confidence".to_owned(), json!(f64::from(mention.confidence) / 100.0));
        Ok(Value::Object(fields))
    }

    fn quote(&mut self, quote: &Quote) -> Result<Value, serde_json::Error> {
        let mut fields = self.place(&quote.place)?;
        for (name, place) in [("verb", &quote.verb), ("speaker", &quote.speaker)] {
            let place = place.as_ref().map(|place| self.place(place)).transpose()?;
            fields.insert(name.to_owned(), json!(place));
        }
        fields.insert("actor".to_owned(), json!(quote.actor));
        Ok(Value::Object(fields))
    }

    /// A place with its text and where it begins and ends in it.
    fn place(&mut self, place: &Place) -> Result<Map<String, Value>, serde_json::Error> {
        let text = self.document.text_at(place.spot).unwrap_or_default();
        let points = self.points.entry(place.spot).or_insert_with(|| CodePoints::of(text));
        let range = points.range(&place.range);
        let mut fields = Map::new();
        fields.insert("spot".to_owned(), serde_json::to_value(place.spot)?);
        fields.insert("start".to_owned(), json!(range.start));
        fields.insert("end".to_owned(), json!(range.end));
        Ok(fields)
    }
}
