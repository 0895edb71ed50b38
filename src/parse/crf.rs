//! A linear-chain conditional random field over fields.
//!
//! At each token the chain either stays in the field it is in or begins a new one (of another
//! label or of the same). A path scores the sum of: for each token how well its label fits; for
//! each new field how well its label may begin here, how well the label before may end here, and
//! how well the two follow one another.

/// How many labels there are, the one for no field included.
pub const LABELS: usize = 20;

/// How many states the memory of a path has: one bit for each label that it remembers.
pub const MEMORIES: usize = 1 << REMEMBERED.len();

/// The labels that a path remembers to have passed.
pub const REMEMBERED: [usize; 4] = [5, 6, 4, 1];

/// The memory after a field of `label` has begun.
pub const fn remember(memory: usize, label: usize) -> usize {
    let mut bit = 0;
    while bit < REMEMBERED.len() {
        if REMEMBERED[bit] == label {
            return memory | 1 << bit;
        }
        bit += 1;
    }
    memory
}

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
    /// How well a field of a label begins after what the memory holds.
    pub after: [PerLabel; MEMORIES],
    /// How well a reference ends with a memory.
    pub done: [f32; MEMORIES],
}

/// The label of a token, and whether a field begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// The label's index.
    pub label: usize,
    /// Whether a field begins here.
    pub start: bool,
}

/// A step back on a path: the label and the memory before, and whether a field began.
type Back = [[(u8, u8, bool); LABELS]; MEMORIES];

/// The best path.
pub fn best(scores: &[Scores], transitions: &Transitions) -> Vec<Tag> {
    let Some(first) = scores.first() else {
        return Vec::new();
    };
    let start = sum(&first.content, &first.start, &transitions.first);
    let mut reached = [[f32::NEG_INFINITY; LABELS]; MEMORIES];
    for label in 0..LABELS {
        reached[remember(0, label)][label] = start[label] + transitions.after[0][label];
    }
    let mut from: Vec<Back> = vec![[[(0, 0, true); LABELS]; MEMORIES]; scores.len()];
    for (index, token) in scores.iter().enumerate().skip(1) {
        let mut next = [[f32::NEG_INFINITY; LABELS]; MEMORIES];
        for memory in 0..MEMORIES {
            for label in 0..LABELS {
                let stay = reached[memory][label] + transitions.stay[label];
                if stay > next[memory][label] {
                    next[memory][label] = stay;
                    from[index][memory][label] = (label as u8, memory as u8, false);
                }
            }
            let mut leave = reached[memory];
            add(&mut leave, &token.end);
            let mut best = [f32::NEG_INFINITY; LABELS];
            let mut back = [0_u8; LABELS];
            for (before, leave) in leave.iter().enumerate() {
                for label in 0..LABELS {
                    let score = leave + transitions.follow[before][label];
                    if score > best[label] {
                        best[label] = score;
                        back[label] = before as u8;
                    }
                }
            }
            for label in 0..LABELS {
                let score = best[label] + token.start[label] + transitions.after[memory][label];
                let then = remember(memory, label);
                if score > next[then][label] {
                    next[then][label] = score;
                    from[index][then][label] = (back[label], memory as u8, true);
                }
            }
        }
        for row in &mut next {
            add(row, &token.content);
        }
        reached = next;
    }
    let (mut memory, mut label, mut top) = (0, 0, f32::NEG_INFINITY);
    for (m, row) in reached.iter().enumerate() {
        for (l, score) in row.iter().enumerate() {
            let score = score + transitions.last[l] + transitions.done[m];
            if score > top {
                (memory, label, top) = (m, l, score);
            }
        }
    }
    let mut path = vec![Tag { label, start: true }; scores.len()];
    for index in (0..scores.len()).rev() {
        let (before, earlier, start) = from[index][memory][label];
        path[index] = Tag { label, start };
        label = usize::from(before);
        memory = usize::from(earlier);
    }
    path
}

fn sum(a: &PerLabel, b: &PerLabel, c: &PerLabel) -> PerLabel {
    let mut sum = *a;
    add(&mut sum, b);
    add(&mut sum, c);
    sum
}

fn add(a: &mut PerLabel, b: &PerLabel) {
    for (a, b) in a.iter_mut().zip(b) {
        *a += b;
    }
}
