//! Fields: an instruction, and the text that it shows.

use crate::model::document::Position;

/// The fields that are open, from the outermost.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

/// A field.
#[derive(Debug, Default, Clone)]
pub(super) struct Field {
    /// Its instruction: `ADDIN ZOTERO_ITEM CSL_CITATION {…}`.
    pub instruction: String,
    /// The data kept beside it, in base 64.
    pub data: String,
    /// Where its shown text begins in the running text.
    pub start: Position,
    /// Whether its shown text has begun.
    shows: bool,
}

impl Fields {
    /// A field begins.
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// A field begins whose instruction is known already, and its shown text with it.
    pub(super) fn begin_simple(&mut self, instruction: String, at: Position) {
        self.open.push(Field { instruction, shows: true, start: at, ..Field::default() });
    }

    /// The shown text of the innermost field begins.
    pub(super) fn separate(&mut self, at: Position) {
        if let Some(field) = self.open.last_mut() {
            field.shows = true;
            field.start = at;
        }
    }

    /// The innermost field ends here. One that has shown nothing, as the data that EndNote keeps inside its
    /// citations, stands nowhere else.
    pub(super) fn end(&mut self, at: Position) -> Option<Field> {
        let mut field = self.open.pop()?;
        if !field.shows {
            field.start = at;
        }
        Some(field)
    }

    /// A piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shows) {
            field.instruction.push_str(text);
        }
    }

    /// A piece of the data kept beside a field.
    pub(super) fn keep(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.data.push_str(text.trim());
        }
    }

    /// Whether text that comes now is shown: it is in no instruction, and no list of contents.
    pub(super) fn show(&self) -> bool {
        self.open.iter().all(|field| field.shows && !field.is_contents())
    }
}

impl Field {
    /// Its first word, in capitals.
    pub(super) fn name(&self) -> String {
        self.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
    }

    /// Whether it is a table of contents or of figures.
    fn is_contents(&self) -> bool {
        self.instruction.trim_start().get(..4).is_some_and(|name| {
            name.eq_ignore_ascii_case("TOC ") || name.trim_end().eq_ignore_ascii_case("TOC")
        })
    }

    /// The address that a HYPERLINK leads to.
    pub(super) fn address(&self) -> Option<String> {
        if self.name() != "HYPERLINK" {
            return None;
        }
        let words = self.instruction.trim_start().get("HYPERLINK".len()..)?.trim_start();
        let inside = |words: &str| Some(words.strip_prefix('"')?.split('"').next()?.to_owned());
        match words.strip_prefix("\\l") {
            Some(anchor) => Some(format!("#{}", inside(anchor.trim_start())?)),
            None => inside(words).or_else(|| words.split_whitespace().next().map(str::to_owned)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_addresses() {
        let address = |instruction: &str| {
            Field { instruction: instruction.to_owned(), ..Field::default() }.address()
        };
        assert_eq!(
            address(r#" HYPERLINK "http://x.org/a" \t "_b""#).as_deref(),
            Some("http://x.org/a")
        );
        assert_eq!(address(r#"HYPERLINK \l "_Toc1""#).as_deref(), Some("#_Toc1"));
        assert_eq!(address("PAGEREF _Toc1"), None);
    }

    #[test]
    fn text_in_instructions_is_not_shown() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" IF ");
        fields.begin();
        fields.instruct("MERGEFIELD a");
        let at = |offset| {
            let mut position = Position::default();
            position.offset = offset;
            position
        };
        fields.separate(at(0));
        assert!(!fields.show());
        fields.end(at(2));
        fields.separate(at(3));
        assert!(fields.show());
        assert_eq!(fields.end(at(5)).map(|field| field.start.offset), Some(3));
    }
}
