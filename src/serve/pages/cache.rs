//! Pages that were made already.
//!
//! Owns the bound of what is held. A page depends on its snapshot, path and language alone, so that it is made once a
//! snapshot, unless it was asked with a search.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that are held, at most; when they are exceeded all pages go.
const MOST: usize = 64 << 20;

/// Pages of one snapshot.
#[derive(Default)]
pub(super) struct Cache(Mutex<Held>);

#[derive(Default)]
struct Held {
    tag: String,
    bytes: usize,
    pages: HashMap<String, Arc<[u8]>>,
}

impl Cache {
    /// The page called `name` in the snapshot `tag`, made now when it is not held; nothing when it cannot be made.
    pub(super) fn get(&self, tag: &str, name: &str, make: impl FnOnce() -> Option<String>) -> Option<Arc<[u8]>> {
        if let Some(page) = self.held(tag, |held| held.pages.get(name).cloned()) {
            return Some(page);
        }
        // Made without the lock: two clients may make the same page, which is no harm.
        let page: Arc<[u8]> = make()?.into_bytes().into();
        self.held(tag, |held| {
            if held.bytes + page.len() > MOST {
                held.pages.clear();
                held.bytes = 0;
            }
            held.bytes += page.len();
            held.pages.insert(name.to_owned(), page.clone());
        });
        Some(page)
    }

    fn held<T>(&self, tag: &str, work: impl FnOnce(&mut Held) -> T) -> T {
        // A panic while the lock is held leaves pages that are whole.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.tag != tag {
            *held = Held { tag: tag.to_owned(), ..Held::default() };
        }
        work(&mut held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_made_once_a_snapshot() {
        let cache = Cache::default();
        let get = |tag: &str, text: &str| {
            let page = cache.get(tag, "entity/x", || Some(text.to_owned())).expect("it is made");
            String::from_utf8(page.to_vec()).expect("text")
        };
        assert_eq!(get("one", "first"), "first");
        assert_eq!(get("one", "second"), "first");
        assert_eq!(get("two", "third"), "third");
        assert!(cache.get("two", "entity/y", || None).is_none());
    }
}
