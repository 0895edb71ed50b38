//! The threads that ask, each with its share of the domains.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{HashMap, VecDeque};
use std::num::NonZero;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

use reqwest::Url;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::LocalSet;

use crate::verify::ask::{Common, Outcome, Question, Room, ask};
use crate::verify::connection::Look;
use crate::verify::http::pace::domain;

/// More threads than this bring nothing: they mostly wait.
const MOST_THREADS: usize = 4;

/// A question in a queue.
pub struct Job {
    /// Its place among the questions.
    pub index: usize,
    /// The question.
    pub question: Arc<Question>,
    /// The version of the page that is known.
    pub etag: Option<String>,
}

/// The place of a question, and what came of it.
pub type Answer = (usize, Outcome);

/// Open questions to one domain, in order.
type Queue = VecDeque<Job>;

/// Begins to ask, and gives where the answers come. Each domain belongs to one thread, and has as
/// many askers as it may have requests. Threads that still wait when nobody wants their answers
/// any more end with the program.
///
/// # Errors
///
/// Settings that cannot be used, with what was expected.
pub fn start(
    jobs: Vec<Job>,
    common: &Common,
    look: Look,
) -> Result<UnboundedReceiver<Answer>, String> {
    let (send, answers) = unbounded_channel();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    for share in shares(jobs, threads) {
        let (room, runtime, send) = (Room::new(common, look)?, runtime()?, send.clone());
        let work = move || work_off(&runtime, share, Rc::new(room), send);
        thread::Builder::new().spawn(work).map_err(|error| unusable(&error))?;
    }
    Ok(answers)
}

/// What runs one thread.
///
/// # Errors
///
/// The system has no means for it.
pub fn runtime() -> Result<Runtime, String> {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().max_blocking_threads(16).build().map_err(|error| unusable(&error))
}

fn unusable(error: &std::io::Error) -> String {
    format!("the network cannot be used: {error}")
}

/// Shares the queues out so that the threads have about the same to ask.
fn shares(jobs: Vec<Job>, threads: usize) -> Vec<Vec<Queue>> {
    let mut queues = queues(jobs);
    queues.sort_by_key(|queue| Reverse(queue.len()));
    let mut shares: Vec<(usize, Vec<Queue>)> = Vec::new();
    shares.resize_with(threads.min(queues.len()), Default::default);
    for queue in queues {
        if let Some((load, share)) = shares.iter_mut().min_by_key(|(load, _)| *load) {
            *load += queue.len();
            share.push(queue);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

/// Questions by domain; services count as the domain of all DOIs.
fn queues(jobs: Vec<Job>) -> Vec<Queue> {
    let mut queues: Vec<Queue> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for job in jobs {
        let name = match (&job.question.doi, Url::parse(&job.question.url)) {
            (Some(_), _) | (_, Err(_)) => String::new(),
            (None, Ok(url)) => domain(&url),
        };
        let place = *places.entry(name).or_insert(queues.len());
        if place == queues.len() {
            queues.push(Queue::new());
        }
        queues[place].push_back(job);
    }
    queues
}

/// Answers the questions of a thread.
fn work_off(runtime: &Runtime, share: Vec<Queue>, room: Rc<Room>, send: UnboundedSender<Answer>) {
    let tasks = LocalSet::new();
    for queue in share {
        let askers = room.network.settings.per_domain.max(1).min(queue.len());
        let queue = Rc::new(RefCell::new(queue));
        for _ in 0..askers {
            tasks.spawn_local(answer(room.clone(), queue.clone(), send.clone()));
        }
    }
    runtime.block_on(tasks);
}

/// Answers the questions of a queue one after the other.
async fn answer(room: Rc<Room>, queue: Rc<RefCell<Queue>>, send: UnboundedSender<Answer>) {
    loop {
        let Some(job) = queue.borrow_mut().pop_front() else {
            return;
        };
        let outcome = ask(&room, &job.question, job.etag.as_deref()).await;
        if send.send((job.index, outcome)).is_err() {
            return;
        }
    }
}
