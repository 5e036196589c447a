//! What is made to hang or to fill the machine, of any size: much of the same, for each that reads.

use masthead::actors::{ActorTable, Recognizer, doubts, taken};
use masthead::cli;
use masthead::export::{DocumentJson, markdown, text};
use masthead::ingest::{
    Content, Form, Input, Labels, MAX_INPUT_BYTES, Records, feed_item, feed_links, parse, plain, sanitize,
};
use masthead::model::{Block, CleanText, Document, Item, Query, Record, Section};

/// More paragraphs, items and cells than this no article has.
const MOST_PARTS: usize = 60_000;

/// An input of any size.
pub struct Pattern {
    /// Who reads it.
    pub reader: &'static Reader,
    /// What it begins with.
    head: &'static str,
    /// What it has so much of; `{n}` is a number, another each time.
    pub unit: &'static str,
    /// What it ends with.
    tail: &'static str,
}

/// Something that reads, and what it is given.
pub struct Reader {
    /// Its name.
    pub name: &'static str,
    /// The longest input that it reads at all, in bytes.
    pub longest: usize,
    /// Has it read; panics where more comes of it than may.
    pub read: fn(&[u8]),
    /// What an input begins with, has much of, and ends with.
    patterns: &'static [(&'static str, &'static [&'static str], &'static str)],
}

impl Pattern {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        READERS.iter().flat_map(|reader| {
            let of = move |(head, units, tail): &(&'static str, &'static [&'static str], &'static str)| {
                let (head, tail) = (*head, *tail);
                units.iter().map(move |unit| Self { reader, head, unit, tail })
            };
            reader.patterns.iter().flat_map(of)
        })
    }

    /// The input of about so many bytes, and of no more.
    pub fn of_size(&self, bytes: usize) -> Vec<u8> {
        let mut input = self.head.to_owned();
        let parts: Vec<&str> = self.unit.split("{n}").collect();
        let room = bytes.saturating_sub(self.unit.len() + MOST_DIGITS + self.tail.len());
        for nth in 0.. {
            if nth > 0 && input.len() >= room {
                break;
            }
            input.push_str(&parts.join(&nth.to_string()));
        }
        (input + self.tail).into_bytes()
    }
}

/// How many bytes of memory an input may take for each of its own.
pub const MOST_FOR_A_BYTE: u64 = 20;
/// How many digits the numbers of a unit have at most.
const MOST_DIGITS: usize = 16;

