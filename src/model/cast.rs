//! Who is in one article, and what it says of them.

use serde::{Deserialize, Serialize};

use super::{ActorKey, ActorType, CleanText, Place};

/// The actors of one article, the most salient first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Each actor once.
    pub members: Vec<Member>,
    /// Names of which it is not certain whose they are, in reading order.
    #[serde(default)]
    pub unresolved: Vec<Mention>,
    /// What is quoted, in reading order.
    #[serde(default)]
    pub quotes: Vec<Quote>,
}

/// One actor in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub key: ActorKey,
    /// What to call it.
    pub name: CleanText,
    /// What sort of actor it is.
    #[serde(default)]
    pub kind: ActorType,
    /// How much the article is about it, in points that compare within one article.
    #[serde(default)]
    pub salience: u32,
    /// What the article says of it, in reading order; what it is quoted with is in [`Cast::quotes`].
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Where the article names it, in reading order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// One place where an article names somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words.
    pub place: Place,
    /// The words themselves, so that nobody has to read the article again to know them.
    pub surface: CleanText,
    /// What sort of name it is.
    pub label: Label,
    /// How it was found whose it is.
    pub method: Method,
    /// How certain that is, in hundredths: 0 to 100.
    pub confidence: u8,
}

/// What sort of name a mention is: the labels of the corpora that recognisers are measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Label {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place, and a state as one.
    Loc,
    /// A nationality, a religious or a political group: *Russian*.
    Norp,
}

/// How it was found whose name a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A stakeholder line begins with it.
    StakeholderLine,
    /// It is a name in the table of actors, or in the user's own.
    Table,
    /// It is a full name that the table does not know.
    FullName,
    /// It is the surname of somebody whom the article names in full.
    Surname,
    /// It is the acronym of a name in the article.
    Acronym,
    /// It is a role that only one actor of the article has: *the spokesman*.
    Role,
    /// It is a seat of government or a capital that stands for its state.
    Metonym,
    /// It is a name that the user has given to somebody.
    Edit,
    /// It is nobody's who acts in the article: a place, or the agency that is its source.
    Setting,
    /// Nobody's, as far as the article tells.
    None,
}

/// Something that an article says of an actor, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// How it says it.
    pub kind: StatementKind,
    /// The words.
    pub place: Place,
}

/// How an article says something of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// A stakeholder line.
    Position,
    /// What it is: *Kremlin spokesman*.
    Role,
}

/// Words that somebody is quoted with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, without the quotation marks.
    pub place: Place,
    /// The verb of speech: *said*.
    #[serde(default)]
    pub verb: Option<Place>,
    /// Whom the sentence names as the speaker: *Peskov*, *he*, *the spokesman*.
    #[serde(default)]
    pub speaker: Option<Place>,
    /// Who that is, where it is certain.
    #[serde(default)]
    pub actor: Option<ActorKey>,
}

impl Member {
    /// An actor of whom nothing is said yet; its key says what sort it is.
    pub fn new(key: ActorKey, name: CleanText) -> Self {
        let kind = key.kind();
        Self { key, name, kind, salience: 0, statements: Vec::new(), mentions: Vec::new() }
    }
}

impl Cast {
    /// What an actor is quoted with, in reading order.
    pub fn quotes_of<'a>(&'a self, actor: &'a ActorKey) -> impl Iterator<Item = &'a Quote> {
        self.quotes.iter().filter(move |quote| quote.actor.as_ref() == Some(actor))
    }
}
