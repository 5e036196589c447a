//! The names in an article: what the table and the tagger found, one beside the other.

use std::ops::Range;

use super::cues::{TITLES, has};
use super::lexicon::Found;
use super::reading::{Part, Reading};
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Shape, Token};
use super::when;
use super::{seeming, span, tongue};
use crate::model::{ActorType, Label, Method};

/// A name in one of the texts.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// In which of the texts.
    pub text: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Its bytes.
    pub range: Range<usize>,
    /// What sort of name it is.
    pub label: Label,
    /// What sort the tagger takes it for.
    pub tagged: Option<Label>,
    /// How certain the tagger is, in hundredths.
    pub certain: u8,
    /// Whose it may be by the table.
    pub claims: Vec<Claim>,
    /// Whose it is, by the number of the actor in the document.
    pub who: Option<usize>,
    /// How that was found.
    pub method: Method,
    /// How certain it is.
    pub confidence: u8,
}

/// An actor of the table that has such a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The actor’s number in the table.
    pub actor: u32,
    /// What sort of name it is.
    pub kind: AliasKind,
    /// Whether it needs a cue.
    pub ambiguous: bool,
}

/// What a tagger found: bytes, label, confidence.
pub(super) type Tag = (Range<usize>, Label, u8);

/// The same in words: which, label, confidence.
pub(super) type Seen = (Range<usize>, Label, u8);

impl Name {
    pub(super) fn is_person(&self) -> bool {
        self.label == Label::Per
    }

    /// The one actor that has the name without doubt.
    pub(super) fn sure(&self) -> Option<Claim> {
        let mut sure = self.claims.iter().filter(|claim| !claim.ambiguous);
        sure.next().copied().filter(|_| sure.next().is_none())
    }

    pub(super) fn is_resolved(&self) -> bool {
        self.who.is_some()
    }
}

/// The names in all texts, in reading order, none overlapping another; `tags` has what the tagger found in each text.
pub(super) fn gather(
    reading: &Reading,
    table: &ActorTable,
    mut tags: impl Iterator<Item = Vec<Tag>>,
) -> Vec<Name> {
    let mut names = Vec::new();
    let most = reading.most();
    for (nth, text) in reading.texts.iter().enumerate() {
        if names.len() >= most {
            break;
        }
        let mut found = table.lexicon().find(text.text, &text.tokens, reading.manner(nth));
        tongue::part_from_papers(reading, table, nth, &mut found);
        found.retain(|found| !seeming::is_word(reading, table, nth, found));
        let tags = tags.next().unwrap_or_default();
        // A whole line names a stakeholder.
        if text.part == Part::Stakeholder {
            names.extend(stakeholder(reading, table, nth, &found, &tags));
        } else {
            join(reading, table, nth, found, &tags, &mut names);
        }
    }
    names
}

/// Joins what was found in one text. Both are in order and do not overlap among themselves.
fn join(
    reading: &Reading,
    table: &ActorTable,
    text: usize,
    found: Vec<Found>,
    tags: &[Tag],
    names: &mut Vec<Name>,
) {
    let tokens = &reading.texts[text].tokens;
    let seen = |words, tag: &Tag| span::cut(reading, table, text, &found, (words, tag.1, tag.2));
    let trimmed = |tag: &Tag| {
        let label = tag.1;
        span::trim(reading, text, tag)
            .into_iter()
            .flat_map(move |words| span::parts(reading, text, words, label))
    };
    let tags: Vec<_> = tags
        .iter()
        .flat_map(|tag| trimmed(tag).map(move |words| (words, tag)))
        .map(|(w, tag)| seen(w, tag))
        .collect();
    let mut tags = tags.into_iter().peekable();
    let mut found = found.into_iter().peekable();
    loop {
        let by_tag = tags.peek().map(|(words, ..)| words.clone());
        let by_table = found.peek().map(|found| found.words.clone());
        let next = match (by_tag, by_table) {
            (None, None) => break,
            (Some(tag), Some(table_words)) if tag.end > table_words.start && table_words.end > tag.start => {
                // They overlap: all that the tag overlaps is judged together.
                let Some(seen) = tags.next() else { break };
                let mut within = Vec::new();
                while let Some(one) = found.next_if(|found| found.words.start < seen.0.end) {
                    within.push(one);
                }
                judge(reading, table, text, seen, within, names);
                continue;
            }
            (Some(tag), Some(table_words)) => tag.start < table_words.start,
            (tag, _) => tag.is_some(),
        };
        if next {
            names.extend(tags.next().map(|seen| tagged(tokens, text, seen)));
        } else if let Some(one) = found.next() {
            names.extend(by_table_alone(reading, table, text, &one));
        }
    }
    names.extend(
        span::behind_titles(reading, text)
            .map(|nth| Name { tagged: None, ..tagged(tokens, text, (nth..nth + 1, Label::Per, 0)) }),
    );
    // Names of a tag that reached over several may have come out of order.
    let from = names.iter().rposition(|name| name.text != text).map_or(0, |at| at + 1);
    names[from..].sort_by_key(|name| name.words.start);
    let mut end = 0;
    let mut kept = from;
    for at in from..names.len() {
        let name = &names[at];
        if name.words.start >= end && !seeming::is_month(reading, text, &name.words, name.tagged) {
            end = names[at].words.end;
            names.swap(kept, at);
            kept += 1;
        }
    }
    names.truncate(kept);
}

