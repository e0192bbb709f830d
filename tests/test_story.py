"""The life of some posts, as an editor and her readers see it, in a real repository.

Fork, five mistakes, mend, preview, merge, publish; rename; delete; withdraw beside broken posts.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from plugins.model.published.ledger import FILE, Ledger, write_ledger
from tests.commands.test_publish import DAY, SETTINGS
from tests.loading import ANN, post
from tests.running import ROOT, TOO_LONG, environment, files_of

pytestmark = pytest.mark.slow

FIVE_MISTAKES = """---
title: What the soup kitchen taught us
date: 03/04/2026
author: Ann Exampel
statsu: published
---
We read [the first post](first.md) again, and [another](nowhere.md).

![](../media/soup.svg)
"""
MENDED = """---
title: What the soup kitchen taught us
date: 2026-04-03
author: Ann Example
---
We read [the first post](first.md) again.

![A pot of soup](../media/soup.svg)
"""
UNION = f"content/{FILE} merge=union\ncontent/old-addresses.txt merge=union\n"


class Clone:
    """An editor's copy of the publication, or the machine's that publishes it."""

    def __init__(self, folder: Path, origin: Path) -> None:
        self.folder = folder
        git(folder.parent, "clone", "-q", str(origin), folder.name)

    def git(self, *words: str) -> str:
        return git(self.folder, *words)

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "A change")

    def run(self, name: str, *more: str) -> subprocess.CompletedProcess[str]:
        places = ("--content", f"{self.folder}/content", "--settings", f"{self.folder}/settings.py")
        return subprocess.run(
            [sys.executable, "-m", f"plugins.commands.{name}", *places, *more],
            cwd=ROOT,
            env=environment(TODAY=DAY),
            capture_output=True,
            encoding="utf-8",
            timeout=TOO_LONG,
            check=False,
        )


def git(folder: Path, *words: str) -> str:
    who = (
        "-c",
        "user.name=Ann",
        "-c",
        "user.email=ann@example.org",
        "-c",
        "init.defaultBranch=main",
    )
    run = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A fork: a bare repository on disk with a small publication."""
    origin = tmp_path / "origin.git"
    origin.mkdir()
    git(origin, "init", "-q", "--bare")
    first = Clone(tmp_path / "first", origin)
    first.write("settings.py", SETTINGS)
    first.write(".gitattributes", UNION)
    first.write("content/people/ann-example.md", ANN)
    first.write("content/media/soup.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    first.write("content/posts/first.md", post("The first words.\n", title="First"))
    first.write("content/posts/secret.md", post("A neighbour's story, told.\n", title="Next door"))
    first.write(f"content/{FILE}", write_ledger(Ledger()).decode())
    first.commit()
    first.git("push", "-q", "origin", "HEAD:main")
    git(origin, "symbolic-ref", "HEAD", "refs/heads/main")
    return origin


class Story:
    """The editor's clone, the machine's, and the site that readers see."""

    def __init__(self, folder: Path, origin: Path) -> None:
        self.editor = Clone(folder / "editor", origin)
        self.machine = Clone(folder / "machine", origin)
        self.public = folder / "public"

    def merge(self) -> subprocess.CompletedProcess[str]:
        """Merge the editor's change and publish it, as the workflow does."""
        self.editor.commit()
        self.editor.git("push", "-q", "origin", "HEAD:main")
        self.machine.git("pull", "-q", "--ff-only")
        done = self.machine.run("publish", "--output", str(self.public))
        if done.returncode in {0, 3} and self.machine.git("status", "--porcelain"):
            self.machine.commit()
            self.machine.git("push", "-q", "origin", "HEAD:main")
            self.editor.git("pull", "-q", "--ff-only", "origin", "main")
        return done

    def page(self, path: str) -> str:
        return (self.public / path / "index.html").read_text(encoding="utf-8")

    def feed_ids(self) -> dict[str, str]:
        """The id of each entry in the feed, by its title."""
        feed = feedparser.parse((self.public / "feed.xml").read_bytes())
        return {entry.title: entry.id for entry in feed.entries}

    def mentions(self, text: str) -> list[str]:
        """The files of the site in which a text stands."""
        files = files_of(self.public)
        return [path for path, data in files.items() if text.encode() in data]


def test_the_life_of_a_post(tmp_path: Path, origin: Path) -> None:
    story = Story(tmp_path, origin)
    editor = story.editor
    assert story.machine.run("publish", "--output", str(story.public)).returncode == 0
    story.machine.commit()
    story.machine.git("push", "-q", "origin", "HEAD:main")
    editor.git("pull", "-q", "--ff-only")

    # A new post, with five mistakes: five marks, on the very lines.
    editor.git("switch", "-q", "-c", "soup")
    editor.write("content/posts/soup-kitchen.md", FIVE_MISTAKES)
    checked = editor.run("check", "--annotations", "github")
    assert checked.returncode == 1
    marks = re.findall(
        r"^::error file=content/posts/soup-kitchen\.md,line=(\d+)", checked.stdout, re.M
    )
    assert sorted(map(int, marks)) == [3, 4, 5, 7, 9]

    # Mended, and seen before anybody else sees it.
    editor.write("content/posts/soup-kitchen.md", MENDED)
    assert editor.run("check").returncode == 0
    previewed = editor.run("preview", "--output", str(tmp_path / "preview"))
    assert previewed.returncode == 0, previewed.stderr
    shown = (tmp_path / "preview/posts/soup-kitchen/index.html").read_text(encoding="utf-8")
    assert "noindex" in shown
    assert 'first/index.html">the first post</a>' in shown

    # Merged, published, in the feed and in the ledger.
    assert story.merge().returncode == 0
    assert "A pot of soup" in story.page("posts/soup-kitchen")
    id_ = story.feed_ids()["What the soup kitchen taught us"]

    # The file renamed, the title and the slug changed.
    editor.git("mv", "content/posts/soup-kitchen.md", "content/posts/broth-kitchen.md")
    renamed = MENDED.replace("soup kitchen", "broth kitchen")
    editor.write("content/posts/broth-kitchen.md", renamed)
    stopped = editor.run("check")
    assert stopped.returncode == 1
    paste = (
        "Add at the top of content/posts/broth-kitchen.md:\naliases:\n  - /posts/soup-kitchen/\n"
    )
    assert paste in stopped.stdout
    aliases = "author: Ann Example\naliases:\n  - /posts/soup-kitchen/\n"
    editor.write(
        "content/posts/broth-kitchen.md", renamed.replace("author: Ann Example\n", aliases)
    )
    assert story.merge().returncode == 0
    assert 'content="0; url=/net/posts/broth-kitchen/"' in story.page("posts/soup-kitchen")
    assert story.feed_ids()["What the broth kitchen taught us"] == id_

    # Deleted: nothing is published until it is said what became of it.
    (editor.folder / "content/posts/broth-kitchen.md").unlink()
    stopped = story.merge()
    assert stopped.returncode == 1
    (line,) = re.findall(r"^/posts/broth-kitchen/ gone .*$", stopped.stderr, re.M)
    assert "A pot of soup" in story.page("posts/broth-kitchen")
    editor.write("content/old-addresses.txt", line.replace("...", "The kitchen asked us to.\n"))
    assert story.merge().returncode == 0
    assert "Why: The kitchen asked us to." in story.page("posts/broth-kitchen")
    assert "Why: The kitchen asked us to." in story.page("posts/soup-kitchen")

    # Withdrawn, while another published post and a new one are broken.
    editor.write("content/posts/first.md", post(title="First", date="03/04/2026"))
    editor.write("content/posts/new.md", post(title="New", author="Ann Exampel"))
    withdrawn = editor.run("withdraw", "--post", "secret", "--reason", "It was not ours to tell.")
    assert withdrawn.returncode == 0, withdrawn.stderr
    published = story.merge()
    assert published.returncode == 3, published.stderr
    assert "It was not ours to tell." in story.page("posts/secret")
    assert "Next door" not in story.feed_ids()
    assert story.mentions("A neighbour") == []
    assert story.mentions("/posts/secret/") == ["posts/secret/index.html"]
    assert "The first words." in story.page("posts/first")
    assert story.mentions("/posts/new/") == []

    # And mended: all goes on as if nothing had been.
    editor.write("content/posts/first.md", post("The first words, mended.\n", title="First"))
    editor.write("content/posts/new.md", post(title="New"))
    assert story.merge().returncode == 0
    assert "mended" in story.page("posts/first")
    assert set(story.feed_ids()) == {"First", "New"}
