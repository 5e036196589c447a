//! The licence of every dependency is one of those that `deny.toml` allows. It asks cargo, which may have to
//! fetch; so it runs only by name: `cargo test --test licences`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

#[test]
fn every_licence_is_allowed() {
    let manifest = env!("CARGO_MANIFEST_DIR");
    let deny = fs::read_to_string(format!("{manifest}/deny.toml")).expect("deny.toml");
    let deny: toml::Table = deny.parse().expect("TOML");
    let allowed = deny["licenses"]["allow"].as_array().expect("a list");
    let allowed: BTreeSet<&str> = allowed.iter().filter_map(toml::Value::as_str).collect();

    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--target", "all", "--edges", "all", "--prefix", "none"])
        .args(["--format", "{l}\t{p}"])
        .current_dir(manifest)
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).expect("UTF-8");
    let packages: BTreeSet<(&str, &str)> =
        tree.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('\t')).collect();
    assert!(packages.len() > 50, "only {} packages", packages.len());
    let refused = packages.iter().filter(|(licence, _)| !is_allowed(licence, &allowed));
    let refused: Vec<String> = refused.map(|(licence, package)| format!("{package}: {licence}")).collect();
    assert!(refused.is_empty(), "not allowed by deny.toml:\n{}", refused.join("\n"));
}

#[test]
fn expressions_are_evaluated() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"]);
    for (expression, expected) in [
        ("MIT", true),
        ("MIT/GPL-3.0", true),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(GPL-3.0 OR MIT) AND Unicode-3.0", true),
        ("GPL-3.0 OR MIT AND Unicode-3.0", true),
        ("MIT AND (GPL-3.0 OR (Apache-2.0 AND Unicode-3.0))", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("MIT WITH LLVM-exception", false),
        ("GPL-3.0", false),
        ("MIT OR", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

/// Whether an SPDX expression (with `/` for OR, as older manifests write) can be met by `allowed` alone.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = any(&mut words, allowed);
    words.is_empty() && met == Some(true)
}

/// `a OR b …`; `None` where the expression is broken. The words stand in reverse.
fn any(words: &mut Vec<&str>, allowed: &BTreeSet<&str>) -> Option<bool> {
    let mut met = all(words, allowed)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        met |= all(words, allowed)?;
    }
    Some(met)
}

/// `a AND b …`, which binds more tightly.
fn all(words: &mut Vec<&str>, allowed: &BTreeSet<&str>) -> Option<bool> {
    let mut met = one(words, allowed)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        met &= one(words, allowed)?;
    }
    Some(met)
}

/// A licence, one with an exception, or an expression in brackets.
fn one(words: &mut Vec<&str>, allowed: &BTreeSet<&str>) -> Option<bool> {
    let word = words.pop()?;
    if word == "(" {
        let met = any(words, allowed)?;
        return (words.pop()? == ")").then_some(met);
    }
    if words.pop_if(|word| *word == "WITH").is_some() {
        let exception = words.pop()?;
        return Some(allowed.contains(format!("{word} WITH {exception}").as_str()));
    }
    Some(allowed.contains(word))
}
