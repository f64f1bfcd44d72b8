//! What a container engine learns of a desk.

use rustix::process::Signal;

use crate::running::{Running, run};

#[test]
fn a_desk_that_serves_is_healthy_and_one_that_is_gone_is_not() {
    let desk = Running::start(&[]);
    let address = desk.address.to_string();

    let output = run(&["health", "--listen", &address]);
    assert!(output.status.success(), "{output:?}");

    desk.signal(Signal::TERM);
    assert!(desk.wait().0.success());
    let output = run(&["health", "--listen", &address]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("nobody answers on"), "{told}");
}
