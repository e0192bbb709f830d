"""Random histories of a publication: nothing once published is ever lost or doubled.

An editor adds, renames, moves and deletes without a thought for old addresses, on one branch or
two, and then does what the problems say until there are none. (A withdrawn post stands: it is no
other case here.)
"""

from __future__ import annotations

import copy
import datetime
import re
from dataclasses import dataclass, field

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from plugins.model.problem import Problem
from plugins.model.published.ledger import Ledger, read_ledger, write_ledger
from plugins.model.published.ledger_check import compare
from plugins.model.published.old_address import (
    OldAddress,
    line_for_gone,
    line_for_move,
    read_old_addresses,
)
from plugins.model.published.standing import Outlook, Standing, settle, updated
from tests.model.published.test_ledger import merge

EARLY, PATH = datetime.date(2026, 1, 1), "content/old-addresses.txt"


def first_days(ledger: Ledger) -> dict[str, datetime.date]:
    """The day on which each address was first published."""
    by_day = sorted(ledger.lines, key=lambda line: line.day, reverse=True)
    return {line.address: line.day for line in by_day}


@dataclass
class Doc:
    """A post or a person's record as the editor knows it, whatever its file and slug are."""

    file: str
    slug: str
    kind: str = "posts"
    aliases: list[str] = field(default_factory=list)
    id: str = ""

    @property
    def address(self) -> str:
        return f"/{self.kind}/{self.slug}/"


@dataclass
class Branch:
    """What one branch holds, and what the test remembers of its publications.

    docs: by a number that no rename changes.
    ids: the feed ids under which each post was published; more than one only after a merge.
    owners: whose each published address was last.
    joined: the posts that were made one with another; a merge does not divide them again.
    """

    docs: dict[int, Doc] = field(default_factory=dict)
    old: list[str] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    ids: dict[int, set[str]] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)

    def now(self, authority: str) -> list[Standing]:
        return [
            Standing(
                address=doc.address,
                kind=doc.kind,
                file=doc.file,
                aliases=tuple(doc.aliases),
                id=doc.id or (f"tag:{authority}:{doc.slug}" if doc.kind == "posts" else ""),
                states_id=bool(doc.id),
            )
            for doc in self.docs.values()
        ]

    def said(self) -> dict[str, OldAddress]:
        found, problems = read_old_addresses("\n".join(self.old).encode(), PATH)
        assert problems == []
        return found


