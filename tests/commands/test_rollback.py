"""`make rollback`: an earlier release is shown again, and nothing is copied or lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.releasing import (
    deploy,
    done,
    make_site,
    page,
    refused,
    releases,
    roll_back,
    run,
    shown,
    typed,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A target with three releases, whose page says their number."""
    target = tmp_path / "srv" / "site"
    put(target, "1", "2", "3")
    return target


def put(target: Path, *texts: str) -> None:
    for text in texts:
        site = make_site(target.parents[1], tea=text)
        done(deploy(site, target))


@pytest.mark.slow
def test_back_and_further_back(target: Path) -> None:
    names = releases(target)
    said = done(roll_back(target))
    assert page(target, "tea") == "2"
    assert f"{names[2]}  made 20" in said
    assert "UTC  <- shown now" in said
    assert said.endswith(f"{target} now shows release {names[1]}.\n")
    done(roll_back(target))
    assert page(target, "tea") == "1"
    message = refused(roll_back(target))
    assert f"Nothing was shown on {target} before {names[0]}, so there is nothing" in message
    assert "Choose one of the list with TO=name." in message
    assert page(target, "tea") == "1"
    assert releases(target) == names


@pytest.mark.slow
def test_deploy_after_a_rollback_goes_back_to_what_was_shown(target: Path) -> None:
    done(roll_back(target))
    put(target, "4")
    assert page(target, "tea") == "4"
    done(roll_back(target))
    assert page(target, "tea") == "2"  # and not the third, which was taken back


@pytest.mark.slow
def test_five_are_kept_and_what_was_shown_before_is_one(target: Path) -> None:
    put(target, "4", "5")
    done(roll_back(target, "--to", releases(target)[0]))
    put(target, "6")
    assert [name.rpartition("-")[2] for name in releases(target)] == ["1", "3", "4", "5", "6"]
    done(roll_back(target))
    assert page(target, "tea") == "1"


@pytest.mark.slow
def test_to_a_release_by_name(target: Path) -> None:
    names = releases(target)
    done(roll_back(target, "--to", names[0]))
    assert shown(target) == names[0]
    assert "nothing to do" in done(roll_back(target, "--to", names[0]))
    done(roll_back(target, "--to", names[2]))
    assert page(target, "tea") == "3"
    assert "There is no release" in refused(roll_back(target, "--to", "../../etc"))
    assert shown(target) == names[2]


@pytest.mark.slow
def test_it_asks_first(target: Path) -> None:
    before = shown(target)
    asked = run(typed("rollback", str(target)))
    assert "YES=1" in refused(asked)
    assert f"{before}  made" in asked.stdout
    assert shown(target) == before


def test_right_after_the_first_release(tmp_path: Path) -> None:
    target = tmp_path / "srv" / "site"
    put(target, "1")
    message = refused(roll_back(target))
    first = shown(target)
    assert (
        message
        == f"Nothing was shown on {target} before {first}, so there is nothing to go back to.\n"
    )


@pytest.mark.slow
def test_what_was_shown_before_and_is_deleted(target: Path) -> None:
    shutil.rmtree(target / "releases" / releases(target)[1])
    assert "showed before is not kept. Choose one" in refused(roll_back(target))


def test_where_nothing_was_put(tmp_path: Path) -> None:
    assert "There is no release in" in refused(roll_back(tmp_path / "srv"))
    assert not (tmp_path / "srv").exists()


@pytest.mark.slow
def test_a_release_older_than_an_erasure_is_warned_of(target: Path, tmp_path: Path) -> None:
    """It may show the words of somebody who asked for them to be taken out."""
    content = tmp_path / "content"
    content.mkdir()
    for line, is_warned_of in (
        ("isso 1 2020-01-01T00:00:00Z", False),
        ("isso 1 2999-01-01T00:00:00Z", True),
    ):
        (content / "forgotten-comments.txt").write_text(f"{line}\n", "utf-8")
        said = done(roll_back(target, "--content", str(content)))
        assert ("readers may see erased words again" in said) is is_warned_of
