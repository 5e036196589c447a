//! News in JSON: which kind it is, and reading it.

use serde_json::Value;

use super::{Content, Form, ParseError, feed, ninjs};
use crate::model::{CleanText, Document, Item};

/// How much room the values of a file may take, in that of a number.
const MAX_ROOM: usize = 8_000_000;

/// Reads `text`; as `form` where that is given.
pub(super) fn read(
    text: &str,
    form: Option<Form>,
    base: Option<&str>,
) -> Result<(Form, Content), ParseError> {
    // A value takes more room than its text: a number sixteen times as much, an empty object far more.
    let room = text.bytes().map(|byte| match byte {
        b',' | b'[' => 1,
        b':' => 3,
        b'{' => 20,
        _ => 0,
    });
    if room.sum::<usize>() > MAX_ROOM {
        return Err(ParseError::UnsupportedForm { form: "JSON of more values than news has" });
    }
    let value: Value = serde_json::from_str(text).map_err(|error| ParseError::Json {
        line: error.line(),
        column: error.column(),
        what: what(&error),
    })?;
    let unknown = ParseError::UnsupportedForm { form: "JSON, and neither a feed nor an article" };
    let form = match form {
        Some(form) => form,
        None if is_document(&value) => Form::Document,
        None if feed::is_json_feed(&value) => Form::JsonFeed,
        None if ninjs::is_item(&value) => Form::Ninjs,
        None => return Err(unknown),
    };
    let content = match form {
        Form::JsonFeed if value.is_object() => Content::Feed(Box::new(feed::from_json(&value, base))),
        Form::Ninjs => Content::Article(Box::new(ninjs::read(&value).ok_or(unknown)?)),
        Form::Document => {
            let url = value.get("url").and_then(Value::as_str).map(CleanText::line);
            let document: Document = serde_json::from_value(value).map_err(|_| unknown)?;
            if document.title.is_empty() {
                return Err(ParseError::Empty);
            }
            Content::Article(Box::new(Item { document, key: url.clone(), url }))
        }
        _ => return Err(unknown),
    };
    Ok((form, content))
}

fn is_document(value: &Value) -> bool {
    value.get("title").is_some_and(Value::is_string) && value.get("sections").is_some_and(Value::is_array)
}

fn what(error: &serde_json::Error) -> &'static str {
    if error.is_eof() { "it ends too early" } else { "what stands there is not JSON, or is nested too deep" }
}
