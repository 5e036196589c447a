//! What is marked in an article, found by where it stands.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Cast, Place, Spot};

/// Marked stretches of an article, found by where they stand.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    by_spot: HashMap<Spot, Vec<(Range<usize>, usize)>>,
}

impl Marks {
    /// Every place where `cast` is named, each with the member's number.
    pub fn of_cast(cast: &Cast) -> Self {
        let places = cast.members.iter().enumerate();
        Self::collect(
            places.flat_map(|(nth, member)| member.mentions.iter().map(move |mention| (&mention.place, nth))),
        )
    }

    /// These places, each with its number among them.
    pub fn of_places(places: &[Place]) -> Self {
        Self::collect(places.iter().enumerate().map(|(nth, place)| (place, nth)))
    }

    /// The marked stretches of the text at `spot`, in order, each with its number.
    pub fn at(&self, spot: Spot) -> &[(Range<usize>, usize)] {
        self.by_spot.get(&spot).map_or(&[], Vec::as_slice)
    }

    fn collect<'a>(places: impl Iterator<Item = (&'a Place, usize)>) -> Self {
        let mut by_spot: HashMap<Spot, Vec<(Range<usize>, usize)>> = HashMap::new();
        for (place, nth) in places {
            by_spot.entry(place.spot).or_default().push((place.range.clone(), nth));
        }
        by_spot.values_mut().for_each(|marks| marks.sort_by_key(|(range, _)| range.start));
        Self { by_spot }
    }
}
