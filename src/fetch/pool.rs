//! Many requests at once, and few to any one host.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::{FetchError, Http, Request, Response};

/// How many requests may be under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLimits {
    /// In all, at least 1.
    pub connections: usize,
    /// To one host, at least 1.
    pub per_host: usize,
}

impl Default for PoolLimits {
    fn default() -> Self {
        Self { connections: 32, per_host: 2 }
    }
}

/// A request that has ended.
#[derive(Debug)]
pub struct Done<T> {
    /// The number that it was given.
    pub id: u64,
    /// What was made of the answer.
    pub result: T,
}

/// Threads that fetch. Dropped, it starts nothing more; what is under way ends by itself, and is heard by nobody.
pub struct Pool<T> {
    limits: PoolLimits,
    jobs: Option<Sender<Job>>,
    done: Receiver<Ended<T>>,
    hosts: HashMap<String, Host>,
    /// Hosts that have something waiting, in the order of their turns.
    turns: VecDeque<String>,
    under_way: usize,
    /// Starts another thread, and how many there are: no more than were ever under way at once, as each keeps memory.
    start_thread: Box<dyn Fn() + Send>,
    threads: usize,
}

struct Job {
    id: u64,
    request: Request,
}

struct Ended<T> {
    done: Done<T>,
    host: String,
    /// The host wants to be left alone for so long.
    pause: Option<Duration>,
}

#[derive(Default)]
struct Host {
    waiting: VecDeque<Job>,
    under_way: usize,
    paused_until: Option<Instant>,
}

/// Hosts that answer 429 or 503 without saying for how long are left alone for this.
const PAUSE: Duration = Duration::from_secs(60);

impl<T: Send + 'static> Pool<T> {
    /// A pool of threads that fetch with `http`, and then do `work` with what came.
    pub fn new(
        http: Arc<dyn Http>,
        limits: PoolLimits,
        work: impl Fn(u64, Result<Response, FetchError>) -> T + Send + Sync + 'static,
    ) -> Self {
        let (jobs, taken) = unbounded::<Job>();
        let (ended, done) = unbounded();
        let work = Arc::new(work);
        let start_thread = move || {
            let (http, work, taken, ended) =
                (Arc::clone(&http), Arc::clone(&work), taken.clone(), ended.clone());
            thread::spawn(move || {
                for Job { id, request } in taken {
                    let host = request.address.host().to_owned();
                    let answer = http.get(&request);
                    let pause = answer.as_ref().ok().and_then(pause);
                    let done = Done { id, result: work(id, answer) };
                    if ended.send(Ended { done, host, pause }).is_err() {
                        return;
                    }
                }
            });
        };
        Self {
            limits,
            jobs: Some(jobs),
            done,
            hosts: HashMap::new(),
            turns: VecDeque::new(),
            under_way: 0,
            start_thread: Box::new(start_thread),
            threads: 0,
        }
    }

    /// Has a request made as soon as it is its host's turn.
    pub fn submit(&mut self, id: u64, request: Request) {
        let name = request.address.host().to_owned();
        let host = self.hosts.entry(name.clone()).or_default();
        if host.waiting.is_empty() {
            self.turns.push_back(name);
        }
        host.waiting.push_back(Job { id, request });
        self.start();
    }

    /// The next request that ends, waited for until `deadline`; `None` where none did, or none is left that may be
    /// made.
    pub fn next(&mut self, deadline: Instant) -> Option<Done<T>> {
        if self.under_way == 0 {
            return None;
        }
        let Ended { done, host, pause } = self.done.recv_deadline(deadline).ok()?;
        self.under_way -= 1;
        let now = Instant::now();
        if let Some(host) = self.hosts.get_mut(&host) {
            host.under_way -= 1;
            host.paused_until = pause.map(|pause| now + pause).or(host.paused_until);
        }
        self.start();
        Some(done)
    }

    /// Whether nothing is under way: what waits, waits for hosts that want to be left alone.
    pub fn is_idle(&self) -> bool {
        self.under_way == 0
    }

    /// Takes back everything that waits, with how much longer its host wants to be left alone.
    pub fn take_back(&mut self) -> Vec<(u64, Duration)> {
        let now = Instant::now();
        self.turns.clear();
        let hosts = self.hosts.values_mut();
        let back = hosts.flat_map(|host| {
            let pause = host.pause(now).unwrap_or_default();
            host.waiting.drain(..).map(move |job| (job.id, pause))
        });
        back.collect()
    }

    /// Starts what may be started: a request a host in turn.
    fn start(&mut self) {
        let Some(jobs) = &self.jobs else { return };
        let now = Instant::now();
        let mut passed = 0;
        while self.under_way < self.limits.connections && passed < self.turns.len() {
            let Some(name) = self.turns.pop_front() else { return };
            let Some(host) = self.hosts.get_mut(&name) else { continue };
            if host.under_way >= self.limits.per_host || host.pause(now).is_some() {
                self.turns.push_back(name);
                passed += 1;
                continue;
            }
            let Some(job) = host.waiting.pop_front() else { continue };
            if !host.waiting.is_empty() {
                self.turns.push_back(name);
            }
            passed = 0;
            host.under_way += 1;
            self.under_way += 1;
            if self.under_way > self.threads {
                (self.start_thread)();
                self.threads += 1;
            }
            if jobs.send(job).is_err() {
                return;
            }
        }
    }
}

