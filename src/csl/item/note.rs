//! Variables written in the note of an item, as Zotero's users do: `Original date: 1881`.

use serde_json::Value as Json;

use super::{Item, Value, dates, name::Name};
use crate::csl::variable::{Kind, Variable};

/// Moves the variables in the item's note to where they belong.
pub(super) fn read_fields(item: &mut Item) {
    let Some(note) = item.text(Variable::Note).map(str::to_owned) else { return };
    let lines = split_braces(&note);
    let mut rest: Vec<String> = Vec::new();
    let mut names: Vec<(Variable, Vec<Name>)> = Vec::new();
    let mut open = true;
    for (at, line) in lines.iter().enumerate() {
        let field = field(line).filter(|_| open);
        match field {
            Some((name, value)) => {
                if !apply(item, name, value, &mut names) {
                    rest.push(line.clone());
                }
            }
            None => {
                open &= at == 0 || line.trim().is_empty();
                rest.push(line.clone());
            }
        }
    }
    for (variable, list) in names {
        item.set(variable, Value::Names(list.into()));
    }
    let text: String = rest.join("\n").trim().to_owned();
    item.set(Variable::Note, Value::Text(text.into()));
}

/// The lines of a note, `{:name: value}` on lines of their own where only such stand before it.
fn split_braces(note: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, line) in note.lines().enumerate() {
        let mut rest = line;
        let mut first = true;
        while let Some((before, inside, after)) = brace(rest) {
            if !before.trim().is_empty() && (number > 0 || !first) {
                break;
            }
            if !before.trim().is_empty() {
                lines.push(before.to_owned());
            }
            lines.push(inside.trim().to_owned());
            rest = after;
            first = false;
        }
        if first || !rest.trim().is_empty() {
            lines.push(rest.to_owned());
        }
    }
    lines
}

fn brace(line: &str) -> Option<(&str, &str, &str)> {
    let start = line.find("{:")?;
    let end = start + line[start..].find('}')?;
    let inside = &line[start + 2..end];
    field(inside)?;
    Some((&line[..start], inside, &line[end + 1..]))
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let lower = name.chars().all(|ch| ch.is_ascii_lowercase() || ch == '-' || ch == '_');
    let upper = name.chars().all(|ch| ch.is_ascii_uppercase());
    let value = value.trim();
    ((lower || upper) && !name.is_empty() && !value.is_empty() && !value.contains('}'))
        .then_some((name, value))
}

/// Sets what a line of a note says; returns whether the line is done with.
fn apply(item: &mut Item, name: &str, value: &str, names: &mut Vec<(Variable, Vec<Name>)>) -> bool {
    if name == "type" {
        item.kind = value.into();
        return true;
    }
    let Some(variable) = Variable::named(name) else { return true };
    match variable.kind() {
        Kind::Date => {
            if let Some(date) = dates::read(&Json::from(value)) {
                item.set(variable, Value::Date(date.into()));
            }
        }
        _ if item.get(variable).is_some() => return false,
        Kind::Names => {
            let mut parts = value.split("||").map(str::trim);
            let name = match (parts.next(), parts.next()) {
                (Some(family), Some(given)) => Name::person(family, given),
                (Some(literal), None) => Name::literal(literal),
                _ => return false,
            };
            match names.iter_mut().find(|(other, _)| *other == variable) {
                Some((_, list)) => list.push(name),
                None => names.push((variable, vec![name])),
            }
        }
        Kind::Text | Kind::Number => item.set(variable, Value::Text(value.into())),
    }
    true
}
