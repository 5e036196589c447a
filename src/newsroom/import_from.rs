//! Taking over what another reader has: newsboat's feeds, its articles, and which were read or flagged.

use std::collections::{HashMap, HashSet};

use super::Newsroom;
use super::error::NewsroomError;
use super::import::Progress;
use super::intake::Intake;
use super::subscribe::{self, ListReport};
use crate::fetch::Address;
use crate::ingest::feed_name;
use crate::model::{
    Author, CleanText, FeedEntry, FeedHead, FeedId, FeedOrigin, FullText, Markup, Subscription, Timestamp,
};
use crate::store::{Added, Mark, NewsboatArticle, NewsboatCache, NewsboatFeed};

/// What was taken over from another reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// What became of its list of feeds.
    pub feeds: ListReport,
    /// Articles that were not known.
    pub new: u64,
    /// Articles that were known.
    pub known: u64,
    /// How many of them are read now that were not.
    pub read: u64,
    /// How many of them are starred now that were not: those that had a flag.
    pub starred: u64,
    /// Articles of feeds that its list no longer has, which were left out.
    pub left_out: u64,
    /// How many samples went to make room for them.
    pub samples_removed: u64,
}

/// How many articles are added in one transaction.
const BATCH: usize = 500;

/// Takes over newsboat's list, where there is one, and its articles. Without a list all of its feeds are taken over.
pub(super) fn newsboat(
    newsroom: &mut Newsroom,
    list: Option<Vec<Subscription>>,
    cache: &NewsboatCache,
    progress: &mut dyn FnMut(Progress),
) -> Result<TakenOver, NewsroomError> {
    let cached = cache.feeds()?;
    let list = list.unwrap_or_else(|| cached.iter().map(subscription).collect());
    let own_titles = cached.iter().filter_map(own_title).collect();
    let listed: HashSet<CleanText> = list.iter().map(|feed| feed.url.clone()).collect();
    let samples = newsroom.reader.sample_articles()?;
    let mut report =
        TakenOver { feeds: subscribe::add_list(newsroom, list, &own_titles)?, ..TakenOver::default() };
    let by_address: HashMap<String, FeedId> =
        newsroom.web_feeds()?.into_iter().map(|feed| (feed.url.to_string(), feed.feed.id)).collect();
    let mut how_far = Progress { done: 0, total: cache.articles()? };
    let mut taken = 0;
    for feed in &cached {
        if !listed.contains(&CleanText::line(&feed.source)) {
            continue;
        }
        let Some(id) = feed_of(newsroom, feed, &by_address)? else { continue };
        let mut after = 0;
        loop {
            let articles = cache.articles_of(feed, after, BATCH)?;
            let Some((last, _)) = articles.last() else { break };
            after = *last;
            taken += articles.len() as u64;
            take(newsroom, (id, feed), &articles, &mut report)?;
            how_far.done = taken;
            progress(how_far);
        }
    }
    report.left_out = how_far.total.saturating_sub(taken);
    report.samples_removed = samples.saturating_sub(newsroom.reader.sample_articles()?);
    Ok(report)
}

/// Our feed for one of newsboat's: the one at its address; where it is none that masthead fetches, one of its name.
fn feed_of(
    newsroom: &mut Newsroom,
    feed: &NewsboatFeed,
    by_address: &HashMap<String, FeedId>,
) -> Result<Option<FeedId>, NewsroomError> {
    if let Ok(address) = Address::parse(&feed.source) {
        return Ok(by_address.get(address.as_str()).copied());
    }
    let name = CleanText::line(&feed.title);
    let name = if name.is_empty() { CleanText::line("newsboat") } else { name };
    Ok(Some(newsroom.store.feed_named(&name, FeedOrigin::Files)?))
}

/// Adds articles of a feed, and marks them.
fn take(
    newsroom: &mut Newsroom,
    (id, feed): (FeedId, &NewsboatFeed),
    articles: &[(i64, NewsboatArticle)],
    report: &mut TakenOver,
) -> Result<(), NewsroomError> {
    // They are as old as they are: their pages are not asked for.
    let policies = HashMap::from([(id, FullText::Never)]);
    let intake = Intake { labels: newsroom.labels.clone(), policies };
    let head = head(feed);
    let ready = articles.iter().map(|(_, article)| intake.entry(id, &head, &entry(article))).collect();
    let added = newsroom.store.add(&Intake::incoming(id, ready, Timestamp::now()))?;
    report.new += added.iter().filter(|added| matches!(added, Added::New(_))).count() as u64;
    report.known += added.iter().filter(|added| !matches!(added, Added::New(_))).count() as u64;
    let marks: Vec<Mark> = std::iter::zip(&added, articles)
        .map(|(added, (_, article))| Mark { id: added.id(), read: article.read, starred: article.flagged })
        .collect();
    let (read, starred) = newsroom.store.take_marks(&marks)?;
    report.read += read;
    report.starred += starred;
    Ok(())
}

fn subscription(feed: &NewsboatFeed) -> Subscription {
    Subscription { url: CleanText::line(&feed.source), ..Subscription::default() }
}

/// What a feed calls itself, by its line in `urls`, where one is free to call it something else.
fn own_title(feed: &NewsboatFeed) -> Option<(CleanText, CleanText)> {
    Some((CleanText::line(&feed.source), feed_name(&head(feed))?))
}

fn head(feed: &NewsboatFeed) -> FeedHead {
    FeedHead { title: markup(&feed.title, false), link: line(&feed.site), ..FeedHead::default() }
}

fn entry(article: &NewsboatArticle) -> FeedEntry {
    let published = Timestamp::from_second(article.published).ok().filter(|_| article.published > 0);
    let author = line(&article.author).map(|name| Author { name, ..Author::default() });
    // newsboat keeps titles as the feed has them, with what HTML is in them.
    let is_html = article.title.contains("</") || article.title.contains('&') && article.title.contains(';');
    FeedEntry {
        title: markup(&article.title, is_html),
        link: line(&article.url),
        id: line(&article.guid),
        content: markup(&article.content, !article.is_plain),
        published,
        authors: author.into_iter().collect(),
        ..FeedEntry::default()
    }
}

fn line(text: &str) -> Option<CleanText> {
    Some(CleanText::line(text)).filter(|line| !line.is_empty())
}

fn markup(text: &str, is_html: bool) -> Option<Markup> {
    let text = CleanText::new(text);
    (!text.is_empty()).then_some(Markup { text, is_html })
}
