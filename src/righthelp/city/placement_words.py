"""What is written of placements that broke down, of panels, of short breaks and of introductions."""

from __future__ import annotations

from typing import Final

SPARED: Final = (
    ("The move was one child of three; the meeting about the brothers speaks for all of them.", 0, ""),
    ("The young person asked for no meeting and wrote two pages instead, which the manager has read.", 13, ""),
    (
        "The carer died. Everybody who knew the child met at the funeral, and the officer has written down what they "
        "said.", 0, "CREQO",
    ),
)  # fmt: skip
"""Why nobody meets; how old the child is at least, and by which reason a foster placement ended, if only by one."""
FROM_AGE: Final = {"missing": 11, "told": 7, "school": 5, "health": 6, "wish": 5, "behaviour": 3}
"""How old a child is at least of whom a cause is said."""
CAUSES: Final[dict[str, dict[str, float]]] = {
    "CREQB": {"behaviour": 6, "support": 4, "school": 3, "match": 3, "health": 2, "missing": 2, "told": 1},
    "CREQO": {"carers": 8, "support": 2, "others": 1},
    "CHILD": {"wish": 6, "match": 3, "others": 2, "family": 2},
    "LAREQ": {"plan": 3, "family": 3, "school": 2, "match": 2},
    "CLOSE": {"carers": 6, "plan": 1},
    "STAND": {"care": 6, "support": 2, "told": 1},
    "ALLEG": {"care": 5, "support": 2},
    "APPRR": {"care": 6},
    "CUSTOD": {"missing": 5, "school": 3},
    "OTHER": {"match": 4, "meeting": 3, "plan": 2, "school": 2, "missing": 2},
}
"""By why the placement ended: what those who met thought had led to it."""
LEARNED: Final[dict[str, tuple[str, ...]]] = {
    "behaviour": (
        "Bedtime was the hardest hour from the first week, and nobody asked about it. The next carers know what "
        "helps, and whom to ring at ten at night.",
        "Everything was a test of whether they would go on. The carers had never been told to expect it, nor why.",
    ),
    "match": (
        "It was the bed that was free, not the home that was right. The next search starts with who the child is.",
        "Three children in one house was two too many for a child who had never shared a room.",
    ),
    "plan": (
        "The plan said six weeks and nobody said what came after. Next time the day is in the plan before the move.",
    ),
    "support": (
        "The carers asked for help in May and the first hour of it came in July. A request now goes to one named "
        "person, who answers within two days.",
        "A break each month would have held it. The support worker starts with the next carers in the first week.",
    ),
    "meeting": (
        "There was no planning meeting in the first week: everybody thought that somebody else had called it.",
    ),
    "school": (
        "No school for nine weeks, all day with one carer. School first, then the move, wherever there is time.",
    ),
    "health": ("The wait for somebody to talk to was longer than the placement. The nurse asks from the first week.",),
    "family": (
        "Every visit ended in tears, and the carers were left with them. Visits are at the centre now, with somebody "
        "who stays afterwards.",
    ),
    "others": ("The older girl in the home had just given up her room. Nobody had talked with her before.",),
    "missing": (
        "Out every night with older boys who had a car. The new home is further away, and a worker comes along "
        "to football.",
    ),
    "carers": ("Nobody could have known of the illness. The carers wrote a card, and may be rung on Sundays.",),
    "care": (
        "Small worries stood in four people’s notes and in nobody’s hands. The supervising worker sees them all now.",
    ),
    "wish": ("Said from the start that it was too far from the family. Next time we ask, and write down the answer.",),
    "told": ("What we knew of the fires stood in the old file. The carers learned it from the neighbour.",),
}
CHILD_OF_BROKE: Final = (
    "I knew they would send me away.", "Nobody asked me. I would have stayed.", "They were nice. I was not.",
    "I want to see their dog again.", "It was too quiet there.", "Can I keep the bike?",
)  # fmt: skip
ACTIONS: Final = (
    "Write to the carers to thank them, and ask what would have helped",
    "Bring the toys and the box of photographs to the new home",
    "Put help for the new carers in place before the second week",
)
OLDER_ACTIONS: Final = (
    "Bring the bicycle, the games and everything else that is the child’s own",
    "Agree with school who meets the child at the gate in the first weeks",
    "Ask for somebody to talk to, and tell the child the day of the first hour",
    "Tell the child in their own words why it ended",
)
"""For children of school age."""

