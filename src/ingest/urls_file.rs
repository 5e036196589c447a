//! newsboat's `urls`: an address a line, then tags; `~` before the tag that is a title.

use crate::model::{CleanText, Subscription};

/// Whether `text` is such a list: nothing but addresses, comments and tags.
pub(super) fn is_list(text: &str) -> bool {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    lines.peek().is_some() && lines.all(is_line)
}

/// Reads `text`.
pub(super) fn read(text: &str) -> Vec<Subscription> {
    text.lines().map(str::trim).filter(|line| is_line(line)).take(MAX_FEEDS).map(subscription).collect()
}

const MAX_FEEDS: usize = 100_000;

fn is_line(line: &str) -> bool {
    let address = line.split_whitespace().next().unwrap_or("");
    let address = address.trim_matches('"');
    let known = ["http://", "https://", "feed://", "gemini://", "file://", "exec:", "filter:", "query:"];
    let Some(rest) = line.strip_prefix('"').or(Some(line)).and_then(|l| l.strip_prefix(address)) else {
        return false;
    };
    let tags_only = |rest: &str| {
        rest.trim().is_empty() || rest.starts_with(char::is_whitespace) && words(rest).len() <= MAX_TAGS
    };
    known.iter().any(|start| address.starts_with(start) && address.len() > start.len())
        && tags_only(rest.trim_start_matches('"'))
}

const MAX_TAGS: usize = 12;

fn subscription(line: &str) -> Subscription {
    let mut words = words(line).into_iter();
    let url = words.next().unwrap_or_default();
    let mut found = Subscription { url: CleanText::line(&url), ..Subscription::default() };
    for word in words {
        match word.strip_prefix('~') {
            Some(title) => found.title = Some(CleanText::line(title)),
            None if word.starts_with('!') => {}
            None => found.folder.push(CleanText::line(&word)),
        }
    }
    found
}

/// Words, some of them in quotation marks.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() && !rest.starts_with('#') {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        out.push(word.to_owned());
        rest = after.trim_start();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_list, read};

    #[test]
    fn addresses_with_tags() {
        let text = "# mine\nhttps://a.org/feed World \"Big news\" \"~A title\"\n\nhttp://b.org/rss\n";
        assert!(is_list(text));
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].title.as_deref(), Some("A title"));
        assert_eq!(found[0].folder.len(), 2);
        assert!(!is_list("https://a.org\nTalks resume in Vienna") && !is_list("# only"));
    }
}
