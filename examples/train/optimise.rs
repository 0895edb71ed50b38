//! Stochastic training.

use std::collections::{BTreeMap, HashMap};

use cite::model::reference::Label;
use cite::parse::crf::{LABELS, MEMORIES, PerLabel, Scores, Tag, Transitions, best, remember};
use cite::parse::features::{Features, features};
use cite::parse::tokens::{Token, tokens};
use cite::text::span::Span;

use crate::strings::Labelled;
use cite::parse::label::{CHAIN, index_of};

/// a parameter vector with AdaGrad
#[derive(Clone, Copy, Default)]
pub struct Row {
    pub w: PerLabel,
    g: PerLabel,
}

pub struct Model {
    pub content_ids: HashMap<u64, u32>,
    pub border_ids: HashMap<u64, u32>,
    pub content: Vec<Row>,
    pub start: Vec<Row>,
    pub end: Vec<Row>,
    pub transitions: Transitions,
}

struct Instance {
    content: Vec<Vec<u32>>,
    border: Vec<Vec<u32>>,
    tags: Vec<Tag>,
}

fn count(all: &[Features], content: bool, min: u32) -> HashMap<u64, u32> {
    let mut c: HashMap<u64, u32> = HashMap::new();
    for f in all {
        for k in if content { &f.content } else { &f.border } {
            *c.entry(*k).or_default() += 1;
        }
    }
    let mut keys: Vec<u64> = c.into_iter().filter(|(_, n)| *n >= min).map(|(k, _)| k).collect();
    keys.sort_unstable();
    keys.into_iter().enumerate().map(|(i, k)| (k, i as u32)).collect()
}

pub fn train(data: &[Labelled], epochs: usize) -> Model {
    let feats: Vec<Features> = data.iter().map(|l| features(&l.text, &l.tokens)).collect();
    let min: u32 = std::env::var("MIN").ok().and_then(|v| v.parse().ok()).unwrap_or(2);
    let content_ids = count(&feats, true, min);
    let border_ids = count(&feats, false, min);
    let toks: usize = data.iter().map(|l| l.tokens.len()).sum();
    eprintln!(
        "{} strings, {} tokens, {} content, {} border; per token {} {}",
        data.len(),
        toks,
        content_ids.len(),
        border_ids.len(),
        feats.iter().map(|f| f.content.len()).sum::<usize>() / toks,
        feats.iter().map(|f| f.border.len()).sum::<usize>() / toks
    );
    let instances: Vec<Instance> = feats
        .iter()
        .zip(data)
        .filter(|(_, l)| !l.tokens.is_empty())
        .map(|(f, l)| Instance {
            content: (0..l.tokens.len())
                .map(|t| f.content(t).iter().filter_map(|k| content_ids.get(k).copied()).collect())
                .collect(),
            border: (0..l.tokens.len())
                .map(|t| f.border(t).iter().filter_map(|k| border_ids.get(k).copied()).collect())
                .collect(),
            tags: l.tags.clone(),
        })
        .collect();
    drop(feats);
    let mut model = Model {
        content: vec![Row::default(); content_ids.len()],
        start: vec![Row::default(); border_ids.len()],
        end: vec![Row::default(); border_ids.len()],
        content_ids,
        border_ids,
        transitions: Transitions::default(),
    };
    let mut tg = Transitions::default();
    let env = |k: &str, d: f32| -> f32 {
        std::env::var(k).ok().and_then(|v| v.parse().ok()).unwrap_or(d)
    };
    let rate = env("RATE", 0.08);
    let drop = env("DROP", 0.6);
    let l2 = env("L2", 0.0);
    let keep = env("KEEP", 0.0) as usize;
    let fine = env("FINE", 4.0) as usize;
    let mut seed = 1u64;
    passes(&mut model, &mut tg, &instances, epochs, rate, drop, l2, &mut seed);
    if keep > 0 {
        prune(&mut model, keep);
        passes(
            &mut model,
            &mut tg,
            &instances,
            fine,
            rate * env("FRATE", 0.3),
            drop,
            l2,
            &mut seed,
        );
    }
    if drop > 0.0 {
        for r in model.content.iter_mut().chain(&mut model.start).chain(&mut model.end) {
            for w in &mut r.w {
                *w *= 1.0 - drop;
            }
        }
    }
    if env("QUANT", 0.0) > 0.0 {
        let q = env("QUANT", 0.0);
        for r in model.content.iter_mut().chain(&mut model.start).chain(&mut model.end) {
            for w in &mut r.w {
                *w = (*w * q).round().clamp(-127.0, 127.0) / q;
            }
        }
    }
    let nz = |rows: &Vec<Row>| {
        (
            rows.iter().filter(|r| r.w.iter().any(|w| *w != 0.0)).count(),
            rows.iter().map(|r| r.w.iter().filter(|w| **w != 0.0).count()).sum::<usize>(),
        )
    };
    eprintln!(
        "rows/weights content {:?} start {:?} end {:?}",
        nz(&model.content),
        nz(&model.start),
        nz(&model.end)
    );
    model
}

