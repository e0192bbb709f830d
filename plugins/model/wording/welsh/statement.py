"""What the accessibility statement says in Welsh."""

from __future__ import annotations

from plugins.model.wording.statement_words import StatementWords

# ruff: noqa: RUF001 (the apostrophe of Welsh)

STATEMENT = StatementWords(
    aim="Dylai’r wefan hon fodloni {standard}.",
    meets={
        "all": "Hyd y gwyddom, mae’n bodloni’r cyfan.",
        "most": "Mae’n bodloni’r rhan fwyaf. Mae’r hyn nad yw’n gweithio eto i’w weld isod.",
        "little": (
            "Ychydig ohono y mae’n ei fodloni hyd yma."
            " Mae’r hyn nad yw’n gweithio eto i’w weld isod."
        ),
    },
    issues="Beth nad yw’n gweithio eto",
    affects="Pwy sy’n cael eu rhwystro",
    plan="Beth rydym yn ei wneud am hyn",
    by="Dylai weithio erbyn {day}.",
    no_day="Nid oes dyddiad eto.",
    late="Dylai fod wedi gweithio erbyn {day}. Rydym yn hwyr.",
    no_issues="Ni wyddom am ddim nad yw’n gweithio.",
    how_checked="Sut y gwnaethom wirio",
    checked="Gwnaethom wirio’r wefan gyfan, gan ddefnyddio {how}.",
    checked_on="Gwnaethom wirio’r wefan gyfan ar {day}, gan ddefnyddio {how}.",
    again="Byddwn yn ei gwirio eto erbyn {day}.",
    overdue=(
        "Efallai fod yr hyn y mae’r dudalen hon yn ei ddweud am y wefan wedi dyddio."
        " Roedd i fod i gael ei wirio erbyn {day}."
    ),
    tell_us="Dweud wrthym, neu gwyno",
    email="E-bost:",
    phone="Ffôn:",
    letter="Llythyr:",
    suggest="Awgrymu newid i’r rhestr hon",
)
