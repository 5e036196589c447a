use super::{RawBlock, read};
use crate::model::Block;

fn outline(block: &RawBlock) -> String {
    match block {
        RawBlock::Heading { level, text } => format!("h{level} {}", text.as_str()),
        RawBlock::Paragraph(p) => format!("p {}", p.text.as_str()),
        RawBlock::Other(Block::Rule) => "rule".to_owned(),
        RawBlock::Other(Block::Image { url, caption, .. }) => {
            format!("image {url} {}", caption.as_deref().unwrap_or(""))
        }
        RawBlock::Other(Block::List { items, .. }) => {
            let items = items.iter().map(|i| format!("{}{}", ">".repeat(i.depth.into()), i.text.as_str()));
            format!("list {}", items.collect::<Vec<_>>().join("|"))
        }
        RawBlock::Other(block) => format!("other {}", block.parts().join("|")),
    }
}

fn check(html: &str, expect: &[&str]) {
    let base = Some("http://e.org/");
    assert_eq!(read(html, base).iter().map(outline).collect::<Vec<_>>(), expect, "{html}");
}

#[test]
fn html_gives_blocks() {
    check("<p>a <b>b</b> c</p><h2>d</h2>e<hr>f", &["p a b c", "h2 d", "p e", "rule", "p f"]);
    check("a<br>b<br><br>c", &["p a\nb", "p c"]);
    check("<ul><li>a<ol><li>b</ol><li>c</ul>d", &["list a|>b|c", "p d"]);
    check("<blockquote><p>a</p><p>b</p></blockquote>", &["other a\nb"]);
    check("<blockquote>a<ul><li>b<li><p>c</p></ul><p>d</blockquote>e", &["other a\n• b\n• c\nd", "p e"]);
    check("<blockquote><ol start=3><li>a<ul><li>b</ul><li>c</ol></blockquote>", &["other 3. a\n◦ b\n4. c"]);
    check("<blockquote>a<blockquote>b</blockquote>c</blockquote>", &["other a\nb\nc"]);
    check("<table><tr><th>a<th>b<tr><td>c<td>d</table>", &["other a|b|c|d"]);
    check("<table><tr><td>a</table>", &["p a"]);
    check("<dl><dt>a</dt><dd>b</dd><dd>c</dd> <dt>d</dt> <dd>e</dl>f", &["p a: b", "p c", "p d: e", "p f"]);
    check("<pre>a\n  b</pre>", &["other a\n  b"]);
    check("<figure><img src=a.png><figcaption>b</figcaption></figure>", &["image http://e.org/a.png b"]);
    check("<figure><img src=''><figcaption>b</figcaption></figure><figure><img></figure>", &["image  b"]);
    check("a<script>b</script><img src=x width=1>c", &["p ac"]);
    check("<li>a</li></ul></b>b", &["p a", "p b"]);
}

#[test]
fn what_is_raised_or_lowered_stays_apart_from_its_word() {
    check("x<sup>2</sup> 10<sup><b>-6</b></sup> CO<sub>2</sub> 1<sup>st</sup>", &["p x² 10⁻⁶ CO₂ 1st"]);
    check("a<sup>2<p>b</p><b>c<sup>2</b>d", &["p a²", "p b", "p c²d"]);
    check("a<sup>a word too long to be an exponent</sup>b", &["p aa word too long to be an exponentb"]);
}

#[test]
fn notes_are_marked_as_those_of_markdown() {
    let notes = "<ol><li id=fn1>b <a href='#r1'>↩</a><li id='fn2'><p>c</ol>d";
    let text = "a.<sup><a href='#fn1'>1</a></sup> <a href='#fn2'><sup>[2]</sup></a>";
    check(&format!("{text}{notes}"), &["p a.[1] [2]", "p [1] b", "p [2] c", "p d"]);
    check(&format!("a{notes}"), &["p a", "list b|c", "p d"]);
    check("<h2>a <a href='#a'>¶</a></h2>b", &["h2 a", "p b"]);
}
