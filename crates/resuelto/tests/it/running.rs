//! The finished program, run as a service manager runs it.

use std::{
    fs,
    io::{BufRead, BufReader, Lines, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Output, Stdio},
    thread,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

pub(crate) fn resuelto(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_resuelto"));
    command.args(arguments);
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    resuelto(arguments).output().unwrap()
}

/// A desk on a free port and a folder of its own.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
    /// The folder of its own, if it has one.
    pub(crate) data: Option<TempDir>,
    log: Option<thread::JoinHandle<String>>,
    /// Kept open: what it says after its address has a reader too.
    output: Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// A desk in a folder of its own.
    pub(crate) fn start(flags: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut running = Self::launch("serve", data.path().to_str().unwrap(), flags);
        running.data = Some(data);
        running
    }

    /// The desk in this folder.
    pub(crate) fn start_at(data: &str) -> Self {
        Self::launch("serve", data, &[])
    }

    /// A desk full of examples in this folder.
    pub(crate) fn start_demo(data: &str) -> Self {
        Self::launch("demo", data, &[])
    }

    fn launch(command: &str, data: &str, flags: &[&str]) -> Self {
        let folder = format!("folder:{data}/mail");
        let mailbox = ["--mail", folder.as_str()];
        // A flag is given once.
        let mail: &[&str] = if flags.contains(&"--mail") {
            &[]
        } else {
            &mailbox
        };
        let mut child = resuelto(&[command, "--listen", "127.0.0.1:0", "--data", data])
            .args(mail)
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = collect(child.stderr.take().unwrap());
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = output.next().expect("the program ended early").unwrap();
            if let Some((_, rest)) = line.split_once("listens on ") {
                break rest.split_once(": ").unwrap().0.parse().unwrap();
            }
        };
        Self {
            child,
            address,
            data: None,
            log: Some(log),
            output,
        }
    }

    /// The path of the first set-up, which stands right after the address.
    pub(crate) fn setup_path(&mut self) -> String {
        let line = self.output.next().expect("it says no more").unwrap();
        let (_, token) = line
            .split_once("/instalar/")
            .unwrap_or_else(|| panic!("{line}"));
        format!("/instalar/{}", token.trim())
    }

    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> String {
        get(self.address, path)
    }

    /// The most memory that it held since that was forgotten, in KiB.
    pub(crate) fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let number = line.unwrap().split_whitespace().nth(1);
        number.unwrap().parse().unwrap()
    }

    /// Makes its present memory the peak (proc(5), `clear_refs`).
    pub(crate) fn forget_the_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// How it ended, and what it logged.
    pub(crate) fn wait(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        (status, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Running {
    /// A test that failed leaves no server behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn collect(mut stderr: ChildStderr) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        log
    })
}

pub(crate) fn get(address: SocketAddr, path: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    write!(
        connection,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    rest_of(connection)
}

pub(crate) fn rest_of(mut connection: TcpStream) -> String {
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}
