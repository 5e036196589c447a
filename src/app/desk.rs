//! A reader at work for tests: no store, no clock, no terminal.

mod gathering;

use super::testing::{self, actor_page, article, document, now, seed, settings, web_feed};
use super::{Answer, Effect, Event, Key, Msg, Question, State, Write, start, update};
use crate::model::{
    Actor, ActorKey, ActorPage, Article, ArticleId, CleanText, Cursor, Feed, FeedEdit, FeedId, FeedOrigin,
    Field, Headline, Listing, Meant, Offered, Page, Pause, Query, Revision, SavedId, SavedSearch, Scope,
    Session, Status, Totals, WebFeed, hit, matches,
};

/// A reader at work; its questions are answered from a list of articles.
pub(crate) struct Desk {
    pub(crate) state: State,
    pub(crate) articles: Vec<Article>,
    pub(crate) session: Session,
    /// The feeds of the web.
    pub(crate) web: Vec<WebFeed>,
    /// Whom the user follows.
    pub(crate) followed: Vec<ActorKey>,
    /// The searches that are kept.
    pub(crate) saved: Vec<SavedSearch>,
    /// What every article said.
    pub(crate) revisions: Vec<Revision>,
    /// Everything that was asked for and is no question, in order.
    pub(crate) done: Vec<Effect>,
    /// Answers that are held back, while they are.
    held: Option<Vec<Event>>,
    undo: Vec<(&'static str, Vec<Status>)>,
}

impl Desk {
    /// A reader just opened on the seed and eleven plain articles.
    pub(crate) fn open(size: (u16, u16)) -> Self {
        let plain = (1..=11).map(|id| (id, document(&format!("Article number {id}"), &["Words of it."])));
        let articles = plain.chain([(12, seed())]).map(|(id, document)| {
            let mut article = article(document);
            article.headline.id = ArticleId(id);
            article
        });
        Self::open_on(size, articles.collect(), Session::default())
    }

    /// A reader just opened on some articles, as one left it.
    pub(crate) fn open_on(size: (u16, u16), articles: Vec<Article>, session: Session) -> Self {
        let state = State::new(settings(), size, now());
        Self::open_state(state, articles, session, Vec::new())
    }

    /// A reader just opened on some articles and feeds, as one settled it.
    pub(crate) fn open_state(
        state: State,
        articles: Vec<Article>,
        session: Session,
        web: Vec<WebFeed>,
    ) -> Self {
        let (done, undo) = (Vec::new(), Vec::new());
        let (revisions, followed, saved) = (Vec::new(), Vec::new(), Vec::new());
        let mut desk =
            Self { state, articles, session, web, followed, saved, revisions, done, held: None, undo };
        let effects = start(&mut desk.state);
        desk.perform(effects);
        desk
    }

    /// The reader as it is when it is closed and opened again.
    pub(crate) fn reopen(mut self) -> Self {
        self.send(Msg::Terminate);
        let state = State::new(settings(), self.state.size, now());
        Self::open_state(state, self.articles, self.session, self.web)
    }

