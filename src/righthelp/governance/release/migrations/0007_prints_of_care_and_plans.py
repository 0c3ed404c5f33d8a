"""What is said in care, before a court, of a home sought, on panels and in plans is recognised in documents."""

from django.db import migrations

from righthelp.foundation.database.prints import prints_index

COLUMNS = (
    ("care_incare", "why"),
    ("care_carereview", "childs_words"),
    ("care_carereview", "parents_words"),
    ("care_carereview", "progress"),
    ("care_carereview", "decisions"),
    ("court_matter", "threshold"),
    ("court_hearing", "decided"),
    ("court_consent", "plan"),
    ("court_consent", "objection"),
    ("matching_sought", "who"),
    ("matching_sought", "needs"),
    ("matching_sought", "worked"),
    ("matching_sought", "risks"),
    ("front_door_placedhere", "concerns"),
    ("front_door_channelreferral", "why"),
    ("front_door_channelpanel", "why"),
    ("front_door_channelpanel", "support"),
    ("mash_check", "told"),
    ("mash_rated", "rationale"),
    ("section47_concerned", "safety"),
    ("section47_concerned", "decision_why"),
    ("protection_conferencerecord", "complicating"),
    ("protection_conferencerecord", "working_well"),
    ("protection_conferencerecord", "needs_to_happen"),
    ("protection_conferencerecord", "confidential"),
    ("protection_childconference", "dissent"),
    ("protection_protectionplan", "why"),
    ("protection_escalation", "issue"),
    ("child_in_need_needplan", "threshold"),
    ("child_in_need_review", "family_view"),
    ("child_in_need_closing", "family_words"),
    ("child_in_need_specialist", "needs"),
    ("child_in_need_specialist", "child_view"),
    ("child_in_need_familyassessment", "needs"),
    ("child_in_need_familyassessment", "way_out"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("release", "0006_prints_unmeasured"),
        ("care", "0003_change_taken_back"),
        ("court", "0004_section_20_held_together"),
        ("matching", "0002_held_together"),
        ("front_door", "0003_calls_and_panels"),
        ("mash", "0002_partners_answer"),
        ("section47", "0001_initial"),
        ("protection", "0003_report_and_rota"),
        ("child_in_need", "0002_held_together"),
        ("database", "0003_prints_in_one_loop"),
    ]

    operations = [prints_index(table, column) for table, column in COLUMNS]
