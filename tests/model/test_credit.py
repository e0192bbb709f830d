"""Who wrote, from where on the day, and who keeps the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins.model.post import Post
from tests.loading import loaded, post, said

RECORDS = {
    "people/ada-quell.md": """---
name: Ada Quell
aliases: [aquell]
affiliations:
  - {organisation: lantern-house, role: Volunteer, from: 2012-01-01, to: 2014-12-31}
  - {organisation: tolling-mill, role: Cook, from: 2015-01-01}
---
""",
    "people/bram-ostrey.md": "---\nname: Bram Ostrey\naffiliations: [lantern-house]\n---\n",
    "people/dora-lisle.md": """---
name: Dora Lisle
affiliations:
  - {organisation: lantern-house, role: Trustee}
  - {organisation: Tolling Mill, role: Baker}
---
""",
    "people/cato-wren.md": """---
name: Cato Wren
affiliations: [{organisation: Riverside Choir, role: Carpenter}]
---
""",
    "organisations/lantern-house.md": "---\nname: Lantern House\n---\n",
    "organisations/tolling-mill.md": "---\nname: Tolling Mill\n---\n",
    "organisations/health-and-care.md": "---\nname: Health, Housing and Care\n---\n",
}


def one(
    folder: Path, settings: dict[str, Any] | None = None, **keys: str
) -> tuple[Post, list[str]]:
    """A post of these keys among the records, and what is said of it."""
    extra = keys.pop("extra", "")
    files = RECORDS | {"posts/a.md": post(extra=extra, **keys)}
    library = loaded(folder, files, **(settings or {}))
    return library.by_slug["a"], said(library)


def byline(found: Post) -> list[tuple[str, str, str, list[str]]]:
    return [
        (who.person.name, who.person.slug, who.role, [place.name for place in who.organisations])
        for who in found.credits
    ]


@pytest.mark.parametrize(
    ("date", "role", "organisations"),
    [
        ("2011-12-31", "", []),
        ("2012-01-01", "Volunteer", ["Lantern House"]),
        ("2014-12-31", "Volunteer", ["Lantern House"]),
        ("2015-01-01", "Cook", ["Tolling Mill"]),
        ("unknown", "", []),
    ],
)
def test_an_affiliation_is_that_of_the_day(
    date: str, role: str, organisations: list[str], tmp_path: Path
) -> None:
    found, problems = one(tmp_path, author="aquell", date=date, moved="yes")
    assert byline(found) == [("Ada Quell", "ada-quell", role, organisations)]
    assert problems == []


def test_an_affiliation_without_days_holds_on_a_day_that_is_not_known(tmp_path: Path) -> None:
    found, _ = one(tmp_path, author="Bram Ostrey", date="unknown")
    assert byline(found)[0][3] == ["Lantern House"]


def test_what_the_post_names_goes_before_affiliations(tmp_path: Path) -> None:
    found, _ = one(tmp_path, author="Ada Quell", organisation="tolling mill")
    assert byline(found)[0][3] == ["Tolling Mill"]


@pytest.mark.parametrize(
    ("author", "organisation", "role", "organisations"),
    [
        ("Ada Quell", "", "Volunteer", ["Lantern House"]),
        ("Ada Quell", "lantern house", "Volunteer", ["Lantern House"]),
        ("Ada Quell, lantern-house", "", "Volunteer", ["Lantern House"]),
        ("Ada Quell, Tolling Mill", "", "", ["Tolling Mill"]),
        ("Ada Quell", "tolling-mill", "", ["Tolling Mill"]),
        ("Ada Quell", "[lantern-house, tolling-mill]", "", ["Lantern House", "Tolling Mill"]),
        (
            "{name: Ada Quell, organisation: tolling-mill, role: Chair}",
            "",
            "Chair",
            ["Tolling Mill"],
        ),
        ("Dora Lisle", "", "", ["Lantern House", "Tolling Mill"]),
        ("Dora Lisle, Tolling Mill", "", "Baker", ["Tolling Mill"]),
        ("Cato Wren", "", "Carpenter", ["Riverside Choir"]),
        ("Cato Wren, riverside choir", "", "Carpenter", ["riverside choir"]),
    ],
)
def test_a_role_stands_beside_its_own_organisation_or_not_at_all(
    author: str, organisation: str, role: str, organisations: list[str], tmp_path: Path
) -> None:
    found, _ = one(tmp_path, author=author, organisation=organisation)
    assert byline(found)[0][2:] == (role, organisations)


@pytest.mark.parametrize(
    ("typed", "person", "organisations"),
    [
        ("Jo Bell, Riverside Choir", ("Jo Bell", ""), ["Riverside Choir"]),
        ("Jo Bell, Lantern-house", ("Jo Bell", ""), ["Lantern House"]),
        ("Ada Quell, Riverside Choir", ("Ada Quell", "ada-quell"), ["Riverside Choir"]),
        (
            "Jo Bell, Health, Housing and Care",
            ("Jo Bell", ""),
            ["Health, Housing and Care"],
        ),
        ("{name: Jo Bell, organisation: lantern-house}", ("Jo Bell", ""), ["Lantern House"]),
    ],
)
def test_a_guest_is_shown_as_typed(
    typed: str, person: tuple[str, str], organisations: list[str], tmp_path: Path
) -> None:
    found, problems = one(tmp_path, author=typed)
    ((name, slug, _, places),) = byline(found)
    assert ((name, slug), places, problems) == (person, organisations, [])


def test_an_unknown_author_is_not_a_name(tmp_path: Path) -> None:
    found, problems = one(tmp_path, author="Unknown")
    assert [(who.known, who.person.name) for who in found.credits] == [(False, "")]
    assert problems == []


@pytest.mark.parametrize(
    "typed",
    ["Ada Quel", "A. Quell", '"Quell, Ada"', "Ada Quel, Lantern House", "Quell, Ada", "ADA QUELLE"],
)
def test_a_name_close_to_a_record_is_an_error(typed: str, tmp_path: Path) -> None:
    found, problems = one(tmp_path, author=typed)
    assert found.credits == ()
    assert len(problems) == 1
    assert problems[0].endswith('Did you mean "Ada Quell"?')


@pytest.mark.parametrize(
    "typed",
    [
        "Ada Quell and Bram Ostrey",
        "Ada Quell & Jo Bell",
        "Jo Bell and Ada Quell",
        "Ada Quell, Bram Ostrey",
        "Ada Quell; Jo Bell",
        "Jo Bell, Ada Quell and Bram Ostrey",
    ],
)
def test_several_people_in_one_text_are_an_error_with_the_list_to_paste(
    typed: str, tmp_path: Path
) -> None:
    found, problems = one(tmp_path, author=typed)
    assert found.credits == ()
    assert len(problems) == 1
    assert "names several people at once. Write a list:\nauthor:\n  - " in problems[0]


def test_an_organisation_close_to_a_record_is_an_error(tmp_path: Path) -> None:
    _, problems = one(tmp_path, author="Jo Bell, Lantern Huose")
    assert [words.rpartition(". ")[2] for words in problems] == ['Did you mean "Lantern House"?']


def test_somebody_close_to_nobody_is_a_warning_with_both_ways_out(tmp_path: Path) -> None:
    found, problems = one(tmp_path, author="Jo Bell")
    assert byline(found) == [("Jo Bell", "", "", [])]
    assert problems == [
        'content/posts/a.md:4: warning: author: There is no person called "Jo Bell" on record, so'
        " the name is shown without a page. For a guest, write the organisation too, as in"
        " author: Jo Bell, Riverside Trust\nTo add one, make the file content/people/jo-bell.md"
        " with:\n---\nname: Jo Bell\n---"
    ]


class TestKeeper:
    """Who looks after a page is somebody on record or a role, and never a guess."""

    @pytest.mark.parametrize(
        ("typed", "shown"),
        [("", "Web team"), ("web  TEAM", "Web team"), ("aquell", "Ada Quell")],
    )
    def test_a_person_or_a_role(self, typed: str, shown: str, tmp_path: Path) -> None:
        found, problems = one(tmp_path, page_author=typed)
        assert (found.page_author.name, problems) == (shown, [])

    def test_anybody_else_is_an_error(self, tmp_path: Path) -> None:
        _, (words,) = one(tmp_path, page_author="jsmith")
        assert ': page_author: "jsmith" is neither a person on record nor a role' in words
        assert "warning" not in words

    def test_a_lost_login_of_a_moved_post_is_a_warning(self, tmp_path: Path) -> None:
        _, (words,) = one(tmp_path, page_author="jsmith", moved="yes")
        assert "warning" in words

    def test_a_login_close_to_a_record_is_an_error_even_then(self, tmp_path: Path) -> None:
        _, (words,) = one(tmp_path, page_author="aqell", moved="yes")
        assert "warning" not in words
        assert words.endswith('Did you mean "aquell"?')


class TestAllowed:
    """UNREGISTERED_NAMES = "allow": names without a record get pages."""

    def test_every_name_gets_a_record(self, tmp_path: Path) -> None:
        files = RECORDS | {
            "people/cy.md": "---\nname: Cy Marr\naffiliations: [Old Forge]\n---\n",
            "topics/a.md": "---\ntitle: A topic\nbroader: A broad one\n---\n",
            "posts/a.md": post(
                author="Jo Bell, Riverside Choir",
                page_author="Mo Webb",
                series="Firsts",
                topics="[Gardens]",
            ),
            "posts/b.md": post(author="Cy Marr", organisation="New Forge"),
        }
        library = loaded(tmp_path, files, unregistered_names="allow")
        records = library.records
        assert said(library) == []
        assert {"jo-bell", "mo-webb"} <= records.people.entries.keys()
        places = {"riverside-choir", "old-forge", "new-forge"}
        assert places <= records.organisations.entries.keys()
        assert {"gardens", "a-broad-one"} <= records.topics.entries.keys()
        assert "firsts" in records.series.entries
        made = {f"/organisations/{slug}/" for slug in places} | {"/people/mo-webb/"}
        assert made <= library.targets.addresses.keys()

    def test_several_people_in_one_text_are_still_told(self, tmp_path: Path) -> None:
        _, problems = one(tmp_path, {"unregistered_names": "allow"}, author="Ada Quell and Jo Bell")
        assert len(problems) == 1
