"""What children say in return home interviews, put together from fragments so that no two are alike.

Said as young people say things, and never so that blame falls on the child: what was done to them is written as done
to them.
"""

# ruff: noqa: E501, SIM905 pools of fragments read better as running text

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from righthelp.city.dice import Dice

_NICK = "Ky Smiler Tee Reece Jordan Big_Man Dee Ash Kash Zee Mikey Shan Lo Nads Bubs Jay Tiny Mo Ree Fish Dex Saf Vee".split()
_FRIENDS = "Ellie Keira Jayden Zara Reece Amira Tia Kian Leah Hamza Niamh Tyrell Aisha Connor Jada Filip Simran Malachi".split()
_PLACES: Final[dict[str, tuple[str, ...]]] = {
    "house": (
        "a flat above the shops on Kilnbank Street", "a house on Swiftmead Road", "a friend’s house near Otterwell Lane",
        "a flat in the tower by Canalgate Way", "my aunt’s in Thistlecroft Avenue", "a house in Coventry, don’t know the road",
        "an empty house off Tannerside Road", "my nan’s in Holly Grove",
    ),
    "park": (
        "Towpath Fields", "the skate park by Foundrymoor", "the canal steps at Anvilgate", "Beacon Hill playing fields",
        "the alley behind Pewterside Walk", "the rec on Kestrelfield Drive",
    ),
    "shop": (
        "the chicken shop on Gildergrove Road", "the shisha place on Lanternside Street", "the dessert place in Copperfield Lane",
        "the games arcade by the market", "the late shop on Weaverwell Road",
    ),
    "hotel": ("a hotel by the ring road", "a short-let flat near Glassgate Street", "a hotel room somebody else had paid for"),
    "transport": (
        "New Street station", "the coach station", "the 11 bus, round and round", "a train to a town by the sea", "the tram stop at Silvermoor",
    ),
    "online": ("a group chat", "a game I play", "an app where messages vanish"),
    "school": ("outside my old school", "the college car park"),
}  # fmt: skip
_PUSH: Final[dict[str, tuple[str, ...]]] = {
    "conflict": (
        "Me and Mum had a massive row about {thing} and I just needed to get out.", "It kicked off over {thing}. It always does.",
        "They were all shouting. I put my headphones in and walked.", "He said if I don’t like it I can leave, so I did.",
        "I said sorry and she still went on about {thing}.",
    ),
    "harm_home": (
        "I don’t feel safe when he has been drinking.", "I heard them fighting again and I couldn’t listen to it any more.",
        "He grabbed me by the arm. I showed the officer the mark.", "I lock my door but it does not really lock.",
    ),
    "placement": (
        "I hate it there. It’s not a home, it’s a building with an office in it.", "There’s a new lad in the home and he frightens me.",
        "Staff change every week. I don’t even unpack.", "The carers are all right but it isn’t my bed.",
        "They lock the kitchen. Who locks a kitchen?",
    ),
    "distance": (
        "It’s two buses and a train to anyone I know.", "I’m miles from my little brother. I only wanted to see him.",
        "Nobody asked me before they moved me out here.",
    ),
    "school": (
        "I’ve had no school since {season}, so what am I meant to do all day?", "They put me in isolation again so I walked out.",
        "I’m only in two hours a day.",
    ),
    "bullying": (
        "There are girls who film me and put it up.", "They wait for me at the gate.", "Someone shared a picture and now everybody has it.",
    ),
    "rules": (
        "Everybody else my age can stay out until ten.", "They took my phone and I felt like I couldn’t breathe.",
        "The curfew is nine. Even in the summer.", "I have to ask to use the garden.",
    ),
    "mind": (
        "My head was too loud.", "I couldn’t stay in that room another minute.", "It was the day my dad died, two years ago, and nobody said anything.",
        "I just walked until I felt calmer.",
    ),
    "not_heard": (
        "I told three people and nothing changed.", "My worker has changed again. I’m not telling it all from the start.",
        "I asked for contact {weeks} weeks ago.", "Nobody rang me back.",
    ),
}  # fmt: skip
_PULL: Final[dict[str, tuple[str, ...]]] = {
    "family": (
        "I went to my {relative}’s. It’s the only place I sleep.", "I wanted to see my little {sibling}, it was {their} birthday.",
        "My {relative} cooked for me and I stayed.", "I only wanted a hug off my mum.",
    ),
    "friends": (
        "I was at {friend}’s the whole time, watching films.", "We all went to {place} and lost track of time.",
        "Me and {friend} were just walking round.", "{friend} was upset so I stayed with {friend}.",
    ),
    "partner": (
        "I was with my boyfriend. He’s {age}.", "My girlfriend’s mum lets me stay.", "He picked me up in his car. He says he is {age}.",
    ),
    "cse": (
        "They said there was a party but there were only men there.", "{nick} gave us a lift and then we were in {place} and I didn’t know how to leave.",
        "He buys me things and then he gets angry if I don’t answer.", "I don’t want to say what happened after that. Not yet.",
    ),
    "cce": (
        "{nick} says I owe him money. I don’t know how it got so big.", "They put me on a train with a bag and told me not to look in it.",
        "I was in that house for {days} days. I couldn’t leave.", "If I don’t do it they’ll go to my mum’s house.",
        "They gave me new trainers first. Then I had to work it off.",
    ),
    "substances": (
        "We were smoking and I fell asleep.", "{nick} had some tablets. I don’t know what they were.", "I had a drink and missed the last bus.",
    ),
    "online": (
        "I’d been talking to him for months, he isn’t weird.", "She isn’t the age she said she was.", "We met on a game.",
    ),
    "fun": (
        "It was a party, that’s all, ask anyone.", "I wanted one normal Saturday.", "There was a fair on at {place}.", "It was hot and nobody wanted to go in.",
    ),
    "money": (
        "I needed money for a coat.", "He gave me forty pounds just for holding something.", "They pay for food and that, and a phone.",
    ),
}  # fmt: skip
_START = (
    "I wasn’t missing, I knew where I was.", "It isn’t a big deal.", "I’ll tell you, but don’t make it a whole meeting.",
    "You came last time as well, so I’ll tell you.", "I didn’t plan it.", "It was only meant to be an hour.", "I’m all right. I was cold.",
    "I don’t know where to start.", "Can I say it with nobody writing?", "I rang to say I was safe.", "My battery died.", "",
    "", "",
)  # fmt: skip
_END = (
    "I’d come back sooner if somebody texted instead of ringing the police.", "I’d like to talk to you again, not somebody new.",
    "Tell my social worker I want to see my brother.", "I want to move, but not far.", "If I had somewhere to go after school I’d go there.",
    "I do want to be safe. I do.", "Nobody’s asked me that before.", "Please don’t tell him I said that.", "I just want it to stop.",
    "Next time I’ll ring.", "I want to go back to college in {season}.", "I don’t need help, Mum does.",
    "It helped, saying it.", "Can you come on a day that isn’t Thursday, that’s football.", "", "",
)  # fmt: skip
_FILL: Final[dict[str, tuple[str, ...]]] = {
    "thing": (
        "my phone",
        "college",
        "the washing up",
        "a lad I know",
        "money",
        "what time I got in",
        "my room",
        "nothing really",
        "the wifi",
    ),
    "season": ("September", "Easter", "before the summer", "January", "last term"),
    "weeks": ("three", "five", "six", "eight"),
    "relative": ("nan", "aunt", "cousin", "big sister", "dad", "grandad"),
    "sibling": ("brother", "sister"),
    "their": ("their",),
    "age": ("eighteen", "nineteen", "twenty", "seventeen", "twenty-two or something"),
    "days": ("two", "three", "four"),
}
_HARM_NOTES: Final[dict[str, tuple[str, ...]]] = {
    "hurt": ("A bruise on the arm, seen by the GP.", "Was pushed and hit by somebody older.", "A cut to the hand; taken to the walk-in centre."),
    "sexual": ("Told the worker that something was done to them; strategy meeting called the same day. Words kept as spoken.",),
    "exploited": ("Is being exploited by adults; screening tool completed.", "An adult is using a made-up debt to control the child."),
    "rough": ("Slept on a bus and in a stairwell.", "Slept at the house of people they had met that day."),
    "substances": ("Was given tablets by an older person.", "Was given alcohol by adults at the address."),
    "carried": ("Was made to carry a package on a train.", "Was made to hold drugs for adults; found in another force’s area."),
    "threatened": ("Adults threatened the family if the child stopped.", "Was threatened over a debt."),
}  # fmt: skip
_SETS = {
    "home": {
        "push": {"conflict": 34, "harm_home": 9, "school": 12, "bullying": 7, "rules": 18, "mind": 12, "not_heard": 8},
        "pull": {"family": 9, "friends": 30, "partner": 12, "cse": 6, "cce": 19, "substances": 7, "online": 5, "fun": 18, "money": 6},
    },
    "care": {
        "push": {"conflict": 10, "placement": 28, "distance": 19, "school": 8, "bullying": 5, "rules": 20, "mind": 12, "not_heard": 14},
        "pull": {"family": 30, "friends": 26, "partner": 10, "cse": 7, "cce": 14, "substances": 6, "online": 3, "fun": 12, "money": 4},
    },
}  # fmt: skip
_HARM_OF = {
    "cse": {"sexual": 4, "exploited": 5, "substances": 2},
    "cce": {"exploited": 5, "carried": 5, "threatened": 4, "hurt": 1},
    "substances": {"substances": 5, "rough": 1},
}


