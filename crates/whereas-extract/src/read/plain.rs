//! Plain text and Markdown.

use super::canonical::Canonical;
use super::charset::Decoded;
use super::front;
use crate::Text;

/// Reads decoded plain text: front matter apart, the rest as it stands.
pub(super) fn read(decoded: &Decoded<'_>) -> Text {
    let whole = decoded.whole();
    let (front, body) = front::split(&whole);
    // A byte order mark may stand behind what a collection put before the text.
    let body = if whole[body..].starts_with('\u{FEFF}') { body + '\u{FEFF}'.len_utf8() } else { body };
    let mut canonical = Canonical::default();
    if let [_] = decoded.pieces.as_slice() {
        canonical.text.reserve(whole.len() - body);
        canonical.push(&whole[body..], decoded.source(body));
    } else {
        let mut before = 0;
        for (piece, source) in &decoded.pieces {
            let skip = body.saturating_sub(before).min(piece.len());
            canonical.push(&piece[skip..], source + skip);
            before += piece.len();
        }
    }
    Text { text: canonical.text, front, map: canonical.map, ..Text::default() }
}
