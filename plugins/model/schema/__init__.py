"""The fields of each kind of content, declared once: checks, guide and blocks to copy follow."""

from plugins.model.field import Fields
from plugins.model.schema.page import EasyReadFields, PageFields
from plugins.model.schema.post import KINDS, NEEDS_AUTHOR, PostFields
from plugins.model.schema.record import (
    OrganisationFields,
    PersonFields,
    SeriesFields,
    TopicFields,
)
from plugins.model.schema.thread import ThreadFields

__all__ = [
    "FOLDERS",
    "KINDS",
    "NEEDS_AUTHOR",
    "EasyReadFields",
    "OrganisationFields",
    "PageFields",
    "PersonFields",
    "PostFields",
    "SeriesFields",
    "ThreadFields",
    "TopicFields",
]

FOLDERS: dict[str, type[Fields]] = {
    "posts": PostFields,
    "pages": PageFields,
    "people": PersonFields,
    "organisations": OrganisationFields,
    "series": SeriesFields,
    "topics": TopicFields,
    "easy-read": EasyReadFields,
    "comments": ThreadFields,
}
