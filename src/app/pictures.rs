//! What is known of the pictures of the open article.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::picture::{Painting, PictureAnswer};
use crate::model::{CleanText, PictureRoom, PictureSize};

/// How many bytes of pictures are kept that are not on the screen.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// What is known of the pictures of an article, by their addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// The room that each has; none where none are shown.
    room: Option<PictureRoom>,
    known: BTreeMap<CleanText, Known>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    /// It cannot be shown.
    Failed(CleanText),
    /// It has this size, and may be here.
    Sized(PictureSize, Option<Arc<Painting>>),
}

impl Pictures {
    /// How many columns and rows a picture takes, as far as that is known.
    pub fn cells(&self, url: &CleanText) -> Option<(u16, u16)> {
        match self.known.get(url)? {
            Known::Sized(size, _) => self.room.map(|room| room.fit(*size)),
            Known::Failed(_) => None,
        }
    }

    /// Why a picture is not shown, where it cannot be.
    pub fn failure(&self, url: &CleanText) -> Option<&CleanText> {
        match self.known.get(url)? {
            Known::Failed(why) => self.room.is_some().then_some(why),
            Known::Sized(..) => None,
        }
    }

    /// A picture, where it is here as large as it is to be shown.
    pub fn painting(&self, url: &CleanText) -> Option<&Arc<Painting>> {
        let Known::Sized(_, painting) = self.known.get(url)? else { return None };
        let cells = self.cells(url)?;
        painting.as_ref().filter(|painting| (painting.columns, painting.rows) == cells)
    }

    /// The room that each picture has.
    pub(super) fn room(&self) -> Option<PictureRoom> {
        self.room
    }

    /// Gives the pictures another room, or shows none. Whether lines of the page are other ones now.
    pub(super) fn set_room(&mut self, room: Option<PictureRoom>) -> bool {
        let has_changed = room != self.room;
        self.room = room;
        has_changed && !self.known.is_empty()
    }

    /// Whether a picture is still to be fetched, or to be made for the room that it has.
    pub(super) fn is_wanted(&self, url: &CleanText) -> bool {
        let is_there = || matches!(self.known.get(url), Some(Known::Failed(_)));
        self.room.is_some() && !is_there() && self.painting(url).is_none()
    }

    /// Takes in what came of an order. Whether lines of the page are other ones now.
    pub(super) fn take(&mut self, answer: PictureAnswer) -> bool {
        let url = answer.order.url;
        let known = match answer.outcome {
            Ok((size, painting)) => Known::Sized(size, Some(painting)),
            Err(why) => Known::Failed(why),
        };
        let before = self.known.insert(url.clone(), known);
        match (&before, self.known.get(&url)) {
            (Some(Known::Sized(before, _)), Some(Known::Sized(now, _))) => before != now,
            (before, now) => before.as_ref() != now,
        }
    }

    /// Forgets pictures until what is not on the screen is small.
    pub(super) fn forget_beyond(&mut self, shown: &[&CleanText]) {
        let mut bytes = 0;
        for (url, known) in &mut self.known {
            let Known::Sized(_, kept) = known else { continue };
            if shown.contains(&url) {
                continue;
            }
            bytes += kept.as_ref().map_or(0, |painting| painting.weight());
            if bytes > MOST_BYTES {
                *kept = None;
            }
        }
    }

    /// Forgets every picture, but not how large it is.
    pub(super) fn forget_paintings(&mut self) {
        for known in self.known.values_mut() {
            if let Known::Sized(_, painting) = known {
                *painting = None;
            }
        }
    }

    /// Forgets what could not be shown, so that it is asked for again. The addresses.
    pub(super) fn forget_failures(&mut self) -> Vec<CleanText> {
        let failed = self.known.extract_if(.., |_, known| matches!(known, Known::Failed(_)));
        failed.map(|(url, _)| url).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::picture::PictureOrder;
    use crate::app::testing::painting;
    use crate::model::{ArticleId, FeedId};

    const ROOM: PictureRoom = PictureRoom { columns: 72, rows: 12, cell: (1, 2) };

    fn answer(url: &str, size: PictureSize, room: PictureRoom) -> PictureAnswer {
        let order = PictureOrder { article: ArticleId(1), feed: FeedId(1), url: url.into(), room };
        PictureAnswer { order, outcome: Ok((size, painting(room.fit(size)))), sends: Vec::new() }
    }

    #[test]
    fn a_picture_is_wanted_until_it_is_here_for_its_room() {
        let (url, size) =
            (CleanText::from("https://news.example/a.png"), PictureSize { width: 800, height: 400 });
        let mut pictures = Pictures::default();
        assert!(!pictures.is_wanted(&url), "none are shown");
        assert!(!pictures.set_room(Some(ROOM)) && pictures.is_wanted(&url));
        assert!(pictures.take(answer(&url, size, ROOM)) && !pictures.is_wanted(&url));
        assert_eq!(pictures.cells(&url), Some((48, 12)));
        let smaller = PictureRoom { columns: 30, ..ROOM };
        assert!(pictures.set_room(Some(smaller)), "it takes other rows");
        assert_eq!((pictures.cells(&url), pictures.painting(&url)), (Some((30, 8)), None));
        assert!(pictures.is_wanted(&url));
        assert!(!pictures.take(answer(&url, size, smaller)), "its rows were there already");
        pictures.set_room(None);
        assert_eq!((pictures.cells(&url), pictures.is_wanted(&url)), (None, false));
    }

    #[test]
    fn what_is_not_on_the_screen_is_kept_within_bounds() {
        let mut pictures = Pictures::default();
        pictures.set_room(Some(ROOM));
        let url = |nth: usize| CleanText::from(&*format!("https://news.example/{nth}.png"));
        for nth in 0..9 {
            let mut answer = answer(&url(nth), PictureSize { width: 800, height: 400 }, ROOM);
            let painting =
                Painting { sharp: vec![0; 700_000], ..Arc::try_unwrap(painting((48, 12))).expect("one") };
            answer.outcome = Ok((PictureSize { width: 800, height: 400 }, Arc::new(painting)));
            pictures.take(answer);
        }
        pictures.forget_beyond(&[&url(8)]);
        let kept: Vec<usize> = (0..9).filter(|nth| pictures.painting(&url(*nth)).is_some()).collect();
        assert_eq!(kept, [0, 1, 8]);
        assert!((0..9).all(|nth| pictures.cells(&url(nth)).is_some()), "the page keeps its lines");
    }
}
