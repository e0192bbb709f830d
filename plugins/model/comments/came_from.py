"""Where imported comments were made: what a new file of the archive says of it, and what not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from plugins.model.comments.archive_file import Archive
from plugins.model.comments.archive_lines import origin_lines, shown_line
from plugins.model.comments.arriving import id_of
from plugins.model.comments.exchange import Origin, Talk, day_of
from plugins.model.comments.forgotten import ARCHIVE
from plugins.model.day import Day
from plugins.model.place import quoted
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import OriginFields
from plugins.model.settings import Settings
from plugins.model.spelling import join_words


def talks_with(talks: Iterable[Talk], ids: Collection[str]) -> list[Talk]:
    """Those of the threads that any comment is from which arrived with these ids."""
    return [talk for talk in talks if any(id_of(talk.service, one) in ids for one in talk.comments)]


def origin_of(talks: Sequence[Talk], typed: str, settings: Settings) -> OriginFields | None:
    """What a new file says of where its comments were made; None where that is not known of all.

    It is one sentence above all of them, so it must be true of each: letters have no site.
    typed: where they were made, as whoever imports them says, or "".
    """
    sites = list(dict.fromkeys(_site_of(talk) for talk in talks))
    site = shown_line(typed) or ("" if "" in sites else join_words(sites))
    if not site:
        return None
    origins = [talk.origin for talk in talks if talk.origin]
    origin = origins[0] if origins and len(sites) == 1 else Origin()
    moved = None if origin.site or (len(sites) > 1 and not typed) else Day(settings.today)
    if origin.moved:
        moved = Day(settings.today)  # which is as true, where the other is no day
        with suppress(ValueError):
            moved = day_of(origin.moved, settings.timezone)
    return OriginFields(site=site, moved=moved, note=shown_line(origin.note))


def _site_of(talk: Talk) -> str:
    if talk.origin or talk.service == ARCHIVE:
        return shown_line(talk.origin.site) if talk.origin else ""
    return f"our comment service ({talk.service})"


def unwritten(
    archive: Archive, before: ThreadFields, origin: OriginFields | None, typed: str
) -> str:
    """What a file that was there says of where comments were made, if the new ones differ; or "".

    before: what it said. origin: what is true of the new ones. typed: as in `origin_of`.
    """
    said, meant = (one.site if one else "" for one in (before.origin, origin))
    if said == meant:
        return ""
    dropped = f" SITE ({quoted(shown_line(typed))}) was not written." if shown_line(typed) else ""
    if said:
        return (
            f"{archive.place} says of all its comments that they were made on {quoted(said)}, and"
            f" readers see that above the new ones too.{dropped} If it is not true of them, say"
            " so in the `note` of its `origin`, as in: Those of 2026 came to us by e-mail."
        )
    lines = "\n".join(origin_lines(OriginFields(site=meant)))
    return (
        f"{archive.place} does not say where its comments were made.{dropped} If that is true of"
        f" all of them, put at its top:\n{lines}"
    )
