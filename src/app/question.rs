//! What is read from the store, and what comes back.

use crate::model::{
    Actor, ActorKey, ActorPage, Agenda, Article, ArticleId, CleanText, Cursor, Feed, FeedId, Field, Headline,
    Hit, Listing, Meant, Offered, Page, Positions, Query, Revision, SavedId, SavedSearch, Session, Totals,
    WebFeed,
};

/// Something to read from the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What was left at the last quit.
    Session,
    /// The feeds with their counts.
    Feeds,
    /// A window of a list.
    Headlines {
        /// Which list.
        listing: Listing,
        /// From where.
        cursor: Cursor,
        /// How many at most.
        limit: usize,
    },
    /// How many articles a list has that are older than one; all, where there is none.
    Count {
        /// Which list.
        listing: Listing,
        /// Older than which.
        from: Option<ArticleId>,
        /// How many were counted before.
        counted: u64,
        /// Whether only the unread of a saved search are counted, and of which.
        unread_of: Option<SavedId>,
    },
    /// The sentences of articles that a search is answered by.
    Hits(Listing, Vec<ArticleId>),
    /// What may stand after a field.
    Values {
        /// After which.
        field: Field,
        /// What was typed of it.
        typed: String,
    },
    /// Whom the names in a search mean.
    Meant(Query),
    /// The unread article of the list next to one.
    NextUnread {
        /// Which list.
        listing: Listing,
        /// Next to which; the newest or oldest of all where there is none.
        from: Option<ArticleId>,
        /// Whether the next older one is meant.
        older: bool,
    },
    /// An article, whole.
    Article(ArticleId),
    /// The actors whose names match what was typed.
    Actors {
        /// What was typed.
        typed: String,
        /// How many at most.
        limit: usize,
    },
    /// How each feed of the web comes.
    WebFeeds,
    /// What goes when a feed is removed.
    Removal(FeedId),
    /// What an article said.
    Revisions(ArticleId),
    /// All that is stored of an actor.
    ActorPage(ActorKey),
    /// What comes next in the articles of a list.
    Agenda(Listing),
    /// What the actors of a list want.
    Positions(Listing),
    /// The tags in use.
    Tags,
    /// The note beside an article.
    Note(ArticleId),
}

/// The kinds of [`Question`], which have their tickets apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the questions")]
pub enum QuestionKind {
    Session,
    Feeds,
    Headlines,
    Count,
    CountSaved,
    Hits,
    Values,
    Meant,
    NextUnread,
    Article,
    Actors,
    WebFeeds,
    Removal,
    Revisions,
    ActorPage,
    Agenda,
    Positions,
    Tags,
    Note,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Question::Session`].
    Session(Box<Session>),
    /// To [`Question::Feeds`]: the feeds, the actors whom the user follows, the saved searches, and the counts over all of
    /// them.
    Feeds(Vec<Feed>, Vec<Actor>, Vec<SavedSearch>, Totals),
    /// To [`Question::Headlines`]: in the order of the list, and where they were read from.
    Headlines(Page, Cursor),
    /// To [`Question::Count`]: how many so far, and up to which article, where there are further ones; and of which saved
    /// search, where it was about one.
    Count(u64, Option<ArticleId>, Option<SavedId>),
    /// To [`Question::Hits`]: for which articles, and what they have.
    Hits(Vec<ArticleId>, Vec<Hit>),
    /// To [`Question::Values`].
    Values(Offered),
    /// To [`Question::Meant`].
    Meant(Vec<Meant>),
    /// To [`Question::NextUnread`].
    NextUnread(Option<Box<Headline>>),
    /// To [`Question::Article`].
    Article(Option<Box<Article>>),
    /// To [`Question::Actors`].
    Actors(Vec<Actor>),
    /// To [`Question::WebFeeds`].
    WebFeeds(Vec<WebFeed>),
    /// To [`Question::Removal`]: of which feed, how many articles go, and how many starred ones.
    Removal(FeedId, u64, u64),
    /// To [`Question::Revisions`]: the current one first; and the number of the one that one read before.
    Revisions(Vec<Revision>, Option<u32>),
    /// To [`Question::Agenda`].
    Agenda(Box<Agenda>),
    /// To [`Question::Positions`].
    Positions(Box<Positions>),
    /// To [`Question::Tags`]: with how many articles have each.
    Tags(Vec<(CleanText, u64)>),
    /// To [`Question::Note`].
    Note(ArticleId, Option<CleanText>),
    /// To [`Question::ActorPage`]; `None` where no article has the actor.
    ActorPage(Option<Box<ActorPage>>),
}

impl QuestionKind {
    pub(super) const COUNT: usize = Self::Note as usize + 1;
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Session => QuestionKind::Session,
            Self::Feeds => QuestionKind::Feeds,
            Self::Headlines { .. } => QuestionKind::Headlines,
            Self::Count { unread_of: Some(_), .. } => QuestionKind::CountSaved,
            Self::Count { .. } => QuestionKind::Count,
            Self::Hits(..) => QuestionKind::Hits,
            Self::Values { .. } => QuestionKind::Values,
            Self::Meant(_) => QuestionKind::Meant,
            Self::NextUnread { .. } => QuestionKind::NextUnread,
            Self::Article(_) => QuestionKind::Article,
            Self::Actors { .. } => QuestionKind::Actors,
            Self::WebFeeds => QuestionKind::WebFeeds,
            Self::Removal(_) => QuestionKind::Removal,
            Self::Revisions(_) => QuestionKind::Revisions,
            Self::ActorPage(_) => QuestionKind::ActorPage,
            Self::Agenda(_) => QuestionKind::Agenda,
            Self::Positions(_) => QuestionKind::Positions,
            Self::Tags => QuestionKind::Tags,
            Self::Note(_) => QuestionKind::Note,
        }
    }
}

impl Answer {
    /// The kind of question that it answers.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Session(_) => QuestionKind::Session,
            Self::Feeds(..) => QuestionKind::Feeds,
            Self::Headlines(..) => QuestionKind::Headlines,
            Self::Count(_, _, Some(_)) => QuestionKind::CountSaved,
            Self::Count(..) => QuestionKind::Count,
            Self::Hits(..) => QuestionKind::Hits,
            Self::Values(_) => QuestionKind::Values,
            Self::Meant(_) => QuestionKind::Meant,
            Self::NextUnread(_) => QuestionKind::NextUnread,
            Self::Article(_) => QuestionKind::Article,
            Self::Actors(_) => QuestionKind::Actors,
            Self::WebFeeds(_) => QuestionKind::WebFeeds,
            Self::Removal(..) => QuestionKind::Removal,
            Self::Revisions(..) => QuestionKind::Revisions,
            Self::ActorPage(_) => QuestionKind::ActorPage,
            Self::Agenda(_) => QuestionKind::Agenda,
            Self::Positions(_) => QuestionKind::Positions,
            Self::Tags(_) => QuestionKind::Tags,
            Self::Note(..) => QuestionKind::Note,
        }
    }
}
