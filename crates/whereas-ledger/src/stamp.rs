//! What callers sign with: checks of times, names, ids and reasons before they enter the log for ever.

use crate::{LedgerError, Signature, limit};

impl Signature<'_> {
    /// Checks the parts of a signature.
    pub(crate) fn check(&self) -> Result<(), LedgerError> {
        line("the name of who acts", self.by, limit::NAME_BYTES_MAX)?;
        time(self.at)?;
        short("the reason", self.reason, limit::REASON_BYTES_MAX)
    }
}

/// Checks that something is one line, not empty and not too long.
pub(crate) fn line(what: &'static str, given: &str, max: usize) -> Result<(), LedgerError> {
    short(what, given, max)?;
    if given.trim().is_empty() || given.chars().any(char::is_control) {
        return Err(LedgerError::NotALine { what });
    }
    Ok(())
}

/// Checks that something is not too long.
pub(crate) fn short(what: &'static str, given: &str, max: usize) -> Result<(), LedgerError> {
    fits(what, given.len(), max)
}

/// Checks a size against its limit.
pub(crate) fn fits(what: &'static str, size: usize, max: usize) -> Result<(), LedgerError> {
    if size > max { Err(LedgerError::TooLong { what, size, max }) } else { Ok(()) }
}

/// Checks the form of a time: `2021-02-11T09:30:00Z`, with or without parts of a second.
pub(crate) fn time(at: &str) -> Result<(), LedgerError> {
    const FORM: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let bytes = at.as_bytes();
    let fits = |(form, byte): (&u8, &u8)| if *form == b'd' { byte.is_ascii_digit() } else { form == byte };
    let rest = bytes.get(FORM.len()..).unwrap_or(b"");
    let fraction = rest.strip_suffix(b"Z");
    let ends_well = match fraction.and_then(<[u8]>::split_first) {
        None => fraction.is_some(),
        Some((dot, digits)) => {
            *dot == b'.' && (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
    };
    if ends_well && FORM.iter().zip(bytes).all(fits) {
        Ok(())
    } else {
        Err(LedgerError::BadTime { given: at.chars().take(64).collect() })
    }
}

/// Checks an id that a person gives to a new document.
pub(crate) fn new_document_id(id: &str) -> Result<(), LedgerError> {
    let bad =
        |why| Err(LedgerError::BadId { id: id.chars().take(limit::DOCUMENT_ID_BYTES_MAX).collect(), why });
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if id.is_empty() || id.len() > limit::DOCUMENT_ID_BYTES_MAX {
        return bad("it must have 1 to 64 characters");
    }
    if !id.chars().all(allowed) || !id.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return bad("use letters from a to z, digits, `.`, `_` and `-`, beginning with a letter or a digit");
    }
    // Most likely a slip of the finger; and the ledger will give this id to another document one day.
    if id.strip_prefix('d').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
        return bad("there is no such document, and the ledger gives ids of this form itself");
    }
    Ok(())
}

/// Checks a day, month or year of a filter.
pub(crate) fn date(given: &str) -> Result<(), LedgerError> {
    const FORM: &[u8] = b"dddd-dd-dd";
    let fits = |(form, byte): (&u8, &u8)| if *form == b'd' { byte.is_ascii_digit() } else { form == byte };
    if matches!(given.len(), 0 | 4 | 7 | 10) && FORM.iter().zip(given.as_bytes()).all(fits) {
        Ok(())
    } else {
        Err(LedgerError::BadDate { given: given.chars().take(64).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc() {
        for good in ["2021-02-11T09:30:00Z", "2021-02-11T09:30:00.123456789Z"] {
            assert!(time(good).is_ok(), "{good}");
        }
        for bad in
            ["", "2021-02-11", "2021-02-11T09:30:00", "2021-02-11T09:30:00+01:00", "2021-02-11T09:30:00.Z"]
        {
            assert!(time(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_that_the_ledger_gives_cannot_be_taken() {
        for good in ["ep-2021", "dune", "a.b_c", "d", "d1a", "2021"] {
            assert!(new_document_id(good).is_ok(), "{good}");
        }
        for bad in ["", "d7", "d007", "-x", "a b", "a/b", "é", &"x".repeat(65)] {
            assert!(new_document_id(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_are_days_months_or_years() {
        for good in ["", "2021", "2021-02", "2021-02-11"] {
            assert!(date(good).is_ok(), "{good}");
        }
        for bad in ["21", "2021-2", "2021-02-1", "11.02.2021", "last year", "2021/02/11"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
