//! What the text of an element means, once it has ended.

use super::capture::Capture;
use super::names::Element;
use super::reader::Reader;
use super::{MAX_OF_A_KIND, person};
use crate::ingest::{address, date_stamp};
use crate::model::{CleanText, Markup, Timestamp};

impl Reader<'_> {
    /// Takes the text of `element`, which was open at `depth`.
    pub(super) fn finish(&mut self, element: Element, capture: Capture, depth: usize) {
        match element {
            Element::Title | Element::MediaTitle => {
                if let Some(title) = capture.markup() {
                    self.title(title, depth, element == Element::Title);
                }
            }
            Element::Description | Element::Summary | Element::Subtitle => {
                if let Some(text) = capture.markup() {
                    self.description(element, text, depth);
                }
            }
            Element::Content | Element::Encoded | Element::Body => {
                let base = capture.base.as_deref().map(CleanText::line);
                if let Some(text) = capture.markup() {
                    self.content(text, base);
                }
            }
            Element::Rights => {
                let rights = capture.markup();
                match &mut self.entry {
                    Some(entry) => entry.entry.rights = rights,
                    None => self.feed.head.rights = rights,
                }
            }
            Element::Link => {
                let base = capture.base.clone();
                if let Some(text) = capture.line() {
                    self.alternate(CleanText::line(&address::join(base.as_deref(), &text)), base.as_deref());
                }
            }
            Element::Id => self.id(capture),
            Element::Published | Element::Updated | Element::Created => {
                if let Some(time) = capture.line().and_then(|text| date_stamp::parse(&text)) {
                    self.time(element, time);
                }
            }
            Element::Author => self.author(capture.line()),
            Element::Name | Element::Email => {
                if let Some(text) = capture.line() {
                    self.person(element, text);
                }
            }
            Element::Category => {
                if let Some(text) = capture.line() {
                    self.tag(&text);
                }
            }
            Element::Keywords | Element::Tags => {
                let text = capture.line().unwrap_or_default();
                let by_comma = text.contains(',');
                let parts =
                    text.split(|c: char| c == ',' || (!by_comma && element == Element::Tags && c == ' '));
                parts.for_each(|part| self.tag(part));
            }
            Element::Url => {
                let base = capture.base.clone();
                if self.place.is_in(Element::Image)
                    && let Some(url) = capture.line()
                {
                    self.image(&address::join(base.as_deref(), &url));
                }
            }
            Element::Logo => {
                let base = capture.base.clone();
                if let Some(url) = capture.line().filter(|_| self.feed.head.image.is_none()) {
                    self.image(&address::join(base.as_deref(), &url));
                }
            }
            Element::Source => {
                let text = capture.line().map(|text| Markup { text, is_html: false });
                if let Some(entry) = &mut self.entry {
                    entry.entry.source = self.source.take().or(text);
                }
            }
            Element::Language => {
                let tag = capture.line();
                match &mut self.entry {
                    Some(entry) => entry.entry.language = tag,
                    None => self.feed.head.language = tag,
                }
            }
            Element::Ttl | Element::UpdatePeriod | Element::UpdateFrequency => {
                if let Some(text) = capture.line().filter(|_| self.entry.is_none()) {
                    self.pace.note(element, &text);
                    self.feed.head.refresh_every = self.pace.interval();
                }
            }
            _ => {}
        }
    }

    /// Ends `element`.
    pub(super) fn end(&mut self, element: Element) {
        if element == Element::Entry {
            self.end_entry();
        }
    }

    /// Puts the article that is being gathered to the others.
    pub(super) fn end_entry(&mut self) {
        if let Some(entry) = self.entry.take() {
            if self.feed.entries.len() < self.most_entries {
                self.feed.entries.push(entry.finish());
            } else {
                self.left_out += 1;
            }
        }
    }

    fn title(&mut self, title: Markup, depth: usize, is_own: bool) {
        if self.place.is_in(Element::Source) {
            self.source = Some(title);
            return;
        }
        let (slot, known) = match &mut self.entry {
            Some(entry) => (&mut entry.entry.title, &mut entry.title_depth),
            None => (&mut self.feed.head.title, &mut self.title_depth),
        };
        let wins = if is_own { known.is_none_or(|known| depth < known) } else { slot.is_none() };
        if wins {
            *slot = Some(title);
            *known = if is_own { Some(depth) } else { *known };
        }
    }

    fn description(&mut self, element: Element, text: Markup, depth: usize) {
        if self.place.is_in(Element::Source) {
            return;
        }
        match &mut self.entry {
            Some(entry) if element == Element::Subtitle && entry.entry.summary.is_some() => {}
            Some(entry) => entry.summary(text, depth),
            None if element == Element::Description || !self.has_description => {
                self.has_description |= element == Element::Description;
                self.feed.head.description = Some(text);
            }
            None => {}
        }
    }

    fn content(&mut self, text: Markup, base: Option<CleanText>) {
        match &mut self.entry {
            Some(entry) if entry.entry.content.is_none() => {
                entry.entry.content = Some(text);
                entry.entry.base = base.or(entry.entry.base.take());
            }
            Some(_) => {}
            None if self.feed.head.description.is_none() => self.feed.head.description = Some(text),
            None => {}
        }
    }

    fn id(&mut self, capture: Capture) {
        let base = capture.base.clone();
        let Some(id) = capture.line() else { return };
        if self.place.is_in(Element::Source) {
            return;
        }
        match &mut self.entry {
            Some(entry) => {
                let may_lead = entry.permalink.as_ref().is_some_and(|link| link.is_empty());
                if may_lead {
                    let url = address::join(base.as_deref(), &id);
                    let leads = !self.is_atom || url.starts_with("http");
                    entry.permalink = leads.then(|| CleanText::line(&url));
                }
                entry.entry.id = Some(id);
            }
            None => self.feed.head.id = Some(id),
        }
    }

    fn time(&mut self, element: Element, time: Timestamp) {
        if self.place.is_in(Element::Source) {
            return;
        }
        match (&mut self.entry, element) {
            (Some(entry), Element::Published) => entry.entry.published = Some(time),
            (Some(entry), Element::Updated) => entry.entry.updated = Some(time),
            (Some(entry), _) => entry.created = Some(time),
            (None, Element::Updated) => self.feed.head.updated = Some(time),
            (None, Element::Published) => self.feed.head.published = Some(time),
            (None, _) => {}
        }
    }

    fn author(&mut self, text: Option<CleanText>) {
        let is_source = self.place.is_in(Element::Source);
        let authors = self.authors();
        let Some(mut author) = authors.pop() else { return };
        if author.name.is_empty()
            && let Some(read) = text.and_then(|text| person::read(&text))
        {
            author.name = read.name;
            author.email = author.email.or(read.email);
        }
        let is_new = authors.len() < MAX_OF_A_KIND
            && authors.iter().all(|known| known.name != author.name || known.email != author.email);
        if is_new && !is_source && (!author.name.is_empty() || author.email.is_some()) {
            authors.push(author);
        }
    }

    fn person(&mut self, element: Element, text: CleanText) {
        if self.place.is_in(Element::Contributor) {
            return;
        }
        if let Some(author) = self.authors().last_mut() {
            if element == Element::Name {
                author.name = text;
            } else {
                author.email = Some(text);
            }
        }
    }
}
