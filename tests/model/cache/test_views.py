"""What is kept of views: it comes back as it was."""

from __future__ import annotations

import msgspec
import pytest

from plugins.model.settings import Settings
from plugins.model.view import parts

STRUCTS: list[type[msgspec.Struct]] = [
    Settings,
    *(
        one
        for one in vars(parts).values()
        if isinstance(one, type) and issubclass(one, msgspec.Struct)
    ),
]


def test_there_are_floats() -> None:
    assert {Settings, parts.Form} <= {
        struct
        for struct in STRUCTS
        if any(field.type is float for field in msgspec.structs.fields(struct))
    }


@pytest.mark.parametrize("struct", STRUCTS)
def test_the_default_of_a_float_is_one(struct: type[msgspec.Struct]) -> None:
    """A view that was kept comes back as declared: its page would say 10.0, and a new one 10."""
    for field in msgspec.structs.fields(struct):
        if field.type is float:
            assert type(field.default) is float, field.name
