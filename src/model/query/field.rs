//! The fields of the search language, and what may stand behind each: the one table that reading, completing and the
//! README go by.

use crate::model::{SectionKind, fold};

/// A field whose value is a name or a word, whatever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// An actor that is in the article.
    Actor,
    /// Another actor that is in it too.
    With,
    /// An actor that is quoted.
    Quote,
    /// An actor that has a stakeholder line.
    Stance,
    /// A feed, or a folder of feeds.
    Feed,
    /// A tag.
    Tag,
    /// Who wrote it.
    Author,
    /// The agency or paper that it came from.
    Source,
    /// Its language.
    Lang,
}

/// A part of an article that words are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The standfirst.
    Standfirst,
    /// A section of this kind, with its heading.
    Section(SectionKind),
}

/// What an article is, as far as the reader is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Is {
    Unread,
    Read,
    Starred,
    Noted,
    Muted,
    Changed,
}

/// What an article has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Has {
    Quote,
    Table,
    Image,
}

/// In which order articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Relevance,
}

/// One row of the table of fields.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// What is written before the colon.
    pub name: &'static str,
    /// What may stand after it.
    pub values: Values,
    /// One of them, written out.
    pub example: &'static str,
    /// What it finds.
    pub help: &'static str,
}

/// What may stand after a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// A name or a word.
    Of(Field),
    /// A part of an article.
    Parts,
    /// A state.
    Is,
    /// A thing that it has.
    Has,
    /// A day: from its beginning, up to its end, or within it.
    Since,
    /// See [`Values::Since`].
    Until,
    /// See [`Values::Since`].
    On,
    /// A week.
    Week,
    /// An order.
    Sort,
}

const fn field(name: &'static str, values: Values, example: &'static str, help: &'static str) -> FieldSpec {
    FieldSpec { name, values, example, help }
}

/// Every field, in the order in which the README and the completion show them.
pub const FIELDS: &[FieldSpec] = &[
    field("actor", Values::Of(Field::Actor), "actor:peskov", "an actor is in it, under any of its names"),
    field("with", Values::Of(Field::With), "with:\"Steve Witkoff\"", "another actor is in it too"),
    field(
        "quote",
        Values::Of(Field::Quote),
        "quote:lavrov",
        "an actor is quoted in it; words beside it are that actor’s",
    ),
    field(
        "stance",
        Values::Of(Field::Stance),
        "stance:russia",
        "a stakeholder line gives an actor’s position; words beside it stand there",
    ),
    field(
        "in",
        Values::Parts,
        "in:whats-next",
        "words beside it stand in such a part; alone: it has such a part",
    ),
    field(
        "feed",
        Values::Of(Field::Feed),
        "feed:\"World News\"",
        "a feed, or the feeds of a folder, brought it",
    ),
    field(
        "tag",
        Values::Of(Field::Tag),
        "tag:grain",
        "you have tagged it so, or its feed files it under that",
    ),
    field("author", Values::Of(Field::Author), "author:khan", "an author has these words in the name"),
    field(
        "source",
        Values::Of(Field::Source),
        "source:reuters",
        "its dateline, credits or feed name this source",
    ),
    field("lang", Values::Of(Field::Lang), "lang:de", "it is in this language"),
    field("is", Values::Is, "is:unread", "what became of it: unread, read, starred, noted, muted, changed"),
    field("has", Values::Has, "has:quote", "it has a quote, a table or an image"),
    field(
        "since",
        Values::Since,
        "since:30d",
        "of this day or later: today, 30d, 2w, 6m, 2025-10-01, 2025-10",
    ),
    field("until", Values::Until, "until:2025-10", "of this day or earlier"),
    field("on", Values::On, "on:yesterday", "of this day, month or year"),
    field("week", Values::Week, "week:41", "of this ISO week, of this year or as 2025-41"),
    field("sort", Values::Sort, "sort:oldest", "newest first (as always), oldest first, or by relevance"),
];

impl FieldSpec {
    /// The field of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Every value that there is, where they are few.
    pub fn choices(&self) -> Vec<&'static str> {
        match self.values {
            Values::Parts => Part::all().map(Part::name).collect(),
            Values::Is => Is::ALL.iter().map(|(name, _)| *name).collect(),
            Values::Has => Has::ALL.iter().map(|(name, _)| *name).collect(),
            Values::Sort => Sort::ALL.iter().map(|(name, _)| *name).collect(),
            _ => Vec::new(),
        }
    }
}

impl Field {
    /// What is written before the colon.
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|field| field.values == Values::Of(self)).map_or("", |field| field.name)
    }

    /// Whether its values are names of actors.
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Actor | Self::With | Self::Quote | Self::Stance)
    }
}

impl Part {
    /// Every part.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Title, Self::Standfirst].into_iter().chain(SectionKind::ALL.into_iter().map(Self::Section))
    }

    /// As it is written: `whats-next`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Section(kind) => kind.dashed(),
        }
    }

    pub(super) fn named(text: &str) -> Option<Self> {
        Self::all().find(|part| part.name() == plain(text))
    }
}

/// A value as people may write it: *What’s Next*, `whats_next`.
fn plain(text: &str) -> String {
    fold(text).replace(['_', ' '], "-").replace('\'', "")
}

/// Names and values of what has few.
macro_rules! named {
    ($kind:ident, $($name:literal => $value:ident),+) => {
        impl $kind {
            const ALL: &'static [(&'static str, Self)] = &[$(($name, Self::$value)),+];

            /// As it is written.
            pub fn name(self) -> &'static str {
                Self::ALL.iter().find(|(_, value)| *value == self).map_or("", |(name, _)| name)
            }

            pub(super) fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().find(|(name, _)| *name == plain(text)).map(|(_, value)| *value)
            }
        }
    };
}

named!(Is, "unread" => Unread, "read" => Read, "starred" => Starred, "noted" => Noted, "muted" => Muted,
    "changed" => Changed);
named!(Has, "quote" => Quote, "table" => Table, "image" => Image);
named!(Sort, "newest" => Newest, "oldest" => Oldest, "relevance" => Relevance);
