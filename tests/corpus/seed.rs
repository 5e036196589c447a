//! The cast of the article that the project began with.

use std::collections::BTreeSet;

use masthead::actors::Recognizer;
use masthead::model::{Cast, Document, Member, Place, Spot, StatementKind};
use serde_json::Value;

use super::{document, files, read, shared, stem};

/// Those whom it names and who act in it, but for those of the stakeholder lines.
const NAMED: &[&str] = &["Donald Trump", "Vladimir Putin", "Dmitry Peskov", "Israel", "Hamas", "NATO"];

#[test]
fn the_seed_has_its_cast() {
    let seed = shared().join("seed");
    for path in files(&seed, "txt") {
        let expected: Value =
            serde_json::from_slice(&read(&seed.join(format!("{}.expected.json", stem(&path)))))
                .expect("JSON");
        let lines = stakeholders(&expected);
        let document: Document = serde_json::from_value(document(&path)).expect("a document");
        let cast = Recognizer::new().recognize(&document);

        let found: BTreeSet<&str> = cast.members.iter().map(|member| &*member.name).collect();
        let actors: BTreeSet<&str> =
            lines.iter().map(|(actor, _)| actor.as_str()).chain(NAMED.iter().copied()).collect();
        assert_eq!(found, actors);
        for (actor, position) in &lines {
            assert!(positions(&document, member(&cast, actor)).contains(&position.as_str()), "{actor}");
        }
        let surfaces: BTreeSet<&str> =
            member(&cast, "Russia").mentions.iter().map(|mention| &*mention.surface).collect();
        assert!(["Russia", "Kremlin", "Moscow"].iter().all(|name| surfaces.contains(name)), "{surfaces:?}");
        assert_eq!(quoted(&document, &cast), every_quoted(&document));
    }
}

fn stakeholders(expected: &Value) -> Vec<(String, String)> {
    let sections = expected["sections"].as_array().expect("sections");
    let blocks = sections.iter().flat_map(|section| section["blocks"].as_array().expect("blocks"));
    let text = |block: &Value, field: &str| block[field].as_str().expect("text").to_owned();
    blocks
        .filter(|block| block["type"] == "stakeholder")
        .map(|block| (text(block, "actor"), text(block, "text")))
        .collect()
}

fn member<'a>(cast: &'a Cast, name: &str) -> &'a Member {
    cast.members.iter().find(|member| &*member.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn words<'a>(document: &'a Document, place: &Place) -> &'a str {
    &document.text_at(place.spot).expect("a text")[place.range.clone()]
}

fn positions<'a>(document: &'a Document, member: &Member) -> Vec<&'a str> {
    let positions = member.statements.iter().filter(|statement| statement.kind == StatementKind::Position);
    positions.map(|statement| words(document, &statement.place)).collect()
}

/// Who is quoted with what, as found.
fn quoted<'a>(document: &'a Document, cast: &'a Cast) -> Vec<(&'a str, &'a str)> {
    let speaker = |quote: &masthead::model::Quote| {
        let actor = quote.actor.as_ref().expect("a speaker");
        cast.members.iter().find(|member| member.key == *actor).map_or("", |member| &*member.name)
    };
    cast.quotes
        .iter()
        .map(|quote| (speaker(quote), words(document, &quote.place).trim_end_matches([',', '.'])))
        .collect()
}

/// Who is quoted with what: what stands in quotation marks, by the paragraph that it stands in.
fn every_quoted(document: &Document) -> Vec<(&'static str, &str)> {
    let texts = document.spots().filter(|(spot, _)| matches!(spot, Spot::Block { .. }));
    let parts = texts.flat_map(|(_, text)| text.split('“').skip(1).filter_map(|part| part.split_once('”')));
    let words: Vec<&str> = parts.map(|(words, _)| words.trim_end_matches([',', '.'])).collect();
    ["Donald Trump", "Dmitry Peskov", "Dmitry Peskov", "Russia", "Dmitry Peskov"]
        .into_iter()
        .zip(words)
        .collect()
}
