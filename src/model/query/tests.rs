use super::*;

fn check(input: &str, wanted: Expr) {
    let query = Query::parse(input).expect("a query");
    assert_eq!(query.wanted, wanted, "from {input:?}");
    comes_back(&query);
}

/// Its text, and what it is kept as, are read as the same value.
fn comes_back(query: &Query) {
    let text = query.to_string();
    assert_eq!(Query::parse(&text).as_ref(), Ok(query), "by way of {text:?}");
    let json = serde_json::to_string(query).expect("JSON");
    assert_eq!(serde_json::from_str::<Query>(&json).expect("a query"), *query);
}

fn phrase(text: &str) -> Expr {
    Term::Phrase(text.to_owned()).into()
}

fn of(field: Field, value: &str) -> Expr {
    Term::Of(field, value.to_owned()).into()
}

fn all<const N: usize>(parts: [Expr; N]) -> Expr {
    Expr::All(parts.into())
}

fn any<const N: usize>(parts: [Expr; N]) -> Expr {
    Expr::Any(parts.into())
}

fn not(expr: Expr) -> Expr {
    Expr::Not(Box::new(expr))
}

#[test]
fn reads_words_phrases_prefixes_and_fields() {
    check("", all([]));
    check("  ceasefire talks ", all([phrase("ceasefire"), phrase("talks")]));
    check("\"peace talks\" govern*", all([phrase("peace talks"), Term::Prefix("govern".into()).into()]));
    check("\"peace tal\"*", Term::Prefix("peace tal".into()).into());
    check("actor:\"Steve Witkoff\"", of(Field::Actor, "Steve Witkoff"));
    check("actor:“Steve Witkoff” gaza", all([of(Field::Actor, "Steve Witkoff"), phrase("gaza")]));
    check("Actor:person:dmitry-peskov", of(Field::Actor, "person:dmitry-peskov"));
    check("10:30", phrase("10:30"));
    check("https://example.org", phrase("https://example.org"));
    check("\"OR\" AND \"and\"", all([phrase("OR"), phrase("and")]));
    check("/tal(k|ks)\\/s x/ y", all([Term::Regex("tal(k|ks)\\/s x".into()).into(), phrase("y")]));
    check(
        "in:\"What’s Next\" is:Unread",
        all([
            Term::In(Part::Section(crate::model::SectionKind::WhatsNext)).into(),
            Term::Is(Is::Unread).into(),
        ]),
    );
    check(
        "week:41 since:30d",
        all([Term::On(Day::Week(None, 41)).into(), Term::Since(Day::Ago(30, Unit::Days)).into()]),
    );
    assert_eq!(Query::parse("a sort:oldest").expect("a query").sort, Sort::Oldest);
}

#[test]
fn or_binds_less_closely_than_what_stands_together() {
    check("a b OR c", any([all([phrase("a"), phrase("b")]), phrase("c")]));
    check("a (b OR c)", all([phrase("a"), any([phrase("b"), phrase("c")])]));
    check("-a --b", all([not(phrase("a")), phrase("b")]));
    check("-(a b) NOT c", all([not(all([phrase("a"), phrase("b")])), not(phrase("c"))]));
    check("-(a OR b)", not(any([phrase("a"), phrase("b")])));
    check("(a OR (b OR c))", any([phrase("a"), phrase("b"), phrase("c")]));
    check("re-open", phrase("re-open"));
}

#[test]
fn an_error_points_at_the_word_and_says_what_was_expected() {
    for (input, column, width, says) in [
        ("a \"b", 3, 2, "add another"),
        ("é actr:x", 3, 5, "did you mean actor:"),
        ("xyzzy:1", 1, 6, "there are actor: with:"),
        ("actor:", 1, 6, "as in actor:peskov"),
        ("a (b", 3, 1, "add a )"),
        ("a )", 3, 1, "never opened"),
        ("OR a", 1, 2, "both sides"),
        ("a OR", 3, 2, "both sides"),
        ("a (b OR )", 6, 2, "both sides"),
        ("in:whats-nxt", 1, 12, "did you mean in:whats-next"),
        ("is:lost", 1, 7, "it takes unread, read"),
        ("x since:soon", 3, 10, "2025-10-01"),
        ("week:99", 1, 7, "week:41"),
        ("week:2016-53", 1, 12, "that the year has"),
        ("/a", 1, 2, "needs a /"),
        ("/gaza/i", 1, 7, "no flags"),
        ("after:2025", 1, 6, "did you mean since:"),
        ("before:2025", 1, 7, "did you mean until:"),
        ("-sort:oldest", 2, 11, "without a minus"),
        ("😀", 1, 1, "only letters and digits"),
        ("gaza 😀", 6, 1, "only letters and digits"),
        ("!!! gaza", 1, 3, "only letters and digits"),
        ("a * b", 3, 1, "only letters and digits"),
        ("a () b", 3, 2, "only letters and digits"),
        ("a (\"\") b", 4, 2, "only letters and digits"),
        ("a -", 3, 1, "only letters and digits"),
        ("x /(/", 3, 3, "cannot be read"),
        ("(sort:oldest)", 2, 11, "whole search"),
    ] {
        let error = Query::parse(input).expect_err(input);
        assert_eq!((error.column, error.width), (column, width), "{input}: {error}");
        assert!(error.to_string().contains(says), "{input}: {error}");
    }
    assert!(Query::parse(&"(".repeat(5000)).is_err() && Query::parse(&"-a".repeat(9000)).is_err());
    assert!(Query::parse(&"-".repeat(9000)).is_err());
}

