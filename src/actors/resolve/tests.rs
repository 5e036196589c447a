//! Whose the names in an article are, rule by rule: what is said of each stands beside it.

use crate::actors::Recognizer;
use crate::model::{Block, CleanText, Document, Label, Mention, Section, Text};

/// An article of some paragraphs.
fn article(text: &str) -> Document {
    let blocks = text.split('\n').map(|line| Block::Paragraph(Text::from(line.trim()))).collect();
    let sections = vec![Section { blocks, ..Section::default() }];
    let language = Some(CleanText::new("en"));
    Document { title: CleanText::new("A headline"), sections, language, ..Document::default() }
}

/// Every name in reading order, and whose it is; nobody’s with a dash.
fn named(text: &str) -> Vec<(Mention, String)> {
    let cast = Recognizer::new().recognize(&article(text));
    let of_members = cast.members.iter().flat_map(|member| {
        member.mentions.iter().map(|mention| (mention.clone(), member.key.as_str().to_owned()))
    });
    let mut names: Vec<_> = of_members.collect();
    names.extend(cast.unresolved.iter().map(|mention| (mention.clone(), "-".to_owned())));
    names.sort_by_key(|(mention, _)| (mention.place.spot, mention.place.range.start));
    names
}

/// Checks whose the names of a text are: of each its last word, and the key or a dash.
fn check(text: &str, expected: &str) {
    let found = named(text);
    let said = found
        .iter()
        .map(|(mention, key)| format!("{} {key}", mention.surface.rsplit(' ').next().unwrap_or_default()));
    assert_eq!(said.collect::<Vec<_>>().join(", "), expected, "{text}");
}

#[test]
fn a_capital_acts_beside_another_in_the_same_paragraph() {
    check(
        "The opera in Moscow reopened. Anna Petrova sang.
         The harbour was calm. Talks between Moscow and Kyiv failed.
         Kyiv and Minsk opened. Moscow and Kyiv have agreed on a truce.
         Relations between Moscow and Beijing cooled, said Olaf Scholz in Berlin.",
        "Moscow -, Petrova person:anna-petrova, Moscow state:RUS, Kyiv state:UKR, Kyiv state:UKR, \
         Minsk state:BLR, Moscow state:RUS, Kyiv state:UKR, Moscow state:RUS, Beijing state:CHN, \
         Scholz person:olaf-scholz, Berlin -",
    );
    check(
        "Seoul and Pyongyang talked. Both Seoul and Pyongyang have agreed.",
        "Seoul state:KOR, Pyongyang state:PRK, Seoul state:KOR, Pyongyang state:PRK",
    );
    check("Ankara and Recep Tayyip Erdogan agreed.", "Ankara -, Erdogan person:recep-tayyip-erdogan");
    check(
        "Canberra and Wellington condemned it. Lima hosts the summit.",
        "Canberra state:AUS, Wellington state:NZL, Lima -",
    );
}

#[test]
fn a_capital_of_two_is_that_of_whom_the_article_names() {
    check("Brussels rejected the plan.", "Brussels -");
    check("Brussels rejected the plan. Belgium was divided.", "Brussels state:BEL, Belgium state:BEL");
    check("Brussels rejected the plan. The European Union was divided.", "Brussels org:eu, Union org:eu");
    check(
        "Brussels rejected it. Belgium and the European Union did not.",
        "Brussels -, Belgium state:BEL, Union org:eu",
    );
}

#[test]
fn a_capital_whose_name_others_have_needs_its_state() {
    check("San José rejected the claim.", "José -");
    check("San José rejected the claim. Costa Rica agreed.", "José state:CRI, Rica state:CRI");
    check("San José rejected it, as did Madrid.", "José state:CRI, Madrid -");
    check("San José and France rejected the claim.", "José state:CRI, France state:FRA");
}

#[test]
fn a_person_is_called_by_the_last_name_once_named_in_full() {
    check(
        "Donald J. Trump spoke. Vladimir V. Putin listened. Trump and Putin met.",
        "Trump person:donald-trump, Putin person:vladimir-putin, Trump person:donald-trump, \
         Putin person:vladimir-putin",
    );
    check("John Q. Carter spoke. Carter left.", "Carter person:john-q-carter, Carter person:john-q-carter");
    // Whom an initial tells apart is not the one whom the table has.
    check("Mike A. Johnson spoke.", "Johnson person:mike-a-johnson");
    check(
        "Jane Trump opened a bakery. Trump sells bread.",
        "Trump person:jane-trump, Trump person:jane-trump",
    );
    check(
        "Maria Santos met Carlos Santos. Santos left.",
        "Santos person:maria-santos, Santos person:carlos-santos, Santos -",
    );
}

#[test]
fn bodies_are_not_called_by_their_last_word() {
    check("The World Bank lent money. Later the Bank said no more.", "Bank org:world-bank, Bank -");
    check("Equatorial Guinea voted. Guinea abstained.", "Guinea state:GNQ, Guinea state:GIN");
}

