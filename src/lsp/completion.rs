//! Keys of libraries, and authors with years from the list.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit,
    Position, Range, TextEdit,
};

use crate::lsp::position::Lines;
use crate::lsp::snapshot::Snapshot;
use crate::model::entry::{Entry, Name};
use crate::report::excerpt::excerpt;
use crate::rules::words::name_of;
use crate::text::fold::fold;
use crate::text::source::PositionUnit;

/// How many proposals are sent at once; the editor asks again as one types on.
const MOST: usize = 200;

/// How far back what is being typed begins at most, in bytes.
const FARTHEST: usize = 120;

/// What is being typed.
#[derive(Debug, PartialEq, Eq)]
enum Typed {
    /// A key, from this byte on.
    Key(usize),
    /// A citation in words, from this byte on.
    Words(usize),
}

/// Returns what can be cited at a place of the text, which may be newer than what was found in it.
pub(super) fn answer(
    snapshot: &Snapshot,
    text: &str,
    position: Position,
    unit: PositionUnit,
) -> Option<CompletionResponse> {
    let lines = Lines::of(text);
    let at = lines.offset(text, position, unit);
    let (start, proposals) = match typed(&text[..at])? {
        Typed::Key(start) => (start, keys(snapshot, &text[start..at])),
        Typed::Words(start) => (start, works(snapshot, &text[start..at])),
    };
    let range = Range::new(lines.position(text, start, unit), position);
    let is_incomplete = proposals.len() > MOST;
    let items = proposals.into_iter().take(MOST).map(|(word, detail, kind)| CompletionItem {
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, word.clone()))),
        label: word,
        kind: Some(kind),
        detail: Some(detail),
        ..CompletionItem::default()
    });
    Some(CompletionResponse::List(CompletionList { is_incomplete, items: items.collect() }))
}

/// What is being typed at the end of a text; nothing where no citation can stand.
fn typed(before: &str) -> Option<Typed> {
    let from = before.floor_char_boundary(before.len().saturating_sub(FARTHEST));
    let line = from + before[from..].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let key = before
        .rfind(|ch: char| !is_key(ch))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let key = key.max(line);
    let sign = before[..key].chars().next_back();
    let command = in_command(&before[line..key]);
    if sign == Some('@') || command {
        return Some(Typed::Key(key));
    }
    let open = before[line..].rfind(['(', ')', ';']).map(|at| line + at)?;
    match before[open..].chars().next() {
        Some('(' | ';') => {
            let rest = &before[open + 1..];
            Some(Typed::Words(before.len() - rest.trim_start().len()))
        }
        _ => None,
    }
}

/// Whether a line ends within the braces of a LaTeX command that cites.
fn in_command(line: &str) -> bool {
    let Some(brace) = line.rfind('{').filter(|brace| !line[*brace..].contains('}')) else {
        return false;
    };
    let before = line[..brace].trim_end_matches(|ch: char| ch != '\\' && ch != '}' && ch != '{');
    let Some(command) = before.strip_suffix('\\').map(|_| &line[before.len()..brace]) else {
        return false;
    };
    let name: String = command.chars().take_while(|ch| ch.is_ascii_alphabetic()).collect();
    name.to_ascii_lowercase().contains("cit")
}

fn is_key(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '_' | '-' | ':' | '.' | '/' | '+')
}

type Proposal = (String, String, CompletionItemKind);

/// The keys of the library and of the list that begin so.
fn keys(snapshot: &Snapshot, typed: &str) -> Vec<Proposal> {
    let typed = typed.to_lowercase();
    let begins = |key: &str| key.to_lowercase().contains(&typed);
    let records = snapshot.library.records.iter();
    let own = snapshot.references.iter();
    let own =
        own.filter_map(|one| Some((one.label.as_deref()?.to_owned(), excerpt(&one.raw, 100))));
    let known = records.map(|one| (one.entry.id.to_string(), about(&one.entry)));
    known
        .chain(own)
        .filter(|(key, _)| !key.is_empty() && begins(key))
        .take(MOST + 1)
        .map(|(key, about)| (key, about, CompletionItemKind::REFERENCE))
        .collect()
}

/// The works of the list whose authors begin so, as they would be cited.
fn works(snapshot: &Snapshot, typed: &str) -> Vec<Proposal> {
    let typed = fold(typed);
    let works = snapshot.references.iter().map(|one| (name_of(one), excerpt(&one.raw, 100)));
    works
        .filter(|(name, _)| !name.is_empty() && fold(name).starts_with(&typed))
        .take(MOST + 1)
        .map(|(name, about)| (name, about, CompletionItemKind::REFERENCE))
        .collect()
}

/// A record in a few words.
fn about(entry: &Entry) -> String {
    let names: Vec<String> = entry.creators().iter().map(Name::cited).collect();
    let year = entry.year().map_or(String::new(), |year| year.to_string());
    let title = entry.text("title").unwrap_or_default();
    excerpt(&format!("{} {year} {title}", names.join(", ")), 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_key_or_words() {
        for (before, start) in [
            ("So @hu", Some(Typed::Key(4))),
            ("So [@hurd99; @", Some(Typed::Key(14))),
            ("So \\parencite[see][3]{hu", Some(Typed::Key(22))),
            ("So \\cite{a,b", Some(Typed::Key(11))),
            ("So \\emph{a", None),
            ("So (Hu", Some(Typed::Words(4))),
            ("So (Hurd 1999; Ла", Some(Typed::Words(15))),
            ("(Қа", Some(Typed::Words(1))),
            ("So (Hurd 1999) a", None),
            ("So it is", None),
        ] {
            assert_eq!(typed(before), start, "{before}");
        }
    }
}