@dataclass
class Heard:
    """What one interview taught us."""

    own_words: str
    push: list[str]
    pull: list[str]
    harm: list[str]
    harm_note: str
    summary: str
    places: list[tuple[str, str]] = field(default_factory=list)
    people: list[tuple[str, str, str]] = field(default_factory=list)


def heard(dice: Dice, where: str, hours: float, forename: str) -> Heard:
    """One interview about an episode of so many hours."""
    sets = _SETS["care" if where == "care" else "home"]
    push = _several(dice, sets["push"], 0.62)
    pull = _several(dice, sets["pull"], 0.7)
    harm: list[str] = []
    for each in pull:
        if each in _HARM_OF and dice.chance(0.62):
            harm.append(dice.weighed(_HARM_OF[each]))
    if hours > 20 and dice.chance(0.22):
        harm.append("rough")
    harm = sorted(set(harm))
    place_kind = dice.weighed(
        {"house": 34, "park": 24, "shop": 15, "hotel": 5 if "cse" in pull or "cce" in pull else 0, "transport": 13}
    )
    places = [(dice.pick(_PLACES[place_kind]), place_kind)]
    if dice.chance(0.35):
        other = dice.pick(("house", "park", "shop", "transport", "school"))
        places.append((dice.pick(_PLACES[other]), other))
    friend, nick = dice.pick(_FRIENDS), dice.pick(_NICK).replace("_", " ")
    fill = {key: dice.pick(values) for key, values in _FILL.items()} | {
        "friend": friend,
        "nick": nick,
        "place": places[0][0],
    }
    said = [dice.pick(_START)]
    said += [dice.pick(_PUSH[each]) for each in push]
    said += [dice.pick(_PULL[each]) for each in pull]
    said.append(dice.pick(_END))
    own = " ".join(each.format(**fill) for each in said if each)
    people: list[tuple[str, str, str]] = []
    if friend in own or dice.chance(0.3):
        people.append(
            (friend, "friend", dice.pick(("", "", "Was there the whole time.", "Same school year.", "Lives nearby.")))
        )
    if nick in own or "cce" in pull or "cse" in pull:
        people.append(
            (
                nick,
                "adult",
                dice.pick(
                    (
                        "Older; drives a grey hatchback.",
                        "Known only by this name.",
                        "Gives lifts and money.",
                        "Older than he says.",
                    )
                ),
            )
        )
    if "partner" in pull:
        people.append((dice.pick(_FRIENDS), "partner", ""))
    if "online" in pull:
        people.append((f"{dice.pick(_NICK)}{dice.whole(10, 99)}", "online", "Name used online."))
    note = " ".join(dice.pick(_HARM_NOTES[each]) for each in harm)
    return Heard(own, push, pull, harm, note, _summary(dice, forename, push, pull, harm), places, people)


