"""What was told stays told: no edit of a post reaches the entry of another, and no error a feed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, example, given
from hypothesis import settings as how
from hypothesis import strategies as st
from lxml import etree

from tests.building import Place
from tests.loading import post
from tests.plugins.feeds.checking import SPACES
from tests.plugins.feeds.test_formats import FILES, feeds

EDITED = ["p07", "p43", "rich", "welsh"]  # of the archive, of the newest, with all, in Welsh
MAJORS = {"rich": ["{date: 2015-05-05, note: 'All <new>.', kind: major}"]}
AUTHORITY = "tag:wayside.example,2012:"
FOLDER = "posts/2014"
# Posts of others that lead to those that are edited, in a series, and by a topic.
WORLD = {
    **FILES,
    "series/row.md": "---\ntitle: Row\n---\n",
    "topics/bread.md": "---\ntitle: Bread\nbroader: Soup\n---\n",
    f"{FOLDER}/before.md": post("[See](p07.md).\n", title="Before", series="row", topics="[bread]"),
    f"{FOLDER}/p07.md": post(title="Post 7", series="row", topics="[soup]"),
    f"{FOLDER}/after.md": post("[See](rich.md).\n", title="After", series="row", topics="[soup]"),
}
LETTERS = st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="[]\ufffd")
WORDS = st.text(LETTERS, max_size=40)
TOPICS = st.sampled_from(["", "[soup]", "[bread]", "[soup, bread]"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def world(folder: Path) -> Callable[[], dict[tuple[str, str], bytes]]:
    found = dict(entries(feeds(folder, WORLD)))
    return lambda: found  # and not as it is, which Hypothesis would print


def entries(made: Mapping[str, bytes]) -> Iterator[tuple[tuple[str, str], bytes]]:
    """Every entry as it is written, by the file that it stands in and its id."""
    for name, data in made.items():
        if name.endswith(".json"):
            for one in json.loads(data)["items"]:
                yield (name, one["id"]), json.dumps(one, sort_keys=True).encode()
            continue
        root = etree.fromstring(data)
        for one in (*root.iter("item"), *root.findall("atom:entry", SPACES)):
            id_ = one.findtext("guid", "") or one.findtext("atom:id", "", SPACES)
            yield (name, id_), etree.tostring(one)


@pytest.mark.slow
@how(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    slug=st.sampled_from(EDITED), title=WORDS, text=WORDS, topics=TOPICS, is_changed=st.booleans()
)
@example(slug="p07", title="<b> & ]]>", text="[Other](p08.md)", topics="[bread]", is_changed=True)
def test_an_edit_of_a_post_changes_no_entry_of_another(
    folder: Path,
    world: Callable[[], dict[tuple[str, str], bytes]],
    slug: str,
    title: str,
    text: str,
    topics: str,
    is_changed: bool,
) -> None:
    path = f"{FOLDER}/{slug}.md"
    kept = dict(re.findall(r"^(date|lang|kind|original|image|series): (.*)", WORLD[path], re.M))
    minor = "{date: 2016-06-06, note: 'Put better.', kind: minor}"
    edited = post(
        f"Now {text}\n",
        **kept,
        title=json.dumps(f"Edited {title}", ensure_ascii=False),
        topics=topics,
        changes=f"[{', '.join([*MAJORS.get(slug, []), *([minor] if is_changed else [])])}]",
    )
    before, after = world(), dict(entries(feeds(folder, {**WORLD, path: edited})))
    own = {f"{AUTHORITY}{slug}"}
    changed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
    assert {id_.partition("#")[0] for _, id_ in changed} == own
    come_or_gone = {id_.partition("#")[0] for _, id_ in before.keys() ^ after.keys()}
    assert come_or_gone <= own


RICH = post(title="Rich", versions="[{format: audio, file: ../../media/a.mp3}]")


def test_a_lost_file_leaves_every_feed_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TODAY", raising=False)
    files = {f"{FOLDER}/rich.md": RICH, f"{FOLDER}/other.md": post(), "media/a.mp3": "sound"}
    place = Place(tmp_path, files)
    assert place.build().status == 0
    before = feeds_of(place)
    assert b"/media/a.mp3" in before["feed.xml"]
    (place.content / "media/a.mp3").unlink()
    place.write(f"{FOLDER}/other.md", post(title="Another title"))
    done = place.build()
    assert done.status == 1
    assert "a.mp3" in done.text
    assert feeds_of(place) == before


def feeds_of(place: Place) -> dict[str, bytes]:
    return {name: data for name, data in place.files().items() if "feed" in name}
