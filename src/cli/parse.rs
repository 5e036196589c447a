//! `masthead parse`.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use serde_json::json;

use super::Outcome;
use super::args::{Parse, ParseForm, ParseFormat, Shared};
use super::out::{complain, json_text, note, say, say_json, say_on};
use super::own_actors::known_actors;
use super::parse_json::{NinjsList, ParseJson};
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
        let parsed = read(file, parse, labels).and_then(|parsed| {
            parsed.warnings.iter().for_each(|warning| note(&format!("{name}: {}", warning.message)));
            allowed(parsed, parse.format)
        });
        match parsed {
            Ok(parsed) => {
                if nth > 0 && matches!(parse.format, ParseFormat::Text | ParseFormat::Markdown) {
                    say(&format!("\n{}", between(parse.format).trim_end()))?;
                }
                print(&parsed, parse.format, &name, several, (labels, recognizer.as_ref()))?;
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

/// What was read, where it can be printed so.
fn allowed(parsed: Parsed, format: ParseFormat) -> Result<Parsed, String> {
    match (format, &parsed.content) {
        (ParseFormat::Ninjs, Content::Subscriptions(_)) => {
            Err("it lists feeds: ninjs holds articles".to_owned())
        }
        (ParseFormat::PageJson, Content::Article(_)) => Ok(parsed),
        (ParseFormat::PageJson, _) => Err("it is no page: page-json prints one article a file".to_owned()),
        _ => Ok(parsed),
    }
}

/// Prints what was read, article after article: none is longer in memory than it takes to print it.
fn print(
    parsed: &Parsed,
    format: ParseFormat,
    name: &str,
    several: bool,
    (labels, recognizer): (&Labels, Option<&Recognizer>),
) -> io::Result<()> {
    let content = &parsed.content;
    match (format, content) {
        (ParseFormat::FeedJson, content) => say_json(&feed_json::Line::of(name, content), false),
        (ParseFormat::Json, content) => {
            let file = several.then_some(name);
            say_json(&ParseJson { content, file, labels, recognizer }, !several)
        }
        (ParseFormat::Ninjs, Content::Article(item)) => say_json(&export::ninjs(item), !several),
        (ParseFormat::Ninjs, content) => say_json(&NinjsList { content, labels }, !several),
        (ParseFormat::PageJson, Content::Article(item)) => {
            say_json(&page_json::line(page_id(name), item), false)
        }
        (_, Content::Subscriptions(list)) => {
            say(&list.iter().map(|feed| feed.url.to_string()).collect::<Vec<_>>().join("\n"))
        }
        (format, content) => print_text(content, format, labels),
    }
}

fn print_text(content: &Content, format: ParseFormat, labels: &Labels) -> io::Result<()> {
    let mut is_first = true;
    for item in items(content, labels) {
        if !std::mem::take(&mut is_first) {
            say_on(&format!("\n{}", between(format)))?;
        }
        match format {
            ParseFormat::Text => say(&export::text(&item.document))?,
            _ => say(&export::markdown(&item))?,
        }
    }
    if is_first { say("") } else { Ok(()) }
}

/// The line between two articles; in Markdown their front matter parts them.
fn between(format: ParseFormat) -> &'static str {
    if format == ParseFormat::Text { "----------------------------------------\n\n" } else { "" }
}

/// The articles of what was read, each made when it is asked for.
pub(super) fn items<'a>(
    content: &'a Content,
    labels: &'a Labels,
) -> Box<dyn Iterator<Item = Cow<'a, Item>> + 'a> {
    match content {
        Content::Article(item) => Box::new(std::iter::once(Cow::Borrowed(&**item))),
        Content::Articles(items) => Box::new(items.iter().map(Cow::Borrowed)),
        Content::Feed(feed) => {
            Box::new(feed.entries.iter().map(|entry| Cow::Owned(feed_item(&feed.head, entry, labels))))
        }
        Content::Subscriptions(_) => Box::new(std::iter::empty()),
    }
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