def _several(dice: Dice, weights: dict[str, int], alone: float) -> list[str]:
    first = dice.weighed(weights)
    if dice.chance(alone):
        return [first]
    second = dice.weighed({key: weight for key, weight in weights.items() if key != first})
    return [first, second]


_ASKS = (
    "would like the same worker to come again", "agreed to a plan for who to ring at night", "wants the plan for contact looked at again",
    "would like help to get back to school", "is open to one-to-one work", "wants to be asked, not told, about moves",
    "asked for time with an advocate",
)  # fmt: skip
_SEEN = (
    "calm and willing to talk",
    "tired and said little at first",
    "worried about what would happen next",
    "glad to be home",
    "angry about being called missing",
    "quiet; talked while walking",
    "chatty",
)


def _summary(dice: Dice, forename: str, push: list[str], pull: list[str], harm: list[str]) -> str:
    why = {
        "conflict": "arguments", "harm_home": "fear at home", "placement": "being unhappy where they live", "distance": "being far from family",
        "school": "having no place in school", "bullying": "bullying", "rules": "rules felt to be unfair", "mind": "feeling overwhelmed",
        "not_heard": "not being listened to",
    }  # fmt: skip
    told = f"{forename} was {dice.pick(_SEEN)}. Went because of {' and '.join(why[each] for each in push)}"
    told += " and is being exploited by others" if {"cse", "cce"} & set(pull) else ""
    told += f". {forename} {dice.pick(_ASKS)}."
    if harm:
        told += " " + dice.pick(
            (
                "Shared with the social worker by phone the same day.",
                "Screening tool to be completed this week.",
                "Strategy meeting asked for.",
            )
        )
    return told


