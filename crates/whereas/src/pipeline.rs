//! Work on many documents at once, results in the order of the documents, memory bounded.
//!
//! A feeder hands each job to the workers and, in order, a ticket to the taker. The queue of tickets is short,
//! so at most [`AHEAD_PER_WORKER`] results per worker wait for their turn however many documents there are.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// How many results per worker may wait for their turn.
const AHEAD_PER_WORKER: usize = 4;

/// Applies `work` to every job, in parallel, and hands the results to `take` in the order of the jobs.
/// Ends early when `take` breaks. With one worker everything happens on this thread.
pub fn in_order<J: Send, R: Send, B>(
    jobs: impl Iterator<Item = J> + Send,
    workers: usize,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    if workers <= 1 {
        for job in jobs {
            take(work(job))?;
        }
        return ControlFlow::Continue(());
    }
    let ahead = workers * AHEAD_PER_WORKER;
    std::thread::scope(|scope| {
        let (ticket_in, tickets) = sync_channel::<Receiver<R>>(ahead);
        let (job_in, job_out) = sync_channel::<(J, SyncSender<R>)>(workers);
        scope.spawn(move || feed(jobs, &ticket_in, &job_in));
        // Only the workers hold the receiving end, so that the feeder notices when none is left.
        let job_out = Arc::new(Mutex::new(job_out));
        let work = &work;
        for _ in 0..workers {
            let job_out = Arc::clone(&job_out);
            scope.spawn(move || serve(&job_out, work));
        }
        drop(job_out);
        for ticket in tickets {
            // A ticket without a result belongs to a worker that is gone; the scope reports it.
            if let Ok(result) = ticket.recv() {
                take(result)?;
            }
        }
        ControlFlow::Continue(())
    })
}

/// Hands out jobs and tickets until there are no more, or until nobody takes tickets.
fn feed<J, R>(
    jobs: impl Iterator<Item = J>,
    tickets: &SyncSender<Receiver<R>>,
    workers: &SyncSender<(J, SyncSender<R>)>,
) {
    for job in jobs {
        let (result, ticket) = sync_channel(1);
        if tickets.send(ticket).is_err() || workers.send((job, result)).is_err() {
            return;
        }
    }
}

/// Works until there are no more jobs.
fn serve<J, R>(jobs: &Mutex<Receiver<(J, SyncSender<R>)>>, work: &impl Fn(J) -> R) {
    loop {
        // The guard is dropped before the work begins.
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((job, result)) = next else { return };
        // Nobody takes the result after the taker has stopped.
        let _ = result.send(work(job));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        for workers in [1, 2, 5] {
            let mut taken = Vec::new();
            let slow_first = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros((n % 7) * 100));
                n * n
            };
            let end = in_order(0..200, workers, slow_first, |n| {
                taken.push(n);
                ControlFlow::<()>::Continue(())
            });
            assert_eq!(end, ControlFlow::Continue(()));
            assert_eq!(taken, (0..200).map(|n| n * n).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn stops_when_the_taker_breaks() {
        for workers in [1, 3] {
            let mut taken = 0;
            let end = in_order(
                0..,
                workers,
                |n: u64| n,
                |n| {
                    taken += 1;
                    if n == 10 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!((end, taken), (ControlFlow::Break("enough"), 11));
        }
    }
}