fn prune(model: &mut Model, keep: usize) {
    let mut all: Vec<f32> = model
        .content
        .iter()
        .chain(&model.start)
        .chain(&model.end)
        .flat_map(|r| r.w.iter().map(|w| w.abs()))
        .filter(|w| *w > 0.0)
        .collect();
    if all.len() <= keep {
        return;
    }
    let n = all.len() - keep;
    all.select_nth_unstable_by(n, f32::total_cmp);
    let t = all[n];
    eprintln!("threshold {t}");
    for r in model.content.iter_mut().chain(&mut model.start).chain(&mut model.end) {
        for i in 0..LABELS {
            if r.w[i].abs() < t {
                r.w[i] = 0.0;
                r.g[i] = f32::INFINITY;
            }
        }
    }
}

fn passes(
    model: &mut Model,
    tg: &mut Transitions,
    instances: &[Instance],
    epochs: usize,
    rate: f32,
    drop: f32,
    l2: f32,
    seed: &mut u64,
) {
    let mut order: Vec<usize> = (0..instances.len()).collect();
    let mut next = move || {
        *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        *seed >> 33
    };
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, next() as usize % (i + 1));
        }
        let mut loss = 0.0;
        let mut toks = 0;
        let rate = rate * (1.0 - 0.9 * epoch as f32 / epochs as f32);
        for &i in &order {
            let inst = &instances[i];
            toks += inst.tags.len();
            if drop > 0.0 {
                let mut keep = |f: &Vec<u32>| -> Vec<u32> {
                    f.iter()
                        .copied()
                        .filter(|_| (next() & 0xFFFFFF) as f32 / (1u64 << 24) as f32 >= drop)
                        .collect()
                };
                let dropped = Instance {
                    content: inst.content.iter().map(&mut keep).collect(),
                    border: inst.border.iter().map(&mut keep).collect(),
                    tags: inst.tags.clone(),
                };
                loss += step(model, tg, &dropped, rate, l2);
            } else {
                loss += step(model, tg, inst, rate, l2);
            }
        }
        eprintln!("epoch {epoch} loss {:.4}", loss / toks as f64);
    }
}

fn gather(model: &Model, inst: &Instance) -> Vec<Scores> {
    (0..inst.tags.len())
        .map(|t| {
            let mut s = Scores::default();
            for &f in &inst.content[t] {
                add(&mut s.content, &model.content[f as usize].w);
            }
            for &f in &inst.border[t] {
                add(&mut s.start, &model.start[f as usize].w);
                add(&mut s.end, &model.end[f as usize].w);
            }
            s
        })
        .collect()
}

fn add(a: &mut PerLabel, b: &PerLabel) {
    for i in 0..LABELS {
        a[i] += b[i];
    }
}

fn lse(v: &PerLabel) -> f32 {
    let m = v.iter().copied().fold(f32::MIN, f32::max);
    m + v.iter().map(|x| (x - m).exp()).sum::<f32>().ln()
}

fn update(row: &mut Row, grad: &PerLabel, rate: f32, l2: f32) {
    for i in 0..LABELS {
        if row.g[i].is_infinite() {
            continue;
        }
        let g = grad[i] - l2 * row.w[i];
        row.g[i] += g * g;
        row.w[i] += rate * g / (row.g[i].sqrt() + 1e-3);
    }
}

type Mem = [PerLabel; MEMORIES];
const LOW: f32 = -1e30;

