//! Passwords and tokens: found when they are needed, shown to nobody, kept nowhere.

use std::fmt;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use thiserror::Error;

/// Where a secret lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// In a variable of the environment.
    Environment(String),
    /// In the first line that a program prints, started with these arguments and without a shell.
    Command(Vec<String>),
    /// In the system's keyring, under this name of a service and the user's name.
    Keyring(String),
}

/// What a server wants to know before it answers.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// A user and a password: RFC 7617.
    Basic {
        /// The user.
        user: String,
        /// The password.
        password: String,
    },
    /// A token: RFC 6750.
    Bearer(String),
}

/// How long a program may take to give a secret: a person may have to type something.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most that is read of what it prints.
const MAX_BYTES: u64 = 64 * 1024;

/// Why there is no secret. Never says what it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SecretError {
    /// The variable is not set.
    #[error("the variable {0} is not set")]
    Unset(String),
    /// The program cannot be started.
    #[error("{program} cannot be started: {reason}")]
    Start {
        /// The program.
        program: String,
        /// What the system says.
        reason: String,
    },
    /// The program takes too long.
    #[error("{program} gave no secret within {} seconds", limit.as_secs())]
    TooSlow {
        /// The program.
        program: String,
        /// How long it may take.
        limit: Duration,
    },
    /// The program failed.
    #[error("{program} gave no secret (it ended with {code})")]
    Failed {
        /// The program.
        program: String,
        /// How it ended.
        code: String,
    },
    /// The secret is empty, or holds control characters.
    #[error("the secret from {0} is empty or holds characters that no header may")]
    Unusable(String),
}

impl SecretSource {
    /// The secret that lies here, for `user` where the server asks for one.
    ///
    /// # Errors
    /// Where there is none.
    pub fn find(&self, user: Option<&str>) -> Result<Secret, SecretError> {
        let (text, from) = match self {
            Self::Environment(name) => {
                (std::env::var(name).map_err(|_| SecretError::Unset(name.clone()))?, name.clone())
            }
            Self::Command(words) => {
                let (program, rest) = words
                    .split_first()
                    .ok_or_else(|| SecretError::Unusable("an empty command".to_owned()))?;
                (first_line(program, rest)?, program.clone())
            }
            Self::Keyring(service) => {
                let words = keyring_command(service, user.unwrap_or_default());
                (first_line(words[0], &words[1..])?, words[0].to_owned())
            }
        };
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err(SecretError::Unusable(from));
        }
        Ok(match user {
            Some(user) => Secret::Basic { user: user.to_owned(), password: text },
            None => Secret::Bearer(text),
        })
    }
}

impl Secret {
    /// The value of the header `Authorization`.
    pub(super) fn header(&self) -> String {
        match self {
            Self::Basic { user, password } => {
                format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))
            }
            Self::Bearer(token) => format!("Bearer {token}"),
        }
    }
}

/// Secrets are in many places where values are printed to find an error.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The program that asks the system's keyring: that of macOS, or the Secret Service elsewhere.
fn keyring_command<'a>(service: &'a str, user: &'a str) -> Vec<&'a str> {
    if cfg!(target_os = "macos") {
        vec!["security", "find-generic-password", "-w", "-s", service, "-a", user]
    } else {
        vec!["secret-tool", "lookup", "service", service, "username", user]
    }
}

fn first_line<S: AsRef<std::ffi::OsStr>>(program: &str, arguments: &[S]) -> Result<String, SecretError> {
    let failed =
        |error: io::Error| SecretError::Start { program: program.to_owned(), reason: error.to_string() };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let until = Instant::now() + PATIENCE;
    let status = loop {
        match child.try_wait().map_err(failed)? {
            Some(status) => break status,
            None if Instant::now() < until => thread::sleep(Duration::from_millis(10)),
            None => {
                // One that ends just now cannot be killed any more.
                let _ = child.kill();
                let _ = child.wait();
                return Err(SecretError::TooSlow { program: program.to_owned(), limit: PATIENCE });
            }
        }
    };
    if !status.success() {
        return Err(SecretError::Failed { program: program.to_owned(), code: status.to_string() });
    }
    let mut text = Vec::new();
    if let Some(out) = child.stdout {
        out.take(MAX_BYTES).read_to_end(&mut text).map_err(failed)?;
    }
    let text = String::from_utf8_lossy(&text);
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Secret, SecretError, SecretSource};

    #[test]
    fn a_secret_comes_from_a_program_and_is_never_shown() {
        let source = SecretSource::Command(["echo", "geheim"].map(str::to_owned).to_vec());
        let secret = source.find(Some("me")).expect("a secret");
        assert_eq!(secret.header(), "Basic bWU6Z2VoZWlt");
        assert!(!format!("{secret:?}").contains("geheim"));
        assert_eq!(source.find(None).expect("a token"), Secret::Bearer("geheim".to_owned()));
    }

    #[test]
    fn a_secret_that_is_not_there_is_an_error_of_its_own() {
        let find = |source: SecretSource| source.find(None).expect_err("none");
        let command = |words: &[&str]| SecretSource::Command(words.iter().map(|w| (*w).to_owned()).collect());
        assert!(matches!(
            find(SecretSource::Environment("MASTHEAD_NO_SUCH_VARIABLE".to_owned())),
            SecretError::Unset(_)
        ));
        assert!(matches!(find(command(&["false"])), SecretError::Failed { .. }));
        assert!(matches!(find(command(&["masthead-no-such-program"])), SecretError::Start { .. }));
        assert!(matches!(find(command(&["true"])), SecretError::Unusable(_)));
        assert!(matches!(find(command(&[])), SecretError::Unusable(_)));
    }
}
