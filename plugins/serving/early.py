"""Pages of what was just saved, made of what is in memory, before the site is built.

They are shown until the build has ended, and are no part of the site: the build reads all anew,
checks it, and makes each page itself. Where it is not certain what a page will show, none is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, suppress
from functools import partial
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from pelican import signals

from plugins.comments import give_comments
from plugins.compiled_templates import compiled_here
from plugins.feeds.files import feed_files
from plugins.icons import give_icons
from plugins.model.address import HOME, file_of
from plugins.model.checks.named_file import check_files_named
from plugins.model.collection import gather
from plugins.model.entry import Entry
from plugins.model.library import Library
from plugins.model.page import Page, relate_page
from plugins.model.post import Post, newest_first, relate_post
from plugins.model.problem import Problem, errors
from plugins.model.reading import read_entry
from plugins.model.reference import check_links_lead_somewhere
from plugins.model.schema import PageFields
from plugins.model.ties import tie
from plugins.model.time_limit import LIMIT, within
from plugins.model.view.given import Given
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import Sheet, network_sheets, own_sheets, page_sheet, post_sheet
from plugins.output_tree import OutputTree, kept_beside
from plugins.publication import Publication, open_publication
from plugins.rendering import environment, load, render
from plugins.serving.outcome import Pages
from plugins.theme_assets import give_theme

Text = Post | Page[PageFields]
_OF_MOST_SAVES = ("post", "page", "home", "list")  # the templates that are loaded beforehand
MOST = 20  # texts: of more, as another branch brings them, the build itself tells soon enough


class Early:
    """What a process remembers of the site that it built last.

    settings, content, output, drafts: as a build takes them.
    It knows nothing until it has got ready once.
    """

    def __init__(self, settings: Path, content: Path, output: Path, *, drafts: bool) -> None:
        self._open = partial(
            open_publication, settings, content, output, drafts=drafts, preview=True
        )
        self._content = content
        self._output = output
        self._built: Publication | None = None
        self._maker: Maker | None = None
        signals.finalized.connect(self._note)

    def _note(self, publication: Publication) -> None:
        """Pelican says that it has built one."""
        self._built = publication

    # While somebody waits -----------------------------------------------------------------------

    def pages(self, saved: Iterable[str]) -> Iterator[Pages]:
        """The pages of the texts that were saved, then those that show something of them.

        saved: files, by their full paths.
        """
        if self._maker is None:
            return
        library, given = self._maker.facts.behind, self._maker.given
        try:
            fresh = self._read(saved, library)
            if fresh:
                alone = [
                    one
                    for path, one in fresh.items()
                    if _beside(one) == _beside(library.by_path[path])
                ]
                library = with_texts(library, fresh)
                yield self._rendered(_own_sheets(self._maker_of(library, given), alone))
                self._maker = self._maker_of(related_again(library), given)
                yield self._shown(self._maker, fresh)
        except Exception:  # noqa: BLE001 - whatever is wrong, the build tells of it
            self._maker = None

    def _read(self, saved: Iterable[str], library: Library) -> dict[str, Text]:
        """The texts as they are now, by file, but for those that the build will refuse or move.

        Nothing where anything but known texts was saved.
        """
        there = [file for file in map(Path, saved) if file.exists()]
        paths = [file.relative_to(self._content.resolve()).as_posix() for file in there]
        if len(paths) > MOST or not all(path in library.by_path for path in paths):
            return {}
        again = (
            _again(library.by_path[path], file.read_bytes(), self._content.name, library)
            for path, file in zip(paths, there, strict=True)
        )
        return {path: one for path, one in zip(paths, again, strict=True) if one}

    def _shown(self, maker: Maker, fresh: Mapping[str, Text]) -> Pages:
        """The pages that showed something of some texts before, and the front page."""
        facts = [
            ("post", one.slug) if isinstance(one, Post) else ("page", path)
            for path, one in fresh.items()
        ]
        names = {file_of(HOME), *(name for fact in facts for name in self._before.made_of(fact))}
        sheets = chain(own_sheets(maker), network_sheets(maker))
        shown = self._rendered(sheet for sheet in sheets if file_of(sheet.path) in names)
        groups = [group for group in feed_files(maker) if not names.isdisjoint(group.names)]
        feeds = {
            f"/{name}": data
            for group in groups
            for name, data in zip(group.names, group.make(), strict=True)
        }
        return Pages({**shown.pages, **feeds})

    def _maker_of(self, library: Library, given: Given) -> Maker:
        """A maker that works out nothing anew that the last build has kept."""
        maker = Maker(library, given)
        maker.facts.stand(self._before)
        return maker

    def _rendered(self, sheets: Iterable[Sheet]) -> Pages:
        return Pages({one.path: render(self._theme, one.template, one.make()) for one in sheets})

    # While nobody waits -------------------------------------------------------------------------

    def get_ready(self) -> None:
        """Remember the site that was built just now, for the next save."""
        built, self._built = self._built, None
        if built is None and self._maker:
            return  # the short way was enough: what is remembered is that site
        self._maker = None
        # All has been said before; what goes wrong only now, the next build tells.
        with redirect_stderr(StringIO()), suppress(Exception, SystemExit):
            self._remember(built)

    def _remember(self, built: Publication | None) -> None:
        publication = built or self._open()
        before = publication.kept.output(OutputTree(self._output).shown)
        if before and publication.is_ours_alone:
            self._before = before
            self._theme = environment(publication.settings, compiled_here())
            load(self._theme, _OF_MOST_SAVES)
            self._maker = publication.settings["MAKER"] if built else _first_maker(publication)


def with_texts(library: Library, fresh: Mapping[str, Text]) -> Library:
    """The library with some texts as they are now, which is all that their own pages need.

    fresh: posts and pages, by file, each at the address that it has had.
    """

    def now(one: Any) -> Any:
        return fresh.get(one.entry.path, one)

    return msgspec.structs.replace(
        library,
        posts=tuple(map(now, library.posts)),
        withdrawn=tuple(map(now, library.withdrawn)),
        pages=tuple(map(now, library.pages)),
        by_slug={slug: now(post) for slug, post in library.by_slug.items()},
        by_path={**library.by_path, **fresh},
    )


def related_again(library: Library) -> Library:
    """The library with its posts in their order, on their lists, and beside each other."""
    posts = newest_first([*library.posts])
    lists = gather(posts)
    ties = tie(library.by_slug, posts, lists.series, library.records, library.texts)
    return msgspec.structs.replace(library, posts=tuple(posts), lists=lists, ties=ties)


def _again(was: Text, data: bytes, root: str, library: Library) -> Text | None:
    """A text as it is now; None where it is the same, or more than its page becomes another."""
    settings, path = library.settings, was.entry.path
    entry = within(LIMIT, lambda: read_entry(path, data, settings.of_the_year, root))
    if entry.digest == was.entry.digest or entry.slug != was.slug:
        return None
    now, problems = _related(was, entry, library)
    today, targets = settings.today, library.targets
    if entry.status == "published":
        problems += check_links_lead_somewhere(entry, today, targets)
        problems += check_files_named(entry, today, targets)
    if errors([*entry.problems, *problems]) or _state(now) != _state(was):
        return None
    return now


def _related(was: Text, entry: Entry[Any], library: Library) -> tuple[Text, list[Problem]]:
    settings = library.settings
    if isinstance(was, Page):
        return relate_page(entry, library.records, settings)
    from_git = was.last_updated if settings.last_updated_from_git else None
    return relate_post(entry, library.records, settings, from_git)


def _state(one: Text) -> str:
    return one.state if isinstance(one, Post) else one.entry.status


def _beside(one: Text) -> object:
    """What decides which other posts the page of a post names."""
    if isinstance(one, Page):
        return None
    return one.series, one.added, one.fields.superseded_by, one.fields.translation_of


def _own_sheets(maker: Maker, texts: Iterable[Text]) -> Iterator[Sheet]:
    for one in texts:
        yield post_sheet(maker, one) if isinstance(one, Post) else page_sheet(maker, one)


def _first_maker(publication: Publication) -> Maker:
    """A maker of views such as our plugins leave it, where no build was needed to load them."""
    library, _ = publication.load()
    given = Given(pictures=publication.pictures.sizes())
    give_comments(given)
    static = Path(publication.settings["THEME"]) / "static"
    give_theme(given, static)
    give_icons(given, static, library.settings.name, kept_beside(publication.site) / "drawn")
    return Maker(library, given)
