//! A news article as a structure rather than as a page.

use serde::{Deserialize, Serialize};

use super::document_json::{BlockJson, ItemJson};
use super::{CleanText, Part, SectionKind, Span, Spot, Text, Timestamp};

/// A news article, in the parts that journalism gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The headline.
    pub title: CleanText,
    /// The sentence or two under the headline that say what the article is about (also: deck, dek).
    #[serde(default)]
    pub standfirst: Option<CleanText>,
    /// Who wrote it, in the byline's order.
    #[serde(default)]
    pub authors: Vec<Author>,
    /// When it was first published, as far as it says.
    #[serde(default)]
    pub published: Option<Timestamp>,
    /// When it was last changed by its publisher, as far as it says.
    #[serde(default)]
    pub updated: Option<Timestamp>,
    /// Where and for whom it was reported: *BERLIN, Oct 25 (Reuters)*.
    #[serde(default)]
    pub dateline: Option<CleanText>,
    /// ISO 639-1 code of its language: `en`.
    #[serde(default)]
    pub language: Option<CleanText>,
    /// Whose work it also is: *With information from Reuters.*
    #[serde(default)]
    pub credits: Vec<CleanText>,
    /// What its publisher files it under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<CleanText>,
    /// The body. A lead, where there is one, comes first.
    #[serde(default)]
    pub sections: Vec<Section>,
}

/// One author, as the byline and the note at the end name them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name in full.
    pub name: CleanText,
    /// What they are: *Moscow correspondent*.
    #[serde(default)]
    pub role: Option<CleanText>,
    /// The note about them.
    #[serde(default)]
    pub bio: Option<CleanText>,
    /// Their e-mail address.
    #[serde(default)]
    pub email: Option<CleanText>,
}

/// A stretch of the body under one heading, or under none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading in its own words.
    #[serde(default)]
    pub heading: Option<CleanText>,
    /// What part the section plays.
    #[serde(default)]
    pub kind: SectionKind,
    /// Depth of the heading in the article, from 1; a subsection's is one more than its parent's.
    #[serde(default = "top_level")]
    pub level: u8,
    /// What it says.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// One block of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "BlockJson")]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list, nested items in line with their parents.
    List {
        /// Whether its outermost items are numbered.
        ordered: bool,
        /// The items, parents before children.
        items: Vec<ListItem>,
    },
    /// A block quotation; its paragraphs are parted by line feeds.
    Quotation(Text),
    /// Text whose spaces and line feeds count.
    Preformatted {
        /// The text.
        text: CleanText,
    },
    /// A table. Rows may be of unequal length.
    Table {
        /// The heads of the columns; empty where the table has none.
        header: Vec<Text>,
        /// The rows.
        rows: Vec<Vec<Text>>,
    },
    /// A picture.
    Image {
        /// Where it is.
        url: CleanText,
        /// What it shows, for those who can't see it.
        alt: Option<CleanText>,
        /// What stands under it.
        caption: Option<CleanText>,
    },
    /// A break of thought.
    Rule,
    /// A line of `Actor: position`.
    Stakeholder {
        /// The actor, as the line names it.
        actor: CleanText,
        /// The position.
        #[serde(flatten)]
        text: Text,
    },
    /// Something that only a browser can show.
    Embed {
        /// Where it is.
        url: CleanText,
        /// What it is.
        label: Option<CleanText>,
    },
}

/// One item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ItemJson")]
pub struct ListItem {
    /// How deep it is nested, from 0.
    pub depth: u8,
    /// Its number, in a numbered list.
    pub number: Option<u32>,
    /// What it says.
    #[serde(flatten)]
    pub text: Text,
}

impl Document {
    /// The same, with what the user wrote beside it as a section at its end.
    #[must_use]
    pub fn with_note(mut self, note: Option<&str>) -> Self {
        if let Some(note) = note {
            let paragraphs = note.split("\n\n").map(CleanText::new).filter(|text| !text.trim().is_empty());
            let blocks = paragraphs.map(|text| Block::Paragraph(Text::plain(text))).collect();
            let heading = Some(CleanText::from("Your note"));
            self.sections.push(Section { heading, level: 1, blocks, ..Section::default() });
        }
        self
    }

    /// The part that a text stands in.
    pub fn part_at(&self, spot: Spot) -> Part {
        match spot {
            Spot::Title => Part::Title,
            Spot::Standfirst => Part::Standfirst,
            Spot::Heading { section } | Spot::Block { section, .. } => {
                Part::Section(self.sections.get(section).map(|section| section.kind).unwrap_or_default())
            }
            Spot::Credit { .. } | Spot::Bio { .. } => Part::Section(SectionKind::default()),
        }
    }

