"""A view is the same as long as its facts are: of each door there is a case that opens it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from plugins.comments import give_comments
from plugins.feeds.files import feed_files
from plugins.model.address import FEED, file_of
from plugins.model.comments.thread import Thread
from plugins.model.digest import digest
from plugins.model.loading import put_together, read_content
from plugins.model.problem import errors
from plugins.model.published.ledger import Ledger, Published, write_ledger
from plugins.model.repository.history import History
from plugins.model.view.fact import ANYTHING, Fact
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import all_sheets
from tests.loading import TODAY, loaded, post, settings, write
from tests.talking import said, thread

POST = "posts/2014/a.md"
OTHER = "posts/2014/b.md"
FILES = {
    POST: post(
        "See [b](b.md).\n\n![A cup](../../media/cup.svg)\n",
        title="Soup",
        topics="[soup]",
        series="meals",
        review_by="2026-12-01",
    ),
    OTHER: post(
        "See [us](../../pages/about.md).\n",
        title="Bread",
        date="2014-03-01",
        series="meals",
        page_author="Joan Example",
    ),
    "topics/soup.md": "---\ntitle: Soup\n---\n",
    "topics/food.md": "---\ntitle: Food\n---\n",
    "series/meals.md": "---\ntitle: Meals\n---\n",
    "series/empty.md": "---\ntitle: Empty\n---\n",
    "organisations/hall.md": "---\nname: The Hall\n---\n",
    "people/joan-example.md": "---\nname: Joan Example\naffiliations: [The Hall]\n---\n",
    "pages/about.md": "---\ntitle: About\n---\n",
    "media/cup.svg": "<svg/>",
    "media/face.svg": "<svg/>",
}
THREAD = """\
origin:
  site: old.example
comments:
  - id: 1
    name: Pat
    date: 2014-02-11
    text: I like it.
"""
LEDGER = write_ledger(
    Ledger(
        (
            Published(
                address="/posts/a/",
                n=1,
                day=datetime.date(2020, 1, 1),
                kind="posts",
                file=POST,
                id="an-old-id",
            ),
        )
    )
).decode()
THIRD = {"posts/2014/c.md": post(title="C", date="2014-05-01", series="meals")}


def person(name: str = "Ann Example", line: str = "") -> dict[str, str]:
    """Ann Example with another name, or another line in her record."""
    return {"people/ann-example.md": f"---\nname: {name}\naliases: [Ann Example]\n{line}---\n"}


def line_more(path: str, line: str) -> dict[str, str]:
    """A file with a line more in its front matter."""
    return {path: FILES[path].replace("---\n", f"---\n{line}\n", 1)}


def other(path: str, old: str, new: str) -> dict[str, str]:
    """A file with some words replaced by others."""
    assert old in FILES[path]
    return {path: FILES[path].replace(old, new, 1)}


class Case(NamedTuple):
    """A page, and what is new that it must show, beside FILES and what else there was before.

    days: of the build before, and of that after it.
    said: what was said meanwhile at the comment service.
    """

    page: str
    new: Mapping[str, str] = MappingProxyType({})
    old: Mapping[str, str] = MappingProxyType({})
    days: tuple[datetime.date, datetime.date] = (TODAY, TODAY)
    list_length: int = 20
    said: Sequence[Thread] = ()


DAY, NEXT_DAY = datetime.date(2026, 11, 30), datetime.date(2026, 12, 1)
ALONE = {"posts/2014/d.md": post(title="D", date="2014-06-01")}
WITHDRAWN = "status: {status: withdrawn, on: 2020-01-01, reason: It went.}\n"
PORTRAIT = person(line="image: {src: ../media/face.svg, alt: Ann}\n")
HELD = "affiliations: [hall]\n"
LEAVING = "affiliations: [{organisation: hall, to: 2026-11-30}]\n"
RELATED = {
    "posts/2016/e.md": post(title="E", date="2016-01-01", author="Joan Example", topics="[food]"),
    OTHER: FILES[OTHER].replace("---\n", "---\ntopics: [food]\n", 1),
}
RECORDED = {
    "posts/2014/v.md": post(
        title="V", versions="[{format: audio, file: ../../media/v.wav}]", date="2014-07-01"
    ),
    "media/v.wav": "short " * 100,
}
STATEMENT = """\
standard: level AA
meets: most
issues:
  - {what: Slow., affects: All., plan: None yet., by: 2026-11-30}
