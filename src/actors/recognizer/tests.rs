use super::*;
use crate::model::{Block, CleanText, Mention, Method, Section, StatementKind, Text, Timestamp};

fn line(actor: &str, text: &str) -> Block {
    Block::Stakeholder { actor: CleanText::new(actor), text: Text::from(text) }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Text::from(text))
}

fn article(title: &str, blocks: Vec<Block>) -> Document {
    let sections = vec![Section { blocks, ..Section::default() }];
    let language = Some(CleanText::new("en"));
    Document { title: CleanText::new(title), sections, language, ..Document::default() }
}

/// Key and surfaces of each member, and the surfaces that are nobody's.
fn check(document: &Document, expected: &[(&str, &[&str])], unresolved: &[&str]) {
    let cast = Recognizer::new().recognize(document);
    let surfaces = |mentions: &[Mention]| -> Vec<String> {
        let at = |mention: &Mention| document.text_at(mention.place.spot)?.get(mention.place.range.clone());
        assert!(mentions.iter().all(|mention| at(mention) == Some(mention.surface.as_str())));
        mentions.iter().map(|mention| mention.surface.to_string()).collect()
    };
    let found: Vec<(&str, Vec<String>)> =
        cast.members.iter().map(|member| (member.key.as_str(), surfaces(&member.mentions))).collect();
    let expected: Vec<(&str, Vec<String>)> = expected
        .iter()
        .map(|(key, surfaces)| (*key, surfaces.iter().map(|surface| (*surface).to_owned()).collect()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(surfaces(&cast.unresolved), unresolved);
}

#[test]
fn a_title_that_is_but_the_beginning_of_the_text_counts_once() {
    let document =
        article("Russia welcomed the talks…", vec![paragraph("Russia welcomed the talks on Tuesday.")]);
    check(&document, &[("state:RUS", &["Russia"])], &[]);
}

#[test]
fn stakeholders_with_their_mentions() {
    let document = article(
        "Russia welcomes talks",
        vec![
            paragraph("Trump’s envoy Steve Witkoff met officials. Witkoff left Russia."),
            line("Russia", "Seeks legitimacy."),
            line("Steve Witkoff", "Speaks for him."),
        ],
    );
    check(
        &document,
        &[
            ("state:RUS", &["Russia", "Russia", "Russia"]),
            ("person:steve-witkoff", &["Steve Witkoff", "Witkoff", "Steve Witkoff"]),
            ("person:donald-trump", &["Trump"]),
        ],
        &[],
    );
}

#[test]
fn one_line_is_enough_for_anybody() {
    let document =
        article("Talks", vec![line("Coffee growers", "Fear the tariffs."), line("Coffee growers", "Hope.")]);
    check(&document, &[("name:coffee-growers", &["Coffee growers", "Coffee growers"])], &[]);
}

#[test]
fn a_capital_that_does_not_act_is_a_place() {
    let document = article("", vec![paragraph("Moscow rejected the plan. The opera in Moscow reopened.")]);
    check(&document, &[("state:RUS", &["Moscow"])], &["Moscow"]);
    let cast = Recognizer::new().recognize(&document);
    assert_eq!(cast.unresolved[0].method, Method::Setting);
}

#[test]
fn an_acronym_stands_for_the_name_before_it() {
    let text = "The Harbour Workers Union (HWU) called a strike. HWU leaders met the minister.";
    let document = article("", vec![paragraph(text)]);
    let cast = Recognizer::new().recognize(&document);
    let union = cast.members.iter().find(|member| member.key.as_str() == "org:harbour-workers-union");
    assert!(
        union.is_some_and(|union| union.mentions.iter().any(|mention| mention.method == Method::Acronym))
    );
}

#[test]
fn the_source_is_not_of_the_story() {
    let document = article("", vec![paragraph("“Nothing has changed,” Peskov told Reuters.")]);
    check(&document, &[("person:dmitry-peskov", &["Peskov"])], &["Reuters"]);
}

#[test]
fn a_role_is_said_once_and_stands_for_its_holder() {
    let text = "Kremlin spokesman Dmitry Peskov left. Kremlin spokesman Dmitry Peskov had waited. The spokesman flew home.";
    let document = article("", vec![paragraph(text)]);
    let cast = Recognizer::new().recognize(&document);
    let peskov =
        cast.members.iter().find(|member| member.key.as_str() == "person:dmitry-peskov").expect("Peskov");
    let roles: Vec<&str> = peskov
        .statements
        .iter()
        .filter(|statement| statement.kind == StatementKind::Role)
        .filter_map(|statement| document.text_at(statement.place.spot)?.get(statement.place.range.clone()))
        .collect();
    assert_eq!(roles, ["Kremlin spokesman"]);
    assert!(
        peskov
            .mentions
            .iter()
            .any(|mention| mention.method == Method::Role && &*mention.surface == "spokesman")
    );
}

#[test]
fn an_office_is_held_on_the_day_of_the_article() {
    for (day, holder) in [("2010-06-24", "person:dmitry-medvedev"), ("2019-06-24", "person:vladimir-putin")] {
        let mut document = article("", vec![paragraph("The Russian president visited the plant.")]);
        document.published = format!("{day}T12:00:00Z").parse::<Timestamp>().ok();
        let cast = Recognizer::new().recognize(&document);
        assert!(cast.members.iter().any(|member| member.key.as_str() == holder), "{day}: {:?}", cast.members);
    }
}

#[test]
fn other_languages_have_their_names_of_states() {
    let mut document = article("", vec![paragraph("Deutschland und die NATO warten auf Putin.")]);
    document.language = Some(CleanText::new("de"));
    let names: &[(&str, &[&str])] =
        &[("state:DEU", &["Deutschland"]), ("org:nato", &["NATO"]), ("person:vladimir-putin", &["Putin"])];
    check(&document, names, &[]);
}

#[test]
fn a_long_text_full_of_surnames_is_read_in_one_pass() {
    // Quadratic work would take minutes here.
    let text = "Steve Witkoff spoke. ".to_owned() + &"Then Witkoff, as ever, went on. ".repeat(60_000);
    let mut document = article("Envoy", vec![paragraph(&text), line("Steve Witkoff", "Speaks.")]);
    document.language = Some(CleanText::new("de"));
    let cast = Recognizer::default().recognize(&document);
    assert_eq!(cast.members[0].mentions.len(), 60_002);
}

#[test]
fn a_text_may_name_very_many() {
    // Looking through all of them for each would take minutes; so many as these are no article's, and not all are kept.
    let lines = (0..50_000).map(|n| line(&format!("Ann Xa{n}"), "Speaks.")).collect();
    let cast = Recognizer::default().recognize(&article("Envoys", lines));
    assert!((10_000..20_000).contains(&cast.members.len()), "{}", cast.members.len());
}

#[test]
fn a_line_tells_whose_the_other_names_are() {
    let text = "Korvania filled the dam in spring, officials in Korvania said.";
    let document = article("The dam", vec![paragraph(text), line("Korvania", "Keeps the dam.")]);
    check(&document, &[("name:korvania", &["Korvania", "Korvania", "Korvania"])], &[]);
}

#[test]
fn a_repeated_standfirst_counts_once() {
    let mut document = article("Envoy", vec![paragraph("Peru acts. More."), line("Peru", "Acts.")]);
    document.standfirst = Some(CleanText::new("Peru acts."));
    check(&document, &[("state:PER", &["Peru", "Peru"])], &[]);
}

#[test]
fn a_text_may_quote_very_many() {
    // Two thousand of a word each are kept; of a text that has nothing else, a bound takes most.
    let quoted = |count: usize| {
        let text = "“a” he said.\n".repeat(count);
        Recognizer::default().recognize_raw(&text, Some("en")).quotes.len()
    };
    assert_eq!(quoted(2_000), 2_000);
    assert!((10_000..20_000).contains(&quoted(50_000)), "{}", quoted(50_000));
}
