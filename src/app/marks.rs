//! What is marked in an article, found by where it stands.

use std::ops::Range;

use crate::model::{Cast, Place, Spot};

/// Marked stretches of an article, found by where they stand.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// In the order of the text.
    marks: Vec<(Range<usize>, usize)>,
    /// Where each spot's begin among them.
    spots: Vec<(Spot, usize)>,
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
        let Ok(nth) = self.spots.binary_search_by_key(&spot, |(spot, _)| *spot) else { return &[] };
        let end = self.spots.get(nth + 1).map_or(self.marks.len(), |(_, next)| *next);
        &self.marks[self.spots[nth].1..end]
    }

    fn collect<'a>(places: impl Iterator<Item = (&'a Place, usize)>) -> Self {
        let mut places: Vec<(&Place, usize)> = places.collect();
        places.sort_by_key(|(place, _)| (place.spot, place.range.start));
        let (mut marks, mut spots) = (Vec::with_capacity(places.len()), Vec::<(Spot, usize)>::new());
        for (place, nth) in places {
            if spots.last().is_none_or(|(spot, _)| *spot != place.spot) {
                spots.push((place.spot, marks.len()));
            }
            marks.push((place.range.clone(), nth));
        }
        Self { marks, spots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_by_spot_and_in_order() {
        let heading = Spot::Heading { section: 3 };
        let places = [(heading, 9..12), (Spot::Title, 4..6), (heading, 0..2), (Spot::Title, 4..9)];
        let places = places.map(|(spot, range)| Place { spot, range });
        let marks = Marks::of_places(&places);
        assert_eq!(marks.at(Spot::Title), [(4..6, 1), (4..9, 3)]);
        assert_eq!(marks.at(heading), [(0..2, 2), (9..12, 0)]);
        assert!(marks.at(Spot::Standfirst).is_empty());
    }
}
