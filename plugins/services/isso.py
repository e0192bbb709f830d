"""Isso (isso-comments.de), which a network runs itself: COMMENTS_ISSO.

Its own script asks for styles within the page and cannot be used by everybody; the form is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from plugins.model.comments.state import spans_without
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link
from plugins.services import link as plain
from plugins.services import mail


def link(maker: Maker, post: Post) -> Link | None:
    """A letter, or whatever COMMENTS_URL names: Isso has no page of its own."""
    letter = mail.link(maker, post)
    if letter:  # which must not be taken for what sends the form
        return Link(text=maker.words.comment.in_a_letter, href=letter.href)
    return plain.link(maker, post)


def form(maker: Maker, post: Post) -> Form | None:
    """Our form, which sends what is written to Isso."""
    settings = maker.settings
    if not settings.comments_isso:
        return None
    rules, _ = maker.facts.rules()
    zone = ZoneInfo(settings.timezone)
    spans = spans_without(post, rules.pause if rules else None)
    return Form(
        service="isso",
        endpoint=settings.comments_isso,
        thread=maker.facts.thread_name(post),
        title=post.title,
        host=urlsplit(settings.comments_isso).netloc,
        timeout=settings.comments_timeout,
        timezone=settings.timezone,
        closed=tuple(span.moments(zone) for span in spans),
        erased=tuple(maker.facts.erased_unseen("isso")),
    )


def policy(settings: Settings) -> Mapping[str, Collection[str]]:
    """That the form may ask Isso, where that is another site."""
    there, here = urlsplit(settings.comments_isso), urlsplit(settings.url)
    if not there.netloc or there[:2] == here[:2]:
        return {}
    return {"connect-src": {f"{there.scheme}://{there.netloc}"}}
