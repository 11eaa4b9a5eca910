//! The decision: which candidate, if any, is the element that was recorded. Never a guess.

/// Below this share of agreement (per cent) a candidate is another element.
const GOOD: u32 = 55;
/// Within so many CSS pixels an element may stand where it stood.
const NEAR: u32 = 150;
/// By so many CSS pixels more than twice as far the next twin must stand.
const CLEAR: u32 = 40;
/// How far the best must be ahead of the second, in per cent of agreement.
const MARGIN: u32 = 6;

/// Agreement of one candidate with what was recorded: points won of points that could be won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    won: u32,
    possible: u32,
    barred: bool,
}

impl Agreement {
    /// A fact of `weight` that agrees by `share` per cent.
    pub(crate) fn fact(&mut self, weight: u32, share: u32) {
        self.won += weight * share.min(100);
        self.possible += weight * 100;
    }

    /// The candidate cannot be it, whatever else agrees.
    pub(crate) fn bar(&mut self) {
        self.barred = true;
    }

    /// Per cent of what could agree.
    pub(crate) fn share(&self) -> u32 {
        if self.barred || self.possible == 0 { 0 } else { self.won * 100 / self.possible }
    }
}

/// What the agreements of all candidates say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The candidate of this index.
    One(usize),
    /// Two or more agree about as well.
    Ambiguous,
    /// None agrees well.
    Gone,
}

/// Decides by the best share and its lead.
pub(crate) fn decide(shares: &[u32]) -> Verdict {
    let mut best: Option<(usize, u32)> = None;
    let mut second = 0;
    for (index, share) in shares.iter().copied().enumerate() {
        match best {
            Some((_, top)) if share <= top => second = second.max(share),
            Some((_, top)) => {
                second = second.max(top);
                best = Some((index, share));
            }
            None => best = Some((index, share)),
        }
    }
    match best {
        Some((_, top)) if top < GOOD => Verdict::Gone,
        Some((_, top)) if top < second + MARGIN && second > 0 => Verdict::Ambiguous,
        Some((index, _)) => Verdict::One(index),
        None => Verdict::Gone,
    }
}

/// The candidates that agree well, and about as well as the best.
pub(crate) fn leaders(shares: &[u32]) -> Vec<usize> {
    let top = shares.iter().copied().max().unwrap_or_default();
    let leads = |share: u32| share >= GOOD && share + MARGIN > top;
    shares.iter().enumerate().filter(|(_, share)| leads(**share)).map(|(index, _)| index).collect()
}

/// Where one of several twins stands, measured by the place of the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The candidate's index.
    pub(crate) index: usize,
    /// How many steps of the kept path are in its own, in order.
    pub(crate) steps: u32,
    /// How far it stands from the kept place, in CSS pixels.
    pub(crate) away: u32,
}

/// Decides among twins by where they stand: one alone has all steps of the kept path and none is clearly nearer, or
/// one is near, no twin is, and none has more steps.
pub(crate) fn by_place(twins: &[Standing], kept_steps: u32) -> Verdict {
    let most = twins.iter().map(|twin| twin.steps).max().unwrap_or_default();
    let nearest = twins.iter().min_by_key(|twin| twin.away);
    let Some(nearest) = nearest else { return Verdict::Ambiguous };
    let mut leading = twins.iter().filter(|twin| twin.steps == most);
    if let (Some(first), None) = (leading.next(), leading.next())
        && most == kept_steps
        && (first == nearest || nearest.away > NEAR)
    {
        return Verdict::One(first.index);
    }
    let others = twins.iter().filter(|twin| *twin != nearest).map(|twin| twin.away).min();
    let clear = others.is_none_or(|other| other > nearest.away * 2 + CLEAR);
    if nearest.steps == most && nearest.away <= NEAR && clear {
        Verdict::One(nearest.index)
    } else {
        Verdict::Ambiguous
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_clear_best_wins() {
        assert_eq!(decide(&[10, 90, 60]), Verdict::One(1));
        assert_eq!(decide(&[90, 88]), Verdict::Ambiguous);
        assert_eq!(decide(&[90, 90, 90]), Verdict::Ambiguous);
        assert_eq!(decide(&[30, 20]), Verdict::Gone);
        assert_eq!(decide(&[]), Verdict::Gone);
    }

    fn standing(index: usize, steps: u32, away: u32) -> Standing {
        Standing { index, steps, away }
    }

    #[test]
    fn twins_are_told_by_their_place() {
        assert_eq!(
            by_place(&[standing(0, 4, 900), standing(1, 5, 700)], 5),
            Verdict::One(1),
            "the whole path"
        );
        assert_eq!(by_place(&[standing(0, 4, 10), standing(1, 5, 700)], 5), Verdict::Ambiguous, "two say so");
        assert_eq!(by_place(&[standing(0, 4, 10), standing(1, 4, 300)], 5), Verdict::One(0), "near");
        assert_eq!(
            by_place(&[standing(0, 4, 100), standing(1, 4, 200)], 5),
            Verdict::Ambiguous,
            "not clearly"
        );
        assert_eq!(
            by_place(&[standing(0, 4, 700), standing(1, 3, 1900)], 5),
            Verdict::Ambiguous,
            "left behind"
        );
        assert_eq!(by_place(&[], 5), Verdict::Ambiguous);
    }

    #[test]
    fn a_barred_candidate_has_nothing() {
        let mut agreement = Agreement::default();
        agreement.fact(10, 100);
        assert_eq!(agreement.share(), 100);
        agreement.bar();
        assert_eq!(agreement.share(), 0);
    }

    proptest! {
        #[test]
        fn one_means_good_and_ahead(shares in proptest::collection::vec(0u32..=100, 0..12)) {
            if let Verdict::One(index) = decide(&shares) {
                let best = shares[index];
                prop_assert!(best >= GOOD);
                for (other, share) in shares.iter().enumerate() {
                    prop_assert!(other == index || best >= share + MARGIN || *share == 0);
                }
            }
        }

        #[test]
        fn the_order_does_not_matter(mut shares in proptest::collection::vec(0u32..=100, 1..12)) {
            let kind = |verdict| match verdict {
                Verdict::One(index) => Some(index),
                Verdict::Ambiguous | Verdict::Gone => None,
            };
            let forward = kind(decide(&shares)).map(|index| shares[index]);
            shares.reverse();
            let backward = kind(decide(&shares)).map(|index| shares[index]);
            prop_assert_eq!(forward, backward);
        }
    }
}
