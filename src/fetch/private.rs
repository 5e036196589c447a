//! Which networks a stranger's address may not lead to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up, and finds nobody in private networks. The check is made on the very addresses that are then
/// connected to, so that a name cannot mean one thing first and another later.
#[derive(Debug, Default)]
pub(super) struct PublicOnly(DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        // The user's own proxy may well be at home.
        let is_proxy = config.proxy().is_some_and(|proxy| uri.host() == Some(proxy.host()));
        if !is_proxy && found.iter().any(|address| is_private(address.ip())) {
            return Err(ureq::Error::Other(Box::new(PrivateAddress)));
        }
        Ok(found)
    }
}

/// The name leads into a private network.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a private address")]
pub(super) struct PrivateAddress;

/// Whether `host` names this machine or one near it, whatever a proxy may make of the name.
pub(super) fn is_private_name(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let ends =
        |name: &str| host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    ["localhost", "local", "internal", "home.arpa"].iter().any(|name| ends(name))
}

/// Whether an address is for this machine, this network, or nobody: the IANA special-purpose address
/// registries (RFC 6890 and its updates).
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // Unspecified, loopback, and IPv4 inside of IPv6: mapped, compatible, NAT64, 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => {
            address.is_loopback() || address.is_unspecified() || v4(high, low)
        }
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x64, 0xff9b, 1, ..] => true,
        [0x2002, high, low, ..] => v4(high, low),
        // Teredo, documentation, discard.
        [0x2001, 0, ..] | [0x2001, 0xdb8, ..] | [0x100, 0, 0, 0, ..] => true,
        [first, ..] => {
            address.is_multicast()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || (first & 0xffc0) == 0xfec0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_private, is_private_name};

    #[test]
    fn private_addresses_are_known_in_every_disguise() {
        for address in [
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.2.1",
            "::",
            "::1",
            "fe80::1",
            "fec0::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(is_private(address.parse().expect("an address")), "{address}");
        }
        for address in [
            "1.1.1.1",
            "172.32.0.1",
            "172.15.0.1",
            "100.128.0.1",
            "169.253.0.1",
            "193.0.0.1",
            "2606:4700::1111",
            "64:ff9b::1.1.1.1",
            "2002:101:101::",
            "::ffff:8.8.8.8",
        ] {
            assert!(!is_private(address.parse().expect("an address")), "{address}");
        }
    }

    #[test]
    fn names_of_this_machine_are_known() {
        for host in ["localhost", "a.localhost", "printer.local", "db.internal", "localhost."] {
            assert!(is_private_name(host), "{host}");
        }
        assert!(!is_private_name("notlocalhost") && !is_private_name("local.example.org"));
    }
}
