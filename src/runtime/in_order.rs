//! Work on many things at once, the results in order.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

use crossbeam_channel::bounded;

/// How many threads work.
const THREADS: usize = 2;

/// How many results may be ready before they are taken.
const MOST_READY: usize = 32;

/// Does `work` on each of the `items`, and hands the results to `take` in the order of the items, until it says
/// `false`.
///
/// # Errors
/// Where no thread can be started.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, receiver) = bounded(MOST_READY);
        for _ in 0..THREADS.min(items.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            let work_on = move || {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(nth) else { break };
                    if sender.send((nth, work(item))).is_err() {
                        break;
                    }
                }
            };
            Builder::new().name("in order".to_owned()).spawn_scoped(scope, work_on)?;
        }
        drop(sender);
        let mut ready = BTreeMap::new();
        let mut due = 0;
        for (nth, result) in receiver {
            ready.insert(nth, result);
            while let Some(result) = ready.remove(&due) {
                due += 1;
                if !take(result) {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..1_000).collect();
        let mut taken = Vec::new();
        in_order(
            &items,
            |item| item * 2,
            |result| {
                taken.push(result);
                true
            },
        )
        .expect("threads");
        assert!(taken.iter().zip(&items).all(|(result, item)| *result == item * 2));
        assert_eq!(taken.len(), items.len());
        let mut count = 0;
        in_order(
            &items,
            |item| *item,
            |_| {
                count += 1;
                count < 5
            },
        )
        .expect("threads");
        assert_eq!(count, 5);
        in_order(&[], |(): &()| (), |()| true).expect("nothing to do");
    }
}
