//! What strangers might send to get at the terminal, in every form that masthead reads.

/// Sequences and characters that must never reach a terminal as they are.
pub const ATTACKS: [&str; 24] = [
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]0;owned\x07",
    "\x1b]8;;javascript:owned\x1b\\",
    "\x1b]1337;File=inline=1:aGVsbG8=\x07",
    "\x1b[6n",
    "\x1b[31;45m",
    "\x1b[?1049l",
    "\x1b[2J\x1b[1;1H",
    "\x1b]10;?\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gowned\x1b\\",
    "\x1b^owned\x1b\\",
    "\x1bXowned\x1b\\",
    "\x1bc",
    "\x1b(0",
    "\u{9b}31m",
    "\u{9d}52;c;aGVsbG8=\u{9c}",
    "\u{90}q\u{9c}",
    "\u{85}\u{8d}",
    "\u{202e}",
    "\u{2067}",
    "\x07\x08\x0e\x7f\0",
    "\u{e0041}\u{e0042}\u{e0043}",
    "\u{200b}\u{200d}\u{2060}\u{feff}\u{200b}\u{200d}\u{2060}\u{feff}\u{200b}",
];

/// Ends with a sequence that nothing ends.
const UNTERMINATED: &str = "\x1b]0;owned";

/// All of them in a line.
pub fn all() -> String {
    ATTACKS.concat()
}

/// Some of them as the name of a file, which may have any character but two.
pub fn in_a_name() -> String {
    "\x1b]0;owned\x07\x1b[31;45m\n\r\u{9b}2J\u{9d}0;t\u{9c}\u{202e}\x1b[6n\x7f\x1bPq".to_owned()
}

/// How an attack is written in a form.
type Written = fn(&str) -> String;

fn raw(text: &str) -> String {
    text.to_owned()
}

/// References of XML and HTML, in tens or in hex.
fn referred(text: &str) -> String {
    let is_odd = |c: char| c.is_control() || !c.is_ascii() || "<>&\"'".contains(c);
    let refer = |(nth, c): (usize, char)| match (is_odd(c), nth % 2) {
        (false, _) => c.to_string(),
        (true, 0) => format!("&#{};", u32::from(c)),
        (true, _) => format!("&#x{:x};", u32::from(c)),
    };
    text.chars().enumerate().map(refer).collect()
}

/// The strings of JSON.
fn in_json(text: &str) -> String {
    let mut units = [0; 2];
    text.chars()
        .flat_map(|c| c.encode_utf16(&mut units).to_vec())
        .map(|unit| format!("\\u{unit:04x}"))
        .collect()
}

