"""Names, drawn from pools by the communities of a city like Birmingham. Surnames are put together from parts.

Any likeness to a real person is chance: forenames and surnames are drawn apart, and nobody's data was used.
"""

# ruff: noqa: E501, SIM905 pools of fragments read better as running text

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from righthelp.city.dice import Dice


@dataclass(frozen=True)
class Group:
    """A community: its share of children and of adults (per mille), codes and name pools."""

    children: int
    adults: int
    ethnicities: dict[str, float]
    languages: dict[str, float]
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]


def _joined(first: str, last: str) -> tuple[str, ...]:
    return tuple(a + b for a in first.split() for b in last.split())


_ENGLISH_GIRLS = tuple(
    "Amelia Ava Bethany Caitlin Chloe Daisy Eleanor Ella Ellie Emily Erin Evie Freya Grace Hannah Holly Imogen Isla Jade"
    " Jessica Kayleigh Keira Lacey Leah Lily Lucy Maisie Megan Mia Millie Molly Niamh Olivia Paige Phoebe Poppy Rosie Ruby"
    " Scarlett Shannon Skye Sophie Summer Tia Zoe".split()
)
_ENGLISH_BOYS = tuple(
    "Aaron Alfie Archie Bailey Ben Billy Brandon Callum Charlie Connor Corey Daniel Declan Dylan Elliot Ethan Finley"
    " Freddie George Harley Harrison Harry Jack Jake James Jamie Jayden Joe Josh Kian Kieran Lewis Liam Logan Luke Mason"
    " Max Oliver Owen Reece Rhys Riley Ryan Sam Taylor Tom Toby Tyler Zak".split()
)
_ENGLISH_SURNAMES = _joined(
    "Ash Barn Birch Brook Calder Dray Ember Fen Garth Hather Holm Kels Lind Mar Nether Oak Pen Quarn Ridd Sel Thorn Ul"
    " Wal Yar",
    "bourne combe dale field ford gate ham hurst leigh ley low more stead ton wick worth",
)
_PAKISTANI_SURNAMES = _joined(
    "Ah Ak Bas Dar Far Hab Jam Kar Mah Naz Raf Sal Shah Tar Waz", "bani eem ifi madi oor rani zada"
)
_INDIAN_SURNAMES = _joined(
    "Bal Bhar Chand Dev Gur Har Jas Man Nar Pal Raj Sand Tej Vir", "aria dhu gal indra karan mani singa war"
)
_BANGLA_SURNAMES = _joined("Ab Chow Faz Haq Kam Mia Nur Rah Sar Uddi", "alam deri huri iqul mander uzza")
_CARIBBEAN_SURNAMES = _joined(
    "Black Camp Den Fair Gray Lever Mont Nor Pal Stan", "berry bell croft ique low mer rose ville"
)
_AFRICAN_SURNAMES = _joined("Ade Bab Chi Eke Ife Kwa Mba Nko Oba Olu Tem", "beke dara fola kunle mensa moye ndi wale")
_SOMALI_SURNAMES = _joined("Abd Far Gul Hir Jam Nuur War Yus", "aale adde iid oow ullahi")
_EUROPEAN_SURNAMES = _joined("Bog Dra Iono Kow Lup Mar Now Pop Rad Wis Zie", "alski aru czyk escu inek ov")
_ARAB_SURNAMES = _joined("Al-B Al-D El-H El-K Al-M Al-S", "adri ahim ashar asri udani")
_KURDISH_SURNAMES = _joined("Asl Bar Dil Her Khosh Raw Shir Zan", "ani awi gul mand oyan zad")
_EAST_SURNAMES = _joined("Ch Ng Ph Tr Li W Zh", "an ao ein ieu oung uong")

_MUSLIM_GIRLS = tuple(
    "Aaliyah Aisha Aleena Amina Anisa Fatima Hafsa Haleema Hiba Iqra Khadija Laiba Maryam Mehreen Nadia Noor Rabia"
    " Safa Saira Sana Sumaya Umaima Yasmin Zahra Zainab Zoya".split()
)
_MUSLIM_BOYS = tuple(
    "Adam Ahmed Ali Amaan Bilal Faisal Hamza Haris Hassan Ibrahim Idris Imran Ismail Kamran Mohammed Musa Omar Qasim"
    " Rayyan Saad Sami Tariq Umar Usman Yahya Yusuf Zayn".split()
)

