"""What each comment service is linked by, shows in a page, and must be let do."""

from __future__ import annotations

import datetime
from email.headerregistry import Address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments import comment_form, comment_link
from plugins.model.view.maker import Maker
from plugins.services import SERVICES, service_of
from plugins.services.mail import mailto
from tests.loading import loaded, post, rendered, settings
from tests.talking import said, thread

NASTY = "'Tea & \"cake\" <b>? #1 +2 {id} 100 % \\ é ☕'"
TITLE = 'Tea & "cake" <b>? #1 +2 {id} 100 % \\ é ☕'
ISSO = "https://talk.example.org/isso"
GISCUS = {"repo": "net/site", "repo_id": "R_1", "category": "Comments & more", "category_id": "C_1"}
GIVEN: dict[str, dict[str, Any]] = {
    "link": {"comments_url": "https://forum.example/t?p={path}"},
    "mail": {"comments_mail": "a+b@example.org"},
    "isso": {"comments_isso": ISSO, "comments_mail": "editor@example.org"},
    "giscus": {"comments_giscus": GISCUS},
}
PAGE = "https://example.org/sub/posts/a/"


def maker(folder: Path, service: str, *, bare: bool = False, **keys: str) -> Maker:
    """A site with one post, at a path; bare: without what says where the service is."""
    given = {} if bare else GIVEN[service]
    files = {"posts/a.md": post(**{"title": NASTY} | keys)}
    library = loaded(
        folder, files, url="https://example.org/sub", comments_service=service, **given
    )
    return Maker(library)


def way(one: Maker) -> tuple[str, Any]:
    found = comment_link(one, one.library.by_slug["a"])
    return (found.href if found else ""), comment_form(one, one.library.by_slug["a"])


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_that_is_nowhere_offers_nothing(service: str, tmp_path: Path) -> None:
    assert way(maker(tmp_path, service, bare=True)) == ("", None)
    assert service_of(settings(comments_service=service)).policy(settings()) == {}


@pytest.mark.parametrize("service", SERVICES)
def test_a_thread_that_a_post_names_goes_before_the_service(service: str, tmp_path: Path) -> None:
    own = "https://social.example/@ann/1"
    assert way(maker(tmp_path, service, comments=f"{{url: {own}}}")) == (own, None)


@pytest.mark.parametrize("service", ["mail", "isso"])
def test_a_letter_names_the_post_by_title_and_address(service: str, tmp_path: Path) -> None:
    href, _ = way(maker(tmp_path, service))
    parts = urlsplit(href)
    assert unquote(parts.path) == GIVEN[service]["comments_mail"]
    asked = parse_qs(parts.query, strict_parsing=True)
    assert asked["subject"] == [f"Comment on “{TITLE}”"]
    assert asked["body"] == [f"My comment on {PAGE}\r\n\r\n"]
    assert "+" not in href


@given(subject=st.text(), body=st.text(), name=st.from_regex(r"[a-z.+_'=-]{1,20}", fullmatch=True))
def test_what_stands_in_a_letter_stays_as_it_is(subject: str, body: str, name: str) -> None:
    subject, body = (
        text.encode(errors="ignore").decode().replace("\r", "") for text in (subject, body)
    )
    parts = urlsplit(mailto(f"{name}@example.org", subject, body))
    assert unquote(parts.path) == f"{name}@example.org"
    assert parts.fragment == ""
    fields = dict(one.split("=", 1) for one in parts.query.split("&"))
    assert fields.keys() == {"subject", "body"}
    assert unquote(fields["subject"]) == subject
    assert unquote(fields["body"]).replace("\r\n", "\n") == body


def test_the_mailbox_of_a_letter_is_one(tmp_path: Path) -> None:
    href, _ = way(maker(tmp_path, "mail"))
    assert Address(addr_spec=unquote(urlsplit(href).path)).domain == "example.org"


def test_isso_is_told_the_thread_and_the_title(tmp_path: Path) -> None:
    _, form = way(maker(tmp_path, "isso"))
    assert (form.service, form.endpoint, form.host) == ("isso", ISSO, "talk.example.org")
    assert (form.thread, form.title) == ("/sub/posts/a/", TITLE)


