//! Where each cite stands: first, subsequent, ibid.
//!
//! CSL 1.0.2, "Choose", `position`; `near-note-distance`.

use std::collections::HashMap;

use super::cluster::{Cite, Cluster, ClusterMode, Position};

/// Sets the positions of all cites, those in the text and those in notes for themselves.
pub(crate) fn set(clusters: &mut [Cluster], near: u64) {
    let (text, notes): (Vec<usize>, Vec<usize>) =
        (0..clusters.len()).partition(|at| clusters[*at].note == 0);
    for places in [text, notes] {
        walk(clusters, &places, near);
    }
}

#[derive(Default)]
struct Seen {
    first: HashMap<String, u64>,
    last: HashMap<String, u64>,
    in_note: HashMap<u64, usize>,
}

fn walk(clusters: &mut [Cluster], places: &[usize], near: u64) {
    let mut seen = Seen::default();
    for (at, &place) in places.iter().enumerate() {
        let note = clusters[place].note;
        let before = at.checked_sub(1).map(|before| places[before]);
        if before.is_some_and(|before| note > 0 && clusters[before].note > note) {
            seen = Seen::default();
        }
        *seen.in_note.entry(note).or_default() += clusters[place].cites.len();
        if clusters[place].positioned {
            continue;
        }
        for k in 0..clusters[place].cites.len() {
            let found = find(clusters, place, before, k, &seen);
            let author_only = clusters[place].mode == ClusterMode::AuthorOnly;
            let cite = &mut clusters[place].cites[k];
            let id = cite.id.clone();
            cite.position = if author_only { Position::First } else { found };
            cite.near_note = false;
            cite.first_note = None;
            if found == Position::First && !seen.last.contains_key(&id) {
                if author_only {
                    continue;
                }
                seen.first.insert(id.clone(), note);
                seen.last.insert(id, note);
                continue;
            }
            let first = *seen.first.entry(id.clone()).or_insert(note);
            cite.first_note = Some(first).filter(|first| *first != note);
            let last = seen.last.insert(id, note).unwrap_or(note);
            let distance = note.saturating_sub(last);
            cite.near_note = cite.position != Position::First && (note == 0 || distance <= near);
        }
    }
}

fn find(
    clusters: &[Cluster],
    place: usize,
    before: Option<usize>,
    k: usize,
    seen: &Seen,
) -> Position {
    let cluster = &clusters[place];
    let cite = &cluster.cites[k];
    if !seen.last.contains_key(&cite.id) {
        return Position::First;
    }
    let previous = match (k, before.map(|before| &clusters[before])) {
        (1.., _) => Some(&cluster.cites[k - 1]).filter(|other| other.id == cite.id),
        (0, Some(before)) if before.note != cluster.note => before
            .cites
            .first()
            .filter(|other| other.id == cite.id && before.note + 1 >= cluster.note)
            .filter(|_| before.note == 0 || seen.in_note.get(&before.note) == Some(&1)),
        (0, Some(before)) => before
            .cites
            .last()
            .filter(|other| other.id == cite.id)
            .and_then(|_| before.cites.first()),
        (0, None) => None,
    };
    previous.map_or(Position::Subsequent, |previous| compare(previous, cite))
}

fn compare(previous: &Cite, cite: &Cite) -> Position {
    let place = |cite: &Cite| {
        let locator = cite.locator.as_deref().filter(|locator| !locator.is_empty())?;
        Some(format!("{locator}{}", cite.label.as_deref().unwrap_or_default()))
    };
    match (place(previous), place(cite)) {
        (Some(_), None) => Position::Subsequent,
        (None, Some(_)) => Position::IbidWithLocator,
        (one, other) if one == other => Position::Ibid,
        _ => Position::IbidWithLocator,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_found() {
        let cite = |id: &str, locator: &str| Cite {
            locator: Some(locator.to_owned()).filter(|locator| !locator.is_empty()),
            ..Cite::new(id)
        };
        let cluster = |note, cites: &[(&str, &str)]| Cluster {
            cites: cites.iter().map(|(id, locator)| cite(id, locator)).collect(),
            note,
            ..Cluster::default()
        };
        let mut clusters = vec![
            cluster(1, &[("a", "")]),
            cluster(2, &[("a", "3")]),
            cluster(3, &[("a", "3")]),
            cluster(4, &[("a", "")]),
            cluster(5, &[("b", "")]),
            cluster(20, &[("a", "")]),
        ];
        set(&mut clusters, 5);
        let have: Vec<(Position, bool)> =
            clusters.iter().map(|c| (c.cites[0].position, c.cites[0].near_note)).collect();
        use Position::{First, Ibid, IbidWithLocator, Subsequent};
        let want = [
            (First, false),
            (IbidWithLocator, true),
            (Ibid, true),
            (Subsequent, true),
            (First, false),
            (Subsequent, false),
        ];
        assert_eq!(have, want);
    }
}
