//! What the start of an element means.

use super::MAX_OF_A_KIND;
use super::capture::{Capture, Kind};
use super::entry::EntryBuilder;
use super::names::Element;
use super::place::Frame;
use super::reader::Reader;
use crate::ingest::attributes::Attributes;
use crate::ingest::{address, date_stamp};
use crate::model::{Author, CleanText};

impl<'a> Reader<'a> {
    /// Opens `frame`.
    pub(super) fn start(&mut self, mut frame: Frame<'a>, attributes: &Attributes<'_>) {
        let aside = self.place.is_in(Element::Image) || self.place.is_in(Element::TextInput);
        let person = self.place.is_in(Element::Author) || self.place.is_in(Element::Contributor);
        if frame.element == Element::Entry && self.entry.is_some() && !aside {
            self.end_entry();
        }
        let element = match frame.element {
            Element::Url if aside || person => Element::Url,
            Element::Url => Element::Other,
            Element::Name | Element::Email if !person => Element::Other,
            element if aside && element != Element::Url => Element::Other,
            Element::Title | Element::Link | Element::Id if person => Element::Other,
            element => element,
        };
        frame.element = element;
        let base = frame.base.clone();
        let capture = self.begin(&frame, attributes);
        frame.captures = capture.is_some();
        if let Some(mut capture) = capture {
            capture.base = base;
            self.captures.push(capture);
        }
        self.place.frames.push(frame);
    }

    /// Takes what the attributes say; the capture, where the element's text is wanted.
    fn begin(&mut self, frame: &Frame<'a>, attributes: &Attributes<'_>) -> Option<Capture> {
        let depth = self.place.frames.len();
        let prose = |default| Some(Capture::prose(depth, attributes, default, self.is_atom));
        let bare = || Some(Capture::bare(depth));
        let base = frame.base.as_deref();
        match frame.element {
            Element::Feed => {
                self.is_feed = true;
                self.is_atom |= frame.name.rsplit(':').next() == Some("feed");
                let head = &mut self.feed.head;
                let language = attributes.exact("xml:lang").map(|tag| CleanText::line(&tag));
                head.language = head.language.take().or(language.filter(|tag| !tag.is_empty()));
                if let Some(href) = attributes.exact("href") {
                    head.link = Some(CleanText::line(&address::join(base, &href)));
                }
                head.updated =
                    head.updated.or(attributes.exact("lastmod").and_then(|t| date_stamp::parse(&t)));
                None
            }
            Element::Entry => {
                self.is_feed = true;
                self.entry = Some(entry(base, attributes));
                None
            }
            Element::Title | Element::Subtitle | Element::Rights | Element::MediaTitle => prose(Kind::Plain),
            Element::Summary | Element::Content => prose(Kind::Plain),
            Element::Description | Element::Encoded => prose(Kind::Html),
            Element::Body if self.entry.is_none() => None,
            Element::Body => prose(Kind::Inline),
            Element::Link => self.link(base, attributes).then(|| Capture::bare(depth)),
            Element::Id => {
                if let Some(entry) = &mut self.entry {
                    let is_link =
                        attributes.value("ispermalink").is_none_or(|v| v.eq_ignore_ascii_case("true"));
                    // Until its text is known, an empty address stands for *it may be one*.
                    entry.permalink = entry.permalink.take().or(is_link.then(CleanText::default));
                }
                bare()
            }
            Element::Author => {
                self.authors().push(Author::default());
                bare()
            }
            Element::Category => {
                for name in ["term", "text", "label"] {
                    if let Some(term) = attributes.exact(name).filter(|term| !term.is_empty()) {
                        self.tag(&term);
                        return None;
                    }
                }
                bare()
            }
            Element::Enclosure | Element::Media => {
                if let Some(url) = attributes.exact("url").or_else(|| attributes.exact("href")) {
                    self.enclosure(&address::join(base, &url), frame.element == Element::Enclosure);
                }
                None
            }
            Element::Logo => {
                let url = attributes.value("href").or_else(|| attributes.exact("url"));
                match url.filter(|url| !url.is_empty()) {
                    Some(url) => {
                        self.image(&address::join(base, &url));
                        None
                    }
                    None => bare(),
                }
            }
            Element::Source => {
                self.source = None;
                self.title_depth = None;
                bare()
            }
            Element::Image => {
                if let Some(url) = attributes.value("resource") {
                    self.image(&address::join(base, &url));
                }
                None
            }
            Element::Group | Element::Inline | Element::TextInput | Element::Other => None,
            _ => bare(),
        }
    }

