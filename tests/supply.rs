//! What the program is made of: our own code without `unsafe`, and dependencies that are few, known and from one place. What
//! of `deny.toml` can be seen without asking anybody is held here, the licences in `licences.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// The one registry.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn every_crate_forbids_unsafe_code() {
    for root in ["src/lib.rs", "src/main.rs", "train/main.rs", "xtask/src/main.rs"] {
        let text = read(root);
        assert!(text.lines().any(|line| line == "#![forbid(unsafe_code)]"), "{root}");
    }
}

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let read =
        |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("UTF-8");
    let architecture = read("ARCHITECTURE.md");
    let (_, reasons) = architecture.split_once("## Dependencies").expect("the dependencies");
    let named: BTreeSet<&str> =
        reasons.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').collect();
    let mut missing = Vec::new();
    for manifest in ["Cargo.toml", "xtask/Cargo.toml"] {
        let manifest = table(manifest);
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let names = manifest.get(kind).and_then(toml::Value::as_table).into_iter().flatten();
            let others = names.filter(|(name, _)| *name != "masthead");
            missing
                .extend(others.map(|(name, _)| name.clone()).filter(|name| !named.contains(name.as_str())));
        }
    }
    assert!(missing.is_empty(), "no reason is given for {}", missing.join(", "));
}

#[test]
fn every_package_comes_from_the_registry_with_its_checksum() {
    let (lock, deny) = (table("Cargo.lock"), table("deny.toml"));
    let packages = lock["package"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let is_ours = ["masthead", "xtask"].contains(&name);
        assert_eq!(package.get("source").and_then(Value::as_str), (!is_ours).then_some(CRATES_IO), "{name}");
        assert_eq!(package.get("checksum").is_some(), !is_ours, "{name}");
    }
    let banned = deny["bans"]["deny"].as_array().expect("a list");
    assert!(!banned.is_empty());
    for banned in banned {
        assert!(packages.iter().all(|package| package["name"] != banned["crate"]), "{banned}");
    }
    for what in ["unknown-registry", "unknown-git"] {
        assert_eq!(deny["sources"][what].as_str(), Some("deny"));
    }
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("UTF-8")
}

fn table(name: &str) -> Table {
    read(name).parse().expect("TOML")
}
