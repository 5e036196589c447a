//! Questions of the app, answered from the store.

use std::time::{Duration, Instant};

use jiff::Zoned;

use crate::app::{Answer, Event, Question, Ticket};
use crate::model::{Cursor, Offered};
use crate::newsroom::KnownActors;
use crate::store::{Reader, StoreError};

/// How many actors are offered for a name in a search.
const OFFERED: usize = 30;
/// How long a question is worked on before what was found so far is shown.
const MOMENT: Duration = Duration::from_millis(25);

/// How long it is worked on in any case: most are answered by then, and nothing is shown in part.
const LEAST: Duration = Duration::from_millis(3);

/// Answers a question, or says what went wrong. What takes long is answered in part after a moment, or as soon as
/// `is_void` says that nobody waits for it any more.
pub fn answer(
    reader: &Reader,
    known: &KnownActors,
    ticket: Ticket,
    question: Question,
    is_void: &dyn Fn() -> bool,
) -> Event {
    let kind = question.kind();
    let started = Instant::now();
    let is_rated = matches!(&question, Question::Headlines { listing, .. } if listing.is_rated());
    let mut go_on = || {
        let passed = started.elapsed();
        match is_rated {
            // The best of some are not the best of all: rating goes on until something else is asked.
            true => passed < MOMENT || !is_void(),
            false => passed < LEAST || (passed < MOMENT && !is_void()),
        }
    };
    match look_up(reader, known, question, &mut go_on) {
        Ok(answer) => Event::Answered(ticket, answer),
        Err(error) => Event::Unanswered(kind, error.to_string()),
    }
}

fn look_up(
    reader: &Reader,
    known: &KnownActors,
    question: Question,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Answer, StoreError> {
    Ok(match question {
        Question::Session => Answer::Session(Box::new(reader.session()?)),
        Question::Feeds => {
            Answer::Feeds(reader.feeds()?, reader.followed()?, reader.saved_searches()?, reader.totals()?)
        }
        Question::Headlines { listing, cursor, limit } => {
            // Back to where one came from there is not far to go.
            let is_whole = matches!(cursor, Cursor::Oldest | Cursor::NewerThan(_));
            let page = reader.page(&listing, cursor, limit, &mut || is_whole || go_on())?;
            Answer::Headlines(page, cursor)
        }
        Question::Count { listing, from, counted, unread_of } => {
            let (count, reached) = reader.count_on(&listing, unread_of.is_some(), from, go_on)?;
            Answer::Count(counted + count, reached, unread_of)
        }
        Question::Hits(listing, articles) => {
            let hits = reader.hits(&listing, &articles)?;
            Answer::Hits(articles, hits)
        }
        Question::Values { field, typed } => {
            let mut offered = reader.values(field, &typed, OFFERED)?;
            if let Offered::Actors(actors) = &mut offered {
                known.describe(actors);
            }
            Answer::Values(offered)
        }
        Question::Agenda(listing) => Answer::Agenda(Box::new(reader.agenda(&listing, &Zoned::now())?)),
        Question::Positions(listing) => {
            let mut positions = reader.positions(&listing)?;
            known.describe(positions.actors.iter_mut().map(|(actor, _)| actor));
            Answer::Positions(Box::new(positions))
        }
        Question::Meant(query) => {
            let mut meant = reader.meant(&query, OFFERED)?;
            known.describe(meant.iter_mut().flat_map(|meant| &mut meant.actors));
            Answer::Meant(meant)
        }
        Question::NextUnread { listing, from, older } => {
            Answer::NextUnread(reader.next_unread(&listing, from, older)?.map(Box::new))
        }
        Question::Article(id) => Answer::Article(reader.article(id)?.map(Box::new)),
        Question::Tags => Answer::Tags(reader.tags()?),
        Question::Note(article) => Answer::Note(article, reader.note(article)?),
        Question::WebFeeds => Answer::WebFeeds(reader.web_feeds()?),
        Question::Removal(feed) => {
            let (articles, starred) = reader.removal(feed)?;
            Answer::Removal(feed, articles, starred)
        }
        Question::Revisions(id) => {
            let (revisions, read) = reader.revisions(id)?;
            Answer::Revisions(revisions, read)
        }
        Question::ActorPage(key) => {
            let mut page = reader.actor_page(&key)?;
            page.iter_mut().for_each(|page| known.complete(page));
            Answer::ActorPage(page.map(Box::new))
        }
        Question::Actors { typed, limit } => Answer::Actors(known.offer(reader, &typed, limit)?),
    })
}
