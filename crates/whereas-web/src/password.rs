//! The password that pages for other computers ask for: one line of a file that only its owner may read.

use std::path::{Path, PathBuf};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use whereas_extract::id::sha256;
use whereas_ledger::limit::NAME_BYTES_MAX;

/// The fewest characters of a password. Nobody counts how often somebody tries.
pub const PASSWORD_CHARS_MIN: usize = 16;

/// A password file is not longer, in bytes.
const FILE_BYTES_MAX: u64 = 4 << 10;

/// A password, as its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Password {
    hash: String,
}

/// Why a password file will not do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// It cannot be read.
    #[error("cannot read the password file {}: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// Others may read it.
    #[error("others may read the password file {}; run `chmod 600` on it", path.display())]
    Open {
        /// The file.
        path: PathBuf,
    },
    /// Its first line is too short.
    #[error(
        "the first line of the password file {} must have at least {PASSWORD_CHARS_MIN} characters",
        path.display()
    )]
    Short {
        /// The file.
        path: PathBuf,
    },
}

impl Password {
    /// Reads the first line of a file.
    ///
    /// # Errors
    /// See [`PasswordError`].
    pub fn read(path: &Path) -> Result<Password, PasswordError> {
        let unreadable = |why: String| PasswordError::Unreadable { path: path.to_owned(), why };
        let about = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?;
        if about.len() > FILE_BYTES_MAX {
            return Err(unreadable("it is too long for a password".to_owned()));
        }
        if is_open(&about) {
            return Err(PasswordError::Open { path: path.to_owned() });
        }
        let words = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        let line = words.lines().next().unwrap_or("").trim();
        if line.chars().count() < PASSWORD_CHARS_MIN {
            return Err(PasswordError::Short { path: path.to_owned() });
        }
        Ok(Password::of(line))
    }

    fn of(word: &str) -> Password {
        Password { hash: sha256(word.as_bytes()) }
    }

    /// The name under which somebody asks, if the password beside it is right (HTTP Basic).
    pub(crate) fn admits(&self, headers: &HeaderMap) -> Option<String> {
        let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
        let (scheme, coded) = value.split_once(' ')?;
        let decoded = STANDARD.decode(coded.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
        let decoded = String::from_utf8(decoded).ok()?;
        let (name, word) = decoded.split_once(':')?;
        // Hashes are compared, so how long it takes tells nothing about the password.
        let right = Password::of(word) == *self;
        let name = name.trim();
        let line = !name.is_empty() && name.len() <= NAME_BYTES_MAX && !name.contains(char::is_control);
        (right && line).then(|| name.to_owned())
    }
}

#[cfg(unix)]
fn is_open(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_the_right_password_is_admitted() {
        let password = Password::of("correct horse battery");
        let admitted = |value: String| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, value.parse().unwrap());
            password.admits(&headers)
        };
        let basic = |words: &str| format!("Basic {}", STANDARD.encode(words));
        assert_eq!(admitted(basic("ana:correct horse battery")), Some("ana".to_owned()));
        for wrong in ["ana:wrong", ":correct horse battery", "ana", "a\nb:correct horse battery", ""] {
            assert_eq!(admitted(basic(wrong)), None, "{wrong}");
        }
        assert_eq!(admitted("Bearer correct horse battery".to_owned()), None);
        assert_eq!(password.admits(&HeaderMap::new()), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_password_file_is_long_enough_and_nobody_elses() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        let read = |words: &str, mode: u32| {
            std::fs::write(&path, words).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            Password::read(&path).map_err(|error| error.to_string().contains("chmod"))
        };
        assert_eq!(read("correct horse battery\n", 0o600), Ok(Password::of("correct horse battery")));
        assert_eq!(read("short\n", 0o600), Err(false));
        assert_eq!(read("correct horse battery\n", 0o644), Err(true));
        assert!(Password::read(&folder.path().join("absent")).is_err());
    }
}
