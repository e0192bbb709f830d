"""What an editor, a developer or the calendar may do to a publication, one thing at a time."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.model.comments.identity import file_of_thread
from plugins.model.comments.thread import Gap, Said, read_thread
from plugins.model.file_name import DISCUSSION, STATEMENT
from plugins.model.published.ledger import Ledger, read_ledger, write_ledger
from plugins.model.published.standing import updated
from plugins.publication import open_publication
from tests.incremental.choices import (
    AUTHORS,
    COMMENT_DAYS,
    DAYS,
    KEYS,
    RECORD_KEYS,
    SETTINGS,
    TITLES,
    TODAYS,
)
from tests.incremental.world import World, same_stamp
from tests.photographs import photograph
from tests.running import VALID
from tests.talking import keep, said, thread

Edit = Callable[[World, random.Random], str]


def set_a_key(world: World, chance: random.Random) -> str:
    return _set(world, chance, "posts/**/*.md", KEYS)


def set_a_record_key(world: World, chance: random.Random) -> str:
    folder = chance.choice(sorted(RECORD_KEYS))
    return _set(world, chance, f"{folder}/*.md", RECORD_KEYS[folder])


def _set(world: World, chance: random.Random, pattern: str, keys: dict[str, Sequence[str]]) -> str:
    path = chance.choice(world.files(pattern) or world.files("posts/**/*.md"))
    key = chance.choice(sorted(keys))
    value = chance.choice(keys[key])
    world.set_key(path, key, value)
    return f"{path}: {key}: {value}"


def change_a_text(world: World, chance: random.Random) -> str:
    path = chance.choice(world.files("**/*.md"))
    words = chance.choice(
        [
            "Another line.",
            "## Another heading",
            "See [all](/posts/) and [the kitchen](/posts/the-kitchen/#the-smell).",
            "See [Ada](/people/ada-quell/) or [About](/about/).",
            "![A chair](/media/chair.svg)",
            "![A bench](/media/towpath.jpg)",
            "![The Mill](/media/mill.png 'The Mill')",
            '<iframe src="https://frames.example/a" title="A frame"></iframe>',
            "A note[^n].\n\n[^n]: Here.",
            "[Nothing](/nowhere/)",
            "word " * 300,
        ]
    )
    world.write(path, f"{world.text(path)}\n{words}\n")
    return f"{path}: + {words!r}"


def add_a_post(world: World, chance: random.Random) -> str:
    path = f"posts/{chance.randint(2012, 2027)}/new-{chance.randint(1, 5)}.md"
    author = chance.choice(AUTHORS[:5])
    day = chance.choice(DAYS)
    lines = f"title: {chance.choice(TITLES)!r}\ndate: {day}\nauthor: {author}\n"
    world.write(path, f"---\n{lines}topics: [listening]\n---\nNew words.\n")
    return f"{path}: new, by {author} on {day}"


def add_a_record(world: World, chance: random.Random) -> str:
    path, text = chance.choice(
        [
            ("people/pat-guest.md", "name: Pat Guest\naffiliations: [Lantern House]\n"),
            ("organisations/nowhere.md", "name: Nowhere Known\n"),
            ("topics/hearing.md", "title: Deep hearing\nbroader: listening\n"),
            ("topics/cooking.md", "title: Cooking\n"),
            ("series/new-series.md", "title: New series\n"),
            ("pages/new-page.md", "title: New page\nmenu: 2\n"),
            ("pages/extra-page.md", "title: Extra page\n"),
            ("easy-read/kitchen.md", "title: Kitchen\nof: the-kitchen\n"),
            ("easy-read/about.md", "title: About\nof: about\n"),
        ]
    )
    world.write(path, f"---\n{text}---\nWords of {path}.\n")
    return f"{path}: new"


def delete_a_file(world: World, chance: random.Random) -> str:
    folder = chance.choice(["posts/**", "people", "topics", "series", "pages", "easy-read", "*"])
    path = chance.choice(world.files(f"{folder}/*.*") or world.files("**/*.md"))
    world.delete(path)
    return f"{path}: deleted"


def rename_a_file(world: World, chance: random.Random) -> str:
    path = chance.choice(world.files("**/*.*"))
    folder, _, name = path.rpartition("/")
    to = f"{folder}/{chance.choice(['renamed-', '2013-01-01-', ''])}{name}"
    if to == path and folder.startswith("posts/"):
        to = f"posts/{chance.randint(2012, 2020)}/{name}"
    world.rename(path, to)
    return f"{path} -> {to}"


def swap_two_files(world: World, chance: random.Random) -> str:
    folder = chance.choice(["posts/**", "people", "pages", "topics", "media"])
    one, other = (
        chance.choice(world.files(f"{folder}/*.*") or ["known-problems.yml"]) for _ in "ab"
    )
    texts = [(world.content / path).read_bytes() for path in (one, other)]
    world.write(one, texts[1])
    world.write(other, texts[0])
    return f"{one} <-> {other}"


def change_comments(world: World, chance: random.Random) -> str:
    path = f"comments/{chance.choice(world.slugs('posts/**/*.md'))}.yml"
    if (world.content / path).is_file() and chance.random() < 0.3:
        world.delete(path)
        return f"{path}: deleted"
    number = chance.randint(10, 99)
    head = "origin:\n  site: old.example\ncomments:\n"
    before = world.text(path) if (world.content / path).is_file() else head
    said = f"  - id: {number}\n    name: Pat\n    date: 2013-01-01\n    text: Said {number}.\n"
    gone = "    removed:\n      date: 2014-01-01\n" if chance.random() < 0.3 else ""
    world.write(path, before + said + gone)
    return f"{path}: comment {number}{' (removed)' if gone else ''}"


def change_the_snapshot(world: World, chance: random.Random) -> str:
    """What was said at the comment service: a comment more, a file that is gone or cut short."""
    files = sorted(world.snapshot.glob("*.json"))
    if files and chance.random() < 0.1:
        shutil.rmtree(world.snapshot)
        return "snapshot: gone"
    if files and chance.random() < 0.4:
        file = chance.choice(files)
        how = chance.choice(["deleted", "cut short", "touched", "twice"])
        if how == "deleted":
            file.unlink()
        elif how == "touched":
            os.utime(file)
        else:
            data = file.read_bytes()
            other = file if how == "cut short" else file.with_name("other.json")
            other.write_bytes(data[:-9] if how == "cut short" else data)
        return f"snapshot: {file.name} {how}"
    slug = chance.choice(["the-gate", *world.slugs("posts/**/*.md")])
    of = chance.choice(["/sub", "/sub", ""]) + f"/posts/{slug}/"
    number = chance.randint(1, 9)
    removed = chance.choice([None, None, Gap(), Gap(reason="It was rude.")])
    new = said(
        f"{number}",
        f"{chance.choice(COMMENT_DAYS)}T23:30:0{number}Z",
        name=chance.choice(["Ada", "", "<b>Pat</b>"]),
        text="" if removed else f"<p>Said <i>{chance.randint(1, 99)}</i>.</p>",
        to=chance.choice(["", f"{chance.randint(1, 9)}"]),
        removed=removed,
    )
    service = chance.choice(["isso", "giscus"])
    file = world.snapshot / file_of_thread(of, service)
    before = _comments_in(file)
    kept = tuple(one for one in before if one.id != new.id)
    keep(world.snapshot, thread(*kept, new, of=of, service=service))
    return f"snapshot: {of} {new}"


def _comments_in(file: Path) -> Sequence[Said]:
    try:
        return read_thread(file.read_bytes()).comments
    except (OSError, ValueError):
        return ()


def change_the_rules(world: World, chance: random.Random) -> str:
    """What is told wherever readers may comment, and whether they may just now."""
    if (world.content / DISCUSSION).is_file() and chance.random() < 0.3:
        world.delete(DISCUSSION)
        return f"{DISCUSSION}: deleted"
    lines = chance.sample(
        [
            "house_rules: rules\n",
            "house_rules: no-rules\n",
            "at_risk: Call 999.\n",
            "other_ways: [By post., By telephone.]\n",
        ],
        chance.randint(0, 2),
    )
    first, last = chance.choice(COMMENT_DAYS), chance.choice(COMMENT_DAYS)
    if chance.random() < 0.5:
        lines.append(f"pause: {{from: {first}, until: {last}, reason: An election.}}\n")
    world.write(DISCUSSION, f"moderation: Daily.\nreport: Write.\n{''.join(lines)}")
    return f"{DISCUSSION}: {lines}"


def forget_comments(world: World, chance: random.Random) -> str:
    every = [f"{service} {number}" for service in ("isso", "giscus") for number in range(1, 10)]
    every += [f"archive {slug}/1" for slug in world.slugs("comments/*.yml")]
    lines = [f"{one} {chance.choice(COMMENT_DAYS)}\n" for one in chance.sample(every, 5)]
    world.write("forgotten-comments.txt", "".join(lines[: chance.randint(0, 5)]))
    return f"forgotten-comments.txt: {lines}"


def change_a_picture(world: World, chance: random.Random) -> str:
    path = chance.choice(world.files("media/*") or world.files("**/*.svg"))
    file = world.content / path
    data = file.read_bytes()
    if not data or chance.random() < 0.3:
        more = chance.choice([1, 5000])
        file.write_bytes(data + b"\n" * more)
        return f"{path}: {more} bytes more"
    place = chance.randrange(len(data))
    same_stamp(file, data[:place] + bytes([chance.choice(b"1234")]) + data[place + 1 :])
    return f"{path}: other bytes, time set back"


def change_a_photograph(world: World, chance: random.Random) -> str:
    """One that is shown, or that is not there yet; also to what nobody can read."""
    path = chance.choice(
        [*world.files("media/*.jpg"), *world.files("media/*.png"), "media/new.jpg"]
    )
    if (world.content / path).is_file() and chance.random() < 0.15:
        world.delete(path)
        return f"{path}: deleted"
    if chance.random() < 0.15:
        world.write(path, (world.content / "media/towpath.jpg").read_bytes()[:4000])
        return f"{path}: cut short"
    side, held = chance.randint(20, 60), chance.randint(1, 8)
    world.write(path, photograph(side * 8, side * 5, held))
    return f"{path}: {side * 8} x {side * 5}, held {held}"


def change_the_statement(world: World, chance: random.Random) -> str:
    """Of how accessible the site is: its days, what it says, or whether there is one."""
    if (world.content / STATEMENT).is_file() and chance.random() < 0.2:
        world.delete(STATEMENT)
        return f"{STATEMENT}: deleted"
    before = (VALID / "content" / STATEMENT).read_text(encoding="utf-8")
    old, new = chance.choice(
        [
            ("Nothing is signed", "Little is signed"),
            ("by: 2020-06-30", "by: 2026-11-21"),
            ("date: 2026-10-05", "date: 2011-01-01"),
            ("post: Lantern House, Row 1", "post: Mill Lane"),
            ("review_by: 2020-12-31", "review_by: 2026-11-21"),
            ("meets: most", "meets: little"),
            ("meets: most", "meets: all"),
            ("meets: most", "meets: some"),  # which is no word for it
            ("", ""),
        ]
    )
    world.write(STATEMENT, before.replace(old, new, 1))
    return f"{STATEMENT}: {new or 'as at first'}"


def change_a_text_and_set_its_time_back(world: World, chance: random.Random) -> str:
    path = chance.choice(world.files("**/*.md"))
    file = world.content / path
    before, mark, rest = file.read_bytes().rpartition(b"e")
    same_stamp(file, before + chance.choice([b"a", b"o"]) + rest if mark else rest)
    return f"{path}: another letter, time set back"


def add_or_delete_a_plain_file(world: World, chance: random.Random) -> str:
    path = chance.choice(
        [
            "media/new.svg",
            "media/sub/new.txt",
            "extra/about",  # a file where a page had a folder
            "extra/posts",
            "extra/old/one",
            "extra/notes/a.txt",
            "extra/.well-known/security.txt",
            "extra/robots.txt",
            "posts/2012/beside.svg",
        ]
    )
    if (world.content / path).is_file():
        world.delete(path)
        return f"{path}: deleted"
    world.write(path, f'<svg xmlns="http://www.w3.org/2000/svg">{chance.randint(1, 9)}</svg>')
    return f"{path}: new"


def put_a_file_where_a_page_is(world: World, chance: random.Random) -> str:
    """Or a page where a file is: its folder gives way, in the output, to a file of that name."""
    if (world.content / "extra/rules").is_file():
        world.delete("extra/rules")
        world.write("pages/rules.md", "---\ntitle: House rules\n---\nBe kind again.\n")
        return "extra/rules: a page again"
    for path in world.files("pages/rules.md"):
        world.delete(path)
    world.set_key("posts/2012/the-gate.md", "lang", "")
    text = world.text("posts/2012/the-gate.md").replace("{filename}/pages/rules.md", "/posts/")
    world.write("posts/2012/the-gate.md", text)
    world.write("extra/rules", "Be kind.")
    return "extra/rules: a file where a page was"


def change_the_theme(world: World, chance: random.Random) -> str:
    path = chance.choice(
        [
            "templates/components/post_card.html",
            "templates/components/byline.html",
            "templates/partials/footer.html",
            "templates/post.html",
            "templates/redirect.html",
            "static/css/site.css",
            "static/css/tokens.css",
            "static/icon.svg",
            "static/new.svg",
        ]
    )
    file = world.theme / path
    if path.endswith("new.svg") and file.is_file():
        file.unlink()
        return f"theme/{path}: deleted"
    words = {".html": "<p>{}</p>\n", ".css": "p {{ margin: {}px }}\n", ".svg": "<!-- {} -->\n"}
    before = file.read_text(encoding="utf-8") if file.is_file() else "<svg/>"
    after = before + words[file.suffix].format(chance.randint(1, 9))
    if file.name == "tokens.css":  # a colour, of which more than the stylesheet is made
        tone = f"light-dark(#{chance.randint(0, 0xFFFFFF):06x},"
        after = re.sub(r"light-dark\(#\w+,", tone, before, count=chance.randint(1, 9))
    if file.name == "post_card.html":  # inside of the macro
        after = before.replace("{% endmacro", f"<!-- {chance.randint(1, 9)} -->{{% endmacro")
    file.write_text(after, encoding="utf-8")
    return f"theme/{path}: changed"


def change_a_setting(world: World, chance: random.Random) -> str:
    name = chance.choice(sorted(SETTINGS))
    value = chance.choice(SETTINGS[name])
    world.set(name, value)
    return f"{name} = {value!r}"


def change_the_day(world: World, chance: random.Random) -> str:
    world.set("TODAY", day := chance.choice(TODAYS))
    return f"TODAY = {day}"


def show_drafts_or_not(world: World, chance: random.Random) -> str:
    world.drafts = not world.drafts
    return f"drafts: {world.drafts}"


def change_old_addresses(world: World, chance: random.Random) -> str:
    lines = chance.sample(
        [
            "/old/one/ -> /posts/the-gate/",
            "/old/two.html -> /about/",
            "/old/three/ gone 2020-01-01 It was wrong.",
            "/old/four/ -> /nowhere/",
            "/old/five/ -> /old/one/",
        ],
        chance.randint(0, 3),
    )
    world.write("old-addresses.txt", "".join(f"{line}\n" for line in lines))
    return f"old-addresses.txt: {lines}"


def write_the_ledger(world: World, chance: random.Random) -> str:
    """As `make publish` does."""
    file = world.content / "published.json"
    publication = open_publication(
        world.settings_file, world.content, world.output, drafts=world.drafts
    )
    library, _ = publication.load()
    known = read_ledger(file.read_bytes(), "")[0] if file.is_file() else Ledger()
    presence = library.presence
    ledger = updated(known, presence.now, presence.old, library.settings.today)
    world.write("published.json", write_ledger(ledger))
    return "published.json: written"


def touch_all_files(world: World, chance: random.Random) -> str:
    """Nothing is changed, and all looks so."""
    when = chance.choice([None, (1_000_000_000, 1_000_000_000)])
    for file in sorted(world.content.rglob("*")):
        if file.is_file():
            os.utime(file, times=when)
    return f"all files touched ({when})"


def do_nothing(world: World, chance: random.Random) -> str:
    return "nothing"


NO_EDITS = (do_nothing, touch_all_files)
EDITS: Sequence[Edit] = (
    *(set_a_key,) * 6,
    *(set_a_record_key,) * 4,
    *(change_a_text,) * 4,
    *(add_a_post,) * 2,
    add_a_record,
    *(delete_a_file,) * 2,
    *(rename_a_file,) * 2,
    swap_two_files,
    change_comments,
    *(change_the_snapshot,) * 4,
    change_the_rules,
    forget_comments,
    change_a_picture,
    change_the_statement,
    change_a_text_and_set_its_time_back,
    add_or_delete_a_plain_file,
    put_a_file_where_a_page_is,
    *(change_a_photograph,) * 2,
    *(change_the_theme,) * 2,
    *(change_a_setting,) * 3,
    *(change_the_day,) * 2,
    show_drafts_or_not,
    change_old_addresses,
    write_the_ledger,
    *NO_EDITS,
)
