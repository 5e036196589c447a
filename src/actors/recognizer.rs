//! From a document to its cast.

use std::collections::{HashMap, HashSet};

use super::lexicon::Lexicon;
use super::surname::{is_part_of_other_name, surname};
use crate::model::{
    ActorKey, Block, Cast, CleanText, Document, Label, Member, Mention, Method, Place, Spot, Statement,
    StatementKind,
};

/// Recognises the actors of an article: those that its stakeholder lines name, and those known from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Recognizer {
    known: Vec<(ActorKey, CleanText)>,
    lexicon: Lexicon,
}

impl Recognizer {
    /// A recogniser that also knows these names, wherever an article mentions them.
    pub fn with_known(names: impl IntoIterator<Item = CleanText>) -> Self {
        let mut recognizer = Self::default();
        for name in names {
            recognizer.learn(name);
        }
        recognizer
    }

    /// Adds one name to those that it knows; case and accents make no new one.
    pub fn learn(&mut self, name: CleanText) {
        self.lexicon.add(&name, self.known.len());
        self.known.push((ActorKey::of_name(&name), name));
    }

    /// The actors of `document`, the most prominent first, each with what the article says of it and every
    /// place where it names it.
    ///
    /// A person's surname counts where the article gives the full name and no other actor of the article
    /// shares it. A standfirst that the body repeats is read once.
    pub fn recognize(&self, document: &Document) -> Cast {
        let mut members = stakeholders(document);
        self.add_known(document, &mut members);
        let mut lexicon = Lexicon::default();
        for (nth, member) in members.iter().enumerate() {
            lexicon.add(&member.name, nth);
        }
        let surnames = surnames(&members);
        surnames.iter().for_each(|(surname, nth)| lexicon.add(surname, *nth));
        for (spot, text) in read_once(document) {
            for (range, nth) in lexicon.find(text) {
                let surface = &text[range.clone()];
                if surnames.contains_key(surface) && is_part_of_other_name(&text[..range.start]) {
                    continue;
                }
                let surface = CleanText::line(surface);
                members[nth].mentions.push(Mention {
                    place: Place { spot, range },
                    surface,
                    label: Label::Org,
                    method: Method::FullName,
                    confidence: 90,
                });
            }
        }
        members.sort_by_cached_key(|member| std::cmp::Reverse(prominence(member)));
        Cast { members, ..Cast::default() }
    }

    fn add_known(&self, document: &Document, members: &mut Vec<Member>) {
        let mut seen: HashSet<ActorKey> = members.iter().map(|member| member.key.clone()).collect();
        for (_, text) in read_once(document) {
            for (_, nth) in self.lexicon.find(text) {
                let (key, name) = &self.known[nth];
                if seen.insert(key.clone()) {
                    members.push(Member::new(key.clone(), name.clone()));
                }
            }
        }
    }
}

/// The names in the stakeholder lines of `document`, as the lines give them.
pub fn stakeholder_names(document: &Document) -> impl Iterator<Item = &CleanText> {
    document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Stakeholder { actor, .. } => Some(actor),
        _ => None,
    })
}

fn stakeholders(document: &Document) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let mut by_key: HashMap<ActorKey, usize> = HashMap::new();
    for (section, s) in document.sections.iter().enumerate() {
        for (block, b) in s.blocks.iter().enumerate() {
            let Block::Stakeholder { actor, text } = b else { continue };
            let key = ActorKey::of_name(actor);
            let place =
                Place { spot: Spot::Block { section, block, part: 1 }, range: 0..text.as_str().len() };
            let statement = Statement { kind: StatementKind::Position, place };
            let nth = *by_key.entry(key).or_insert_with_key(|key| {
                members.push(Member::new(key.clone(), actor.clone()));
                members.len() - 1
            });
            members[nth].statements.push(statement);
        }
    }
    members
}

/// The texts in which names count: all but a standfirst that the body repeats.
fn read_once(document: &Document) -> impl Iterator<Item = (Spot, &str)> {
    let repeated = document.standfirst_repeat().is_some();
    document.spots().filter(move |(spot, _)| !(repeated && *spot == Spot::Standfirst))
}

/// The surnames that stand for one member alone.
fn surnames(members: &[Member]) -> HashMap<String, usize> {
    let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
    for (nth, member) in members.iter().enumerate() {
        if let Some(surname) = surname(&member.name) {
            by_surname.entry(surname).or_default().push(nth);
        }
    }
    let taken: HashSet<&str> = members.iter().map(|member| &*member.name).collect();
    by_surname
        .into_iter()
        .filter(|(surname, of)| of.len() == 1 && !taken.contains(surname))
        .map(|(surname, of)| (surname.to_owned(), of[0]))
        .collect()
}

