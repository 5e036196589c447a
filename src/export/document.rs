//! A document in JSON, written as it is gone through: a tree of values takes up very many times its length. The fields of each
//! value are in the order of their names, as those of all the other JSON are.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::code_points::CodePoints;
use crate::model::{Author, Block, CleanText, Document, ListItem, Section, Span, SpanStyle, Text};

/// A document, and what else stands in the same value.
pub struct DocumentJson<'a> {
    document: &'a Document,
    beside: Vec<(&'static str, Value)>,
}

impl<'a> DocumentJson<'a> {
    /// The document with fields beside its own.
    pub fn new(document: &'a Document, beside: Vec<(&'static str, Value)>) -> Self {
        Self { document, beside }
    }

    /// The same with one more field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.beside.push((name, value));
        self
    }
}

impl Serialize for DocumentJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let document = self.document;
        let mut beside: Vec<_> = self.beside.iter().collect();
        beside.sort_by_key(|(name, _)| *name);
        let mut fields = Fields { map: to.serialize_map(None)?, beside: beside.into_iter().peekable() };
        fields.put("authors", &each(&document.authors, AuthorJson))?;
        fields.put("credits", &document.credits)?;
        fields.put("dateline", &document.dateline)?;
        if !document.keywords.is_empty() {
            fields.put("keywords", &document.keywords)?;
        }
        fields.put("language", &document.language)?;
        fields.put("published", &document.published)?;
        fields.put("sections", &each(&document.sections, SectionJson))?;
        fields.put("standfirst", &document.standfirst)?;
        fields.put("title", &document.title)?;
        fields.put("updated", &document.updated)?;
        fields.end()
    }
}

/// The fields of a document, among which the others come in.
struct Fields<'a, M, I: Iterator<Item = &'a (&'static str, Value)>> {
    map: M,
    beside: std::iter::Peekable<I>,
}

impl<'a, M: SerializeMap, I: Iterator<Item = &'a (&'static str, Value)>> Fields<'a, M, I> {
    fn put(&mut self, name: &str, value: &impl Serialize) -> Result<(), M::Error> {
        while let Some((name, value)) = self.beside.next_if(|(beside, _)| *beside < name) {
            self.map.serialize_entry(name, value)?;
        }
        self.map.serialize_entry(name, value)
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        for (name, value) in self.beside {
            self.map.serialize_entry(name, value)?;
        }
        self.map.end()
    }
}

/// A list of things, each as its JSON.
fn each<'a, T, J: Serialize>(things: &'a [T], json: impl Fn(&'a T) -> J) -> Vec<J> {
    things.iter().map(json).collect()
}

struct AuthorJson<'a>(&'a Author);

impl Serialize for AuthorJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Author { name, role, bio, email } = self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("bio", bio)?;
        map.serialize_entry("email", email)?;
        map.serialize_entry("name", name)?;
        map.serialize_entry("role", role)?;
        map.end()
    }
}

struct SectionJson<'a>(&'a Section);

impl Serialize for SectionJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Section { heading, kind, level, blocks } = self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("blocks", &each(blocks, BlockJson))?;
        map.serialize_entry("heading", heading)?;
        map.serialize_entry("kind", kind)?;
        map.serialize_entry("level", level)?;
        map.end()
    }
}

struct BlockJson<'a>(&'a Block);

impl Serialize for BlockJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        match self.0 {
            Block::Paragraph(text) => {
                put_text(&mut map, text)?;
                map.serialize_entry("type", "paragraph")?;
            }
            Block::List { ordered, items } => {
                map.serialize_entry("items", &each(items, ItemJson))?;
                map.serialize_entry("ordered", ordered)?;
                map.serialize_entry("type", "list")?;
            }
            Block::Quotation(text) => {
                put_text(&mut map, text)?;
                map.serialize_entry("type", "quotation")?;
            }
            Block::Preformatted { text } => {
                map.serialize_entry("text", text)?;
                map.serialize_entry("type", "preformatted")?;
            }
            Block::Table { header, rows } => {
                map.serialize_entry("header", &each(header, TextJson))?;
                map.serialize_entry("rows", &each(rows, |row| each(row, TextJson)))?;
                map.serialize_entry("type", "table")?;
            }
            Block::Image { url, alt, caption } => {
                map.serialize_entry("alt", alt)?;
                map.serialize_entry("caption", caption)?;
                map.serialize_entry("type", "image")?;
                map.serialize_entry("url", url)?;
            }
            Block::Rule => map.serialize_entry("type", "rule")?,
            Block::Stakeholder { actor, text } => {
                map.serialize_entry("actor", actor)?;
                put_text(&mut map, text)?;
                map.serialize_entry("type", "stakeholder")?;
            }
            Block::Embed { url, label } => {
                map.serialize_entry("label", label)?;
                map.serialize_entry("type", "embed")?;
                map.serialize_entry("url", url)?;
            }
        }
        map.end()
    }
}

