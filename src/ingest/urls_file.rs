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
    let known = ["http://", "https://", "feed://", "gemini://", "file://", "exec:", "filter:", "query:"];
    let bare = line.strip_prefix('"').unwrap_or(line);
    known.iter().any(|start| {
        bare.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_whitespace() || c == '"'))
    }) && !bare.ends_with("://")
        && words(line).len() <= MAX_TAGS + 1
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
            None => found.folders.push(vec![CleanText::line(&word)]),
        }
    }
    found
}

/// Words, some of them in quotation marks, in which a backslash keeps a mark from being one.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() && !rest.starts_with('#') {
        let Some(inner) = rest.strip_prefix('"') else {
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            out.push(word.to_owned());
            rest = after.trim_start();
            continue;
        };
        let mut word = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            word.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        out.push(word);
        rest = chars.as_str().trim_start();
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
        assert_eq!(found[0].folders.len(), 2);
        assert!(!is_list("https://a.org\nTalks resume in Vienna") && !is_list("# only"));
    }
}
