//! What the config says of the network: `[network]` and `[[secrets]]`. Of a secret nothing but its place is ever said.

use super::Config;
use super::entry::{Written, Wrong};
use crate::fetch::{Address, SecretSource};
use crate::newsroom::SecretFor;

/// What an entry of `[[secrets]]` may have.
const NAMES: [&str; 5] = ["url", "user", "env", "command", "keyring"];

/// Takes in an entry of `[[secrets]]`.
pub(super) fn take_secret(config: &mut Config, written: &Written<'_>) -> Result<(), Vec<Wrong>> {
    let parts = written.parts(&NAMES)?;
    let string = |name: &str| parts.get(name, |part| part.string());
    let (env, keyring, user) = (string("env")?, string("keyring")?, string("user")?);
    let command = parts.get("command", |part| part.strings())?;
    let command = command.map(|words| words.into_iter().map(|(_, word)| word).collect::<Vec<_>>());
    let wrong = |why: &str| vec![Wrong::new(written.at, why)];
    let url = string("url")?.ok_or_else(|| wrong("it needs a url"))?;
    let address = Address::parse(&url).map_err(|error| wrong(&error.to_string()))?;
    let source = match (env, command, keyring) {
        (Some(name), None, None) => SecretSource::Environment(name),
        (None, Some(words), None) if !words.is_empty() => SecretSource::Command(words),
        (None, None, Some(service)) if user.is_some() => SecretSource::Keyring(service),
        (None, None, Some(_)) => return Err(wrong("a keyring needs a user to look up")),
        _ => {
            return Err(wrong(
                "it needs one of env = \"VARIABLE\", command = [\"program\", …] and keyring = \"service\"",
            ));
        }
    };
    config.network.secrets.push(SecretFor { url: address.as_str().to_owned(), user, source });
    Ok(())
}

/// The places of the secrets, a table each.
pub(super) fn secrets_shown(config: &Config) -> Vec<(String, toml::Value)> {
    let table = |(nth, secret): (usize, &SecretFor)| {
        let mut table = toml::Table::new();
        table.insert("url".to_owned(), secret.url.clone().into());
        table.extend(secret.user.clone().map(|user| ("user".to_owned(), user.into())));
        let (name, place) = match &secret.source {
            SecretSource::Environment(name) => ("env", name.clone().into()),
            SecretSource::Command(words) => ("command", words.clone().into()),
            SecretSource::Keyring(service) => ("keyring", service.clone().into()),
        };
        table.insert(name.to_owned(), place);
        (nth.to_string(), table.into())
    };
    config.network.secrets.iter().enumerate().map(table).collect()
}

/// What stands for a password that is not shown.
const HIDDEN: &str = "***";

/// The address of a proxy. One that was printed without its password is none.
pub(super) fn proxy(written: &Written<'_>) -> Result<String, Vec<Wrong>> {
    let proxy = written.string()?;
    let hidden = proxy.rsplit_once('@').is_some_and(|(before, _)| before.ends_with(HIDDEN));
    if hidden {
        Err(written.wrong("has *** where its password was, which is never printed"))
    } else {
        Ok(proxy)
    }
}

/// Whether there is a password in the address of a proxy.
pub(super) fn has_password(proxy: &str) -> bool {
    without_password(proxy) != proxy
}

/// The address of a proxy, without the password in it.
pub(super) fn without_password(proxy: &str) -> String {
    let Some((before, host)) = proxy.rsplit_once('@') else { return proxy.to_owned() };
    let (scheme, user) = before.split_once("://").map_or(("", before), |(scheme, user)| (scheme, user));
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    match user.split_once(':') {
        Some((user, _)) => format!("{scheme}{user}:{HIDDEN}@{host}"),
        None => format!("{scheme}{HIDDEN}@{host}"),
    }
}

/// A number as TOML has it.
pub(super) fn number(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}