fn prominence(member: &Member) -> usize {
    let in_title = member.mentions.iter().any(|mention| mention.place.spot == Spot::Title);
    let in_lead = member.mentions.iter().any(|mention| mention.place.spot.section() == Some(0));
    member.mentions.len() + 3 * member.statements.len() + 4 * usize::from(in_title) + 2 * usize::from(in_lead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Section, Text};

    fn line(actor: &str, text: &str) -> Block {
        Block::Stakeholder { actor: CleanText::new(actor), text: Text::from(text) }
    }

    fn article(title: &str, blocks: Vec<Block>) -> Document {
        let sections = vec![Section { blocks, ..Section::default() }];
        Document { title: CleanText::new(title), sections, ..Document::default() }
    }

    /// Name, number of statements and surfaces of each member.
    fn check(recognizer: &Recognizer, document: &Document, expected: &[(&str, usize, &[&str])]) {
        let cast = recognizer.recognize(document);
        let found: Vec<(&str, usize, Vec<&str>)> = cast
            .members
            .iter()
            .map(|member| {
                let surface = |mention: &Mention| {
                    let place = &mention.place;
                    document.text_at(place.spot).and_then(|text| text.get(place.range.clone()))
                };
                (&*member.name, member.statements.len(), member.mentions.iter().filter_map(surface).collect())
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(name, n, surfaces)| (*name, *n, surfaces.to_vec())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stakeholders_with_their_mentions() {
        let document = article(
            "Russia welcomes talks",
            vec![
                Block::Paragraph(Text::from(
                    "Trump’s envoy Steve Witkoff met officials. Witkoff left Russia.",
                )),
                line("Russia", "Seeks legitimacy."),
                line("Steve Witkoff", "The envoy."),
            ],
        );
        check(
            &Recognizer::default(),
            &document,
            &[
                ("Russia", 1, &["Russia", "Russia", "Russia"]),
                ("Steve Witkoff", 1, &["Steve Witkoff", "Witkoff", "Steve Witkoff"]),
            ],
        );
    }

    #[test]
    fn a_shared_or_foreign_surname_is_refused() {
        let document = article(
            "Talks",
            vec![
                Block::Paragraph(Text::from("Bush spoke. Then Alex Witkoff spoke, and Mr Witkoff.")),
                line("George Bush", "One."),
                line("Jeb Bush", "Two."),
                line("Steve Witkoff", "Three."),
                line("United States", "The States act."),
            ],
        );
        check(
            &Recognizer::default(),
            &document,
            &[
                ("Steve Witkoff", 1, &["Witkoff", "Steve Witkoff"]),
                ("George Bush", 1, &["George Bush"]),
                ("Jeb Bush", 1, &["Jeb Bush"]),
                ("United States", 1, &["United States"]),
            ],
        );
    }

    #[test]
    fn known_names_are_found_without_a_line() {
        let recognizer = Recognizer::with_known([CleanText::new("Steve Witkoff"), CleanText::new("Peru")]);
        let document =
            article("Envoy", vec![Block::Paragraph(Text::from("Steve Witkoff spoke. Witkoff left."))]);
        check(&recognizer, &document, &[("Steve Witkoff", 0, &["Steve Witkoff", "Witkoff"])]);
    }

    #[test]
    fn a_long_text_full_of_surnames_is_read_in_one_pass() {
        // Quadratic work would take minutes here.
        let text = "Steve Witkoff spoke. ".to_owned() + &"Then Witkoff, as ever, went on. ".repeat(60_000);
        let document =
            article("Envoy", vec![Block::Paragraph(Text::from(&*text)), line("Steve Witkoff", "Speaks.")]);
        let cast = Recognizer::default().recognize(&document);
        assert_eq!(cast.members[0].mentions.len(), 60_002);
    }

    #[test]
    fn a_text_may_name_very_many() {
        // Looking through all of them for each would take minutes.
        let lines = (0..50_000).map(|n| line(&format!("Ann Xa{n}"), "Speaks.")).collect();
        let document = article("Envoys", lines);
        let cast = Recognizer::default().recognize(&document);
        assert_eq!(cast.members.len(), 50_000);
        assert!(cast.members.iter().all(|member| member.mentions.len() == 1));
    }

    #[test]
    fn a_repeated_standfirst_counts_once() {
        let mut document =
            article("Envoy", vec![Block::Paragraph(Text::from("Peru acts. More.")), line("Peru", "Acts.")]);
        document.standfirst = Some(CleanText::new("Peru acts."));
        check(&Recognizer::default(), &document, &[("Peru", 1, &["Peru", "Peru"])]);
    }
}
