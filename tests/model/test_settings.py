"""Settings are read with their defaults, and a bad one is told in plain words."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from plugins.model.known_settings import SETTINGS, read_settings
from plugins.model.problem import Severity
from plugins.model.settings import Settings
from plugins.model.today import today

ROOT = Path(__file__).parents[2]
NO_FOLDERS = (
    *("", "/", "/srv/comments", "~", "~/c", ".", "a/../b", "a//b", "a\\b", "a\0b", "\ud800"),
    *("c" * 300, "c/" * 3000, 1, None),
)
GOOD = {
    "TODAY": "2026-11-21",
    "DEFAULT_PAGE_AUTHOR": "Web team",
    "FEED_ID_AUTHORITY": "example.org,2026",
    "COMMENTS_URL": "mailto:us@example.org?subject={title}",
    "SITEURL": "https://example.org/sub/",
}


@pytest.fixture(autouse=True)
def no_day_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TODAY", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def read(**values: Any) -> tuple[Settings, list[str]]:
    settings, problems = read_settings(GOOD | values, "pelicanconf.py", known={"THEME"})
    return settings, [str(problem) for problem in problems]


def test_good_settings_are_read() -> None:
    settings, problems = read(THEME="x", FRONT_MATTER_EXTRA_KEYS=["My Key"], LICENCE=[])
    assert problems == []
    assert (settings.url, settings.base) == ("https://example.org/sub", "/sub")
    assert settings.extra_keys == {"my_key"}
    assert settings.licence == ("", "")
    assert settings.today == datetime.date(2026, 11, 21)


def test_the_address_of_a_licence_is_kept_as_written() -> None:
    deed = "https://creativecommons.org/licenses/by/4.0/"
    assert read(LICENCE=["CC BY 4.0", deed])[0].licence == ("CC BY 4.0", deed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITENAME", None),
        ("SITEURL", "example.org"),
        ("SITEURL", "https://example.org/?a=b"),
        ("LIST_LENGTH", 0),
        ("LIST_LENGTH", True),
        ("FEED_LENGTH", "20"),
        ("PAGE_AUTHOR_ROLES", "Web team"),
        ("UNREGISTERED_NAMES", "yes"),
        ("COMMENTS_STATE", "maybe"),
        ("COMMENTS_URL", "https://{slug}/"),
        ("COMMENTS_URL", "https://a.example/{"),
        ("COMMENTS_URL", "https://a.example/{x}"),
        ("COMMENTS_URL", "javascript:{id}"),
        ("FEED_ID_AUTHORITY", "example.org"),
        ("LAST_UPDATED_FROM_GIT", 1),
        ("LICENCE", ["CC BY", "somewhere"]),
        ("IFRAME_HOSTS", [1]),
        ("TODAY", "yesterday"),
        ("TIMEZONE", "Nowhere/At_all"),
        ("TIMEZONE", "Europe"),
        ("TIMEZONE", "../zone"),
        ("SITENAME", ""),
        ("DEFAULT_LANG", ""),
        ("DEFAULT_LANG", 'en" x'),
        ("IFRAME_HOSTS", ["https://video.example"]),
        ("COMMENTS_URL", "https://a.example/{id!r}"),
        ("COMMENTS_URL", "https://a.example/{{id}}"),
        ("COMMENTS_URL", "https://a.example/with blanks"),
        ("COMMENTS_URL", "mailto:"),
        ("REPOSITORY_URL", "github.com/owner/name"),
        ("REPOSITORY_URL", "git@github.com:owner/name.git"),
        ("REPOSITORY_URL", "https://github.com/owner"),
        ("REPOSITORY_URL", "https://me:secret@github.com/owner/name"),
        ("REPOSITORY_URL", "https://github.com/owner/name?tab=readme"),
        ("REPOSITORY_URL", None),
        ("REPOSITORY_BRANCH", ""),
        ("REPOSITORY_BRANCH", "the main one"),
        ("REPOSITORY_BRANCH", "-x"),
        ("REPOSITORY_BRANCH", "a..b"),
        ("REPOSITORY_BRANCH", "a/"),
        ("REPOSITORY_CONTENT", "../content"),
        ("REPOSITORY_CONTENT", "a\\b"),
        ("REPOSITORY_CONTENT", 1),
        ("COMMENTS_PATH", "/a/../b"),
        ("COMMENTS_PATH", "/."),
        *(("COMMENTS_SNAPSHOT", one) for one in NO_FOLDERS),
        ("FORGE", "hub"),
        ("FORGE", None),
        ("VIEW_EXTRAS", "next_article"),
        ("VIEW_EXTRAS", ["next article"]),
        ("VIEW_EXTRAS", ["_content"]),
    ],
)
def test_a_bad_value_is_one_error_and_leaves_the_default(name: str, value: object) -> None:
    settings, problems = read(**{name: value})
    assert len(problems) == 1
    assert problems[0].startswith(f"pelicanconf.py: {name}: ")
    field = SETTINGS[name].field if name in SETTINGS else "today"
    assert getattr(settings, field) == getattr(Settings(), field)


def test_comments_have_another_branch_than_the_site() -> None:
    told = 'pelicanconf.py: COMMENTS_BRANCH: "main" is the branch that is published.'
    (problem,) = read(COMMENTS_BRANCH="main", COMMENTS_STATE="off")[1]
    assert problem.startswith(told)
    assert read(COMMENTS_BRANCH="main", REPOSITORY_BRANCH="site")[1] == []
    assert read(COMMENTS_PATH="/a/..b")[0].comments_path == "/a/..b"


def test_no_value_is_told_in_words() -> None:
    assert read(FORGE="hub")[1] == [
        'pelicanconf.py: FORGE: This must be "github", "gitlab", "forgejo" or nothing (""), and'
        " 'hub' was found. Correct it."
    ]


def test_a_misspelt_setting_is_told() -> None:
    assert read(LIST_LENGHT=3)[1] == [
        "pelicanconf.py: LIST_LENGHT: This is not a setting that is known here."
        ' Did you mean "LIST_LENGTH"?'
    ]


def test_a_preview_may_do_without_what_production_needs() -> None:
    without: dict[str, Any] = {"SITEURL": "", "DEFAULT_PAGE_AUTHOR": "", "FEED_ID_AUTHORITY": ""}
    _, preview = read_settings(GOOD | without, "p.py")
    _, production = read_settings(GOOD | without | {"PUBLISHING": True}, "p.py")
    assert {one.severity for one in preview} == {Severity.WARNING}
    assert [one.field for one in preview] == ["FEED_ID_AUTHORITY", "DEFAULT_PAGE_AUTHOR"]
    assert {one.severity for one in production} == {Severity.ERROR}
    assert [one.field for one in production] == ["SITEURL", *(one.field for one in preview)]


def test_without_a_comment_service_there_is_one_warning() -> None:
    assert [words.split(":")[1] for words in read(COMMENTS_URL="")[1]] == [" warning"]
    assert read(COMMENTS_URL="", COMMENTS_STATE="off")[1] == []


def test_a_language_without_words_is_told_mildly() -> None:
    assert read(DEFAULT_LANG="fr")[1] == [
        'pelicanconf.py: warning: DEFAULT_LANG: The site has no words of its own in "fr", so its'
        ' labels and its days stand in English. Write "en" or "cy", or have this language added:'
        " docs/languages.md says how."
    ]
    assert [read(DEFAULT_LANG=lang)[1] for lang in ("cy", "en-GB", "cy-GB")] == [[], [], []]


@pytest.mark.parametrize("typed", ["", "/", ".git"])
def test_a_repository_may_be_pasted_as_it_is_cloned(typed: str) -> None:
    settings, problems = read(REPOSITORY_URL=f"https://github.com/owner/name{typed}")
    assert (settings.repository_url, problems) == ("https://github.com/owner/name", [])
    assert settings.repository_branch == "main"


def test_a_host_that_tells_no_forge_needs_the_setting() -> None:
    url = "https://code.example.org/owner/name"
    assert read(REPOSITORY_URL=url)[1] == [
        f"pelicanconf.py: FORGE: {url} does not tell what kind of forge it is on,"
        ' so no page can lead to its file there. Write FORGE = "github", "gitlab" or "forgejo".'
    ]
    settings, problems = read(REPOSITORY_URL=url, FORGE="forgejo", REPOSITORY_BRANCH="next/one")
    assert (settings.forge, settings.repository_branch, problems) == ("forgejo", "next/one", [])
    assert read(FORGE="forgejo")[1] == []


def test_an_address_that_was_changed_alone_is_told() -> None:
    url = "https://gitlab.com/owner/name"
    assert read(REPOSITORY_URL=url, FORGE="github")[1] == [
        f'pelicanconf.py: FORGE: "github" stands here, but {url} is on "gitlab".'
        ' Write FORGE = "gitlab", or FORGE = "".'
    ]
    assert read(REPOSITORY_URL=url, FORGE="gitlab")[1] == []


def test_the_settings_that_are_shipped_say_no_forge_of_their_own() -> None:
    """Who changes the address alone gets the links of the new one, or an error."""
    assert 'FORGE = ""  #' in (ROOT / "pelicanconf.py").read_text(encoding="utf-8")


class TestToday:
    """The day of a build: TODAY, else SOURCE_DATE_EPOCH, else the clock's, in the time zone."""

    def test_the_environment_goes_before_the_settings(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TODAY", "2030-01-02")
        assert today({"TODAY": "2026-11-21"}) == datetime.date(2030, 1, 2)

    def test_the_epoch_is_read_in_the_time_zone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01T00:00:00Z
        assert today({"TIMEZONE": "America/New_York"}) == datetime.date(2025, 12, 31)
        assert today({"TIMEZONE": "Asia/Tokyo"}) == datetime.date(2026, 1, 1)

    def test_a_bad_epoch_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
        with pytest.raises(ValueError, match="must be written as 2026-11-21"):
            today({})

    def test_the_clock_comes_last(self) -> None:
        found = today({"TIMEZONE": "UTC"})
        assert abs(found - datetime.datetime.now(tz=datetime.UTC).date()) <= datetime.timedelta(1)


def test_isso_without_https_is_warned_of_where_the_site_has_it() -> None:
    isso = {"COMMENTS_SERVICE": "isso", "COMMENTS_MAIL": "us@example.org"}
    for address, said in {"http://talk.example.org": 1, "https://talk.example.org": 0}.items():
        _, problems = read(SITEURL="https://example.org", COMMENTS_ISSO=address, **isso)
        assert [words.split(": ")[1] for words in problems] == ["warning"] * said


@pytest.mark.parametrize(
    ("values", "service"),
    [
        ({}, "link"),
        ({"COMMENTS_MAIL": "a@b.example"}, "mail"),
        ({"COMMENTS_MAIL": "a@b.example", "COMMENTS_URL": "https://t.example/"}, "link"),
        ({"COMMENTS_MAIL": "a@b.example", "COMMENTS_ISSO": "https://t.example"}, "isso"),
        ({"COMMENTS_SERVICE": "mail", "COMMENTS_URL": "https://t.example/"}, "mail"),
    ],
)
def test_the_comment_service_is_told_by_where_it_is(values: dict[str, str], service: str) -> None:
    assert read_settings(values, "pelicanconf.py")[0].comments_service == service
