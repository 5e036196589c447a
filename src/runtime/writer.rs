//! Makes the changes that the app asks for, one after another, and takes them back.

use std::path::{Path, PathBuf};

use super::{actors, editor};
use crate::app::{Event, Write, in_words};
use crate::fetch::Address;
use crate::model::{ChangeId, FeedEdit, FeedId, FeedOffer, Folder, SavedSearch, Subscribed, count};
use crate::newsroom::{FoundFeed, Newsroom, NewsroomError};

/// The one who writes to the store. It is opened for writing when the first change comes.
#[derive(Debug)]
pub(super) struct Writer {
    store: PathBuf,
    newsroom: Option<Newsroom>,
    /// What was changed here and can be undone, with what it did; the last change last. Only after all of it comes what
    /// else the store keeps: what was done before, or by another program.
    changes: Vec<(Change, String)>,
}

/// What can be undone.
#[derive(Clone, Debug)]
enum Change {
    /// A change in the store's own records.
    Kept(ChangeId),
    /// A feed that was added.
    Feed(FeedId),
}

impl Writer {
    /// The writer of the store in a folder.
    pub(super) fn new(store: PathBuf) -> Self {
        Self { store, newsroom: None, changes: Vec::new() }
    }

    /// Makes a change; what came of it.
    pub(super) fn make(&mut self, write: Write) -> Event {
        self.try_to_make(write).unwrap_or_else(|error| Event::Unsaved(error.to_string()))
    }

    fn try_to_make(&mut self, write: Write) -> Result<Event, NewsroomError> {
        let newsroom = opened(&mut self.newsroom, &self.store)?;
        let store = newsroom.store();
        let (change, what) = match write {
            Write::Read(id, read) => {
                (store.set_read(id, read)?, if read { "Marked read" } else { "Marked unread" }.to_owned())
            }
            Write::Star(id, starred) => (
                store.set_starred(id, starred)?,
                if starred { "Starred" } else { "Star taken away" }.to_owned(),
            ),
            Write::Tags(id, tags) => {
                let change = store.set_tags(id, &tags)?;
                let what = match tags.as_slice() {
                    [] => "Tags taken away".to_owned(),
                    tags => {
                        let names: Vec<&str> = tags.iter().map(|tag| tag.as_str()).collect();
                        format!("Tagged {}", names.join(", "))
                    }
                };
                return Ok(self.keep_note(change, what));
            }
            Write::Note(id, note) => {
                let change = store.set_note(id, Some(&note))?;
                editor::discard(&editor::draft(&self.store, id));
                let what = if note.is_empty() { "Note taken away" } else { "Note written" };
                return Ok(self.keep_note(change, what.to_owned()));
            }
            Write::AllRead(listing) => {
                let (change, articles) = store.mark_all_read(&listing)?;
                let noun = if articles == 1 { "article" } else { "articles" };
                (Some(change).filter(|_| articles > 0), format!("Marked {articles} {noun} read"))
            }
            Write::Undo => return self.undo(),
            Write::Opened(id) => {
                store.note_opened(id)?;
                return Ok(Event::Opened);
            }
            Write::Place(id, place) => {
                store.save_place(id, &place)?;
                return Ok(Event::Done);
            }
            Write::Session(session) => {
                store.save_session(&session)?;
                return Ok(Event::Done);
            }
            Write::AddFeed(offer) => {
                let added = add_feed(newsroom, offer)?;
                if let Event::FeedAdded { feed, name, known: false } = &added {
                    self.changes.push((Change::Feed(*feed), format!("Added {name}")));
                }
                return Ok(added);
            }
            Write::EditFeed(feed, edit) => {
                let Some(change) = newsroom.edit_feed(feed, &edit)? else {
                    return Ok(Event::Told("It is so already".to_owned()));
                };
                let what = edited(&edit);
                self.changes.push((Change::Kept(change), what.clone()));
                return Ok(Event::FeedsChanged(what));
            }
            Write::RemoveFeed(feed) => {
                let Some((change, articles)) = newsroom.remove_feed(feed)? else {
                    return Ok(Event::Told("There is no such feed any more".to_owned()));
                };
                let what = format!("Removed the feed and {}", count(articles, "article"));
                self.changes.push((Change::Kept(change), what.clone()));
                return Ok(Event::FeedsChanged(what));
            }
            Write::SaveSearch(name, query) => {
                let (_, _, change) = store.save_search(&name, &query)?;
                return Ok(self.keep_search(change, format!("Saved as {name}, under Saved searches")));
            }
            Write::RenameSearch(id, name) => {
                if newsroom.saved_searches()?.iter().any(|saved| saved.name == name && saved.id != id) {
                    return Ok(Event::Told(format!("Another saved search is called {name}")));
                }
                let saved = newsroom.saved_searches()?.into_iter().find(|saved| saved.id == id);
                let renamed = saved.map(|saved| SavedSearch { name: name.clone(), ..saved });
                let change = newsroom.store().put_search(id, renamed.as_ref())?;
                return Ok(self.keep_search(change, format!("Renamed to {name}")));
            }
            Write::RemoveSearch(id) => {
                let change = store.put_search(id, None)?;
                return Ok(self.keep_search(change, "Removed the saved search".to_owned()));
            }
            Write::Mute(query) => {
                let (_, muted, change) = newsroom.mute(None, &query, &mut |_| true)?;
                let noun = if muted == 1 { "article" } else { "articles" };
                let what = format!("Muted {muted} {noun}");
                self.changes.push((Change::Kept(change), what.clone()));
                return Ok(Event::Muted(what));
            }
            Write::Follow(actor, on) => {
                let made = actors::follow(newsroom, &actor, on)?;
                return Ok(self.keep(made));
            }
            Write::EditActor(edit) => {
                let made = actors::edit(newsroom, &edit)?;
                return Ok(self.keep(made));
            }
            Write::LookedAt(actor) => {
                newsroom.looked_at(&actor)?;
                return Ok(Event::Done);
            }
            Write::RemoveSamples => return Ok(Event::SamplesRemoved(newsroom.remove_samples()?)),
        };
        self.changes.extend(change.map(|change| (Change::Kept(change), what.clone())));
        Ok(Event::Changed(what))
    }

