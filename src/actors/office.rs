//! Persons of the table by an office and a surname: *South Korean President Lee*, *former Secretary of State Powell*.

use std::ops::Range;

use super::cues::{CALENDAR, OF_ROLES, ROLES, has};
use super::name::Claim;
use super::resolve::Resolver;
use super::table::AliasKind;
use super::token::Gap;
use super::when::{PAST, When};

/// How many words an office may take.
const LONGEST: usize = 12;

/// Words between an office and whose it is, and those that say when.
const PLAIN: &[&str] =
    &["of", "the", "for", "and", "s", "new", "newly", "appointed", "elected", "current", "longtime"];
/// What makes another office of one.
const BELOW: &[&str] = &[
    "vice",
    "deputy",
    "assistant",
    "acting",
    "shadow",
    "under",
    "lady",
    "candidate",
    "nominee",
    "elect",
    "aide",
];
/// Offices that the head of any body may be said to hold.
const LOOSE: &[&str] = &["chief", "head", "leader", "boss"];
/// Offices of states, which need no more than a surname.
const STATELY: &[&str] = &[
    "prime",
    "state",
    "chancellor",
    "taoiseach",
    "tánaiste",
    "president",
    "premier",
    "king",
    "queen",
    "emir",
];

/// An office before a name.
struct Office<'a> {
    /// Its words, without those that say nothing, and where they stand.
    words: Vec<(&'a str, usize)>,
    /// The last of the words for a role.
    head: &'a str,
    /// Whether it is written with a capital.
    is_title: bool,
    /// Whether it was held before.
    past: bool,
    /// Whether it was held at the time that the sentence speaks of: *the then president*.
    then: bool,
    /// Of which time the sentence speaks.
    when: When,
}

/// The one person of the table who has that surname and held the office that stands before it.
///
/// With the word for the office.
pub(super) fn holder<'a>(on: &Resolver<'a>, nth: usize) -> Option<(Claim, &'a str)> {
    let name = &on.names[nth];
    let office = before(on, name.text, name.words.start)?;
    let tokens = &on.reading.texts[name.text].tokens;
    let words: Vec<u64> = tokens[name.words.clone()].iter().map(|token| token.hash).collect();
    let mut holders: Vec<(u32, bool, bool)> = Vec::new();
    let claimed = name.claims.iter().filter(|claim| on.is_person(**claim)).map(|claim| claim.actor);
    for actor in claimed.chain(on.table.with_surname(&words)) {
        if !holders.iter().any(|(known, ..)| *known == actor)
            && let Some((owned, then)) = holds(on, name.text, &office, actor)
        {
            holders.push((actor, owned, then));
        }
    }
    // *In 1991 President Bush*: who held it then, if anybody did.
    if office.when.is_only() && holders.iter().any(|(.., then)| *then) {
        holders.retain(|(.., then)| *then);
    }
    // Whose office it is, the phrase says, or else the rest of the article.
    let spoken_for = |actor: u32| on.table.of(actor).iter().any(|whole| on.evidence.is_for(*whole));
    if holders.iter().any(|(_, owned, _)| *owned) {
        holders.retain(|(_, owned, _)| *owned);
    }
    if holders.len() > 1 && holders.iter().any(|(actor, ..)| spoken_for(*actor)) {
        holders.retain(|(actor, ..)| spoken_for(*actor));
    }
    let [(actor, owned, _)] = holders[..] else { return None };
    // Whom the table is sure of may have left the office yesterday.
    if !owned && name.sure().is_some_and(|sure| sure.actor != actor) {
        return None;
    }
    // *Health Secretary* says enough, *Secretary* alone does not.
    let stately = office.is_title
        && (office.words.len() > 1 || office.words.iter().any(|(word, _)| has(STATELY, word)));
    let claim = Claim { actor, kind: AliasKind::Name, ambiguous: true };
    (owned || stately || spoken_for(actor)).then_some((claim, office.head))
}

/// Whether the word for an office stands before a name, or behind it.
pub(super) fn is_said(on: &Resolver, text: usize, name: &Range<usize>, head: &str) -> bool {
    const NEAR: usize = 8;
    let apart = on.reading.texts[text].tokens.get(name.end).is_some_and(|token| token.gap == Gap::Comma);
    let mut after = (name.end..name.end + NEAR).map(|nth| on.reading.word(text, nth));
    before(on, text, name.start).is_some_and(|office| same(office.head, head))
        || (apart && after.any(|word| same(word, head)))
}

/// The words of the office that ends where a name begins.
fn before<'a>(on: &Resolver<'a>, text: usize, end: usize) -> Option<Office<'a>> {
    let tokens = &on.reading.texts[text].tokens;
    let word = |nth: usize| on.reading.word(text, nth);
    let mut start = end;
    while start > 0 && end - start < LONGEST {
        let at = start - 1;
        let token = &tokens[at];
        let known = has(ROLES, word(at)) || has(OF_ROLES, word(at)) || has(PAST, word(at));
        let capital = token.is_capital() && token.gap != Gap::Sentence && !CALENDAR.contains(&word(at));
        let fits = known
            || capital
            || token.gap == Gap::Possessive
            || on.name_at(text, at).is_some()
            || (start < end && has(PLAIN, word(at)));
        if !fits || !matches!(tokens[start].gap, Gap::Space | Gap::Joined | Gap::Possessive) {
            break;
        }
        start = at;
    }
    // *its club’s president Lee*: whose it is, is not known here.
    if tokens.get(start).is_some_and(|token| token.gap == Gap::Possessive) && start < end {
        return None;
    }
    of_words(on, text, start..end)
}