fn step(model: &mut Model, tg: &mut Transitions, inst: &Instance, rate: f32, l2: f32) -> f64 {
    let n = inst.tags.len();
    let s = gather(model, inst);
    let tr = &model.transitions;
    let mut ef = [[0f32; LABELS]; LABELS];
    for a in 0..LABELS {
        for b in 0..LABELS {
            ef[a][b] = tr.follow[a][b].exp();
        }
    }
    let mut alpha: Vec<Mem> = vec![[[LOW; LABELS]; MEMORIES]; n];
    for y in 0..LABELS {
        alpha[0][remember(0, y)][y] =
            s[0].content[y] + s[0].start[y] + tr.first[y] + tr.after[0][y];
    }
    let mut leave: Vec<Mem> = vec![[[0f32; LABELS]; MEMORIES]; n];
    let mut lmax = vec![[LOW; MEMORIES]; n];
    for t in 1..n {
        let mut next: Mem = [[LOW; LABELS]; MEMORIES];
        for m in 0..MEMORIES {
            for y in 0..LABELS {
                if alpha[t - 1][m][y] > LOW / 2.0 {
                    next[m][y] = alpha[t - 1][m][y] + tr.stay[y];
                }
            }
        }
        for m in 0..MEMORIES {
            let mut l = alpha[t - 1][m];
            add(&mut l, &s[t].end);
            let mx = l.iter().copied().fold(f32::MIN, f32::max);
            lmax[t][m] = mx;
            if mx < LOW / 2.0 {
                continue;
            }
            let mut acc = [0f32; LABELS];
            for a in 0..LABELS {
                let x = (l[a] - mx).exp();
                leave[t][m][a] = x;
                if x > 0.0 {
                    for b in 0..LABELS {
                        acc[b] += x * ef[a][b];
                    }
                }
            }
            for y in 0..LABELS {
                let sw = acc[y].max(1e-37).ln() + mx + s[t].start[y] + tr.after[m][y];
                let q = remember(m, y);
                next[q][y] = log_add(next[q][y], sw);
            }
        }
        for m in 0..MEMORIES {
            for y in 0..LABELS {
                if next[m][y] > LOW / 2.0 {
                    next[m][y] += s[t].content[y];
                }
            }
        }
        alpha[t] = next;
    }
    let mut fin: Mem = alpha[n - 1];
    let mut top = f32::MIN;
    for m in 0..MEMORIES {
        for y in 0..LABELS {
            fin[m][y] += tr.last[y] + tr.done[m];
            top = top.max(fin[m][y]);
        }
    }
    let z = top + fin.iter().flatten().map(|x| (x - top).exp()).sum::<f32>().ln();
    let mut g = Transitions::default();
    let mut gs: Vec<(PerLabel, PerLabel, PerLabel)> =
        vec![([0.; LABELS], [0.; LABELS], [0.; LABELS]); n];
    let mut beta: Mem = [[0f32; LABELS]; MEMORIES];
    for m in 0..MEMORIES {
        for y in 0..LABELS {
            beta[m][y] = tr.last[y] + tr.done[m];
            let p = (fin[m][y] - z).exp();
            g.last[y] -= p;
            g.done[m] -= p;
            gs[n - 1].0[y] -= p;
        }
    }
    for t in (1..n).rev() {
        let mut before: Mem = [[LOW; LABELS]; MEMORIES];
        for m in 0..MEMORIES {
            if lmax[t][m] < LOW / 2.0 {
                continue;
            }
            // staying
            for y in 0..LABELS {
                let st = s[t].content[y] + beta[m][y] + tr.stay[y];
                before[m][y] = st;
                let p = (alpha[t - 1][m][y] + st - z).exp();
                g.stay[y] -= p;
                if t > 1 || true {
                    gs[t - 1].0[y] -= p;
                }
            }
            let mut sw = [0f32; LABELS];
            for y in 0..LABELS {
                sw[y] = s[t].content[y] + beta[remember(m, y)][y] + s[t].start[y] + tr.after[m][y];
            }
            let mx = sw.iter().copied().fold(f32::MIN, f32::max);
            let mut e = [0f32; LABELS];
            for y in 0..LABELS {
                e[y] = (sw[y] - mx).exp();
            }
            let reach = true;
            let c = if reach { (lmax[t][m] + mx - z).exp() } else { 0.0 };
            for a in 0..LABELS {
                let mut acc = 0f32;
                for b in 0..LABELS {
                    acc += ef[a][b] * e[b];
                }
                let v = acc.max(1e-37).ln() + mx + s[t].end[a];
                before[m][a] = log_add(before[m][a], v);
                if !reach {
                    continue;
                }
                let la = leave[t][m][a] * c;
                if la > 0.0 {
                    let pe = la * acc;
                    gs[t].2[a] -= pe;
                    gs[t - 1].0[a] -= pe;
                    for b in 0..LABELS {
                        let p = la * ef[a][b] * e[b];
                        g.follow[a][b] -= p;
                        gs[t].1[b] -= p;
                        g.after[m][b] -= p;
                    }
                }
            }
        }
        beta = before;
    }
    for y in 0..LABELS {
        let p = (alpha[0][remember(0, y)][y] + beta[remember(0, y)][y] - z).exp();
        gs[0].1[y] -= p;
        g.first[y] -= p;
        g.after[0][y] -= p;
    }
    // gold
    let mut gold = 0f32;
    let mut mem = 0;
    for t in 0..n {
        let y = inst.tags[t].label;
        gold += s[t].content[y];
        gs[t].0[y] += 1.0;
        if t == 0 {
            gold += s[0].start[y] + tr.first[y] + tr.after[0][y];
            gs[0].1[y] += 1.0;
            g.first[y] += 1.0;
            g.after[0][y] += 1.0;
            mem = remember(0, y);
        } else {
            let p = inst.tags[t - 1].label;
            if inst.tags[t].start || p != y {
                gold += s[t].start[y] + s[t].end[p] + tr.follow[p][y] + tr.after[mem][y];
                gs[t].1[y] += 1.0;
                gs[t].2[p] += 1.0;
                g.follow[p][y] += 1.0;
                g.after[mem][y] += 1.0;
                mem = remember(mem, y);
            } else {
                gold += tr.stay[y];
                g.stay[y] += 1.0;
            }
        }
    }
    let y = inst.tags[n - 1].label;
    gold += tr.last[y] + tr.done[mem];
    g.last[y] += 1.0;
    g.done[mem] += 1.0;
    for t in 0..n {
        for &f in &inst.content[t] {
            update(&mut model.content[f as usize], &gs[t].0, rate, l2);
        }
        for &f in &inst.border[t] {
            update(&mut model.start[f as usize], &gs[t].1, rate, l2);
            update(&mut model.end[f as usize], &gs[t].2, rate, l2);
        }
    }
    let up = |w: &mut [f32], h: &mut [f32], g: &[f32]| {
        for i in 0..w.len() {
            h[i] += g[i] * g[i];
            w[i] += rate * g[i] / (h[i].sqrt() + 1e-3);
        }
    };
    let t = &mut model.transitions;
    for a in 0..LABELS {
        up(&mut t.follow[a], &mut tg.follow[a], &g.follow[a]);
    }
    for m in 0..MEMORIES {
        up(&mut t.after[m], &mut tg.after[m], &g.after[m]);
    }
    up(&mut t.first, &mut tg.first, &g.first);
    up(&mut t.last, &mut tg.last, &g.last);
    up(&mut t.stay, &mut tg.stay, &g.stay);
    up(&mut t.done, &mut tg.done, &g.done);
    (z - gold) as f64
}

