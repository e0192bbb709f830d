"""The fields of what is said wherever readers may comment: rules, ways, and a pause."""

from __future__ import annotations

from typing import Annotated

from plugins.model.day import Day
from plugins.model.field import Fields, Key, Spot, is_absent
from plugins.model.schema.nested import block_of
from plugins.model.values import DAY, TEXT, list_of, record, text_of


class PauseFields(Fields, frozen=True, kw_only=True):
    """A time in which nobody can comment anywhere: before an election, say."""

    from_: Annotated[
        Day | None, Key("The first day without comments.", DAY, "2027-04-20", required=True)
    ] = None
    until: Annotated[
        Day | None,
        Key("The last one. Left out: until you take the pause out.", DAY, "2027-05-06"),
    ] = None
    reason: Annotated[
        str,
        Key("Why, in a sentence.", TEXT, "Why, in a sentence.", required=True, placeholder=True),
    ] = ""

    def check(self, spot: Spot) -> None:
        """A pause is of whole days, and does not end before it begins."""
        for key, day in {"from": self.from_, "until": self.until}.items():
            if day and day.time:
                spot.at(key).warn(
                    f"A pause is of whole days: {day.time} is not kept, and all of {day.date} is"
                    " in it.",
                    f"Write the day alone: {day.date}",
                )
        if self.from_ and self.until and self.until.date < self.from_.date:
            spot.at("until").error(
                f"The last day ({self.until.date}) is before the first ({self.from_.date}).",
                'Put the earlier day under "from".',
            )


class DiscussionFields(Fields, frozen=True, kw_only=True):
    """What readers are told wherever they may comment: discussion.yml."""

    house_rules: Annotated[
        str,
        Key(
            "The page that says how people talk here.", text_of("the slug of a page"), "house-rules"
        ),
    ] = ""
    moderation: Annotated[
        str,
        Key(
            "When comments are read, and by whom.",
            TEXT,
            "When comments are read, and by whom.",
            required=True,
            placeholder=True,
        ),
    ] = ""
    report: Annotated[
        str,
        Key(
            "How to tell you of a comment that does harm.",
            TEXT,
            "How to tell us of a comment that does harm.",
            required=True,
            placeholder=True,
        ),
    ] = ""
    at_risk: Annotated[
        str,
        Key(
            "Where to turn when somebody may be at risk.",
            TEXT,
            "Where to turn when somebody may be at risk.",
            placeholder=True,
        ),
    ] = ""
    other_ways: Annotated[
        tuple[str, ...],
        Key(
            "Other ways to reply, each a sentence: by post, by telephone.",
            list_of(TEXT),
            "\n  - How to reply by post or telephone.",
            placeholder=True,
        ),
    ] = ()
    pause: Annotated[
        PauseFields | None,
        Key(
            "A time in which nobody can comment; what is written in it is not shown.",
            record(PauseFields),
            block_of(PauseFields),
        ),
    ] = None

    def check(self, spot: Spot) -> None:
        """A pause that is begun and says nothing is none."""
        here = spot.at("pause")
        if self.pause is None and here.typed is not None and is_absent(here.typed):
            here.warn(
                "Nothing stands under this key, so there is no pause.",
                'Write "from" and "reason" under it, or take it out.',
            )