/// A tag and the names of the table that it overlaps: which of them counts.
fn judge(
    reading: &Reading,
    table: &ActorTable,
    text: usize,
    seen: Seen,
    within: Vec<Found>,
    names: &mut Vec<Name>,
) {
    let tokens = &reading.texts[text].tokens;
    let (words, label, certain) = seen.clone();
    let claimed: Vec<(Found, Vec<Claim>)> = within
        .into_iter()
        .map(|found| (claims(reading, table, (text, found.words.start), &found), found))
        .map(|(c, f)| (f, c))
        .collect();
    // A phrase that is nobody’s in the table says nothing against the tag.
    let mut claimed: Vec<_> = claimed.into_iter().filter(|(_, claims)| !claims.is_empty()).collect();
    if let [(found, claims)] = &mut claimed[..] {
        let same = found.words == words;
        let covers = found.words.start <= words.start && words.end <= found.words.end;
        let persons = claims.iter().any(|claim| is_person(table, *claim));
        let extra = tokens[words.clone()]
            .iter()
            .zip(words.clone())
            .filter(|(_, nth)| !found.words.contains(nth))
            .all(|(token, nth)| token.shape == Shape::Lower || has(TITLES, reading.word(text, nth)));
        let full = persons && found.words.len() > 1 && label == Label::Per;
        let longer = found.words.len() > words.len() && found.words.len() > 1;
        // *Eastern Congo* is a part of Congo.
        let part = words
            .clone()
            .filter(|nth| !found.words.contains(nth))
            .all(|nth| super::cues::DIRECTIONS.contains(&reading.word(text, nth)));
        if part && !same && !covers {
            let mut name = tagged(tokens, text, seen);
            name.claims = std::mem::take(claims);
            names.push(name);
            return;
        }
        if same || covers || extra || full || longer {
            let mut name = of_table(table, text, found, std::mem::take(claims));
            if same || covers {
                (name.tagged, name.certain) = (Some(label), certain);
            }
            names.push(name);
            return;
        }
    }
    if span::is_row(reading, table, text, &words, &claimed) {
        names.extend(claimed.into_iter().map(|(found, claims)| of_table(table, text, &found, claims)));
        return;
    }
    names.push(tagged(tokens, text, seen));
}

/// A name that the table alone knows, unless it is a part of somebody else’s.
fn by_table_alone(reading: &Reading, table: &ActorTable, text: usize, found: &Found) -> Option<Name> {
    let claims = claims(reading, table, (text, found.words.start), found);
    let one = found.words.len() == 1 && claims.iter().all(|claim| is_person(table, *claim));
    if claims.is_empty() || (one && is_part_of_other_name(reading, text, &found.words)) {
        return None;
    }
    // *Full-Time* is no magazine, *anti-Russian* is about Russia; but *l’OTAN* is *OTAN*.
    let letter = || reading.before(text, found.words.start).next().is_some_and(|word| word.len() == 1);
    let elided = !reading.is_english() && letter();
    let joined = reading.texts[text].tokens[found.words.start].gap == Gap::Joined && !elided;
    let body = |claim: &Claim| table.entry(claim.actor).key.kind() == ActorType::Organisation;
    if joined && found.words.len() == 1 && claims.iter().all(body) {
        return None;
    }
    Some(of_table(table, text, found, claims))
}

fn of_table(table: &ActorTable, text: usize, found: &Found, claims: Vec<Claim>) -> Name {
    let label = claims.first().map_or(Label::Org, |claim| label(table, *claim));
    Name {
        text,
        words: found.words.clone(),
        range: found.range.clone(),
        label,
        tagged: None,
        certain: 0,
        claims,
        who: None,
        method: Method::None,
        confidence: 0,
    }
}

fn tagged(tokens: &[Token], text: usize, (words, label, certain): Seen) -> Name {
    let range = tokens[words.start].range.start..tokens[words.end - 1].range.end;
    Name {
        text,
        words,
        range,
        label,
        tagged: Some(label),
        certain,
        claims: Vec::new(),
        who: None,
        method: Method::None,
        confidence: 0,
    }
}