#[test]
fn an_error_at_the_end_may_pass_as_one_types() {
    for (input, passes) in [
        ("a \"b", true),
        ("is:unr", true),
        ("actor:", true),
        ("a OR", true),
        ("a -", true),
        ("a 😀", true),
        ("😀 a", false),
        ("/a/b", true),
        ("actr:", false),
        ("is:lost x", false),
    ] {
        assert_eq!(Query::parse(input).expect_err(input).is_unfinished(input), passes, "{input}");
    }
}

#[test]
fn the_last_word_goes_on_while_one_types() {
    let typed = |text: &str| Query::parse(text).expect("a query").as_typed().to_string();
    assert_eq!(typed("gaza cease"), "gaza cease*");
    assert_eq!(typed("gaza OR cease"), "gaza OR cease*");
    assert_eq!(typed("\"gaza cease\""), "\"gaza cease\"");
    assert_eq!(typed("-gaza"), "-gaza");
    assert_eq!(typed("eu"), "eu");
    assert_eq!(typed("北"), "北*");
}

#[test]
fn what_an_older_masthead_kept_is_read() {
    let old = r#"{"terms":[{"phrase":"peace talks"},{"prefix":"gov"},{"actor":"state:RUS"}]}"#;
    let query: Query = serde_json::from_str(old).expect("a query");
    assert_eq!(query.to_string(), "\"peace talks\" gov* actor:state:RUS");
}

#[test]
fn words_stand_in_the_parts_beside_them() {
    let query = Query::parse("in:title (ceasefire OR -in:lead truce) (in:lead gaza)").expect("a query");
    let terms: Vec<String> = query
        .wanted_terms()
        .into_iter()
        .filter(|(term, _)| !matches!(term, Term::In(_)))
        .map(|(term, within)| {
            format!("{term:?} {:?}", within.parts.iter().map(|part| part.name()).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        terms,
        ["Phrase(\"ceasefire\") [\"title\"]", "Phrase(\"truce\") [\"title\"]", "Phrase(\"gaza\") [\"lead\"]",]
    );
}

/// Whatever is read is written as what is read the same; nothing panics.
#[test]
fn whatever_is_read_comes_back() {
    const PIECES: &[&str] = &[
        "a",
        "talks",
        "OR",
        "AND",
        "NOT",
        "-",
        "(",
        ")",
        "\"",
        "“",
        "*",
        "/",
        "\\",
        ":",
        " ",
        " ",
        " ",
        "actor:",
        "in:",
        "title",
        "whats-next",
        "is:",
        "unread",
        "since:",
        "30d",
        "2025-10-14",
        "week:",
        "41",
        "sort:",
        "oldest",
        "北京",
        "é",
        "’s",
        "with:",
        "x:y",
        "[",
        "+",
        "\t",
        "lang:de",
        "has:table",
        "\"peace talks\"",
        "/x+/",
        "#",
    ];
    let mut dice: u64 = 7;
    let mut read = 0;
    for _ in 0..60_000 {
        let mut text = String::new();
        for _ in 0..=(dice >> 40) % 9 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PIECES[usize::try_from(dice >> 33).unwrap_or(0) % PIECES.len()]);
        }
        match Query::parse(&text) {
            Ok(query) => {
                read += 1;
                comes_back(&query);
                comes_back(&query.as_typed());
            }
            Err(error) => {
                assert!(error.column >= 1 && error.column <= text.chars().count(), "{text:?}: {error}");
                let _ = error.is_unfinished(&text);
            }
        }
    }
    assert!(read > 10_000, "only {read}");
}