class Histories(RuleBasedStateMachine):
    """The steps that an editor may take."""

    def __init__(self) -> None:
        super().__init__()
        self.main, self.side = Branch(), None  # type: Branch, Branch | None
        self.base = Branch()
        self.made = 0
        self.day = EARLY
        self.authority = "x"
        self.used: dict[str, int] = {}  # whose each id is, on any branch

    def fresh(self) -> int:
        self.made += 1
        return self.made

    def branch(self, data: st.DataObject) -> Branch:
        return self.side if self.side and data.draw(st.booleans(), "side") else self.main

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        for _ in range(3):
            self.add(data)
        self.publish(data)

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        """Write a post; its file may have the name that another had before."""
        branch, number = self.branch(data), self.fresh()
        names = {doc.file for doc in branch.docs.values()}
        free = sorted({line.file for line in branch.ledger.lines if line.id} - names)
        free = [file for file in free if self.is_free(file, branch)]
        file = data.draw(st.sampled_from([f"posts/f{number}.md", *free]), "file")
        branch.docs[number] = Doc(file, f"s{number}")

    @rule(data=st.data())
    def add_a_person(self, data: st.DataObject) -> None:
        number = self.fresh()
        self.branch(data).docs[number] = Doc(f"people/f{number}.md", f"s{number}", "people")

    def is_free(self, file: str, branch: Branch) -> bool:
        """Whether a post in a file of this name would be another than that which was there."""
        return all(
            branch.owners[line.address] in branch.docs
            for line in branch.ledger.last.values()
            if line.file == file
        )

    @rule(data=st.data(), file=st.booleans(), slug=st.booleans())
    def rename(self, data: st.DataObject, file: bool, slug: bool) -> None:
        if doc := self.pick(data):
            doc.file = f"{doc.kind}/f{self.fresh()}.md" if file else doc.file
            doc.slug = f"s{self.fresh()}" if slug else doc.slug

    def pick(self, data: st.DataObject) -> Doc | None:
        docs = self.branch(data).docs
        return docs[data.draw(st.sampled_from(sorted(docs)), "post")] if docs else None

    @rule(data=st.data())
    def go_back_to_an_old_slug(self, data: st.DataObject) -> None:
        doc = self.pick(data)
        if doc and doc.aliases:
            doc.slug = doc.aliases[0].split("/")[2]

    @rule(data=st.data())
    def tidy_the_aliases_up(self, data: st.DataObject) -> None:
        if doc := self.pick(data):
            doc.aliases = []

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        branch = self.branch(data)
        if branch.docs:
            number = data.draw(st.sampled_from(sorted(branch.docs)), "post")
            del branch.docs[number]
            self.make_files_free(branch)

    def make_files_free(self, branch: Branch) -> None:
        """Give a post a new file where that of a deleted one makes it seem to be that one."""
        for number, doc in branch.docs.items():
            if number not in branch.ids and not self.is_free(doc.file, branch):
                doc.file = f"{doc.kind}/f{self.fresh()}.md"

    @rule(data=st.data())
    def make_one_of_two(self, data: st.DataObject) -> None:
        """Delete a post and lead its address to another that is published."""
        branch = self.branch(data)
        both = sorted(branch.docs.keys() & branch.ids.keys())
        if len(both) > 1:
            gone, kept = data.draw(st.permutations(both), "posts")[:2]
            branch.docs[kept].aliases.append(branch.docs.pop(gone).address)
            branch.joined.add(gone)
            self.make_files_free(branch)

    @rule()
    def move_the_site(self) -> None:
        self.authority = f"x{self.fresh()}"

    @rule(data=st.data())
    def cannot_give_an_old_address_to_a_new_post(self, data: st.DataObject) -> None:
        branch = self.branch(data)
        self.publish_branch(branch, data)
        posts = [address for address in sorted(branch.owners) if address.startswith("/posts/")]
        address = data.draw(st.sampled_from(posts), "address")
        careless = copy.deepcopy(branch)
        careless.docs[0] = Doc("posts/new.md", address.split("/")[2])
        assert self.problems(careless)

    @precondition(lambda self: self.side is None)
    @rule()
    def branch_off(self) -> None:
        self.base, self.side = copy.deepcopy(self.main), copy.deepcopy(self.main)

    @precondition(lambda self: self.side is not None)
    @rule(data=st.data())
    def merge_the_branches(self, data: st.DataObject) -> None:
        assert self.side
        ours, theirs, base = self.main, self.side, self.base
        docs: dict[int, Doc] = {}
        joined = ours.joined | theirs.joined
        for number in sorted((ours.docs.keys() | theirs.docs.keys()) - joined):
            one, other = ours.docs.get(number), theirs.docs.get(number)
            before = base.docs.get(number)
            if one == before or (other != before and data.draw(st.booleans(), "theirs")):
                one, other = other, one
            if one:
                docs[number] = one
        for number, doc in docs.items():  # git would stop at two files of one name
            if any(doc.file == other.file for n, other in docs.items() if n < number):
                doc.file = f"{doc.kind}/f{self.fresh()}.md"
        ledger, problems = read_ledger(merge(base.ledger, ours.ledger, theirs.ledger), "")
        assert problems == []
        assert {*ledger.lines} == {*ours.ledger.lines, *theirs.ledger.lines}
        ids = {
            number: ours.ids.get(number, set()) | theirs.ids.get(number, set())
            for number in ours.ids.keys() | theirs.ids.keys()
        }
        old = list(dict.fromkeys([*ours.old, *theirs.old]))
        for problem in reversed(read_old_addresses("\n".join(old).encode(), PATH)[1]):
            del old[problem.line - 1]
        owners = theirs.owners | ours.owners
        # Git asks about a file that one branch deleted and the other kept: it is not gone then.
        old = [line for line in old if " gone " not in line or owners[line.split()[0]] not in docs]
        self.main = Branch(docs, old, ledger, ids, owners, joined)
        self.side = None
        self.make_files_free(self.main)
        self.publish_branch(self.main, data)

    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        self.publish_branch(self.branch(data), data)

    def problems(self, branch: Branch) -> list[Problem]:
        return compare(self.outlook(branch), today=self.day)

    def outlook(self, branch: Branch) -> Outlook:
        now = tuple(branch.now(self.authority))
        return Outlook(ledger=branch.ledger, now=now, old=branch.said())

    def publish_branch(self, branch: Branch, data: st.DataObject) -> None:
        self.day += datetime.timedelta(1)
        self.mend_all(branch, data)
        now, old = branch.now(self.authority), branch.said()
        self.check_addresses(branch, now, old)
        ids = self.outlook(branch).ids
        self.check_ids(branch, ids)
        after = updated(branch.ledger, now, old, self.day)
        assert {*branch.ledger.lines} <= {*after.lines}
        days = first_days(branch.ledger)
        assert days.items() <= first_days(after).items()
        assert read_ledger(write_ledger(after), "") == (after, [])
        branch.ledger = after
        assert self.outlook(branch).ids == ids
        assert self.problems(branch) == []
        for number, doc in branch.docs.items():
            branch.owners[doc.address] = number
            for alias in doc.aliases:
                branch.owners.setdefault(alias, number)

    def check_addresses(
        self, branch: Branch, now: list[Standing], old: dict[str, OldAddress]
    ) -> None:
        """Every address that was ever published stands, leads to what stands, or is gone."""
        standing = {one.address for one in now}
        settled = settle(branch.ledger, now, old)
        assert len(standing) == len(now)
        assert {*settled.redirects.values()} <= standing
        assert not settled.redirects.keys() & standing
        assert branch.owners.keys() <= standing | settled.redirects.keys() | settled.gone.keys()

    def check_ids(self, branch: Branch, ids: dict[str, str]) -> None:
        """No two posts ever have one id, and each keeps that which it was published with."""
        assert len({*ids.values()}) == len(ids)
        for number, doc in branch.docs.items():
            if doc.kind != "posts":
                continue
            own = ids[doc.file]
            assert self.used.setdefault(own, number) == number
            assert own in branch.ids.setdefault(number, {own})
            branch.ids[number] = {own}

    def mend_all(self, branch: Branch, data: st.DataObject) -> None:
        for _ in range(20):
            problems = self.problems(branch)
            if not problems:
                return
            self.mend(min(problems, key=lambda one: one.field == "id"), branch, data)
        raise AssertionError(problems)

    def mend(self, problem: Problem, branch: Branch, data: st.DataObject) -> None:
        """Do what a problem says, as an editor would who knows which post is which."""
        by_file = {f"content/{doc.file}": doc for doc in branch.docs.values()}
        if problem.path == PATH:
            del branch.old[problem.line - 1]
        elif problem.field == "aliases":
            doc = by_file[problem.path]
            alias = problem.message.split('"')[1]
            doc.aliases = [other for other in doc.aliases if other != alias]
        elif gone := re.search(r"old-addresses.txt \(line (\d+)\)", problem.remedy):
            if branch.docs.get(branch.owners[branch.old[int(gone[1]) - 1].split()[0]]):
                del branch.old[int(gone[1]) - 1]
            else:
                by_file[problem.path].slug = f"s{self.fresh()}"
        elif problem.field == "id" or "is an old address" in problem.message:
            doc = by_file[problem.path]
            known = self.known(doc, branch)
            told = [id_ for id_ in known if f"id: {id_}" in problem.remedy]
            assert told, (problem, known, branch)
            doc.id = told[0]
        else:
            self.mend_lost(problem, branch, data)

    def mend_lost(self, problem: Problem, branch: Branch, data: st.DataObject) -> None:
        found = re.search(r"(/(?:posts|people)/s\d+/)[; ,]", problem.message)
        assert found, problem
        address = found[1]
        by_file = {f"content/{doc.file}": doc for doc in branch.docs.values()}
        doc = branch.docs.get(branch.owners[address])
        if (
            not doc and problem.field == "slug"
        ):  # a post may have stood where another did that was deleted
            doc = by_file[problem.path]
        if not doc:
            gone = line_for_gone(address, self.day)
            assert gone in problem.remedy
            branch.old.append(f"{gone} It went.")
        elif doc.kind == "posts" and data.draw(st.booleans(), "alias"):
            assert f"  - {address}" in problem.remedy
            doc.aliases.append(address)
        else:
            assert f"{address} -> /" in problem.remedy or doc.kind == "posts"
            branch.old.append(line_for_move(address, doc.address))

    def known(self, doc: Doc, branch: Branch) -> set[str]:
        """The ids under which a post was published."""
        return next(branch.ids[number] for number, one in branch.docs.items() if one is doc)


Histories.TestCase.settings = settings(max_examples=50, stateful_step_count=25)
TestHistories = pytest.mark.slow(Histories.TestCase)
