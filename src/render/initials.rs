//! Initials that are written together.

use crate::model::entry::{Entry, Name, Value};

/// Returns an entry with initials parted that are written together ("Roe AB"), as typed lists and MEDLINE
/// have them: styles would take them for one name. In CSL-JSON they are one name, as for other processors.
pub(crate) fn parted(mut entry: Entry) -> Entry {
    let names = entry.variables.iter().filter(|(_, value)| matches!(value, Value::Names(_)));
    let names: Vec<String> = names.map(|(name, _)| name.as_str().to_owned()).collect();
    for name in names {
        if let Some(Value::Names(names)) = entry.variables.get_mut(&name) {
            names.iter_mut().for_each(part);
        }
    }
    entry
}

fn part(name: &mut Name) {
    /// Nobody has more; where the family name is in capitals, too, more letters may be a name.
    const MOST: usize = 4;
    const MOST_IN_CAPITALS: usize = 2;
    let family = name.family.as_deref().unwrap_or_default();
    let given = name.given.as_deref().unwrap_or_default();
    let most = if family.contains(char::is_lowercase) { MOST } else { MOST_IN_CAPITALS };
    let count = given.chars().count();
    if (2..=most).contains(&count) && given.chars().all(char::is_uppercase) {
        let parted: Vec<String> = given.chars().map(|letter| format!("{letter}.")).collect();
        name.given = Some(parted.join(" ").into());
    }
}
