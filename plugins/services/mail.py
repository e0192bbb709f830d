"""Comments by e-mail, which need no account, no server and no JavaScript: COMMENTS_MAIL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import quote

from plugins.model import address as at
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link


def link(maker: Maker, post: Post) -> Link | None:
    """A letter with its subject, and in it the address of the post, so that both can be told."""
    mailbox, words = maker.settings.comments_mail, maker.words
    if not mailbox:
        return None
    subject = words.comment.mail_subject.format(title=post.title)
    page = maker.full(maker.href(at.address("posts", post.slug)))
    return Link(
        text=words.mail_comment,
        href=mailto(mailbox, subject, f"{words.comment.mail_about} {page}\n\n"),
    )


def mailto(mailbox: str, subject: str, body: str) -> str:
    r"""The address of a letter (RFC 6068): each line ends in CR and LF, a blank is %20, never "+".

    >>> mailto("a+b@example.org", "Tea & cake", "One\nTwo")
    'mailto:a%2Bb@example.org?subject=Tea%20%26%20cake&body=One%0D%0ATwo'
    """
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(mailbox, safe='@')}?subject={quote(subject, '')}&body={quote(lines, '')}"


def form(maker: Maker, post: Post) -> Form | None:  # noqa: ARG001 (what all services have)
    """None: letters are written elsewhere."""
    return None


def policy(settings: Settings) -> Mapping[str, Collection[str]]:  # noqa: ARG001 (as above)
    """Nothing, as links need no leave."""
    return {}
