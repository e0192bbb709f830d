"""What this build publishes beside what was published: what stands, leads on, and is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import msgspec

from plugins.model.address import HOME
from plugins.model.comments.identity import own_feed_id
from plugins.model.entry import Entry
from plugins.model.post import Post
from plugins.model.published.ledger import Ledger, Published
from plugins.model.published.old_address import EVERYTHING, OldAddress
from plugins.model.published.standing import COMMENTS, Outlook, Standing, settle
from plugins.model.reference import NEVER, Target
from plugins.model.settings import Settings

_ITS_TEXT_WENT = "The post that it was made from was withdrawn."
_WENT_ALONG = "It was part of a page that has changed."
_MEDIA = "media"  # the kind of all that is copied as it is, whatever folder it is in


class Presence(Outlook, frozen=True, kw_only=True, dict=True):
    """All addresses of the publication, those of today and those of old.

    ledger: what was published up to the day of this build.
    old: what old-addresses.txt says, and where the site's own lists lead that are no more.
    now: what readers find on the day of this build.
    later: what they will find when its day has come.
    drafts: what is not meant for them yet.
    own_ids: the id of every post that it would have without a ledger, by its file.
    """

    later: tuple[Standing, ...]
    drafts: tuple[Standing, ...]
    own_ids: dict[str, str]

    @cached_property
    def feed_ids(self) -> dict[str, str]:
        """The id of every post in the feeds, by its file."""
        return self.own_ids | self.ids


def find_presence(
    *,
    entries: Iterable[Entry[Any]],
    posts: Collection[Post],
    targets: Mapping[str, Target],
    made: Iterable[str],
    made_from: Mapping[str, Entry[Any]],
    ledger: Ledger,
    old: Mapping[str, OldAddress],
    settings: Settings,
) -> Presence:
    """Put every address where it belongs.

    entries: posts, pages and Easy Read texts; posts: what is known of the first of these.
    targets: of all files that stand at an address of their own; those without one are told of
        elsewhere, and what the ledger knows of them is taken to stand.
    made: the addresses that the site makes itself.
    made_from: the post or page that an Easy Read text was made from, by the file of the latter.
    """
    without_text = {path for path, text in made_from.items() if text.status == "withdrawn"}
    ids = {post.entry.path: own_feed_id(post, settings) for post in posts}
    of = {entry.path: entry for entry in entries}
    now = [Standing(address=one) for one in made]
    later: list[Standing] = []
    drafts: list[Standing] = []
    for path, target in targets.items():
        if target.address:
            one = _standing(path, target.address, of.get(path), ids.get(path, ""))
            if target.seen_from > settings.today:
                (drafts if target.seen_from == NEVER else later).append(one)
            elif target.shown:
                now.append(one)
    now += _told_of_elsewhere(targets, ledger)
    both = _led_to_their_lists(ledger, now)
    both |= _parts_of_pages(ledger, targets, without_text)
    both |= _all_gone(ledger, now, both, old)
    return Presence(
        ledger=ledger,
        old=both,
        now=tuple(sorted(now)),
        later=tuple(sorted(later)),
        drafts=tuple(sorted(drafts)),
        own_ids=ids,
    )


def with_voices(presence: Presence, feeds: Collection[str]) -> Presence:
    """The same, with these feeds marked as telling of comments at a service.

    So the ledger knows that there were some, and no publication loses them unseen.
    """
    now = [
        msgspec.structs.replace(one, kind=COMMENTS) if one.address in feeds else one
        for one in presence.now
    ]
    return msgspec.structs.replace(presence, now=tuple(sorted(now)))


def _standing(path: str, place: str, entry: Entry[Any] | None, feed_id: str) -> Standing:
    if entry is None:
        folder = path.partition("/")[0]
        return Standing(address=place, kind=folder if path.endswith(".md") else _MEDIA, file=path)
    return Standing(
        address=place,
        kind=entry.kind,
        file=path,
        aliases=tuple(getattr(entry.fields, "aliases", ())) if entry.kind in _OLD_NAMES else (),
        id=feed_id,
        states_id=bool(getattr(entry.fields, "id", "")),
        withdrawn=entry.status == "withdrawn",
    )


_OLD_NAMES = frozenset({"posts", "pages"})  # of records, aliases are other names of a person


def _told_of_elsewhere(targets: Mapping[str, Target], ledger: Ledger) -> Iterator[Standing]:
    """What was published from files that cannot be used now: another problem tells why."""
    lost = {path for path, target in targets.items() if not target.address}
    for line in ledger.last.values():
        if line.file in lost:
            yield Standing(
                address=line.address,
                kind=line.kind,
                file=line.file,
                id=line.id,
                withdrawn=line.withdrawn,
            )


def _parts_of_pages(
    ledger: Ledger, targets: Mapping[str, Target], without_text: Collection[str]
) -> dict[str, OldAddress]:
    """The pictures, downloads and Easy Read texts that went with the text that they were for.

    A picture beside a post is a part of it, and a withdrawn post takes what only it used along.
    without_text: the Easy Read texts of withdrawn posts.
    """
    found: dict[str, OldAddress] = {}
    for line in ledger.last.values():
        if line.kind == _MEDIA and _went_along(line, targets.get(line.file)):
            found[line.address] = OldAddress(line.address, reason=_WENT_ALONG)
        elif line.file in without_text:
            found[line.address] = OldAddress(line.address, reason=_ITS_TEXT_WENT)
    return found


def _went_along(line: Published, target: Target | None) -> bool:
    """Whether a picture or download went with what it was a part of."""
    if target is None:
        return line.file.startswith("posts/")
    return not target.shown and bool(target.address)  # one without an address is told elsewhere


def _led_to_their_lists(ledger: Ledger, now: Iterable[Standing]) -> dict[str, OldAddress]:
    """Where pages lead that the site made and no longer makes: to the nearest list above.

    When a post is withdrawn, the last page of a list may go, or a year's; nobody could say where.
    """
    standing = {one.address for one in now}
    found: dict[str, OldAddress] = {}
    for line in ledger.last.values():
        if not line.file and not line.to and line.address not in standing:
            above = [f"{parent}/" for parent in PurePosixPath(line.address).parents][:-1]
            to = next((one for one in above if one in standing), HOME)
            found[line.address] = OldAddress(line.address, to)
    return found


def _all_gone(
    ledger: Ledger,
    now: Iterable[Standing],
    automatic: Mapping[str, OldAddress],
    old: Mapping[str, OldAddress],
) -> dict[str, OldAddress]:
    """What old-addresses.txt says, a line of it that speaks of everything taken apart.

    It is for a publication that begins anew: what was published by that day and is no more is gone.
    """
    said = {place: one for place, one in old.items() if place != EVERYTHING}
    everything = old.get(EVERYTHING)
    if everything is None or everything.day is None:
        return said
    last = ledger.last
    gone = {
        place: msgspec.structs.replace(everything, address=place)
        for place in settle(ledger, now, {**automatic, **said}).lost
        if place in last and last[place].day <= everything.day
    }
    return gone | said
