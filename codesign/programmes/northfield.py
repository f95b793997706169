"""The words of the illustrative workshop: who comes, what they write, how they vote.

Everybody and everything in it is made up. `example.py` says what happens when.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

TITLE: Final = "Warmer homes on the Northfield estate: what should change first?"
QUESTION: Final = (
    "Last winter two in five homes on the estate were too cold or too damp."
    " With what we have this year, what should change first?"
)


class Organisation(NamedTuple):
    """An organisation that takes part."""

    key: str
    name: str
    potential_provider: bool = False


class Person(NamedTuple):
    """Somebody who comes: when, and whom they speak for. `helper` has their device."""

    key: str
    name: str
    at: str
    organisation: str | None = None
    helper: str | None = None


class Words(NamedTuple):
    """An idea: when it came, who gave it, and what it said."""

    key: str
    at: str
    author: str
    text: str


class Theme(NamedTuple):
    """A theme as it was first formed: when, by whom, from which ideas."""

    key: str
    at: str
    by: str
    title: str
    ideas: tuple[str, ...]


ORGANISATIONS: Final = (
    Organisation("residents", "Northfield Residents' Group"),
    Organisation("council", "Harrowdale Borough Council"),
    Organisation("advice", "Warm Start Advice"),
    Organisation("health", "Northfield Health Centre"),
    Organisation("heating", "Brightwell Heating", potential_provider=True),
)

FACILITATOR: Final = Person("maren", "Maren", "0:00", "council")
HELPER: Final = "joss"

PEOPLE: Final = (
    Person("joss", "Joss", "2:10", "residents"),
    Person("asha", "Asha", "2:25"),
    Person("dev", "Dev, repairs team", "2:40", "council"),
    Person("efua", "Efua", "2:48", "advice"),
    Person("bryn", "Bryn", "3:05"),
    Person("carmel", "Carmel", "3:20", "residents"),
    Person("gwen", "Gwen", "3:52"),
    Person("hassan", "Hassan, housing finance", "4:15", "council"),
    Person("lowri", "Lowri, health visitor", "4:30", "health"),
    Person("ines", "Ines", "4:55", "heating"),
    Person("fintan", "Fintan", "5:31"),
    Person("edie", "Edie", "6:20", None, HELPER),
    Person("seat", "Table 3, seat 4", "6:48", None, HELPER),
    Person("kofi", "Kofi", "11:40"),
)

# Written in the stage that shows no names.
WORRIES: Final = (
    Words(
        "w1",
        "8:50",
        "asha",
        "I turn the heating off when the children are at school and feel"
        " guilty when I turn it on again.",
    ),
    Words(
        "w2",
        "9:14",
        "fintan",
        "My bedroom wall is black with mould. I have reported it four times.",
    ),
    Words("w3", "9:40", "gwen", "I am afraid that if I complain the rent goes up."),
    Words("w4", "10:05", "edie", "I sleep in the kitchen in January. I have not told my daughter."),
    Words(
        "w5", "10:32", "bryn", "The prepayment meter runs out at night and there is nobody to ring."
    ),
    Words(
        "w6",
        "11:10",
        "lowri",
        "I see babies with chest infections in the same three blocks every year.",
    ),
    Words("w7", "12:20", "kofi", "People think we are lazy because the washing never dries."),
    Words("w8", "13:05", "seat", "Letters come that I cannot read, and then it is too late."),
)

IDEAS: Final = (
    Words(
        "i1",
        "17:35",
        "asha",
        "Draught-proof every front door and window before the next winter."
        " It is cheap and it works.",
    ),
    Words("i2", "17:58", "dev", "Start with the top floors of the three blocks with flat roofs."),
    Words(
        "i3", "18:20", "efua", "One phone number for damp, heating and bills, answered by a person."
    ),
    Words("i4", "18:47", "bryn", "Emergency credit on the meter when it is below zero outside."),
    Words("i5", "19:10", "carmel", "Tell us the date of a repair and keep to it."),
    Words("i6", "19:42", "gwen", "Train residents to fit draught strips and pay them for it."),
    Words(
        "i7",
        "20:05",
        "fintan",
        "Deal with mould within two weeks, not with paint but with the cause.",
    ),
    Words(
        "i8", "20:31", "edie", "A warm room with tea in the community hall, open every afternoon."
    ),
    Words("i9", "21:02", "lowri", "Let the health visitor book a damp inspection directly."),
    Words(
        "i10",
        "21:40",
        "hassan",
        "Use the underspend of the lift programme for insulation this year.",
    ),
    Words("i11", "22:15", "ines", "Service all boilers in September, before the first cold week."),
    Words("i12", "22:50", "kofi", "Somewhere to dry washing that is not the living room."),
    Words("i13", "23:21", "seat", "Letters in big print, and somebody who reads them with me."),
    Words(
        "i14",
        "24:08",
        "joss",
        "A list of who has been waiting longest, on the notice board of each block.",
    ),
    Words(
        "i15",
        "24:55",
        "asha",
        "Open the windows of the stairwell less: they stand open all winter.",
    ),
    Words(
        "i16", "25:37", "efua", "Check everybody's tariff once. Half of those we see pay too much."
    ),
    Words("i17", "26:20", "bryn", "Get rid of the caretaker in Block B, he never does anything."),
    Words("i18", "27:04", "carmel", "A caretaker with time to look at damp on the spot."),
    Words("i19", "28:12", "gwen", "Thermal curtains for everybody who wants them."),
    Words("i20", "29:30", "fintan", "Sensors that show damp before it is black."),
    Words("i21", "30:44", "edie", "Come and look before you decide. On a cold day."),
    Words("i22", "31:50", "dev", "Solar panels on all roofs."),
    Words("i23", "33:05", "kofi", "Say in plain words what the council must do by law about damp."),
)
# What its author found better words for, what was taken back, what was hidden and why.
REWORDED: Final = Words(
    "i15",
    "26:02",
    "asha",
    "Mend the stairwell windows that no longer shut: they stand open all winter.",
)
WITHDRAWN: Final = Words("i22", "34:10", "dev", "")
HIDDEN: Final = Words(
    "i17",
    "27:30",
    "maren",
    "It is about one person who is not here. The idea behind it stands in"
    " the one about caretakers.",
)

THEMES: Final = (
    Theme(
        "draughts", "36:10", "maren", "Draughts and damp", ("i1", "i2", "i7", "i15", "i19", "i20")
    ),
    Theme("heating", "37:02", "maren", "Heating", ("i11", "i10")),
    Theme("bills", "37:55", "efua", "Bills and meters", ("i4", "i16")),
    Theme("asking", "38:40", "lowri", "Who to ask", ("i3", "i9", "i13", "i23")),
    Theme("repairs", "39:25", "carmel", "Repairs that happen", ("i5", "i14", "i18", "i21")),
    Theme("notices", "40:12", "gwen", "Knowing what is going on", ("i6",)),
    Theme("together", "41:00", "joss", "Warm places to share", ("i8", "i12")),
)
RENAMED: Final = Theme("heating", "41:45", "maren", "Heating before the first cold week", ())
MERGED: Final = Theme("asking", "42:30", "maren", "One place to ask", ("notices",))
SPLIT: Final = Theme("mould", "43:40", "maren", "Mould, at its cause", ("i7", "i20"))
REGROUPED: Final = Theme("draughts", "44:35", "gwen", "", ("i6",))
TO_VOTE_ON: Final = ("draughts", "mould", "heating", "bills", "asking", "repairs", "together")

DOTS: Final = 5
DOTS_PER_THEME: Final = 2
DOTS_QUESTION: Final = "Which themes matter most to you? You have five dots."
VOID_REASON: Final = (
    "Half the room thought that they had one dot for each theme. We explain it and vote again."
)
# The first time, until somebody asked what the dots mean.
FIRST_DOTS: Final[Mapping[str, Mapping[str, int]]] = {
    "asha": {"draughts": 1, "mould": 1, "bills": 1, "heating": 1, "repairs": 1},
    "dev": {"draughts": 2, "repairs": 2},
    "efua": {"bills": 1, "asking": 1, "mould": 1, "draughts": 1, "heating": 1},
    "bryn": {"bills": 2, "heating": 1},
    "edie": {"together": 1, "draughts": 1},
}
SECOND_DOTS: Final[Mapping[str, Mapping[str, int]]] = {
    "asha": {"draughts": 2, "mould": 2, "bills": 1},
    "dev": {"draughts": 2, "repairs": 2, "heating": 1},
    "efua": {"bills": 2, "asking": 2, "mould": 1},
    "bryn": {"bills": 2, "draughts": 1, "mould": 2},
    "carmel": {"repairs": 2, "mould": 2, "draughts": 1},
    "gwen": {"draughts": 2, "together": 2, "mould": 1},
    "hassan": {"heating": 2, "draughts": 2, "repairs": 1},
    "lowri": {"mould": 2, "asking": 2, "draughts": 1},
    "ines": {"heating": 2, "draughts": 2, "mould": 1},
    "fintan": {"mould": 2, "repairs": 2, "draughts": 1},
    "edie": {"together": 2, "draughts": 2, "repairs": 1},
    "seat": {"asking": 2, "mould": 2},
    "kofi": {"together": 1, "mould": 2, "draughts": 2},
    "joss": {"repairs": 2, "draughts": 2, "together": 1},
}

SUPPORT_QUESTION: Final = "Tick all that should start before this November."
TO_SUPPORT: Final = ("i1", "i6", "i7", "i9", "i15", "i20")
SUPPORT: Final[Mapping[str, tuple[str, ...]]] = {
    "asha": ("i1", "i7", "i15"),
    "dev": ("i1", "i15", "i9"),
    "efua": ("i1", "i7", "i9"),
    "bryn": ("i1", "i6", "i7"),
    "carmel": ("i7", "i15", "i1"),
    "gwen": ("i1", "i6", "i15"),
    "hassan": ("i1", "i15"),
    "lowri": ("i7", "i9", "i1"),
    "ines": ("i1",),
    "fintan": ("i7", "i20", "i1"),
    "edie": ("i1", "i7"),
    "seat": ("i9", "i7"),
    "kofi": ("i7", "i1", "i20"),
    "joss": ("i1", "i6", "i7", "i15"),
}

FIRST_DECISION: Final = (
    "We draught-proof all front doors and windows on the estate before November,"
    " and residents who want to are trained and paid to help."
)
FIRST_REASONS: Final = "It was ticked most, costs least, and nobody has to wait for a contract."
SECOND_DECISION: Final = (
    "Every report of mould is answered within two weeks with what causes it and a date."
)
SECOND_REASONS: Final = (
    "Dev and Lowri will write down together how a health visitor books an inspection."
)
SECOND_DECISION_REWORDED: Final = (
    "Every report of mould is answered within two weeks, with its cause and the date of the repair."
)
