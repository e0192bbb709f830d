"""What views are made with: links under the base, titles told apart, pages of lists."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plugins.model.day import Day as WrittenDay
from plugins.model.view import home, lists, page, post, records, statement
from plugins.model.view.listing import listing
from plugins.model.view.lists import index_view, sort_key
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Day, View
from plugins.model.view.post import contents_of, post_view, withdrawn_view
from plugins.model.view.records import period
from plugins.model.view.sheets import network_sheets, page_sheet, post_sheet
from plugins.model.wording.english import ENGLISH
from plugins.model.wording.welsh import WELSH
from tests.loading import loaded
from tests.loading import post as written

URL = "https://example.org/sub"


def made(folder: Path, files: Mapping[str, str | bytes], **more: Any) -> Maker:
    return Maker(loaded(folder, files, **({"url": URL} | more)))


def test_every_address_stands_under_the_base(tmp_path: Path) -> None:
    maker = made(tmp_path, {"posts/山.md": written()})
    assert maker.href("/posts/") == "/sub/posts/"
    assert maker.to("posts", "山") == "/sub/posts/%E5%B1%B1/"
    assert maker.to("people", "") == ""
    assert maker.head("T", "/posts/山/").canonical == f"{URL}/posts/%E5%B1%B1/"


def test_without_an_address_of_the_site_there_is_no_canonical_one(tmp_path: Path) -> None:
    head = made(tmp_path, {}, url="").head("T", "/")
    assert (head.address, head.canonical) == ("", "")


def test_a_preview_is_never_indexed(tmp_path: Path) -> None:
    assert made(tmp_path, {}, drafts=True).head("T", "/").noindex
    assert not made(tmp_path, {}).head("T", "/").noindex


def test_titles_that_posts_share_are_told_apart_by_day_or_slug(tmp_path: Path) -> None:
    files = {
        "posts/a.md": written(title="One"),
        "posts/b.md": written(title="Two"),
        "posts/c.md": written(title="Two", date="2015-01-01"),
        "posts/d.md": written(title="Three", date="unknown"),
        "posts/e.md": written(title="Three", date="unknown"),
        "posts/f.md": written(title="One", status="draft"),
    }
    maker = made(tmp_path, files)
    assert {one.slug: maker.facts.title(one) for one in maker.library.posts} == {
        "a": "One",
        "b": "Two (10 February 2014)",
        "c": "Two (1 January 2015)",
        "d": "Three (d)",
        "e": "Three (e)",
    }


def test_a_post_by_nobody_is_by_its_organisation(tmp_path: Path) -> None:
    files = {
        "organisations/mill.md": "---\nname: The Mill\n---\n",
        "posts/a.md": written(kind="news", author="", organisation="mill"),
        "posts/b.md": written(kind="news", author=""),
    }
    maker = made(tmp_path, files)
    bylines = {one.slug: maker.authors(one) for one in maker.library.posts}
    assert [(who.name, who.href) for who in bylines["a"]] == [
        ("The Mill", "/sub/organisations/mill/")
    ]
    assert bylines["b"] == ()


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (5, 2), (6, 3)])
def test_a_list_is_chained_from_the_oldest(count: int, pages: int, tmp_path: Path) -> None:
    files = {f"posts/p{n}.md": written(date=f"2014-01-0{n + 1}") for n in range(count)}
    maker = made(tmp_path, files, list_length=2)
    front = "/posts/"
    views = [listing(maker, front, number) for number in range(1, pages)]
    views.append(listing(maker, front))
    shown = [card.href for view in reversed(views) for card in view.cards]
    assert shown == [maker.to("posts", one.slug) for one in maker.library.posts]
    assert views[0].pagination.older is None
    assert views[-1].pagination.newer is None
    newer = [view.pagination.newer.href for view in views[:-1] if view.pagination.newer]
    numbered = [f"/sub/posts/page/{number}/" for number in range(2, pages)]
    assert newer == [*numbered, "/sub/posts/"][: pages - 1]


def test_a_link_to_what_is_not_shown_becomes_words(tmp_path: Path) -> None:
    files = {
        "posts/a.md": written("See [the other](b.md).\n", date="2030-01-01"),
        "posts/b.md": written(date="2029-01-01"),
    }
    maker = made(tmp_path, files)
    assert maker.body(maker.library.by_slug["a"].entry) == "<p>See the other.</p>"
    preview = made(tmp_path, files, drafts=True)
    assert 'href="/sub/posts/b/"' in preview.body(preview.library.by_slug["a"].entry)


def test_a_superseding_post_is_led_to_once_readers_see_it(tmp_path: Path) -> None:
    files = {
        "posts/old.md": written(superseded_by="new"),
        "posts/new.md": written(date="2026-11-22"),
    }
    today = made(tmp_path, files)
    assert post_view(today, today.library.by_slug["old"]).superseded_by is None
    tomorrow = made(tmp_path, files, today=datetime.date(2026, 11, 22))
    link = post_view(tomorrow, tomorrow.library.by_slug["old"]).superseded_by
    assert link is not None
    assert link.href == "/sub/posts/new/"


def test_a_withdrawn_post_keeps_only_what_it_was(tmp_path: Path) -> None:
    file = written("Secret.\n", status="{status: withdrawn, on: 2020-01-01, reason: Wrong.}")
    maker = made(tmp_path, {"posts/a.md": file})
    (gone,) = maker.library.withdrawn
    view = withdrawn_view(maker, gone)
    assert (view.withdrawn, view.reason) == (Day(text="1 January 2020", iso="2020-01-01"), "Wrong.")
    assert "Secret" not in repr(view)
    assert view.head.noindex
    assert post_sheet(maker, gone).template == "withdrawn"


def test_past_its_day_a_page_says_that_it_was_due(tmp_path: Path) -> None:
    maker = made(
        tmp_path,
        {
            "posts/a.md": written(review_by="2026-11-20"),
            "posts/b.md": written(review_by="2026-11-21"),
            "posts/c.md": written(review_by="2026-11-20", date="unknown"),
        },
    )
    said = {one.slug: post_view(maker, one).upkeep.overdue for one in maker.library.posts}
    due = "was due to be checked by 20 November 2026."
    checked = "It was last checked on 10 February 2014, and"
    assert said == {
        "a": f"This page may be out of date. {checked} {due}",
        "b": "",
        "c": f"This page may be out of date. It {due}",
    }


def test_a_page_leads_to_its_file_on_the_forge(tmp_path: Path) -> None:
    files = {
        "posts/2014/tŷ newydd.md": written(),
        "posts/gone.md": written(status="{status: withdrawn, on: 2020-01-01, reason: Wrong.}"),
        "pages/about.md": "---\ntitle: About\n---\nWords.\n",
        "easy-read/about.md": "---\ntitle: About\nof: ../pages/about.md\n---\nWords.\n",
        **{
            f"{kind}/mill.md": f"---\n{key}: Mill\n---\nWords.\n"
            for kind, key in {"organisations": "name", "series": "title", "topics": "title"}.items()
        },
    }
    forge = {"repository_url": "https://github.com/wayside/site"}
    edit = f"{forge['repository_url']}/edit/main/content"
    assert led_to(made(tmp_path, files, **forge)) == {
        "/posts/ty-newydd/": f"{edit}/posts/2014/t%C5%B7%20newydd.md",
        "/about/": f"{edit}/pages/about.md",
        "/easy-read/about/": f"{edit}/easy-read/about.md",
        "/people/ann-example/": f"{edit}/people/ann-example.md",
        **{
            f"/{kind}/mill/": f"{edit}/{kind}/mill.md"
            for kind in ("organisations", "series", "topics")
        },
    }
    assert led_to(made(tmp_path, files)) == {}


def test_what_has_no_file_leads_to_none(tmp_path: Path) -> None:
    """A name without a record, and all but the front page of a list."""
    files = {f"posts/p{n}.md": written(date=f"2014-01-0{n + 1}") for n in range(3)}
    files["posts/guest.md"] = written(author="Bo Guest")
    more: dict[str, Any] = {"list_length": 1, "unregistered_names": "allow"}
    maker = made(tmp_path, files, repository_url="https://github.com/wayside/site", **more)
    found = led_to(maker)
    assert "/people/ann-example/" in found
    assert "/people/bo-guest/" not in found
    assert not any("/page/" in path for path in found)


def led_to(maker: Maker) -> dict[str, str]:
    """Where each page of the site leads to suggest a change, by its address."""
    library = maker.library
    sheets = [
        *network_sheets(maker),
        *(post_sheet(maker, one) for one in (*library.posts, *library.withdrawn)),
        *(page_sheet(maker, one) for one in library.pages),
    ]
    views = {sheet.path: sheet.make() for sheet in sheets}
    links = {path: getattr(view, "upkeep", view) for path, view in views.items()}
    shown = {path: getattr(link, "suggest", None) for path, link in links.items()}
    return {path: link.href for path, link in shown.items() if link}


def test_names_of_records_are_shown_as_typed(tmp_path: Path) -> None:
    files = {
        "people/star.md": "---\nname: A*star* <b>\n---\n",
        "topics/star.md": "---\ntitle: A*star* <b>\n---\n",
        "series/star.md": "---\ntitle: A*star* <b>\n---\n",
        "organisations/star.md": "---\nname: A*star* <b>\n---\n",
    }
    sheets = {sheet.path: sheet for sheet in network_sheets(made(tmp_path, files))}
    for kind in ("people", "topics", "series", "organisations"):
        view: Any = sheets[f"/{kind}/star/"].make()
        assert view.title == "A*star* &lt;b&gt;"


def test_people_are_sorted_by_their_last_names_unless_they_say_how(tmp_path: Path) -> None:
    names = {
        "a": "name: Zoë Adams",
        "b": "name: Ian Öst",
        "c": "name: 山田 太郎\nsort_name: Yamada Taro",
        "d": "name: 50 Cent\nsort_name: 50 Cent",
        "e": "name: Cher",
        "ann-example": "name: Bo Adams",
    }
    files = {f"people/{slug}.md": f"---\n{front}\n---\n" for slug, front in names.items()}
    maker = made(tmp_path, files)
    groups = index_view(maker, "people").groups
    assert [(group.label, [line.text for line in group.entries]) for group in groups] == [
        ("0-9", ["50 Cent"]),
        ("A", ["Bo Adams", "Zoë Adams"]),
        ("C", ["Cher"]),
        ("O", ["Ian Öst"]),
        ("Y", ["山田 太郎"]),
    ]
    assert [group.anchor for group in groups][:2] == ["letter-0-9", "letter-a"]
    entries = maker.library.records.people.entries
    assert sort_key(entries["b"]) == ("ost ian", "b")


def test_what_a_person_keeps_stands_on_the_front_of_the_list_alone(tmp_path: Path) -> None:
    files = {f"posts/p{n}.md": written(date=f"2014-01-0{n + 1}") for n in range(5)}
    files["posts/kept.md"] = written(author="unknown", page_author="Ann Example")
    maker = made(tmp_path, files, list_length=2)
    entry = maker.library.records.people.entries["ann-example"]
    assert [link.text for link in records.person_view(maker, entry).looks_after] == ["A post"]
    assert records.person_view(maker, entry, 1).looks_after == ()


def test_days_in_words(tmp_path: Path) -> None:
    maker = made(tmp_path, {})
    assert maker.day(datetime.date(2014, 2, 10)) == Day(text="10 February 2014", iso="2014-02-10")
    assert maker.day(None) == Day(text="Date not known", iso="")
    welsh = maker.speaking("cy")
    assert welsh.day(datetime.date(2014, 2, 10)).text == "10 Chwefror 2014"
    assert welsh.day(None).text == "Dyddiad anhysbys"


@pytest.mark.parametrize(
    ("first", "last", "in_english", "in_welsh"),
    [
        (2014, 2017, "2014 to 2017", "2014 i 2017"),
        (2014, 2014, "in 2014", "yn 2014"),
        (2014, None, "since 2014", "ers 2014"),
        (None, 2017, "until 2017", "tan 2017"),
        (None, None, "", ""),
    ],
)
def test_years_in_words(
    first: int | None, last: int | None, in_english: str, in_welsh: str
) -> None:
    days = [WrittenDay(datetime.date(year, 1, 1)) if year else None for year in (first, last)]
    assert period(ENGLISH, *days) == in_english
    assert period(WELSH, *days) == in_welsh


def test_a_maker_speaks_the_language_of_a_text(tmp_path: Path) -> None:
    maker = made(tmp_path, {}, lang="en-GB")
    assert maker.speaking("cy-GB").words is WELSH
    assert maker.speaking("cy") is maker.speaking("cy-GB")
    assert maker.speaking("cy").site() is maker.site()
    assert maker.site().menu[0].text == "Posts"
    assert maker.speaking("") is maker.speaking("en") is maker.speaking("fr") is maker


def test_a_title_among_words_of_another_language_says_its_own(tmp_path: Path) -> None:
    files = {
        "posts/a.md": written(lang="cy-GB", series="s"),
        "posts/b.md": written(series="s", date="2015-01-01"),
        "series/s.md": "---\ntitle: S\n---\n",
    }
    maker = made(tmp_path, files)
    welsh, english = (maker.library.by_slug[slug] for slug in ("a", "b"))
    assert [maker.post_link(one).lang for one in (welsh, english)] == ["cy-GB", ""]
    own = maker.speaking("cy")
    assert [own.post_link(one).lang for one in (welsh, english)] == ["", "en"]
    parts = [post_view(maker, one).series for one in (welsh, english)]
    assert [one.following.lang for one in parts if one and one.following] == ["en"]
    assert [one.previous.lang for one in parts if one and one.previous] == ["cy-GB"]
    (group,) = lists.groups_of(maker, "series")
    assert [line.lang for line in group.entries] == [""]


def test_posts_of_one_title_are_told_apart_in_their_own_language(tmp_path: Path) -> None:
    files = {
        "posts/a.md": written(title="Un", lang="cy"),
        "posts/b.md": written(title="Un", date="2015-01-01"),
    }
    maker = made(tmp_path, files)
    assert {maker.facts.title(one) for one in maker.library.posts} == {
        "Un (10 Chwefror 2014)",
        "Un (1 January 2015)",
    }


def test_a_short_text_has_no_table_of_contents(tmp_path: Path) -> None:
    short, long = ("".join(f"# H{n}\n\nText.\n\n" for n in range(count)) for count in (3, 4))
    maker = made(tmp_path, {"posts/a.md": written(short), "posts/b.md": written(long)})
    listed = {one.slug: contents_of(one.entry.body.headings) for one in maker.library.posts}
    assert listed["a"] == ()
    assert [line.href for line in listed["b"]] == ["#h0", "#h1", "#h2", "#h3"]


@pytest.mark.parametrize("module", [home, lists, page, post, records, statement])
def test_every_field_of_a_page_is_always_set(module: Any) -> None:
    """A view whose name ends in View has no defaults: its maker says everything."""
    views = [
        one for one in vars(module).values() if isinstance(one, type) and issubclass(one, View)
    ]
    for view in views:
        if view.__name__.endswith("View"):
            assert [
                field.name for field in msgspec.structs.fields(view) if not field.required
            ] == []


def test_the_logo_is_led_to_and_none_where_there_is_none(tmp_path: Path) -> None:
    files = {"media/our logo.svg": "<svg/>"}
    assert made(tmp_path, files, logo="media/our logo.svg").site().logo == (
        "/sub/media/our%20logo.svg"
    )
    assert made(tmp_path, files).site().logo == ""
