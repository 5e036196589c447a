//! Lists of feeds, in and out.

use std::fs;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Outcome;
use super::args::ListFormat;
use super::feeds::paths;
use super::out::{complain, json_text, note, say, say_on};
use crate::export::escaped;
use crate::ingest::{self, Content, Form, Input, MAX_INPUT_BYTES};
use crate::model::{CleanText, Subscription, WebFeed, count};
use crate::newsroom::{ListReport, Newsroom};
use crate::store::io_in_words;

/// Adds the feeds of lists, and says which were added, there already, or refused and why.
pub(super) fn import(newsroom: &mut Newsroom, files: &[PathBuf], json: bool) -> Outcome {
    let mut all = ListReport::default();
    let mut failed = Vec::new();
    for file in files {
        match read(file) {
            Ok((list, others)) => {
                all.extend(newsroom.subscribe_list(list)?);
                let why = "it is neither an address nor a comment".to_owned();
                all.refused.extend(others.into_iter().map(|line| (line, why.clone())));
            }
            Err(why) => failed.push((file.display().to_string(), why)),
        }
    }
    for (file, why) in &failed {
        complain(&format!("{file}: {why}"));
    }
    note_refused(&all);
    say(&if json {
        let failed: Vec<Value> =
            failed.iter().map(|(file, why)| json!({"file": file, "error": why})).collect();
        let mut value = as_json(&all);
        value["failed"] = failed.into();
        json_text(&value)
    } else {
        in_words(&all)
    })?;
    Ok(failed.is_empty())
}

/// The feeds of a list, and the lines that are none.
pub(super) type Lines = (Vec<Subscription>, Vec<CleanText>);

/// The lines of a list of addresses, most of whose lines are such.
fn lines(input: &Input<'_>) -> Option<Lines> {
    let parsed = ingest::parse(&Input { form: Some(Form::Urls), ..*input }).ok()?;
    let Content::Subscriptions(list) = parsed.content else { return None };
    let text = String::from_utf8_lossy(input.bytes);
    let others: Vec<CleanText> = text
        .lines()
        .map(CleanText::line)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter(|line| list.iter().all(|feed| !line.trim_start_matches('"').starts_with(feed.url.as_str())))
        // What stands before an @ may be a password, and these are told.
        .map(|line| line.rsplit_once('@').map_or(line.clone(), |(_, rest)| CleanText::line(rest)))
        .collect();
    (list.len() > others.len()).then_some((list, others))
}

/// Says on standard error what was refused, and why.
pub(super) fn note_refused(report: &ListReport) {
    for url in &report.private {
        note(&format!("in a private network, and fetched because the list names it: {url}"));
    }
    for (what, why) in &report.refused {
        note(&format!("refused: {what}: {why}"));
    }
}

/// What became of a list, in a line.
pub(super) fn in_words(report: &ListReport) -> String {
    let ListReport { added, known, refused, searches, .. } = report;
    let searches = match searches.len() {
        0 => String::new(),
        1 => ", 1 search saved".to_owned(),
        many => format!(", {many} searches saved"),
    };
    format!(
        "{} added, {} there already, {} refused{searches}",
        count(added.len() as u64, "feed"),
        known.len(),
        refused.len()
    )
}

/// Reads a list.
pub(super) fn read(file: &Path) -> Result<Lines, String> {
    let mut bytes = Vec::new();
    let most = MAX_INPUT_BYTES as u64 + 1;
    match file.as_os_str() == "-" {
        true => stdin().lock().take(most).read_to_end(&mut bytes),
        false => fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    }
    .map_err(|error| format!("it cannot be read: {}", io_in_words(&error)))?;
    let name = file.file_name().map(|name| name.to_string_lossy());
    let input = Input::new(&bytes, name.as_deref());
    let parsed = ingest::parse(&input).map_err(|error| error.to_string())?;
    match parsed.content {
        Content::Subscriptions(list) => Ok((list, Vec::new())),
        // A line that is none is no reason to refuse all others.
        Content::Article(_) if let Some(lines) = lines(&input) => Ok(lines),
        Content::Feed(_) => {
            Err("it is a feed and no list of feeds: masthead import takes in its articles".to_owned())
        }
        Content::Article(_) | Content::Articles(_) => {
            Err("it is no list of feeds, neither OPML nor newsboat’s urls".to_owned())
        }
    }
}

/// What became of a list, feed by feed.
pub(super) fn as_json(report: &ListReport) -> Value {
    let urls = |list: &[Subscription]| list.iter().map(|feed| feed.url.to_string()).collect::<Vec<_>>();
    let refused: Vec<Value> =
        report.refused.iter().map(|(what, why)| json!({"what": what, "why": why})).collect();
    let searches: Vec<Value> =
        report.searches.iter().map(|(name, query)| json!({"name": name, "query": query})).collect();
    json!({
        "searches": searches, "added": urls(&report.added), "known": urls(&report.known), "private": report.private, "refused": refused,
    })
}

