//! What the decoder would misread is put right before it sees it.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// The most widths of one font that ranges are written out to; a font with more is left as it is.
const WIDTHS_MAX: i64 = 200_000;

/// Letters of a font whose width one range may give: all that two bytes can name.
const RANGE_MAX: i64 = 65_536;

/// Mends a document.
pub(super) fn mend(document: &mut Document) {
    let widths: Vec<(ObjectId, Vec<Object>)> = document
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, written_out(document, object.as_dict().ok()?)?)))
        .collect();
    for (id, widths) in widths {
        if let Some(Object::Dictionary(font)) = document.objects.get_mut(&id) {
            font.set("W", Object::Array(widths));
        }
    }
    document.objects.values_mut().for_each(empty_picture);
}

/// Empties a picture: the decoder would take its bytes for text.
fn empty_picture(object: &mut Object) {
    if let Object::Stream(stream) = object
        && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
    {
        stream.dict.remove(b"Filter");
        stream.set_content(Vec::new());
    }
}

/// The widths of a font's letters, each by itself. `first last width` gives one width to a range; the decoder
/// passes over those, and everything behind such a letter would stand in the wrong place.
fn written_out(document: &Document, font: &Dictionary) -> Option<Vec<Object>> {
    font.get(b"Subtype").and_then(Object::as_name).ok().filter(|name| name.starts_with(b"CIDFontType"))?;
    let there = |object| document.dereference(object).ok().map(|(_, object)| object);
    let widths = there(font.get(b"W").ok()?)?.as_array().ok()?;
    let mut out = Vec::new();
    let mut written = 0;
    let mut rest = widths.as_slice();
    while let [first, second, behind @ ..] = rest {
        let (first, second) = (there(first)?.as_i64().ok()?, there(second)?);
        out.push(Object::Integer(first));
        if let Object::Array(widths) = second {
            out.push(Object::Array(widths.iter().filter_map(there).cloned().collect()));
            rest = behind;
        } else {
            let [width, behind @ ..] = behind else { break };
            let count = second.as_i64().ok()?.saturating_sub(first).saturating_add(1).clamp(0, RANGE_MAX);
            written += count;
            if written > WIDTHS_MAX {
                return None;
            }
            out.push(Object::Array(vec![there(width)?.clone(); count as usize]));
            rest = behind;
        }
    }
    // A first letter without its width at the end of a broken list.
    out.truncate(out.len() / 2 * 2);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_widths_are_written_out() {
        let number = |n: i64| Object::Integer(n);
        let list = |n: &[i64]| Object::Array(n.iter().map(|n| number(*n)).collect());
        let mut document = Document::new();
        let widths = document.add_object(Object::Array(vec![
            number(3),
            number(5),
            number(250),
            number(9),
            list(&[300, 400]),
            number(12),
        ]));
        let mut font = Dictionary::new();
        font.set("Subtype", Object::Name(b"CIDFontType2".to_vec()));
        font.set("W", Object::Reference(widths));
        let font = document.add_object(font);
        mend(&mut document);
        let mended = document.get_dictionary(font).and_then(|font| font.get(b"W")).expect("widths");
        let expected = [number(3), list(&[250, 250, 250]), number(9), list(&[300, 400])];
        assert_eq!(mended, &Object::Array(expected.into()));
    }

    #[test]
    fn a_font_with_more_widths_than_letters_is_left_as_it_is() {
        let range = || [0, 65_535, 500].map(Object::Integer);
        let after = |ranges: usize| {
            let mut font = Dictionary::new();
            font.set("Subtype", Object::Name(b"CIDFontType2".to_vec()));
            font.set("W", Object::Array((0..ranges).flat_map(|_| range()).collect()));
            let mut document = Document::new();
            let font = document.add_object(font);
            mend(&mut document);
            let widths = document.get_dictionary(font).and_then(|font| font.get(b"W")?.as_array());
            widths.map(Vec::len).unwrap_or_default()
        };
        assert_eq!([after(3), after(4)], [3 * 2, 4 * 3]);
    }
}
