//! All links of a run: what is remembered, what is asked, and when.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use reqwest::Url;
use tokio::sync::mpsc;
use tokio::task::LocalSet;

use crate::model::evidence::{LinkEvidence, Verdict};
use crate::model::link::CitedLink;

use crate::verify::ask::{Answered, Question, Room, ask};
use crate::verify::cache::{Cache, Memory, must_wait};
use crate::verify::event::Event;
use crate::verify::http::client::Client;
use crate::verify::http::fetch::Network;
use crate::verify::http::pace::{Pace, domain};
use crate::verify::http::service::Services;
use crate::verify::settings::Settings;
use crate::verify::weigh::neighbour::Neighbours;
use crate::verify::weigh::work::Work;

/// Asks the network about `links`, and gives what it says of each, in their order; `tell` hears
/// of each link when it is done. `save` asks for archived copies of what is there.
///
/// An interrupt (SIGINT) ends the run early: what is known by then is given, and the other links
/// are unchecked.
///
/// # Errors
///
/// Settings that cannot be used, with what was expected.
pub fn verify(
    links: &[CitedLink],
    settings: &Settings,
    save: bool,
    tell: &mut dyn FnMut(Event),
) -> Result<Vec<LinkEvidence>, String> {
    let mut cache = Cache::open(settings.cache.as_deref(), &settings.days);
    let mut run = Run::plan(links, save);
    tell(Event::Begins { links: links.len() });
    run.recall(&mut cache, settings, tell);
    if !settings.offline && !run.open.is_empty() {
        let room = Room {
            network: Network {
                client: Client::new(settings)?,
                pace: Pace::new(settings),
                settings: settings.clone(),
            },
            services: Services::default(),
            neighbours: Neighbours::default(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(16)
            .build()
            .map_err(|error| format!("the network cannot be used: {error}"))?;
        LocalSet::new().block_on(&runtime, run.ask_all(Rc::new(room), &mut cache, tell));
        // Look-ups of names that hang must not hold the program up.
        runtime.shutdown_background();
    }
    cache.commit();
    tell_trouble(&mut cache, tell);
    Ok(run.finish(settings, tell))
}

fn tell_trouble(cache: &mut Cache, tell: &mut dyn FnMut(Event)) {
    if let Some(trouble) = cache.take_trouble() {
        tell(Event::Trouble(trouble));
    }
}

/// The questions of a run and their answers.
struct Run {
    questions: Vec<Planned>,
    /// Indexes of questions that are still open.
    open: Vec<usize>,
    done: Vec<Option<LinkEvidence>>,
}

/// A question and the links that ask it.
struct Planned {
    question: Rc<Question>,
    key: String,
    links: Vec<usize>,
    memory: Option<Memory>,
}

impl Run {
    /// Puts links that ask the same into one question.
    fn plan(links: &[CitedLink], save: bool) -> Run {
        let mut questions: Vec<Planned> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (index, link) in links.iter().enumerate() {
            let question = question(link, save);
            let key = key(&question);
            let at = *known.entry(key.clone()).or_insert_with(|| {
                questions.push(Planned {
                    question: Rc::new(question),
                    key,
                    links: Vec::new(),
                    memory: None,
                });
                questions.len() - 1
            });
            questions[at].links.push(index);
        }
        Run { open: (0..questions.len()).collect(), questions, done: vec![None; links.len()] }
    }

    /// Answers what the cache can; offline, however old the answers are.
    fn recall(&mut self, cache: &mut Cache, settings: &Settings, tell: &mut dyn FnMut(Event)) {
        let mut open = Vec::new();
        for index in std::mem::take(&mut self.open) {
            let memory = cache.recall(&self.questions[index].key);
            match memory {
                Some(memory)
                    if settings.offline
                        || memory.fresh && !self.questions[index].question.save
                        || must_wait(&memory.evidence) =>
                {
                    self.settle(index, memory.evidence, tell);
                }
                memory => {
                    self.questions[index].memory = memory;
                    open.push(index);
                }
            }
        }
        self.open = open;
        tell_trouble(cache, tell);
    }

    /// Hands an answer to all links that asked for it.
    fn settle(&mut self, index: usize, evidence: LinkEvidence, tell: &mut dyn FnMut(Event)) {
        for &link in &self.questions[index].links {
            tell(Event::Done { index: link, evidence: &evidence });
            self.done[link] = Some(evidence.clone());
        }
    }

    /// Asks what is open: each domain has a queue, and as many askers as it may have requests.
    async fn ask_all(
        &mut self,
        room: Rc<Room>,
        cache: &mut Cache,
        tell: &mut dyn FnMut(Event<'_>),
    ) {
        let (send, mut answers) = mpsc::unbounded_channel();
        for (_, queue) in self.queues() {
            let askers = room.network.settings.per_domain.max(1).min(queue.len());
            let queue = Rc::new(RefCell::new(queue));
            for _ in 0..askers {
                tokio::task::spawn_local(work_off(room.clone(), queue.clone(), send.clone()));
            }
        }
        drop(send);
        let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
        loop {
            let due = cache.due().map(tokio::time::Instant::from_std);
            tokio::select! {
                answer = answers.recv() => match answer {
                    Some((index, answered)) => self.take(index, answered, cache, tell),
                    None => return,
                },
                _ = &mut interrupted => return,
                () = sleep_until(due), if due.is_some() => cache.commit(),
            }
        }
    }

    /// Open questions by domain, in the order of the links; services count as the domain of all
    /// DOIs.
    fn queues(&self) -> HashMap<String, VecDeque<Job>> {
        let mut queues: HashMap<String, VecDeque<Job>> = HashMap::new();
        for &index in &self.open {
            let planned = &self.questions[index];
            let name = match (&planned.question.doi, Url::parse(&planned.question.url)) {
                (Some(_), _) | (_, Err(_)) => String::new(),
                (None, Ok(url)) => domain(&url),
            };
            let etag = planned
                .memory
                .as_ref()
                .filter(|memory| memory.evidence.verdict == Verdict::Ok)
                .and_then(|memory| memory.etag.clone());
            queues.entry(name).or_default().push_back(Job {
                index,
                question: planned.question.clone(),
                etag,
            });
        }
        queues
    }

    /// Takes an answer in; without one, what is remembered still holds.
    fn take(
        &mut self,
        index: usize,
        answered: Option<Answered>,
        cache: &mut Cache,
        tell: &mut dyn FnMut(Event<'_>),
    ) {
        let planned = &mut self.questions[index];
        let answered = answered.or_else(|| {
            let memory = planned.memory.take()?;
            Some(Answered { evidence: memory.evidence, etag: memory.etag })
        });
        let Some(answered) = answered else {
            return;
        };
        cache.remember(&planned.key, &answered.evidence, answered.etag.as_deref());
        tell_trouble(cache, tell);
        self.settle(index, answered.evidence, tell);
    }

    /// The evidence in the order of the links; what was not asked is unchecked.
    fn finish(self, settings: &Settings, tell: &mut dyn FnMut(Event)) -> Vec<LinkEvidence> {
        let why = match settings.offline {
            true => "nothing is sent offline, and it was not asked before",
            false => "the run was interrupted before it was asked",
        };
        let fill = |(index, evidence): (usize, Option<LinkEvidence>)| {
            evidence.unwrap_or_else(|| {
                let unchecked = LinkEvidence::new(Verdict::Unchecked, why);
                tell(Event::Done { index, evidence: &unchecked });
                unchecked
            })
        };
        self.done.into_iter().enumerate().map(fill).collect()
    }
}

/// A question in a queue.
struct Job {
    index: usize,
    question: Rc<Question>,
    etag: Option<String>,
}

/// Answers the questions of a queue one after the other.
async fn work_off(
    room: Rc<Room>,
    queue: Rc<RefCell<VecDeque<Job>>>,
    send: mpsc::UnboundedSender<(usize, Option<Answered>)>,
) {
    loop {
        let Some(job) = queue.borrow_mut().pop_front() else {
            return;
        };
        let answered = ask(&room, &job.question, job.etag.as_deref()).await;
        if send.send((job.index, answered)).is_err() {
            return;
        }
    }
}

async fn sleep_until(due: Option<tokio::time::Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}

fn question(cited: &CitedLink, save: bool) -> Question {
    let CitedLink { link, work: entry } = *cited;
    let issued = entry.and_then(|entry| entry.date("issued"));
    Question {
        url: link.url.clone(),
        others: link.others.clone(),
        doi: link.doi.clone(),
        work: entry.and_then(Work::of),
        when: link.accessed.as_ref().or(issued).cloned(),
        save,
    }
}

/// Under which a question is remembered: the address, and what it is cited for.
fn key(question: &Question) -> String {
    let work = question.work.as_ref().map(|work| {
        let year = work.year.map(|year| year.to_string()).unwrap_or_default();
        format!("{}\n{}\n{year}", work.title, work.makers.join(", "))
    });
    format!("{}\n{}", question.url, work.unwrap_or_default())
}
