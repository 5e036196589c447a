//! Pictures: which are wanted, what came of those that were ordered, and whether any are shown at all.

use crate::app::gallery::ShowsPictures;
use crate::app::msg::{Effect, Order};
use crate::app::picture::{PictureAnswer, PictureOrder};
use crate::app::state::State;

/// Shows pictures, or no more.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    let (shows, told) = match state.gallery.shows {
        ShowsPictures::Yes => {
            (ShowsPictures::No, "Pictures are off; images = \"off\" in the config keeps it so".to_owned())
        }
        ShowsPictures::No => (ShowsPictures::Yes, "Pictures are shown".to_owned()),
        ShowsPictures::Never(why) => (state.gallery.shows, format!("No pictures: {why}")),
    };
    state.gallery.shows = shows;
    state.tell(told);
    Vec::new()
}

/// Orders the pictures on the screen that are not here, where those are others than were ordered before.
pub(in crate::app) fn order(state: &mut State) -> Option<Effect> {
    let is_shown = state.panes().is_some_and(|panes| panes.article.is_some()) && !state.quit;
    let room = state.gallery.room(state.page_size());
    let orders = match (state.open_article_mut().filter(|_| is_shown), room) {
        (Some(reading), Some(room)) => {
            let (article, feed) = (reading.article.headline.id, reading.article.feed_id);
            let wanted = reading.wanted_pictures().into_iter();
            wanted.map(|url| PictureOrder { article, feed, url, room }).collect()
        }
        _ => Vec::new(),
    };
    if orders == state.gallery.ordered {
        return None;
    }
    state.gallery.ordered.clone_from(&orders);
    Some(Effect::Fetch(Order::Pictures(orders)))
}

/// A picture has come, or why there is none.
pub(in crate::app) fn arrived(state: &mut State, answer: PictureAnswer) {
    state.gallery.ordered.retain(|order| *order != answer.order);
    let article = answer.order.article;
    if let Some(reading) = state.reading.as_mut().filter(|reading| reading.article.headline.id == article) {
        reading.take_picture(answer);
    }
}

/// The terminal has forgotten the pictures, or shows better ones; they are ordered again.
pub(in crate::app) fn lost(state: &mut State) {
    state.gallery.ordered.clear();
    if let Some(reading) = &mut state.reading {
        reading.forget_paintings();
    }
}

#[cfg(test)]
mod tests;
