"""The fields of each kind of content, declared once: checks, guide and blocks to copy follow."""

from plugins.model.field import Fields
from plugins.model.schema.accessibility import AccessibilityFields
from plugins.model.schema.discussion import DiscussionFields
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
    "FIELDS_OF",
    "FOLDERS",
    "KINDS",
    "NEEDS_AUTHOR",
    "AccessibilityFields",
    "DiscussionFields",
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
# By the kind of content: its folder, or its one file's name without the ending.
FIELDS_OF: dict[str, type[Fields]] = FOLDERS | {
    "accessibility": AccessibilityFields,
    "discussion": DiscussionFields,
}
