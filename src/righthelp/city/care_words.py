"""What is written about children in care: plain, about the child, in words that could be read to them."""

from __future__ import annotations

from typing import Final

WHY: Final = {
    "N1": (
        "Nobody at home could keep the child safe, and everything short of leaving home had been tried.",
        "The child was left alone for days. The family meeting found nobody who could step in at once.",
        "Injuries that could not be explained, and parents who could not say what had happened.",
    ),
    "N2": ("The child’s needs at night are more than the family can meet, and both parents asked for help.",),
    "N4": ("Mother is in hospital and there is nobody else at home this month.",),
    "N5": ("Father and son can no longer live together; relatives had him for weeks and could not go on.",),
    "N6": ("Mother asked that somebody else care for him after the third night of violence at home.",),
    "N8": ("Arrived alone, without any adult who is responsible.",),
}
LEFT: Final = {
    "E4A": "It is safe at home again. The plan for going home worked, and support goes on.",
    "E4B": "Mother came and took the child home. Checked the same day: safe for now, with a plan.",
    "E13": "Lives with an aunt, who was assessed and is supported.",
    "E41": "The court decided that the child lives with grandmother.",
    "E45": "The relatives who fostered are special guardians now.",
    "E46": "The foster carers are special guardians now.",
    "E47": "Grandparents are special guardians now.",
    "E5": "Has a flat of their own and a personal adviser who visits.",
    "E6": "Moved in with friends; wanted no more support for now, and knows whom to call.",
    "E17": "Turned eighteen and stays with the carers.",
}
PROGRESS: Final = (
    "Settled with the carers. Sleeps through most nights and is at school every day.",
    "School goes better than last term. Contact with mother is good when it is short.",
    "Some hard weeks after the move. The carers held on, and the child says they like it there.",
    "Healthy and growing. The carers notice that bedtime needs a long story.",
    "Football twice a week has helped more than anything. Reading is a year behind and catching up.",
    "Two friends from the old school visit. The dentist is overdue.",
)
DECISIONS: Final = (
    "Contact stays every second Saturday. The school arranges one-to-one reading. Life story work begins.",
    "The placement goes on. A mentor is found by half-term. The social worker books the health assessment.",
    "Brothers and sisters see each other each month. The carers get a break in the holidays.",
    "The care plan stands. The savings account is opened, and the passport applied for.",
    "The plan for staying until grown up goes to panel. The child is told first, by the social worker.",
)
SAID: Final = (
    "I want to see my sister more.",
    "I like it here. Can I stay?",
    "I don’t want people from work at my school.",
    "I want a phone that works, and my own key.",
    "Nobody told me why I moved. I want to know.",
    "Tell Mum that I am fine.",
)
WAY: Final = "Sent a drawing and three sentences with the carer."
VISIT_NOTES: Final = (
    "Saw the bedroom and the new desk. Talked about school, and about when the next contact is.",
    "Went for a walk with the dog. The carer says mornings are easier.",
    "Watched a film for a while first. Then talked about Mum, and about the review.",
    "Quiet today. Showed me the photos from the holiday.",
    "Came home late from football and was proud of it. No worries from the carer.",
)
MOVED: Final = {
    "CARPL": "As the care plan said.",
    "CREQB": "The carers could not go on after the nights without sleep.",
    "CREQO": "Illness in the carer’s own family.",
    "CHILD": "The young person asked for it, and the review agreed.",
    "LAREQ": "A home nearer to school was found.",
    "CLOSE": "The carers stopped fostering.",
    "STAND": "The worries were looked into; the child moved meanwhile.",
    "PLACE": "The same home, meant to last now.",
    "OTHER": "The home was too far from school and family.",
}
SIGNED: Final = ("Agreed by the mother", "Agreed by both parents", "Agreed by the mother; father not found yet")
