//! Goes through a feed's XML once, and gathers what it says.

use super::capture::{Capture, Kind};
use super::entry::EntryBuilder;
use super::faults::Faults;
use super::most_entries;
use super::names::Element;
use super::pace::Pace;
use super::place::{MAX_DEPTH, Place};
use crate::ingest::attributes::Attributes;
use crate::ingest::entities;
use crate::ingest::xml_tokens::{Token, Tokens};
use crate::model::{FeedDocument, Markup};

/// What a feed's XML gave.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) feed: FeedDocument,
    /// What was wrong with it.
    pub(super) warnings: Vec<String>,
}

/// Reads `xml`; `None` where nothing in it is a feed's.
pub(super) fn read(xml: &str, base: Option<&str>) -> Option<Read> {
    let mut reader = Reader::new(base, most_entries(xml.len()));
    let mut tokens = Tokens::new(xml);
    for token in tokens.by_ref() {
        match token {
            Token::Text(text) => reader.text(text, false),
            Token::Cdata(text) => reader.text(text, true),
            Token::Open { name, attributes, is_empty } => {
                reader.open(name, attributes, is_empty);
                if is_empty {
                    reader.close_empty();
                }
            }
            Token::Close(name) => reader.close(name),
            Token::Doctype(text) => reader.custom = declared(text),
        }
    }
    let mut warnings = Vec::new();
    if tokens.repairs > 0 {
        warnings.push(tokens.complaint());
    } else if !reader.place.frames.is_empty() {
        let open = reader.place.frames.last().map_or("", |frame| frame.name);
        warnings.push(format!("it ends within <{open}>; read as far as it goes"));
    }
    reader.close_to(0);
    reader.faults.has_junk = !xml.trim_start().starts_with('<');
    reader.faults.undeclared = reader.place.undeclared.take();
    warnings.extend(reader.faults.warnings());
    if reader.left_out > 0 {
        warnings.push(format!("it has too many articles; {} were left out", reader.left_out));
    }
    reader.is_feed.then_some(Read { feed: reader.feed, warnings })
}

/// Goes through a feed.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) place: Place<'a>,
    pub(super) captures: Vec<Capture>,
    pub(super) feed: FeedDocument,
    pub(super) entry: Option<EntryBuilder>,
    pub(super) custom: Vec<(String, String)>,
    pub(super) is_atom: bool,
    pub(super) is_feed: bool,
    /// The feed's description by the element that is meant for it.
    pub(super) has_description: bool,
    pub(super) source: Option<Markup>,
    pub(super) title_depth: Option<usize>,
    /// How many articles are read.
    pub(super) most_entries: usize,
    /// Articles beyond these.
    pub(super) left_out: usize,
    pub(super) faults: Faults,
    pub(super) pace: Pace,
    skip_close: bool,
}

impl<'a> Reader<'a> {
    fn new(base: Option<&str>, most_entries: usize) -> Self {
        Self {
            most_entries,
            place: Place::new(base),
            captures: Vec::new(),
            feed: FeedDocument::default(),
            entry: None,
            custom: Vec::new(),
            is_atom: false,
            is_feed: false,
            has_description: false,
            source: None,
            title_depth: None,
            left_out: 0,
            faults: Faults::default(),
            pace: Pace::default(),
            skip_close: false,
        }
    }

    fn text(&mut self, raw: &str, is_cdata: bool) {
        let top = self.place.frames.len().saturating_sub(1);
        let Some(capture) = self.captures.last_mut() else { return };
        if capture.depth != top && capture.kind == Kind::Bare {
            return;
        }
        if is_cdata {
            capture.cdata(raw);
        } else {
            self.faults.ampersands += capture.text(raw, &self.custom);
        }
    }

    fn open(&mut self, name: &'a str, attributes: &'a str, is_empty: bool) {
        self.skip_close = false;
        if self.is_in_content() && !self.begins_next_entry(name) {
            if let Some(capture) = self.captures.last_mut() {
                capture.open(name, attributes, is_empty);
            }
            if is_empty {
                self.skip_close = true;
                return;
            }
            if self.place.frames.len() >= MAX_DEPTH {
                self.place.beyond += 1;
                return;
            }
            let mut frame = self.place.frame(name, "");
            frame.element = Element::Inline;
            self.place.frames.push(frame);
            return;
        }
        if self.place.frames.len() >= MAX_DEPTH {
            self.place.beyond += usize::from(!is_empty);
            self.skip_close = true;
            return;
        }
        let frame = self.place.frame(name, attributes);
        self.faults.roots += usize::from(frame.element == Element::Feed && self.place.frames.is_empty());
        self.start(frame, &Attributes::new(attributes));
    }

    fn is_in_content(&self) -> bool {
        self.captures.last().is_some_and(|capture| capture.kind != Kind::Bare)
    }

    /// Whether `name` begins another article although a text of this one has not ended.
    fn begins_next_entry(&mut self, name: &str) -> bool {
        if !matches!(name, "item" | "entry") {
            return false;
        }
        let Some(at) = self.place.frames.iter().rposition(|frame| frame.element == Element::Entry) else {
            return false;
        };
        let begins = self.place.frames[at].name == name;
        if begins {
            self.close_to(at);
        }
        begins
    }

    fn close_empty(&mut self) {
        if !self.skip_close {
            self.pop();
        }
    }

    fn close(&mut self, name: &str) {
        if self.place.beyond > 0 {
            self.place.beyond -= 1;
        } else if let Some(at) = self.place.innermost(name) {
            self.faults.unmatched += usize::from(at + 1 < self.place.frames.len());
            self.close_to(at);
        } else {
            self.faults.unmatched += 1;
        }
    }

    /// Closes every open element from `depth` inwards.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.place.beyond = 0;
        while self.place.frames.len() > depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(frame) = self.place.frames.last() else { return };
        let depth = self.place.frames.len() - 1;
        let element = frame.element;
        let captures = frame.captures;
        if captures && let Some(capture) = self.captures.pop() {
            self.finish(element, capture, depth);
        } else if element == Element::Inline
            && let Some(capture) = self.captures.last_mut()
        {
            capture.close(self.place.frames[depth].name);
        }
        self.end(element);
        if let Some(frame) = self.place.frames.pop() {
            self.place.forget(&frame);
        }
    }
}

const MAX_ENTITIES: usize = 100;
const MAX_ENTITY: usize = 256;

/// The entities that a document type declares with a short text that needs no other.
fn declared(doctype: &str) -> Vec<(String, String)> {
    let mut custom = Vec::new();
    for part in doctype.split("<!ENTITY").skip(1).take(MAX_ENTITIES) {
        let mut words = part.trim_start().splitn(2, |c: char| c.is_whitespace());
        let (Some(name), Some(rest)) = (words.next(), words.next()) else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some((value, _)) = rest[1..].split_once(quote) else { continue };
        let is_plain = !value.replace("&#", "").contains(['&', '<', '%']);
        if is_plain && value.len() <= MAX_ENTITY {
            custom.push((name.to_owned(), entities::decode(value)));
        }
    }
    custom
}
