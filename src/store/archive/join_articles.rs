//! Articles of an export, taken into a store that has some of them.

use rusqlite::OptionalExtension;

use super::super::filling::Part;
use super::super::words::indexed;
use super::super::writer::json;
use super::super::{add, analyse, hide, identity, index, notes, sources, status};
use super::fill_articles::{insert_article, insert_own, insert_revision, note_known, part};
use super::join::Joining;
use super::join_revisions::{Version, Versions};
use super::wrong;
use crate::model::{
    ArticleId, ArticleKey, ArticleRecord, Brought, FeedId, GoneRecord, RevisionRecord, Timestamp, tags_in,
};

impl Joining<'_> {
    /// What is not to come again there is not to come here, where nobody has it.
    pub(super) fn gone(&mut self, gone: &GoneRecord) -> rusqlite::Result<()> {
        if !self.is_kin || gone.into > 0 || !self.is_free(gone.id)? {
            return Ok(());
        }
        for known in &gone.known_as {
            if identity::article_of(&self.db, *known)?.is_some() {
                return Ok(());
            }
        }
        self.db
            .prepare_cached("INSERT INTO merged (article_id, into_id) VALUES (?1, ?2)")?
            .execute((gone.id.0, gone.into.max(-1)))?;
        note_known(&self.db, gone.id, &gone.known_as)
    }

    pub(super) fn article(
        &mut self,
        mut article: ArticleRecord,
        address: Option<&ArticleKey>,
    ) -> rusqlite::Result<()> {
        self.settle()?;
        self.new = None;
        self.sequence.begin(&article)?;
        let is_kin = self.is_kin && self.has_same_feeds(&article)?;
        let mut feeds = Vec::with_capacity(article.feeds.len());
        for Brought { feed, hash } in &article.feeds {
            if let Some(here) = self.known(feed.0)? {
                feeds.push(Brought { feed: FeedId(here.id), hash: *hash });
            }
        }
        // What is the samples’ alone is not for a store with articles of its own.
        let Some(first) = article.feeds.first() else { return Err(wrong("no feed brought it")) };
        let is_first_new = self.known(first.feed.0)?.is_some_and(|here| here.is_new);
        if feeds.is_empty() {
            return Ok(());
        }
        if !is_first_new {
            // How long it is kept is for its feed here to say.
            article.expired = false;
        }
        article.feeds = feeds;
        if let Some(mut page) = article.wants_page.take() {
            article.wants_page = self.known(page.feed.0)?.map(|here| {
                page.feed = FeedId(here.id);
                page
            });
        }
        let salt = self.memory.salt(&self.db)?;
        let address = address.map(|key| identity::hash(salt, &key.0));
        if !is_kin {
            article.known_as = address.into_iter().collect();
        }
        match self.find(&article, is_kin, address)? {
            Some(id) => self.unite(ArticleId(id), article),
            None => self.insert(&article),
        }
    }

    pub(super) fn revision(&mut self, revision: RevisionRecord) -> rusqlite::Result<()> {
        self.sequence.next(&revision)?;
        if let Some(id) = self.new {
            return insert_revision(&self.db, ArticleId(id), &revision);
        }
        if let Some(versions) = &mut self.versions {
            versions.before.push(Version::of(&revision));
        }
        Ok(())
    }

    fn is_free(&self, id: ArticleId) -> rusqlite::Result<bool> {
        self.db
            .prepare_cached(
                "SELECT NOT EXISTS (SELECT 1 FROM article WHERE id = ?1)
                    AND NOT EXISTS (SELECT 1 FROM merged WHERE article_id = ?1)",
            )?
            .query_row([id.0], |row| row.get(0))
    }

    /// Whether all feeds of an article have the same ids there and here.
    fn has_same_feeds(&self, article: &ArticleRecord) -> rusqlite::Result<bool> {
        for Brought { feed, .. } in &article.feeds {
            if self.known(feed.0)?.is_none_or(|here| here.id != feed.0) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The article that is here already: known by the name that its feed gives it, by its address, or by what it says.
    fn find(
        &self,
        article: &ArticleRecord,
        is_kin: bool,
        address: Option<i64>,
    ) -> rusqlite::Result<Option<i64>> {
        let names = article.known_as.iter().filter(|name| is_kin && Some(**name) != address);
        for name in names {
            if let Some(id) = identity::article_of(&self.db, *name)?.filter(|id| *id > 0) {
                return Ok(Some(id));
            }
        }
        if let Some(address) = address
            && let Some(id) = identity::article_of(&self.db, address)?.filter(|id| *id > 0)
            && self.is_likely(id, article)?
        {
            return Ok(Some(id));
        }
        add::of_content(&self.db, article.hash, &article.title)
    }

    /// Whether an article of the same address is the same: some feeds give all of theirs the address of a page that goes on.
    fn is_likely(&self, id: i64, article: &ArticleRecord) -> rusqlite::Result<bool> {
        let mut brought =
            self.db.prepare_cached("SELECT hash FROM entry WHERE feed_id = ?1 AND article_id = ?2")?;
        let mut is_brought = false;
        for Brought { feed, hash } in &article.feeds {
            let there: Option<Option<i64>> = brought.query_row((feed.0, id), |row| row.get(0)).optional()?;
            if hash.is_some() && there == Some(*hash) {
                return Ok(true);
            }
            is_brought |= there.is_some();
        }
        if !is_brought {
            return Ok(true);
        }
        self.db
            .prepare_cached("SELECT title = ?2 OR published = ?3 OR hash = ?4 FROM article WHERE id = ?1")?
            .query_row(
                (id, article.title.as_str(), article.published.map(Timestamp::as_microsecond), article.hash),
                |row| Ok(row.get::<_, Option<bool>>(0)?.unwrap_or(false)),
            )
    }

    /// Gives an article that is here what the other has beside: feeds, marks, tags, a note, what it said.
    fn unite(&mut self, id: ArticleId, article: ArticleRecord) -> rusqlite::Result<()> {
        // What lies nowhere yet cannot be read.
        self.bundles.flush(&self.db)?;
        let mut has_grown = false;
        for Brought { feed, hash } in &article.feeds {
            let is_known: bool = self
                .db
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE feed_id = ?1 AND article_id = ?2)")?
                .query_row((feed.0, id.0), |row| row.get(0))?;
            if !is_known {
                sources::bring(&self.db, id.0, feed.0, *hash, &mut self.tally)?;
                has_grown = true;
            }
        }
        note_known(&self.db, id, &article.known_as)?;
        self.db
            .prepare_cached("UPDATE article SET url = ?2 WHERE id = ?1 AND url IS NULL")?
            .execute((id.0, article.url.as_deref()))?;
        let time = |at: Option<Timestamp>| at.map(Timestamp::as_microsecond);
        has_grown |=
            status::join(&self.db, id, (time(article.read), time(article.starred)), &mut self.tally)?;
        let tags = article.tags.iter().flat_map(|tag| tags_in(tag)).map(|tag| tag.to_string()).collect();
        let note = article.note.as_ref().map(|note| note.trim()).filter(|note| !note.is_empty());
        self.memory.vocabulary.learn(&self.db, &indexed(note.unwrap_or_default()).to_ascii_lowercase())?;
        has_grown |= notes::join(&self.db, id.0, tags, note)?;
        if let Some(place) = &article.place {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO place (article_id, value) VALUES (?1, ?2)")?
                .execute((id.0, json(place)?))?;
        }
        self.joined.known += 1;
        self.versions = Some(Versions { id, has_grown, before: Vec::new(), now: article });
        Ok(())
    }

    fn insert(&mut self, article: &ArticleRecord) -> rusqlite::Result<()> {
        let id = match self.is_free(article.id)? {
            true => article.id,
            false => self.memory.ids.allocate(&self.db, article.published, article.received)?,
        };
        let place = self.bundles.push(&self.db, &Part::Loose(part(&article.says).into()))?;
        insert_article(&self.db, id, article, place, 0)?;
        note_again(&self.db, id, &article.known_as)?;
        insert_own(&self.db, id, article, &mut self.memory.vocabulary)?;
        let feeds: Vec<i64> = article.feeds.iter().map(|brought| brought.feed.0).collect();
        let unread = i64::from(article.read.is_none());
        hide::list_unread(&self.db, id.0, &feeds, article.read.is_none())?;
        self.tally.all(1, unread);
        self.tally.starred(i64::from(article.starred.is_some()));
        feeds.iter().for_each(|feed| self.tally.feed(*feed, 1, unread));
        analyse::want(&self.db, id.0, &mut self.tally)?;
        index::insert(&self.db, id.0, &feeds, &[], &indexed(&article.title))?;
        for (reason, is_so) in [
            (hide::REMOVED, !sources::has_feed(&self.db, id.0, None)?),
            (hide::MUTED, article.muted),
            (hide::EXPIRED, article.expired),
        ] {
            hide::set(&self.db, id.0, reason, is_so, &mut self.tally)?;
        }
        self.joined.articles += 1;
        self.new = Some(id.0);
        Ok(())
    }
}

/// Notes what an article is known as. Whoever was known so and is there no more, is so no longer.
fn note_again(db: &rusqlite::Connection, id: ArticleId, known_as: &[i64]) -> rusqlite::Result<()> {
    known_as.iter().try_for_each(|hash| identity::note_hash(db, *hash, id.0))
}
