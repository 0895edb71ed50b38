//! All links of a run: what is remembered, what is asked, and when.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::model::evidence::{LinkEvidence, Verdict};
use crate::model::link::CitedLink;

use crate::verify::ask::{Answered, Common, Outcome};
use crate::verify::askers::{self, Answer, Job};
use crate::verify::cache::{Cache, Memory, must_wait};
use crate::verify::connection::Look;
use crate::verify::event::Event;
use crate::verify::plan::{Planned, plan};
use crate::verify::settings::Settings;

/// Asks the network about links. What one call learns the next ones know, and all of them together
/// keep the pace.
pub struct Verifier {
    common: Common,
    save: bool,
    cache: Cache,
    /// What was found since this was made.
    known: HashMap<Arc<str>, Arc<LinkEvidence>>,
}

impl Verifier {
    /// Asks as `settings` want it; `save` asks for archived copies of what is there.
    pub fn new(settings: &Settings, save: bool) -> Verifier {
        Verifier {
            common: Common::new(settings),
            save,
            cache: Cache::open(settings.cache.as_deref(), &settings.days),
            known: HashMap::new(),
        }
    }

    /// Asks the network about `links`, and gives what it says of each, in their order; `tell`
    /// hears of each link when it is done.
    ///
    /// An interrupt (SIGINT) ends it early: what is known by then is given, and the other links
    /// are unchecked.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used, with what was expected.
    pub fn verify(
        &mut self,
        links: &[CitedLink],
        tell: &mut dyn FnMut(Event),
    ) -> Result<Vec<Arc<LinkEvidence>>, String> {
        tell(Event::Begins { links: links.len() });
        let mut run = Run {
            questions: plan(links, self.save),
            done: vec![None; links.len()],
            verifier: self,
            tell,
        };
        let open = run.recall();
        if !run.verifier.common.settings.offline && !open.is_empty() {
            run.ask_all(&open)?;
        }
        run.verifier.cache.commit();
        run.tell_trouble();
        Ok(run.finish())
    }
}

/// How many answers are taken in at once.
const AT_ONCE: usize = 1024;

/// How long answers may gather: to wake up for each costs more than to take it in.
const BREATH: Duration = Duration::from_millis(5);

/// The questions about some links, and their answers.
struct Run<'r> {
    verifier: &'r mut Verifier,
    questions: Vec<Planned>,
    done: Vec<Option<Arc<LinkEvidence>>>,
    tell: &'r mut dyn FnMut(Event),
}

