"""Names that are one name however they are written.

The sound of a name (double metaphone) already joins most spellings: Mohammed and Muhammad, Yusuf and Yousef, Ahmed and
Ahmad. The table here holds what sound cannot join, or joins too weakly to be sure of:

* Arabic, Persian, Urdu, Bengali and Somali names have no one spelling in our letters: short vowels are not written, and
  each colonial office and each school wrote down what it heard (Cumar is Omar, Axmed is Ahmed, Xasan is Hassan).
* Irish and Welsh names follow their own spelling; whoever hears one on the telephone writes English (Shevaun, Neve).
* Slavic names change letters with the language that wrote them down (Oleksandr, Aleksander, Alexander).
* Short forms that the ``nicknames`` library, made from American registers, does not know.

Each line is one name. A line joins, it never merges: it only brings a person into sight, with the reason beside them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

from nicknames import NickNamer

_SPELLINGS: Final = """
mohammed mohammad mohamed mohamad muhammad muhammed muhamed mohamud mahamed mehmet mohd
ahmed ahmad achmed ahmet axmed ahmadi
yusuf yousef youssef yousuf yusef yuusuf
hussein hussain husain husayn hossain hosein xuseen
hassan hasan hassen xasan
omar umar omer umer cumar
osman usman uthman othman cusmaan
abdullah abdallah abdulla abdulah cabdullahi
abdul abdel abdal
ibrahim ebrahim ibraheem brahim
ismail ismael ismaeel esmail
aisha ayesha aysha aishah ayse caasha
fatima fatimah faatima fatema fatma faduma fadumo
khadija khadijah khadeeja hadija kadija khadra
maryam mariam mariyam maryan miriam
zainab zaynab zeinab zeynep
zahra zahrah zehra zahraa
yasmin yasmeen yasmine jasmin jasmine
noor nur nour nuur
amina aminah ameena aamina
hamza hamzah
said saeed saied saed
syed sayed sayyid sayeed
tariq tarik tarek tareq
jamal gamal jamaal
mustafa mostafa mustapha
mahmoud mahmood mehmood mahmud
suleiman sulaiman soleiman suleyman sulayman
bilal bilaal belal
zain zayn zane
laila layla leila leyla
sumaya sumayyah sumaiya
aaliyah aliyah aliya alia
safa safaa
iqra ikra
rayyan rayan
chowdhury chaudhry choudhury chaudhary choudhry choudhary chaudhri
sheikh shaikh sheik shaykh
qureshi quraishi koreshi
miah mia miya mian
singh sing
kaur kor
siobhan shevaun chevonne shivaun shavon
niamh neve nieve neave
aoife eefa efa
caoimhe keeva kiva queeva
saoirse seersha sersha
sinead shinade
eoin owen eoghan
sean shaun shawn
padraig porrick podrig
ciaran kieran keiran kian
roisin rosheen
aisling ashling ashlyn
oisin osheen
grainne gronya
cathal kahal
meabh maeve mave
caitlin kaitlin katelyn kaitlyn
tadhg tige
rhys reece rees
sian shan
aleksander alexander aleksandr oleksandr
aleksandra alexandra oleksandra
katarzyna katarina kateryna ekaterina
jakub yakub
mikhail mykhailo michal mihail
yuri iurii yurii
sergei serhii sergey
dmitri dmytro dmitry
volodymyr vladimir wladimir
zofia sofia sophia sofie sophie
weronika veronika veronica
viktor victor wiktor
zhang chang cheung
wang wong
chen chan
zhou chou chow
stephen steven
geoffrey jeffrey
sarah sara
hannah hanna
jayden jaden jaiden
"""
_SHORT: Final = """
mohammed muhammad mohamed mo
zakariya zakariye zachary zakir zak zac zack
tasneem tanveer taz
gareth gary gaz
darren daz
sharon shazia shaz
barry baz
abdul abdullah abdi abs
harleen harjit harpreet harry
gurpreet gurdeep gurdip gurp
navneet nav
manpreet manraj manny
amandeep aman
jaspal jasleen jas jaz
ibrahim ibby ibs
ismail ish
yusuf joseph joe yus
aaliyah aliyah ali
khadija khadijah dija
fatima fatimah fatty tima
alexandra aleksandra sasha ola
aleksander alexander sasha olek
weronika nika
zuzanna zuza
kacper kasper
oliwia olivia liv livvy
bethany beth bethie
shannon shan
nathaniel nathan nate nat
isaiah zay
jermaine jez
rhianna rhi
latoya toya
weronika wera
margaret margaretta marguerite peg peggy daisy
mary marietta polly molly
katherine catherine kathleen cathleen kay kit
"""
_NICKNAMES: Final = NickNamer()
SPELLING: Final = "another spelling"
SHORT: Final = "short form"


def _joined(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in table.strip().splitlines():
        words = line.split()
        for word in words:
            found[word].update(words)
    return {word: frozenset(others - {word}) for word, others in found.items()}


_SPELLED: Final = _joined(_SPELLINGS)
_SHORTENED: Final = _joined(_SHORT)


def _related(one: str, other: str) -> bool:
    """Whether a pair of the library can be heard to be one name: they begin alike, or share two letters in order.

    Its registers also hold what people happened to be called (Bill for Fred, Bill for Robert), which would bring
    strangers into sight. The few short forms that share less (Peggy, Polly) stand in the table above.
    """
    if one[:1] == other[:1]:
        return True
    return any(
        letter in other and set(one[place + 1 :]) & set(other[other.index(letter) + 1 :])
        for place, letter in enumerate(one)
    )


@lru_cache(maxsize=4096)
def other_forms(word: str) -> dict[str, str]:
    """The other ways a name (letters only, lower case) is written or shortened, both directions: form -> how."""
    listed = _NICKNAMES.nicknames_of(word) | _NICKNAMES.canonicals_of(word)
    forms = dict.fromkeys((each for each in listed if _related(word, each)), SHORT)
    forms |= dict.fromkeys(_SHORTENED.get(word, ()), SHORT)
    forms |= dict.fromkeys(_SPELLED.get(word, ()), SPELLING)
    forms.pop(word, None)
    return forms