    /// Takes back the last change that was made here; where there is none, the last that the store keeps.
    fn undo(&mut self) -> Result<Event, NewsroomError> {
        let newsroom = opened(&mut self.newsroom, &self.store)?;
        let Some((change, what)) = self.changes.last().cloned() else {
            let past = newsroom.take_back(None)?;
            return Ok(Event::Undone(past.map(|past| format!("{} (before or elsewhere)", in_words(&past)))));
        };
        let is_done = match change {
            Change::Kept(change) => newsroom.take_back(Some(change))?.is_some(),
            Change::Feed(feed) => newsroom.store().take_feed_away(feed)?,
        };
        self.changes.pop();
        Ok(if is_done {
            Event::Undone(Some(what))
        } else {
            Event::Told(format!("Changed again elsewhere, or long ago; left as it is: {what}"))
        })
    }

    /// Keeps a change that was made to a saved search, to be taken back.
    fn keep_search(&mut self, change: Option<ChangeId>, what: String) -> Event {
        self.changes.extend(change.map(|change| (Change::Kept(change), what.clone())));
        Event::FeedsChanged(what)
    }

    /// Keeps a change of tags or of a note, to be taken back.
    fn keep_note(&mut self, change: Option<ChangeId>, what: String) -> Event {
        if change.is_none() {
            return Event::Done;
        }
        self.changes.extend(change.map(|change| (Change::Kept(change), what.clone())));
        Event::NotesChanged(what)
    }

    /// Keeps a change that was made to actors, to be taken back.
    fn keep(&mut self, (change, event): actors::Made) -> Event {
        self.changes.extend(change.map(|(change, what)| (Change::Kept(change), what)));
        event
    }
}

/// The newsroom of a store, which is opened where it is not yet.
fn opened<'a>(newsroom: &'a mut Option<Newsroom>, store: &Path) -> Result<&'a mut Newsroom, NewsroomError> {
    Ok(match newsroom {
        Some(newsroom) => newsroom,
        none => none.insert(Newsroom::open(store)?),
    })
}

fn add_feed(newsroom: &mut Newsroom, offer: FeedOffer) -> Result<Event, NewsroomError> {
    let FeedOffer { title, url, trusted } = offer;
    let found = FoundFeed { title, address: Address::parse(&url)?, origin: trusted };
    let subscribed = newsroom.subscribe(&found, None, Vec::new())?;
    let feed = subscribed.id();
    let known = matches!(subscribed, Subscribed::Known(_));
    let name = newsroom.web_feeds()?.into_iter().find(|known| known.feed.id == feed);
    let name = name.map_or(url, |known| known.feed.name).to_string();
    Ok(Event::FeedAdded { feed, name, known })
}

/// What a change to a feed did.
fn edited(edit: &FeedEdit) -> String {
    let path = |folder: &Folder| folder.iter().map(ToString::to_string).collect::<Vec<_>>().join("/");
    match edit {
        FeedEdit::Rename(name) => format!("Renamed to {name}"),
        FeedEdit::Folders(folders) if folders.is_empty() => "Moved out of every folder".to_owned(),
        FeedEdit::Folders(folders) => {
            let paths: Vec<String> = folders.iter().map(path).collect();
            format!("Moved to {}", paths.join(", "))
        }
        FeedEdit::Pause(true) => "Paused; its articles stay".to_owned(),
        FeedEdit::Pause(false) => "Fetched again from now on".to_owned(),
        FeedEdit::FullText(_) => "Changed when its pages are fetched".to_owned(),
        FeedEdit::Keep(_) => "Changed how much of it is kept".to_owned(),
    }
}