/// Files of every form, each with its name, its title’s first word, and attacks wherever there is text.
pub fn articles() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (how, write) in [("raw", raw as Written), ("referred", referred as Written)] {
        let x = write(&all());
        let end = write(UNTERMINATED);
        files.extend(markup(how, &x, &end));
    }
    let (x, end) = (all(), UNTERMINATED);
    files.push((
        "plain.txt".into(),
        format!("Plain{x}title\n\nBy Some{x}one\nOctober 16, 2025\n\nFirst{x}words.\n\n{x}\nRussia: Seeks {x} talks.\n{end}\nnext").into(),
    ));
    files.push((
        "marked.md".into(),
        format!(
            "---\ntitle: Marked{x}title\nauthor: Some{x}one\ndate: 2025-10-16\nurl: https://a.example/{x}\n---\n\n\
             First{x}words of [a{x}link](https://b.example/{x} \"{x}\").\n\n## Who{x} Wants What\n\nLake{x}shore: Wants {x}peace.\n\n\
             Hill{x}side: Wants {x}none.\n\n> “We {x} stay,” said Ann{x} Lee.\n\n| a{x} | b |\n|-|-|\n| c{x} | d |\n\n```\n{x}\n```\n{end}\n"
        )
        .into(),
    ));
    let x = in_json(&all());
    files.push((
        "feed.json".into(),
        format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"JsonFeed{x}","home_page_url":"https://a.example/{x}",
            "items":[{{"id":"j1{x}","title":"JsonItem{x}title","url":"https://a.example/j{x}","content_text":"First{x} words.",
            "authors":[{{"name":"Ann{x} Lee"}}],"tags":["t{x}"],"date_published":"2025-10-16T00:00:00Z"}}]}}"#
        )
        .into(),
    ));
    files.push((
        "news.json".into(),
        format!(
            r#"{{"$schema":"https://iptc.org/std/ninjs/ninjs-schema_3.0.json","uri":"urn:n{x}","standard":{{"name":"ninjs","version":"3.0"}},
            "type":"text","headlines":[{{"role":"main","value":"Ninjs{x}title"}}],"byline":"By Ann{x} Lee",
            "bodies":[{{"role":"main","contentType":"text/plain","value":"First{x} words\n\nmore{x}"}}]}}"#
        )
        .into(),
    ));
    files.push((
        "document.json".into(),
        format!(r#"{{"title":"Document{x}title","sections":[{{"kind":"lead","blocks":[{{"type":"paragraph","text":"First{x} words"}}]}}]}}"#).into(),
    ));
    // Controls as single bytes: of an encoding that is told, and of none.
    let mut bytes = b"<html><meta charset=iso-8859-1><title>Latin".to_vec();
    bytes.extend(b"\x9b31m\x9d0;owned\x9c\x90q\x9c\x1b[6ntitle</title><h1>Latin\x9b31mtitle</h1><p>Words of it \x9d0;owned\x9c that are more.");
    files.push(("latin.html".into(), bytes));
    files.push(("bytes.txt".into(), b"Bytes\x9b31mtitle\n\nWords \x9d0;owned\x9c of it\xff.\n".to_vec()));
    let utf16 = format!("Wide{}title\n\nWords{} of it.\n", all(), all());
    files.push((
        "wide.txt".into(),
        [0xfeff].into_iter().chain(utf16.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
    ));
    files
}

/// A page and feeds, with the text of an attack as it is written there.
fn markup(how: &str, x: &str, end: &str) -> Vec<(String, Vec<u8>)> {
    let page = format!(
        "<html><head><title>Page-{how}{x}title</title><meta name=author content=\"Ann{x} Lee\">\
         <link rel=canonical href=\"https://a.example/{how}/{x}\"></head><body><article><h1>Page-{how}{x}title</h1>\
         <p>First{x} words of <a href=\"https://b.example/{x}\" title=\"{x}\">a{x}link</a> that lead on.</p>\
         <h2>Why{x} It Matters</h2><p>Because{x}.</p><figure><img alt=\"alt{x}\" src=\"https://a.example/{x}.png\">\
         <figcaption>Caption{x}</figcaption></figure><table><tr><td>a{x}<td>b</table><pre>{x}</pre><p>{end}</article></body></html>"
    );
    let rss = format!(
        "<rss version='2.0'><channel><title>Rss-{how}{x}</title><link>https://a.example/{x}</link><item><guid>r{x}</guid>\
         <title>RssItem-{how}{x}title</title><link>https://a.example/r{x}</link><author>ann@a.example (Ann{x} Lee)</author>\
         <category>c{x}</category><description><![CDATA[<p>First{x} words &#27;]0;owned&#7; &#155;2J</p>{end}]]></description>\
         <pubDate>Thu, 16 Oct 2025 09:00:00 GMT</pubDate></item></channel></rss>"
    );
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Atom-{how}{x}</title><id>a{x}</id><entry><id>e{x}</id>\
         <title type='html'>AtomItem-{how}{x}title</title><author><name>Ann{x} Lee</name></author><link href='https://a.example/{x}'/>\
         <content type='html'>First{x} words &amp;#27;]0;owned&amp;#7;{end}</content><updated>2025-10-16T00:00:00Z</updated></entry></feed>"
    );
    vec![
        (format!("page-{how}.html"), page.into()),
        (format!("rss-{how}.xml"), rss.into()),
        (format!("atom-{how}.xml"), atom.into()),
    ]
}

/// Lists of feeds.
pub fn lists() -> Vec<(String, Vec<u8>)> {
    let list = |x: &str| {
        format!(
            "<opml version='2.0'><head><title>{x}</title></head><body><outline text=\"Folder{x}\"><outline type='rss' text=\"Feed{x}\" \
             xmlUrl=\"https://c.example/{x}\" htmlUrl=\"https://c.example/{x}\"/><outline type='rss' text='{x}' xmlUrl=\"exec:owned{x}\"/>\
             </outline></body></opml>"
        )
    };
    vec![
        ("raw.opml".into(), list(&all()).into()),
        ("referred.opml".into(), list(&referred(&all())).into()),
        (
            "urls".into(),
            format!(
                "https://d.example/{0} \"~Name{0}\" tag{0}\nno address {0}\nexec:owned{0}\n# {0}\n",
                all()
            )
            .into(),
        ),
    ]
}
