//! News in JSON: which kind it is, and reading it.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::feed::{self, MAX_ENTRIES};
use super::{Content, Form, ParseError, Warning, json_value, ninjs};
use crate::model::{CleanText, Document, Item, Subscription};

/// What a text in JSON holds.
pub(super) struct Read {
    pub(super) form: Form,
    pub(super) content: Content,
    pub(super) warning: Option<Warning>,
}

/// Reads `text`; as `form` where that is given.
pub(super) fn read(text: &str, form: Option<Form>, base: Option<&str>) -> Result<Read, ParseError> {
    let found = json_value::read(text).map_err(|error| ParseError::Json {
        line: error.line(),
        column: error.column(),
        what: what(&error),
    })?;
    let cut = found.has_cut.then(|| "it is too large; part of it was left out".to_owned());
    let warning = |message: Option<String>| message.or(cut).map(|message| Warning { message });
    let values = match <[Value; 1]>::try_from(found.values) {
        Ok([value]) if !value.is_array() => {
            let (form, content) = one(value, form, base)?;
            return Ok(Read { form, content, warning: warning(None) });
        }
        Ok([value]) => vec![value],
        Err(values) => values,
    };
    let mut values = values.into_iter().flat_map(parts).map(|value| one(value, form, base));
    let (form, first) = values.by_ref().find_map(Result::ok).ok_or(UNKNOWN)?;
    let mut left_out = 0;
    let mut articles = Vec::new();
    let mut subscriptions = Vec::new();
    for content in
        std::iter::once(Some(first)).chain(values.map(|read| read.ok().map(|(_, content)| content)))
    {
        match content {
            Some(Content::Subscriptions(list)) => subscriptions.extend(list),
            Some(_) if articles.len() >= MAX_ENTRIES => left_out += 1,
            Some(content) => articles.extend(content.into_items()),
            None => left_out += 1,
        }
    }
    let content = match articles.is_empty() && !subscriptions.is_empty() {
        true => Content::Subscriptions(subscriptions),
        false => Content::Articles(articles),
    };
    let left_out = (left_out > 0)
        .then(|| format!("{left_out} of its parts were left out: they hold no article, or are too many"));
    Ok(Read { form, content, warning: warning(left_out) })
}

const UNKNOWN: ParseError = ParseError::UnsupportedForm { form: "JSON, and neither a feed nor an article" };

/// What a list holds, or what is none.
fn parts(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list,
        value => vec![value],
    }
}

/// Reads a value that stands for itself.
fn one(value: Value, form: Option<Form>, base: Option<&str>) -> Result<(Form, Content), ParseError> {
    let form = match form {
        Some(form) => form,
        None if is_own(&value) => Form::Document,
        None if feed::is_json_feed(&value) => Form::JsonFeed,
        None if ninjs::is_item(&value) => Form::Ninjs,
        None => return Err(UNKNOWN),
    };
    let content = match form {
        Form::JsonFeed if value.is_object() => Content::Feed(Box::new(feed::from_json(&value, base))),
        Form::Ninjs => Content::Article(Box::new(ninjs::read(&value).ok_or(UNKNOWN)?)),
        Form::Document => own(value)?,
        _ => return Err(UNKNOWN),
    };
    Ok((form, content))
}

/// Whether `value` is as masthead prints it: a document, the documents of a feed, or a list of feeds.
fn is_own(value: &Value) -> bool {
    let is_list = |name: &str| value.get(name).is_some_and(Value::is_array);
    is_list("articles")
        || is_list("subscriptions")
        || (value.get("title").is_some_and(Value::is_string) && is_list("sections"))
}

fn own(mut value: Value) -> Result<Content, ParseError> {
    let mut take = |name: &str| value.get_mut(name).map(Value::take);
    if let Some(Value::Array(articles)) = take("articles") {
        let items = articles.into_iter().take(MAX_ENTRIES).map(document).collect::<Result<Vec<_>, _>>()?;
        return Ok(Content::Articles(items));
    }
    if let Some(list) = take("subscriptions") {
        return Ok(Content::Subscriptions(from::<Vec<Subscription>>(list)?));
    }
    Ok(Content::Article(Box::new(document(value)?)))
}

fn document(value: Value) -> Result<Item, ParseError> {
    let url = value.get("url").and_then(Value::as_str).map(CleanText::line);
    let document: Document = from(value)?;
    if document.title.is_empty() {
        return Err(ParseError::Empty);
    }
    Ok(Item { document, key: url.clone(), url })
}

fn from<T: DeserializeOwned>(value: Value) -> Result<T, ParseError> {
    serde_json::from_value(value).map_err(|_| UNKNOWN)
}

fn what(error: &serde_json::Error) -> &'static str {
    if error.is_eof() { "it ends too early" } else { "what stands there is not JSON, or is nested too deep" }
}