/// Whose a name may be that stands at a word of a text: in the article’s language, in use then, and not ruled out by a
/// `not:`.
pub(super) fn claims(reading: &Reading, table: &ActorTable, at: (usize, usize), found: &Found) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut never: Vec<u32> = Vec::new();
    let mut own = false;
    for one in table.lexicon().uses(found.node) {
        let Some(alias) = one.alias else {
            never.push(one.actor);
            continue;
        };
        let alias = &table.entry(one.actor).aliases[usize::from(alias)];
        let spoken = alias.lang.is_none_or(|lang| reading.language == Some(lang));
        let in_use = when::is_in_use(reading, at, alias.term);
        if !spoken || !in_use {
            continue;
        }
        // What the user says of a name is all that counts.
        if alias.own && !own {
            own = true;
            claims.clear();
        }
        if own && !alias.own {
            continue;
        }
        match claims.iter_mut().find(|claim| claim.actor == one.actor) {
            Some(claim) => claim.ambiguous &= alias.ambiguous,
            None => claims.push(Claim { actor: one.actor, kind: alias.kind, ambiguous: alias.ambiguous }),
        }
    }
    claims.retain(|claim| !never.contains(&claim.actor));
    claims
}

/// The name that a stakeholder line begins with: all of it.
fn stakeholder(
    reading: &Reading,
    table: &ActorTable,
    text: usize,
    found: &[Found],
    tags: &[Tag],
) -> Option<Name> {
    let tokens = &reading.texts[text].tokens;
    let (first, last) = (tokens.first()?, tokens.last()?);
    let plain = |nth: usize| {
        has(TITLES, reading.word(text, nth)) || has(&["the", "and", "of"], reading.word(text, nth))
    };
    // *President Donald Trump*, *The Kremlin*, *Donald Trump (US President)*.
    let mut claims_of_line = Vec::new();
    if let Some(one) = found.first() {
        let after_is_apart = tokens
            .get(one.words.end)
            .is_none_or(|token| token.gap == Gap::Clause || token.gap == Gap::Comma && found.len() == 1);
        if (0..one.words.start).all(plain) && after_is_apart {
            claims_of_line = claims(reading, table, (text, one.words.start), one);
        }
    }
    let label = tags.first().map(|tag| tag.1);
    let range = match (found.first(), claims_of_line.is_empty()) {
        (Some(one), false) => one.range.clone(),
        _ => first.range.start..last.range.end,
    };
    let words = tokens.partition_point(|token| token.range.end <= range.start)
        ..tokens.partition_point(|token| token.range.start < range.end);
    Some(Name {
        text,
        words,
        range,
        label: claims_of_line.first().map(|claim| self::label(table, *claim)).or(label).unwrap_or(Label::Org),
        tagged: label,
        certain: tags.first().map_or(0, |tag| tag.2),
        claims: claims_of_line,
        who: None,
        method: Method::None,
        confidence: 0,
    })
}

/// What sort of name a claim makes it.
pub(super) fn label(table: &ActorTable, claim: Claim) -> Label {
    match (table.entry(claim.actor).key.kind(), claim.kind) {
        (ActorType::Person, _) => Label::Per,
        (_, AliasKind::Nationality) => Label::Norp,
        (ActorType::State, AliasKind::Seat) => Label::Org,
        (ActorType::State, _) => Label::Loc,
        _ => Label::Org,
    }
}

fn is_person(table: &ActorTable, claim: Claim) -> bool {
    table.entry(claim.actor).key.kind() == ActorType::Person
}

/// Whether the word beside a surname makes it somebody else's: *Alex Witkoff*, but not *Mr Witkoff*.
pub(super) fn is_part_of_other_name(reading: &Reading, text: usize, words: &Range<usize>) -> bool {
    let tokens = &reading.texts[text].tokens;
    let is_heading = matches!(reading.texts[text].part, Part::Title | Part::Heading);
    let after = tokens.get(words.end).is_some_and(|token| {
        let calendar = super::cues::CALENDAR.contains(&reading.word(text, words.end));
        let spaced = token.gap == Gap::Space && token.shape == Shape::Capital && !is_heading && !calendar;
        spaced || token.gap == Gap::Joined && token.is_capital()
    });
    let Some(before) = words.start.checked_sub(1) else { return after };
    let gap = tokens[words.start].gap;
    let word = reading.word(text, before);
    let named = tokens[before].is_capital()
        && tokens[before].gap != Gap::Sentence
        && !is_heading
        && !has(TITLES, word)
        && !has(super::cues::ROLES, word)
        && !super::cues::CALENDAR.contains(&word);
    after || (named && matches!(gap, Gap::Space | Gap::Joined))
}