    /// The characters at `spot`, or `None` where the document has no such spot.
    pub fn text_at(&self, spot: Spot) -> Option<&str> {
        match spot {
            Spot::Title => Some(&self.title),
            Spot::Standfirst => self.standfirst.as_deref(),
            Spot::Heading { section } => self.sections.get(section)?.heading.as_deref(),
            Spot::Block { section, block, part } => self.sections.get(section)?.blocks.get(block)?.part(part),
            Spot::Credit { credit } => self.credits.get(credit).map(|text| &**text),
            Spot::Bio { author } => self.authors.get(author)?.bio.as_deref(),
        }
    }

    /// The styled stretches of the text at `spot`; none where it has no styles of its own.
    pub fn spans_at(&self, spot: Spot) -> &[Span] {
        let Spot::Block { section, block, part } = spot else { return &[] };
        let block = self.sections.get(section).and_then(|section| section.blocks.get(block));
        let text = match block {
            Some(Block::Paragraph(text) | Block::Quotation(text)) if part == 0 => Some(text),
            Some(Block::Stakeholder { text, .. }) if part == 1 => Some(text),
            Some(Block::List { items, .. }) => items.get(part).map(|item| &item.text),
            Some(Block::Table { header, rows }) => header.iter().chain(rows.iter().flatten()).nth(part),
            _ => None,
        };
        text.map_or(&[], Text::spans)
    }

    /// Every spot that holds text, with the text, in reading order.
    pub fn spots(&self) -> impl Iterator<Item = (Spot, &str)> {
        let head = std::iter::once((Spot::Title, &*self.title));
        let standfirst = self.standfirst.as_deref().map(|text| (Spot::Standfirst, text));
        let body = self.sections.iter().enumerate().flat_map(|(section, s)| {
            let heading = s.heading.as_deref().map(|text| (Spot::Heading { section }, text));
            let blocks = s.blocks.iter().enumerate().flat_map(move |(block, b)| {
                let parts = b.parts().into_iter().enumerate();
                parts.map(move |(part, text)| (Spot::Block { section, block, part }, text))
            });
            heading.into_iter().chain(blocks)
        });
        head.chain(standfirst).chain(body)
    }

    /// What stands under the body, in reading order, which is nobody's statement: the credits, and what is said of the authors.
    pub fn foot(&self) -> impl Iterator<Item = (Spot, &str)> {
        let credits = self.credits.iter().enumerate();
        let credits = credits.map(|(credit, text)| (Spot::Credit { credit }, &**text));
        let authors = self.authors.iter().enumerate();
        let bios = authors.filter_map(|(author, of)| Some((Spot::Bio { author }, of.bio.as_deref()?)));
        credits.chain(bios)
    }

    /// How many bytes of the first paragraph merely repeat the standfirst; `None` where it does not.
    pub fn standfirst_repeat(&self) -> Option<usize> {
        let standfirst = self.standfirst.as_deref()?.trim();
        let first = self.sections.first()?;
        match first.blocks.first()? {
            Block::Paragraph(text) if first.heading.is_none() && text.as_str().starts_with(standfirst) => {
                Some(standfirst.len())
            }
            _ => None,
        }
    }

    /// How many words the body has; a CJK character counts as half a word.
    pub fn words(&self) -> usize {
        self.spots()
            .filter(|(spot, _)| matches!(spot, Spot::Block { .. }))
            .map(|(_, text)| words_in(text))
            .sum()
    }
}

impl ListItem {
    /// What stands before it: its number, or a bullet by its depth.
    pub fn mark(&self) -> String {
        const BULLETS: [&str; 3] = ["•", "◦", "▪"];
        let bullet = BULLETS[usize::from(self.depth).min(BULLETS.len() - 1)];
        self.number.map_or_else(|| bullet.to_owned(), |number| format!("{number}."))
    }
}

impl Section {
    /// The heading, or what to call the section where it has none.
    pub fn title(&self) -> &str {
        self.heading.as_deref().unwrap_or_else(|| self.kind.title())
    }
}

impl Block {
    /// One of its [`parts`](Self::parts), found without going through the others.
    pub fn part(&self, nth: usize) -> Option<&str> {
        match self {
            Self::List { items, .. } => items.get(nth).map(|item| item.text.as_str()),
            Self::Table { header, rows } => {
                header.iter().chain(rows.iter().flatten()).nth(nth).map(Text::as_str)
            }
            _ => self.parts().get(nth).copied(),
        }
    }