ACHIEVED: Final = (
    "In school four days of five, after a year in which there was none. Sleeps through most nights.",
    "Has not been missing since February. Cooks for everybody on Thursdays.",
    "Safe, fed, and as lonely as in May. The staff are kind; there are nine of them.",
    "Reads for pleasure now. The outbursts have halved, and end by talking.",
    "Little, for a year. The key worker changed three times.",
)
CHILD_OF_PANEL: Final = (
    "I want a family with a dog.", "I like it here, my mates are here.", "I do not want to be the only one in a house.",
    "When do I find out?", "Somewhere I can stay until I am grown up.", "",
)  # fmt: skip
STAYS: Final = (
    "It works, and to move now would cost what was gained. Looked at again in half a year.",
    "Exams come first. The step to a family is prepared meanwhile: a weekend with each of two carers.",
    "Nothing cheaper would keep the child safe today. Health is asked to pay its part.",
)
STEPS: Final = {
    "foster": (
        "Ready for a family: the staff say so, and so does the child. Carers with time for one child.",
        "Does best with one grown-up who stays. A home of staff who go off shift cannot give that.",
    ),
    "supported": (
        "Turns seventeen, shops and cooks, and wants a key. A flat with somebody downstairs at night.",
        "Ready for more room than a children’s home gives; keeps the key worker for the first three months.",
    ),
    "other": ("Relatives have asked for a year, and their assessment says yes. The staff will bring everything over.",),
    "home": ("Mother has kept to everything for a year. Home by half-term, with the support plan in place before.",),
}
MOVED: Final = {
    "foster": "Moved in with foster carers after five weekends there.",
    "supported": "Has the key to a flat, and knows who is downstairs.",
    "other": "Lives with relatives, as the assessment hoped; rings the staff on Sundays.",
    "home": "Went home; the worker comes twice a week at first.",
}
WHO: Final = "Head of service; commissioning; placements; finance; virtual school; looked-after children’s nurse"
SOUGHT_WHO: Final = (
    "Somebody who fixes bicycles and says what he thinks, mostly when it is too late.",
    "Somebody who sings in the shower, feeds every cat and hates to be late.",
    "Somebody who is quiet for a week, and then funny for a year.",
)
SOUGHT: Final = {
    "likes": "Football on Saturdays, spicy food, being asked before plans change.",
    "needs": "People who stay calm and stay put.",
    "worked": "A timetable on the fridge, and ten minutes alone after school.",
    "contact": "Sister on Wednesdays by telephone, Mum once a month at the centre.",
    "school": "To be kept: the first that has worked.",
    "risks": "Went missing twice last year, always to the same friend, who rings.",
}
CHOSEN: Final = "They came to tea three times before anybody spoke of moving, and were asked back."
CONDITIONS: Final = (
    "After three weekends, and if the school stays.",
    "Once their own holiday is over, and with somebody to ring at night.",
)
CANNOT: Final = (
    "Their own teenager sits exams this year.",
    "They have said yes to another child.",
    "Too far from the school.",
)

_MONTHLY: Final = (
    "One weekend in four with the same family, who can use the hoist. The pillow comes too. Mum sleeps.",
    "A weekend each month. Knows the house from tea visits; the dog goes out first. Medicine list in the red bag.",
)
_FORTNIGHTLY: Final = (
    "Every second weekend with the same family: nights without sleep would wear everybody out. Collected from school.",
    "Each second Friday from school, home on Sunday at the latest. The feeding pump comes along, and both can use it.",
)
BREAK_PLAN: Final[dict[tuple[int, int], tuple[str, ...]]] = {
    (28, 2): _MONTHLY,
    (28, 3): ("A long weekend in four, so that the brothers have their parents to themselves. The pillow comes too.",),
    (21, 2): (
        "Two nights every third week with carers who sign. The dog goes out first. Medicine list in the red bag.",
    ),
    (14, 2): _FORTNIGHTLY,
    (14, 3): ("Three nights every second week with the same family, who can use the hoist. Mum sleeps.",),
    (42, 2): ("A weekend now and then, every sixth week, so that the brothers have their parents to themselves.",),
}
"""By the days from one stay to the next, and the nights of each."""
BREAK_AGREED: Final = ("Mother", "Both parents", "Father", "Grandmother, who has parental responsibility")
BREAK_HOW: Final = (
    "Slept from nine to six. Swimming on Saturday.",
    "Unsettled on the first evening, then fine. One seizure of a minute, as described; Mum was rung.",
    "Laughed at the ducks. Ate everything but the peas.",
    "Came with a cold and went home on the day as planned.",
)
BREAK_SAYS: Final = ("Thumbs up on the chart.", "“Again!”", "Pointed at the picture of the house and smiled.", "")
BREAK_REVIEW: Final = (
    "The breaks go on as they are. The school sees a rested child on Mondays.",
    "One more weekend in the term. The carers ask for training on the feeding pump, which is booked.",
)
BREAK_ENDED: Final = (
    "The family has moved, and the grandparents help now.",
    "The young person goes to a weekend club instead, and prefers it.",
)

__all__ = [
    "ACHIEVED", "ACTIONS", "BREAK_AGREED", "BREAK_ENDED", "BREAK_HOW", "BREAK_PLAN", "BREAK_REVIEW", "BREAK_SAYS",
    "CANNOT", "CAUSES", "CHILD_OF_BROKE", "CHILD_OF_PANEL", "CHOSEN",
    "CONDITIONS", "FROM_AGE", "LEARNED", "MOVED", "OLDER_ACTIONS", "SOUGHT", "SOUGHT_WHO",
    "SPARED", "STAYS", "STEPS", "WHO",
]  # fmt: skip
