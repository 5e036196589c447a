//! Articles of the tests' own: two name the same actors, one is an explainer, one is short.

use super::home::Home;

/// A home with all of them in its store.
pub fn library() -> Home {
    let home = Home::new();
    home.import(&[("ferry.md", FERRY), ("toll.md", TOLL), ("piers.md", PIERS), ("market.md", MARKET)]);
    home
}

/// An analysis, long enough to scroll in any terminal.
pub const FERRY: &str = "\
---
title: Ferry Accord Nears as Both Shores Count the Cost
author: Ada Lindqvist
date: 2025-10-14T08:00:00Z
---

Negotiators from both shores of Lake Marn said on Tuesday that an accord on the night ferry was within reach, \
after three winters in which nothing crossed the water between dusk and dawn.

Tomáš Óravec, who has carried drafts from one harbour to the other since August, called the remaining points small \
enough to be settled in an afternoon.

The Lake Council is to meet on Thursday. Its members have the text before them, and nobody has yet asked for a delay.

## Why It Matters

The night ferry is the only way across for the bakers, nurses and market traders who work on the other shore. Since \
it stopped, the road around the lake has taken four hours and, twice, a life.

For Northshore the line is a matter of wages; for Southshore it is a matter of who pays for the pier that the storm \
of two winters ago carried away.

An agreement would be the first that the two towns have signed without a court, and officials elsewhere on the lake \
are watching how it is done.

## Who Wants What

Northshore: Wants the ferry back before the frost and offers to pay for the fuel, though not for the pier.

Southshore: Wants the pier rebuilt first, and a share of every ticket until the loan for it is repaid.

Lake Council: Wants an accord that it need not enforce, having enforced the last one for eleven years.

Tomáš Óravec: Wants both signatures on one page, on one day, in one room.

## Background

The two towns shared a ferry for a century and a half. The boat was owned by one and its landing by the other, which \
worked for as long as neither kept accounts.

Accounts began to be kept in the year of the flood. By the time the water had gone down, each town had presented the \
other with a bill, and each bill was larger than the ferry.

A court found for both. The Lake Council was asked to see to it that the judgment was carried out, and has been asked \
to see to it every year since.

Tomáš Óravec was chosen as a go-between because he comes from neither town, and because he had once sold a boat to \
each of them without a complaint.

## What’s Next

The Lake Council votes on Thursday. If it agrees, Northshore and Southshore have ten days to sign, and the first \
boat could cross in the second week of November.

If it does not, the winter timetable holds and the question returns in March. Tomáš Óravec has said that somebody \
else will then have to carry the drafts.
";

/// A shorter report that names two of the same actors, and is newer.
pub const TOLL: &str = "\
---
title: Lake Council Puts Off the Vote on Bridge Tolls
author: Ben Okafor
date: 2025-10-16T08:00:00Z
---

A vote on tolls for the bridge at the lake’s outlet has been put off until spring, the chair of the meeting said.

## Stakeholders

Lake Council: Says that one vote a month is as much as the lake can bear.

Tomáš Óravec: Regrets the delay, and says that tolls and ferries are one question.

## What’s Next

The Lake Council takes the matter up again in April.
";

/// An explainer.
pub const PIERS: &str = "\
---
title: How a Pier Is Built in Fresh Water
date: 2025-10-12T08:00:00Z
---

A pier in a lake has less to fear from salt than from ice.

## The piles

Piles of larch are driven in until the hammer bounces.

## The deck

- planks of oak
- planks of larch
";

/// The oldest, and short.
pub const MARKET: &str = "\
---
title: Market Day Moves to Saturday
date: 2025-10-10T08:00:00Z
---

The weekly market moves from Friday to Saturday, which nobody had asked for.
";

/// Their titles, newest first, as the article list shows them.
pub const TITLES: [&str; 4] =
    ["Lake Council Puts Off the Vote", "Ferry Accord Nears", "How a Pier Is Built", "Market Day Moves"];
