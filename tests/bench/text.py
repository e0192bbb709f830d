"""The text of a generated post: Markdown of the kinds that editors write."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from tests.bench import words

SHORTEST, LONGEST, COMMONEST = 350, 878, 548  # words wanted; 600 on average with what is added
LONGEST_BLOCK = 90  # words
BLOCKS_IN_SECTION = 4


def body(rng: random.Random, links: Sequence[str], picture: str, last_words: str) -> str:
    """Headings and blocks of 350 to 900 words.

    links: the files of other posts, as seen from this one; each is linked to once.
    picture: the file of a picture, or "".
    last_words: the sentence that it ends with.
    """
    wanted = round(rng.triangular(SHORTEST, LONGEST, COMMONEST))
    blocks = [paragraph(rng), *(_link(rng, link) for link in links)]
    if picture:
        blocks.append(f"![A plain drawing of {rng.choice(words.THINGS)}]({picture})")
    for block in _blocks(rng):
        if _length(blocks) > wanted - LONGEST_BLOCK:
            break
        blocks.append(block)
    last = [last_words]
    while _length([*blocks, *last]) < wanted:
        last.insert(0, sentence(rng))
    return "\n\n".join([*blocks, " ".join(last)]).strip() + "\n"


def paragraph(rng: random.Random) -> str:
    """Three to five sentences."""
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 5)))


def sentence(rng: random.Random) -> str:
    """One sentence of 8 to 25 words."""
    filled = rng.choice(words.SENTENCES).format(
        person=rng.choice(words.PEOPLE),
        deed=rng.choice(words.DEEDS),
        thing=rng.choice(words.THINGS),
        place=rng.choice(words.PLACES),
        time=rng.choice(words.TIMES),
        code=rng.choice(words.CODES),
        number=rng.randint(40, 400),
        less=rng.randint(2, 39),
    )
    return filled[0].upper() + filled[1:]


def _length(blocks: Sequence[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _blocks(rng: random.Random) -> Iterator[str]:
    """Sections without end: a heading, then paragraphs mostly."""
    kinds: dict[Callable[[random.Random], str], int] = {
        paragraph: 12,
        _list: 3,
        _numbered_list: 1,
        _quotation: 2,
        _table: 1,
    }
    for number in range(1000):
        heading = words.HEADINGS[number % len(words.HEADINGS)]
        yield f"{'###' if number % 3 == 2 else '##'} {heading}"
        for make in rng.choices(list(kinds), list(kinds.values()), k=BLOCKS_IN_SECTION):
            yield make(rng)


def _link(rng: random.Random, target: str) -> str:
    return f"{sentence(rng)} We wrote about [{rng.choice(words.THINGS)}]({target}) before."


def _list(rng: random.Random) -> str:
    return "\n".join(f"- {sentence(rng)}" for _ in range(3))


def _numbered_list(rng: random.Random) -> str:
    return "\n".join(f"{number}. {sentence(rng)}" for number in range(1, 4))


def _quotation(rng: random.Random) -> str:
    return f"> {sentence(rng)}\n> {sentence(rng)}"


def _table(rng: random.Random) -> str:
    rows = [f"| {thing} | {rng.randint(2, 90)} |" for thing in rng.sample(words.THINGS, 4)]
    return "\n".join(["| What | Visits |", "| --- | ---: |", *rows])
