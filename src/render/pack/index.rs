//! The lines of a pack's index: name, title, parent and language, parted by tabs.

/// A style of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Its name.
    pub name: &'t str,
    /// Its title; empty for a former name.
    pub title: &'t str,
    /// The style that it follows; empty for an independent style.
    pub parent: &'t str,
    /// The language that it asks its parent to speak; mostly empty.
    pub language: &'t str,
}

impl<'t> Line<'t> {
    /// Reads a line; nothing where it has no name.
    pub(crate) fn read(line: &'t str) -> Option<Line<'t>> {
        let mut fields = line.split('\t');
        let name = fields.next().filter(|name| !name.is_empty())?;
        let mut next = || fields.next().unwrap_or_default();
        Some(Line { name, title: next(), parent: next(), language: next() })
    }

    /// Writes a line, its end included.
    pub(crate) fn write(&self) -> String {
        let fields = [self.name, self.title, self.parent, self.language];
        let plain = |field: &str| field.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut line = fields.map(plain).join("\t");
        line.push('\n');
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let line = Line { name: "a", title: "A\tb\nc", parent: "p", language: "" };
        let written = line.write();
        assert_eq!(written, "a\tA b c\tp\t\n");
        let read = Line::read(written.trim_end_matches('\n')).expect("has a name");
        assert_eq!(read, Line { title: "A b c", ..line });
        assert_eq!(Line::read(""), None);
    }
}