impl Host {
    fn pause(&self, now: Instant) -> Option<Duration> {
        self.paused_until.map(|until| until.saturating_duration_since(now)).filter(|pause| !pause.is_zero())
    }
}

fn pause(answer: &Response) -> Option<Duration> {
    matches!(answer.status, 429 | 503).then(|| answer.retry_after.unwrap_or(PAUSE))
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};
    use std::sync::Arc;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::{Duration, Instant};

    use super::{Pool, PoolLimits};
    use crate::fetch::{Address, FetchError, Http, Request, Response};

    /// Counts how many requests are under way, in all and to each host; answers when `per_wave` have come, or nobody
    /// else can.
    #[derive(Default)]
    struct Counting {
        now: Mutex<HashMap<String, usize>>,
        most: AtomicUsize,
        most_to_one: AtomicUsize,
        refuses: bool,
    }

    impl Http for Counting {
        fn get(&self, request: &Request) -> Result<Response, FetchError> {
            let host = request.address.host().to_owned();
            {
                let mut now = self.now.lock().expect("a lock");
                *now.entry(host.clone()).or_default() += 1;
                self.most.fetch_max(now.values().sum(), Ordering::SeqCst);
                self.most_to_one.fetch_max(now[&host], Ordering::SeqCst);
            }
            std::thread::yield_now();
            *self.now.lock().expect("a lock").entry(host).or_default() -= 1;
            let status = if self.refuses { 429 } else { 200 };
            Ok(Response { status, retry_after: Some(Duration::from_secs(600)), ..Response::default() })
        }
    }

    fn far() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    fn submit_all(pool: &mut Pool<u16>, hosts: usize, each: usize) {
        for n in 0..hosts * each {
            let address =
                Address::parse(&format!("http://host{}.example/{n}", n % hosts)).expect("an address");
            pool.submit(n as u64, Request::feed(address));
        }
    }

    #[test]
    fn every_request_is_made_once_and_few_at_a_time() {
        let http = Arc::new(Counting::default());
        let limits = PoolLimits { connections: 4, per_host: 2 };
        let mut pool = Pool::new(http.clone(), limits, |_, answer| answer.expect("an answer").status);
        submit_all(&mut pool, 5, 40);
        let mut ids = HashSet::new();
        while let Some(done) = pool.next(far()) {
            assert!(ids.insert(done.id) && done.result == 200);
        }
        assert_eq!((ids.len(), pool.take_back().len()), (200, 0));
        assert!(http.most.load(Ordering::SeqCst) <= 4 && http.most_to_one.load(Ordering::SeqCst) <= 2);
    }

    #[test]
    fn a_host_that_wants_to_be_left_alone_is() {
        let http = Arc::new(Counting { refuses: true, ..Counting::default() });
        let limits = PoolLimits { connections: 8, per_host: 2 };
        let mut pool = Pool::new(http, limits, |_, answer| answer.expect("an answer").status);
        submit_all(&mut pool, 3, 10);
        let mut asked = 0;
        while pool.next(far()).is_some() {
            asked += 1;
        }
        let back = pool.take_back();
        assert!(asked <= 6, "two a host may have been under way: {asked}");
        assert_eq!(asked + back.len(), 30);
        assert!(back.iter().all(|(_, pause)| *pause > Duration::from_secs(500)));
        assert!(pool.is_idle() && pool.take_back().is_empty());
    }
}
