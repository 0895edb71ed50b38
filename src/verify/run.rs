//! Checks all links of a run: from the cache, or over the network.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::model::evidence::{LinkEvidence, Verdict};
use crate::model::link::CitedLink;

use crate::verify::cache::{Cache, CacheEntry, must_wait};
use crate::verify::check_link::{LinkAnswer, Outcome, RunContext};
use crate::verify::connectivity::Pass;
use crate::verify::error::VerifyError;
use crate::verify::event::Event;
use crate::verify::queries::{PlannedQuery, plan};
use crate::verify::settings::Settings;
use crate::verify::workers::{self, Answer, Job};

/// Verifies links. Results and rate limits are shared by all calls.
pub(crate) struct Verifier {
    common: RunContext,
    save: bool,
    cache: Cache,
    /// Results of this verifier.
    known: HashMap<Arc<str>, Arc<LinkEvidence>>,
}

impl Verifier {
    /// Returns a verifier; `save` requests archived copies of pages that are there.
    pub(crate) fn new(settings: &Settings, save: bool) -> Verifier {
        Verifier {
            common: RunContext::new(settings),
            save,
            cache: Cache::open(settings.cache.as_deref(), &settings.days),
            known: HashMap::new(),
        }
    }

    /// Verifies `links` and returns the evidence in their order; `tell` receives each result as
    /// soon as it is known.
    ///
    /// An interrupt (SIGINT) ends the run early: links that were not checked by then are
    /// `unchecked`.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used, with what was expected.
    pub(crate) fn verify(
        &mut self,
        links: &[CitedLink],
        tell: &mut dyn FnMut(Event),
    ) -> Result<Vec<Arc<LinkEvidence>>, VerifyError> {
        let mut run = Run {
            questions: plan(links, self.save),
            done: vec![None; links.len()],
            verifier: self,
            tell,
        };
        let open = run.load();
        if !run.verifier.common.settings.offline && !open.is_empty() {
            run.ask_all(&open)?;
        }
        run.verifier.cache.commit();
        run.report_trouble();
        Ok(run.finish())
    }
}

/// How many answers are processed at once.
const AT_ONCE: usize = 1024;

/// How long answers may accumulate: to wake up for each costs more than to process it.
const BREATH: Duration = Duration::from_millis(5);

/// The queries of a call, and their answers.
struct Run<'r> {
    verifier: &'r mut Verifier,
    questions: Vec<PlannedQuery>,
    done: Vec<Option<Arc<LinkEvidence>>>,
    tell: &'r mut dyn FnMut(Event),
}

