//! The text of an element while it is gathered, and what it turns out to be.

use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::ingest::attributes::Attributes;
use crate::ingest::{entities, sanitize};
use crate::model::{CleanText, Markup};

/// What the text of an element is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not for reading: an address, a date, a name.
    Bare,
    Plain,
    Html,
    /// Elements rather than characters.
    Inline,
}

/// Text that is being gathered.
#[derive(Debug)]
pub(super) struct Capture {
    /// Which open element it belongs to.
    pub(super) depth: usize,
    pub(super) text: String,
    pub(super) kind: Kind,
    is_base64: bool,
    /// Whether the source says of what kind it is, and is to be believed.
    is_sure: bool,
    /// What the elements rest on that the content is made of.
    pub(super) base: Option<Rc<str>>,
}

impl Capture {
    /// Gathers what is no prose.
    pub(super) fn bare(depth: usize) -> Self {
        Self { depth, text: String::new(), kind: Kind::Bare, is_base64: false, is_sure: false, base: None }
    }

    /// Gathers prose, of the kind that its attributes say, or else `default`.
    pub(super) fn prose(depth: usize, attributes: &Attributes<'_>, default: Kind, is_atom: bool) -> Self {
        let stated = attributes.exact("type").map(|kind| kind.to_ascii_lowercase());
        let mode = attributes.exact("mode").map(|mode| mode.to_ascii_lowercase());
        let stated = stated.as_deref().map(|kind| kind.split(';').next().unwrap_or(kind).trim());
        let kind = match stated {
            None | Some("") => default,
            Some("text" | "text/plain" | "plain") => Kind::Plain,
            Some("html" | "text/html") => Kind::Html,
            Some("xhtml" | "application/xhtml+xml") => Kind::Inline,
            Some(kind) if kind.ends_with("xml") && mode.as_deref() != Some("escaped") => Kind::Inline,
            Some(kind) if kind.ends_with("xml") => Kind::Html,
            Some(_) => default,
        };
        let is_bytes = stated.is_some_and(|kind| {
            kind.contains('/')
                && !kind.starts_with("text/")
                && !kind.ends_with("xml")
                && !kind.ends_with("json")
        });
        let is_base64 = mode.as_deref() == Some("base64") || (is_bytes && mode.is_none());
        Self { depth, text: String::new(), kind, is_base64, is_sure: is_atom, base: None }
    }

    /// Adds text as it is written; how many `&` in it begin no reference.
    pub(super) fn text(&mut self, raw: &str, custom: &entities::Custom) -> usize {
        match self.kind {
            Kind::Inline => match raw.strip_prefix('<') {
                Some(rest) => {
                    self.text.push_str("&lt;");
                    self.text.push_str(rest);
                    0
                }
                None if custom.is_empty() => {
                    self.text.push_str(raw);
                    0
                }
                None => entities::decode_into(raw, custom, &mut self.text),
            },
            _ => entities::decode_into(raw, custom, &mut self.text),
        }
    }

    /// Adds text of a CDATA section.
    pub(super) fn cdata(&mut self, raw: &str) {
        match self.kind {
            Kind::Inline if self.text.trim().is_empty() => {
                // Said to be elements, and is characters.
                self.kind = Kind::Html;
                self.text.push_str(raw);
            }
            Kind::Inline => entities::escape_into(raw, &mut self.text),
            _ => self.text.push_str(raw),
        }
    }

    /// Adds the start tag of an element within.
    pub(super) fn open(&mut self, name: &str, attributes: &str, is_empty: bool) {
        let local = name.rsplit(':').next().unwrap_or(name);
        if self.kind == Kind::Bare {
            return;
        }
        if self.kind != Kind::Inline {
            if local.eq_ignore_ascii_case("div") {
                return;
            }
            self.kind = Kind::Inline;
        }
        self.text.push('<');
        self.text.push_str(local);
        self.text.push_str(attributes.trim_end());
        self.text.push('>');
        if is_empty && !sanitize::is_void(local) {
            self.close(name);
        }
    }

    /// Adds the end tag of an element within.
    pub(super) fn close(&mut self, name: &str) {
        let local = name.rsplit(':').next().unwrap_or(name);
        if self.kind == Kind::Inline && !sanitize::is_void(local) {
            self.text.push_str("</");
            self.text.push_str(local);
            self.text.push('>');
        }
    }

    /// The text, where it is no prose.
    pub(super) fn line(mut self) -> Option<CleanText> {
        entities::mend_c1(&mut self.text);
        let line = CleanText::line(&self.text);
        (!line.is_empty()).then_some(line)
    }

    /// The prose.
    pub(super) fn markup(mut self) -> Option<Markup> {
        if self.is_base64
            && let Some(text) = from_base64(&self.text)
        {
            self.text = text;
        }
        entities::mend_c1(&mut self.text);
        let text = self.text.trim();
        let is_html = match self.kind {
            Kind::Html | Kind::Inline => true,
            Kind::Plain | Kind::Bare => !self.is_sure && sanitize::looks_like_html(text),
        };
        let text = CleanText::new(text);
        (!text.is_empty()).then_some(Markup { text, is_html })
    }
}

fn from_base64(text: &str) -> Option<String> {
    let packed: String = text.chars().filter(|c| !c.is_whitespace() && *c != '=').collect();
    let bytes = STANDARD_NO_PAD.decode(packed).ok()?;
    String::from_utf8(bytes).ok()
}
