"""What an editor can do so that a page shows what stands in a thread of no post."""

from __future__ import annotations

import json

from plugins.model.comments.identity import path_in
from plugins.model.comments.unheard import Heard, Unheard
from plugins.model.library import Library
from plugins.model.post import Post
from plugins.model.published import old_address
from plugins.model.published.old_address import line_for_gone
from plugins.model.setting_readers import read_path


class Advice:
    """Tells the cure for a thread. heard: what other threads hold. root: the content folder."""

    def __init__(self, library: Library, heard: Heard, root: str) -> None:
        self.library, self.heard, self.root = library, heard, root

    def remedy(self, of: Unheard) -> str:
        """What to do about a thread of no post."""
        post = self.library.by_slug.get(of.slug)
        return self._of_post(post, of) if post else self._of_none(of.thread.thread)

    def _of_post(self, post: Post, of: Unheard) -> str:
        """What to do where the name of the thread is an address of a post."""
        thread, file = of.thread.thread, f"{self.root}/{post.entry.path}"
        own = [one for one in self.heard.of_posts.get(post.slug, ()) if not one.removed]
        if {(one.id, one.at) for one in of.comments} <= {(one.id, one.at) for one in own}:
            return (
                f"The thread of {file} has the same, and readers do not see that yet. If that is"
                " right, delete this file."
            )
        if own:
            return (
                f"It leads to {file}, which has comments in its own thread. To have all of them"
                " there, run: make export-comments, then make import-comments"
                " FILE=comments-export/comments.json"
            )
        if (path := self._path_of_all(post, thread)) is not None:
            return (
                f"That of {file} is {in_marks(self.library.thread_name(post))} now: the path of the"
                f" site, or COMMENTS_PATH, was another. Write in {self.library.settings.file}:\n"
                f"COMMENTS_PATH = {in_marks(path)}"
            )
        wish = post.fields.comments
        if not wish:
            return f"Write at the top of {file}:\ncomments:\n  id: {in_marks(thread)}"
        place = "in place of the one that is there" if wish.id else "beside what is there"
        return f"Write under comments at the top of {file}, {place}:\n  id: {in_marks(thread)}"

    def _path_of_all(self, post: Post, thread: str) -> str | None:
        """The COMMENTS_PATH by which a post has a thread; None where it is no cure.

        It is that of all posts: no thread may be lost by it that a post has now.
        """
        wish, settings = post.fields.comments, self.library.settings
        address = self.library.thread_name(post).removeprefix(settings.threads_under)
        path = thread.removesuffix(address)
        if (wish and wish.id) or self.heard.of_posts or path + address != thread:
            return None
        try:
            return path if read_path(path) == path else None
        except ValueError:
            return None

    def _of_none(self, thread: str) -> str:
        path = path_in(thread)
        gone = "delete this file."
        if path.startswith("/posts/"):
            line = line_for_gone(path, self.library.settings.today)
            gone = f"add to {self.root}/{old_address.FILE} this line, and why at its end:\n{line}"
        return (
            "If a post has another name now, write under comments at its top:"
            f" id: {in_marks(thread)}. If its post is gone for good, {gone}"
        )


def in_marks(text: str) -> str:
    """A text as YAML and Python read it alike (YAML 1.2, 7.3.1)."""
    return json.dumps(text, ensure_ascii=False)
