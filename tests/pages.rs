//! Whole pages through the public face: each file in `fixtures/pages` against its snapshot, and hostile ones.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use masthead::ingest::{Content, Input, parse};

#[test]
fn pages_give_the_documents_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let entries = fs::read_dir(&folder).expect("the fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "html"));
    paths.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in paths {
        let bytes = fs::read(&path).expect("a fixture");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let parsed = parse(&Input::new(&bytes, Some(&name))).expect("an article");
        let Content::Article(item) = parsed.content else { panic!("{name} is no article") };
        let mut document = serde_json::to_value(&item.document).expect("serialises");
        document["url"] = serde_json::to_value(&item.url).expect("serialises");
        let json = serde_json::to_string_pretty(&document).expect("serialises");
        settings.bind(|| insta::assert_snapshot!(name, json));
    }
}

#[test]
fn no_page_takes_long() {
    let body = "<p>The envoys met on Tuesday, and talked about the seating for most of the day.</p>";
    for (unit, count) in [
        ("<div>", 100_000),
        ("<table><tr><td>", 5_000),
        ("<b><i>", 20_000),
        ("<", 5 * 1024 * 1024),
        ("<a href=x>", 100_000),
        ("<p><font color=red>", 50_000),
        ("<ul><li>", 50_000),
        ("<h2><a href=x>A headline of some length</a></h2>", 20_000),
        ("<div class=item><a href=x>A headline of some length</a></div>", 20_000),
        ("<p>Russia: wants it so.</p>", 20_000),
        ("<blockquote>", 20_000),
        ("<b a ", 200_000),
    ] {
        let html = format!("<!doctype html><title>Talks resume</title>{}{body}", unit.repeat(count));
        let begin = Instant::now();
        let _ = parse(&Input::new(html.as_bytes(), None));
        // Tests are built without optimisation and run beside others; what is not linear takes minutes.
        assert!(begin.elapsed() < Duration::from_secs(60), "{unit}: {:?}", begin.elapsed());
    }
}

#[test]
fn nothing_on_a_page_panics() {
    let pieces = [
        "<p>",
        "</p>",
        "<div class=\"share ad\">",
        "</div>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<dl><dt>",
        "<dd>",
        "<a href='//x'>",
        "</a>",
        "<b>",
        "</b>",
        "<br>",
        "<img src=x>",
        "<figure>",
        "<figcaption>",
        "By Ann Lee",
        "Oct 25, 2025",
        "é",
        "北京",
        "&amp;",
        "&#0;",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",",
        "</script>",
        "<time datetime=x>",
        "<template>",
        "<svg>",
        "</svg>",
        "<!--",
        "-->",
        "Russia: wants it so. ",
        "<select>",
        "<meta property=og:title content='a | b'>",
        "<blockquote>",
        "<pre>",
        "\u{1b}[31m",
        "<iframe src=https://youtu.be/x>",
        "Read more: ",
        "<base href='http:'>",
        "<link rel=canonical href=http://>",
    ];
    let mut state = 0x2545_f491_u32;
    for _ in 0..400 {
        let mut html = String::from("<html>");
        for _ in 0..40 {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            html.push_str(pieces[state as usize % pieces.len()]);
        }
        let _ = parse(&Input::new(html.as_bytes(), None));
    }
}