    /// Presses keys named as in the command table.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("names of keys") {
            self.send(Msg::Key(key));
        }
        self
    }

    /// Lets a moment pass after the last key.
    pub(crate) fn wait(&mut self) -> &mut Self {
        let wait = self.done.iter().rev().find_map(|effect| match effect {
            Effect::Wait(ticket) => Some(*ticket),
            _ => None,
        });
        self.send(Msg::Event(Event::Waited(wait.expect("something to wait for"))));
        self
    }

    /// Types text.
    pub(crate) fn type_in(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|c| self.send(Msg::Key(Key::char(c))));
        self
    }

    /// Has something enter the update, and everything done that it asks for.
    pub(crate) fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let event = match effect {
                Effect::Ask(ticket, question) => Event::Answered(ticket, self.answer(question)),
                Effect::Write(write) => {
                    self.done.push(Effect::Write(write.clone()));
                    self.write(write)
                }
                Effect::Outside(_) | Effect::Fetch(_) | Effect::Wait(_) => {
                    self.done.push(effect);
                    continue;
                }
            };
            match &mut self.held {
                Some(held) => held.push(event),
                None => self.send(Msg::Event(event)),
            }
        }
    }

    /// Holds everything that comes back, as a slow store does.
    pub(crate) fn hold(&mut self) -> &mut Self {
        self.held = Some(Vec::new());
        self
    }

    /// What is held, which is then forgotten.
    pub(crate) fn take_held(&mut self) -> Vec<Event> {
        self.held.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Delivers what was held, and holds no more.
    pub(crate) fn deliver(&mut self) -> &mut Self {
        self.held.take().into_iter().flatten().for_each(|event| self.send(Msg::Event(event)));
        self
    }

    fn answer(&self, question: Question) -> Answer {
        match question {
            Question::Session => Answer::Session(Box::new(self.session.clone())),
            Question::Feeds => self.feeds(),
            Question::Headlines { listing, cursor, limit } => {
                let mut rows = self.listed(&listing);
                match cursor {
                    Cursor::Newest => {}
                    Cursor::Oldest => rows = rows.split_off(rows.len().saturating_sub(limit)),
                    Cursor::OlderThan(id) => rows.retain(|row| row.id < id),
                    Cursor::NewerThan(id) => {
                        rows.retain(|row| row.id > id);
                        rows = rows.split_off(rows.len().saturating_sub(limit));
                    }
                }
                rows.truncate(limit);
                Answer::Headlines(Page { rows, reached: None }, cursor)
            }
            Question::Count { listing, counted, unread_of, .. } => {
                Answer::Count(counted + self.listed(&listing).len() as u64, None, unread_of)
            }
            Question::Hits(listing, ids) => {
                let query = listing.filter.unwrap_or_default();
                let asked = self.articles.iter().filter(|article| ids.contains(&article.headline.id));
                let hits = asked.filter_map(|article| {
                    hit(article.headline.id, &article.document, &article.cast, &query, &|name, key| {
                        crate::model::fold(key.as_str()).contains(name)
                    })
                });
                let hits = hits.collect();
                Answer::Hits(ids, hits)
            }
            Question::Values { typed, .. } => match self.answer(Question::Actors { typed, limit: 9 }) {
                Answer::Actors(actors) => Answer::Values(Offered::Actors(actors)),
                _ => Answer::Values(Offered::Words(Vec::new())),
            },
            Question::Tags => Answer::Tags(vec![("grain".into(), 3), ("gas".into(), 5)]),
            Question::Note(id) => {
                let article = self.articles.iter().find(|article| article.headline.id == id);
                Answer::Note(id, article.and_then(|article| article.note.clone()))
            }
            Question::Agenda(listing) => Answer::Agenda(Box::new(self.agenda(&listing))),
            Question::Positions(listing) => Answer::Positions(Box::new(self.positions(&listing))),
            Question::Meant(query) => {
                let meant = query.actors(Field::Actor).map(|name| {
                    let question = Question::Actors { typed: name.to_owned(), limit: 9 };
                    let Answer::Actors(actors) = self.answer(question) else { panic!("no actors") };
                    Meant { name: name.to_owned(), actors }
                });
                Answer::Meant(meant.collect())
            }
            Question::NextUnread { listing, from, older } => {
                let mut rows = self.listed(&listing);
                let beyond =
                    |id: ArticleId| from.is_none_or(|from| if older { id < from } else { id > from });
                rows.retain(|row| !row.status.read && beyond(row.id));
                let next = if older { rows.first() } else { rows.last() };
                Answer::NextUnread(next.cloned().map(Box::new))
            }
            Question::WebFeeds => Answer::WebFeeds(self.web.clone()),
            Question::Revisions(_) => Answer::Revisions(self.revisions.clone(), None),
            Question::ActorPage(key) => {
                let page = actor_page();
                Answer::ActorPage(Some(Box::new(ActorPage {
                    actor: testing::actor(key.as_str(), &page.actor.name),
                    ..page
                })))
            }
            Question::Removal(feed) => Answer::Removal(feed, 12, 3),
            Question::Article(id) => {
                let article = self.articles.iter().find(|article| article.headline.id == id);
                Answer::Article(article.cloned().map(Box::new))
            }
            Question::Actors { typed, .. } => {
                let members = self.articles.iter().flat_map(|article| &article.cast.members);
                let named = members.filter(|member| crate::model::fold(&member.name).contains(&typed));
                let actors = named.map(|member| testing::actor(member.key.as_str(), &member.name));
                Answer::Actors(actors.collect())
            }
        }
    }

    fn feeds(&self) -> Answer {
        let count = |hold: fn(&Status) -> bool| {
            self.articles.iter().filter(|article| hold(&article.headline.status)).count() as u64
        };
        let (articles, unread) = (count(|_| true), count(|status| !status.read));
        let (starred, muted) = (count(|status| status.starred), count(|status| status.muted));
        let followed: Vec<Actor> =
            self.followed.iter().map(|key| testing::actor(key.as_str(), key.as_str())).collect();
        let totals = Totals { articles, unread, starred, followed: 0, mutes: muted > 0, waiting: 0 };
        let name = CleanText::new("The Ledger");
        let feed = Feed {
            id: FeedId(1),
            name,
            origin: FeedOrigin::Files,
            folders: Vec::new(),
            condition: Default::default(),
            articles,
            unread,
        };
        let web = self.web.iter().map(|web| web.feed.clone());
        Answer::Feeds(web.chain([feed]).collect(), followed, self.saved.clone(), totals)
    }

    fn listed(&self, listing: &Listing) -> Vec<Headline> {
        let shown = |article: &&Article| {
            let in_scope = match &listing.scope {
                Scope::Muted => article.headline.status.muted,
                Scope::All => true,
                Scope::Feed(feed) => article.feed_id == *feed,
                Scope::Folder(folder) => self.web.iter().any(|web| {
                    let holds = web.feed.folders.iter().any(|path| path.starts_with(folder));
                    holds && web.feed.id == article.feed_id
                }),
                Scope::Unread => !article.headline.status.read,
                Scope::Starred => article.headline.status.starred,
                Scope::Followed => {
                    article.cast.members.iter().any(|member| self.followed.contains(&member.key))
                }
                Scope::Actor(key) => article.cast.members.iter().any(|member| member.key == *key),
                Scope::Saved(id) => {
                    self.saved.iter().filter(|saved| saved.id == *id).any(|saved| has(article, &saved.query))
                }
            };
            let query = listing.filter.as_ref();
            let is_heard = listing.scope == Scope::Muted || !article.headline.status.muted;
            is_heard && in_scope && query.is_none_or(|query| query.is_empty() || has(article, query))
        };
        let mut rows: Vec<Headline> =
            self.articles.iter().filter(shown).map(|article| article.headline.clone()).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        rows
    }

    fn write(&mut self, write: Write) -> Event {
        let before: Vec<Status> = self.articles.iter().map(|article| article.headline.status).collect();
        if let Some(what) = match write {
            Write::Read(..) => Some("Marked read"),
            Write::Star(..) => Some("Starred"),
            Write::AllRead(_) => Some("Marked 12 articles read"),
            Write::Mute(_) => Some("Muted 1 article"),
            _ => None,
        } {
            self.undo.push((what, before));
        }
        let changed = |what: &str| Event::Changed(what.to_owned());
        match write {
            Write::Opened(id) => {
                let opened = |status: &mut Status| (status.read, status.changed) = (true, false);
                self.change(id, |article| opened(&mut article.headline.status));
                Event::Opened
            }
            Write::Read(id, read) => {
                self.change(id, |article| article.headline.status.read = read);
                changed("Marked read")
            }
            Write::Star(id, starred) => {
                self.change(id, |article| article.headline.status.starred = starred);
                changed("Starred")
            }
            Write::Tags(id, tags) => {
                self.change(id, |article| article.headline.tags = tags);
                Event::NotesChanged("Tagged".to_owned())
            }
            Write::Note(id, note) => {
                self.change(id, |article| {
                    article.headline.status.noted = !note.is_empty();
                    article.note = Some(note).filter(|note| !note.is_empty());
                });
                Event::NotesChanged("Note written".to_owned())
            }
            Write::AllRead(_) => {
                self.articles.iter_mut().for_each(|article| article.headline.status.read = true);
                changed("Marked 12 articles read")
            }
            Write::Undo => {
                let Some((what, before)) = self.undo.pop() else { return Event::Undone(None) };
                for (article, status) in self.articles.iter_mut().zip(before) {
                    article.headline.status = status;
                }
                Event::Undone(Some(what.to_owned()))
            }
            Write::Place(id, place) => {
                self.change(id, |article| article.place = place);
                Event::Done
            }
            Write::Session(session) => {
                self.session = *session;
                Event::Done
            }
            Write::Follow(key, follows) => {
                self.followed.retain(|followed| *followed != key);
                self.followed.extend(follows.then_some(key));
                changed(if follows { "Followed" } else { "Followed no more" })
            }
            Write::EditActor(_) => Event::ActorsChanged("Changed".to_owned()),
            Write::LookedAt(_) => Event::Done,
            Write::RemoveSamples => Event::SamplesRemoved(0),
            Write::AddFeed(offer) => {
                let feed = web_feed(20, offer.title.as_deref().unwrap_or(&offer.url), &[]);
                let name = feed.feed.name.to_string();
                self.web.push(feed);
                Event::FeedAdded { feed: FeedId(20), name, known: false }
            }
            Write::EditFeed(id, edit) => {
                for web in self.web.iter_mut().filter(|web| web.feed.id == id) {
                    match &edit {
                        FeedEdit::Rename(name) => web.feed.name = name.clone(),
                        FeedEdit::Folders(folders) => web.feed.folders = folders.clone(),
                        FeedEdit::Pause(on) => web.pause = on.then_some(Pause::User),
                        FeedEdit::FullText(full_text) => web.full_text = *full_text,
                        FeedEdit::Keep(keep) => web.keep = *keep,
                    }
                }
                Event::FeedsChanged("Changed".to_owned())
            }
            Write::SaveSearch(name, query) => {
                self.saved.push(SavedSearch { id: SavedId(self.saved.len() as i64 + 1), name, query });
                Event::FeedsChanged("Saved".to_owned())
            }
            Write::RenameSearch(id, name) => {
                self.saved
                    .iter_mut()
                    .filter(|saved| saved.id == id)
                    .for_each(|saved| saved.name = name.clone());
                Event::FeedsChanged("Renamed".to_owned())
            }
            Write::RemoveSearch(id) => {
                self.saved.retain(|saved| saved.id != id);
                Event::FeedsChanged("Removed".to_owned())
            }
            Write::Mute(query) => {
                let articles = self.articles.iter_mut();
                let meant = articles.filter(|article| has(article, &query));
                meant.for_each(|article| article.headline.status.muted = true);
                Event::Muted("Muted 1 article".to_owned())
            }
            Write::RemoveFeed(id) => {
                self.web.retain(|web| web.feed.id != id);
                Event::FeedsChanged("Removed".to_owned())
            }
        }
    }

    fn change(&mut self, id: ArticleId, change: impl FnOnce(&mut Article)) {
        if let Some(article) = self.articles.iter_mut().find(|article| article.headline.id == id) {
            change(article);
        }
    }
}

/// Whether an article has the words of a query.
fn has(article: &Article, query: &Query) -> bool {
    !matches(&article.document, &article.cast, query, &|name, key| {
        crate::model::fold(key.as_str()).contains(name)
    })
    .is_empty()
}