fn log_add(a: f32, b: f32) -> f32 {
    let (hi, lo) = if a > b { (a, b) } else { (b, a) };
    if lo < LOW / 2.0 { hi } else { hi + (lo - hi).exp().ln_1p() }
}

impl Model {
    pub fn tag(&self, text: &str, toks: &[Token]) -> Vec<Tag> {
        let f = features(text, toks);
        let scores: Vec<Scores> = (0..toks.len())
            .map(|t| {
                let mut s = Scores::default();
                for k in f.content(t) {
                    if let Some(&i) = self.content_ids.get(k) {
                        add(&mut s.content, &self.content[i as usize].w);
                    }
                }
                for k in f.border(t) {
                    if let Some(&i) = self.border_ids.get(k) {
                        add(&mut s.start, &self.start[i as usize].w);
                        add(&mut s.end, &self.end[i as usize].w);
                    }
                }
                if let Some(l) = toks[t].known {
                    let y = index_of(Some(l));
                    s.content[y] += 100.0;
                }
                s
            })
            .collect();
        best(&scores, &self.transitions)
    }

    pub fn label(&self, text: &str) -> BTreeMap<&'static str, Vec<String>> {
        let toks = tokens(text);
        let tags = self.tag(text, &toks);
        let mut out: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut open: Option<(Label, Span)> = None;
        for (tok, tag) in toks.iter().zip(&tags) {
            let label = CHAIN[tag.label];
            if let Some(k) = tok.known {
                flush(&mut out, open.take(), text);
                let (l, s) = if k == Label::Doi && tok.whole.of(text).contains("doi.org") {
                    (Label::Url, url(text, tok.whole))
                } else {
                    (k, tok.span)
                };
                flush(&mut out, Some((l, s)), text);
                continue;
            }
            match (&mut open, label) {
                (Some((l, s)), Some(label)) if *l == label && !tag.start => s.end = tok.span.end,
                (_, label) => {
                    flush(&mut out, open.take(), text);
                    open = label.map(|l| (l, tok.span));
                }
            }
        }
        flush(&mut out, open, text);
        out
    }
}

fn url(text: &str, s: Span) -> Span {
    let w = s.of(text);
    let i = w.find("http").or(w.find("dx.doi")).or(w.find("doi.org")).unwrap_or(0);
    Span::new(s.start + i, s.end)
}

fn flush(out: &mut BTreeMap<&'static str, Vec<String>>, f: Option<(Label, Span)>, text: &str) {
    if let Some((l, s)) = f {
        out.entry(l.name()).or_default().push(s.of(text).to_owned());
    }
}
