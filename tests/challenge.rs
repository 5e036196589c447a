//! Names that are hard to tell: how many the recogniser answers, and how many of its answers are right.
//!
//! `tests/fixtures/challenge.tsv` says in its head how a line is written. Whoever adds some keeps to sentences of
//! their own, with an actor that the text alone tells.

use masthead::actors::Recognizer;
use masthead::model::{ActorKey, Block, Cast, CleanText, Document, Section, Text, Timestamp};

const CHALLENGE: &str = include_str!("fixtures/challenge.tsv");
/// How many of its answers must be right.
const PRECISION: f64 = 0.95;
/// How many of the names that are somebody’s must be answered.
const ANSWERED: f64 = 0.80;
/// How many sentences there are at least.
const LEAST: usize = 300;

/// One line.
struct Case {
    actor: Option<&'static str>,
    document: Document,
    marked: std::ops::Range<usize>,
    line: &'static str,
}

#[test]
fn what_is_answered_is_right() {
    let recognizer = Recognizer::new();
    let (mut cases, mut expected, mut answered, mut right) = (0, 0, 0, 0);
    let (mut found, mut wrong) = (0, Vec::new());
    for case in CHALLENGE.lines().filter(|line| !line.starts_with('#')).map(case) {
        let cast = recognizer.recognize(&case.document);
        // Somebody whom the table does not know is nobody whom the name could have been mistaken for.
        let known = |key: &&str| {
            case.actor.is_some() || recognizer.table().get(&ActorKey::from_stored(key)).is_some()
        };
        let answer = answer(&cast, &case.marked).filter(known);
        cases += 1;
        expected += u32::from(case.actor.is_some());
        found += u32::from(case.actor.is_some() && answer.is_some());
        answered += u32::from(answer.is_some());
        right += u32::from(answer.is_some() && answer == case.actor);
        if answer != case.actor {
            wrong.push(format!("{} for {}", answer.unwrap_or("-"), case.line));
        }
    }
    let precision = f64::from(right) / f64::from(answered);
    let share = f64::from(found) / f64::from(expected);
    let told = format!(
        "{cases} sentences, {:.1} % of {answered} answers right, {:.1} % answered:\n{}",
        100.0 * precision,
        100.0 * share,
        wrong.join("\n")
    );
    assert!(cases >= LEAST && precision >= PRECISION && share >= ANSWERED, "{told}");
}

fn case(line: &'static str) -> Case {
    let mut columns = line.splitn(3, '\t');
    let actor = columns.next().filter(|actor| *actor != "-");
    let day = columns.next().expect("a day");
    let text = columns.next().unwrap_or_else(|| panic!("three columns: {line}"));
    let (before, rest) = text.split_once("[[").expect("a mark");
    let (name, after) = rest.split_once("]]").expect("its end");
    let paragraph = Block::Paragraph(Text::from(&*format!("{before}{name}{after}")));
    let published: Option<Timestamp> =
        (day != "-").then(|| format!("{day}T12:00:00Z").parse().expect("a day"));
    let document = Document {
        published,
        language: Some(CleanText::new("en")),
        sections: vec![Section { blocks: vec![paragraph], ..Section::default() }],
        ..Document::default()
    };
    Case { actor, document, marked: before.len()..before.len() + name.len(), line }
}

/// The actor one of whose mentions the mark overlaps.
fn answer<'a>(cast: &'a Cast, marked: &std::ops::Range<usize>) -> Option<&'a str> {
    cast.members.iter().find_map(|member| {
        let mut ranges = member.mentions.iter().map(|mention| &mention.place.range);
        let named = ranges.any(|range| range.start < marked.end && marked.start < range.end);
        named.then(|| member.key.as_str())
    })
}