#[test]
fn a_full_name_that_others_have_is_whose_it_mostly_is_unless_somebody_else_is_said() {
    check(
        "Mike Johnson met senators. Johnson left.",
        "Johnson person:mike-johnson, Johnson person:mike-johnson",
    );
    check(
        "Mike Johnson, a plumber from Leeds, won the lottery. Johnson bought a car.",
        "Johnson -, Leeds -, Johnson -",
    );
}

#[test]
fn hyphens_join_surnames() {
    check(
        "Jane Doe-Smith won. Ms Doe-Smith smiled. Doe-Smith left.",
        "Doe-Smith person:jane-doe-smith, Doe-Smith person:jane-doe-smith, Doe-Smith person:jane-doe-smith",
    );
}

#[test]
fn no_person_is_called_after_a_group_or_a_direction() {
    check("Rosie Western and Peter Eastern left.", "Western -, Eastern -");
    check("Peter Canada left. Anna Russian spoke.", "Canada -, Russian -");
    // What is a state only among others may be a surname.
    check(
        "Michael Jordan scored. Jordan scored again.",
        "Jordan person:michael-jordan, Jordan person:michael-jordan",
    );
}

#[test]
fn a_body_is_called_by_its_acronym_and_by_its_first_word() {
    check(
        "The Harbour Workers Union (HWU) called a strike. HWU leaders met.",
        "Union org:harbour-workers-union, HWU org:harbour-workers-union, HWU org:harbour-workers-union",
    );
    check(
        "The World Food Programme (WFP) sent grain. WFP trucks waited.",
        "Programme org:wfp, WFP org:wfp, WFP org:wfp",
    );
    check(
        "Northgate Shipping Group said it would buy ships. Northgate expects a profit. Analysts doubted Northgate.",
        "Group org:northgate-shipping-group, Northgate org:northgate-shipping-group, \
         Northgate org:northgate-shipping-group",
    );
    // Nobody is called by a part of the name before it is said.
    check(
        "Northgate expects a profit. Northgate Shipping Group said it would buy ships.",
        "Northgate -, Group org:northgate-shipping-group",
    );
    // What the table knows stays what it is.
    check(
        "The Apple Growers Association met. Apple shares rose.",
        "Association org:apple-growers-association, Apple org:apple",
    );
    // The acronym is not the woman.
    check(
        "The Andean News Network (ANN) reported. Ann smiled. ANN said no. Mrs Ann Lee left.",
        "Network org:andean-news-network, ANN org:andean-news-network, Ann person:ann-lee, \
         ANN org:andean-news-network, Lee person:ann-lee",
    );
}

#[test]
fn a_first_name_is_no_state_where_somebody_has_it() {
    check(
        "Chad Miller left the house. Chad called his mother.",
        "Miller person:chad-miller, Chad person:chad-miller",
    );
    check("Chad signed a treaty with Niger.", "Chad state:TCD, Niger state:NER");
    // A state of which the article speaks remains one.
    check(
        "Paris Hilton arrived. France voted. Paris rejected the plan.",
        "Hilton person:paris-hilton, France state:FRA, Paris state:FRA",
    );
}

#[test]
fn what_stands_beside_a_state_in_another_paragraph_says_nothing() {
    check(
        "Talks went on in Yerevan with Armenia.
         Georgia and others waited.",
        "Yerevan -, Armenia state:ARM, Georgia -",
    );
    check(
        "Guinea and Togo agreed.
         Turkey and Greece signed.",
        "Guinea state:GIN, Togo state:TGO, Turkey state:TUR, Greece state:GRC",
    );
    check(
        "He flew to Chad.
         France and Niger voted.",
        "Chad state:TCD, France state:FRA, Niger state:NER",
    );
}

#[test]
fn members_of_a_party_elsewhere_are_not_those_of_the_table() {
    check(
        "The Democrats in Italy voted. Democrats in Congress voted.",
        "Italy state:ITA, Democrats org:democrats-us, Congress org:us-congress",
    );
}

#[test]
fn the_sentence_tells_a_body_from_a_place_but_never_makes_a_state_a_person() {
    for (text, surface, label) in [
        ("Downing Street agreed.", "Downing Street", Label::Loc),
        ("The White House agreed.", "White House", Label::Org),
        ("The European Union was divided.", "European Union", Label::Org),
        ("Chad and Niger signed a treaty.", "Chad", Label::Loc),
        ("Donald Trump spoke.", "Donald Trump", Label::Per),
        ("Russian troops left.", "Russian", Label::Norp),
    ] {
        let names = named(text);
        let name = names.iter().find(|(mention, _)| &*mention.surface == surface).expect(text);
        assert_eq!((name.0.label, name.1 != "-"), (label, true), "{text}");
    }
}
