"""What the search page says in English."""

from __future__ import annotations

from plugins.model.wording.search_words import ChoiceWords, SearchWords

SEARCH = SearchWords(
    about="Search {site}, or look from A to Z.",
    choices={
        "kind": ChoiceWords("Kind", "Every kind"),
        "topic": ChoiceWords("Topic", "Every topic"),
        "organisation": ChoiceWords("Organisation", "Every organisation"),
        "year": ChoiceWords("Year", "Every year"),
        "language": ChoiceWords("Language", "Every language"),
    },
    searching="Searching …",
    one="1 result for “{query}”",
    many="{count} results for “{query}”",
    one_of_all="1 page",
    many_of_all="{count} pages",
    none="Nothing was found for “{query}”.",
    none_chosen="Nothing was found for “{query}” with these choices. Without them: {count}.",
    none_of_all="There is nothing with these choices.",
    meant="Did you mean",
    more="Show {count} more",
    failed=("The search could not be loaded. Load this page again, or go one of the ways below."),
    question="What are you looking for?",
    go="Search",
    only="Show only",
    clear="Show all again",
    needs_script=(
        "Searching needs JavaScript, which is switched off here or did not load."
        " You can find everything in these ways."
    ),
    results="Results",
    other_ways="Other ways to find something",
    by_year="By year",
    by_topic="By topic",
    broken="The search does not work at the moment.",
    not_in_preview=(
        "This preview has no search. The published site has one, and so has a preview that is made"
        " with make serve SEARCH=1."
    ),
)
