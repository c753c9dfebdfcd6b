//! The static files of the pages, compiled in: one style sheet, one script and one icon.

use std::sync::LazyLock;

/// A file that never changes while the program runs.
#[derive(Debug)]
pub(crate) struct Asset {
    pub(crate) bytes: &'static str,
    pub(crate) media_type: &'static str,
    /// The first half of its SHA-256: the file's ETag, and part of its address.
    pub(crate) tag: String,
}

impl Asset {
    fn new(bytes: &'static str, media_type: &'static str) -> Self {
        let mut tag = whereas_extract::id::sha256(bytes.as_bytes());
        tag.truncate(16);
        Self { bytes, media_type, tag }
    }
}

/// The style sheet: its parts, a file for each group of pages, in this order.
pub(crate) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    const PARTS: &str = concat!(
        include_str!("../assets/style/base.css"),
        include_str!("../assets/style/board.css"),
        include_str!("../assets/style/entity.css"),
        include_str!("../assets/style/add.css"),
        include_str!("../assets/style/note.css"),
        include_str!("../assets/style/picture.css"),
        include_str!("../assets/style/stated.css"),
        include_str!("../assets/style/search.css"),
    );
    Asset::new(PARTS, "text/css; charset=utf-8")
});

/// The script: its parts, in this order. They share one scope: `reader.js` has the common functions, the others stand
/// in blocks.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    const PARTS: &str = concat!(
        include_str!("../assets/script/reader.js"),
        include_str!("../assets/script/entity.js"),
        include_str!("../assets/script/fresh.js"),
        include_str!("../assets/script/add.js"),
        include_str!("../assets/script/stated.js"),
        include_str!("../assets/script/search.js"),
        include_str!("../assets/script/lines.js"),
    );
    Asset::new(PARTS, "text/javascript; charset=utf-8")
});

/// The icon.
pub(crate) static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new(include_str!("../assets/icon.svg"), "image/svg+xml"));

/// The address of the script. It holds the tag too.
pub(crate) fn script_address() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/assets/script.js?v={}", SCRIPT.tag));
    &ADDRESS
}

/// The address of the style sheet. It holds the tag, so that a browser may keep the file for good.
pub(crate) fn style_address() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/assets/style.css?v={}", STYLE.tag));
    &ADDRESS
}