GROUPS: Final[dict[str, Group]] = {
    "english": Group(
        340, 470, {"WBRI": 91, "WOTH": 3, "WIRI": 4, "WIRT": 1, "WROM": 1}, {"English": 1},
        _ENGLISH_GIRLS, _ENGLISH_BOYS, _ENGLISH_SURNAMES,
    ),
    "mixed": Group(
        100, 45, {"MWBC": 60, "MWAS": 19, "MWBA": 9, "MOTH": 12}, {"English": 1},
        (*_ENGLISH_GIRLS, "Aaliyah", "Keisha", "Nevaeh", "Tiana", "Zara"),
        (*_ENGLISH_BOYS, "Jerome", "Kyron", "Malachi", "Tyrese", "Zion"),
        _ENGLISH_SURNAMES + _CARIBBEAN_SURNAMES,
    ),
    "pakistani": Group(
        225, 140, {"APKN": 100}, {"English": 55, "Urdu": 30, "Punjabi": 15}, _MUSLIM_GIRLS, _MUSLIM_BOYS, _PAKISTANI_SURNAMES
    ),
    "bangladeshi": Group(
        52, 30, {"ABAN": 100}, {"English": 50, "Bengali": 50}, _MUSLIM_GIRLS, _MUSLIM_BOYS, _BANGLA_SURNAMES
    ),
    "indian": Group(
        55, 62, {"AIND": 92, "AOTH": 8}, {"English": 60, "Punjabi": 30, "Gujarati": 10},
        tuple("Amrit Anjali Asha Diya Gurpreet Harleen Jasleen Jasmin Kiran Manpreet Meera Navneet Priya Simran Tara".split()),
        tuple("Aman Arjan Arun Dilraj Gurdeep Harjit Jaspal Jeevan Karan Manraj Nikhil Rajan Rohan Sukhi Veer".split()),
        _INDIAN_SURNAMES,
    ),
    "caribbean": Group(
        55, 50, {"BCRB": 88, "BOTH": 12}, {"English": 1},
        tuple("Aliyah Chantelle Danielle Ebony Jada Janae Kezia Latoya Naomi Rhianna Shanice Shaniya Tamara Tanisha".split()),
        tuple("Andre Curtis Darnell Dwayne Isaiah Jermaine Kemar Leon Marlon Nathaniel Romario Shaquille Tyrell".split()),
        _CARIBBEAN_SURNAMES,
    ),
    "african": Group(
        62, 40, {"BAFR": 100}, {"English": 62, "French": 15, "Yoruba": 12, "Shona": 11},
        tuple("Abigail Adaeze Amara Blessing Chidinma Esther Favour Funmi Grace Mercy Ngozi Peace Rejoice Temi".split()),
        tuple("Chidi Daniel Emmanuel Femi Gabriel Joel Joshua Kwame Samuel Segun Tobi Victor Wisdom Zuberi".split()),
        _AFRICAN_SURNAMES,
    ),
    "somali": Group(
        36, 20, {"BAFR": 100}, {"Somali": 60, "English": 40},
        tuple("Asha Ayaan Deqa Fadumo Hodan Ifrah Idil Khadra Najma Sagal Ubah Zamzam".split()),
        tuple("Abdi Ayub Bashir Dahir Guled Hirsi Khalid Liban Mahad Nasir Warsame Zakariye".split()),
        _SOMALI_SURNAMES,
    ),
    "european": Group(
        38, 62, {"WOTH": 88, "WROM": 12}, {"Polish": 40, "Romanian": 40, "English": 20},
        tuple("Alexandra Andreea Bianca Elena Ioana Julia Kinga Magda Maja Oliwia Roxana Weronika Zofia Zuzanna".split()),
        tuple("Adrian Andrei Bartek Cosmin Filip Ionut Jakub Kacper Marius Mihai Oskar Stefan Szymon Wiktor".split()),
        _EUROPEAN_SURNAMES,
    ),
    "arab": Group(
        26, 18, {"OOTH": 100}, {"Arabic": 70, "English": 30}, _MUSLIM_GIRLS, _MUSLIM_BOYS, _ARAB_SURNAMES
    ),
    "kurdish": Group(
        6, 8, {"OOTH": 70, "AOTH": 30}, {"Kurdish": 55, "Dari": 25, "Arabic": 20},
        tuple("Avin Berivan Dilan Hana Lana Nasrin Rojin Shilan Zilan".split()),
        tuple("Alan Aram Baran Diyar Farhad Goran Hewa Jamal Karwan Mirwais Rebin Sardar Zana".split()),
        _KURDISH_SURNAMES,
    ),
    "east": Group(
        5, 12, {"CHNE": 60, "AOTH": 40}, {"English": 50, "Cantonese": 30, "Vietnamese": 20},
        tuple("Anh Hua Jia Lan Linh Mei Thuy Xin Ying".split()),
        tuple("Bao Duc Hai Jun Long Minh Tuan Wei Yu".split()),
        _EAST_SURNAMES,
    ),
}  # fmt: skip

_ALONE = {"kurdish": 45, "somali": 12, "east": 13, "african": 22, "arab": 8}
_CHILDREN = {code: float(group.children) for code, group in GROUPS.items()}
_ADULTS = {code: float(group.adults) for code, group in GROUPS.items()}


def group_of_child(dice: Dice, *, alone: bool = False) -> str:
    """The community of a child; children who came alone come from elsewhere."""
    return dice.weighed(_ALONE) if alone else dice.weighed(_CHILDREN)


def forename(dice: Dice, group: str, sex: str) -> str:
    pools = GROUPS[group]
    return dice.pick(pools.girls if sex == "F" else pools.boys)


def surname(dice: Dice, group: str) -> str:
    return dice.pick(GROUPS[group].surnames)


def ethnicity(dice: Dice, group: str) -> str:
    """A code of the school census' list of ethnic groups."""
    return dice.weighed(GROUPS[group].ethnicities)


def language(dice: Dice, group: str) -> str:
    return dice.weighed(GROUPS[group].languages)


def of_worker(dice: Dice) -> str:
    """The name of somebody who works for the trust."""
    group = dice.weighed(_ADULTS)
    return f"{forename(dice, group, 'F' if dice.chance(0.74) else 'M')} {surname(dice, group)}"
