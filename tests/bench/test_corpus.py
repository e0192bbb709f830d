"""The publication is sound, always the same, and as long as is said; edits change what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.loading import load
from plugins.model.settings import Settings
from tests.bench.corpus import TODAY, Publication, affiliation, make_publication
from tests.bench.edits import STEPS, edited
from tests.bench.tools.practice_press import practice_press
from tests.bench.tools.tool import addressed, write_post


@pytest.fixture(scope="module")
def publication() -> Publication:
    return make_publication(12)


def test_the_content_has_no_problems(publication: Publication, tmp_path: Path) -> None:
    ours = practice_press("here")
    ours.scaffold(publication, tmp_path)
    for post in publication.posts:
        write_post(ours, tmp_path, post, publication)
    for change in filter(None, (edited(step, publication.posts, 0) for step in STEPS)):
        write_post(ours, tmp_path, change, publication)
    settings = Settings(
        today=TODAY, default_page_author="Web team", page_author_roles=("Web team",)
    )
    library = load(tmp_path / "content", settings)
    assert not library.problems
    assert len(library.posts) == 13
    assert len(library.records.people.entries) == 40
    assert len(library.records.organisations.entries) == 12


def test_one_seed_makes_the_same_again(publication: Publication) -> None:
    assert make_publication(12) == publication
    assert make_publication(12, seed=1) != publication


def test_the_texts_have_the_length_that_is_promised() -> None:
    lengths = [len(post.body.split()) for post in make_publication(300).posts]
    assert min(lengths) >= 350
    assert max(lengths) <= 900
    assert 580 < sum(lengths) / len(lengths) < 620


def test_a_proof_stands_in_one_post_alone(publication: Publication) -> None:
    for post in publication.posts:
        holders = [other for other in publication.posts if post.proof in other.body]
        assert holders == [post]


def test_the_organisation_is_that_of_the_day(publication: Publication) -> None:
    for post in publication.posts:
        served = [publication.served[author] for author in post.authors]
        assert post.organisations == tuple(affiliation(two, post.day) for two in served)


def test_peers_get_final_addresses(publication: Publication) -> None:
    bodies = [addressed(post.body) for post in publication.posts]
    assert not any("](../" in body or ".md)" in body for body in bodies)
    assert all("](/posts/" in body for body in bodies)
    assert any("](/media/drawing-1.svg)" in body for body in bodies)


def test_a_body_edit_changes_one_sentence(publication: Publication) -> None:
    post = edited("body", publication.posts, 0)
    assert post
    before = next(other for other in publication.posts if other.path == post.path)
    assert post.proof in post.body
    assert post.body.replace(post.proof, before.proof) == before.body
    assert post._replace(body=before.body, proof=before.proof) == before


def test_a_title_edit_changes_the_title_alone(publication: Publication) -> None:
    post, before = edited("title", publication.posts, 0), publication.posts[-1]
    assert post
    assert post.title != before.title
    assert post._replace(title=before.title) == before


def test_a_new_post_has_a_file_and_an_address_of_its_own(publication: Publication) -> None:
    post = edited("new", publication.posts, 0)
    assert post
    assert post.path not in {other.path for other in publication.posts}
    assert post.slug not in {other.slug for other in publication.posts}


def test_nothing_changes_before_a_cold_build_and_the_last(publication: Publication) -> None:
    assert edited("cold", publication.posts, 0) is edited("same", publication.posts, 0) is None


@pytest.mark.parametrize("step", ["body", "title", "new"])
def test_each_round_edits_another_post(publication: Publication, step: str) -> None:
    edits = [edited(step, publication.posts, run) for run in range(3)]
    assert len({post.path for post in edits if post}) == 3
