"""What is said of feeds in Welsh."""

from __future__ import annotations

from plugins.model.wording.feed_words import FeedWords

# ruff: noqa: RUF001 (the apostrophe of Welsh)

FEEDS = FeedWords(
    title="Ffrydiau i’w dilyn",
    about="Holl ffrydiau {site}, a sut i’w dilyn.",
    lead=(
        "Mae ffrwd yn dod â’r hyn sy’n newydd yma atoch chi, fel nad oes raid i chi ddod i edrych."
        " Mae’n rhad ac am ddim, nid oes angen cyfrif, ac ni ddaw neb i wybod eich bod yn ei dilyn."
    ),
    titles={
        "all": "Erthyglau newydd",
        "changes": "Diweddariadau mawr",
        "easy-read": "Newydd yn Hawdd ei Ddeall",
        "comments": "Sylwadau ar bob erthygl",
        "thread": "Sylwadau ar “{name}”",
        "kinds": "Erthyglau newydd: {name}",
        "topics": "Erthyglau newydd ar y pwnc “{name}”",
        "series": "Erthyglau newydd yn y gyfres “{name}”",
        "organisations": "Erthyglau newydd gan sefydliad: {name}",
        "people": "Erthyglau newydd gan: {name}",
        "languages": "Erthyglau newydd yn yr iaith hon: {name}",
    },
    names={
        "all": "Pob erthygl newydd",
        "changes": "Diweddariadau mawr yn unig",
        "easy-read": "Hawdd ei Ddeall",
        "comments": "Pob sylw",
    },
    holds={
        "all": "Pob erthygl pan gaiff ei chyhoeddi, beth bynnag yw ei phwnc.",
        "changes": "Cofnod pryd bynnag y bydd ystyr erthygl wedi newid, gyda’r hyn a newidiodd.",
        "easy-read": "Testunau newydd mewn brawddegau byr gyda lluniau.",
        "comments": "Y sylwadau sydd ar y wefan hon, o dan ba erthygl bynnag.",
    },
    changed="{title}: diweddarwyd",
    comment="Sylw ar “{title}”: {name}",
    everything="Y wefan gyfan",
    languages="Ieithoedd",
    threads="Sylwadau ar un erthygl",
    copy="Copïo",
    copied="Wedi’i gopïo",
    said="Wedi’i gopïo: {address}",
    failed=(
        "Nid oedd modd copïo’r cyfeiriad. Mae wedi’i ddewis nawr: copïwch ef fel y byddwch yn"
        " copïo testun arall."
    ),
    with_reader="Gyda darllenydd ffrydiau",
    steps=(
        "Mynnwch ddarllenydd ffrydiau, os nad oes gennych un. Rhaglen neu wefan sy’n gofalu am"
        " ffrydiau ydyw. Mae rhai am ddim ar gyfer pob ffôn a chyfrifiadur, a gall rhai porwyr a"
        " rhaglenni e-bost wneud hyn hefyd.",
        "Copïwch gyfeiriad ffrwd o’r dudalen hon.",
        "Yn y darllenydd, dewiswch yr hyn a all fod â’r enw “Ychwanegu ffrwd”, “Tanysgrifio” neu"
        " “Dilyn”, a gludwch y cyfeiriad yno.",
    ),
    without_reader="Heb ddarllenydd ffrydiau",
    ways=(
        "Drwy e-bost: mae rhai gwefannau’n dilyn ffrwd ar eich rhan ac yn anfon atoch yr hyn sy’n"
        " newydd. Rhowch gyfeiriad ffrwd i un ohonynt. Bydd yn gwybod eich cyfeiriad e-bost"
        " wedyn; ni fyddwn ni.",
        "Lle mae eich tîm yn siarad: gall llawer o raglenni sgwrsio yn y gwaith ddilyn ffrwd a sôn"
        " am erthyglau newydd mewn sianel.",
        "Yn eich porwr: agorwch ffrwd drwy ei henw isod, cadwch hi’n nod tudalen, a galwch heibio"
        " pan fynnwch.",
    ),
    together_how=(
        "Gall y rhan fwyaf o ddarllenwyr hefyd dderbyn llawer o ffrydiau gyda’i gilydd, a galw"
        " hynny’n “mewnforio” neu’n “OPML”. Ar gyfer hynny, dyma"
    ),
    file="ein holl ffrydiau mewn un ffeil (OPML)",
    to_know="Da gwybod",
    known=(
        "Mae erthygl yn sefyll mewn ffrwd yn y lle y cafodd ei chyhoeddi gyntaf. Pan gaiff"
        " llithriad ei gywiro, ni chaiff dim ei ddweud o’r newydd. Pan fydd ystyr erthygl wedi"
        " newid, bydd gan y ffrwd “Diweddariadau mawr yn unig” gofnod sy’n dweud beth a newidiodd.",
        "Mae ffrwd yn cynnwys yr erthyglau diweddaraf. Mae’r un â phob erthygl newydd hefyd yn"
        " arwain yn ôl, fesul rhan, at y gyntaf un; archifau yw’r enw ar y rhannau hyn, a gall"
        " rhai darllenwyr eu llwytho.",
        "Mae pob ffrwd ar gael mewn dau fformat, RSS ac Atom, gyda’r un cynnwys. Os nad ydych yn"
        " siŵr, dewiswch RSS. Mae’r rhai mewn JSON ar gyfer pobl sy’n ysgrifennu rhaglenni.",
    ),
    undated=(
        "Nid yw erthyglau na wyddys eu dyddiad mewn unrhyw ffrwd o erthyglau newydd. Dewch o hyd"
        " iddynt yma:"
    ),
    style={
        "what": "Ffrwd yw hon",
        "how": (
            "Gall darllenydd ffrydiau ei gwylio ar eich rhan a dangos i chi beth sy’n newydd. I’w"
            " dilyn, copïwch gyfeiriad y dudalen hon o’r bar cyfeiriad, a gludwch ef yn y"
            " darllenydd."
        ),
        "all": "Ein holl ffrydiau, a sut i’w dilyn: {address}",
        "older": "Y cofnodion diweddaraf sydd yma. Mae popeth hŷn ar y wefan.",
        "part": "Rhan hŷn o ffrwd yw hon",
        "closed": (
            "Nid yw byth yn newid, ac ni ddaw dim byd newydd yma. I ddilyn, defnyddiwch y ffrwd ei"
            " hun: mae yn y rhestr o’n holl ffrydiau, sydd â’i chyfeiriad ar waelod y dudalen hon."
        ),
    },
)
