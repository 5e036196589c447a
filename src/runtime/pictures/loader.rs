//! The threads that get pictures: few, started when the first is wanted, and none of them waited for at the end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;

use super::medium::Medium;
use super::studio::Studio;
use crate::app::{Event, Msg, PictureAnswer, PictureOrder};
use crate::model::CleanText;
use crate::runtime::line::Line;

/// How many pictures are got at once.
const THREADS: usize = 3;

/// How long the same pictures must be wanted before any is fetched: who leafs through articles fetches nothing.
const MOMENT: Duration = Duration::from_millis(250);

/// What is said after a panic, which the hook has written down.
const FAULT: &str = "its file cannot be read";

/// Has pictures got.
pub(in crate::runtime) struct Loader {
    desk: Arc<Desk>,
    is_running: bool,
}

/// What the threads share.
struct Desk {
    orders: Mutex<Orders>,
    changed: Condvar,
    studio: Studio,
    sender: Sender<Msg>,
}

#[derive(Default)]
struct Orders {
    waiting: Vec<PictureOrder>,
    under_way: Vec<PictureOrder>,
    /// When those that wait may be begun.
    from: Option<Instant>,
}

impl Loader {
    /// For the store in a folder; what comes of an order comes back through `sender`.
    pub(in crate::runtime) fn new(store: &Path, line: Line, medium: Medium, sender: &Sender<Msg>) -> Self {
        let studio = Studio::new(store.to_owned(), line, medium);
        let (orders, changed) = (Mutex::default(), Condvar::new());
        let desk = Arc::new(Desk { orders, changed, studio, sender: sender.clone() });
        Self { desk, is_running: false }
    }

    /// Takes orders instead of those before; what is under way is brought to its end.
    pub(in crate::runtime) fn take(&mut self, orders: Vec<PictureOrder>) {
        if !self.is_running && !orders.is_empty() {
            self.is_running = true;
            for _ in 0..THREADS {
                let desk = Arc::clone(&self.desk);
                if let Err(error) = Builder::new().name("pictures".to_owned()).spawn(move || desk.work()) {
                    let why = format!("cannot start a thread: {error}");
                    let _ = self.desk.sender.send(Msg::Event(Event::Failed(why)));
                }
            }
        }
        self.desk.orders().replace(orders, Instant::now());
        self.desk.changed.notify_all();
    }
}

impl Loader {
    /// The terminal has told that it can show pictures in the way that is hoped for.
    pub(in crate::runtime) fn hope_holds(&self) {
        self.desk.studio.hope_holds();
    }
}

impl Orders {
    fn replace(&mut self, mut orders: Vec<PictureOrder>, now: Instant) {
        orders.retain(|order| !self.under_way.contains(order));
        if orders.iter().any(|order| !self.waiting.contains(order)) {
            self.from = Some(now + MOMENT);
        }
        self.waiting = orders;
    }

    /// The next order to begin; else how long to wait for one, where one waits.
    fn next(&mut self, now: Instant) -> Result<PictureOrder, Option<Duration>> {
        let left = self.from.map_or(Duration::ZERO, |from| from.saturating_duration_since(now));
        if self.waiting.is_empty() {
            return Err(None);
        }
        if !left.is_zero() {
            return Err(Some(left));
        }
        let order = self.waiting.remove(0);
        self.under_way.push(order.clone());
        Ok(order)
    }
}

impl Desk {
    fn orders(&self) -> MutexGuard<'_, Orders> {
        // Nothing that holds the lock can fail.
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        loop {
            let order = self.next();
            let made = catch_unwind(AssertUnwindSafe(|| self.studio.make(&order)));
            let failed = |_| PictureAnswer {
                order: order.clone(),
                outcome: Err(CleanText::line(FAULT)),
                sends: Vec::new(),
            };
            let answer = made.unwrap_or_else(failed);
            self.orders().under_way.retain(|other| *other != order);
            if self.sender.send(Msg::Event(Event::Picture(Box::new(answer)))).is_err() {
                return;
            }
        }
    }

    fn next(&self) -> PictureOrder {
        let mut orders = self.orders();
        loop {
            let wait = match orders.next(Instant::now()) {
                Ok(order) => return order,
                Err(wait) => wait,
            };
            orders = match wait {
                Some(time) => {
                    self.changed.wait_timeout(orders, time).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(orders).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, FeedId, PictureRoom};

    fn order(url: &str) -> PictureOrder {
        let room = PictureRoom { columns: 72, rows: 12, cell: (1, 2) };
        PictureOrder { article: ArticleId(1), feed: FeedId(1), url: url.into(), room }
    }

    #[test]
    fn pictures_are_begun_once_they_have_been_wanted_for_a_moment() {
        let (mut orders, start) = (Orders::default(), Instant::now());
        assert_eq!(orders.next(start), Err(None));
        orders.replace(vec![order("a"), order("b")], start);
        assert_eq!(orders.next(start), Err(Some(MOMENT)));
        orders.replace(vec![order("c")], start + MOMENT / 2);
        assert_eq!(orders.next(start + MOMENT), Err(Some(MOMENT / 2)), "others are wanted now");
        orders.replace(vec![order("c")], start + MOMENT);
        assert_eq!(orders.next(start + 2 * MOMENT), Ok(order("c")));
        orders.replace(vec![order("c"), order("d")], start + 2 * MOMENT);
        assert_eq!(orders.next(start + 4 * MOMENT), Ok(order("d")), "one is begun once");
        orders.replace(Vec::new(), start);
        assert_eq!(orders.next(start + 9 * MOMENT), Err(None));
    }
}
