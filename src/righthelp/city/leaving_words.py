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
WISH: Final = "Thanked us and wants to manage alone. Knows how to come back, up to 25."
