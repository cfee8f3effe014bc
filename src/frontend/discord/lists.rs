//! Pages of `/faq list`.

use crate::entry::ShortId;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::service::Catalog;

/// One page of the entries of a topic, or of all. A topic is looked up by its name, or by how it begins.
pub(super) fn page(catalog: &Catalog, topic: Option<&str>, page: usize, to: &To<'_>) -> Reply {
    let topics = catalog.topics_with_counts();
    let begins = |wanted: &str| topics.iter().find(|(name, _)| name.starts_with(wanted.trim_end_matches('…')));
    let named = |wanted: &str| topics.iter().find(|(name, _)| name == wanted).or_else(|| begins(wanted));
    let topic = topic.map(|wanted| named(wanted).map_or(wanted, |(name, _)| name.as_str()));
    let found = catalog.page(topic, page, reply::PAGE_ENTRIES);
    let number = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    reply::list(&found.entries, number(found.page), number(found.pages), &topics, topic, to)
}

/// The name of the topic with this digest.
pub(super) fn topic(catalog: &Catalog, digest: ShortId) -> Option<String> {
    let topics = catalog.topics_with_counts();
    topics.into_iter().map(|(name, _)| name).find(|name| ShortId::of_topic(name) == digest)
}