def test_isso_without_a_mailbox_leads_where_the_template_says(tmp_path: Path) -> None:
    files = {"posts/a.md": post()}
    given = {"comments_isso": ISSO, "comments_url": "https://forum.example/{slug}"}
    library = loaded(tmp_path, files, comments_service="isso", **given)
    assert way(Maker(library))[0] == "https://forum.example/a"


def test_giscus_finds_the_discussion_by_its_name(tmp_path: Path) -> None:
    href, form = way(maker(tmp_path, "giscus"))
    assert href.startswith("https://github.com/net/site/discussions?")
    assert parse_qs(urlsplit(href).query) == {"discussions_q": ['in:title "/sub/posts/a/"']}
    frame = urlsplit(form.endpoint)
    assert (frame.scheme, frame.netloc, frame.path) == ("https", "giscus.app", "/en/widget")
    asked = {name: value for name, (value,) in parse_qs(frame.query).items()}
    assert asked | {"term": "/sub/posts/a/", "strict": "1", "category": "Comments & more"} == asked
    assert not {"session", "origin"} & asked.keys()


@pytest.mark.parametrize(
    ("service", "more", "policy"),
    [
        ("link", {}, {}),
        ("mail", {}, {}),
        ("isso", {}, {"connect-src": {"https://talk.example.org"}}),
        ("isso", {"comments_isso": "https://example.org/isso"}, {}),
        ("isso", {"comments_isso": "http://example.org"}, {"connect-src": {"http://example.org"}}),
        ("giscus", {}, {"frame-src": {"https://giscus.app"}}),
    ],
)
def test_no_more_is_asked_for_than_is_needed(
    service: str, more: dict[str, Any], policy: dict[str, set[str]]
) -> None:
    given = settings(comments_service=service, **GIVEN[service] | more)
    assert service_of(given).policy(given) == policy


PAUSED = """\
moderation: Weekdays.
report: Ring us.
at_risk: Ring 999.
other_ways: [By post.]
pause: {from: 2026-11-20, reason: There is an election.}
"""


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("keys", "rules", "said"),
    [
        ({"comments": "closed"}, "", "Comments are closed."),
        ({"comments": "{until: 2026-11-20}"}, "", "Comments are closed."),
        ({}, PAUSED, "There is an election."),
        ({"comments": "{url: 'https://social.example/1'}"}, PAUSED, "There is an election."),
    ],
)
def test_where_nobody_can_comment_no_way_leads_there(
    service: str, keys: dict[str, str], rules: str, said: str, tmp_path: Path
) -> None:
    files = {"posts/a.md": post(**keys)} | ({"discussion.yml": rules} if rules else {})
    library = loaded(tmp_path, files, comments_service=service, **GIVEN[service])
    page = rendered(library)["/posts/a/"]
    assert said in page
    ways = ("comment-link", "comment-here", "comment-frame", "comment-ways", "js/c", "mailto:")
    assert [way for way in ways if way in page] == []


def test_the_form_knows_what_is_not_shown(tmp_path: Path) -> None:
    """Neither after the closing nor in a pause, each where the site is; nor of what was erased."""
    files = {
        "posts/a.md": post(extra="comments: {until: 2026-12-31}\n"),
        "posts/b.md": post(),
        "discussion.yml": "moderation: Daily.\nreport: Write.\n"
        "pause: {from: 2026-05-01, until: 2026-05-07, reason: Vote.}\n",
        "forgotten-comments.txt": "isso 7 2026-11-20\nisso 8 2026-11-20\narchive b/8 2026-11-20\n",
    }
    known = {"comments_isso": ISSO, "comments_service": "isso", "timezone": "Europe/London"}
    talk = thread(said("8", "2026-06-01T12:00:00Z"), of="/posts/b/")  # its page shows the gap
    one = Maker(loaded(tmp_path, files, talk, **known))
    forms = [comment_form(one, one.library.by_slug[slug]) for slug in "ab"]
    pause = (at("2026-04-30T23:00Z"), at("2026-05-07T23:00Z"))
    assert [form and form.closed for form in forms] == [
        ((at("2027-01-01T00:00Z"), None), pause),
        (pause,),
    ]
    assert [form and form.erased for form in forms] == [("7",), ("7",)]


def at(moment: str) -> int:
    return int(datetime.datetime.fromisoformat(moment).timestamp())
