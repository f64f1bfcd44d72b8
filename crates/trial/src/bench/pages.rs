//! The pages that are measured, and who sees them.

use std::net::SocketAddr;

use anyhow::Context;

use crate::http::Browser;

/// A guest with a case, and somebody of the staff.
#[derive(Clone)]
pub(crate) struct Pages {
    pub(crate) case: String,
    pub(crate) guest: Browser,
    pub(crate) staff: Browser,
}

/// What is compared: pages and a file.
pub(super) struct Sizes {
    /// The file whose size is nearest to that of the page of a case.
    pub(super) plain: String,
    pub(super) plain_bytes: usize,
    /// Words, address and size of each page.
    pub(super) pages: Vec<(&'static str, String, usize)>,
}

impl Pages {
    /// The list of the desk.
    pub(crate) const QUEUE: &'static str = "/mesa/todos";

    /// The same people at a desk that moved.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        let mut pages = self.clone();
        pages.guest.move_to(address);
        pages.staff.move_to(address);
        pages
    }

    pub(crate) fn case_path(&self) -> String {
        format!("/casos/{}", self.case)
    }

    /// Somebody who may see this, with a connection of their own.
    pub(crate) fn browser_for(&self, path: &str) -> Browser {
        if path.starts_with("/mesa") {
            self.staff.clone()
        } else {
            self.guest.clone()
        }
    }

    pub(super) async fn sizes(&mut self) -> anyhow::Result<Sizes> {
        let case = self.case_path();
        let mut pages = Vec::new();
        let mut home = String::new();
        for (words, path) in [
            ("page of a case", case.as_str()),
            ("list of a guest", "/mis-casos"),
            ("home", "/"),
        ] {
            let answer = self.guest.get(path).await?.is(200)?;
            if path == "/" {
                home = String::from_utf8_lossy(&answer.body).into_owned();
            }
            pages.push((words, path.to_owned(), answer.body.len()));
        }
        let wanted = pages[0].2;
        let mut files = Vec::new();
        for (at, _) in home.match_indices("/recursos/") {
            let path = home[at..].split(['"', '\'']).next().unwrap_or_default();
            let answer = self.guest.get(path).await?.is(200)?;
            files.push((
                answer.body.len().abs_diff(wanted),
                answer.body.len(),
                path.to_owned(),
            ));
        }
        let (_, plain_bytes, plain) = files
            .into_iter()
            .min()
            .context("no files on the home page")?;
        Ok(Sizes {
            plain,
            plain_bytes,
            pages,
        })
    }
}
