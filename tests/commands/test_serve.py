"""`make serve`, the whole command: every save is built, and nothing that happens ends it."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.commands.serve import preview_of
from plugins.own_isso import NotStarted, free_port

ROOT = Path(__file__).parents[2]
LONG = 60  # seconds: nothing takes so long that is not for ever
AT_ONCE = 10  # seconds: less than an open page waits for news, or anything is waited for


def test_a_preview_is_another_site() -> None:
    assert preview_of(Path("sites/spring")) == Path("sites/spring-preview")


# The process that builds is one of the tests' own: it copies content/, and refuses "wrong".

STAND_IN = """
import argparse, os, pathlib, sys
from multiprocessing.connection import Connection
from plugins.model.problem import Problem
from plugins.serving.outcome import Outcome

parser = argparse.ArgumentParser()
for name in ("--content", "--output", "--settings"):
    parser.add_argument(name, type=pathlib.Path)
parser.add_argument("--drafts", action="store_true")
options = parser.parse_args()

def build():
    text = (options.content / "index.html").read_text()
    if "wrong" in text:
        problem = Problem("content/index.html", 1, "", "It is wrong.")
        print(problem, file=sys.stderr)
        return Outcome(1, [problem])
    if "cannot" in text:
        print("The site cannot be written.", file=sys.stderr)
        return Outcome(2, said="The site cannot be written.")
    options.output.mkdir(exist_ok=True)
    settings = options.settings.read_text().strip()
    page = f"{text} {settings} drafts={options.drafts} by {os.getpid()}."
    (options.output / "index.html").write_text(page)
    return Outcome(0)

