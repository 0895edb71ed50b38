//! How well a chain explains known tags, and which way its weights would explain them better.

use cite::internals::references::crf::{LABELS, PerLabel, Scores, Tag, Transitions};

/// Which way each score would have to go, and how unlikely the tags are now.
pub struct Gradient {
    /// For the scores of each token.
    pub scores: Vec<Scores>,
    /// For the transitions.
    pub transitions: Transitions,
    /// The negative logarithm of the probability of the tags.
    pub loss: f32,
}

/// The chain read from the left: for each token and label the logarithm of the sum over all
/// paths up to it; and the same over all paths.
struct Forward {
    reached: Vec<PerLabel>,
    total: f32,
}

/// The gradient of the logarithm of the probability that the chain gives the tags.
pub fn gradient(scores: &[Scores], transitions: &Transitions, tags: &[Tag]) -> Gradient {
    let follow: [PerLabel; LABELS] = transitions.follow.map(|row| row.map(f32::exp));
    let forward = forward(scores, transitions, &follow);
    let mut gradient = Gradient {
        scores: vec![Scores::default(); scores.len()],
        transitions: Transitions::default(),
        loss: forward.total,
    };
    expect(&mut gradient, scores, transitions, &follow, &forward);
    observe(&mut gradient, scores, transitions, tags);
    gradient
}

fn forward(scores: &[Scores], transitions: &Transitions, follow: &[PerLabel; LABELS]) -> Forward {
    let mut reached: Vec<PerLabel> = Vec::with_capacity(scores.len());
    for token in scores {
        let Some(before) = reached.last() else {
            reached.push(sum(&sum(&token.content, &token.start), &transitions.first));
            continue;
        };
        let (leave, top) = scaled(&sum(before, &token.end));
        let mut begun = [0.0; LABELS];
        for (leave, follow) in leave.iter().zip(follow) {
            for (begun, follow) in begun.iter_mut().zip(follow) {
                *begun += leave * follow;
            }
        }
        reached.push(std::array::from_fn(|label| {
            let begun = begun[label].max(f32::MIN_POSITIVE).ln() + top + token.start[label];
            token.content[label] + log_add(begun, before[label] + transitions.stay[label])
        }));
    }
    let total = reached.last().map_or(0.0, |last| log_sum(&sum(last, &transitions.last)));
    Forward { reached, total }
}

/// Takes away what the chain expects, reading it from the right.
fn expect(
    gradient: &mut Gradient,
    scores: &[Scores],
    transitions: &Transitions,
    follow: &[PerLabel; LABELS],
    forward: &Forward,
) {
    let mut ahead = transitions.last;
    let all = &mut gradient.transitions;
    for index in (0..scores.len()).rev() {
        let token = &scores[index];
        let through = sum(&forward.reached[index], &ahead);
        let likely: PerLabel = through.map(|value| (value - forward.total).exp());
        take(&mut gradient.scores[index].content, &likely);
        if index + 1 == scores.len() {
            take(&mut all.last, &likely);
        }
        if index == 0 {
            take(&mut gradient.scores[0].start, &likely);
            take(&mut all.first, &likely);
            return;
        }
        let before = &forward.reached[index - 1];
        let onward = sum(&ahead, &token.content);
        let (leave, top) = scaled(&sum(before, &token.end));
        let (begun, most) = scaled(&sum(&onward, &token.start));
        let share = (top + most - forward.total).exp();
        let mut next = [0.0; LABELS];
        for a in 0..LABELS {
            let mut left = 0.0;
            let weight = leave[a] * share;
            for b in 0..LABELS {
                let step = follow[a][b] * begun[b];
                left += step;
                all.follow[a][b] -= weight * step;
                gradient.scores[index].start[b] -= weight * step;
            }
            gradient.scores[index].end[a] -= weight * left;
            let stay = onward[a] + transitions.stay[a];
            all.stay[a] -= (before[a] + stay - forward.total).exp();
            let left = left.max(f32::MIN_POSITIVE).ln() + most + token.end[a];
            next[a] = log_add(left, stay);
        }
        ahead = next;
    }
}

/// Adds what the tags show.
fn observe(gradient: &mut Gradient, scores: &[Scores], transitions: &Transitions, tags: &[Tag]) {
    let all = &mut gradient.transitions;
    let mut before: Option<usize> = None;
    for (index, tag) in tags.iter().enumerate() {
        let (token, slopes) = (&scores[index], &mut gradient.scores[index]);
        let label = tag.label;
        slopes.content[label] += 1.0;
        gradient.loss -= token.content[label];
        match before {
            Some(last) if last == label && !tag.start => {
                all.stay[label] += 1.0;
                gradient.loss -= transitions.stay[label];
            }
            Some(last) => {
                slopes.start[label] += 1.0;
                slopes.end[last] += 1.0;
                all.follow[last][label] += 1.0;
                gradient.loss -=
                    token.start[label] + token.end[last] + transitions.follow[last][label];
            }
            None => {
                slopes.start[label] += 1.0;
                all.first[label] += 1.0;
                gradient.loss -= token.start[label] + transitions.first[label];
            }
        }
        before = Some(label);
    }
    if let Some(last) = before {
        all.last[last] += 1.0;
        gradient.loss -= transitions.last[last];
    }
}

/// The exponentials of values below their highest, and that.
fn scaled(values: &PerLabel) -> (PerLabel, f32) {
    let top = values.iter().copied().fold(f32::MIN, f32::max);
    (values.map(|value| (value - top).exp()), top)
}

fn log_sum(values: &PerLabel) -> f32 {
    let (scaled, top) = scaled(values);
    top + scaled.iter().sum::<f32>().ln()
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    high + (low - high).exp().ln_1p()
}

fn sum(a: &PerLabel, b: &PerLabel) -> PerLabel {
    std::array::from_fn(|label| a[label] + b[label])
}

fn take(from: &mut PerLabel, what: &PerLabel) {
    for (from, what) in from.iter_mut().zip(what) {
        *from -= what;
    }
}