fn of_words<'a>(on: &Resolver<'a>, text: usize, words: Range<usize>) -> Option<Office<'a>> {
    let word = |nth: usize| on.reading.word(text, nth);
    let head = words.clone().rev().find(|nth| has(ROLES, word(*nth)))?;
    // Only *of State* and the like stands between an office and its holder.
    if head + 1 < words.end && word(head + 1) != "of" {
        return None;
    }
    let past = words.clone().any(|nth| has(PAST, word(nth)));
    let then = words.clone().any(|nth| has(&["then"], word(nth)));
    let when = When::at(on.reading, text, words.end.saturating_sub(1));
    let counted = words.filter(|nth| !has(PLAIN, word(*nth)) && !has(PAST, word(*nth)));
    let is_title = on.reading.texts[text].tokens[head].is_capital();
    Some(Office {
        words: counted.map(|nth| (word(nth), nth)).collect(),
        head: word(head),
        is_title,
        past,
        then,
        when,
    })
}

/// Whether a person held an office on the article’s day or when the sentence says: whether it is said whose it is, and
/// whether it was held then.
fn holds(on: &Resolver, text: usize, office: &Office, actor: u32) -> Option<(bool, bool)> {
    let owners = on.table.of(actor);
    // Which of the words say whose it is.
    let owned: Vec<bool> = office
        .words
        .iter()
        .map(|(_, at)| {
            on.claims_at(text, *at).iter().any(|claim| {
                owners.iter().any(|owner| *owner == claim.actor || on.table.of(*owner).contains(&claim.actor))
            })
        })
        .collect();
    let is_owned = owned.contains(&true);
    on.table
        .entry(actor)
        .roles
        .iter()
        .filter_map(|role| {
            let now = role.term.holds_on(on.reading.day);
            let ever = on.reading.day.is_none_or(|day| role.term.begins_by(day));
            let then = office.when.held(role.term);
            let held = match office.past {
                true if office.then && office.when.is_other() => then,
                true => ever,
                false => now || then,
            };
            let head = title(role.text);
            let below =
                words(head).any(|word| has(BELOW, word) && !office.words.iter().any(|(w, _)| same(w, word)));
            let loose = is_owned && has(LOOSE, office.head) && words(head).any(|word| has(ROLES, word));
            let fits = loose || words(head).any(|word| same(office.head, word)) || is_premier(office, head);
            if !held || below || !fits {
                return None;
            }
            let mut placed = is_owned;
            for ((word, _), owned) in office.words.iter().zip(&owned) {
                let said = words(role.text).any(|other| same(word, other));
                let plain = has(OF_ROLES, word) || has(ROLES, word);
                placed |= said && !plain;
                let premier = is_premier(office, head) && has(PREMIERS, word);
                if !(said || *owned || premier || loose && has(LOOSE, word)) {
                    return None;
                }
            }
            Some((placed, then))
        })
        .max()
}

/// The words of an office before what it is of: *US Secretary*, of *US Secretary of State*.
fn title(role: &str) -> &str {
    [" of ", " for ", " to ", " from ", " in ", " at "]
        .iter()
        .fold(role, |role, of| role.split(of).next().unwrap_or(role))
}

fn words(role: &str) -> impl Iterator<Item = &str> {
    role.split([' ', '-', '’', '\'']).filter(|word| !word.is_empty())
}

/// What heads of government are called.
const PREMIERS: &[&str] = &["prime", "minister", "premier", "taoiseach"];

/// Whether both the office and a role are a head of government’s, however that is called.
fn is_premier(office: &Office, role: &str) -> bool {
    let prime = office.words.iter().any(|(word, _)| has(&["prime", "premier", "taoiseach"], word));
    prime
        && has(PREMIERS, office.head)
        && words(role).any(|word| has(&["prime", "premier", "taoiseach"], word))
}

/// Whether two words say the same of an office.
fn same(one: &str, other: &str) -> bool {
    const SAME: &[&[&str]] = &[
        &["defence", "defense"],
        &["adviser", "advisor"],
        &["spokesman", "spokeswoman", "spokesperson"],
        &["representative", "congressman", "congresswoman", "rep"],
        &["senator", "sen"],
        &["governor", "gov"],
        &["us", "u.s."],
        &["chairman", "chairwoman", "chair"],
        &["head", "chief", "boss"],
        &["labour", "labor"],
    ];
    one.eq_ignore_ascii_case(other) || SAME.iter().any(|same| has(same, one) && has(same, other))
}