impl Run<'_> {
    /// Delivers the results that are known or cached; offline, however old they are. Returns the
    /// queries that are still open.
    fn load(&mut self) -> Vec<usize> {
        let mut open = Vec::new();
        for index in 0..self.questions.len() {
            let planned = &self.questions[index];
            if let Some(evidence) = self.verifier.known.get(&planned.key).cloned() {
                self.deliver(index, evidence);
                continue;
            }
            match self.verifier.cache.load(&planned.key) {
                Some(memory) if self.is_believed(&memory) => {
                    self.deliver(index, Arc::new(memory.evidence));
                }
                memory => {
                    self.questions[index].memory = memory.map(Box::new);
                    open.push(index);
                }
            }
        }
        self.report_trouble();
        open
    }

    fn is_believed(&self, memory: &CacheEntry) -> bool {
        let settings = &self.verifier.common.settings;
        match settings.offline {
            true => memory.confirmed,
            false => {
                let known = memory.fresh && !self.verifier.save || must_wait(&memory.evidence);
                known && !settings.refresh
            }
        }
    }

    /// Checks all open queries. Those whose host cannot be resolved or reached are repeated after
    /// all others. If no host can be reached, only the first of them is repeated, and nothing is
    /// known about any.
    fn ask_all(&mut self, open: &[usize]) -> Result<(), VerifyError> {
        let Some(mut rest) = self.ask(open, Pass::First)? else {
            return Ok(());
        };
        let connection = self.verifier.common.connection.clone();
        if !connection.is_online() && !rest.is_empty() {
            let Some(again) = self.ask(&rest[..1], Pass::Second)? else {
                return Ok(());
            };
            rest.splice(..1, again);
        }
        if connection.is_online() {
            self.verifier.common.services.reset_failures();
            self.ask(&rest, Pass::Second)?;
        } else if !rest.is_empty() {
            self.give_up(&rest);
        }
        Ok(())
    }

    /// Checks queries; returns those that were deferred, or nothing after an interrupt.
    fn ask(&mut self, questions: &[usize], pass: Pass) -> Result<Option<Vec<usize>>, VerifyError> {
        if questions.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let jobs = questions.iter().filter_map(|index| self.job(*index)).collect();
        let answers = workers::start(jobs, &self.verifier.common, pass)?;
        Ok(workers::runtime()?.block_on(self.collect_answers(answers)))
    }

    /// Marks these queries as unknown, since this machine is not connected.
    fn give_up(&mut self, questions: &[usize]) {
        let what = "this machine is not connected: none of the hosts can be found or reached";
        (self.tell)(Event::Trouble(format!("{what}, so nothing is known of any")));
        let unknown = Arc::new(LinkEvidence::new(Verdict::Unknown, what));
        for index in questions {
            self.deliver(*index, unknown.clone());
        }
    }

    /// The work of a worker on a query; none if it is answered.
    fn job(&self, index: usize) -> Option<Job> {
        let PlannedQuery { question, memory, .. } = &self.questions[index];
        let good = memory.as_ref().filter(|memory| memory.evidence.verdict == Verdict::Ok);
        let etag = good.and_then(|memory| memory.etag.clone());
        Some(Job { index, question: question.clone()?, etag })
    }

    /// Processes answers until there are no more; returns the queries that were deferred, or nothing
    /// after an interrupt.
    async fn collect_answers(
        &mut self,
        mut answers: UnboundedReceiver<Answer>,
    ) -> Option<Vec<usize>> {
        let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
        let mut come = Vec::new();
        let mut deferred = Vec::new();
        loop {
            let due = self.verifier.cache.due().map(tokio::time::Instant::from_std);
            tokio::select! {
                count = answers.recv_many(&mut come, AT_ONCE) => if count == 0 { return Some(deferred) },
                _ = &mut interrupted => return None,
                () = sleep_until(due), if due.is_some() => self.verifier.cache.commit(),
            }
            for (index, outcome) in come.drain(..) {
                match outcome {
                    Outcome::Answered(answered) => self.take(index, *answered),
                    Outcome::Unchanged => self.accept_cached(index),
                    Outcome::Deferred => deferred.push(index),
                }
            }
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Accepts the cached result, since the page has not changed.
    fn accept_cached(&mut self, index: usize) {
        if let Some(memory) = self.questions[index].memory.take() {
            let CacheEntry { evidence, etag, .. } = *memory;
            self.take(index, LinkAnswer { evidence, etag, unreachable: false });
        }
    }

    /// Accepts an answer.
    fn take(&mut self, index: usize, answered: LinkAnswer) {
        let LinkAnswer { evidence, etag, .. } = answered;
        let planned = &self.questions[index];
        let before = planned.memory.as_deref();
        self.verifier.cache.store(&planned.key, &evidence, etag.as_deref(), before);
        self.report_trouble();
        self.deliver(index, Arc::new(evidence));
    }

    /// Delivers a result to all links with this query.
    fn deliver(&mut self, index: usize, evidence: Arc<LinkEvidence>) {
        let planned = &mut self.questions[index];
        planned.question = None;
        for &link in &planned.links {
            (self.tell)(Event::Done { index: link, evidence: &evidence });
            self.done[link] = Some(evidence.clone());
        }
        self.verifier.known.insert(planned.key.clone(), evidence);
    }

    fn report_trouble(&mut self) {
        if let Some(trouble) = self.verifier.cache.take_trouble() {
            (self.tell)(Event::Trouble(trouble));
        }
    }

    /// Returns the evidence in the order of the links; what was not checked is `unchecked`.
    fn finish(self) -> Vec<Arc<LinkEvidence>> {
        let why = match self.verifier.common.settings.offline {
            true => "nothing is sent offline, and it was not asked before",
            false => "the run was interrupted before it was asked",
        };
        let unchecked = Arc::new(LinkEvidence::new(Verdict::Unchecked, why));
        let fill = |(index, evidence): (usize, Option<Arc<LinkEvidence>>)| {
            evidence.unwrap_or_else(|| {
                (self.tell)(Event::Done { index, evidence: &unchecked });
                unchecked.clone()
            })
        };
        self.done.into_iter().enumerate().map(fill).collect()
    }
}

async fn sleep_until(due: Option<tokio::time::Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}
