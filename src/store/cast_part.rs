//! How who is in an article is packed: each name once, and the places of all of them in the order of the text, each by how
//! far it is from the one before. That takes half the room of the cast as it stands.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::body::damage;
use crate::model::{
    ActorKey, ActorType, Cast, CleanText, Label, Member, Mention, Method, Place, Quote, Spot, Statement,
};

/// What a part begins with. Those of older versions are a cast as it stands, and none of them begins so: it would be a
/// number that is written longer than it need be.
const MARK: [u8; 2] = [0x80, 0];

/// All of one sort stands together, as that compresses best.
#[derive(Default, Serialize, Deserialize)]
struct Packed {
    members: Members,
    names: Names,
    spots: Vec<Spot>,
    mentions: Mentions,
    quotes: Vec<Quote>,
}

/// The actors. What the first name of one says already, is left out.
#[derive(Default, Serialize, Deserialize)]
struct Members {
    names: Vec<Option<CleanText>>,
    keys: Vec<Option<ActorKey>>,
    kinds: Vec<ActorType>,
    saliences: Vec<u32>,
    statements: Vec<Vec<Statement>>,
}

/// What mentions have in common; `whose` is the number of a member from 1, or 0 for nobody.
#[derive(Default, Serialize, Deserialize)]
struct Names {
    surfaces: Vec<CleanText>,
    whose: Vec<usize>,
    found: Vec<(Label, Method, u8)>,
}

/// Where each mention is: its name; how many spots after the one before, how many bytes after it in the same spot, and how
/// much longer than its name.
#[derive(Default, Serialize, Deserialize)]
struct Mentions {
    names: Vec<usize>,
    spots: Vec<usize>,
    bytes: Vec<usize>,
    longer: Vec<usize>,
}

/// The part that says who is in an article.
pub(super) fn pack(cast: &Cast) -> Vec<u8> {
    let named = cast.members.iter().enumerate();
    let named = named.flat_map(|(nth, member)| member.mentions.iter().map(move |mention| (nth + 1, mention)));
    let mut all: Vec<(usize, &Mention)> =
        named.chain(cast.unresolved.iter().map(|mention| (0, mention))).collect();
    all.sort_by_key(|(_, mention)| (mention.place.spot, mention.place.range.start));
    let Packed { members, names, spots, mentions, quotes } = &mut Packed::default();
    let mut numbers = HashMap::new();
    let mut at = 0;
    for (who, Mention { place, surface, label, method, confidence }) in all {
        let found = (*label, *method, *confidence);
        let nth = *numbers.entry((who, surface, found)).or_insert_with(|| {
            names.surfaces.push(surface.clone());
            names.whose.push(who);
            names.found.push(found);
            names.whose.len() - 1
        });
        let is_new = spots.last() != Some(&place.spot);
        if is_new {
            spots.push(place.spot);
            at = 0;
        }
        mentions.names.push(nth);
        mentions.spots.push(usize::from(is_new));
        mentions.bytes.push(place.range.start - at);
        mentions.longer.push(place.range.len().wrapping_sub(surface.len()));
        at = place.range.start;
    }
    for (nth, Member { key, name, kind, salience, statements, .. }) in cast.members.iter().enumerate() {
        let is_first = names.first_of(nth + 1) == Some(name);
        members.names.push(if is_first { None } else { Some(name.clone()) });
        members.keys.push(Some(key).filter(|key| **key != ActorKey::of_kind(*kind, name)).cloned());
        members.kinds.push(*kind);
        members.saliences.push(*salience);
        members.statements.push(statements.clone());
    }
    quotes.clone_from(&cast.quotes);
    // Nothing that a cast holds can fail.
    postcard::to_extend(&(members, names, spots, mentions, quotes), MARK.to_vec()).unwrap_or_default()
}

