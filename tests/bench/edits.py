"""What is done to a publication between two builds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.bench.corpus import Post

# In this order, each time: what is measured, and what has changed since the build before.
STEPS: Mapping[str, str] = {
    "cold": "cold",
    "body": "one body edited",
    "title": "one title edited",
    "new": "a new post",
    "same": "no change",
}


def edited(step: str, posts: Sequence[Post], run: int) -> Post | None:
    """The post as it is to be written before this step; None where nothing changes.

    posts: as they were at first, the oldest first. The body is one from the middle of the archive;
    titles change, and posts come, at its new end, where lists, neighbours and the feed follow.
    """
    mark = f"round {run + 1}"
    if step == "body":
        return _rewritten(posts[(len(posts) // 2 + run) % len(posts)], f"Edited in {mark}.")
    if step == "title":
        post = posts[-1 - run % len(posts)]
        return post._replace(title=f"{post.title}, told again in {mark}")
    if step == "new":
        slug = f"a-new-post-of-round-{run + 1}"
        path = f"posts/{posts[-1].day.year}/{slug}.md"
        post = posts[-1]._replace(path=path, slug=slug, title=f"A new post of {mark}")
        return _rewritten(post, f"New in {mark}.")
    return None


def _rewritten(post: Post, proof: str) -> Post:
    """The post with another last sentence."""
    return post._replace(proof=proof, body=post.body.replace(post.proof, proof))
