//! What an article says that somebody is, and who is meant where it says only that.

use std::collections::HashMap;
use std::ops::Range;

use super::cues::{CALENDAR, OF_ROLES, ROLES, has};
use super::missed::unseen;
use super::name::Name;
use super::reading::{Part, Reading};
use super::resolve::Resolved;
use super::table::{ActorTable, AliasKind, Term};
use super::token::Gap;
use super::when::{When, is_past};
use crate::model::{ActorType, Label, Method};

/// What a text says that an actor is.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Whose role it is.
    pub who: usize,
    /// In which of the texts.
    pub text: usize,
    /// Its words.
    pub words: Range<usize>,
}

/// How many words a role may take.
const LONGEST: usize = 14;

/// The roles that stand beside the names of persons: *Kremlin spokesman Dmitry Peskov*, *Dmitry Peskov, the
/// Kremlin spokesman,* and at the beginning of a person’s stakeholder line.
pub(super) fn said(reading: &Reading, resolved: &Resolved) -> Vec<Said> {
    let mut said = Vec::new();
    let names = &resolved.names;
    for (nth, name) in names.iter().enumerate() {
        let Some(who) = name.who.filter(|who| resolved.actors.kind(*who) == ActorType::Person) else {
            continue;
        };
        let text = name.text;
        if reading.texts[text].part == Part::Stakeholder {
            let next = text + 1;
            if reading.texts.get(next).is_some_and(|text| text.part == Part::Position) {
                said.extend(opening(reading, next, 0).map(|words| Said { who, text: next, words }));
            }
            continue;
        }
        said.extend(before_name(reading, name, &names[..nth]).map(|words| Said { who, text, words }));
        let apart =
            reading.texts[text].tokens.get(name.words.end).is_some_and(|token| token.gap == Gap::Comma);
        if apart {
            let next = names.get(nth + 1).filter(|other| other.text == text);
            let words =
                opening(reading, text, name.words.end).filter(|words| is_closed(reading, text, words, next));
            said.extend(words.map(|words| Said { who, text, words }));
        }
    }
    said
}

/// The role that ends where a name begins.
fn before_name(reading: &Reading, name: &Name, before: &[Name]) -> Option<Range<usize>> {
    let near = || before.iter().rev().take(LONGEST).filter(|other| other.text == name.text);
    let tokens = &reading.texts[name.text].tokens;
    let word = |nth: usize| reading.word(name.text, nth);
    let mut start = name.words.start;
    while start > 0 && name.words.start - start < LONGEST {
        let gap = tokens[start].gap;
        let at = start - 1;
        let token = &tokens[at];
        let other = near().find(|other| other.words.contains(&at));
        let in_name = other.is_some();
        let possessive = token.gap == Gap::Possessive;
        let capital = token.is_capital() && token.gap != Gap::Sentence && !CALENDAR.contains(&word(at));
        let fits = in_name
            || possessive
            || has(ROLES, word(at))
            || has(OF_ROLES, word(at))
            || capital
            || (start < name.words.start && has(&["of", "for", "and"], word(at)));
        // A person’s name ends one phrase and begins none, unless something of hers follows.
        let others = in_name && other.is_some_and(|other| other.is_person()) && gap != Gap::Possessive;
        if !fits || others || !matches!(gap, Gap::Space | Gap::Joined | Gap::Possessive) {
            break;
        }
        start = at;
    }
    while start < name.words.start && has(&["of", "for", "and", "the", "s", "then"], word(start)) {
        start += 1;
    }
    let words = start..name.words.start;
    words.clone().any(|nth| has(ROLES, word(nth))).then_some(words)
}

/// The role with which a phrase opens.
fn opening(reading: &Reading, text: usize, from: usize) -> Option<Range<usize>> {
    let tokens = &reading.texts[text].tokens;
    let word = |nth: usize| reading.word(text, nth);
    let start = if has(&["the", "a", "an"], word(from)) { from + 1 } else { from };
    let mut head = None;
    let mut end = start;
    while let Some(token) = tokens.get(end).filter(|_| end - start < LONGEST) {
        let apart = end > start && matches!(token.gap, Gap::Comma | Gap::Clause | Gap::Sentence);
        if apart
            || has(
                &["who", "whose", "which", "that", "said", "says", "told", "has", "had", "is", "was"],
                word(end),
            )
        {
            break;
        }
        let plain = token.is_capital()
            || token.gap == Gap::Possessive
            || has(OF_ROLES, word(end))
            || has(ROLES, word(end))
            || token.gap == Gap::Joined;
        if head.is_none() && !plain {
            return None;
        }
        if has(ROLES, word(end)) {
            head = Some(end);
        }
        end += 1;
    }
    head.map(|_| start..end)
}

