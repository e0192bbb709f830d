"""What the search page says in Welsh."""

from __future__ import annotations

from plugins.model.wording.search_words import ChoiceWords, SearchWords

# ruff: noqa: RUF001 (the apostrophe of Welsh)

SEARCH = SearchWords(
    about="Chwiliwch {site}, neu edrychwch o A i Y.",
    choices={
        "kind": ChoiceWords("Math", "Pob math"),
        "topic": ChoiceWords("Pwnc", "Pob pwnc"),
        "organisation": ChoiceWords("Sefydliad", "Pob sefydliad"),
        "year": ChoiceWords("Blwyddyn", "Pob blwyddyn"),
        "language": ChoiceWords("Iaith", "Pob iaith"),
    },
    searching="Yn chwilio …",
    one="1 canlyniad ar gyfer “{query}”",
    many="Canlyniadau ar gyfer “{query}”: {count}",
    one_of_all="1 dudalen",
    many_of_all="Tudalennau: {count}",
    none="Ni chafwyd hyd i ddim ar gyfer “{query}”.",
    none_chosen=(
        "Ni chafwyd hyd i ddim ar gyfer “{query}” gyda’r dewisiadau hyn. Hebddynt: {count}."
    ),
    none_of_all="Nid oes dim gyda’r dewisiadau hyn.",
    meant="Oeddech chi’n chwilio am",
    more="Dangos {count} arall",
    failed=(
        "Nid oedd modd llwytho’r chwiliad."
        " Llwythwch y dudalen hon eto, neu defnyddiwch un o’r ffyrdd isod."
    ),
    question="Am beth ydych chi’n chwilio?",
    go="Chwilio",
    only="Dangos dim ond",
    clear="Dangos popeth eto",
    needs_script=(
        "Mae angen JavaScript i chwilio, ac mae wedi’i ddiffodd yma neu heb lwytho."
        " Gallwch ddod o hyd i bopeth yn y ffyrdd hyn."
    ),
    results="Canlyniadau",
    other_ways="Ffyrdd eraill o ddod o hyd i rywbeth",
    by_year="Fesul blwyddyn",
    by_topic="Fesul pwnc",
    broken="Nid yw’r chwiliad yn gweithio ar hyn o bryd.",
    not_in_preview=(
        "Nid oes chwiliad yn y rhagolwg hwn. Mae un ar y wefan gyhoeddedig, ac mewn rhagolwg a"
        " wneir gyda make serve SEARCH=1."
    ),
)
