//! One of a list by its name.

use super::argument::ArgumentError;

/// Returns the item of this name, or what to say where there is none: all names, each with what it is.
/// `named` gives both for an item.
pub(super) fn choice<T>(
    list: &[&'static T],
    name: &str,
    named: impl Fn(&T) -> (&'static str, &'static str),
) -> Result<&'static T, ArgumentError> {
    let known = list.iter().find(|item| named(item).0 == name).copied();
    known.ok_or_else(|| {
        let line = |item: &&T| {
            let (name, about) = named(item);
            format!("{name} ({about})")
        };
        ArgumentError::Choice(list.iter().map(line).collect::<Vec<_>>().join(", "))
    })
}
