//! News in JSON: which kind it is, and reading it.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::feed::{self, MAX_ENTRIES};
use super::json_value::{self, Values};
use super::{Content, Form, Input, ParseError, Warning, json_repair, ninjs, structure};
use crate::model::{CleanText, Document, Item, Subscription};

/// What a text in JSON holds.
pub(super) struct Read {
    pub(super) form: Form,
    pub(super) content: Content,
    pub(super) warnings: Vec<Warning>,
}

/// Reads `text`, what `input` holds; as its form where that is given.
pub(super) fn read(text: &str, input: &Input<'_>) -> Result<Read, ParseError> {
    let error = match json_value::read(text) {
        Ok(found) => return news(found, input),
        Err(error) => error,
    };
    let repaired = json_value::read(&json_repair::repair(text.trim_start()));
    let read = repaired.ok().and_then(|found| news(found, input).ok());
    let Some(mut read) = read.filter(|read| holds_any(&read.content)) else {
        return Err(ParseError::Json { line: error.line(), column: error.column(), what: what(&error) });
    };
    let message = format!("it is JSON and breaks at line {}; read as far as it goes", error.line());
    read.warnings.push(Warning { message });
    Ok(read)
}

fn holds_any(content: &Content) -> bool {
    match content {
        Content::Article(_) => true,
        Content::Articles(items) => !items.is_empty(),
        Content::Feed(feed) => !feed.entries.is_empty(),
        Content::Subscriptions(list) => !list.is_empty(),
    }
}

fn news(found: Values, input: &Input<'_>) -> Result<Read, ParseError> {
    let mut warnings = Vec::new();
    if found.has_cut {
        warnings.push(Warning { message: "it is too large; part of it was left out".to_owned() });
    }
    let values = match <[Value; 1]>::try_from(found.values) {
        Ok([value]) if !value.is_array() => {
            let (form, content) = one(value, input)?;
            return Ok(Read { form, content, warnings });
        }
        Ok([value]) => vec![value],
        Err(values) => values,
    };
    if values.first().is_some_and(|value| value.get("masthead").is_some()) {
        return Err(ParseError::UnsupportedForm {
            form: "an export of masthead’s, which is imported by itself",
        });
    }
    let mut values = values.into_iter().flat_map(parts).map(|value| one(value, input));
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
            Some(content) => articles.extend(content.into_items(input.labels)),
            None => left_out += 1,
        }
    }
    let content = match articles.is_empty() && !subscriptions.is_empty() {
        true => Content::Subscriptions(subscriptions),
        false => Content::Articles(articles),
    };
    if left_out > 0 {
        let message = format!("{left_out} of its parts were left out: they hold no article, or are too many");
        warnings.push(Warning { message });
    }
    Ok(Read { form, content, warnings })
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
fn one(value: Value, input: &Input<'_>) -> Result<(Form, Content), ParseError> {
    let form = match input.form {
        Some(form) => form,
        None if is_own(&value) => Form::Document,
        None if feed::is_json_feed(&value) => Form::JsonFeed,
        None if ninjs::is_item(&value) => Form::Ninjs,
        None => return Err(UNKNOWN),
    };
    let content = match form {
        Form::JsonFeed if value.is_object() => Content::Feed(Box::new(feed::from_json(&value, input.base))),
        Form::Ninjs => Content::Article(Box::new(ninjs::read(&value, input.labels).ok_or(UNKNOWN)?)),
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
    let mut document: Document = from(value)?;
    structure::bound_sections(&mut document.sections);
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
