//! Adding feeds: found from the address of a site, or from a list.

use std::collections::{HashMap, HashSet};

use super::error::NewsroomError;
use super::network::Wire;
use super::newsboat;
use super::{Newsroom, answer};
use crate::fetch::{Address, FetchError, Request, Response, Trust, Want};
use crate::ingest::{self, Content, Input};
use crate::model::{CleanText, Query, Subscribed, Subscription};

/// A feed that was found at, or from, an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFeed {
    /// What it calls itself, or what the page that names it calls it.
    pub title: Option<CleanText>,
    /// Where it is.
    pub address: Address,
    /// The origin that the user gave: the feed may be in a private network only there.
    pub origin: String,
}

impl FoundFeed {
    /// Whether it may be fetched at all: a page leads into no private network but its own.
    fn may_be_fetched(&self) -> bool {
        !self.address.is_private() || self.address.origin() == self.origin
    }

    /// The feed at an address as people type it, without looking whether it is there.
    ///
    /// # Errors
    /// Where that is no web address.
    pub fn unseen(typed: &str) -> Result<Self, NewsroomError> {
        let address = Address::parse(typed)?;
        let origin = address.origin().to_owned();
        Ok(Self { title: None, address, origin })
    }
}

/// What became of a list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListReport {
    /// Feeds that were added.
    pub added: Vec<Subscription>,
    /// Feeds that were there already.
    pub known: Vec<Subscription>,
    /// Those among them that are in a private network, and are fetched because the list names them.
    pub private: Vec<CleanText>,
    /// Searches that were saved.
    pub searches: Vec<(CleanText, Query)>,
    /// How many searches were saved before.
    pub known_searches: usize,
    /// Lines that are no feed, and why not.
    pub refused: Vec<(CleanText, String)>,
}

impl ListReport {
    /// Adds what became of another list.
    pub fn extend(&mut self, other: Self) {
        self.added.extend(other.added);
        self.known.extend(other.known);
        self.private.extend(other.private);
        self.searches.extend(other.searches);
        self.known_searches += other.known_searches;
        self.refused.extend(other.refused);
    }

    /// Whether there was no list.
    pub fn is_empty(&self) -> bool {
        let searches = self.searches.len() + self.known_searches;
        [self.added.len(), self.known.len(), searches, self.refused.len()] == [0; 4]
    }
}

/// Where sites have their feeds that do not say where.
const WELL_KNOWN: [&str; 8] = [
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
];

/// The feeds at an address: itself, where it is one; else those that the page there names; else what is found where
/// sites have their feeds.
pub(super) fn find(wire: &Wire, typed: &str) -> Result<Vec<FoundFeed>, NewsroomError> {
    let no_feed = |why: String| NewsroomError::NoFeed { what: CleanText::line(typed), why };
    let address = Address::parse(typed)?;
    let (address, answer) = fetch(wire, typed, address).map_err(|error| no_feed(error.to_string()))?;
    if !answer.is_success() {
        return Err(no_feed(answer::status_in_words(&answer)));
    }
    let origin = address.origin().to_owned();
    let here = answer.address.clone().unwrap_or_else(|| address.clone());
    if let Some(title) = feed_title(&answer) {
        let address = answer.moved.unwrap_or(address);
        return Ok(vec![FoundFeed { title, address, origin }]);
    }
    let named: Vec<FoundFeed> = ingest::feed_links(&answer.body, Some(here.as_str()))
        .into_iter()
        .filter_map(|link| {
            let address = Address::parse(&link.url).ok()?;
            let found = FoundFeed { title: link.title, address, origin: origin.clone() };
            found.may_be_fetched().then_some(found)
        })
        .collect();
    match <[FoundFeed; 1]>::try_from(named) {
        Ok([named]) => return look(wire, named).map(|found| vec![found]),
        Err(named) if !named.is_empty() => return Ok(named),
        Err(_) => {}
    }
    for path in WELL_KNOWN {
        let Ok(address) = here.join(path) else { continue };
        let request = Request { trust: Trust::Origin(origin.clone()), ..Request::feed(address.clone()) };
        let Ok(answer) = wire.get(request) else { continue };
        if answer.is_success()
            && let Some(title) = feed_title(&answer)
        {
            return Ok(vec![FoundFeed { title, address: answer.moved.unwrap_or(address), origin }]);
        }
    }
    Err(no_feed(
        "there is no feed there, the page names none, and there is none where sites have them".to_owned(),
    ))
}

/// Looks whether a feed is where a page says, and what it calls itself.
pub(super) fn look(wire: &Wire, found: FoundFeed) -> Result<FoundFeed, NewsroomError> {
    let request =
        Request { trust: Trust::Origin(found.origin.clone()), ..Request::feed(found.address.clone()) };
    let why = match wire.get(request) {
        Err(error) => error.to_string(),
        Ok(answer) if !answer.is_success() => answer::status_in_words(&answer),
        Ok(answer) => match feed_title(&answer) {
            Some(title) => {
                let address = answer.moved.unwrap_or(found.address);
                return Ok(FoundFeed { title: title.or(found.title), address, origin: found.origin });
            }
            None => "what is there is no feed".to_owned(),
        },
    };
    let what = CleanText::line(found.address.as_str());
    Err(NewsroomError::NoFeed { what, why: format!("{why}; the page names it") })
}

