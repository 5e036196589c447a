//! `masthead parse`.

use std::path::Path;

use serde_json::{Value, json};

use super::Outcome;
use super::args::{Parse, ParseForm, ParseFormat, Shared};
use super::out::{complain, json_text, note, say};
use super::own_actors::known_actors;
use super::{feed_json, files, page_json};
use crate::actors::Recognizer;
use crate::export;
use crate::ingest::{Content, Form, Input, Labels, Parsed, feed_item, parse as parse_bytes};
use crate::model::Item;

/// Prints what each file holds: one alone as indented JSON, several as a line each. Whether all could be read.
pub(super) fn parse(shared: &Shared, parse: &Parse, labels: &Labels) -> Outcome {
    let files = files::named(&parse.files, parse.files_from.as_deref())?;
    let has_cast = parse.actors && parse.format == ParseFormat::Json;
    let recognizer = has_cast.then(|| known_actors(shared).recognizer());
    let several = files.len() > 1 || parse.files_from.is_some();
    let mut all_read = true;
    for (nth, file) in files.iter().enumerate() {
        let name = name_of(file, parse);
        let printed = read(file, parse, labels).and_then(|parsed| {
            parsed.warnings.iter().for_each(|warning| note(&format!("{name}: {}", warning.message)));
            print(&parsed, parse, &name, several, (labels, recognizer.as_ref()))
        });
        match printed {
            Ok(text) => {
                if nth > 0 && matches!(parse.format, ParseFormat::Text | ParseFormat::Markdown) {
                    say(&format!("\n{}", between(parse.format).trim_end()))?;
                }
                let is_json = !matches!(parse.format, ParseFormat::Text | ParseFormat::Markdown);
                say(&if is_json { json_text(&text) } else { text })?;
            }
            Err(error) => {
                all_read = false;
                complain(&format!("{name}: {error}"));
                if parse.format == ParseFormat::FeedJson {
                    say(&json_text(&json!({"file": name, "ok": false, "error": error})))?;
                } else if parse.format == ParseFormat::PageJson {
                    say(&json_text(&json!({"id": page_id(&name), "error": error})))?;
                } else if several {
                    say(&json_text(&json!({"file": name, "error": error})))?;
                }
            }
        }
    }
    Ok(all_read)
}

/// The file's name as the output has it.
fn name_of(file: &Path, parse: &Parse) -> String {
    let relative = parse.relative_to.as_ref().and_then(|folder| file.strip_prefix(folder).ok());
    relative.unwrap_or(file).display().to_string()
}

/// The name of a page without what its file is: `a/b.html.gz` is `a/b`.
fn page_id(name: &str) -> &str {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.strip_suffix(".html").unwrap_or(name)
}

fn print(
    parsed: &Parsed,
    parse: &Parse,
    name: &str,
    several: bool,
    (labels, recognizer): (&Labels, Option<&Recognizer>),
) -> Result<String, String> {
    let says = |error: serde_json::Error| error.to_string();
    let format = parse.format;
    match format {
        ParseFormat::FeedJson => {
            serde_json::to_string(&feed_json::Line::of(name, &parsed.content)).map_err(says)
        }
        ParseFormat::Json | ParseFormat::Ninjs => {
            let value = match format {
                ParseFormat::Ninjs => as_ninjs(&parsed.content, labels)?,
                _ => as_json(&parsed.content, several.then_some(name), labels, recognizer).map_err(says)?,
            };
            if several { serde_json::to_string(&value) } else { serde_json::to_string_pretty(&value) }
                .map_err(says)
        }
        ParseFormat::PageJson => match &parsed.content {
            Content::Article(item) => Ok(page_json::line(page_id(name), item).to_string()),
            _ => Err("it is no page: page-json prints one article a file".to_owned()),
        },
        ParseFormat::Text | ParseFormat::Markdown => {
            let show = |item: &Item| match format {
                ParseFormat::Text => export::text(&item.document),
                _ => export::markdown(item),
            };
            let items = items(&parsed.content, labels);
            if let Content::Subscriptions(list) = &parsed.content {
                return Ok(list.iter().map(|feed| feed.url.to_string()).collect::<Vec<_>>().join("\n"));
            }
            Ok(items.iter().map(show).collect::<Vec<_>>().join(&format!("\n\n{}", between(format))))
        }
    }
}

/// The line between two articles; in Markdown their front matter parts them.
fn between(format: ParseFormat) -> &'static str {
    if format == ParseFormat::Text { "----------------------------------------\n\n" } else { "" }
}

fn items(content: &Content, labels: &Labels) -> Vec<Item> {
    match content {
        Content::Article(item) => vec![(**item).clone()],
        Content::Articles(items) => items.clone(),
        Content::Feed(feed) => {
            feed.entries.iter().map(|entry| feed_item(&feed.head, entry, labels)).collect()
        }
        Content::Subscriptions(_) => Vec::new(),
    }
}

/// An article as a news item, several as a list of them.
fn as_ninjs(content: &Content, labels: &Labels) -> Result<Value, String> {
    match content {
        Content::Article(item) => Ok(export::ninjs(item)),
        Content::Subscriptions(_) => Err("it lists feeds: ninjs holds articles".to_owned()),
        content => Ok(items(content, labels).iter().map(export::ninjs).collect()),
    }
}

/// An article's document, a feed's documents, a list's feeds; with the file's name where there are several, and
/// with the cast of each article where there is a recogniser.
fn as_json(
    content: &Content,
    file: Option<&str>,
    labels: &Labels,
    recognizer: Option<&Recognizer>,
) -> Result<Value, serde_json::Error> {
    let document = |item: &Item| document(item, recognizer);
    let mut value = match content {
        Content::Article(item) => document(item)?,
        Content::Feed(feed) => {
            let articles = items(content, labels).iter().map(document).collect::<Result<Vec<_>, _>>()?;
            json!({"feed": feed_json::Head::of(feed), "articles": articles})
        }
        Content::Articles(items) => {
            json!({"articles": items.iter().map(document).collect::<Result<Vec<_>, _>>()?})
        }
        Content::Subscriptions(list) => json!({"subscriptions": list}),
    };
    if let (Some(fields), Some(file)) = (value.as_object_mut(), file) {
        fields.insert("file".to_owned(), json!(file));
    }
    Ok(value)
}

fn document(item: &Item, recognizer: Option<&Recognizer>) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(&item.document)?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("url".to_owned(), json!(item.url));
        if let Some(recognizer) = recognizer {
            let cast = recognizer.recognize(&item.document);
            fields.insert("cast".to_owned(), export::cast(&cast, &item.document)?);
        }
    }
    Ok(value)
}

fn read(file: &Path, parse: &Parse, labels: &Labels) -> Result<Parsed, String> {
    let bytes = files::bytes(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let input = Input {
        charset: None,
        bytes: &bytes,
        name: name.as_deref(),
        base: parse.url.as_deref(),
        form: parse.form.map(form),
        labels,
    };
    parse_bytes(&input).map_err(|error| error.to_string())
}

fn form(form: ParseForm) -> Form {
    match form {
        ParseForm::Feed => Form::Feed,
        ParseForm::JsonFeed => Form::JsonFeed,
        ParseForm::Opml => Form::Opml,
        ParseForm::Urls => Form::Urls,
        ParseForm::Ninjs => Form::Ninjs,
        ParseForm::Document => Form::Document,
        ParseForm::Page => Form::Page,
        ParseForm::Markdown => Form::Markdown,
        ParseForm::Text => Form::PlainText,
    }
}
