//! Speakers of quotations in sentences of many shapes.

use super::{NameInText, find};
use crate::model::Label;

/// Names with their labels and numbers: `P1` a person, `O2` an organisation, `R3` a role.
const NAMES: &[(&str, Label, usize)] = &[
    ("Dana Orlo", Label::Per, 1),
    ("Orlo", Label::Per, 1),
    ("Pavel Rusk", Label::Per, 2),
    ("Rusk", Label::Per, 2),
    ("Lake Council", Label::Org, 3),
    ("Vesna", Label::Loc, 4),
];

fn names(text: &str) -> Vec<NameInText> {
    let mut found: Vec<NameInText> = Vec::new();
    for (name, label, who) in NAMES {
        for (at, _) in text.match_indices(name) {
            let range = at..at + name.len();
            if found.iter().all(|other| other.range.end <= range.start || range.end <= other.range.start) {
                found.push(NameInText { range, label: *label, who: Some(*who) });
            }
        }
    }
    found.sort_by_key(|name| name.range.start);
    found
}

/// Beginning of each quotation, verb, speaker, number of the speaker.
type Expected<'a> = (&'a str, &'a str, &'a str, Option<usize>);

fn check(texts: &[&str], expected: &[Expected]) {
    let names: Vec<Vec<NameInText>> = texts.iter().map(|text| names(text)).collect();
    let found = find(texts, &names, usize::MAX);
    let found: Vec<Expected> = found
        .iter()
        .zip(expected.iter().map(|one| one.0.len()).chain(std::iter::repeat(9)))
        .map(|(quote, length)| {
            let words = &texts[quote.text][quote.range.clone()];
            let at = |place: &Option<(usize, std::ops::Range<usize>)>| {
                place.as_ref().map_or("", |(text, range)| &texts[*text][range.clone()])
            };
            (&words[..length.min(words.len())], at(&quote.verb), at(&quote.speaker), quote.who)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_speaker_stands_after_or_before() {
    check(&["“We are ready,” Rusk said."], &[("We are", "said", "Rusk", Some(2))]);
    check(&["“Are we ready?” asked Rusk."], &[("Are we", "asked", "Rusk", Some(2))]);
    check(&["Rusk told reporters on Monday: “We are ready.”"], &[("We are", "told", "Rusk", Some(2))]);
    check(&["Rusk told a local paper that “nothing is settled”."], &[("nothing", "told", "Rusk", Some(2))]);
    check(&["According to Rusk, “nothing is settled”."], &[("nothing", "According", "Rusk", Some(2))]);
    check(&["Rusk called the plan “madness”."], &[("madness", "called", "Rusk", Some(2))]);
    check(&["Rusk was quoted as saying “no” twice."], &[("no", "saying", "Rusk", Some(2))]);
    check(&["Rusk: “We are ready for all of it.”"], &[("We are", "", "Rusk", Some(2))]);
}

#[test]
fn a_sentence_that_goes_on_has_one_speaker() {
    check(
        &["“We are ready,” said Rusk, the council’s spokesman, “and we shall wait.” He smiled."],
        &[("We are", "said", "Rusk", Some(2)), ("and we", "said", "Rusk", Some(2))],
    );
    check(
        &["“We are ready,” Rusk said. “It is up to others now.”"],
        &[("We are", "said", "Rusk", Some(2)), ("It is", "said", "Rusk", Some(2))],
    );
}

#[test]
fn the_head_of_a_phrase_speaks() {
    check(&["“No,” said Lake Council spokesman Pavel Rusk."], &[("No", "said", "Pavel Rusk", Some(2))]);
    check(&["“No,” the council’s spokesman, Pavel Rusk, said."], &[("No", "said", "Pavel Rusk", Some(2))]);
    check(&["Rusk, who runs the ferry, said “never again”."], &[("never", "said", "Rusk", Some(2))]);
    check(&["“No,” a spokesman for the Lake Council said."], &[("No", "said", "a spokesman", None)]);
    check(&["Orlo’s lawyer said it was “plainly wrong”."], &[("plainly", "said", "Orlo’s lawyer", None)]);
    check(&["The report notes that “water is low”."], &[("water", "notes", "The report", None)]);
}

#[test]
fn pronouns_mean_the_nearest_subject_that_fits() {
    check(
        &["Rusk met Ms. Orlo on Monday.", "“We are ready,” he said. “Not yet,” she replied."],
        &[("We are", "said", "he", Some(2)), ("Not yet", "replied", "she", Some(1))],
    );
    check(
        &["Rusk left early. He had met Dana Orlo. “It was short,” he said."],
        &[("It was", "said", "he", Some(2))],
    );
    check(&["Rusk met Orlo and he said “no” to all."], &[("no", "said", "he", None)]);
    check(
        &["“We are ready,” Rusk said of Orlo. He added that “all is well”."],
        &[("We are", "said", "Rusk", Some(2)), ("all is", "added", "He", Some(2))],
    );
}

#[test]
fn quotations_go_on_over_paragraphs() {
    check(
        &["Rusk said: “We are ready.", "“We have been for years.", "“And we shall be.”"],
        &[
            ("We are", "said", "Rusk", Some(2)),
            ("We have", "said", "Rusk", Some(2)),
            ("And we", "said", "Rusk", Some(2)),
        ],
    );
    check(
        &["Rusk explained the delay in a letter:", "“The ice came early this year.”"],
        &[("The ice", "explained", "Rusk", Some(2))],
    );
}

#[test]
fn titles_and_words_held_at_a_distance_are_not_quoted() {
    check(&["The so-called “special zone” was closed."], &[]);
    check(&["She starred in “The Lake at Night” in 1999."], &[]);
    check(&["The rules of the “lake club” are strict."], &[]);
}

#[test]
fn hostile_texts_take_linear_time() {
    let many = 100_000;
    for piece in [
        "\"",
        "“",
        "”",
        "“a” ",
        "\"a b c d\" said ",
        "and ",
        "said ",
        "“a b c d,” also he said, ",
        "‘",
        "Rusk, ",
    ] {
        let text = piece.repeat(many);
        let names =
            vec![if text.len() < 3_000_000 && piece == "Rusk, " { names_fast(&text) } else { Vec::new() }];
        // Looking back from each to the beginning would take hours.
        find(&[&text], &names, usize::MAX);
    }
}

fn names_fast(text: &str) -> Vec<NameInText> {
    let name = |(at, _): (usize, &str)| NameInText { range: at..at + 4, label: Label::Per, who: Some(2) };
    text.match_indices("Rusk").map(name).collect()
}

#[test]
fn what_somebody_is_may_stand_before_the_name() {
    check(
        &["“We are ready,” said the leader of the group in Vesna, Dana Orlo."],
        &[("We are", "said", "Dana Orlo", Some(1))],
    );
    check(
        &["A spokesman for the Lake Council, Dana Orlo, said: “We are ready for it.”"],
        &[("We are", "said", "Dana Orlo", Some(1))],
    );
    check(
        &["According to the head of the mission, Dana Orlo, “nothing is settled”."],
        &[("nothing", "According", "Dana Orlo", Some(1))],
    );
    check(
        &["The new president, Dana Orlo, said Vesna had “no intention of leaving”."],
        &[("no", "said", "Dana Orlo", Some(1))],
    );
    check(&["“We are ready,” said the council, Rusk added."], &[("We are", "said", "the council", None)]);
}

#[test]
fn an_office_stands_before_its_holder() {
    check(&["“No,” Minister of Education Dana Orlo said."], &[("No", "said", "Dana Orlo", Some(1))]);
    check(&["“No,” Ambassador to Vesna Dana Orlo told us."], &[("No", "told", "Dana Orlo", Some(1))]);
    check(&["“No,” a lawyer for Dana Orlo said."], &[("No", "said", "a lawyer", None)]);
    check(&["“No,” Lawyers for President Orlo said."], &[("No", "said", "Lawyers", None)]);
    check(&["“No,” says Varma adding that he left."], &[("No", "says", "Varma", None)]);
}

#[test]
fn what_is_told_by_the_way_is_not_of_the_speaker() {
    check(
        &["Rusk was charged. They came to kill Ms. Orlo, he said, “in a cruel way”."],
        &[("in a", "said", "he", Some(2))],
    );
    check(&["They came to kill Orlo, he said, “in a cruel way”."], &[("in a", "said", "he", None)]);
}

#[test]
fn names_of_things_are_not_quoted() {
    check(&["Rusk backed a law dubbed “the lake act” in May."], &[]);
    check(&["Rusk’s ruling “Lake Front” party won."], &[]);
    check(&["Rusk’s “very bad” deal fell through."], &[]);
    check(&["It was what Rusk called “the lake act”."], &[("the lake", "called", "Rusk", Some(2))]);
}
