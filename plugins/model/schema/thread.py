"""The fields of the comments kept from an older site."""

from __future__ import annotations

from typing import Annotated

from plugins.model.field import Fields, Key
from plugins.model.schema.nested import (
    CommentFields,
    OriginFields,
    block_of,
)
from plugins.model.values import (
    list_of,
    record,
)


class ThreadFields(Fields, frozen=True, kw_only=True):
    """The comments kept from an older site for one post: comments/<post-slug>.yml."""

    origin: Annotated[
        OriginFields | None,
        Key(
            "Where they came from.",
            record(OriginFields),
            block_of(OriginFields),
            required=True,
        ),
    ] = None
    comments: Annotated[
        tuple[CommentFields, ...],
        Key(
            "In the order of the old page.",
            list_of(record(CommentFields)),
            block_of(CommentFields, in_list=True),
            required=True,
        ),
    ] = ()
