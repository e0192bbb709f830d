"""giscus (giscus.app), which keeps comments as discussions of a repository at GitHub.

Readers need an account there to write. Its frame is made by our own script, when a reader asks for
it (COMMENTS_GISCUS); its script is not used.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link

HOST = "https://giscus.app"


def link(maker: Maker, post: Post) -> Link | None:
    """The repository's discussions, of which those of the post are shown."""
    repository = maker.settings.comments_giscus.get("repo", "")
    if not repository:
        return None
    query = urlencode({"discussions_q": f'in:title "{maker.facts.thread_name(post)}"'})
    address = f"https://github.com/{repository}/discussions?{query}"
    return Link(text=maker.words.comment.at.format(place="GitHub"), href=address)


def form(maker: Maker, post: Post) -> Form | None:
    """The frame in which giscus shows the discussion: `strict` finds it by its exact name.

    What hangs on the reader, the colours and where the page stands, our script adds.
    """
    known = maker.settings.comments_giscus
    if not known:
        return None
    asked = {
        "repo": known["repo"],
        "repoId": known["repo_id"],
        "category": known["category"],
        "categoryId": known["category_id"],
        "term": maker.facts.thread_name(post),
        "strict": "1",
        "reactionsEnabled": "0",
        "emitMetadata": "0",
        "inputPosition": "bottom",
    }
    return Form(
        service="giscus",
        endpoint=f"{HOST}/en/widget?{urlencode(asked)}",
        thread=asked["term"],
        title=post.title,
    )


def policy(settings: Settings) -> Mapping[str, Collection[str]]:
    """That its frame may be shown."""
    return {"frame-src": {HOST}} if settings.comments_giscus else {}
