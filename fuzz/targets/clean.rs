//! The sanitisers: what leaves them is clean, and cleaning it again changes nothing.

use masthead::ingest::{plain, sanitize};
use masthead::model::CleanText;
use serde_json::Value;

/// Text that goes through every gate there is.
pub fn sanitiser(data: &[u8]) {
    let raw = String::from_utf8_lossy(data);
    for clean in [CleanText::new(&raw), CleanText::line(&raw), plain(&raw)] {
        assert_clean(&clean);
        assert_eq!(CleanText::new(&clean), clean, "cleaned again");
    }
    assert!(CleanText::new(&raw).len() <= raw.len());
    assert!(CleanText::line(&raw).len() <= raw.len());
    html(&raw);
}

/// HTML that is made harmless stays as it is, and holds nothing that acts.
fn html(raw: &str) {
    let base = Some("https://example.org/a/b");
    let once = sanitize(raw, base);
    assert_eq!(sanitize(&once, base), once, "sanitised again");
    // Each `<` is one that the sanitiser wrote: a tag of those it keeps.
    for tag in once.split('<').skip(1) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let name = name.trim_matches('/');
        assert!(
            !["script", "style", "iframe", "object", "embed", "base", "meta", "link"].contains(&name),
            "<{name}>"
        );
        let attributes = tag.split('>').next().unwrap_or_default();
        for value in attributes.split("=\"").skip(1) {
            let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            assert!(!value.to_ascii_lowercase().starts_with("javascript:") || !attributes.contains("ref=\""));
        }
    }
}

/// Nothing in `text` is a control but its line feeds.
pub fn assert_clean(text: &str) {
    let control = text.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(control, None, "in {text:?}");
}

/// Nothing in any string of `value` is a control; how many bytes its strings have.
pub fn assert_clean_json(value: &Value) -> usize {
    match value {
        Value::String(text) => {
            assert_clean(text);
            text.len()
        }
        Value::Array(items) => items.iter().map(assert_clean_json).sum(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| name.len() + assert_clean_json(value)).sum()
        }
        _ => 0,
    }
}
