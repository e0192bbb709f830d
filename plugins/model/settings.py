"""The settings of the publication: read, checked, and given their defaults.

They stand in pelicanconf.py, each with a comment; publishconf.py holds what differs in production.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from plugins.model.address import PREVIEW

SNAPSHOT = ".comments"  # the folder of what was said at the comment service


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the model and the views need to know of the publication.

    file: where they stand, for the problems.
    logo: the picture that stands for the name, seen from the content folder; "" for none.
    url: its address without a closing slash, "" while there is none.
    base: the path that all addresses begin with, "" or "/sub-path".
    today: the day of this build; the site shows nothing that is dated later.
    drafts: whether drafts and posts of the future are shown, marked.
    publishing: whether this is the site that readers see.
    search: whether a preview has a search index too.
    feed_aliases: old addresses of the feed of all posts, which a copy of it stands at.
    feed_most_new: how many posts subscribers may be told of by one publication, or told again.
    social_cards: whether a picture is drawn that other sites show of each post.
    comments_service: of what kind it is; comments_url: the template of an ordinary link to it.
    comments_mail: where readers may write who cannot use it, or whoever has none.
    comments_isso: the address of Isso for readers; comments_giscus: what giscus is told.
    comments_path: what the names of threads begin with; None for the path of the address.
    comments_snapshot: the folder of what was said there, seen from that of the settings file.
    comments_timeout: seconds to wait for it. comments_branch: where a forge keeps the snapshot.
    timezone: in which days of comments are told.
    repository_url: where the repository stands on its forge, "" for none.
    repository_content: the content folder, seen from the repository's root; on the machine that
        builds it may have another name, which no page should show.
    forge: the kind of that forge; "" where its host tells it.
    view_extras: which attributes that plugins of others set on a post or page its view shows.
    """

    file: str = "pelicanconf.py"
    name: str = "Practice Press"
    tagline: str = ""
    logo: str = ""
    url: str = ""
    lang: str = "en"
    today: datetime.date = datetime.date(2000, 1, 1)
    drafts: bool = False
    publishing: bool = False
    search: bool = False
    social_cards: bool = True
    default_page_author: str = ""
    page_author_roles: tuple[str, ...] = ()
    unregistered_names: str = "warn"
    extra_keys: frozenset[str] = frozenset()
    last_updated_from_git: bool = False
    list_length: int = 20
    feed_length: int = 20
    feed_aliases: tuple[str, ...] = ()
    feed_most_new: int = 20
    feed_id_authority: str = ""
    comments_service: str = "link"
    comments_url: str = ""
    comments_mail: str = ""
    comments_isso: str = ""
    comments_giscus: Mapping[str, str] = {}
    comments_path: str | None = None
    comments_snapshot: str = SNAPSHOT
    comments_timeout: float = 10.0
    comments_branch: str = ""
    timezone: str = "UTC"
    comments_state: str = "open"
    licence: tuple[str, str] = ("", "")
    iframe_hosts: frozenset[str] = frozenset()
    repository_url: str = ""
    repository_branch: str = "main"
    repository_content: str = "content"
    forge: str = ""
    view_extras: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The path under which the site stands, without a closing slash."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def threads_under(self) -> str:
        """The path before the names of threads at a comment service, which may never change."""
        return self.base if self.comments_path is None else self.comments_path

    @property
    def snapshot(self) -> Path:
        """The folder of what was said at the comment service, which stands beside the settings."""
        return Path(self.file).parent / self.comments_snapshot

    @property
    def full_address(self) -> str:
        """What full addresses begin with where there must be one: a preview has none."""
        return self.url or PREVIEW

    @property
    def of_the_year(self) -> Settings:
        """The same on every day of the year: what is kept for other days may depend on no more."""
        return msgspec.structs.replace(self, today=self.today.replace(month=1, day=1))
