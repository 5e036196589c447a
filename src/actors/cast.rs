//! The cast, from the names in an article and whose they are.

use std::collections::HashSet;

use super::credits::is_credit;
use super::cues::{ACTING, has};
use super::reading::{Part, Reading};
use super::resolve::Resolved;
use super::roles::Said;
use super::table::ActorTable;
use super::token::Gap;
use crate::model::{
    ActorType, Cast, CleanText, Label, Member, Mention, Method, Place, Quote, Statement, StatementKind, fold,
};

use super::name::Name;

/// What makes an actor salient, in points.
mod points {
    /// A mention.
    pub(super) const MENTION: u32 = 2;
    /// A mention by a nationality, which is often about somebody else: *the Russian president*.
    pub(super) const NATIONALITY: u32 = 1;
    /// A mention as the subject of its sentence, or of a verb of acting; once more.
    pub(super) const SUBJECT: u32 = 1;
    /// To be in the headline.
    pub(super) const TITLE: u32 = 10;
    /// To be in the standfirst or before the first heading.
    pub(super) const LEAD: u32 = 5;
    /// A stakeholder line.
    pub(super) const LINE: u32 = 8;
    /// A quotation.
    pub(super) const QUOTE: u32 = 3;
}

/// Puts the cast together.
pub(super) fn assemble(
    reading: &Reading,
    table: &ActorTable,
    resolved: Resolved,
    said: &[Said],
    quotes: Vec<(Quote, Option<usize>)>,
) -> Cast {
    let sources = sources(reading, table, &resolved);
    let mut members: Vec<Member> =
        resolved.actors.list.iter().map(|known| Member::new(known.key.clone(), known.name.clone())).collect();
    let mut seen: Vec<(bool, bool)> = vec![(false, false); members.len()];
    let mut unresolved = Vec::new();
    for name in &resolved.names {
        let text = &reading.texts[name.text];
        let surface = CleanText::line(&text.text[name.range.clone()]);
        let place = reading.place(name.text, name.range.clone());
        let (label, method, confidence) = (name.label, name.method, name.confidence);
        let mention = Mention { place, surface, label, method, confidence };
        let Some(who) = name.who.filter(|who| !sources.contains(who)) else {
            let method = if is_setting(table, name) { Method::Setting } else { Method::None };
            unresolved.push(Mention { method, confidence: 0, ..mention });
            continue;
        };
        let member = &mut members[who];
        let (in_title, in_lead) = &mut seen[who];
        *in_title |= text.part == Part::Title;
        *in_lead |= text.part == Part::Lead;
        member.salience += match (label, method) {
            (_, Method::StakeholderLine) => points::LINE,
            (Label::Norp, _) => points::NATIONALITY,
            _ => points::MENTION + if is_subject(reading, name) { points::SUBJECT } else { 0 },
        };
        member.mentions.push(mention);
        if method == Method::StakeholderLine {
            member.statements.extend(position(reading, name.text));
        }
    }
    roles(reading, said, &mut members);
    for (member, (in_title, in_lead)) in members.iter_mut().zip(seen) {
        member.salience += if in_title { points::TITLE } else { 0 } + if in_lead { points::LEAD } else { 0 };
    }
    let quotes = quotes.into_iter().map(|(mut quote, who)| {
        // Whose words they are, the article must name: where its own source is quoted, that is nobody.
        if let Some(who) = who.filter(|who| !members[*who].mentions.is_empty()) {
            members[who].salience += points::QUOTE;
            quote.actor = Some(members[who].key.clone());
        }
        quote
    });
    let quotes = quotes.collect();
    members.retain(|member| !member.mentions.is_empty());
    members.sort_by_key(|member| std::cmp::Reverse(member.salience));
    Cast { members, unresolved, quotes }
}

/// The position that a stakeholder line gives.
fn position(reading: &Reading, line: usize) -> Option<Statement> {
    let text = reading.texts.get(line + 1).filter(|text| text.part == Part::Position)?;
    let place = reading.place(line + 1, 0..text.text.len());
    Some(Statement { kind: StatementKind::Position, place })
}

