"""The benchmark measures what it says: a sound publication, and a verification that can fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.model.loading import load
from plugins.model.settings import Settings
from tests.bench.__main__ import build
from tests.bench.corpus import TODAY, Corpus, write_corpus
from tests.bench.verification import missing


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return write_corpus(tmp_path_factory.mktemp("corpus"), 12)


@pytest.fixture(scope="module")
def site(corpus: Corpus) -> Path:
    site = corpus.content.parent / "built" / "site"
    build(corpus, site)
    return site


def test_a_corpus_has_no_problems(corpus: Corpus) -> None:
    settings = Settings(
        today=TODAY, default_page_author="Web team", page_author_roles=("Web team",)
    )
    library = load(corpus.content, settings)
    assert not library.problems
    assert len(library.posts) == 12
    assert len(library.records.people.entries) == 40
    assert len(library.records.organisations.entries) == 12


def test_a_corpus_of_one_seed_is_always_the_same(corpus: Corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path, 12)
    files = [path for path in corpus.content.rglob("*") if path.is_file()]
    assert files
    for file in files:
        other = tmp_path / "content" / file.relative_to(corpus.content)
        assert other.read_bytes() == file.read_bytes()


def test_the_texts_have_the_length_that_is_promised(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path, 300)
    texts = [(corpus.content / post.path).read_text(encoding="utf-8") for post in corpus.posts]
    lengths = [len(text.split("\n---\n", 1)[1].split()) for text in texts]
    assert min(lengths) >= 350
    assert max(lengths) <= 900
    assert 580 < sum(lengths) / len(lengths) < 620


@pytest.mark.slow
def test_a_whole_site_lacks_nothing(corpus: Corpus, site: Path) -> None:
    assert list(missing(site, corpus.posts)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("posts/{slug}/index.html", "/posts/{slug}/ is not there, or is another post's page."),
        ("posts/index.html", "/posts/{slug}/ is in no list of all posts."),
        ("people/{author}/index.html", "/posts/{slug}/ is not on the pages of {author}."),
    ],
)
def test_a_missing_post_is_found(corpus: Corpus, site: Path, place: str, told: str) -> None:
    post = corpus.posts[3]
    names = {"slug": post.slug, "author": post.authors[0]}
    page = site / place.format(**names)
    whole = page.read_text(encoding="utf-8")
    lost = f'<a href="[^"]*/posts/{post.slug}/"|<h1>.*</h1>|<title>.*</title>'
    try:
        page.write_text(re.sub(lost, "", whole), encoding="utf-8")
        assert told.format(**names) in list(missing(site, corpus.posts))
    finally:
        page.write_text(whole, encoding="utf-8")
