"""What the site says in Welsh, in the plain words of public bodies.

After a number stands one of a thing; after 2 its first letter may soften (2 ran, 2 funud). The
nouns are such that no other number changes them, or the number comes last ("Cyfanswm: 3").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from plugins.model.wording.language_names import IN_WELSH
from plugins.model.wording.table import Count, KindWords, Wording
from plugins.model.wording.welsh.comments import COMMENTS
from plugins.model.wording.welsh.feeds import FEEDS
from plugins.model.wording.welsh.search import SEARCH
from plugins.model.wording.welsh.statement import STATEMENT

# ruff: noqa: RUF001 (the apostrophe of Welsh)
_MONTHS = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst"),
    *("Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
# Before a vowel, as it is said: y and w are none before another one (Yamada, Wil); 8 is "wyth".
_VOWEL = re.compile(
    r"[aeiouâêîôûŵŷàèìòùáéíóú]|[wy](?![aeiouwyâêîôûŵŷ])|(?:1|8|11)\b", re.IGNORECASE
)


def _day(date: datetime.date) -> str:
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def _and_before(word: str) -> str:
    """The word for "and": "ac" before a vowel, else "a".

    >>> _and_before("Ada"), _and_before("Gwen"), _and_before("Ynys Môn"), _and_before("Yamada")
    ('ac', 'a', 'ac', 'a')
    """
    return "ac" if _VOWEL.match(word) else "a"


def _in_a_row(words: Iterable[str]) -> str:
    """Words in a row.

    >>> _in_a_row(["Ada", "Bram", "Eira"]), _in_a_row(["Ada"]), _in_a_row([])
    ('Ada, Bram ac Eira', 'Ada', '')
    """
    *others, last = list(words) or [""]
    return f"{', '.join(others)} {_and_before(last)} {last}" if others else last


def _count(noun: str, two: str = "") -> Count:
    """How many of something there are; two: the noun as it is after 2, where that is another."""
    return lambda number: f"{number} {two if two and number == 2 else noun}"


_total: Count = "Cyfanswm: {}".format
WELSH = Wording(
    lang="cy",
    day=_day,
    in_a_row=_in_a_row,
    and_before=_and_before,
    posts=_count("erthygl"),
    all_posts="Pob erthygl ({})".format,
    parts=_count("rhan", two="ran"),
    comments=_count("sylw"),
    reading_time=_count("munud i’w darllen", two="funud i’w darllen"),
    others=_count("arall"),
    counts={
        "people": _total,
        "organisations": _total,
        "series": _total,
        "topics": _total,
        "years": _total,
        "kinds": _total,
        "easy-read": _total,
    },
    years="{first} i {last}",
    in_year="yn {year}",
    since="ers {year}",
    until="tan {year}",
    languages=IN_WELSH,
    this_page="Y dudalen hon:",
    skip="Neidio i’r prif destun",
    main_menu="Prif ddewislen",
    breadcrumbs="Briwsion bara",
    about_site="Am y wefan hon",
    site_licence="Trwydded, oni nodir yn wahanol ar dudalen:",
    follow="Dilyn erthyglau newydd (RSS)",
    follow_here="Dilyn yr hyn sy’n newydd yma (RSS)",
    colours="Lliwiau",
    device="fel ar fy nyfais",
    light="golau",
    dark="tywyll",
    titles={
        "posts": "Erthyglau",
        "people": "Pobl",
        "organisations": "Sefydliadau",
        "series": "Cyfresi",
        "topics": "Pynciau",
        "years": "Erthyglau fesul blwyddyn",
        "kinds": "Erthyglau fesul math",
        "easy-read": "Hawdd ei Ddeall",
        "a-z": "Erthyglau o A i Y",
        "search": "Chwilio",
    },
    kinds={
        "blog": KindWords(
            "Blog",
            "Blogiau",
            "Yr hyn a wnaeth, a welodd ac a ddysgodd pobl, yn eu geiriau eu hunain.",
        ),
        "news": KindWords(
            "Newyddion", "Newyddion", "Yr hyn sydd wedi digwydd, a’r hyn sydd i ddod."
        ),
        "digest": KindWords(
            "Crynodeb",
            "Crynodebau",
            "Fersiynau byr gennym o’r hyn a gyhoeddodd eraill, gyda’r ffordd at y cyfan.",
        ),
        "story": KindWords("Stori", "Straeon", "Yr hyn a ddigwyddodd i rywun, yn eu geiriau nhw."),
        "resource": KindWords(
            "Adnodd", "Adnoddau", "Pethau i’w defnyddio: canllawiau, rhestrau a ffurflenni."
        ),
    },
    things={
        "pages": "Tudalen",
        "easy-read": "Hawdd ei Ddeall",
        "people": "Person",
        "organisations": "Sefydliad",
        "series": "Cyfres",
        "topics": "Pwnc",
    },
    by="Gan",
    by_within="gan",
    unknown_author="Awdur anhysbys",
    unknown_day="Dyddiad anhysbys",
    added="Ychwanegwyd ar",
    described_by="{kind} gan {authors}",
    described_on="{said}, ychwanegwyd ar {day}",
    draft="Drafft",
    future="Heb ei chyhoeddi eto",
    preview="Rhagolwg yw hwn. Nid yw darllenwyr yn gweld y dudalen hon eto.",
    superseded="Mae’r dudalen hon wedi dyddio. Darllenwch yr un newydd:",
    overdue="Efallai fod y dudalen hon wedi dyddio. Roedd i fod i gael ei gwirio erbyn {due}.",
    overdue_checked=(
        "Efallai fod y dudalen hon wedi dyddio. Cafodd ei gwirio ddiwethaf ar {checked}, ac roedd"
        " i fod i gael ei gwirio eto erbyn {due}."
    ),
    contents="Ar y dudalen hon",
    part_of="Rhan {number} o {total} yn y gyfres",
    part="Rhan {number}",
    more_parts="Mwy yn y gyfres",
    picture_by="Llun:",
    topics="Pynciau",
    last_updated="Diweddarwyd ddiwethaf:",
    page_author="Awdur y dudalen:",
    suggest="Awgrymu newid i’r dudalen hon",
    changed="Beth sydd wedi newid",
    changes={"major": "Diweddarwyd ar", "correction": "Cywirwyd ar"},
    read_next="Darllen nesaf",
    from_publisher="gan",
    comments_on="ar",
    source="O ble y daw hwn",
    sources={
        "digest": "Crynodeb yw hwn: ein fersiwn fer ni o destun a gyhoeddodd rhywun arall.",
        "translated": "Cyfieithiad yw hwn o destun a gyhoeddwyd mewn man arall.",
        "republished": "Cyhoeddwyd y testun hwn gyntaf mewn man arall. Mae yma gyda diolch.",
    },
    read_whole="Darllenwch y blog llawn ar wefan {publisher}",
    no_address="Nid yw cyfeiriad y testun llawn yn hysbys.",
    also_published="Cyhoeddwyd hefyd gan",
    cite="Defnyddio a dyfynnu hwn",
    cite_how="I gyfeirio ato mewn man arall, copïwch hwn:",
    licence="Trwydded:",
    cited_undated="dim dyddiad",
    cited_update="Diweddarwyd ddiwethaf {day}",
    first_published="Cyhoeddwyd gyntaf gan {publisher}",
    also_as="Ar gael hefyd fel",
    formats={
        "audio": "Sain",
        "bsl": "Iaith Arwyddion Prydain",
        "large-print": "Print bras",
        "word": "Dogfen Word",
        "pdf": "PDF",
    },
    other_format="Ffurf arall",
    elsewhere="ar {host}",
    transcripts={
        "audio": "Trawsgrifiad o’r sain",
        "bsl": "Trawsgrifiad o’r fideo BSL",
        "": "Trawsgrifiad o’r recordiad",
    },
    checked_by="Gwiriwyd gan",
    older="Gwnaed y fersiwn hon o destun hŷn, dyddiedig {day}.",
    easy_read="Hawdd ei Ddeall",
    easy_read_title="{title}: Hawdd ei Ddeall",
    easy_read_about="{title}, ar ffurf Hawdd ei Ddeall: brawddegau byr, gyda lluniau.",
    easy_read_marked="{title} (Hawdd ei Ddeall)",
    easy_read_of="Dyma’r fersiwn Hawdd ei Ddeall o",
    hard_words="Geiriau anodd",
    hard_words_below="– mae eu hystyr ar y diwedd.",
    words_checked_by="Gwiriodd y bobl hyn y geiriau:",
    discussion="Sylwadau",
    add_comment="Gadael sylw",
    mail_comment="Anfon sylw drwy e-bost",
    closed="Mae’r sylwadau wedi cau.",
    open_until="Gellir gadael sylwadau tan {day}.",
    made_on="Gadawyd y sylwadau hyn ar {site}.",
    moved_on="Gadawyd y sylwadau hyn ar {site}, ac fe’u symudwyd yma ar {day}.",
    no_name="Enw anhysbys",
    no_day="Dyddiad anhysbys",
    in_reply="mewn ateb i",
    reply_to_removed="sylw a dynnwyd i lawr",
    reply_to_no_name="rywun na chadwyd eu henw",
    reply_to_nameless="rywun na roddodd enw",
    reply_to_missing="sylw nad yw yma",
    paused="Mae’r sylwadau wedi’u gohirio.",
    paused_until="Mae’r sylwadau wedi’u gohirio. {day} yw diwrnod olaf y gohirio.",
    removed="Tynnwyd y sylw hwn i lawr.",
    removed_on="Tynnwyd y sylw hwn i lawr ar {day}.",
    all_posts_title="Pob erthygl",
    all_posts_about="Popeth rydym wedi’i gyhoeddi, y diweddaraf yn gyntaf.",
    posts_of="Erthyglau {year}",
    posts_undated="Erthyglau heb ddyddiad hysbys",
    numbered="{title}, tudalen {number}",
    numbered_about="{title}, gan gyfrif o’r erthyglau hynaf.",
    index_about="{title}, {site}. {count}.",
    position="Tudalen {number}, gan gyfrif o’r hynaf",
    newer="Erthyglau mwy newydd",
    older_posts="Erthyglau hŷn",
    pages_of_list="Tudalennau’r rhestr hon",
    letters="Llythrennau",
    more_from_a_to_z="O A i Y hefyd",
    no_posts="Nid oes erthyglau yma eto.",
    nothing_yet="Nid oes dim yma eto.",
    new="Newydd",
    briefs="Newyddion a chrynodebau",
    voices="Pwy fu’n ysgrifennu yma’n ddiweddar",
    all_people="Yr holl bobl",
    latest="Diweddaraf:",
    person_about="Pwy yw {name}, a’r hyn a ysgrifennodd.",
    inactive=(
        "Nid yw’r person hwn yn cymryd rhan yn y rhwydwaith mwyach."
        " Mae’r hyn a ysgrifennodd yn aros."
    ),
    deputy="sy’n gofalu am eu tudalennau nawr.",
    looks_after="Yn gofalu am y tudalennau hyn",
    organisation_about="Pobl {name}, a’r hyn a ysgrifennwyd ganddynt.",
    website="Gwefan",
    member="Aelod {years}",
    people="Pobl",
    former="Wedi gweithio yma o’r blaen",
    series_title="Cyfres: {title}",
    series_about="Holl rannau’r gyfres {title}, yn eu trefn.",
    series_states={"open": "Yn parhau", "closed": "Cyflawn"},
    series_is="Cyfres: {state}, {count}",
    no_parts="Nid oes erthyglau yn y gyfres hon eto.",
    topic_title="Pwnc: {title}",
    topic_about="Pob erthygl ar y pwnc {title}.",
    broader="Rhan o",
    narrower="O fewn y pwnc hwn",
    missing="Nid oes tudalen yn y cyfeiriad hwn",
    missing_why=("Efallai i’r cyfeiriad gael ei deipio’n anghywir, neu fod dolen ato yn anghywir."),
    go_on="Gallwch fynd ymlaen o’r fan hon:",
    front_page="Hafan",
    go_on_from="Gallwch fynd ymlaen o’r",
    the_front_page="hafan",
    moved="Mae’r dudalen hon wedi symud",
    now_here="Mae hi yma bellach:",
    moved_title="Symudwyd o {old}",
    moved_about="Mae’r hyn a oedd yn {old} bellach yn {new}.",
    gone="Mae’r dudalen hon wedi mynd",
    gone_here="Cafodd yr hyn a oedd yn y cyfeiriad hwn ei dynnu i lawr",
    withdrawn="Tynnwyd yr erthygl hon i lawr",
    taken_on="ar",
    text_gone="Nid yw ei thestun yma mwyach.",
    why="Pam:",
    read_instead="Darllenwch hwn yn lle hynny:",
    footnotes="Troednodiadau",
    back="Yn ôl i’r testun",
    back_to_place="Yn ôl i’r testun (lle {number})",
    read_post="Darllenwch yr erthygl hon ar wefan {site}",
    taken_from="O",
    comment=COMMENTS,
    feeds=FEEDS,
    search=SEARCH,
    statement=STATEMENT,
)