/// Prints the feeds as a list.
pub(super) fn export(feeds: Vec<WebFeed>, format: ListFormat) -> Outcome {
    let list: Vec<Subscription> = feeds
        .into_iter()
        .map(|feed| Subscription {
            title: Some(feed.feed.name),
            url: feed.url,
            site: feed.site,
            folders: feed.feed.folders,
        })
        .collect();
    match format {
        ListFormat::Opml => say_on(&opml(&list))?,
        ListFormat::Urls => say_on(&list.iter().map(urls_line).collect::<String>())?,
    };
    Ok(true)
}

/// OPML 2: <http://opml.org/spec2.opml>. A feed in several folders is listed in each.
fn opml(list: &[Subscription]) -> String {
    let mut root = Node::default();
    for feed in list {
        if feed.folders.is_empty() {
            root.feeds.push(feed);
        }
        for folder in &feed.folders {
            let node = folder.iter().fold(&mut root, |node, name| node.child(name));
            node.feeds.push(feed);
        }
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head><title>masthead</title></head>\n  <body>\n",
    );
    root.write(&mut out, 2);
    out.push_str("  </body>\n</opml>\n");
    out
}

#[derive(Default)]
struct Node<'a> {
    folders: Vec<(&'a str, Node<'a>)>,
    feeds: Vec<&'a Subscription>,
}

impl<'a> Node<'a> {
    fn child(&mut self, name: &'a str) -> &mut Self {
        let at = self.folders.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.folders.push((name, Self::default()));
            self.folders.len() - 1
        });
        &mut self.folders[at].1
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        for (name, node) in &self.folders {
            let name = escaped(name);
            out.push_str(&format!("{indent}<outline text=\"{name}\" title=\"{name}\">\n"));
            node.write(out, depth + 1);
            out.push_str(&format!("{indent}</outline>\n"));
        }
        for feed in &self.feeds {
            let title = escaped(feed.title.as_deref().unwrap_or(&feed.url));
            let site =
                feed.site.as_deref().map_or(String::new(), |site| format!(" htmlUrl=\"{}\"", escaped(site)));
            out.push_str(&format!(
                "{indent}<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{}\"{site}/>\n",
                escaped(&feed.url)
            ));
        }
    }
}

fn urls_line(feed: &Subscription) -> String {
    let quoted = |text: &str| format!(" \"{}\"", text.replace('"', "'"));
    let tags: String = paths(&feed.folders).iter().map(|path| quoted(path)).collect();
    let title = feed.title.as_deref().map_or(String::new(), |title| quoted(&format!("~{title}")));
    format!("{}{tags}{title}\n", feed.url)
}

#[cfg(test)]
mod tests {
    use super::{opml, urls_line};
    use crate::ingest::{self, Content, Input};
    use crate::model::Subscription;

    fn list() -> Vec<Subscription> {
        let feed = |title: &str, url: &str, folders: &[&[&str]]| Subscription {
            title: Some(title.into()),
            url: url.into(),
            site: Some("https://example.org/?a=1&b=2".into()),
            folders: folders.iter().map(|path| path.iter().map(|name| (*name).into()).collect()).collect(),
        };
        vec![
            feed("Europe \"& more\" <b>", "https://a.example/rss", &[&["World", "Europe"]]),
            feed("World", "https://b.example/rss", &[&["World"], &["Daily"]]),
            feed("Top", "https://c.example/rss?x=1&y=2", &[]),
        ]
    }

    fn read(text: &str) -> Vec<Subscription> {
        match ingest::parse(&Input::new(text.as_bytes(), None)).expect("a list").content {
            Content::Subscriptions(list) => list,
            other => panic!("no list: {other:?}"),
        }
    }

    #[test]
    fn what_goes_out_comes_in_again() {
        let mut found = read(&opml(&list()));
        found.sort_by(|a, b| a.url.cmp(&b.url));
        let folders = |url: &str| -> Vec<String> {
            let same = found.iter().filter(|feed| &*feed.url == url);
            same.flat_map(|feed| super::paths(&feed.folders)).collect()
        };
        assert_eq!(folders("https://a.example/rss"), ["World/Europe"]);
        assert_eq!(folders("https://b.example/rss"), ["World", "Daily"]);
        assert_eq!(found.iter().find(|feed| feed.folders.is_empty()), Some(&list()[2]));
        assert_eq!(found[0].title.as_deref(), Some("Europe \"& more\" <b>"));
        let lines: String = list().iter().map(urls_line).collect();
        assert_eq!(read(&lines)[0].title.as_deref(), Some("Europe '& more' <b>"));
        assert_eq!(super::paths(&read(&lines)[1].folders), ["World", "Daily"]);
    }
}