/// Who is in an article, by its part.
pub(super) fn unpack(part: &[u8]) -> rusqlite::Result<Cast> {
    let fail = |error: postcard::Error| damage(error.to_string());
    let Some(part) = part.strip_prefix(&MARK) else { return postcard::from_bytes(part).map_err(fail) };
    let Packed { members, names, spots, mentions, quotes } = postcard::from_bytes(part).map_err(fail)?;
    let damaged = || damage("a cast names what it does not have");
    let mut cast = Cast { quotes, ..Cast::default() };
    let all = members.names.into_iter().zip(members.keys).zip(members.kinds).zip(members.saliences);
    for (nth, ((((name, key), kind), salience), statements)) in all.zip(members.statements).enumerate() {
        let name = name.or_else(|| names.first_of(nth + 1).cloned()).unwrap_or_default();
        let key = key.unwrap_or_else(|| ActorKey::of_kind(kind, &name));
        cast.members.push(Member { key, name, kind, salience, statements, mentions: Vec::new() });
    }
    let (mut nth, mut at) = (0_usize, 0_usize);
    let all = mentions.names.into_iter().zip(mentions.spots).zip(mentions.bytes).zip(mentions.longer);
    for (((name, on), further), longer) in all {
        (nth, at) = (nth.saturating_add(on), if on > 0 { further } else { at.saturating_add(further) });
        let spot = *nth.checked_sub(1).and_then(|nth| spots.get(nth)).ok_or_else(damaged)?;
        let (surface, who, found) = names.get(name).ok_or_else(damaged)?;
        let place = Place { spot, range: at..at.wrapping_add(surface.len()).wrapping_add(longer) };
        let (label, method, confidence) = found;
        let mention = Mention { place, surface, label, method, confidence };
        match who.checked_sub(1) {
            Some(member) => cast.members.get_mut(member).ok_or_else(damaged)?.mentions.push(mention),
            None => cast.unresolved.push(mention),
        }
    }
    Ok(cast)
}

impl Names {
    /// The first name of a member.
    fn first_of(&self, who: usize) -> Option<&CleanText> {
        self.whose.iter().position(|whose| *whose == who).and_then(|nth| self.surfaces.get(nth))
    }

    fn get(&self, nth: usize) -> Option<(CleanText, usize, (Label, Method, u8))> {
        Some((self.surfaces.get(nth)?.clone(), *self.whose.get(nth)?, *self.found.get(nth)?))
    }
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use crate::model::{
        ActorKey, ActorType, Cast, Label, Member, Mention, Method, Place, Quote, Spot, Statement,
        StatementKind,
    };

    fn cast() -> Cast {
        let at = |spot, start: usize, len: usize| Place { spot, range: start..start + len };
        let block = |section, block| Spot::Block { section, block, part: 0 };
        let mention = |place: Place, surface: &str| Mention {
            place,
            surface: surface.into(),
            label: Label::Per,
            method: Method::FullName,
            confidence: 90,
        };
        let person = |name: &str, mentions| Member {
            salience: 300,
            mentions,
            ..Member::new(ActorKey::of_kind(ActorType::Person, name), name.into())
        };
        let mut peskov = person(
            "Dmitry Peskov",
            vec![
                mention(at(Spot::Title, 4, 6), "Peskov"),
                mention(at(block(0, 0), 9, 13), "Dmitry Peskov"),
                mention(at(block(0, 0), 80, 6), "Peskov"),
                // A soft hyphen that the surface has not.
                mention(at(block(2, 1), 0, 8), "Peskov"),
            ],
        );
        peskov.statements = vec![Statement { kind: StatementKind::Role, place: at(block(0, 0), 30, 9) }];
        let state = Member {
            mentions: vec![mention(at(Spot::Heading { section: 2 }, 0, 6), "Russia")],
            ..Member::new(ActorKey::from_stored("state:RUS"), "Russia".into())
        };
        let quote = Quote {
            place: at(block(0, 0), 100, 20),
            verb: None,
            speaker: Some(at(block(0, 0), 80, 6)),
            actor: Some(peskov.key.clone()),
        };
        Cast {
            members: vec![peskov, state, person("Nobody Here", Vec::new())],
            unresolved: vec![
                mention(at(Spot::Standfirst, 3, 6), "Jordan"),
                mention(at(block(0, 0), 9, 6), "Jordan"),
            ],
            quotes: vec![quote],
        }
    }

    #[test]
    fn what_is_packed_comes_back() {
        for cast in [cast(), Cast::default()] {
            assert_eq!(unpack(&pack(&cast)).expect("sound"), cast);
            let older = postcard::to_stdvec(&cast).expect("packs");
            assert_eq!(unpack(&older).expect("sound"), cast);
        }
        assert!(pack(&cast()).len() < postcard::to_stdvec(&cast()).expect("packs").len());
    }

    #[test]
    fn damage_is_an_error() {
        let packed = pack(&cast());
        for end in 0..packed.len() {
            assert!(unpack(&packed[..end]).is_err());
        }
        for nth in 2..packed.len() {
            let mut damaged = packed.clone();
            damaged[nth] ^= 0x55;
            // It may say something else, but must say it.
            let _ = unpack(&damaged);
        }
    }
}