/// Whether an apposition is one: closed by a comma or a full stop, and not another person’s name.
fn is_closed(reading: &Reading, text: usize, words: &Range<usize>, next: Option<&Name>) -> bool {
    let gap = reading.texts[text].tokens.get(words.end).map_or(Gap::Sentence, |token| token.gap);
    let other = next.is_some_and(|next| next.is_person() && next.words.end == words.end);
    matches!(gap, Gap::Comma | Gap::Clause | Gap::Sentence) && !other
}

/// Offices that the words behind a state’s name tell: how they are said, and what the table calls them.
const OFFICES: &[(&str, &[&str])] = &[
    ("president", &["president"]),
    ("prime minister", &["prime minister", "premier", "taoiseach"]),
    ("premier", &["premier", "prime minister"]),
    ("chancellor", &["chancellor"]),
    (
        "foreign minister",
        &["foreign minister", "minister of foreign affairs", "minister for foreign affairs"],
    ),
    ("defence minister", &["defence minister", "defense minister", "minister of defence"]),
    ("defense minister", &["defence minister", "defense minister", "minister of defence"]),
    ("foreign secretary", &["foreign secretary"]),
    ("secretary of state", &["secretary of state"]),
    ("king", &["king"]),
    ("emir", &["emir"]),
    ("leader", &["leader", "supreme leader"]),
    ("supreme leader", &["supreme leader"]),
];

/// Adds the mentions of persons by their roles alone: *the Russian president*, *the spokesman* where one fits.
pub(super) fn add_mentions(reading: &Reading, table: &ActorTable, resolved: &mut Resolved, said: &[Said]) {
    let mut found = Vec::new();
    let mut holders: HashMap<(u32, &str), Option<u32>> = HashMap::new();
    for (nth, name) in resolved.names.iter().enumerate() {
        let next = resolved.names.get(nth + 1).filter(|next| next.text == name.text);
        let state = name.who.and_then(|who| resolved.actors.list[who].entry);
        let Some(state) = state.filter(|state| table.entry(*state).key.kind() == ActorType::State) else {
            continue;
        };
        let tokens = &reading.texts[name.text].tokens;
        let gap = tokens.get(name.words.end).map(|token| token.gap);
        let start = match gap {
            Some(Gap::Possessive) => name.words.end + 1,
            Some(Gap::Space) => name.words.end,
            _ => continue,
        };
        let Some((office, end)) = office(reading, name.text, start) else { continue };
        let held_by_next = next.is_some_and(|next| next.words.start == end && next.is_person())
            || tokens.get(end).is_some_and(|token| token.is_capital() && token.gap == Gap::Space);
        let before = |list: &[&str]| {
            let near = matches!(tokens[name.words.start].gap, Gap::Space | Gap::Joined);
            near && has(list, reading.word(name.text, name.words.start.saturating_sub(1)))
        };
        if held_by_next || before(&["next", "future"]) {
            continue;
        }
        let when = When::at(reading, name.text, end - 1);
        let past = is_past(reading, name.text, name.words.start);
        let holder = match (past, when.is_other()) {
            // *The then French president* is somebody, where a year tells who.
            (true, _) if !before(&["then"]) => None,
            (true, false) => None,
            (true, true) => holder(table, state, office, |term| when.held(term)),
            (false, false) => {
                let key = (state, office.first().copied().unwrap_or_default());
                let now = || holder(table, state, office, |term| term.holds_on(reading.day));
                *holders.entry(key).or_insert_with(now)
            }
            (false, true) => {
                let now = holder(table, state, office, |term| term.holds_on(reading.day));
                let then = holder(table, state, office, |term| when.held(term));
                // Where only a part of the sentence speaks of then, it may be either.
                then.filter(|_| when.is_only() || then == now)
            }
        };
        if let Some(holder) = holder {
            found.push((name.text, start..end, holder));
        }
    }
    let mut mentions: Vec<(usize, Range<usize>, usize)> = found
        .into_iter()
        .map(|(text, words, entry)| (text, words, resolved.actors.of_table(table, entry)))
        .collect();
    mentions.extend(bare(reading, said));
    for (text, words, who) in mentions {
        resolved.names.push(unseen(reading, text, words, Label::Per, (who, Method::Role)));
    }
    resolved.names.sort_by_key(|name| (name.text, name.words.start));
    let mut end = (0, 0);
    resolved.names.retain(|name| {
        let free = (name.text, name.words.start) >= end;
        if free {
            end = (name.text, name.words.end);
        }
        free
    });
}

