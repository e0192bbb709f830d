"""No content file, whatever its bytes, brings a traceback, a long wait or a silent loss."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from plugins.model.entry import Entry
from plugins.model.field import keys_of
from plugins.model.file_name import visible
from plugins.model.files import AT_THE_ROOT
from plugins.model.library import Library
from plugins.model.place import Value
from plugins.model.problem import errors
from plugins.model.reading import read_entry
from plugins.model.schema import PostFields
from tests.loading import loaded, post, rendered, settings, write
from tests.running import VALID, build, check

pytestmark = pytest.mark.slow

LONGEST = 10.0  # seconds for one file; what is not bounded takes minutes
PLACES = ("posts/hostile.md", "people/hostile.md", "comments/hostile.yml")
KEYS = "title: A post\ndate: 2014-02-10\nauthor: Ann Example\n"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
FRONTS = {
    "empty": b"",
    "blank": b" \n\t\n",
    "one dash": b"-",
    "opened only": b"---",
    "opened and closed": b"---\n---",
    "binary": bytes(range(256)) * 40,
    "five megabytes": b"---\ntitle: " + b"x" * 5_000_000,
    "one megabyte of lines": b"---\n" + b"a: b\n" * 200_000,
    "invalid UTF-8": b"---\ntitle: \xff\xfe\xe9\n---\n\xc3\x28",
    "half a letter": "---\ntitle: é".encode()[:-1],
    "UTF-16": "---\ntitle: A post\n---\n".encode("utf-16"),
    "UTF-16 cut off": "---\ntitle: A post\n---\n".encode("utf-16")[:-1],
    "UTF-32": "---\ntitle: A post\n---\n".encode("utf-32"),
    "byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf---\ntitle: x\n---\n",
    "null bytes": b"---\ntitle: a\0b\n---\n",
    "a zip": b"PK\x03\x04" + bytes(500),
    "TOML": b'+++\ntitle = "A post"\n+++\n',
    "JSON": b'{"title": "A post"}',
    "a list": b"---\n- title\n- date\n---\n",
    "a text": b"---\nwords alone\n---\n",
    "a YAML bomb": f"---\n{BOMB}---\n".encode(),
    "a bomb in one key": b"---\ntopics: [" + b"[" * 50_000 + b"\n---\n",
    "a deep mapping": b"---\nimage: " + b"{a: " * 5_000 + b"\n---\n",
    "a deep block": b"---\nimage:\n"
    + b"".join(b" " * n + b"a:\n" for n in range(1, 400))
    + b"---\n",
    "a recursive alias": b"---\ntopics: &a [*a]\n---\n",
    "a merge key": b"---\nimage:\n  <<: {src: x}\n---\n",
    "a YAML tag": b"---\nimage: !!python/object/apply:os.system ['true']\n---\n",
    "several documents": b"---\ntitle: x\n---\n---\ntitle: y\n---\n",
    "directives": b"%YAML 1.2\n---\ntitle: x\n---\n",
    "a complex key": b"---\n? [a, b]\n: c\n---\n",
    "a key of blanks": b"---\n   : x\n: y\n---\n",
    "tabs": b"---\n\ttitle:\tx\n\t\tdate: y\n---\n",
    "many keys": b"---\n" + b"".join(b"key%d: x\n" % n for n in range(5_000)) + b"---\n",
    "many authors": b"---\nauthor:\n" + b"  - Somebody\n" * 20_000 + b"---\n",
    "a long name": f"---\n{KEYS.replace('Ann Example', 'A' * 200_000)}---\n".encode(),
    "a long key": b"---\n" + b"k" * 200_000 + b": x\n---\n",
    "digits for a day": f"---\n{KEYS.replace('2014-02-10', '9' * 100_000)}---\n".encode(),
    "surrogates": b"---\ntitle: \xed\xa0\x80\n---\n",
    "directions": "---\ntitle: \u202egnihton\u2066\n---\n\u202e".encode(),
}
BODIES = {
    "an unclosed fence": "```python\nnever closed\n" * 3,
    "20,000 brackets": "[" * 20_000,
    "20,000 pictures": "![" * 20_000,
    "links in links": "[a](" * 10_000,
    "lists 300 deep": "".join("  " * depth + "- x\n" for depth in range(300)),
    "quotes 300 deep": "> " * 300 + "x",
    "tags 3,000 deep": "<div>" * 3_000,
    "emphasis": "*a _b " * 10_000,
    "stars": "*" * 50_000,
    "backticks": "`" * 50_001,
    "entities": "&#xD800;&#0;&#x110000;&" * 2_000,
    "footnotes": "".join(f"[^{n}]: x[^{n + 1}]\n\n" for n in range(500)),
    "tables": "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b" * 3_000,
    "unclosed comment": "<!-- " * 5_000,
    "unclosed script": "<script>" * 2_000,
    "declarations": "<!DOCTYPE html><![CDATA[ x <?php echo 1 ?>" * 500,
    "control letters": "".join(map(chr, range(32))) * 50 + "\x7f\u2028\ufffe\uffff",
    "placeholders": "\x02klzzwxh:0001\x03\x02amp\x03" * 100,
    "one long line": "word " * 150_000,
    "attributes": "# x {: #a .b onclick=c }\n" * 500,
    "templates": "{{ view }} {% include 'base.html' %} {# #}" * 100,
}


@pytest.mark.parametrize("name", FRONTS)
def test_no_front_matter_is_too_much(name: str, tmp_path: Path) -> None:
    files = dict.fromkeys(PLACES, FRONTS[name])
    started = time.monotonic()
    library = loaded(tmp_path, files | {"known-problems.yml": FRONTS[name]})
    assert time.monotonic() - started < LONGEST * len(files)
    assert lost_files(library, tmp_path / "content") == []
    assert errors(library.problems), "nothing here may reach the site half-understood"


@pytest.mark.parametrize("name", BODIES)
def test_no_body_is_too_much(name: str, tmp_path: Path) -> None:
    file = post(BODIES[name])
    started = time.monotonic()
    text = f"---\ntitle: An Easy Read text\nof: hostile\n---\n{BODIES[name]}"
    library = loaded(
        tmp_path,
        {"posts/hostile.md": file, "pages/odd.md": file, "easy-read/hostile.md": text},
    )
    assert time.monotonic() - started < 3 * LONGEST
    assert lost_files(library, tmp_path / "content") == []
    assert errors(library.problems) or rendered(library)


def test_the_commands_end_with_a_status_and_no_traceback(tmp_path: Path) -> None:
    """All of it at once, through the real commands."""
    fronts = [data for data in FRONTS.values() if len(data) < 100_000]
    files: dict[str, str | bytes] = {f"posts/front-{n}.md": data for n, data in enumerate(fronts)}
    files |= {f"comments/front-{n}.yml": data for n, data in enumerate(fronts)}
    files |= {f"posts/body-{n}.md": post(body) for n, body in enumerate(BODIES.values())}
    files |= {"people/large.md": FRONTS["five megabytes"], "extra/binary": FRONTS["binary"]}
    content = write(tmp_path, files)
    checked = check(content, VALID / "settings.py")
    built = build(content, VALID / "settings.py", tmp_path / "output")
    assert (checked.returncode, built.returncode) == (1, 1)
    assert checked.stderr == ""
    assert "Traceback" not in checked.stdout + built.stdout + built.stderr
    assert not (tmp_path / "output").exists()


def test_bodies_that_are_only_odd_reach_the_site(tmp_path: Path) -> None:
    odd = ("one long line", "templates")
    content = write(
        tmp_path,
        {
            f"posts/body-{n}.md": post(BODIES[name], author="Jo, Trust")
            for n, name in enumerate(odd)
        },
    )
    built = build(content, VALID / "settings.py", tmp_path / "output")
    assert built.returncode == 0, built.stderr
    page = tmp_path / "output/posts/body-1/index.html"
    assert "{{ view }} {% include" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "posts/\udcff.md",
        "posts/a\nb.md",
        "media/\x07.jpg",
        "posts/" + "é" * 100 + ".md",
        "posts/ .md",
        "posts/.\x1b[31m.md",
        "psots/a\x1b.md",
        "\x1b/a.md",
        "posts/" + "\ufdfa" * 80 + ".md",
    ],
)
def test_no_file_name_is_too_much(name: str, tmp_path: Path) -> None:
    library = loaded(tmp_path, {name: post()})
    assert lost_files(library, tmp_path / "content") == []
    shown = [*map(str, library.problems), *(one.path for one in library.held_back)]
    assert [words for words in shown if not words.isprintable()] == []
    assert errors(library.problems) or rendered(library)


def test_links_between_folders_have_an_end(tmp_path: Path) -> None:
    content = write(tmp_path, {"posts/a.md": post()})
    (content / "posts/again").symlink_to(content, target_is_directory=True)
    (content / "media").mkdir()
    (content / "media/nothing.jpg").symlink_to("nowhere.jpg")
    library = loaded(tmp_path, {})
    assert len(library.posts) == 1
    assert [str(problem) for problem in library.problems] == [
        "content/media/nothing.jpg: The file cannot be read: it is a link to nothing."
        " Add the file, or delete the link.",
        "content/posts/again: This folder is a link to one that is read already. Delete the link.",
    ]


# What an editor's hand, a paste or a bad tool may make of a file.

WORD = re.compile(r"[^\W_]{4,}")
SPECIAL = [": ", " #", "#", "'", '"', "- ", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@"]
SPECIAL += ["`", "\t", "\u00a0", "“", "---", "...", "?", "~", "\\", ",", "<<", "\u2028", "0x1F"]
PLAIN_WORDS = st.from_regex(r"[a-z]{4,8}", fullmatch=True)
TYPED = st.lists(st.one_of(PLAIN_WORDS, st.sampled_from([*SPECIAL, " "])), max_size=6).map("".join)
KNOWN = [*keys_of(PostFields), "tags", "updated", "byline", "Last Updated"]
KEY = st.one_of(st.sampled_from(KNOWN), st.sampled_from(["auhtor", "colour", "tittle", "x y"]))


def read(data: str | bytes) -> Entry[PostFields]:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return read_entry("posts/a.md", raw, settings(), "content")


def told_of(entry: Entry[PostFields]) -> set[int]:
    return {problem.line for problem in entry.problems}


@given(st.lists(st.tuples(KEY, TYPED), max_size=8))
@example([("title", "once\u00a0again")])
@example([("title", 'a "quoted" word: and # more')])
@example([("topics", "alpha, beta"), ("topics", "gamma")])
def test_every_key_line_is_in_the_fields_or_in_a_problem(lines: list[tuple[str, str]]) -> None:
    typed = [f"{key}: {value}" for key, value in lines]
    entry = read("\n".join(["---", *typed, "---", "Words."]))
    kept = msgspec.json.encode(entry.fields).decode()
    lost = [
        (number, line)
        for number, (line, (_, value)) in enumerate(zip(typed, lines, strict=True), 2)
        if number not in told_of(entry) and not set(WORD.findall(value)) <= set(WORD.findall(kept))
    ]
    assert lost == [] or 0 in told_of(entry)


@given(st.lists(st.one_of(TYPED, st.builds("{}: {}".format, KEY, TYPED)), max_size=12))
@example(["title: A post", "  date: 2014", "- x", "", "words"])
@example(["title: |", "  alpha", " beta", "gamma"])
def test_no_line_of_a_front_matter_is_lost_in_silence(lines: list[str]) -> None:
    entry = read("\n".join(["---", *lines, "---", "Words."]))
    if entry.problems:
        return  # the editor is told, and where
    notes = [line for line in lines if line.lstrip().startswith("#")]
    typed = set(WORD.findall("\n".join(line for line in lines if line not in notes)))
    assert typed <= set(WORD.findall(" ".join(values_of(entry.source.values)) + entry.body.text))


@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 60))
def test_no_bytes_bring_a_traceback(junk: bytes, place: int, cut: int) -> None:
    whole = post("Some *words* and [a link](b.md).\n", topics="[a, b]").encode()
    entry = read(whole[:place] + junk + whole[place + cut :])
    assert entry.slug == "a"


@given(st.text(max_size=400))
@example("\x02\x03klzzwxh:0\x03")
@example("[a]: b\n[a][a][")
def test_no_body_brings_a_traceback(body: str) -> None:
    entry = read(f"---\n{KEYS}---\n{body}")
    assert "\x02" not in entry.body.html
    assert "<script" not in entry.body.html


@given(
    st.lists(
        st.one_of(PLAIN_WORDS, st.sampled_from([*"*_~`#>-+.1()!&\n\n\n ", "\n- ", "\n\n> "])),
        max_size=30,
    ).map("".join)
)
def test_no_word_of_a_body_is_lost_in_silence(body: str) -> None:
    entry = read(f"---\n{KEYS}---\n{body}")
    words = set(WORD.findall(re.sub(r"(?m)^[ >]*(`{3,}|~{3,}).*$", "", body)))
    shown = re.sub(r"<[^>]*>", "", entry.body.html) + entry.body.html
    assert [word for word in words if word not in shown] == [] or entry.problems


PIECES = ["![Two people](../media/x.svg)", "[a](../posts/a.md)", "# One", "- x", "> x", "| a |"]
PIECES += ["<figure>", "</figure>", "<img src=x>", '![x](../media/x.svg "A caption")', "***", "1."]
TEXT = st.lists(st.one_of(TYPED, st.sampled_from([*PIECES, "\n", "\n\n"])), max_size=12).map(
    "".join
)
FRONT = {
    "posts": KEYS,
    "pages": "title: A page\n",
    "easy-read": "title: A text\nof: a\n",
    "people": "name: Bo Barnes\n",
    "organisations": "name: A place\n",
    "series": "title: A series\n",
    "topics": "title: A topic\n",
}
STATES = ["published", "draft", "withdrawn"]


@settings_of_hypothesis(deadline=None)
@given(
    folder=st.sampled_from([*FRONT]),
    state=st.sampled_from(STATES),
    lines=st.lists(st.builds("{}: {}\n".format, KEY, TYPED), max_size=2).map("".join),
    body=TEXT,
    allow=st.booleans(),
    drafts=st.booleans(),
)
@example(
    folder="easy-read",
    state="published",
    lines="",
    body="Words without a picture.",
    allow=False,
    drafts=False,
)
def test_what_has_no_error_can_be_shown(
    folder: str, state: str, lines: str, body: str, *, allow: bool, drafts: bool
) -> None:
    front = FRONT[folder] + (f"status: {state}\n" if folder in {"posts", "pages"} else "")
    with TemporaryDirectory() as place:
        files = {
            "media/x.svg": "<svg/>",
            "posts/a.md": post(status=state),
            f"{folder}/hostile.md": f"---\n{front}{lines}---\n{body}",
        }
        names = "allow" if allow else "warn"
        library = loaded(Path(place), files, unregistered_names=names, drafts=drafts)
        assert lost_files(library, Path(place) / "content") == []
        assert errors(library.problems) or rendered(library)


def values_of(value: Value) -> Iterator[str]:
    """Every text inside a value, and the keys over them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from values_of(item)
    else:
        for key, item in value.items():
            yield key
            yield from values_of(item)


def lost_files(library: Library, content: Path) -> list[str]:
    """The files that are neither in the site, nor held back, nor in a problem."""
    kept: set[str] = {*library.by_path, *(asset.path for asset in library.assets)}
    kept |= {page.entry.path for page in library.easy_reads}
    kept |= {entry.path for entry in library.records.all()}
    shown = {one.slug for one in library.posts}
    kept |= {thread.path for slug, thread in library.archive.items() if slug in shown}
    kept |= {one.path for one in library.held_back}
    told = {problem.path.removeprefix(f"{content.name}/") for problem in library.problems}
    told |= {f"{path}/" for path in told}  # a folder, with all that it holds
    found = {path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()}
    lost = {visible(path) for path in found} - kept - told - AT_THE_ROOT
    return sorted(path for path in lost if not path.startswith(tuple(told)))
