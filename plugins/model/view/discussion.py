"""What is shown of a post's discussion: the way to add a comment, and what was said before."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from plugins.model.post import Post
from plugins.model.schema.thread import OriginFields
from plugins.model.view.comment import Comment, moved, said_there
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link, View
from plugins.model.wording.table import Wording


class Rules(View, frozen=True, kw_only=True):
    """What whoever comments should know, in the words of the editors; each may be "" or None."""

    house_rules: Link | None = None
    moderation: str = ""  # when comments are read
    report: str = ""  # how to report one
    at_risk: str = ""  # where to turn when somebody may be at risk
    texts: str = ""  # the language of the editors' words, where it is not that around them


class Discussion(View, frozen=True, kw_only=True):
    """The comments under a post and the way to add one.

    moved, origin: the comments of an older site, and where they came from.
    said: those made at the comment service, each with its replies.
    reason, ways, rules: in the words of the editors.
    """

    state: str  # "open", "closed" or "off"
    link: Link | None  # "Add your comment", without JavaScript
    notice: str  # "Comments are closed.", or ""
    origin: str
    moved: tuple[Comment, ...]
    said: tuple[Comment, ...]
    count: str  # "3 comments", "" for none
    reason: str = ""  # why nobody can comment just now, or ""
    mailbox: str = ""  # to which the link writes; not every browser can, and paper cannot
    form: Form | None = None
    ways: tuple[str, ...] = ()  # other ways to reply: by post, by telephone
    rules: Rules | None = None  # where comments may be added, or may not just now, or are some


def discussion_of(maker: Maker, post: Post) -> Discussion:
    """The discussion of a post: whether it is open, and what was said, wherever it was."""
    facts = maker.facts
    state = facts.comments_state(post)
    is_open = state == "open"
    thread, said = facts.thread(post), facts.said(post)
    archive = thread.fields.comments if thread else ()
    count = facts.number_of_comments(post)
    link = maker.given.comment_link(maker, post) if is_open else None
    form = maker.given.comment_form(maker, post) if is_open else None
    can_be_added = bool(link or form)
    is_of_use = can_be_added or facts.is_paused(post) or archive or said
    return Discussion(
        state=state,
        link=link,
        mailbox=_mailbox(link) if link else "",
        notice=notice_of(maker, state, post),
        origin=_origin(maker.words, thread.fields.origin)
        if thread and thread.fields.origin
        else "",
        moved=moved(maker, archive),
        said=said_there(maker, said, archive),
        count=maker.words.comments(count) if count else "",
        reason=_reason(maker, post),
        form=form,
        ways=_ways(maker) if can_be_added else (),
        rules=_rules(maker) if is_of_use else None,
    )


def _mailbox(link: Link) -> str:
    """The address to which a link writes (RFC 6068); "" for one that leads to a page."""
    parts = urlsplit(link.href)
    return unquote(parts.path) if parts.scheme == "mailto" else ""


def notice_of(maker: Maker, state: str, post: Post) -> str:
    """What is said of how long comments may be added, or ""."""
    words, wish = maker.words, post.fields.comments
    if state == "closed":
        return _pause_in_words(maker) if maker.facts.is_paused(post) else words.closed
    if state == "open" and wish and wish.until:
        return words.open_until.format(day=words.day(wish.until.date))
    return ""


def _reason(maker: Maker, post: Post) -> str:
    """Why nobody can comment just now, in the words of the editors; "" outside of a pause."""
    rules, _ = maker.facts.rules()
    return rules.pause.reason if maker.facts.is_paused(post) and rules and rules.pause else ""


def _pause_in_words(maker: Maker) -> str:
    rules, _ = maker.facts.rules()
    until = rules.pause.until if rules and rules.pause else None
    if until is None:
        return maker.words.paused
    return maker.words.paused_until.format(day=maker.words.day(until.date))


def _ways(maker: Maker) -> tuple[str, ...]:
    rules, _ = maker.facts.rules()
    return rules.other_ways if rules else ()


def _rules(maker: Maker) -> Rules | None:
    rules, page = maker.facts.rules()
    if rules is None:
        return None
    return Rules(
        house_rules=Link(text=page.name, href=maker.to("pages", page.slug)) if page else None,
        moderation=rules.moderation,
        report=rules.report,
        at_risk=rules.at_risk,
        texts=maker.lang_of(""),
    )


def _origin(words: Wording, fields: OriginFields) -> str:
    said = words.made_on.format(site=fields.site)
    if fields.moved:
        said = words.moved_on.format(site=fields.site, day=words.day(fields.moved.date))
    return f"{said} {fields.note}".strip()