/// The office that words name, and where they end.
fn office(reading: &Reading, text: usize, start: usize) -> Option<(&'static [&'static str], usize)> {
    let fits = |said: &str| {
        let mut end = start;
        said.split(' ').all(|part| {
            end += 1;
            reading.word(text, end - 1).eq_ignore_ascii_case(part)
        })
    };
    let (said, known) = OFFICES.iter().filter(|(said, _)| fits(said)).max_by_key(|(said, _)| said.len())?;
    Some((known, start + said.split(' ').count()))
}

/// Who holds an office of a state at a time; nobody where that is not known, or several do.
fn holder(table: &ActorTable, state: u32, office: &[&str], held: impl Fn(Term) -> bool) -> Option<u32> {
    let mut holders = table.members(state).iter().copied().filter(|person| {
        table.entry(*person).roles.iter().any(|role| {
            role.term.from.is_some() && held(role.term) && is_office_of(table, state, role.text, office)
        })
    });
    holders.next().filter(|_| holders.next().is_none())
}

/// Whether a role of the table is that office of that state: *President of Russia*, *US Secretary of State*.
fn is_office_of(table: &ActorTable, state: u32, role: &str, office: &[&str]) -> bool {
    let role = role.to_lowercase();
    let names = || table.entry(state).aliases.iter().filter(|alias| alias.lang.is_none());
    office.iter().any(|office| {
        if let Some(rest) = role.strip_prefix(office) {
            let rest = rest.trim_start_matches(" of").trim_start_matches(" the").trim();
            return rest.is_empty() || names().any(|alias| alias.text.eq_ignore_ascii_case(rest));
        }
        role.strip_suffix(office).is_some_and(|whose| {
            names().any(|alias| {
                alias.kind != AliasKind::Capital && alias.text.eq_ignore_ascii_case(whose.trim())
            })
        })
    })
}

/// *The spokesman*, where one person of the article is said to be one.
fn bare(reading: &Reading, said: &[Said]) -> Vec<(usize, Range<usize>, usize)> {
    let mut heads: Vec<(&str, Option<usize>)> = Vec::new();
    for one in said {
        let Some(head) =
            one.words.clone().rev().map(|nth| reading.word(one.text, nth)).find(|word| has(ROLES, word))
        else {
            continue;
        };
        match heads.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(head)) {
            Some((_, who)) => *who = who.filter(|who| *who == one.who),
            None => heads.push((head, Some(one.who))),
        }
    }
    heads.retain(|(_, who)| who.is_some());
    let mut first: HashMap<usize, (usize, usize)> = HashMap::new();
    for one in said {
        first.entry(one.who).or_insert((one.text, one.words.start));
    }
    let mut found = Vec::new();
    if heads.is_empty() {
        return found;
    }
    for (text, read) in reading.texts.iter().enumerate() {
        for at in 1..read.tokens.len() {
            let article = has(&["the"], reading.word(text, at - 1)) && read.tokens[at].gap == Gap::Space;
            if !article || read.tokens[at].is_capital() {
                continue;
            }
            let word = reading.word(text, at);
            let Some((_, Some(who))) = heads.iter().find(|(head, _)| head.eq_ignore_ascii_case(word)) else {
                continue;
            };
            let next = read.tokens.get(at + 1);
            let goes_on = next.is_some_and(|next| {
                matches!(next.gap, Gap::Joined)
                    || next.gap == Gap::Space
                        && (next.is_capital()
                            || has(&["of", "for", "who", "at", "in"], reading.word(text, at + 1))
                            || has(ROLES, reading.word(text, at + 1)))
            });
            // Whoever is said to be one further on is not meant yet.
            let known = first.get(who).is_some_and(|first| *first < (text, at));
            if !goes_on && known {
                found.push((text, at..at + 1, *who));
            }
        }
    }
    found
}
