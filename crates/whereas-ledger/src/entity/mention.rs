//! The distinct mentions of a document as they are stored: each form once, with its base, and what persons are said
//! to be.

use std::collections::{BTreeMap, BTreeSet};

use whereas_extract::id::fold_words;
use whereas_extract::{Extraction, Genre, Lang, Mention, MentionValue, Span};

use super::local::{Basis, Form, KINDS, Resolved, Setting, resolve};
use super::node::{Node, node};
use crate::derive::{passage_id, passage_lang};
use crate::judge::mention_id;
use crate::limit;

/// The first place of a distinct mention.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MentionEntry {
    pub id: String,
    pub kind: String,
    pub passage: String,
    pub lang: Lang,
    pub quote: String,
    pub times: u32,
    /// The form of the same document that it goes back to, and why.
    pub base: String,
    pub base_lang: Lang,
    pub basis: Basis,
    /// The name that it stands for ([`crate::entity::node`]); `""` for what is nobody.
    pub node: String,
}

/// What a person is said to be: "Minister of Justice".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClaimEntry {
    /// Place of the mention among those of its document.
    pub mention: u32,
    /// The role, folded to one line.
    pub role: String,
    /// The role and the name with what stands between them.
    pub quote: String,
}

/// Every distinct mention at its first place, in order of place, with what it goes back to; the names that they stand
/// for; and what persons are said to be.
pub(crate) fn distinct(
    id: &str,
    text: &str,
    found: &Extraction,
) -> (Vec<MentionEntry>, BTreeSet<Node>, BTreeSet<ClaimEntry>) {
    let mut in_order: Vec<&Mention> = found.mentions.iter().collect();
    in_order.sort_by_key(|mention| mention.span);
    let mut known = BTreeMap::new();
    let mut firsts: Vec<&Mention> = Vec::new();
    let mut forms: Vec<Form<'_>> = Vec::new();
    let (mut nodes, mut claims) = (BTreeSet::new(), BTreeSet::new());
    for mention in in_order {
        let quote = mention.span.of(text);
        let kind = mention.value.kind();
        let place = *known.entry((kind, fold_words(quote))).or_insert(forms.len());
        let claim = claim(place, text, mention);
        let role = claim.as_ref().map(|claim| fold_words(&claim.role));
        claims.extend(claim);
        match forms.get_mut(place) {
            Some(form) => {
                form.times += 1;
                form.spans.push(mention.span);
                form.roles.extend(role);
            }
            None => {
                let lang = passage_lang(found, mention.passage);
                let roles = role.into_iter().collect();
                forms.push(Form { kind, quote, lang, times: 1, spans: vec![mention.span], roles });
                firsts.push(mention);
            }
        }
    }
    let lang = found.document.languages.first().copied().unwrap_or(Lang::UNKNOWN);
    let resolution = found.document.genre == Genre::Resolution;
    let setting = Setting { text, publisher: &found.document.publisher, lang, resolution };
    let resolved = resolve(setting, &forms);
    let entry = |((form, first), to): ((&Form<'_>, &&Mention), Resolved)| {
        let node = KINDS.contains(&form.kind).then(|| node(id, form.kind, to.lang, &to.base));
        let node_id = node.as_ref().map_or(String::new(), |node| node.id.clone());
        nodes.extend(node);
        MentionEntry {
            id: mention_id(id, form.kind, form.quote),
            kind: form.kind.to_owned(),
            passage: passage_id(found, first.passage),
            lang: form.lang,
            quote: form.quote.to_owned(),
            times: form.times,
            base: to.base,
            base_lang: to.lang,
            basis: to.basis,
            node: node_id,
        }
    };
    let entries = forms.iter().zip(&firsts).zip(resolved).map(entry).collect();
    (entries, nodes, claims)
}

/// The role that stands at a person's name, with the words from the one to the other.
fn claim(place: usize, text: &str, mention: &Mention) -> Option<ClaimEntry> {
    let MentionValue::Person { role: Some(role) } = mention.value else { return None };
    let whole = Span::new(role.start.min(mention.span.start), role.end.max(mention.span.end));
    let near = whole.len() as usize <= limit::CLAIM_BYTES_MAX;
    let quote = if near { whole.of(text) } else { role.of(text) };
    let mention = u32::try_from(place).ok()?;
    Some(ClaimEntry { mention, role: whereas_extract::fold_blanks(role.of(text)), quote: quote.to_owned() })
}
