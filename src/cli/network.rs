//! What the config says of the network: `[network]` and `[[secrets]]`.

use serde::Deserialize;

use crate::fetch::{Address, PoolLimits, SecretSource};
use crate::newsroom::{Network, SecretFor};

/// `[network]` as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenNetwork {
    /// The address of a proxy, instead of that of the environment.
    proxy: Option<String>,
    /// How many requests may be under way, from 1 to 256.
    connections: Option<usize>,
    /// How many of them to one host, from 1 to 16.
    per_host: Option<usize>,
}

/// An entry of `[[secrets]]` as it is written: for which addresses, and where the secret lies.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSecret {
    /// The addresses begin with this one, in whole folders.
    url: String,
    /// The user, whose password the secret is; without one it is a bearer token.
    user: Option<String>,
    /// The variable of the environment that holds it.
    env: Option<String>,
    /// The program that prints it, and its arguments.
    command: Option<Vec<String>>,
    /// The service under which the system's keyring has it.
    keyring: Option<String>,
}

/// What the config says, or what is wrong with it. Of a secret nothing but its place is ever said.
pub(super) fn read(written: WrittenNetwork, secrets: Vec<WrittenSecret>) -> Result<Network, String> {
    let WrittenNetwork { proxy, connections, per_host } = written;
    let usual = PoolLimits::default();
    let limits = PoolLimits {
        connections: within("connections", connections, 256)?.unwrap_or(usual.connections),
        per_host: within("per_host", per_host, 16)?.unwrap_or(usual.per_host),
    };
    let secrets = secrets.into_iter().enumerate().map(|(nth, written)| {
        secret(written).map_err(|why| format!("[[secrets]], entry {}: {why}", nth + 1))
    });
    Ok(Network { proxy, limits, secrets: secrets.collect::<Result<_, _>>()?, unusable: None })
}

fn within(name: &str, value: Option<usize>, most: usize) -> Result<Option<usize>, String> {
    match value {
        Some(value) if value == 0 || value > most => {
            Err(format!("[network] {name} = {value} is out of range; it goes from 1 to {most}"))
        }
        value => Ok(value),
    }
}

fn secret(written: WrittenSecret) -> Result<SecretFor, String> {
    let WrittenSecret { url, user, env, command, keyring } = written;
    let address = Address::parse(&url).map_err(|error| error.to_string())?;
    let source = match (env, command, keyring) {
        (Some(name), None, None) => SecretSource::Environment(name),
        (None, Some(words), None) if !words.is_empty() => SecretSource::Command(words),
        (None, None, Some(service)) if user.is_some() => SecretSource::Keyring(service),
        (None, None, Some(_)) => return Err("a keyring needs a user to look up".to_owned()),
        _ => {
            return Err(
                "it needs one of env = \"VARIABLE\", command = [\"program\", …] and keyring = \"service\""
                    .to_owned(),
            );
        }
    };
    Ok(SecretFor { url: address.as_str().to_owned(), user, source })
}

#[cfg(test)]
mod tests {
    use super::super::config::Config;
    use super::SecretFor;
    use crate::fetch::{PoolLimits, SecretSource};

    #[test]
    fn the_network_is_settled_or_what_is_wrong_is_said() {
        let config = Config::parse(
            "[network]\nper_host = 4\n\n[[secrets]]\nurl = 'https://example.org/private'\nuser = 'eve'\n\
             command = ['pass', 'show', 'feed']\n\n[[secrets]]\nurl = 'example.com'\nenv = 'TOKEN'",
        );
        let network = config.expect("a config").network;
        assert_eq!(network.limits, PoolLimits { connections: 32, per_host: 4 });
        let SecretFor { url, user, source } = &network.secrets[0];
        assert_eq!((&**url, user.as_deref()), ("https://example.org/private", Some("eve")));
        assert_eq!(*source, SecretSource::Command(["pass", "show", "feed"].map(str::to_owned).to_vec()));
        assert_eq!(network.secrets[1].source, SecretSource::Environment("TOKEN".to_owned()));
        let check = |text: &str, says: &str| {
            let why = Config::parse(text).map(|config| config.network).expect_err(text);
            assert!(why.contains(says) && !why.contains("geheim"), "{why}");
        };
        check("[network]\nper_host = 0", "1 to 16");
        check("[network]\nconnections = 1000", "1 to 256");
        check("[network]\nproxies = 'x'", "proxies");
        check("[[secrets]]\nurl = 'example.org'", "entry 1: it needs one of");
        check("[[secrets]]\nurl = 'ftp://example.org'\nenv = 'A'", "entry 1: ftp: addresses");
        check("[[secrets]]\nurl = 'example.org'\nkeyring = 'a'", "needs a user");
        check("[[secrets]]\nurl = 'example.org'\npassword = 'geheim'", "password");
    }

    #[test]
    fn a_proxy_that_is_none_is_said_to_be_none() {
        let config = Config::parse("[network]\nproxy = 'no proxy'").expect("a config");
        let why = config.network.wire().err().expect("no proxy");
        assert!(why.contains("[network]"), "{why}");
    }
}
