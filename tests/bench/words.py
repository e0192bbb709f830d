"""The words that the posts of the generated corpus are made of."""

from __future__ import annotations

FIRST_NAMES = (
    *("Alma", "Bashir", "Carys", "Dylan", "Esme", "Farah", "Gwyn", "Hana", "Ivo", "Jodie"),
    *("Kofi", "Lena", "Moses", "Niamh", "Oren", "Priya", "Quentin", "Rhona", "Stefan", "Thandi"),
)
LAST_NAMES = (
    *("Ashdown", "Birchall", "Coldwell", "Dunmore", "Eastlake", "Fallow", "Grantham", "Hexley"),
    *("Ingleby", "Jessop", "Kirkbride", "Lomax", "Marwood", "Nettleton", "Osgood", "Penrose"),
    *("Quarmby", "Rushworth", "Saltmarsh", "Tolland"),
)
ORGANISATIONS = (
    *("Amber Lane Trust", "Bridge House", "Copper Beech Carers", "Dale Valley Council"),
    *("Eastgate Advice", "Ferry Road Co-operative", "Greenhithe College", "Harbour Homecare"),
    *("Iron Bridge Gardens", "Juniper Day Centre", "Kingfisher Advocates", "Longshore Library"),
)
TOPICS = (
    *("Advocacy", "Befriending", "Co-production", "Dementia", "Employment", "Family carers"),
    *("Getting about", "Homecare", "Independent living", "Joint working", "Kitchen tables"),
    *("Learning disability", "Money and budgets", "Neighbourhoods", "Online and offline"),
)
SERIES = (
    *("A week in the life", "Budgets made plain", "Coming home", "Doors that open"),
    *("Eight small questions", "First days"),
)

OPENINGS = ("What we learnt from", "Notes on", "The trouble with", "A year of", "Starting with")
SUBJECTS = ("small changes", "good listening", "the long wait", "shared meals", "open doors")
PLACES = ("at the lunch club", "on the early round", "in the library", "by the harbour", "at home")
HEADINGS = (
    *("How it began", "What we tried", "Who was in the room", "What people told us"),
    *("What it cost", "Where it went wrong", "What we would do again", "What comes next"),
)

PEOPLE = (
    *("the social worker", "my sister", "a neighbour from two doors down", "the bus driver"),
    *("our newest volunteer", "the man who runs the café", "a retired nurse", "the team leader"),
)
DEEDS = (
    *("wrote the plan in pencil", "asked what a good day looks like", "moved the meeting"),
    *("rang back within the hour", "drew a map of the week", "put the kettle on"),
    *("counted every visit for a month", "took the form home to read it aloud"),
)
THINGS = (
    *("the review", "a direct payment", "the waiting list", "the spare room", "a lift home"),
    *("the telephone", "the second assessment", "a key safe", "the garden", "the rota"),
)
TIMES = (
    *("in March", "after the second visit", "on a wet Thursday", "that winter", "by the summer"),
    *("before anybody had asked", "a fortnight later", "at the end of the day"),
)
# {person}, {deed}, {thing}, {time} and {place} are filled in.
SENTENCES = (
    "It was {person} who {deed}, and nobody had thought of it before.",
    "We had spent months on {thing} when {person} {deed} {time}.",
    "{time}, {person} {deed}.",
    "There is a *right* way to do this, we were told, and it begins with {thing}.",
    "I don't think that {thing} was ever the point; it was about who was there {place}.",
    "If you ask {person} about {thing}, you will hear about it until the tea is cold.",
    'When we met {place}, somebody said **"{thing} first"**, and we wrote it on the wall.',
    "Out of {number} visits, {less} were late, which is better than it was {time}.",
    "Nobody {place} had heard of {thing}, so {person} {deed} for all of us.",
    "What changed was small: {person} {deed}.",
    "The council's letter calls it `{code}`, but {place} we just call it {thing}.",
    "It took {less} weeks, {number} calls and one argument about {thing}.",
    "Some of this worked; {thing} did not, and I want to be honest about why.",
    "{time} we stopped, read what we had written about {thing}, and started again.",
)
CODES = ("SP-14", "form 7b", "CR/22", "DP-3")
