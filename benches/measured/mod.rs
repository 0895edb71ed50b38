//! Runs a process and says what it took. Reads `/proc`: on other systems than Linux memory and
//! processor time are 0.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process took.
pub struct Taken {
    /// From start to end.
    pub wall: Duration,
    /// Seconds of processor time.
    pub processor: f64,
    /// The most memory at a time, in MB.
    pub memory: f64,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wall = self.wall.as_secs_f64();
        write!(f, "{wall:7.2} s wall {:7.2} s CPU {:7.1} MB", self.processor, self.memory)
    }
}

/// Runs a process to its end.
pub fn measured(command: &mut Command) -> Taken {
    let before = processor();
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    let status = format!("/proc/{}/status", child.id());
    let mut memory: f64 = 0.0;
    while child.try_wait().expect("is there").is_none() {
        memory = memory.max(peak(&status).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(5));
    }
    Taken { wall: start.elapsed(), processor: processor() - before, memory }
}

/// The most memory that a living process has had, in MB.
fn peak(status: &str) -> Option<f64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// Seconds of processor time of all processes that ended and were ours (proc(5): cutime, cstime,
/// in hundredths of a second).
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit_once(')').map_or("", |(_, after)| after);
    let fields: Vec<f64> = after.split_whitespace().skip(13).take(2).flat_map(str::parse).collect();
    fields.iter().sum::<f64>() / 100.0
}
