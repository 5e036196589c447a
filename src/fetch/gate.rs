//! No more requests to one host than it may have, whoever makes them.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};

use super::{FetchError, Http, Request, Response};

/// Answers requests as another does, and lets those to a host wait until it has few enough.
pub struct Gate<H> {
    http: H,
    per_host: usize,
    /// How many requests are under way to each host.
    hosts: Mutex<HashMap<String, usize>>,
    freed: Condvar,
}

impl<H: Http> Gate<H> {
    /// Lets `per_host` requests to a host through at once, at least one.
    pub fn new(http: H, per_host: usize) -> Self {
        Self { http, per_host: per_host.max(1), hosts: Mutex::default(), freed: Condvar::new() }
    }
}

impl<H: Http> Http for Gate<H> {
    fn get(&self, request: &Request) -> Result<Response, FetchError> {
        let _pass = Pass::wait_for(self, request.address.host());
        self.http.get(request)
    }
}

/// The right to one request, given back when it is dropped.
struct Pass<'a, H> {
    gate: &'a Gate<H>,
    host: &'a str,
}

impl<'a, H> Pass<'a, H> {
    fn wait_for(gate: &'a Gate<H>, host: &'a str) -> Self {
        // Nothing that holds the lock can fail.
        let mut hosts = gate.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        while hosts.get(host).is_some_and(|under_way| *under_way >= gate.per_host) {
            hosts = gate.freed.wait(hosts).unwrap_or_else(PoisonError::into_inner);
        }
        *hosts.entry(host.to_owned()).or_default() += 1;
        Self { gate, host }
    }
}

impl<H> Drop for Pass<'_, H> {
    fn drop(&mut self) {
        let mut hosts = self.gate.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(under_way) = hosts.get_mut(self.host) {
            *under_way -= 1;
            if *under_way == 0 {
                hosts.remove(self.host);
            }
        }
        self.gate.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::Gate;
    use crate::fetch::{Address, FetchError, Http, Request, Response};

    /// Counts how many requests are under way; those to `together` wait for one another.
    struct Counting {
        now: AtomicUsize,
        most: AtomicUsize,
        together: Barrier,
    }

    impl Http for Counting {
        fn get(&self, request: &Request) -> Result<Response, FetchError> {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            if request.address.host() != "one.example" {
                self.together.wait();
            }
            thread::yield_now();
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(Response::default())
        }
    }

    fn get_all(gate: &Gate<Counting>, addresses: &[&str]) -> usize {
        thread::scope(|scope| {
            for address in addresses {
                let request = Request::feed(Address::parse(address).expect("an address"));
                scope.spawn(move || gate.get(&request).map(|_| ()).expect("an answer"));
            }
        });
        gate.http.most.swap(0, Ordering::SeqCst)
    }

    #[test]
    fn a_host_has_few_at_once_and_the_others_go_on() {
        let http =
            Counting { now: AtomicUsize::new(0), most: AtomicUsize::new(0), together: Barrier::new(3) };
        let gate = Gate::new(http, 1);
        assert_eq!(get_all(&gate, &["http://one.example/"; 20]), 1);
        // Each waits for the two others: they end only where all three are let through.
        assert_eq!(get_all(&gate, &["http://a.example/", "http://b.example/", "http://c.example/"]), 3);
        assert!(gate.hosts.lock().expect("a lock").is_empty());
    }
}
