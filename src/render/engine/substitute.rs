//! What stands for the names of an entry that are those of the entry before.

use hayagriva::citationberg::SubsequentAuthorSubstituteRule as Rule;
use hayagriva::{BufWriteFormat, Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};

/// What a style puts for names that come again, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Substitute {
    /// What is put, as marks.
    pub text: String,
    /// When it is put.
    pub rule: Rule,
}

impl Substitute {
    /// Goes through a bibliography in order.
    pub fn apply<'a>(&self, entries: impl Iterator<Item = &'a mut ElemChildren>) {
        let mut before: Vec<String> = Vec::new();
        for entry in entries {
            let Some(names) = entry.find_names_mut().and_then(list) else {
                before.clear();
                continue;
            };
            let shown = shown(names);
            let same = shown.iter().zip(&before).take_while(|(a, b)| a == b).count();
            let whole = same == shown.len() && same == before.len() && same > 0;
            match self.rule {
                Rule::CompleteAll if whole => self.all(names),
                Rule::CompleteEach if whole => self.each(names, same),
                Rule::PartialEach => self.each(names, same),
                Rule::PartialFirst => self.each(names, same.min(1)),
                Rule::CompleteAll | Rule::CompleteEach => {}
            }
            before = shown;
        }
    }

    /// One text for the whole list; what stands around the names stays.
    fn all(&self, names: &mut Elem) {
        let children = &mut names.children.0;
        let first = children.iter().position(is_name).unwrap_or(0);
        let last = children.iter().rposition(is_name).unwrap_or(0);
        children.splice(first..=last, [self.child()]);
    }

    /// One text for each of the first names.
    fn each(&self, names: &mut Elem, count: usize) {
        let named = names.children.0.iter_mut().filter(|child| is_name(child));
        for child in named.take(count) {
            *child = self.child();
        }
    }

    fn child(&self) -> ElemChild {
        ElemChild::Text(Formatted { text: self.text.clone(), formatting: Formatting::default() })
    }
}

/// The element that holds the names themselves, inside those that stand for other variables.
fn list(names: &mut Elem) -> Option<&mut Elem> {
    if names.children.0.iter().any(is_name) {
        return Some(names);
    }
    names.children.find_names_mut().and_then(list)
}

fn is_name(child: &ElemChild) -> bool {
    matches!(child, ElemChild::Elem(Elem { meta: Some(ElemMeta::Name(..)), .. }))
}

/// The names as they are shown, and whether more are left out.
fn shown(names: &Elem) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for child in names.children.0.iter().filter(|child| is_name(child)) {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = child.write_buf(&mut text, BufWriteFormat::Plain);
        shown.push(text);
    }
    shown
}
