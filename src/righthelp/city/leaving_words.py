"""What care leavers and their advisers say: short, in the young person's words."""

from __future__ import annotations

from typing import Final

NEEDS: Final = (
    "A bank account in her own name, help with forms, and somebody to ring at night. Cooks well already.",
    "Wants to stay at college. Needs a quiet place to study, a dentist, and his birth certificate.",
    "Wants to learn to drive and to see his brother more. Needs help with money at the end of the month.",
    "Settled where she is. Needs a plan for what happens when the course ends, and a driving theory book.",
    "Misses the foster carers and wants to visit on Sundays. Needs support to keep the tenancy.",
)
PLAN: Final[dict[str, tuple[str, ...]]] = {
    "home": (
        "I want to stay where I am until I finish college.",
        "I want my own flat near the tram, with room for my sister to stay.",
        "I like the shared house. I want a lock that works.",
    ),
    "health": (
        "I go running. I see the doctor when I need to, and my adviser came along last time.",
        "I sleep badly before exams. I know whom to ring.",
        "I take my inhaler. The dentist is booked.",
    ),
    "learning": (
        "Level 2 in catering now, then an apprenticeship.",
        "A levels. I want to do nursing at university.",
        "I want work outdoors. My adviser knows somebody at the parks.",
    ),
    "money": (
        "I get my allowance each Friday. I want to save for a moped.",
        "Rent first. I owe the phone company, and we made a plan.",
    ),
    "people": (
        "My foster mum, my cousin, two friends from school. I can ring my adviser.",
        "My little brother. The youth worker at the centre.",
    ),
    "identity": (
        "I want to know more about my dad’s side. I have my life story book.",
        "My church, my music, my hair.",
    ),
    "skills": ("I cook three things well. I want to learn about bills.", "I can do forms. I hate phone calls."),
    "contingency": (
        "I ring my adviser, then my foster mum. There is a room at the hostel for a night.",
        "My aunt said I can come to hers at any time.",
    ),
}
NOTES: Final = (
    "A text to say the interview went well.",
    "Met for coffee. Talked about rent and about his sister’s birthday.",
    "Rang. All is well, the boiler has been mended.",
    "Went along to the job centre.",
    "Brought the letter about council tax. It is sorted.",
    "Sent a picture of the new room.",
)
NOT_REACHED: Final = "Rang twice, wrote and knocked. A neighbour has seen them this week."
VISITED: Final = "The first visit after the move: keys, heating, food in the fridge, and where the bus goes from."
UNSUITABLE: Final = {
    "S": "Sleeps at friends’. We look for a room every day.",
    "X": "In custody. A plan for the day of release is being made.",
    "W": "Bed and breakfast for a few nights; a place in supported housing is promised.",
    "U": "Damp, and two bus rides from work. We asked the landlord in writing.",
}
PASSPORT: Final = "Made with the nurse for children in care, in a folder of their own: doctors, jabs, what to ask for."
WISH: Final = "Thanked us and wants to manage alone. Knows how to come back, up to 25."
WANTED: Final = {
    "council-tax": 0.05,
    "driving-lessons": 0.12,
    "travel-to-learn-or-work": 0.3,
    "passport-provisional-licence-or-birth-ce": 0.35,
    "leisure-card": 0.2,
}
"""Keys of the local offer and how many in a hundred ask for each."""
REFUSED: Final = "You have a pass from college until July. Ask again when it ends, and we shall pay for the next one."
COUNCILS: Final = ("Solihull", "Sandwell", "Walsall", "Coventry", "Dudley", "Wolverhampton", "Leicester")
PARTS: Final = ("First part, in October", "Second part, in January", "Third part, after Easter")
BOUGHT: Final = (
    "A bed and a mattress",
    "A cooker",
    "A month’s pass",
    "Lessons booked and paid",
    "The fee for the form",
)
ARREARS: Final = "A plan with the landlord, ten pounds a week; the claim for housing costs was put right."
KEPT: Final = "Paid off. The landlord wrote to say that the tenancy goes on."
LOST: Final = "The court gave the landlord the flat. We found a place in supported housing for the same night."
HOUSING: Final = (
    "One bedroom, near the tram and her sister.",
    "Anywhere north, not Erdington.",
    "Ground floor if possible.",
)
PLACES: Final = (
    ("support", "St Basils", "Edmonds Court, city centre"),
    ("support", "St Basils", "A shared house in Stechford"),
    ("support", "Trident Reach", "A scheme in Handsworth"),
    ("council", "The council", "A flat in Ladywood"),
    ("council", "The council", "A flat in Kings Norton"),
    ("assoc", "Midland Heart", "A flat in Aston"),
)
TOO_FAR: Final = "Two buses from work, and from my brother."
KEYS: Final = "Has the keys, and the first week’s shopping is done."
SLEPT: Final = (
    "At a friend’s since Thursday. The friend’s mother rang us.",
    "On a night bus. There was a row at home, and the lock was changed.",
    "In the stairwell of a block. A neighbour brought tea and rang.",
)
CAME_INTO_CARE: Final = "Cannot go back, and said so clearly. Wanted somebody to live with, not a room alone."
EMPLOYERS: Final = (
    "A garage in Digbeth",
    "A builders’ merchant",
    "The council’s parks",
    "A nursery in Moseley",
    "A bakery",
)
TASTED: Final = "Went on all three days. Liked the people more than the hours."
NOT_TAKEN: Final = "Not ready to be among strangers all day. Wants to try again after the summer."
HELPERS: Final = {
    "consult": 0.07,
    "mind": 0.05,
    "adult": 0.03,
    "send": 0.02,
    "advice": 0.08,
    "esol": 0.04,
    "mentor": 0.06,
}
HELP: Final = {
    "parent": ("Family nurse", "Visits each week: feeding, sleep, and who holds the baby when she sleeps."),
    "group": ("Young parents’ group, Thursdays", "Goes when the bus does. Asked for a cot rota."),
    "consult": ("TESS", "Sleep first, then college. Say what will happen before it happens."),
    "mind": ("Forward Thinking Birmingham", "Six meetings agreed, then we look together."),
    "adult": ("Adult social care", "Assessed. A support worker twice a week from the 18th birthday; funding agreed."),
    "send": ("Learning disability service", "Known to the service. Health plan until 25, reviewed each spring."),
    "advice": ("A solicitor at the law centre", "Leave to remain: what is sent in, and by when."),
    "esol": ("South and City College", "Entry level three, four mornings a week."),
    "mentor": ("A mentor of the volunteers’ service", "Meets every other Saturday. Football, mostly."),
}
HELPED: Final = "Came to its end as agreed. Knows how to ask again."
PRISONS: Final = ("HMP Birmingham", "HMYOI Brinsford", "HMP Featherstone", "HMP Foston Hall")
RELEASE: Final = "The adviser is at the gate at nine. A room is promised; a doctor, a bank card, probation at two."
GOOD: Final = "In the young person’s own words. It says who does what."
BETTER: Final = "By when each thing happens, and what we do if the home falls through."