    /// Takes a link by its attributes; whether its text is the address instead.
    fn link(&mut self, base: Option<&str>, attributes: &Attributes<'_>) -> bool {
        let href =
            attributes.exact("href").or_else(|| attributes.exact("url")).or_else(|| attributes.exact("uri"));
        let Some(href) = href else { return attributes.exact("rel").is_none_or(|rel| rel == "alternate") };
        let url = address::join(base, &href);
        let kind = attributes.exact("type").unwrap_or_default().to_ascii_lowercase();
        match attributes.exact("rel").map(|rel| rel.to_ascii_lowercase()).as_deref() {
            None | Some("" | "alternate") if kind.is_empty() || kind.contains("html") => {
                self.alternate(CleanText::line(&url), base);
            }
            Some("enclosure") => self.enclosure(&url, true),
            _ => {}
        }
        false
    }

    /// Takes an address of the site or the article.
    pub(super) fn alternate(&mut self, url: CleanText, _base: Option<&str>) {
        if self.place.is_in(Element::Source) || url.is_empty() {
            return;
        }
        match &mut self.entry {
            Some(entry) => entry.entry.link = Some(url),
            None => self.feed.head.link = Some(url),
        }
    }

    fn enclosure(&mut self, url: &str, is_sure: bool) {
        let url = CleanText::line(url);
        if let Some(entry) = &mut self.entry
            && !url.is_empty()
            && entry.entry.enclosures.len() < if is_sure { MAX_OF_A_KIND } else { MAX_MEDIA }
            && !entry.entry.enclosures.contains(&url)
        {
            entry.entry.enclosures.push(url);
        }
    }

    /// Takes the feed's picture.
    pub(super) fn image(&mut self, url: &str) {
        if self.entry.is_none() && address::is_safe(url) {
            self.feed.head.image = Some(CleanText::line(url)).filter(|url| !url.is_empty());
        }
    }

    /// Takes a word that the article is filed under.
    pub(super) fn tag(&mut self, term: &str) {
        let term = CleanText::line(term);
        if let Some(entry) = &mut self.entry
            && !term.is_empty()
            && entry.entry.tags.len() < MAX_OF_A_KIND
            && !entry.entry.tags.contains(&term)
        {
            entry.entry.tags.push(term);
        }
    }

    /// Whom the authors belong to that are named here.
    pub(super) fn authors(&mut self) -> &mut Vec<Author> {
        match &mut self.entry {
            Some(entry) => &mut entry.entry.authors,
            None => &mut self.feed.head.authors,
        }
    }
}

/// Pictures of an article that are taken at most.
const MAX_MEDIA: usize = 50;

fn entry(base: Option<&str>, attributes: &Attributes<'_>) -> EntryBuilder {
    let mut builder = EntryBuilder::default();
    let text = |name: &str| attributes.exact(name).map(|v| CleanText::line(&v)).filter(|v| !v.is_empty());
    builder.entry.base = base.map(CleanText::line);
    builder.entry.language = text("xml:lang");
    builder.entry.id = text("rdf:about");
    builder.entry.link = attributes.exact("href").map(|href| CleanText::line(&address::join(base, &href)));
    builder.entry.updated = attributes.exact("lastmod").and_then(|time| date_stamp::parse(&time));
    builder
}
