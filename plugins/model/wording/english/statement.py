"""What the accessibility statement says in English."""

from __future__ import annotations

from plugins.model.wording.statement_words import StatementWords

STATEMENT = StatementWords(
    aim="This site should meet {standard}.",
    meets={
        "all": "As far as we know, it meets all of that.",
        "most": "It meets most of that. What does not work yet stands below.",
        "little": "It meets little of that so far. What does not work yet stands below.",
    },
    issues="What does not work yet",
    affects="Who it keeps out",
    plan="What we do about it",
    by="It should work by {day}.",
    no_day="There is no day yet.",
    late="It should have worked by {day}. We are late.",
    no_issues="We know of nothing that does not work.",
    how_checked="How we checked",
    checked="We checked the whole site, with {how}.",
    checked_on="We checked the whole site on {day}, with {how}.",
    again="We check it again by {day}.",
    overdue=(
        "What this page says of the site may be out of date. It was due to be checked by {day}."
    ),
    tell_us="Tell us, or complain",
    email="E-mail:",
    phone="Telephone:",
    letter="Letter:",
    suggest="Suggest a change to this list",
)