/// All that read, and what each is given.
pub const READERS: &[Reader] = &[
    Reader {
        name: "page",
        longest: MAX_INPUT_BYTES,
        read: news,
        patterns: &[
            (PAGE, super::units::OF_PAGES, ""),
            (
                "<html><title>Talks resume</title><h1>Talks resume</h1><article><p>words ",
                super::units::OF_STYLES,
                "",
            ),
            ("<html><title>Talks</title><p ", &["a{n}=1 ", "a='", "=\"x\" "], ""),
            (
                "<html><title>Talks</title><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[",
                &["\"Ann Lee\",", "[", "{\"name\":\"A{n} B\"},"],
                "1]}</script>",
            ),
            ("<html><title>Talks</title><base href='http://a/", &["b/"], "'><p><a href=x>y</a>"),
        ],
    },
    Reader {
        name: "text and Markdown",
        longest: MAX_INPUT_BYTES,
        read: news,
        patterns: &[
            ("Talks resume in Vienna\n\n", super::units::OF_TEXTS, "\n\nThe envoys met."),
            ("# Talks resume\n\n", super::units::OF_MARKDOWN, ""),
            ("---\ntitle: x\n", &["key: value\n", "- a\n"], ""),
        ],
    },
    Reader {
        name: "feed",
        longest: MAX_INPUT_BYTES,
        read: news,
        patterns: &[
            (RSS, super::units::OF_FEEDS, ""),
            ("<rss><channel><title>t</title><item a='", &["x", "&amp;"], "'/>"),
            (
                "<rss><channel><item><description>",
                &["&lt;p>a&lt;/p>", "&lt;a href='/x'>", "&lt;", "<![CDATA[<b>]]>"],
                "",
            ),
            ("<!DOCTYPE x [", &["<!ENTITY a{n} 'b'>", "<!"], "]><rss><channel><title>&a1;</title>"),
        ],
    },
    Reader {
        name: "list of feeds",
        longest: MAX_INPUT_BYTES,
        read: news,
        patterns: &[
            (
                "<opml version='2.0'><body>",
                &[
                    "<outline text='a'>",
                    "<outline type='rss' xmlUrl='http://a/{n}'/>",
                    "</outline>",
                    "<outline text='a",
                ],
                "",
            ),
            ("", &["https://a.example/{n} \"tag\" \"~Title\"\n"], ""),
        ],
    },
    Reader {
        name: "JSON",
        longest: MAX_INPUT_BYTES,
        read: news,
        patterns: &[
            ("[", &["1,", "{},", "[],", "{\"title\":\"a\",\"sections\":[]},"], "1]"),
            ("{", &["\"a{n}\":1,", "\"a\":1,"], "\"b\":1}"),
            ("", &["[", "{\"a\":", "\"", "\\"], ""),
            (
                "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
                &["{\"id\":{n},\"content_text\":\"a\"},", "{"],
                "]}",
            ),
        ],
    },
    Reader {
        name: "articles of a feed",
        longest: MAX_INPUT_BYTES,
        read: articles,
        patterns: &[
            (RSS, super::units::OF_ARTICLES_OF_FEEDS, ""),
            ("<rss><channel><title>t</title><item><description>", super::units::OF_ENTRIES, ""),
            (
                "<rss><channel><title>t</title><item><title>T</title><content:encoded><![CDATA[<p>words ",
                super::units::OF_STYLES,
                "]]></content:encoded></item>",
            ),
            (
                "<rss><channel><title>t</title><item><title>T</title><content:encoded><![CDATA[<b><i><code><a href=/x>",
                &["<p>a", "a<br>", "<li>a"],
                "]]></content:encoded></item>",
            ),
            (
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><id>1</id><title>T</title><content type='html'><![CDATA[",
                super::units::OF_STYLES,
                "]]></content></entry></feed>",
            ),
            (
                "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":1,\"title\":\"T\",\"content_html\":\"<p>words ",
                super::units::OF_STYLES,
                "\"}]}",
            ),
            (
                "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
                &["{\"id\":{n},\"content_text\":\"a\"},"],
                "]}",
            ),
        ],
    },
    Reader {
        name: "document in JSON",
        longest: MAX_INPUT_BYTES,
        read: document,
        patterns: &[
            ("{\"title\":\"a\",\"sections\":[", &["{\"blocks\":[]},", "["], "{\"blocks\":[]}]}"),
            (
                "{\"title\":\"a\",\"sections\":[{\"blocks\":[",
                super::units::OF_BLOCKS,
                "{\"type\":\"rule\"}]}]}",
            ),
            (
                "{\"title\":\"a\",\"sections\":[{\"blocks\":[{\"type\":\"list\",\"items\":[",
                &["{\"text\":\"a\"},", "{\"text\":\"a\",\"depth\":9},"],
                "{\"text\":\"a\"}]}]}]}",
            ),
            (
                "{\"title\":\"a\",\"sections\":[{\"blocks\":[{\"type\":\"table\",\"rows\":[",
                &["[],", "[{\"text\":\"a\"}],", "["],
                "[]]}]}]}",
            ),
            (
                "{\"title\":\"a\",\"sections\":[{\"blocks\":[{\"type\":\"paragraph\",\"text\":\"a\",\"spans\":[",
                &["{\"start\":0,\"end\":1,\"type\":\"strong\"},"],
                "{\"start\":0,\"end\":1,\"type\":\"code\"}]}]}]}",
            ),
            ("{\"title\":\"a\",\"sections\":[],\"keywords\":[", &["\"a\","], "\"a\"]}"),
            ("{\"title\":\"a\",\"sections\":[],\"authors\":[", &["{\"name\":\"a\"},"], "{\"name\":\"a\"}]}"),
            ("{\"title\":\"", &["a", "\\u0301", "\\u202e", "\\u001b[", "\\n"], "\",\"sections\":[]}"),
        ],
    },
    Reader {
        name: "export",
        longest: MAX_INPUT_BYTES,
        read: export,
        patterns: &[
            (EXPORT, super::units::OF_EXPORTS, "{\"end\":{\"articles\":0}}\n"),
            (
                "{\"masthead\":{\"export\":1,\"by\":\"0.1.0\"}}\n{\"gone\":{\"id\":1,\"into\":0,\"known_as\":[",
                &["1,"],
                "1]}}\n{\"end\":{\"articles\":0}}\n",
            ),
            ("{\"masthead\":{\"export\":1,\"by\":\"", &["a", "\\u202e", "\\u001b["], "\"}}\n"),
        ],
    },
    Reader {
        name: "sanitisers",
        longest: MAX_INPUT_BYTES,
        read: sanitisers,
        patterns: &[
            (
                "",
                &["\u{1b}[", "\u{1b}]", "\u{202e}", "\u{2067}", "\u{200d}", "a\u{200d}", "\u{9d}x\n", "\r"],
                "",
            ),
            (
                "",
                &["<", "<a ", "<a href='", "</", "<!--", "<!", "&", "&#", "&amp;", "<script>", "<b>", "< "],
                "",
            ),
        ],
    },
    Reader {
        name: "query",
        longest: 10_000,
        read: query,
        patterns: &[
            ("", &["a ", "(", "-", "a OR ", "\"", "actor:", "\"a\" ", "😀 ", "(a) "], "a"),
            ("/", &["a", "(", "a|", "a*", "\\/", "[", "(a{9})"], "/"),
        ],
    },
    Reader {
        name: "config",
        longest: 40_000,
        read: config,
        patterns: &[
            (
                "",
                &["a{n} = 1\n", "measure = 9\n", "[a]\n", "[[a.b]]\n", "[[programs]]\n", "'", "[", "#", "\n"],
                "",
            ),
            ("[keys]\n", &["\"x {n}\" = 'quit'\n", "x{n} = [\n", "x = 1\n"], ""),
            ("a = ", &["[", "{a=", "1", "\"\"\""], ""),
        ],
    },
    Reader {
        name: "table of actors",
        longest: MAX_INPUT_BYTES,
        read: actor_table,
        patterns: &[
            (
                "",
                &[
                    "org:a{n}\tA{n}\tB{n}\n",
                    "org:a\tA\n",
                    "\t",
                    "x\n",
                    "person:a-{n}\tA B\tB; C\tx of org:a\torg:a{n}\n",
                    "org:a\tA{n}\tB{n}\n",
                    "org:a\tA\tnot:B{n}\tx; y\n",
                    "state:FRA\t\tA{n}\n",
                    "id\t\n",
                    "# a\n",
                ],
                "",
            ),
            ("org:a\tA\t", &["B{n}; ", ";", "{", "B{x}; ", "not:B{n}; ", "B"], "\n"),
            ("org:a\tA\tB\t", &["x; ", "x of y{from=2}; "], "\n"),
            ("org:a\tA\tB\tx\t", &["org:b{n}; ", "x; "], "\n"),
        ],
    },
    Reader {
        name: "recogniser",
        longest: MAX_INPUT_BYTES,
        read: recogniser,
        patterns: &[("", super::units::OF_RECOGNISING, "")],
    },
];

const PAGE: &str = "<html><title>Talks resume</title><h1>Talks resume</h1>";
const EXPORT: &str = "{\"masthead\":{\"export\":1,\"by\":\"0.1.0\"}}\n";
const RSS: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>";

fn news(input: &[u8]) {
    assert!(feed_links(input, None).len() <= 100);
    let Ok(parsed) = parse(&Input::new(input, None)) else { return };
    match parsed.content {
        Content::Article(item) => print(&item),
        Content::Articles(items) => assert!(items.len() <= MOST_PARTS),
        Content::Feed(feed) => {
            assert!(feed.entries.len() <= MOST_PARTS);
            assert!(feed.entries.iter().all(|entry| entry.authors.len() <= 500));
        }
        Content::Subscriptions(list) => assert!(list.len() <= 100_000),
    }
}

/// Makes an article of each entry, of which it keeps one at a time, as whoever analyses them does.
fn articles(input: &[u8]) {
    let Ok(parsed) = parse(&Input::new(input, None)) else { return };
    let Content::Feed(feed) = parsed.content else { return };
    let labels = <&Labels>::default();
    for entry in &feed.entries {
        print(&feed_item(&feed.head, entry, labels));
    }
}

/// Has the article printed as JSON, text and Markdown, as the program does. What is all signs to be escaped is five times as long in
/// ninjs and HTML, which are not held to what is read.
fn print(item: &Item) {
    assert!(parts(&item.document) <= MOST_PARTS);
    let json = DocumentJson::new(&item.document, Vec::new());
    assert!(serde_json::to_writer_pretty(std::io::sink(), &json).is_ok());
    drop(serde_json::to_vec(&item.document));
    drop(text(&item.document));
    drop(markdown(item));
}

fn document(input: &[u8]) {
    let parsed = parse(&Input { form: Some(Form::Document), ..Input::new(input, None) });
    let articles = parsed.map(|parsed| parsed.content.into_items(Default::default())).unwrap_or_default();
    assert!(articles.iter().all(|article| parts(&article.document) <= MOST_PARTS));
}

fn export(input: &[u8]) {
    let mut records = Records::new(input);
    while let Ok(Some(Record::Masthead(_) | Record::Rule(_) | Record::Gone(_) | Record::Search(_))) =
        records.next()
    {}
}

fn parts(document: &Document) -> usize {
    // An actor and what is said of it are one line.
    let size = |block: &Block| match block {
        Block::Stakeholder { .. } => 1,
        block => block.parts().len().max(1),
    };
    let of = |section: &Section| section.blocks.iter().map(size).sum::<usize>();
    document.sections.iter().map(of).sum()
}

fn sanitisers(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    drop((
        CleanText::line(&text),
        plain(&text),
        sanitize(&CleanText::new(&text), Some("https://example.org/")),
    ));
}

fn query(input: &[u8]) {
    let _ = Query::parse(&String::from_utf8_lossy(input)).map(|query| query.to_string());
}

fn config(input: &[u8]) {
    cli::faults_of_config(&String::from_utf8_lossy(input));
}

fn actor_table(input: &[u8]) {
    let text: &'static str = String::from_utf8_lossy(input).into_owned().leak();
    let (table, faults) = ActorTable::default().with_own("actors.tsv", text);
    drop((faults, doubts("actors.tsv", text, &|_| true), taken(&table, "actors.tsv", text)));
}

fn recogniser(input: &[u8]) {
    let cast = Recognizer::new().recognize_raw(&String::from_utf8_lossy(input), Some("en"));
    assert!(cast.members.len() <= MOST_PARTS);
}
