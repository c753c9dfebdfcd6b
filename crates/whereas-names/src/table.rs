//! How the files in `data/` are read: rows of cells, with examples behind `;`.

/// A row of a file.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// What stands before the first ` ;`.
    pub head: &'a str,
    /// What stands behind it: cells parted by ` ;`.
    pub tail: &'a str,
}

impl<'a> Row<'a> {
    /// The cells behind the head.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        self.tail.split(" ; ").map(str::trim).filter(|cell| !cell.is_empty())
    }
}

/// The rows of a file, without comments and empty lines.
pub fn rows(file: &str) -> impl Iterator<Item = Row<'_>> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let (head, tail) = line.split_once(" ; ").unwrap_or((line, ""));
        Row { head: head.trim(), tail: tail.trim() }
    })
}

/// The forms of a row: what ` | ` parts.
pub fn forms(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|form| !form.is_empty())
}
