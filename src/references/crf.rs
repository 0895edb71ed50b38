//! A linear-chain conditional random field over fields.
//!
//! At each token the chain either stays in the field it is in or begins a new one (of another
//! label or of the same). A path scores the sum of: for each token how well its label fits; for
//! each new field how well its label may begin here, how well the label before may end here, and
//! how well the two follow one another.

/// How many labels there are, the one for no field included.
pub const LABELS: usize = 20;

/// A value for each label.
pub type PerLabel = [f32; LABELS];

/// What the features of one token say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scores {
    /// How well each label fits the token.
    pub content: PerLabel,
    /// How well a field of each label may begin with the token.
    pub start: PerLabel,
    /// How well a field of each label may end before the token.
    pub end: PerLabel,
}

/// What holds for all references.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Transitions {
    /// How well a field of the second label follows one of the first.
    pub follow: [PerLabel; LABELS],
    /// How well a reference begins with a label.
    pub first: PerLabel,
    /// How well a reference ends with a label.
    pub last: PerLabel,
    /// How well a field of a label goes on.
    pub stay: PerLabel,
}

/// The label of a token, and whether a field begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The label's index.
    pub label: usize,
    /// Whether a field begins here.
    pub start: bool,
}

/// The best path.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Best {
    /// The label of each token.
    pub path: Vec<Tag>,
    /// For each token, how much lower the best path scores that gives it another label.
    pub margins: Vec<f32>,
    /// What the path scores.
    pub score: f32,
}

/// The path that scores best.
pub fn best(scores: &[Scores], transitions: &Transitions) -> Best {
    best_of(scores, &[transitions])
}

/// The path that scores best, where each token has transitions of its own; the last hold for all
/// tokens that have none.
pub(crate) fn best_of(scores: &[Scores], transitions: &[&Transitions]) -> Best {
    let (Some(first), Some(whole)) = (transitions.first(), transitions.last()) else {
        return Best::default();
    };
    let reached = forward(scores, first, transitions);
    let Some(last) = reached.last() else {
        return Best::default();
    };
    let (mut label, score) = highest(&sum(last, &whole.last));
    let mut path = vec![Tag { label, start: true }; scores.len()];
    for index in (1..scores.len()).rev() {
        let (before, token) = (&reached[index - 1], &scores[index]);
        let tag = step_to(label, before, token, at(transitions, index, first));
        path[index].start = tag.start;
        label = tag.label;
        path[index - 1].label = label;
    }
    let margins = margins(scores, first, transitions, &reached, &path);
    Best { path, margins, score }
}

/// For each token and label the score of the best path up to it.
fn forward(scores: &[Scores], first: &Transitions, transitions: &[&Transitions]) -> Vec<PerLabel> {
    let mut reached: Vec<PerLabel> = Vec::with_capacity(scores.len());
    for (index, token) in scores.iter().enumerate() {
        let Some(before) = reached.last() else {
            reached.push(sum(&sum(&token.content, &token.start), &first.first));
            continue;
        };
        let transitions = at(transitions, index, first);
        let begun = begin(before, token, transitions);
        let next = higher(&begun, &sum(before, &transitions.stay));
        reached.push(sum(&next, &token.content));
    }
    reached
}

/// The last step of the best path up to a token with this label: the label before, and whether a field
/// begins with the token.
fn step_to(label: usize, before: &PerLabel, token: &Scores, transitions: &Transitions) -> Tag {
    let follow = std::array::from_fn(|last| transitions.follow[last][label]);
    let (last, begun) = highest(&sum(&sum(before, &token.end), &follow));
    let start = begun + token.start[label] >= before[label] + transitions.stay[label];
    Tag { label: if start { last } else { label }, start }
}

/// The transitions to a token.
fn at<'t>(all: &[&'t Transitions], index: usize, first: &'t Transitions) -> &'t Transitions {
    all.get(index).or(all.last()).copied().unwrap_or(first)
}

