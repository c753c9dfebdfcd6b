//! XML as a stream of three things: an element opens, an element closes, words.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements in elements.
const DEPTH_MAX: usize = 256;

/// An element with its attributes.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its name as written, with its prefix.
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute; `""` without it.
    pub fn get(&self, key: &str) -> String {
        let attribute =
            self.start.attributes().with_checks(false).flatten().find(|found| found.key.as_ref() == key);
        let value = attribute.and_then(|found| {
            found.normalized_value(XmlVersion::default()).ok().map(std::borrow::Cow::into_owned)
        });
        value.unwrap_or_default()
    }
}

/// What takes the stream.
pub(super) trait Sink {
    /// An element opens.
    fn open(&mut self, element: &Element<'_>);
    /// An element closes.
    fn close(&mut self, name: &str);
    /// Words, entities resolved.
    fn words(&mut self, words: &str);
}

/// Streams `xml` to `sink`. What is wrong with it is said in words.
pub(super) fn stream(xml: &str, sink: &mut impl Sink) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Err(error) => return Err(error.to_string()),
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(format!("its elements are nested deeper than {DEPTH_MAX}"));
                }
                sink.open(&Element { name: start.name().as_ref(), start: &start });
            }
            Ok(Event::Empty(start)) => {
                let name = start.name();
                sink.open(&Element { name: name.as_ref(), start: &start });
                sink.close(name.as_ref());
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                sink.close(end.name().as_ref());
            }
            Ok(Event::Text(words)) => sink.words(&words),
            Ok(Event::CData(words)) => sink.words(&words),
            Ok(Event::GeneralRef(entity)) => {
                if let Ok(Some(letter)) = entity.resolve_char_ref() {
                    sink.words(letter.encode_utf8(&mut [0; 4]));
                } else if let Some(letters) = quick_xml::escape::resolve_xml_entity(&entity) {
                    sink.words(letters);
                }
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_)) => {}
        }
    }
}
