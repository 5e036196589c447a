//! All that the store has of one actor.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Actor, ActorKey, ArticleId, CleanText, Place, Timestamp, folded_name};

/// All that the store has of one actor: a page made of many articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorPage {
    /// Who it is.
    pub actor: Actor,
    /// What articles call it, the most frequent name first.
    pub known_as: Vec<CleanText>,
    /// What it is and was, the present first, with their dates: *President of Russia (since 2012)*.
    pub roles: Vec<CleanText>,
    /// The states and organisations that it belongs to.
    pub belongs_to: Vec<(ActorKey, CleanText)>,
    /// What articles say of it, the newest first.
    pub said: Vec<Said>,
    /// Its newest articles.
    pub articles: Vec<Recent>,
    /// The actors that it appears with most often, and in how many of the articles read for the page.
    pub with: Vec<(Actor, u64)>,
    /// How often it was in the news, week by week, the oldest first.
    pub weeks: Vec<Week>,
    /// How many articles that came in these weeks do not say when they are of, and are in none of them.
    pub undated: u64,
    /// How many articles were read for the page, the newest ones.
    pub read: u64,
    /// When one last looked at the page.
    pub looked: Option<Timestamp>,
    /// How many articles have come since.
    pub new: u64,
}

impl ActorPage {
    /// What else articles call it, the most frequent name first: neither its own name, however it is written, nor what
    /// the page says of it already.
    pub fn also(&self) -> Vec<&CleanText> {
        let role = |role: &CleanText| folded_name(role.rsplit_once(" (").map_or(role, |(role, _)| role));
        let mut said: BTreeSet<String> = self.roles.iter().map(role).collect();
        said.insert(folded_name(&self.actor.name));
        self.known_as.iter().filter(|name| said.insert(folded_name(name))).collect()
    }
}

/// One of the newest articles that an actor is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Which.
    pub article: ArticleId,
    /// Its headline.
    pub title: CleanText,
    /// The feed that it came by.
    pub feed: CleanText,
    /// When it was published, or received where it does not say.
    pub time: Timestamp,
}

/// One thing that an article says of an actor, in the article's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// How it says it.
    pub kind: SaidKind,
    /// The words.
    pub words: CleanText,
    /// In which article.
    pub article: ArticleId,
    /// Its headline.
    pub title: CleanText,
    /// The feed that it came by.
    pub feed: CleanText,
    /// When it was published, or received where it does not say.
    pub time: Timestamp,
    /// Where the words stand in it.
    pub place: Place,
}

/// How an article says something of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidKind {
    /// In a stakeholder line.
    Position,
    /// As what it is.
    Role,
    /// As its own words.
    Quote,
}

/// How often an actor was in the news in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// When the week begins: a Monday, in universal time.
    pub start: Timestamp,
    /// How many articles have it.
    pub articles: u64,
}