    /// The texts that the block is made of, in reading order: a paragraph's one, a list's items, a table's
    /// cells row by row, a stakeholder line's actor and position.
    pub fn parts(&self) -> Vec<&str> {
        match self {
            Self::Paragraph(text) | Self::Quotation(text) => vec![text.as_str()],
            Self::List { items, .. } => items.iter().map(|item| item.text.as_str()).collect(),
            Self::Preformatted { text } => vec![text],
            Self::Table { header, rows } => {
                header.iter().chain(rows.iter().flatten()).map(Text::as_str).collect()
            }
            Self::Image { alt, caption, .. } => caption.as_deref().or(alt.as_deref()).into_iter().collect(),
            Self::Rule => Vec::new(),
            Self::Stakeholder { actor, text } => vec![actor, text.as_str()],
            Self::Embed { label, url } => vec![label.as_deref().unwrap_or(url)],
        }
    }
}

/// How many words a text has; a CJK character counts as half a word.
fn words_in(text: &str) -> usize {
    if text.is_ascii() {
        // A very long article is counted through before it is shown: many bytes at a time, so that sums are small.
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let begins = |(before, byte): (&u8, &u8)| u8::from(is_space(*before) & !is_space(*byte));
        let (befores, bytes) = (text.as_bytes(), text.as_bytes().get(1..).unwrap_or_default());
        let pieces = befores.chunks(128).zip(bytes.chunks(128));
        let count =
            pieces.map(|(befores, bytes)| usize::from(befores.iter().zip(bytes).map(begins).sum::<u8>()));
        return count.sum::<usize>() + usize::from(befores.first().is_some_and(|first| !is_space(*first)));
    }
    let cjk = text.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
    text.split_whitespace().count() + cjk / 2
}

fn top_level() -> u8 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpanStyle;

    fn strong(text: &str) -> Text {
        Text::new(text.into(), vec![Span { range: 0..text.len(), style: SpanStyle::Strong }])
    }

    #[test]
    fn every_spot_has_its_text_and_its_styles() {
        let item = |text| ListItem { depth: 0, number: None, text: strong(text) };
        let blocks = vec![
            Block::Paragraph(strong("A paragraph")),
            Block::Quotation(strong("A quotation")),
            Block::List { ordered: false, items: vec![item("one"), item("the other")] },
            Block::Table { header: vec![strong("head")], rows: vec![vec![strong("cell")]] },
            Block::Stakeholder { actor: "Peru".into(), text: strong("waits") },
        ];
        let document =
            Document { sections: vec![Section { blocks, ..Section::default() }], ..Document::default() };
        let mut found = Vec::new();
        for (spot, text) in document.spots().filter(|(_, text)| !text.is_empty()) {
            assert_eq!(document.text_at(spot), Some(text));
            let whole = document.spans_at(spot).iter().all(|span| span.range == (0..text.len()));
            assert!(whole, "{text}");
            found.push((text, document.spans_at(spot).len()));
        }
        let expected = [
            ("A paragraph", 1),
            ("A quotation", 1),
            ("one", 1),
            ("the other", 1),
            ("head", 1),
            ("cell", 1),
            ("Peru", 0),
            ("waits", 1),
        ];
        assert_eq!(found, expected);
        for (block, part) in [(0, 1), (1, 1), (2, 2), (3, 2), (4, 2), (5, 0)] {
            let beyond = Spot::Block { section: 0, block, part };
            assert_eq!((document.text_at(beyond), document.spans_at(beyond)), (None, &[][..]), "{block}");
        }
    }

    #[test]
    fn a_note_is_a_section_at_the_end_with_its_paragraphs() {
        let document = Document::default().with_note(Some("One.\n\n \n\nTwo."));
        let [note] = &document.sections[..] else { panic!("one section") };
        assert_eq!((note.title(), note.level), ("Your note", 1));
        let paragraphs = ["One.", "Two."].map(|text| Block::Paragraph(Text::from(text)));
        assert_eq!(note.blocks, paragraphs);
        assert_eq!(Document::default().with_note(None), Document::default());
    }

    #[test]
    fn words_are_counted_alike_in_ascii_and_beyond() {
        for (text, count) in [("", 0), (" ", 0), ("Talks", 1), (" Talks  resume\n\tin Vienna ", 4)] {
            assert_eq!(words_in(text), count, "{text:?}");
            assert_eq!(words_in(&format!("{text} é")), count + 1, "{text:?}");
        }
        assert_eq!(words_in("北京方面"), 1 + 2);
    }
}
