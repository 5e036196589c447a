//! One key for all the addresses of one article: with and without what only counts visits, the page for telephones,
//! the page for a search engine's cache.

use crate::fetch::Address;
use crate::model::ArticleKey;

/// Parameters that say where a visitor came from, never what is shown. Names that end in `_` stand for all that
/// begin so. From the lists of Firefox (`query-stripping`), Brave and the ClearURLs rules.
const TRACKING: &[&str] = &[
    "utm_",
    "mtm_",
    "pk_",
    "piwik_",
    "at_",
    "ns_",
    "hsa_",
    "mc_",
    "_hs",
    "vero_",
    "ga_",
    "oly_",
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "igsh",
    "mkt_tok",
    "cmpid",
    "cmp",
    "xtor",
    "ito",
    "ocid",
    "smid",
    "smtyp",
    "sref",
    "srnd",
    "partner",
    "ref_src",
    "ref_url",
    "referrer",
    "rss",
    "__twitter_impression",
    "wt_mc",
    "wt_zmc",
    "s_cid",
    "icid",
    "ncid",
    "soc_src",
    "soc_trk",
    "guccounter",
    "guce_referrer",
    "spm",
    "taid",
    "traffic_source",
    "outputtype",
    "amp",
];

/// The key of an article's address; `None` where it is no web address, or names a site rather than an article.
pub(super) fn address_key(address: &str) -> Option<ArticleKey> {
    let address = Address::parse(address).ok()?;
    let (host, path) = without_cache(&address);
    let host = ["www.", "m.", "mobile.", "amp."].iter().fold(host.as_str(), |host, prefix| {
        host.strip_prefix(prefix).filter(|rest| rest.contains('.')).unwrap_or(host)
    });
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/amp").or_else(|| path.strip_suffix(".amp")).unwrap_or(path);
    let path = path.replace("/amp/", "/").replace(".amp.html", ".html");
    let mut query: Vec<String> = address
        .query()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    query.sort();
    if path.is_empty() && query.is_empty() {
        return None;
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(ArticleKey::of_address(&format!("{host}{path}{query}")))
}

/// `www-example-org.cdn.ampproject.org/c/s/www.example.org/a` and `www.google.com/amp/s/www.example.org/a` are
/// copies of `www.example.org/a`.
fn without_cache(address: &Address) -> (String, String) {
    let (host, path) = (address.host(), address.path());
    let copied = match host {
        "www.google.com" => path.strip_prefix("/amp/"),
        _ if host.ends_with(".cdn.ampproject.org") => {
            ["/c/", "/v/", "/wp/"].iter().find_map(|prefix| path.strip_prefix(prefix))
        }
        _ => None,
    };
    let copied = copied.map(|rest| rest.strip_prefix("s/").unwrap_or(rest));
    match copied.and_then(|rest| rest.split_once('/')) {
        Some((host, path)) => (host.to_ascii_lowercase(), format!("/{path}")),
        None => (host.to_owned(), path.to_owned()),
    }
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.iter().any(|known| match known.strip_suffix('_') {
        Some(_) => name.starts_with(known),
        None => name == *known || (*known == "_hs" && name.starts_with("_hs")),
    })
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[test]
    fn all_spellings_of_an_address_share_a_key() {
        for (address, expected) in [
            ("https://www.example.org/a/b", Some("address:example.org/a/b")),
            ("http://example.org/a/b/#c", Some("address:example.org/a/b")),
            ("https://m.example.org/a/b?utm_source=x&fbclid=y", Some("address:example.org/a/b")),
            ("https://amp.example.org/a/b/amp/", Some("address:example.org/a/b")),
            ("https://example.org/amp/a/b?amp=1", Some("address:example.org/a/b")),
            ("https://www.google.com/amp/s/www.example.org/a/b", Some("address:example.org/a/b")),
            (
                "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a/b",
                Some("address:example.org/a/b"),
            ),
            (
                "https://example.org/story?id=7&page=2&UTM_medium=rss",
                Some("address:example.org/story?id=7&page=2"),
            ),
            ("https://example.org/story?page=2&id=7", Some("address:example.org/story?id=7&page=2")),
            ("https://example.org/", None),
            ("mailto:a@example.org", None),
            ("not an address", None),
        ] {
            assert_eq!(address_key(address).as_ref().map(|key| &*key.0), expected, "{address}");
        }
    }
}
