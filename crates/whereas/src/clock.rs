//! The only place where the program reads the clock, the user's name and what was asked to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Returns the present time as the ledger records it: RFC 3339, UTC, whole seconds.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// Returns the name decisions are recorded under: what the flag says, else the environment, else `unknown`.
pub fn author(flag: Option<&str>) -> String {
    let said = |name: &str| std::env::var(name).ok();
    flag.map(str::to_owned)
        .or_else(|| said("WHEREAS_USER"))
        .or_else(|| said("USER"))
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

/// Whether Ctrl-C was pressed. The first press asks, the second ends the program at once.
#[derive(Debug, Clone)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C. Where the system refuses, Ctrl-C ends the program at once, as it does by itself.
    pub fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let second = signal_hook::flag::register_conditional_shutdown(
            signal_hook::consts::SIGINT,
            130,
            Arc::clone(&asked),
        );
        if second.is_ok() {
            let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&asked));
        }
        Self(asked)
    }

    /// Returns whether it was pressed.
    pub fn pressed(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
