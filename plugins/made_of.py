"""What the pages of an output are made of: which facts have changed, and which are to be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain

import msgspec

from plugins.model.cache.output import KeptOutput, KeptPage
from plugins.model.view.fact import ANYTHING, Fact
from plugins.model.view.facts import Facts
from plugins.model.view.reasons import changed as in_words

NOTHING_BEFORE = KeptOutput(
    state="",
    before="",
    written=[],
    removed=[],
    around=b"",
    facts=[],
    grounds={},
    pages={},
    files={},
    traces={},
)
_MUCH = 10  # one fact in so many may be kept without a use: to number all anew takes long
_unpack = msgspec.msgpack.Decoder(list[Fact]).decode


def packed(facts: Collection[Fact]) -> bytes:
    """What a page was made of, in order; nothing where that could be anything."""
    return msgspec.msgpack.encode([] if ANYTHING in facts else sorted(facts))


def changed_facts(before: KeptOutput, facts: Facts, *, all_of_them: bool) -> dict[int, bytes]:
    """The facts that are not as they were, by their places, each with what is known today.

    all_of_them: whether none counts as it was.
    """
    same = facts.stand(before)
    if all_of_them:
        return {place: facts.digest(fact) for place, (fact, _) in enumerate(before.facts)}
    return {
        place: now
        for place, (fact, was) in enumerate(before.facts)
        if fact[0] not in same and (now := facts.digest(fact)) != was
    }


def why(before: KeptOutput, page: KeptPage, changed: Mapping[int, bytes], facts: Facts) -> str:
    """Why a page was made again that neither the theme nor the settings have changed."""
    new = [before.facts[place][0] for place in page.facts if place in changed]
    return in_words(facts.behind, new) if new else "it shows something else"


def made_of(
    before: KeptOutput,
    changed: Mapping[int, bytes],
    facts: Facts,
    standing: Mapping[str, KeptPage],
    made: Iterable[tuple[str, bytes, bytes, bytes]],
) -> tuple[list[tuple[Fact, bytes]], dict[str, KeptPage]]:
    """All facts that a page of today is made of, once, and the pages that refer to them.

    standing: the pages that are as they were. made: the names of the others, their looks, the
        digests of what they show, and their facts, packed.
    A fact has its place as long as it is kept, so that pages that stand are kept as they are.
    """
    known = list(before.facts)
    for place, now in changed.items():
        known[place] = known[place][0], now
    places = {fact: place for place, (fact, _) in enumerate(known)}
    pages = dict(standing)
    numbered: dict[bytes, tuple[int, ...]] = {}  # the formats of a feed are made of the same
    for name, look, shown, packed_facts in made:
        if packed_facts not in numbered:
            noted = _unpack(packed_facts)
            for fact in noted:
                if fact not in places:
                    places[fact] = len(known)
                    known.append((fact, facts.digest(fact)))
            numbered[packed_facts] = tuple(map(places.__getitem__, noted))
        pages[name] = KeptPage(look, shown, numbered[packed_facts])
    return _without_unused(known, pages)


def _without_unused(
    facts: list[tuple[Fact, bytes]], pages: dict[str, KeptPage]
) -> tuple[list[tuple[Fact, bytes]], dict[str, KeptPage]]:
    """The same; where many facts are of no use any more, without these."""
    used = set(chain.from_iterable(page.facts for page in pages.values()))
    if (len(facts) - len(used)) * _MUCH <= len(facts):
        return facts, pages
    in_order = sorted(used)
    moved = {old: new for new, old in enumerate(in_order)}
    return [facts[place] for place in in_order], {
        name: KeptPage(page.look, page.shown, tuple(map(moved.__getitem__, page.facts)))
        for name, page in pages.items()
    }
