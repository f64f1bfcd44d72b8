//! Lists, page by page.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;

/// How many a page has unless the program says.
const USUAL: u32 = 50;

/// How many a page has at most.
const MOST: u32 = 100;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T> {
    /// What is on this page.
    pub(super) items: Vec<T>,
    /// The `cursor` of the next page; none on the last.
    pub(super) next: Option<String>,
}

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// The `next` of the page before.
    #[param(pattern = "^-?[0-9]{1,18}_[0-9]{1,18}$")]
    cursor: Option<String>,
    /// How many: 1 to 100, or 50 without it.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

impl Part {
    /// The page of what is there whole.
    pub(super) fn of<T>(&self, all: Vec<T>, key: impl Fn(&T) -> i64) -> Result<Page<T>, Problem> {
        let after = cursor(self.cursor.as_deref())?;
        Ok(page_of(all, key, after, limit(self.limit)?))
    }
}

impl<T> Page<T> {
    /// The same page with its entries told.
    pub(super) fn told<U>(self, tell: impl Fn(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(tell).collect(),
            next: self.next,
        }
    }
}

/// How many to give.
pub(super) fn limit(asked: Option<u32>) -> Result<u32, Problem> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        _ => Err(Problem::Query("limit".to_owned())),
    }
}

/// Where a page begins: behind an entry with this sort and this key.
pub(super) fn cursor(asked: Option<&str>) -> Result<Option<(i64, i64)>, Problem> {
    let Some(text) = asked else { return Ok(None) };
    let read = || {
        let (sort, id) = text.split_once('_')?;
        Some((sort.parse().ok()?, id.parse().ok()?))
    };
    match read() {
        Some(place) => Ok(Some(place)),
        None => Err(Problem::Query("cursor".to_owned())),
    }
}

/// The text of a cursor; programs take it as it is.
pub(super) fn next(sort: i64, id: i64) -> String {
    format!("{sort}_{id}")
}

/// A page of what is there whole: those behind the key of the cursor.
fn page_of<T>(
    all: Vec<T>,
    key: impl Fn(&T) -> i64,
    after: Option<(i64, i64)>,
    limit: u32,
) -> Page<T> {
    let limit = limit as usize;
    let behind = |one: &T| after.is_none_or(|(_, id)| key(one) > id);
    let mut items: Vec<T> = all.into_iter().filter(behind).take(limit + 1).collect();
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next = items
        .last()
        .filter(|_| has_more)
        .map(|last| next(0, key(last)));
    Page { items, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j01_a_cursor_is_ours_or_refused() {
        assert_eq!(cursor(Some(&next(-3, 7))).unwrap(), Some((-3, 7)));
        for wrong in [
            "",
            "_",
            "1",
            "1_x",
            "1_2_3",
            "' OR 1=1 --",
            "9223372036854775808_1",
        ] {
            assert!(cursor(Some(wrong)).is_err(), "{wrong}");
        }
        assert!(limit(Some(0)).is_err() && limit(Some(101)).is_err());
    }

    #[test]
    fn pages_follow_one_another_to_the_end() {
        let first = page_of(vec![1, 2, 3], |one| *one, None, 2);
        assert_eq!(first.items, [1, 2]);
        let after = cursor(first.next.as_deref()).unwrap();
        let last = page_of(vec![1, 2, 3], |one| *one, after, 2);
        assert_eq!((last.items.as_slice(), last.next), (&[3][..], None));
    }
}
