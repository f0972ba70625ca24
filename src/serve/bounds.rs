//! What questions may take: how many at once, how long, how much memory.
//!
//! Owns the slots and the thread that stops what goes beyond its bounds.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use crate::store::Stop;

use super::exchange::Fault;

/// How often the bounds are looked at.
const TICK: Duration = Duration::from_millis(20);
/// How long a question waits for a slot, unless it may take less itself.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a question that was stopped may go on before its slot is given to another. Sorting cannot be stopped.
pub(super) const GRACE: Duration = Duration::from_secs(1);
/// How many may wait for each that runs.
const QUEUE: usize = 16;

/// The bounds of all questions.
pub(super) struct Bounds {
    limit: usize,
    timeout: Duration,
    /// Bytes by which all questions together may make the process grow.
    memory: u64,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    running: Vec<Arc<Running>>,
    waiting: usize,
    /// Resident bytes of the process when nothing ran.
    idle: u64,
}

struct Running {
    deadline: Instant,
    stop: Stop,
    /// Why it was stopped.
    reason: AtomicU8,
}

const TOO_LONG: u8 = 1;
const TOO_MUCH: u8 = 2;

/// A question's place among those that run; given back when dropped.
pub(super) struct Slot {
    bounds: Arc<Bounds>,
    running: Arc<Running>,
}

impl Bounds {
    /// Bounds, with the thread that holds questions to them for as long as they exist.
    pub(super) fn new(limit: usize, timeout: Duration, memory: u64) -> Arc<Self> {
        let state = Mutex::new(State { idle: resident(), ..State::default() });
        let bounds = Arc::new(Self { limit, timeout, memory, state, freed: Condvar::new() });
        let watched = Arc::downgrade(&bounds);
        std::thread::spawn(move || watch(&watched));
        bounds
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while the lock is held leaves no half-done change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A slot, when one is free soon.
    pub(super) fn enter(self: &Arc<Self>, stop: &Stop) -> Result<Slot, Fault> {
        let mut state = self.state();
        if self.full(&state) {
            if state.waiting >= self.limit * QUEUE {
                return Err(Fault::busy("too many queries at once"));
            }
            state.waiting += 1;
            let waited = self.freed.wait_timeout_while(state, PATIENCE.min(self.timeout), |state| self.full(state));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.waiting -= 1;
            if self.full(&state) {
                return Err(Fault::busy("too many queries at once"));
            }
        }
        if state.running.is_empty() {
            state.idle = resident();
        }
        let deadline = Instant::now() + self.timeout;
        let running = Arc::new(Running { deadline, stop: stop.clone(), reason: AtomicU8::new(0) });
        state.running.push(running.clone());
        Ok(Slot { bounds: self.clone(), running })
    }

    /// Whether no slot is free. What was stopped and still runs holds none, up to as many as there are slots.
    fn full(&self, state: &State) -> bool {
        let now = Instant::now();
        let late = state.running.iter().filter(|running| now > running.deadline + GRACE).count();
        state.running.len() - late.min(self.limit) >= self.limit
    }

    fn check(&self) {
        let state = self.state();
        let now = Instant::now();
        let grown = if state.running.is_empty() { 0 } else { resident().saturating_sub(state.idle) };
        for running in &state.running {
            let late = now >= running.deadline;
            if late || grown > self.memory {
                let _ = running.reason.compare_exchange(
                    0,
                    if late { TOO_LONG } else { TOO_MUCH },
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                );
                running.stop.stop();
            }
        }
    }
}

fn watch(bounds: &Weak<Bounds>) {
    while let Some(bounds) = bounds.upgrade() {
        bounds.check();
        drop(bounds);
        std::thread::sleep(TICK);
    }
}

impl Slot {
    /// The fault of a question that was stopped, in place of one that only says so.
    pub(super) fn explain(&self, fault: Fault) -> Fault {
        match self.running.reason.load(Ordering::Relaxed) {
            TOO_LONG => Fault::busy(format!(
                "the query took longer than {} s and was stopped",
                self.bounds.timeout.as_secs_f32()
            )),
            TOO_MUCH => {
                Fault::busy(format!("the queries took more than {} MiB and were stopped", self.bounds.memory >> 20))
            }
            _ => fault,
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.bounds.state().running.retain(|running| !Arc::ptr_eq(running, &self.running));
        self.bounds.freed.notify_one();
    }
}

/// Bytes of the process in memory; 0 where the system does not say so as Linux does.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * 4096
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_stopped_at_its_deadline_and_its_slot_is_given_back() {
        let bounds = Bounds::new(1, Duration::from_millis(40), u64::MAX);
        let stop = Stop::default();
        let slot = bounds.enter(&stop).expect("nothing runs");
        let start = Instant::now();
        while !stop.stopped() {
            assert!(start.elapsed() < Duration::from_secs(10), "it was not stopped");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(slot.explain(Fault::missing()).message.contains("longer"));
        drop(slot);
        assert!(bounds.enter(&Stop::default()).is_ok());
    }

    #[test]
    fn a_question_without_a_slot_is_told_to_come_back() {
        let bounds = Bounds::new(1, Duration::from_millis(300), u64::MAX);
        let _held = bounds.enter(&Stop::default()).expect("nothing runs");
        let Err(fault) = bounds.enter(&Stop::default()) else { panic!("there is one slot") };
        assert_eq!((fault.status.as_u16(), fault.retry), (503, Some(2)));
    }
}