/// The score of the best path on which a field of each label begins with a token.
fn begin(before: &PerLabel, token: &Scores, transitions: &Transitions) -> PerLabel {
    let mut best = [f32::NEG_INFINITY; LABELS];
    for (leave, follow) in sum(before, &token.end).into_iter().zip(&transitions.follow) {
        best = higher(&best, &follow.map(|follow| leave + follow));
    }
    sum(&best, &token.start)
}

/// How sure each label of a path is: the distance to the best path with another label there.
fn margins(
    scores: &[Scores],
    first: &Transitions,
    transitions: &[&Transitions],
    reached: &[PerLabel],
    path: &[Tag],
) -> Vec<f32> {
    let mut margins = vec![0.0; path.len()];
    let one = (transitions.len() == 1).then(|| transposed(&first.follow));
    let mut ahead = first.last;
    for (index, tag) in path.iter().enumerate().rev() {
        let mut through = sum(&reached[index], &ahead);
        let this = std::mem::replace(&mut through[tag.label], f32::NEG_INFINITY);
        margins[index] = this - highest(&through).1;
        let transitions = at(transitions, index, first);
        let own = one.is_none().then(|| transposed(&transitions.follow));
        if let Some(lead) = own.as_ref().or(one.as_ref()) {
            ahead = behind(&scores[index], &transitions.stay, lead, &ahead);
        }
    }
    margins
}

/// For each label of the token before, the score of the best path from there on, where `ahead`
/// is that of this token. `lead` says by the later label how well it follows each.
fn behind(
    token: &Scores,
    stay: &PerLabel,
    lead: &[PerLabel; LABELS],
    ahead: &PerLabel,
) -> PerLabel {
    let onward = sum(ahead, &token.content);
    let mut leave = [f32::NEG_INFINITY; LABELS];
    for (begun, lead) in sum(&onward, &token.start).into_iter().zip(lead) {
        leave = higher(&leave, &lead.map(|lead| begun + lead));
    }
    higher(&sum(&leave, &token.end), &sum(&onward, stay))
}

/// The rows of a table as its columns: a step over all labels at once runs along a row.
fn transposed(table: &[PerLabel; LABELS]) -> [PerLabel; LABELS] {
    std::array::from_fn(|column| std::array::from_fn(|row| table[row][column]))
}

/// The label with the highest value, and that value.
fn highest(values: &PerLabel) -> (usize, f32) {
    let first = (0, f32::NEG_INFINITY);
    values.iter().enumerate().fold(first, |best, (label, &value)| match value > best.1 {
        true => (label, value),
        false => best,
    })
}

/// The higher of two values for each label.
fn higher(a: &PerLabel, b: &PerLabel) -> PerLabel {
    // Processors have an instruction for just this comparison, not for `f32::max`.
    std::array::from_fn(|label| if a[label] > b[label] { a[label] } else { b[label] })
}

fn sum(a: &PerLabel, b: &PerLabel) -> PerLabel {
    std::array::from_fn(|label| a[label] + b[label])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_weighs_content_against_change() {
        let mut scores = [Scores::default(); 3];
        scores[0].content[1] = 2.0;
        scores[1].content[2] = 1.0;
        scores[2].content[1] = 2.0;
        let Best { path, margins, score } = best(&scores, &Transitions::default());
        assert_eq!(score, 5.0);
        assert_eq!(path.iter().map(|tag| tag.label).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(margins, [2.0, 1.0, 2.0]);
        let costly = Transitions { follow: [[-2.0; LABELS]; LABELS], ..Transitions::default() };
        let Best { path, margins, .. } = best(&scores, &costly);
        assert_eq!(path.iter().map(|tag| tag.label).collect::<Vec<_>>(), [1, 1, 1]);
        assert!(!path[1].start && !path[2].start);
        assert_eq!(margins[1], 3.0);
    }

    #[test]
    fn nothing_has_no_path() {
        assert_eq!(best(&[], &Transitions::default()), Best::default());
    }
}
