//! Who is in a text: every place that is named is there, and holds what it is said to hold.

use std::sync::OnceLock;

use masthead::actors::Recognizer;
use masthead::ingest::{Form, Input, parse};
use masthead::model::{ActorKey, Cast, Document, Place};

/// No longer text is looked at: only nonsense is needed, not much of it.
const LONGEST: usize = 20_000;

/// The cast of an article, and of raw text.
pub fn recogniser(data: &[u8]) {
    static RECOGNIZER: OnceLock<Recognizer> = OnceLock::new();
    let recognizer = RECOGNIZER.get_or_init(Recognizer::new);
    let data = &data[..data.len().min(LONGEST)];
    let parsed = parse(&Input { form: Some(Form::PlainText), ..Input::new(data, None) });
    if let Some(item) = parsed.ok().and_then(|parsed| parsed.content.article()) {
        let cast = recognizer.recognize(&item.document);
        check(&cast, &item.document);
        let json = serde_json::to_string(&cast).expect("a cast can be said in JSON");
        assert_eq!(serde_json::from_str::<Cast>(&json).expect("and read"), cast);
    }
    let text = String::from_utf8_lossy(data);
    let cast = recognizer.recognize_raw(&text, None);
    let mentions = cast.members.iter().flat_map(|member| &member.mentions).chain(&cast.unresolved);
    mentions.for_each(|mention| assert!(text.get(mention.place.range.clone()).is_some()));
}

fn check(cast: &Cast, document: &Document) {
    let words = |place: &Place| {
        let text = document.text_at(place.spot).expect("a spot of the document");
        text.get(place.range.clone()).expect("a range of its text")
    };
    for member in &cast.members {
        member.statements.iter().for_each(|statement| assert!(!words(&statement.place).is_empty()));
    }
    for mention in cast.members.iter().flat_map(|member| &member.mentions).chain(&cast.unresolved) {
        assert!(mention.confidence <= 100);
        assert!(!words(&mention.place).is_empty());
    }
    for quote in &cast.quotes {
        for place in [Some(&quote.place), quote.verb.as_ref(), quote.speaker.as_ref()].into_iter().flatten() {
            words(place);
        }
        let known = |key: &ActorKey| cast.members.iter().any(|member| member.key == *key);
        assert!(quote.actor.as_ref().is_none_or(known), "{:?}", quote.actor);
    }
}
