"""What the report says of built pages: which look otherwise, and what they weigh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.model.change.comparison import compare
from plugins.model.change.report import report
from tests.loading import post
from tests.model.change_reports import BEFORE, FIRST, HEAD, NOTHING, Files, lines, state


class TestBuiltSites:
    """Pages as they were built; here written by hand."""

    PICTURE = '<img src="/media/p.jpg" alt="">'

    def site(self, folder: Path, files: Files) -> Path:
        for name, data in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return folder

    def told(self, folder: Path, after: Files, before_site: Files, after_site: Files) -> list[str]:
        states = (
            state(folder / "before", BEFORE, self.site(folder / "old", before_site)),
            state(folder / "after", {**BEFORE, **after}, self.site(folder / "new", after_site)),
        )
        return lines(report(compare(*states), states[1].library.settings, "content"))

    def test_a_page_that_looks_the_same_is_not_told_of(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        site = {"posts/a/index.html": "the same"}
        assert self.told(tmp_path, after, site, site) == [HEAD, NOTHING]

    def test_pages_that_change_along_are_counted(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        names = ("posts/a/", "posts/b/", "", "posts/", "people/ann-example/")
        old, new = ({f"{name}index.html": word for name in names} for word in ("old", "new"))
        found = self.told(tmp_path, after, old, new)
        assert found[2:4] == ["### Changed (1)", f"- {FIRST}"]
        assert (
            "Along with that, 2 lists, 1 person and 1 post will show something else: a menu, a"
            " list, a name or a link." in found
        )

    def test_the_weight_of_a_changed_page_is_told_before_and_after(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        found = self.told(
            tmp_path,
            after,
            {"posts/a/index.html": "x" * 1000},
            {"posts/a/index.html": "x" * 2000 + self.PICTURE, "media/p.jpg": b"j" * 5000},
        )
        at = found.index("### What pages weigh (1)")
        assert re.fullmatch(
            r"- /posts/a/: 2\.0 kB, packed 0\.\d kB, 1 picture 5\.0 kB"
            r" \(before: 1\.0 kB, packed 0\.\d kB\)",
            found[at + 1],
        )
        assert not any("Too heavy" in line for line in found)

    def test_a_weight_that_stays_is_told_once(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        old, new = ({"posts/a/index.html": word * 1000} for word in "xy")
        found = self.told(tmp_path, after, old, new)
        at = found.index("### What pages weigh (1)")
        assert found[at + 1] == "- /posts/a/: 1.0 kB, packed 0.1 kB"

    def test_too_heavy_a_page_and_picture_are_told_with_the_cure(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        heavy = b"j" * 600_000
        new: Files = {"posts/a/index.html": self.PICTURE * 2, "media/p.jpg": heavy}
        found = self.told(tmp_path, after, {"posts/a/index.html": "old"}, new)
        at = found.index("### Too heavy (2)")
        assert found[at + 1].startswith("- page /posts/a/: 600 kB; more than 500 kB is much. Leave")
        assert found[at + 2].startswith("- picture /media/p.jpg: 600 kB; more than 300 kB is much.")

    @pytest.mark.parametrize(
        "source",
        ["/theme/logo.svg", "//evil.example/p.jpg", "https://evil.example/p.jpg", "/../../secret"],
    )
    def test_what_is_not_of_the_content_is_not_weighed(self, tmp_path: Path, source: str) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        new = {"posts/a/index.html": f'<img src="{source}">', "theme/logo.svg": "x"}
        (tmp_path / "secret").write_text("x")
        found = self.told(tmp_path, after, {"posts/a/index.html": "old"}, new)
        assert not any("picture" in line for line in found)