impl Run<'_> {
    /// Answers what is known by now, or what the cache can; offline, however old its answers are.
    /// Gives what is still open.
    fn recall(&mut self) -> Vec<usize> {
        let mut open = Vec::new();
        for index in 0..self.questions.len() {
            let planned = &self.questions[index];
            if let Some(evidence) = self.verifier.known.get(&planned.key).cloned() {
                self.settle(index, evidence);
                continue;
            }
            match self.verifier.cache.recall(&planned.key) {
                Some(memory) if self.is_believed(&memory) => {
                    self.settle(index, Arc::new(memory.evidence));
                }
                memory => {
                    self.questions[index].memory = memory.map(Box::new);
                    open.push(index);
                }
            }
        }
        self.tell_trouble();
        open
    }

    fn is_believed(&self, memory: &Memory) -> bool {
        let settings = &self.verifier.common.settings;
        match settings.offline {
            true => memory.confirmed,
            false => {
                memory.fresh && !self.verifier.save && !settings.refresh
                    || must_wait(&memory.evidence)
            }
        }
    }

    /// Asks all open questions. Those whose host cannot be found or reached are asked once more
    /// when all others had their turn; where no host can be reached, the first of them only, and
    /// nothing is known of any.
    fn ask_all(&mut self, open: &[usize]) -> Result<(), String> {
        let Some(mut rest) = self.ask(open, Look::First)? else {
            return Ok(());
        };
        let connection = self.verifier.common.connection.clone();
        if !connection.is_reached() && !rest.is_empty() {
            let Some(again) = self.ask(&rest[..1], Look::Second)? else {
                return Ok(());
            };
            rest.splice(..1, again);
        }
        if connection.is_reached() {
            self.verifier.common.services.forgive();
            self.ask(&rest, Look::Second)?;
        } else if !rest.is_empty() {
            self.give_up(&rest);
        }
        Ok(())
    }

    /// Asks questions; gives those that were put off, or nothing if the user had enough.
    fn ask(&mut self, questions: &[usize], look: Look) -> Result<Option<Vec<usize>>, String> {
        if questions.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let jobs = questions.iter().map(|index| self.job(*index)).collect();
        let answers = askers::start(jobs, &self.verifier.common, look)?;
        Ok(askers::runtime()?.block_on(self.hear(answers)))
    }

    /// Says that nothing can be known of these questions.
    fn give_up(&mut self, questions: &[usize]) {
        let what = "this machine is not connected: none of the hosts can be found or reached";
        (self.tell)(Event::Trouble(format!("{what}, so nothing is known of any")));
        let unknown = Arc::new(LinkEvidence::new(Verdict::Unknown, what));
        for index in questions {
            self.settle(*index, unknown.clone());
        }
    }

    fn job(&self, index: usize) -> Job {
        let Planned { question, memory, .. } = &self.questions[index];
        let good = memory.as_ref().filter(|memory| memory.evidence.verdict == Verdict::Ok);
        let etag = good.and_then(|memory| memory.etag.clone());
        Job { index, question: question.clone(), etag }
    }

    /// Takes answers in until there are no more; gives the questions that were put off, or nothing
    /// if the user had enough.
    async fn hear(&mut self, mut answers: UnboundedReceiver<Answer>) -> Option<Vec<usize>> {
        let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
        let mut come = Vec::new();
        let mut put_off = Vec::new();
        loop {
            let due = self.verifier.cache.due().map(tokio::time::Instant::from_std);
            tokio::select! {
                count = answers.recv_many(&mut come, AT_ONCE) => if count == 0 { return Some(put_off) },
                _ = &mut interrupted => return None,
                () = sleep_until(due), if due.is_some() => self.verifier.cache.commit(),
            }
            for (index, outcome) in come.drain(..) {
                match outcome {
                    Outcome::Answered(answered) => self.take(index, *answered),
                    Outcome::Unchanged => self.take_remembered(index),
                    Outcome::PutOff => put_off.push(index),
                }
            }
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Takes in that what is remembered still holds.
    fn take_remembered(&mut self, index: usize) {
        if let Some(memory) = self.questions[index].memory.take() {
            let Memory { evidence, etag, .. } = *memory;
            self.take(index, Answered { evidence, etag, unreachable: false });
        }
    }

    /// Takes an answer in.
    fn take(&mut self, index: usize, answered: Answered) {
        let Answered { evidence, etag, .. } = answered;
        let planned = &self.questions[index];
        let before = planned.memory.as_deref();
        self.verifier.cache.remember(&planned.key, &evidence, etag.as_deref(), before);
        self.tell_trouble();
        self.settle(index, Arc::new(evidence));
    }

    /// Hands an answer to all links that asked for it.
    fn settle(&mut self, index: usize, evidence: Arc<LinkEvidence>) {
        let planned = &self.questions[index];
        for &link in &planned.links {
            (self.tell)(Event::Done { index: link, evidence: &evidence });
            self.done[link] = Some(evidence.clone());
        }
        self.verifier.known.insert(planned.key.clone(), evidence);
    }

    fn tell_trouble(&mut self) {
        if let Some(trouble) = self.verifier.cache.take_trouble() {
            (self.tell)(Event::Trouble(trouble));
        }
    }

    /// The evidence in the order of the links; what was not asked is unchecked.
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