door = Connection(sys.stdin.fileno())
while True:
    try:
        door.recv()
    except EOFError:
        break
    door.send(build())
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", tmp_path / "plugins", ignore=ignored)
    (tmp_path / "plugins/serving/resident.py").write_text(STAND_IN, encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text("blue", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.html").write_text("one", encoding="utf-8")
    return tmp_path


@contextmanager
def start(
    checkout: Path, port: int, *options: str, command: Sequence[str] = ()
) -> Iterator[subprocess.Popen[str]]:
    """The command, or another; whatever comes of the test, it does not stay."""
    ours = [sys.executable, "-m", "plugins.commands.serve", "--port", str(port), *options]
    with subprocess.Popen(
        command or ours,
        cwd=checkout,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def save(file: Path, text: str) -> None:
    """Write a file as many editors save, at one stroke: two would now and then be two saves."""
    new = file.with_name(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def wait_for(port: int, wanted: str, gone: str = "\0") -> str:
    """Ask until the front page says what is wanted, and no more what is gone; all of the page."""
    said = "nothing"
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
            connection.request("GET", "/")
            said = connection.getresponse().read().decode()
            connection.close()
        except ConnectionError:
            said = "no connection"
        if wanted in said and gone not in said:
            return said
        time.sleep(0.1)
    pytest.fail(f"the site says {said!r}, not {wanted!r}")


def is_served(port: int) -> bool:
    try:
        free_port(port)
    except NotStarted:
        return True
    return False


def builder_of(page: str) -> int:
    """The number of the process that built a page."""
    found = re.search(r"by (\d+)", page)
    assert found
    return int(found[1])


def wait_until_dead(process: int) -> None:
    """Wait until a killed process has ended, whether or not its parent has asked for that yet."""
    state = ["ps", "-o", "stat=", "-p", str(process)]
    deadline = time.monotonic() + LONG
    while subprocess.run(state, capture_output=True, text=True, check=False).stdout[:1] not in "Z":
        assert time.monotonic() < deadline
        time.sleep(0.01)


def end(process: subprocess.Popen[str], by: signal.Signals = signal.SIGINT) -> str:
    """End it as Ctrl-C does, and say what it said; it must end at once and well."""
    process.send_signal(by)
    said, _ = process.communicate(timeout=AT_ONCE)
    assert process.returncode == 0
    assert said.endswith("\nStopped.\n")
    assert "Traceback" not in said
    return said


@pytest.mark.slow
def test_every_change_is_built_and_a_wrong_one_leaves_the_site(checkout: Path, port: int) -> None:
    page = checkout / "content/index.html"
    with start(checkout, port) as process:
        first = builder_of(wait_for(port, "one blue drafts=False"))
        save(page, "two")
        assert builder_of(wait_for(port, "two blue drafts=False")) == first
        save(page, "wrong")
        assert "two blue" in wait_for(port, "It is wrong.")
        save(page, "three")
        wait_for(port, "three blue", gone="It is wrong.")  # which is told until the build has ended
        said = end(process)
    assert "content/index.html:1: It is wrong." in said
    assert said.count("Something was saved") == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pelicanconf.py", "beside.py", "plugins/feeds.py"])
def test_code_and_settings_are_those_of_the_last_save(checkout: Path, port: int, name: str) -> None:
    with start(checkout, port) as process:
        first = builder_of(wait_for(port, "one blue"))
        save(checkout / name, "green")
        color = "green" if name == "pelicanconf.py" else "blue"
        deadline = time.monotonic() + LONG
        while builder_of(wait_for(port, f"one {color}")) == first:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        end(process)


@pytest.mark.slow
def test_a_build_that_was_killed_is_told_and_the_next_save_builds(
    checkout: Path, port: int
) -> None:
    page = checkout / "content/index.html"
    with start(checkout, port) as process:
        first = builder_of(wait_for(port, "one blue"))
        os.kill(first, signal.SIGKILL)
        wait_until_dead(first)
        save(page, "two")
        assert builder_of(wait_for(port, "two blue")) != first
        end(process)


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_drafts_are_built_beside_the_site(checkout: Path, port: int, by: signal.Signals) -> None:
    with start(checkout, port, "--drafts") as process:
        wait_for(port, "one blue drafts=True")
        end(process, by)
    assert not (checkout / "output").exists()
    assert (checkout / "output-preview/index.html").exists()


@pytest.mark.slow
def test_who_ends_make_ends_the_server(checkout: Path, port: int) -> None:
    """Else it would keep the port, and the next `make serve` could not have it."""
    shutil.copy(ROOT / "Makefile", checkout)
    installed = ("-o", "with-run", f"run={sys.executable}")
    with start(checkout, port, command=("make", *installed, "serve", f"PORT={port}")) as process:
        wait_for(port, "one blue")
        process.terminate()
        process.wait(LONG)
        deadline = time.monotonic() + LONG
        while is_served(port):
            assert time.monotonic() < deadline, "the port is still in use"
            time.sleep(0.1)


@pytest.mark.slow
def test_another_content_folder_of_that_name_is_built(checkout: Path, port: int) -> None:
    shutil.copytree(checkout / "content", checkout / "other")
    (checkout / "other/index.html").write_text("two", encoding="utf-8")
    with start(checkout, port) as process:
        wait_for(port, "one blue")
        (checkout / "content").rename(checkout / "old")
        (checkout / "other").rename(checkout / "content")
        wait_for(port, "two blue")
        save(checkout / "content/index.html", "three")
        wait_for(port, "three blue")
        end(process)


@pytest.mark.slow
def test_a_theme_elsewhere_is_watched(checkout: Path, port: int) -> None:
    resident = checkout / "plugins/serving/resident.py"
    (checkout / "elsewhere").mkdir()
    told = f"return Outcome(0, beside=[{str(checkout / 'elsewhere')!r}])"
    resident.write_text(STAND_IN.replace("return Outcome(0)", told), encoding="utf-8")
    with start(checkout, port) as process:
        wait_for(port, "one blue")
        deadline = time.monotonic() + LONG
        before = (checkout / "output-preview/index.html").stat().st_mtime_ns
        while (checkout / "output-preview/index.html").stat().st_mtime_ns == before:
            assert time.monotonic() < deadline, "the theme is not watched"
            (checkout / "elsewhere/post.html").write_text(str(time.time()), encoding="utf-8")
            time.sleep(0.2)
        end(process)


@pytest.mark.slow
def test_what_is_saved_during_the_first_build_is_built(
    checkout: Path, port: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    resident = checkout / "plugins/serving/resident.py"
    saved = tmp_path_factory.mktemp("saved") / "now"  # until it is there the build goes on
    wait = f"import time\n    while not os.path.exists({str(saved)!r}): time.sleep(0.01)"
    slow = "    door.send(build())"
    slower = f"    done = build()\n    {wait}\n    door.send(done)"
    resident.write_text(STAND_IN.replace(slow, slower), encoding="utf-8")
    with start(checkout, port) as process:
        wait_for(port, "one blue drafts=False")
        save(checkout / "content/index.html", "two")
        saved.touch()
        wait_for(port, "two blue drafts=False")
        said = end(process)
    assert said.count("Something was saved") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "told"), [("wrong", "It is wrong."), ("cannot", "The site cannot be written.")]
)
def test_what_is_wrong_from_the_start_can_be_put_right(
    checkout: Path, port: int, content: str, told: str
) -> None:
    (checkout / "content/index.html").write_text(content, encoding="utf-8")
    with start(checkout, port) as process:
        assert told in wait_for(port, "There is no site yet")
        save(checkout / "content/index.html", "right")
        wait_for(port, "right blue drafts=False")
        end(process)


@pytest.mark.slow
def test_nothing_is_left_when_it_is_killed(checkout: Path, port: int) -> None:
    with start(checkout, port) as process:
        builder = builder_of(wait_for(port, "one blue"))
        process.kill()
        process.communicate(timeout=LONG)
    deadline = time.monotonic() + LONG
    while Path(f"/proc/{builder}").exists():
        assert time.monotonic() < deadline, "the process that builds has outlived make serve"
        time.sleep(0.05)


@pytest.mark.slow
def test_without_content_there_is_nothing_to_watch(checkout: Path, port: int) -> None:
    """With the real process that builds, which says so."""
    shutil.copy(ROOT / "plugins/serving/resident.py", checkout / "plugins/serving/resident.py")
    with start(checkout, port, "--content", "contents") as process:
        said, _ = process.communicate(timeout=LONG)
    assert process.returncode == 2
    assert said.startswith("There is no content folder contents.\n")


def test_a_port_in_use_is_one_clear_line(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with start(checkout, port) as process:
            said, _ = process.communicate(timeout=LONG)
    assert process.returncode == 2
    assert said == (
        f"Port {port} is in use, perhaps by another `make serve`."
        f" Stop that, or choose another port: make serve PORT={port + 1}\n"
    )


@pytest.mark.parametrize("port", ["eighty", "70000", "-1"])
def test_a_port_that_is_none_is_told(checkout: Path, port: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "plugins.commands.serve", f"--port={port}"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.endswith(f"argument --port: {port} is not a port; 8000 is one\n")