struct ItemJson<'a>(&'a ListItem);

impl Serialize for ItemJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let ListItem { depth, number, text } = self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("depth", depth)?;
        map.serialize_entry("number", number)?;
        put_text(&mut map, text)?;
        map.end()
    }
}

struct TextJson<'a>(&'a Text);

impl Serialize for TextJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        put_text(&mut map, self.0)?;
        map.end()
    }
}

/// The fields of a text; ranges count code points.
fn put_text<M: SerializeMap>(map: &mut M, text: &Text) -> Result<(), M::Error> {
    if !text.spans().is_empty() {
        map.serialize_entry("spans", &SpansJson(text))?;
    }
    map.serialize_entry("text", text.text())
}

struct SpansJson<'a>(&'a Text);

impl Serialize for SpansJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let points = CodePoints::of(self.0.as_str());
        to.collect_seq(self.0.spans().iter().map(|span| SpanJson { span, points: &points }))
    }
}

struct SpanJson<'a> {
    span: &'a Span,
    points: &'a CodePoints<'a>,
}

impl Serialize for SpanJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let range = self.points.range(&self.span.range);
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("end", &range.end)?;
        map.serialize_entry("start", &range.start)?;
        let (name, url): (_, Option<&CleanText>) = match &self.span.style {
            SpanStyle::Strong => ("strong", None),
            SpanStyle::Emphasis => ("emphasis", None),
            SpanStyle::Code => ("code", None),
            SpanStyle::Link { url } => ("link", Some(url)),
        };
        map.serialize_entry("type", name)?;
        if let Some(url) = url {
            map.serialize_entry("url", url)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::DocumentJson;
    use crate::model::{
        Author, Block, CleanText, Document, ListItem, Section, SpanStyle, Text, TextBuilder, Timestamp,
    };

    fn styled() -> Text {
        let mut builder = TextBuilder::new();
        builder.push("“It” is ");
        for style in [SpanStyle::Strong, SpanStyle::Emphasis, SpanStyle::Code] {
            builder.open(style);
            builder.push("é, ");
            builder.close();
        }
        builder.open(SpanStyle::Link { url: "https://example.org".into() });
        builder.push("there");
        builder.finish()
    }

    fn with_everything() -> Document {
        let text = styled();
        let some = || Some(CleanText::new("more"));
        let item = ListItem { depth: 1, number: Some(7), text: text.clone() };
        let blocks = vec![
            Block::Paragraph(text.clone()),
            Block::List { ordered: true, items: vec![item, ListItem::default()] },
            Block::Quotation(text.clone()),
            Block::Preformatted { text: "a  b".into() },
            Block::Table { header: vec![text.clone()], rows: vec![vec![text.clone(), "b".into()], vec![]] },
            Block::Image { url: "u".into(), alt: some(), caption: None },
            Block::Rule,
            Block::Stakeholder { actor: "Peru".into(), text },
            Block::Embed { url: "u".into(), label: some() },
        ];
        let author = Author { name: "Ann Lee".into(), role: some(), bio: some(), email: None };
        Document {
            title: "Talks".into(),
            standfirst: some(),
            authors: vec![author],
            published: Some(Timestamp::UNIX_EPOCH),
            updated: None,
            dateline: some(),
            language: some(),
            credits: vec!["With Reuters".into()],
            keywords: vec!["a".into()],
            sections: vec![Section { heading: some(), level: 2, blocks, ..Section::default() }],
        }
    }

    #[test]
    fn it_is_what_the_tree_of_its_values_would_be() {
        for document in [with_everything(), Document::default()] {
            let beside =
                || vec![("url", json!("https://example.org")), ("cast", json!([1])), ("aa", json!(2))];
            let mut value = serde_json::to_value(&document).expect("a value");
            let fields = value.as_object_mut().expect("an object");
            fields.extend(beside().into_iter().map(|(name, value)| (name.to_owned(), value)));
            let written = serde_json::to_string_pretty(&DocumentJson::new(&document, beside()));
            let expected = serde_json::to_string_pretty(&value);
            assert_eq!(written.expect("JSON"), expected.expect("JSON"));
        }
    }
}
