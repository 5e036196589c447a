use super::{RawBlock, read};
use crate::ingest::{Input, parse};
use crate::model::Block;

fn outline(block: &RawBlock) -> String {
    match block {
        RawBlock::Heading { level, text } => format!("h{level} {}", text.as_str()),
        RawBlock::Paragraph(p) => format!("p {}", p.text.as_str()),
        RawBlock::Other(Block::List { items, .. }) => {
            let items = items.iter().map(|i| format!("{}{}", "  ".repeat(i.depth.into()), i.text.as_str()));
            format!("list {}", items.collect::<Vec<_>>().join("|"))
        }
        RawBlock::Other(block) => format!("{} {}", block_name(block), block.parts().join("|")),
    }
}

fn block_name(block: &Block) -> &'static str {
    match block {
        Block::Quotation(_) => "quote",
        Block::Preformatted { .. } => "pre",
        Block::Table { .. } => "table",
        Block::Image { .. } => "image",
        _ => "rule",
    }
}

fn check(markdown: &str, expect: &[&str]) {
    assert_eq!(read(markdown, None).iter().map(outline).collect::<Vec<_>>(), expect, "{markdown}");
}

#[test]
fn every_block_is_read() {
    check("# A *b*\n\ntext **c** [d](https://e)\nmore", &["h1 A b", "p text c d\nmore"]);
    check("- a\n  - b\n- c\n\n  d\n", &["list a|  b|c\nd"]);
    check("1. One\n------\ntext\n\n1. a\n2. b\n", &["h2 1. One", "p text", "list a|b"]);
    check("> a\n>\n> b\n> > c\n", &["quote a\nb\nc"]);
    check("> a\n>\n> - b\n>   - c\n> - d\n>\n> e\n", &["quote a\n• b\n◦ c\n• d\ne"]);
    check("> 3. a\n>\n> 4. b\n", &["quote 3. a\n4. b"]);
    check("x<sup>2</sup>, CO<sub>2</sub>, 1<sup>st</sup> a<sup>2\n\nb", &["p x², CO₂, 1st a²", "p b"]);
    check("```\nx  y\n```\n\n---\n", &["pre x  y", "rule "]);
    check("|a|b|\n|-|-|\n|c|d|\n", &["table a|b|c|d"]);
    check("![alt](u.jpg)\n*caption*\n", &["image caption"]);
    check("A ~~b~~ c[^1].\n\n[^1]: Note.\n", &["p A b c[1].", "p [1] Note."]);
    check("<div>\nraw <b>x</b>\n</div>\n\na <i>b</i>", &["p raw x", "p a b"]);
}

#[test]
fn hostile_nesting_is_quick() {
    // Work that grows faster than the text would take minutes here.
    let through = |text: &str| {
        read(text, None);
        // Some of them hold nothing to read, which is an error.
        let _ = parse(&Input::new(text.as_bytes(), Some("hostile.md")));
    };
    for unit in [
        ">",
        "[",
        "*a **b ",
        "- ",
        "![",
        "<",
        "`",
        "> - ",
        "_",
        "[a](",
        "|",
        "<script>",
        "&#",
        "\\",
        "1) ",
        "a **b**\n",
        "**a:** b\n",
    ] {
        through(&unit.repeat(100_000));
        through(&format!("{}\n", unit.repeat(500)).repeat(200));
    }
    let deep: String = (0..2000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
    through(&deep);
}
