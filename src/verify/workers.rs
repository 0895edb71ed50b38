//! The threads that check links, each with its share of the domains.

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

use crate::verify::check_link::{LinkQuery, Outcome, RunContext, WorkerContext, ask};
use crate::verify::connectivity::Pass;
use crate::verify::error::VerifyError;
use crate::verify::http::rate_limit::domain;

/// More threads than this bring nothing: they mostly wait.
const MOST_THREADS: usize = 4;

/// A query in a queue.
pub(super) struct Job {
    /// Its index among the queries.
    pub index: usize,
    /// The query.
    pub question: Arc<LinkQuery>,
    /// The version of the page that is cached.
    pub etag: Option<String>,
}

/// The index of a query, and its result.
pub(super) type Answer = (usize, Outcome);

/// Open queries to one domain, in order.
type Queue = VecDeque<Job>;

/// Starts the workers, and returns the channel on which their answers arrive. Each domain belongs to
/// one thread, and has as many tasks as it may have requests in flight. Threads that still wait when
/// the receiver is dropped end with the program.
///
/// # Errors
///
/// Settings that cannot be used, with what was expected.
pub(super) fn start(
    jobs: Vec<Job>,
    common: &RunContext,
    pass: Pass,
) -> Result<UnboundedReceiver<Answer>, VerifyError> {
    let (send, answers) = unbounded_channel();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    for share in shares(jobs, threads) {
        let (room, runtime, send) = (WorkerContext::new(common, pass)?, runtime()?, send.clone());
        let work = move || run_worker(&runtime, share, Rc::new(room), send);
        thread::Builder::new().spawn(work).map_err(|error| unusable(&error))?;
    }
    Ok(answers)
}

/// Returns the runtime of one thread.
///
/// # Errors
///
/// The system has no means for it.
pub(super) fn runtime() -> Result<Runtime, VerifyError> {
    let mut builder = Builder::new_current_thread();
    builder.enable_all().max_blocking_threads(16).build().map_err(|error| unusable(&error))
}

fn unusable(error: &std::io::Error) -> VerifyError {
    VerifyError::System(error.to_string())
}

/// Distributes the queues so that all threads have about the same number of queries.
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

/// Groups queries by domain; all DOIs share one queue.
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

/// Processes the queues of one thread.
fn run_worker(
    runtime: &Runtime,
    share: Vec<Queue>,
    room: Rc<WorkerContext>,
    send: UnboundedSender<Answer>,
) {
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

/// Processes a queue, one query after the other.
async fn answer(room: Rc<WorkerContext>, queue: Rc<RefCell<Queue>>, send: UnboundedSender<Answer>) {
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
