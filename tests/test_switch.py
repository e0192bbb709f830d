"""The real build: killed at any moment, or stopped by an error, it leaves a complete site."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.running import ROOT, VALID, build, command, digest_of, environment

pytestmark = pytest.mark.slow

KILLS = 15
SETTINGS = VALID / "settings.py"


def changed_copy(content: Path) -> Path:
    """The same content with one post more."""
    shutil.copytree(VALID / "content", content)
    new = "---\ntitle: New\ndate: 2021-01-01\nauthor: ada-quell\n---\nNew.\n"
    (content / "posts/2020/new.md").write_text(new, encoding="utf-8")
    return content


def test_an_error_in_the_content_leaves_the_site_untouched(tmp_path: Path) -> None:
    content = changed_copy(tmp_path / "content")
    output = tmp_path / "output"
    assert build(content, SETTINGS, output).returncode == 0
    before, link = digest_of(output), output.readlink()
    (content / "posts/2020/new.md").write_text("---\ntitle: New\nstatus: publish\n---\n")
    done = build(content, SETTINGS, output)
    assert done.returncode == 1
    assert done.stderr.endswith("Nothing was built; the site is as it was.\n")
    assert (digest_of(output), output.readlink()) == (before, link)


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.txt").write_text("ten years of work")
    done = build(VALID / "content", SETTINGS, output)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "did not make, so it is left alone" in done.stderr
    assert [path.name for path in output.iterdir()] == ["thesis.txt"]


def test_a_content_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    done = build(tmp_path / "nowhere", SETTINGS, tmp_path / "output")
    assert done.returncode == 2
    assert done.stderr == f"There is no content folder {tmp_path / 'nowhere'}.\n"


def test_a_settings_file_that_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    settings = tmp_path / "settings.py"
    settings.write_text("SITENAME = 'unclosed\n")
    done = build(VALID / "content", settings, tmp_path / "output")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{settings}, line 1 cannot be read: SITENAME = 'unclosed")
    assert done.stderr.count("\n") == 1


@pytest.mark.long
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    contents = [VALID / "content", changed_copy(tmp_path / "content")]
    whole: dict[str, int] = {}
    begun = time.monotonic()
    for version, content in enumerate(contents):
        assert build(content, SETTINGS, tmp_path / f"clean-{version}").returncode == 0
        whole[digest_of(tmp_path / f"clean-{version}")] = version
    seconds = (time.monotonic() - begun) / len(contents)
    assert len(whole) == len(contents)
    output = tmp_path / "output"
    assert build(contents[0], SETTINGS, output).returncode == 0
    moments = random.Random(2014)  # noqa: S311 (no secret: the same moments in every run)
    for kill in range(KILLS):
        other = contents[1 - whole[digest_of(output)]]
        kill_after(moments.uniform(0.2, 1.1) * seconds, other, output)
        assert digest_of(output) in whole, f"kill {kill} left a site that is neither old nor new"
    assert build(contents[0], SETTINGS, output).returncode == 0
    assert whole[digest_of(output)] == 0, "the build after the kills went wrong"


def kill_after(seconds: float, content: Path, output: Path) -> None:
    """Start a build in a group of its own, kill it alone, and see that nothing of it goes on."""
    arguments = command("build", content, SETTINGS, "--output", str(output))
    running = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.kill(running.pid, signal.SIGKILL)
    running.wait()
    deadline = time.monotonic() + 5
    while is_alive(running.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(running.pid), "a worker of the killed build still runs"


def is_alive(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
