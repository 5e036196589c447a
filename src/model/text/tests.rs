use super::*;

#[test]
fn slice_moves_spans_along() {
    let mut builder = TextBuilder::new();
    builder.open(SpanStyle::Strong);
    builder.push("Why it matters:");
    builder.close();
    builder.push(" it does");
    let text = builder.finish();
    let rest = text.slice(15..23).expect("on boundaries");
    assert_eq!(rest.as_str(), "it does");
    assert!(rest.spans().is_empty());
    assert_eq!(text.slice(0..7).expect("on boundaries").spans()[0].range, 0..6);
}

#[test]
fn spans_move_behind_words_before_them() {
    let strong = |range| vec![Span { range, style: SpanStyle::Strong }];
    let text = Text::new("Talks resume".into(), strong(0..5)).after("2. ");
    assert_eq!(text, Text::new("2. Talks resume".into(), strong(3..8)));
}

#[test]
fn parts_are_slices() {
    let mut builder = TextBuilder::new();
    builder.push("a ");
    builder.open(SpanStyle::Strong);
    builder.push("b ");
    builder.open(SpanStyle::Emphasis);
    builder.push("c");
    builder.push_line_break();
    builder.push("d");
    builder.close();
    builder.push_line_break();
    builder.push("e ");
    builder.close();
    builder.push("f");
    let text = builder.finish();
    assert_eq!(text.as_str(), "a b c\nd\ne f");
    for ranges in [&[0..5, 6..7, 8..11][..], &[0..7, 8..11], &[2..3, 4..5, 6..9], &[]] {
        let slices: Vec<Text> = ranges.iter().filter_map(|range| text.slice(range.clone())).collect();
        assert_eq!(text.parts(ranges), slices);
    }
}

#[test]
fn spans_go_with_a_bidi_control_that_lost_its_partner() {
    let text = CleanText::new("a\u{2067}b\nc\u{2069}");
    assert_eq!(text, "ab\nc");
    let text = CleanText::new("a \u{2067}b c\u{2069}");
    let spans = vec![Span { range: 5..6, style: SpanStyle::Strong }];
    let text = Text::new(text, spans);
    assert_eq!(text.slice(0..6), Some(Text::from("a b")));
    assert_eq!(text.parts(&[0..6, 7..11]), [Text::from("a b"), Text::from("c")]);
    assert_eq!(text.slice(0..11), Some(text));
}

#[test]
fn what_there_is_no_room_for_keeps_its_words() {
    let link = || SpanStyle::Link { url: CleanText::new(&"x".repeat(2 * BYTES_OF_AN_ADDRESS)) };
    let mut builder = TextBuilder::with_room(7);
    let mut add = |words: &[&str], style: SpanStyle| {
        builder.open(style);
        for (nth, word) in words.iter().enumerate() {
            if nth > 0 {
                builder.push_line_break();
            }
            builder.push(word);
        }
        builder.close();
        (builder.spans.len(), builder.room())
    };
    assert_eq!(add(&["a"], SpanStyle::Strong), (1, 6));
    assert_eq!(add(&[""], SpanStyle::Strong), (1, 6), "what covers nothing takes nothing");
    assert_eq!(add(&["b"], link()), (2, 3), "its address takes room");
    assert_eq!(add(&["c", "d"], SpanStyle::Code), (3, 1), "and each of its lines");
    assert_eq!(add(&["e"], link()), (3, 1));
    assert_eq!(add(&["f"], SpanStyle::Strong), (4, 0));
    assert_eq!(add(&["g"], SpanStyle::Strong), (4, 0));
    assert_eq!(builder.finish().as_str(), "abc\ndefg");
}

#[test]
fn what_is_open_goes_on_in_the_next_text() {
    let mut builder = TextBuilder::with_room(2);
    builder.push("a ");
    builder.open(SpanStyle::Strong);
    for (words, span) in [("b", Some(2..3)), ("", None), ("c", Some(0..1)), ("d", None)] {
        builder.push(words);
        let text = builder.take();
        assert_eq!(text.spans().first().map(|span| span.range.clone()), span, "{words}");
    }
}

#[test]
fn a_sequence_split_over_pieces_stays_harmless() {
    let mut builder = TextBuilder::new();
    builder.push("a\u{200d}");
    builder.push("\u{200d}b");
    assert_eq!(builder.finish().as_str(), "a\u{200d}b");
}