checked: {date: 2026-01-01, how: a look, result: Fine.}
contact: {phone: "1", complain: To us.}
review_by: 2026-11-30
"""
STATED = {
    "accessibility.yml": STATEMENT,
    "pages/accessibility.md": "---\ntitle: Accessibility\n---\nWords.\n",
}

TALK = thread(said("1"), of="/posts/a/")
RULES = "moderation: Daily.\nreport: Write to us.\n"
PAUSE = "pause: {from: 2026-12-01, until: 2026-12-02, reason: An election.}\n"

CASES: dict[str, Case] = {
    "its own text": Case("/posts/a/", {POST: FILES[POST] + "More.\n"}),
    "its own title": Case("/posts/a/", other(POST, "Soup", "Broth")),
    "its summary in a list": Case("/topics/soup/", other(POST, "See", "Look")),
    "a title that another has too": Case("/posts/a/", {OTHER: post(title="Soup")}),
    "where a link leads": Case("/posts/a/", line_more(OTHER, "slug: c")),
    "the title of the part after it": Case("/posts/a/", other(OTHER, "Bread", "Cheese")),
    "the number of parts": Case("/posts/a/", THIRD),
    "the parts of a series": Case("/series/meals/", THIRD),
    "a translation": Case(
        "/posts/a/",
        {"posts/2015/c.md": post(title="Cawl", lang="cy", translation_of="a")},
    ),
    "what replaces it": Case("/posts/a/", line_more(POST, "superseded_by: c") | THIRD),
    "its thread": Case("/posts/a/", {"comments/a.yml": THREAD}),
    "its thread in a list": Case("/topics/soup/", {"comments/a.yml": THREAD}),
    "what was said at the comment service": Case("/posts/a/", said=[TALK]),
    "what was said at the comment service, in a list": Case("/topics/soup/", said=[TALK]),
    "that a comment was erased": Case(
        "/posts/a/",
        {"forgotten-comments.txt": "archive a/1 2026-01-01\n"},
        old={"comments/a.yml": THREAD},
    ),
    "what commenters are told": Case(
        "/posts/a/",
        {"discussion.yml": RULES.replace("Daily", "Weekly")},
        old={"discussion.yml": RULES},
    ),
    "the title of the house rules": Case(
        "/posts/a/",
        {"pages/about.md": "---\ntitle: Rules\n---\n"},
        old={"discussion.yml": f"{RULES}house_rules: about\n"},
    ),
    "that a pause has begun": Case(
        "/posts/a/", old={"discussion.yml": f"{RULES}{PAUSE}"}, days=(DAY, NEXT_DAY)
    ),
    "the Easy Read text of a post": Case(
        "/posts/a/",
        {"easy-read/soup.md": "---\ntitle: Easy\nof: a\n---\n"},
    ),
    "the Easy Read text of a page": Case(
        "/about/",
        {"easy-read/us.md": "---\ntitle: Us\nof: about\n---\n"},
    ),
    "a portrait": Case("/posts/a/", PORTRAIT),
    "a portrait in a list": Case("/topics/soup/", PORTRAIT),
    "the name of an author": Case("/posts/a/", person("Ann Other")),
    "who looks after it": Case(
        "/posts/b/",
        {"people/joan-example.md": "---\nname: Joan Q\naliases: [Joan Example]\n---\n"},
    ),
    "where an author works": Case("/posts/a/", person(line=HELD)),
    "who works at an organisation": Case("/organisations/hall/", person(line=HELD)),
    "the name of an organisation": Case(
        "/people/joan-example/",
        {"organisations/hall.md": "---\nname: The New Hall\naliases: [The Hall]\n---\n"},
    ),
    "the posts that somebody looks after": Case(
        "/people/joan-example/",
        line_more(POST, "page_author: Joan Example"),
    ),
    "the title of a post that somebody looks after": Case(
        "/people/joan-example/",
        other(OTHER, "Bread", "Cheese"),
    ),
    "the title of a topic": Case(
        "/posts/a/",
        {"topics/soup.md": "---\ntitle: Soups\naliases: [soup]\n---\n"},
    ),
    "a narrower topic": Case("/topics/food/", line_more("topics/soup.md", "broader: food")),
    "a post more in a list": Case("/years/2014/", THIRD),
    "a post more in the feed": Case("feed", THIRD),
    "the id in the feed": Case("feed", {"published.json": LEDGER}),
    "the id in the link to comment": Case("/posts/a/", {"published.json": LEDGER}),
    "a first part": Case("/series/empty/", {"posts/2015/d.md": post(title="D", series="empty")}),
    "a member more": Case(
        "/organisations/hall/",
        {"people/zoe.md": "---\nname: Zoe\naffiliations: [hall]\n---\n"},
    ),
    "a topic more under another": Case(
        "/topics/food/", {"topics/tea.md": "---\ntitle: Tea\nbroader: food\n---\n"}
    ),
    "a post more in a list, and nothing else": Case("/years/2014/", ALONE),
    "a post more in the feed, and nothing else": Case("feed", ALONE),
    "a title that a post apart has too": Case(
        "/posts/a/", {"posts/2014/d.md": post(title="Soup", date="2014-06-01")}
    ),
    "where a link to a page leads": Case("/posts/b/", line_more("pages/about.md", "slug: us")),
    "that what replaces it has come": Case(
        "/posts/x/",
        old={
            "posts/2014/x.md": post(title="X", superseded_by="y"),
            "posts/2026/y.md": post(title="Y", date="2026-12-01"),
        },
        days=(DAY, NEXT_DAY),
    ),
    "that comments are closed": Case(
        "/posts/x/",
        old={"posts/2014/x.md": post(extra="comments: {state: open, until: 2026-11-30}\n")},
        days=(DAY, NEXT_DAY),
    ),
    "that the day of review has passed": Case(
        "/posts/a/", days=(NEXT_DAY, datetime.date(2026, 12, 2))
    ),
    "the name of who looks after a page": Case(
        "/about/",
        {"people/joan-example.md": "---\nname: Joan Q\naliases: [Joan Example]\n---\n"},
        old=line_more("pages/about.md", "page_author: Joan Example"),
    ),
    "the title of the page that an Easy Read text is of": Case(
        "/easy-read/us/",
        {"pages/about.md": "---\ntitle: About us\n---\n"},
        old={"easy-read/us.md": "---\ntitle: Us\nof: about\n---\n"},
    ),
    "the title of the post that an Easy Read text is of": Case(
        "/easy-read/us/",
        other(POST, "Soup", "Broth"),
        old={"easy-read/us.md": "---\ntitle: Us\nof: a\n---\n"},
    ),
    "whether the next page of a list has a number": Case(
        "/years/2014/page/1/", ALONE, list_length=1
    ),
    "what it is related to": Case("/posts/b/", RELATED),
    "the title of what it is related to": Case(
        "/posts/b/",
        {"posts/2016/e.md": RELATED["posts/2016/e.md"].replace("title: E", "title: F")},
        old=RELATED,
    ),
    "the author of what it is related to": Case(
        "/posts/b/",
        {"people/joan-example.md": "---\nname: Joan Q\naliases: [Joan Example]\n---\n"},
        old=RELATED,
    ),
    "that a version was recorded anew": Case(
        "/posts/v/", {"media/v.wav": "longer " * 200}, old=RECORDED
    ),
    "the day on which an Easy Read text last changed": Case(
        "/posts/a/",
        {"easy-read/soup.md": "---\ntitle: Easy\nof: a\nlast_updated: 2020-02-02\n---\n"},
        old={"easy-read/soup.md": "---\ntitle: Easy\nof: a\n---\n"},
    ),
    "how long it takes to read": Case("/posts/a/", {POST: FILES[POST] + "word " * 400}),
    "a page that somebody looks after": Case(
        "/people/joan-example/", line_more("pages/about.md", "page_author: Joan Example")
    ),
    "the title of a page that somebody looks after": Case(
        "/people/joan-example/",
        {"pages/about.md": "---\ntitle: Of us\npage_author: Joan Example\n---\n"},
        old=line_more("pages/about.md", "page_author: Joan Example"),
    ),
    "that somebody has left an organisation": Case(
        "/organisations/hall/", old=person(line=LEAVING), days=(DAY, NEXT_DAY)
    ),
    "that somebody works there no more": Case(
        "/people/ann-example/", old=person(line=LEAVING), days=(DAY, NEXT_DAY)
    ),
    "what the accessibility statement says": Case(
        "/accessibility/", {"accessibility.yml": STATEMENT.replace("Slow.", "Quick.")}, old=STATED
    ),
    "that the accessibility statement is due": Case(
        "/accessibility/", old=STATED, days=(DAY, NEXT_DAY)
    ),
    "that there is an accessibility statement": Case(
        "/accessibility/", STATED, old={"pages/accessibility.md": STATED["pages/accessibility.md"]}
    ),
    "a post more under a letter": Case("/a-z/", ALONE),
    "a title from A to Z": Case("/a-z/", other(POST, "Soup", "Stew")),
    "the words of a topic that a search narrows by": Case(
        "/topics/soup/", {"topics/soup.md": "---\ntitle: Soups\naliases: [soup]\n---\n"}
    ),
    "the organisation that a search narrows by": Case(
        "/posts/a/",
        {"organisations/hall.md": "---\nname: The New Hall\naliases: [The Hall]\n---\n"},
        old=line_more(POST, "organisation: hall"),
    ),
    "that there is a list of a kind": Case(
        "/posts/gone/",
        {"posts/2015/n.md": post(title="N", kind="news")},
        old={"posts/2014/gone.md": post(kind="news", extra=WITHDRAWN)},
    ),
}


def maker_of(folder: Path, files: Mapping[str, str], *threads: Thread, **more: Any) -> Maker:
    shutil.rmtree(folder / "content", ignore_errors=True)
    library = loaded(folder, files, *threads, comments_url="https://talk.example/{id}", **more)
    assert errors(library.problems) == []
    maker = Maker(library)
    give_comments(maker.given)
    return maker


def shown(maker: Maker, page: str) -> tuple[bytes, set[Fact]]:
    """The digest of what a page shows, and the facts that it was made of."""
    sheets = {sheet.path: sheet for sheet in all_sheets(maker)}
    with maker.facts.noting() as noted:
        if page == "feed":
            (feed,) = (one for one in feed_files(maker) if file_of(FEED) in one.names)
            return digest(feed.make()), noted
        view = sheets[page].make()
    return digest(view), noted


def changed(before: Maker, after: Maker, page: str) -> set[Fact]:
    """The facts of a page that are others than before; it must show something else."""
    was, facts = shown(before, page)
    assert shown(after, page)[0] != was, "the case shows nothing new"
    assert ANYTHING not in facts
    return {fact for fact in facts if before.facts.digest(fact) != after.facts.digest(fact)}


@pytest.mark.parametrize("name", CASES)
def test_what_shows_something_else_has_other_facts(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    files = {**FILES, **case.old}
    more = {"list_length": case.list_length}
    before = maker_of(tmp_path, files, today=case.days[0], **more)
    after = maker_of(tmp_path, {**files, **case.new}, *case.said, today=case.days[1], **more)
    assert changed(before, after, case.page)


def test_a_day_that_git_knows_is_another_fact(tmp_path: Path) -> None:
    content = write(tmp_path, FILES | person())
    readings = [
        read_content(content, settings(), History(updated=updated))
        for updated in ({}, {POST: datetime.date(2020, 1, 1)})
    ]
    before, after = (Maker(put_together(reading)) for reading in readings)
    assert changed(before, after, "/posts/a/") == {("post", "a")}


def test_an_empty_feed_has_the_day_of_the_build(tmp_path: Path) -> None:
    files = {"pages/about.md": FILES["pages/about.md"]}
    before, after = (maker_of(tmp_path, files, today=day) for day in (DAY, NEXT_DAY))
    assert changed(before, after, "feed") == {("today", "")}


def test_a_card_that_was_made_before_is_noted_for_each_list(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, FILES)
    first, again = shown(maker, "/topics/soup/"), shown(maker, "/topics/soup/")
    assert first == again
    assert ("post", "a") in again[1]


@pytest.mark.parametrize("page", ["/", "/people/", "/years/"])
def test_what_shows_all_there_is_may_depend_on_anything(page: str, tmp_path: Path) -> None:
    assert ANYTHING in shown(maker_of(tmp_path, FILES), page)[1]


def test_a_version_without_a_transcript_does_not_ask_where_one_leads(tmp_path: Path) -> None:
    audio = "versions: [{format: audio, file: ../../media/soup.wav}]\n"
    files = {**FILES, POST: post(title="Soup", extra=audio), "media/soup.wav": "RIFF"}
    _, facts = shown(maker_of(tmp_path, files), "/posts/a/")
    leads = {of for kind, of in facts if kind == "lead"}
    assert "source:media/soup.wav" in leads
    assert not {of for of in leads if of.startswith("source:posts/2014") and "." not in of}
