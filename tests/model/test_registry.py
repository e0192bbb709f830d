"""Records are found however a name is typed; what is near, unknown or allowed is told apart."""

from __future__ import annotations

import msgspec
import pytest

from plugins.model.entry import NO_SOURCE, Entry
from plugins.model.field import Spot
from plugins.model.problem import Problem
from plugins.model.registry import Named, Registry
from plugins.model.schema import PersonFields, TopicFields

RUTH = PersonFields(name="Ruth Farrant", sort_name="Farrant, Ruth", aliases=("rfarrant",))
INES = PersonFields(name="Inês O’Dell")


def entry(slug: str, fields: PersonFields) -> Entry[PersonFields]:
    return Entry(path=f"people/{slug}.md", kind="people", slug=slug, fields=fields)


def people(*, allow: bool = False) -> Registry[PersonFields]:
    found = [entry("ruth-farrant", RUTH), entry("ines-o-dell", INES)]
    return Registry("people", found, allow=allow)


@pytest.fixture
def spot() -> Spot:
    return Spot(NO_SOURCE, [])


@pytest.mark.parametrize(
    "name",
    ["ruth-farrant", "Ruth Farrant", "RUTH  FARRANT", "Farrant, Ruth", "RFarrant", "ruth_farrant"],
)
def test_a_record_is_found_by_slug_name_or_alias(name: str) -> None:
    found = people().find(name)
    assert found is not None
    assert found.slug == "ruth-farrant"


@pytest.mark.parametrize("name", ["", "Ruth", "Farrant", "Ruth Farant"])
def test_half_a_name_finds_nobody(name: str) -> None:
    assert people().find(name) is None


def test_a_near_name_is_an_error_that_asks_once_for_each_record(spot: Spot) -> None:
    assert people().meant_by("Ruth Farant", spot) is None
    assert words(spot) == [
        'error: There is no person called "Ruth Farant" on record. Did you mean "Ruth Farrant"?'
    ]


def test_a_name_near_none_is_a_warning_with_the_file_to_add(spot: Spot) -> None:
    assert people().meant_by("Tom Okonjo", spot) is None
    assert words(spot) == [
        'warning: There is no person called "Tom Okonjo" on record.'
        " To add one, make the file content/people/tom-okonjo.md with:\n---\nname: Tom Okonjo\n---"
    ]


def test_the_file_to_add_names_the_key_of_its_kind(spot: Spot) -> None:
    topics: Registry[TopicFields] = Registry("topics", [])
    topics.meant_by("Co-production", spot)
    assert "topics/co-production.md with:\n---\ntitle: Co-production\n---" in words(spot)[0]


def test_the_file_to_add_has_a_slug_in_words_and_the_name_of_the_content_folder(spot: Spot) -> None:
    registry: Registry[PersonFields] = Registry("people", [], root="letters")
    registry.meant_by("marged-ellis", spot)
    assert "letters/people/marged-ellis.md with:\n---\nname: Marged Ellis\n---" in words(spot)[0]


def test_names_that_two_records_claim_are_kept_as_clashes() -> None:
    other = entry("ruth-2", PersonFields(name="R. F.", aliases=("Ruth Farrant", "RFARRANT")))
    registry = Registry("people", [other, entry("ruth-farrant", RUTH)])
    assert [(name, one.slug, two.slug) for name, one, two in registry.clashes] == [
        ("Ruth Farrant", "ruth-farrant", "ruth-2"),
        ("rfarrant", "ruth-2", "ruth-farrant"),
    ]


def test_a_record_may_repeat_its_own_names() -> None:
    fields = PersonFields(name="Ann Example", sort_name="ann example", aliases=("Ann-Example",))
    assert Registry("people", [entry("ann-example", fields)]).clashes == []


class TestAllowed:
    """With UNREGISTERED_NAMES = "allow" a name without a record gets a page of its own."""

    def test_spellings_of_one_name_are_one(self, spot: Spot) -> None:
        registry = people(allow=True)
        first = registry.meant_by("Zoë O'Hara-Smith", spot)
        second = registry.meant_by("zoe ohara smith", spot)
        assert first == second == Named("Zoë O'Hara-Smith", "zoe-ohara-smith")
        assert spot.problems == []

    @pytest.mark.parametrize("name", ["山田 太郎", "Юлия Ким", "محمد"])
    def test_names_in_any_script_get_an_address(self, name: str, spot: Spot) -> None:
        named = people(allow=True).meant_by(name, spot)
        assert named is not None
        assert named.slug

    def test_two_names_with_one_address_are_an_error_that_names_both_files(self) -> None:
        registry: Registry[TopicFields] = Registry("topics", [], allow=True)
        problems: list[Problem] = []
        first, second = (
            Spot(msgspec.structs.replace(NO_SOURCE, path=f"content/{name}.md"), problems)
            for name in ("a", "b")
        )
        assert registry.meant_by("C", first) is not None
        assert registry.meant_by("C++", second) is None
        assert [(one.path, one.message) for one in problems] == [
            (
                "content/b.md",
                '"C++" can have no page: "C" in content/a.md has the address /topics/c/ already.',
            )
        ]

    @pytest.mark.parametrize("name", ["a" * 201, "ﷺ" * 20])
    def test_a_name_too_long_for_an_address_is_an_error(self, name: str, spot: Spot) -> None:
        assert people(allow=True).meant_by(name, spot) is None
        assert "can have no page: it is too long for an address." in words(spot)[0]

    def test_only_names_without_a_record_are_forgotten(self, spot: Spot) -> None:
        registry = people(allow=True)
        for name in ("Zoë O'Hara", "Bo Barnes"):
            registry.meant_by(name, spot)
        registry.keep_only({"bo-barnes"})
        assert list(registry.entries) == ["ines-o-dell", "ruth-farrant", "bo-barnes"]
        assert registry.find("zoe o'hara") is None
        assert registry.find("Farrant, Ruth") is not None

    def test_a_name_without_any_letter_is_an_error(self, spot: Spot) -> None:
        assert people(allow=True).meant_by("!!!", spot) is None
        assert "holds no letter and no digit" in words(spot)[0]


def words(spot: Spot) -> list[str]:
    return [f"{one.severity}: {one.message} {one.remedy}" for one in spot.problems]
