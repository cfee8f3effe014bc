//! `--shards A..B/N`.

use std::str::FromStr;

use crate::frontend::discord::Shards;

/// A shard carries up to 2,500 servers; more shards than this would be more servers than Discord has bots for.
const MAX_SHARDS: u32 = 10_000;

/// Shards from the first to the last, both included, of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShardRange {
    first: u32,
    last: u32,
    total: u32,
}

impl From<ShardRange> for Shards {
    fn from(range: ShardRange) -> Shards {
        Shards::Range { first: range.first, last: range.last, total: range.total }
    }
}

impl FromStr for ShardRange {
    type Err = String;

    fn from_str(text: &str) -> Result<ShardRange, String> {
        let parts = || {
            let (range, total) = text.split_once('/')?;
            let (first, last) = range.split_once("..")?;
            Some((first.parse().ok()?, last.parse().ok()?, total.parse().ok()?))
        };
        let Some((first, last, total)) = parts() else {
            return Err("write A..B/N in whole numbers: 0..3/8 are the first four of eight shards".to_owned());
        };
        if total == 0 || total > MAX_SHARDS {
            return Err(format!("there can be 1 to {MAX_SHARDS} shards"));
        }
        if last >= total {
            return Err(format!("the last of {total} shards is {}, since they are counted from 0", total - 1));
        }
        if first > last {
            return Err(format!("the first shard, {first}, comes after the last, {last}"));
        }
        Ok(ShardRange { first, last, total })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(u32, u32, u32), &str>) {
        let parsed: Result<ShardRange, String> = text.parse();
        let parsed = parsed.as_ref().map(|range| (range.first, range.last, range.total)).map_err(String::as_str);
        assert_eq!(parsed, expected, "{text}");
    }

    #[test]
    fn a_range_has_both_its_ends() {
        check("0..3/8", Ok((0, 3, 8)));
        check("7..7/8", Ok((7, 7, 8)));
        check("0..0/1", Ok((0, 0, 1)));
        let shape = "write A..B/N in whole numbers: 0..3/8 are the first four of eight shards";
        for bad in ["", "3", "0..3", "0-3/8", "..3/8", "a..b/c", "-1..3/8", "0..3/8/2"] {
            check(bad, Err(shape));
        }
        check("0..8/8", Err("the last of 8 shards is 7, since they are counted from 0"));
        check("3..2/8", Err("the first shard, 3, comes after the last, 2"));
        check("0..0/0", Err("there can be 1 to 10000 shards"));
    }
}
