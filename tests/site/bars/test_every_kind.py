"""The pages that the other tests look at are of every kind that there is."""

from __future__ import annotations

import pytest

from tests.running import ROOT
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.slow  # the site has to be published first
PARENTS = {"base"}  # what templates of pages extend, and no page is made with


def test_the_valid_site_has_a_page_of_each_template(published: Published) -> None:
    templates = {path.stem for path in (ROOT / "theme/templates").glob("*.html")} - PARENTS
    assert templates - set(published.templates.values()) == set()


def test_it_is_known_what_made_each_page(published: Published) -> None:
    assert set(published.addresses) - set(published.templates) == set()


def test_each_template_is_among_the_pages_looked_at(published: Published) -> None:
    every = set(published.templates.values())
    assert {published.templates[address] for address in published.chosen} == every
    assert {published.templates[address] for address in published.one_of_each} == every
    assert len(published.one_of_each) == len(every)