/// Each role once, where it is first said, among the positions in reading order.
fn roles(reading: &Reading, said: &[Said], members: &mut [Member]) {
    let mut known: HashSet<(usize, String)> = HashSet::new();
    for one in said {
        let text = &reading.texts[one.text];
        let range = text.tokens[one.words.start].range.start..text.tokens[one.words.end - 1].range.end;
        if known.insert((one.who, fold(&text.text[range.clone()]))) {
            let place = reading.place(one.text, range);
            members[one.who].statements.push(Statement { kind: StatementKind::Role, place });
        }
    }
    for member in members {
        member.statements.sort_by_key(|statement| order(&statement.place));
    }
}

fn order(place: &Place) -> (crate::model::Spot, usize) {
    (place.spot, place.range.start)
}

/// Whether nobody’s name is one that need not be anybody’s.
fn is_setting(table: &ActorTable, name: &Name) -> bool {
    let only_places = name.claims.iter().all(|claim| {
        claim.kind == super::table::AliasKind::Capital
            || table.entry(claim.actor).key.kind() == ActorType::Organisation
    });
    let place = name.label == Label::Loc && only_places;
    place || name.who.is_some()
}

/// Whether a name begins its sentence, or a verb of acting follows it.
fn is_subject(reading: &Reading, name: &Name) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let first = tokens[name.words.start].gap == Gap::Sentence
        || (name.words.start == 1 && has(&["the"], reading.word(name.text, 0)));
    first || has(ACTING, reading.word(name.text, name.words.end))
}

/// Who is named as a source or a maker alone: *told Reuters*, *Reuters reported*, *Photo: Ann Lee*. They are not of
/// the story.
fn sources(reading: &Reading, table: &ActorTable, resolved: &Resolved) -> HashSet<usize> {
    let medium = |who: usize| resolved.actors.list[who].entry.is_some_and(|entry| is_medium(table, entry));
    let mut only: HashSet<usize> = (0..resolved.actors.list.len()).collect();
    for name in &resolved.names {
        let Some(who) = name.who.filter(|who| only.contains(who)) else { continue };
        let apart = medium(who) && is_source(reading, name) || is_credit(reading, table, name);
        if !apart {
            only.remove(&who);
        }
    }
    only
}

/// Whether an actor of the table is one of the news media.
pub(super) fn is_medium(table: &ActorTable, entry: u32) -> bool {
    const MEDIA: &[&str] = &[
        "news agency",
        "photo agency",
        "newspaper",
        "broadcaster",
        "magazine",
        "news site",
        "news channel",
        "news outlet",
        "media",
    ];
    let entry = table.entry(entry);
    let is_one = |role: &str| MEDIA.iter().any(|medium| role.contains(medium));
    entry.key.kind() == ActorType::Organisation && entry.roles.iter().any(|role| is_one(role.text))
}

/// Whether a name stands where a source does.
fn is_source(reading: &Reading, name: &Name) -> bool {
    let mut before = reading.before(name.text, name.words.start);
    let one = before.next().unwrap_or_default();
    let two = before.next().unwrap_or_default();
    let one = if has(&["the"], one) { two } else { one };
    let told = ["told", "to", "by", "with", "from", "in", "via", "on", "tells", "told"];
    let follows = [
        "reported",
        "said",
        "reports",
        "says",
        "quoted",
        "cited",
        "news",
        "agency",
        "that",
        "citing",
        "quoting",
        "wrote",
        "has",
        "interview",
        "newspaper",
        "poll",
    ];
    let next = reading.word(name.text, name.words.end);
    let next = if next == "s" { "" } else { next };
    let parenthesised = reading.texts[name.text].text[..name.range.start].ends_with('(');
    reading.texts[name.text].part != Part::Stakeholder
        && reading.texts[name.text].part != Part::Title
        && (has(&told, one) || has(&follows, next) || parenthesised)
}
