"""What is said in Welsh where a comment is written."""

from __future__ import annotations

from plugins.model.wording.comment_words import CommentWords

# ruff: noqa: RUF001 (the apostrophe of Welsh)

COMMENTS = CommentWords(
    join="Ymuno â’r sgwrs",
    house_rules="Darllenwch yn gyntaf:",
    at="Gweld sylwadau a’u gadael ar {place}",
    mailbox="Y cyfeiriad ar gyfer sylwadau yw {mailbox}.",
    in_a_letter="Ysgrifennu eich sylw mewn e-bost",
    other_ways="Neu mewn ffordd arall:",
    mail_subject="Sylw ar “{title}”",
    mail_about="Fy sylw ar",
    since="Gadawyd y rhain ers hynny.",
    printed="Mae’r sgwrs yn parhau ar",
    open="Ysgrifennu sylw yma",
    yours="Eich sylw",
    your_reply="Eich ateb i {name}",
    reply="Ateb",
    reply_to="Ateb {name}",
    text="Beth hoffech chi ei ddweud?",
    text_hint="Mae geiriau plaen yn ddigon. Mae llinell wag yn dechrau paragraff newydd.",
    name="Eich enw (dewisol)",
    name_hint="Fel y dylai ymddangos wrth eich sylw. Mae enw cyntaf yn ddigon.",
    goes_to=(
        "Mae’r hyn a ysgrifennwch yma yn mynd i {host}, a gall pawb ei ddarllen. Nid ydym yn gofyn"
        " am eich cyfeiriad e-bost, ac nid ydym yn cadw dim ar eich dyfais."
    ),
    send="Anfon eich sylw",
    cancel="Cau heb anfon",
    sending="Yn anfon …",
    held="Diolch. Mae eich sylw wedi cyrraedd. Bydd rhywun yn ei ddarllen cyn i eraill ei weld.",
    shown="Diolch. Gall pawb ddarllen eich sylw nawr.",
    only_you="Dim ond chi sy’n gweld hwn hyd yn hyn",
    no_name="Heb roi enw",
    newer_one="Mae 1 sylw newydd wedi dod ers i’r dudalen hon gael ei llunio.",
    newer="Mae {count} sylw newydd wedi dod ers i’r dudalen hon gael ei llunio.",
    show_newer="Dangos beth sy’n newydd",
    too_short="Ysgrifennwch rywbeth yn gyntaf: o leiaf tair llythyren.",
    too_long="Mae hwn yn rhy hir o {count} llythyren. Byrhewch ef, neu anfonwch ef mewn dwy ran.",
    refused=(
        "Ni dderbyniwyd eich sylw. Dim ond hyn a hyn o sylwadau ar y tro y mae’r gwasanaeth"
        " sylwadau yn eu derbyn o’r un lle ac ar un dudalen; mae rhai yn gofyn am enw. Arhoswch"
        " ychydig funudau, yna anfonwch ef eto."
    ),
    wrong="Ni allai’r gwasanaeth sylwadau ddarllen eich sylw. Anfonwch ef atom mewn ffordd arall.",
    failed="Nid yw’r gwasanaeth sylwadau yn gweithio ar hyn o bryd. Rhowch gynnig arall arni nes"
    " ymlaen.",
    late=(
        "Ni atebodd y gwasanaeth sylwadau mewn pryd. Efallai fod eich sylw wedi cyrraedd er hynny."
        " Os anfonwch ef eto ac iddo gyrraedd ddwywaith, byddwn yn cadw un."
    ),
    offline=(
        "Nid oes modd cyrraedd y gwasanaeth sylwadau. Gwiriwch a ydych ar-lein, a rhowch gynnig"
        " arall arni."
    ),
    kept="Mae’r hyn a ysgrifennoch yn dal yma.",
    frame_about=(
        "Cedwir y sylwadau ar {place}, ac mae gwasanaeth o’r enw giscus yn eu dangos yma. Mae’r"
        " ddau yn perthyn i eraill, a gallant weld eich bod yn edrych. Ni ofynnir dim ganddynt nes"
        " i chi bwyso’r botwm. I ysgrifennu yno mae angen cyfrif ar {place}."
    ),
    frame_open="Dangos y sylwadau o {place}",
    frame="Sylwadau ar {place} am “{title}”",
    signed_in="Rydych wedi mewngofnodi ar {place}. Pwyswch y botwm eto i ysgrifennu.",
)