DECISIONS: Final = (
    "Interview to be offered by {worker} within the day.", "Social worker to visit today; interview offered alongside.", "Police to check the addresses known from last time.",
    "Carer to ring the team when the child is back.", "Placement planning meeting asked for.", "Risk assessment to be read again with the carers.",
    "Screening tool for exploitation to be completed.", "Known to Partnership team; places of interest shared.", "Same worker as before to offer the interview.",
    "Parents to be rung by the co-ordinator.", "School asked for attendance and friends.", "No worker allocated: passed to CASS for a decision.",
    "Map of friends to be made with the child.", "Strategy discussion to be held at 72 hours if still missing.",
)  # fmt: skip
ACTIONS: Final = (
    ("Six sessions of one-to-one work on staying safe", "Four sessions held; the child chose to stop there."), ("Meet the child and carers to agree a safety plan", "Plan agreed; copy with the carers."),
    ("Complete the exploitation screening tool", "Completed and shared with the social worker."), ("Ask the school for a plan for the afternoons", "Place at the youth centre from Monday."),
    ("Review contact with brothers and sisters", "Contact moved to every week."), ("Share places of interest with the police partnership team", "Shared."),
    ("Arrange an advocate", "Advocate met the child."), ("Read the risk assessment again with the home", "Done; new numbers added."),
)  # fmt: skip
LAST_SEEN: Final = (
    "Left by the back door after tea.", "Did not come home from school.", "Seen getting into a grey car.", "Went to the shop and did not come back.", "Left the home with another young person.",
    "Room found empty at the night check.", "Got off the bus in the city centre.", "Left after a call on their phone.", "Went out to meet friends; phone off since.", "Left school at lunchtime.",
)  # fmt: skip
FOUND: Final = (
    ("At home", "Came home by themselves"), ("At the placement", "Came back by themselves"), ("At a friend’s house", "Found by the police"), ("City centre", "Found by the police"),
    ("At a relative’s house", "The family rang"), ("New Street station", "Found by British Transport Police"), ("In another force’s area", "Found by another police force"), ("At the placement", "Brought back by staff"),
    ("Near home", "Found by a parent"), ("At hospital", "Hospital rang"),
)  # fmt: skip
CANCELLED: Final = (
    "Was in the house all along.", "Was at school; the register was wrong.", "Reported twice for the same evening.", "Was with the social worker at a planned visit.", "Came back before the officer wrote the report.",
)  # fmt: skip