/// Fetches what the user typed; where that names no scheme and https does not answer, over http.
fn fetch(wire: &Wire, typed: &str, address: Address) -> Result<(Address, Response), FetchError> {
    let get = |address: &Address| wire.get(Request { want: Want::Feed, ..Request::feed(address.clone()) });
    match get(&address) {
        Err(FetchError::Tls { .. } | FetchError::Unreachable { .. } | FetchError::Protocol { .. })
            if !typed.contains("://") =>
        {
            let plain = Address::parse(&address.as_str().replacen("https:", "http:", 1))?;
            get(&plain).map(|answer| (plain, answer))
        }
        answer => answer.map(|answer| (address, answer)),
    }
}

/// What a feed calls itself; `None` where the answer is no feed.
fn feed_title(answer: &Response) -> Option<Option<CleanText>> {
    let base = answer.address.as_ref().map(Address::as_str);
    let parsed =
        ingest::parse(&Input { base, charset: answer.charset(), ..Input::new(&answer.body, None) }).ok()?;
    match parsed.content {
        Content::Feed(feed) => Some(ingest::feed_name(&feed.head)),
        Content::Article(_) | Content::Articles(_) | Content::Subscriptions(_) => None,
    }
}

/// Adds a feed.
pub(super) fn add(
    newsroom: &mut Newsroom,
    feed: &FoundFeed,
    name: Option<CleanText>,
    folder: Vec<CleanText>,
) -> Result<Subscribed, NewsroomError> {
    let wanted = Subscription {
        title: name,
        url: CleanText::line(feed.address.as_str()),
        site: None,
        folders: Some(folder).filter(|folder| !folder.is_empty()).into_iter().collect(),
    };
    Ok(newsroom.store.subscribe(&wanted, &feed.origin, feed.title.as_ref())?)
}

/// Adds the feeds of a list; `own_titles` is what some of them call themselves, by what the list has as their addresses.
/// Nothing in a list is ever run.
pub(super) fn add_list(
    newsroom: &mut Newsroom,
    list: Vec<Subscription>,
    own_titles: &HashMap<CleanText, CleanText>,
) -> Result<ListReport, NewsroomError> {
    let mut report = ListReport::default();
    let mut seen = HashSet::new();
    for mut wanted in list {
        if let Some((name, query)) = search(&wanted.url) {
            let (_, before, _) = newsroom.store.save_search(&name, &query)?;
            match before {
                Some(before) if before.query == query => report.known_searches += 1,
                _ => report.searches.push((name, query)),
            }
            continue;
        }
        let own_title = own_titles.get(&wanted.url);
        let address = match Address::parse(&wanted.url) {
            Ok(address) => address,
            Err(error) => {
                let what = wanted.title.or(own_title.cloned()).unwrap_or_else(|| {
                    CleanText::line(wanted.url.split('@').next_back().unwrap_or_default())
                });
                report.refused.push((what, refusal(&wanted.url, &error.to_string())));
                continue;
            }
        };
        wanted.url = CleanText::line(address.as_str());
        if address.is_private() {
            report.private.push(wanted.url.clone());
        }
        let subscribed = newsroom.store.subscribe(&wanted, address.origin(), own_title)?;
        match subscribed {
            Subscribed::New(_) => report.added.push(wanted.clone()),
            // Twice in one list is once added.
            Subscribed::Known(_) if seen.contains(&wanted.url) => {}
            Subscribed::Known(_) => report.known.push(wanted.clone()),
        }
        seen.insert(wanted.url);
    }
    Ok(report)
}

/// The search that a line of newsboat’s is: `query:name:filter`.
fn search(url: &str) -> Option<(CleanText, Query)> {
    let (name, filter) = url.strip_prefix("query:")?.split_once(':')?;
    let name = CleanText::line(name.trim());
    newsboat::query(filter).filter(|_| !name.is_empty()).map(|query| (name, query))
}

/// Why a line of a list is no feed.
fn refusal(url: &str, why: &str) -> String {
    let kinds = [
        ("exec:", "it would run a program, which no list can make masthead do"),
        ("filter:", "it would run a program, which no list can make masthead do"),
        (
            "query:",
            "it is a search of newsboat’s that cannot be said here; `masthead searches add` saves one",
        ),
        ("file:", "it is a file: `masthead import` takes those in"),
    ];
    let known = kinds.iter().find(|(start, _)| url.starts_with(start));
    known.map_or_else(|| why.to_owned(), |(_, why)| (*why).to_owned())
}
