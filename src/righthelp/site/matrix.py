"""Which role may do which act, and how far: the whole of it, in one table.

``A`` any record, ``R`` records the person has a live relationship to, ``.`` not at all. Acts without a record behind
them (reports, the catalogue of indicators) use ``A``. A test walks every role through every route and holds the
answers against this table.
"""

from __future__ import annotations

from righthelp.foundation.access.decision import Scope

ROLES: dict[str, str] = {
    "missing_support_worker": "Missing support worker",
    "missing_coordinator": "Exploitation and missing co-ordinator",
    "missing_manager": "Team manager, Exploitation and Missing",
    "social_worker": "Social worker",
    "team_manager": "Team manager",
    "front_door_officer": "Referral and advice officer, front door",
    "reviewing_officer": "Independent reviewing officer",
    "head_of_service": "Head of service",
    "director": "Chief executive or director of practice",
    "performance_analyst": "Performance and intelligence analyst",
    "quality_auditor": "Quality auditor",
    "privacy_officer": "Privacy officer",
    "commissioner": "Council commissioner",
    "councillor": "Councillor",
    "emergency_duty": "Emergency duty social worker",
    "education_adviser": "Adviser, children in education",
    "workforce_officer": "Workforce and HR officer",
    "police_partner": "Police partner",
    "mash_partner": "Partner in MASH",
    "system_administrator": "System administrator",
}

_SHORT = {
    "MSW": "missing_support_worker",
    "MCO": "missing_coordinator",
    "MTM": "missing_manager",
    "SW": "social_worker",
    "TM": "team_manager",
    "FD": "front_door_officer",
    "IRO": "reviewing_officer",
    "HOS": "head_of_service",
    "DIR": "director",
    "PA": "performance_analyst",
    "QA": "quality_auditor",
    "PO": "privacy_officer",
    "COM": "commissioner",
    "CLR": "councillor",
    "EDT": "emergency_duty",
    "EDU": "education_adviser",
    "HR": "workforce_officer",
    "POL": "police_partner",
    "SYS": "system_administrator",
    "MP": "mash_partner",
}

TABLE = """
act                     MSW MCO MTM SW  TM  FD  IRO HOS DIR PA  QA  PO  COM CLR EDT HR  POL SYS MP  EDU
home.see                A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A
draft.keep              A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A
account.own             A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A
child.search            A   A   A   A   A   A   A   A   A   .   .   A   .   .   A   .   .   .   .   A
child.see               R   R   R   R   R   A   R   A   A   .   R   .   .   .   A   .   .   .   .   R
child.register          A   A   A   .   .   A   .   .   .   .   .   .   .   .   A   .   .   .   .   .
child.looked            .   .   A   .   R   .   .   A   A   .   .   A   .   .   .   .   .   .   .   .
child.record            R   R   R   R   R   A   R   .   .   .   .   .   .   .   A   .   .   .   .   .
child.health            R   R   R   R   R   A   R   A   .   .   .   .   .   .   A   .   .   .   .   .
child.sensitive         .   R   R   R   R   A   R   A   .   .   .   .   .   .   A   .   .   .   .   .
child.undo_death        .   .   R   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
child.gaps              .   .   R   R   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
address.protect         R   R   R   R   R   R   R   R   .   .   .   .   .   .   R   .   .   .   .   .
partner.see             A   A   A   A   A   A   A   A   A   .   A   A   .   .   A   .   .   .   .   A
partner.record          .   .   A   .   A   A   .   .   .   .   .   .   .   .   A   .   .   .   .   .
record.break_glass      A   A   A   A   A   A   .   A   A   .   .   .   .   .   A   .   .   .   .   .
record.past_restriction . A   A   .   A   A   .   A   A   .   .   .   .   .   A   .   .   .   .     .
duplicate.see           .   .   R   .   R   A   .   A   .   .   .   .   .   .   .   .   .   .   .   .
duplicate.propose       .   .   R   .   R   A   .   A   .   .   .   .   .   .   .   .   .   .   .   .
duplicate.approve       .   .   R   .   R   A   .   A   .   .   .   .   .   .   .   .   .   .   .   .
missing.board           A   A   A   .   .   A   .   A   A   .   .   .   .   .   A   .   .   .   .   .
missing.episode         R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
missing.notify          A   A   A   A   A   A   .   .   .   .   .   .   .   .   A   .   A   .   .   .
missing.phoned          A   A   A   A   A   A   .   .   .   .   .   .   .   .   A   .   .   .   .   .
missing.record          R   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
missing.safeguard       R   R   R   R   R   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .
missing.decide          .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
missing.assign          .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
missing.inbox           A   A   A   .   .   A   .   .   .   .   .   .   .   .   A   .   .   .   .   .
missing.report          .   A   A   .   A   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
missing.briefing        .   .   A   .   .   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
missing.places          A   A   A   .   .   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
missing.sample          .   .   A   .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .   .
front_door.queue        .   .   .   .   R   A   .   A   A   .   .   .   .   .   A   .   .   .   .   .
front_door.contact      R   R   R   R   R   A   R   A   A   .   .   .   .   .   A   .   .   .   .   .
front_door.record       .   .   .   .   R   A   .   .   .   .   .   .   .   .   A   .   .   .   .   .
front_door.decide       .   .   .   .   R   .   .   A   .   .   .   .   .   .   A   .   .   .   .   .
front_door.referral     .   .   .   R   R   A   R   A   A   .   .   .   .   .   A   .   .   .   .   .
front_door.accept       .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
front_door.placed       .   A   A   .   A   A   .   A   A   .   .   .   .   .   A   .   .   .   .   .
front_door.keep         .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
front_door.figures      .   .   .   .   A   .   .   A   A   A   A   .   .   .   .   .   .   .   .   .
front_door.calls        .   .   .   .   R   R   .   A   A   .   A   .   .   .   R   .   .   .   .   .
front_door.assess       .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
front_door.tell         .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .   .
mash.queue              .   .   .   .   R   A   .   A   A   .   .   .   .   .   A   .   .   .   .   .
mash.see                .   .   .   R   R   A   R   A   A   .   .   .   .   .   A   .   .   .   .   .
mash.work               .   .   .   .   R   A   .   .   .   .   .   .   .   .   A   .   .   .   .   .
mash.decide             .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
mash.roster             .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
mash.check              .   .   .   .   A   .   .   A   A   A   A   .   .   .   .   .   .   .   .   .
mash.partner            .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   R   .   R   .
need.see                .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
need.record             .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
need.decide             .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
need.money              .   .   .   .   A   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
assessment.see          R   R   R   R   R   A   R   A   A   .   R   .   .   .   A   .   .   .   .   .
assessment.record       .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
assessment.decide       .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
assessment.team         .   .   .   .   A   .   .   A   A   A   .   .   .   .   .   .   .   .   .   .
assessment.audit        .   .   .   .   R   .   .   A   A   .   R   .   .   .   .   .   .   .   .   .
assessment.head         .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
section47.see           R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
section47.ask           R   R   R   R   R   A   .   A   .   .   .   .   .   .   A   .   .   .   .   .
section47.chair         .   .   R   .   R   .   .   A   .   .   .   .   .   .   A   .   .   .   .   .
section47.record        .   R   R   R   R   .   .   A   .   .   .   .   .   .   A   .   .   .   .   .
section47.authorise     .   .   R   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
section47.figures       .   .   A   .   A   .   A   A   A   A   A   .   .   .   .   .   .   .   .   .
casework.see            R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
casework.visit          R   R   R   R   R   .   R   .   .   .   .   .   .   .   A   .   .   .   .   .
casework.meeting        .   R   R   R   R   .   R   R   .   .   .   .   .   .   A   .   .   .   .   .
casework.plan           .   R   R   R   R   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .
care.see                R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
care.record             .   .   .   R   R   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .
care.decide             .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
care.review             .   .   .   .   .   .   R   A   .   .   .   .   .   .   .   .   .   .   .   .
care.answer             .   .   .   R   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
care.homes              A   A   A   A   A   .   A   A   A   .   A   .   .   .   A   .   .   .   .   .
care.keep               .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
fostering.see           .   .   .   R   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
fostering.record        .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
fostering.decide        .   .   .   .   .   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
fostering.concern       .   .   .   R   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
fostering.known         R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
fostering.nominate      .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
fostering.find          .   .   .   R   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
fostering.pack          .   .   .   .   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
health.see              .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
health.record           .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
health.figures          .   .   .   .   A   .   .   A   A   A   .   .   .   .   .   .   .   .   .   .
fostering.pay           .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
education.see           .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
education.record        .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
education.rate          .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
school.see              .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   A
school.record           .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A
school.files            .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .   .   A
school.figures          .   .   .   .   A   .   .   A   A   A   A   .   .   .   .   .   .   .   .   A
leaving.grant           .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
leaving.homeless        .   .   .   R   R   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .
leaving.offer           .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
leaving.record          .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
leaving.see             R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
legal.see               .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
legal.record            .   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
legal.decide            .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
matching.see            .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
matching.record         .   .   .   R   R   .   .   A   .   .   .   .   .   .   A   .   .   .   .   .
matching.cost           .   .   .   .   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
matching.decide         .   .   .   .   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
adoption.see            .   .   .   R   R   .   R   A   A   .   R   .   .   .   .   .   .   .   .   .
adoption.record         .   .   .   R   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
adoption.decide         .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
adoption.seal           .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
adoption.vault          .   .   .   .   .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .
adoption.figures        .   .   .   .   A   .   .   A   A   A   A   .   .   .   .   .   .   .   .   .
adoption.adopters       .   .   .   A   A   .   .   A   A   .   A   .   .   .   .   .   .   .   .   .
adoption.keep           .   .   .   A   A   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
asylum.see              .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
asylum.record           .   .   .   R   R   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .
private.see             .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
private.record          .   .   .   R   R   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .
private.decide          .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
family.see              .   .   .   R   R   .   R   A   A   .   R   .   .   .   A   .   .   .   .   .
family.record           .   .   .   R   R   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .
family.decide           .   .   .   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
protection.see          R   R   R   R   R   R   R   A   A   .   R   .   .   .   A   .   .   .   .   .
protection.work         .   .   R   R   R   .   R   A   .   .   .   .   .   .   .   .   .   .   .   .
protection.chair        .   .   .   .   .   .   R   A   .   .   .   .   .   .   .   .   .   .   .   .
protection.manage       .   .   R   .   R   .   R   A   A   .   .   .   .   .   .   .   .   .   .   .
protection.numbers      .   .   A   .   A   .   A   A   A   A   A   .   .   .   .   .   .   .   .   .
worklist.see            A   A   A   A   A   .   A   A   .   .   .   .   .   .   A   .   .   .   .   A
team.see                A   A   A   .   A   .   .   A   A   .   .   .   .   .   .   A   .   .   .   .
team.absence            .   .   A   .   A   .   .   A   .   .   .   .   .   .   .   A   .   .   .   .
learning.see            A   A   A   A   A   A   A   A   A   A   A   A   .   .   A   A   .   A   .   A
learning.team           .   .   A   .   A   .   .   A   A   .   .   .   .   .   .   A   .   .   .   .
learning.keep           .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .
leave.decide            .   .   A   .   A   .   .   A   A   .   .   .   .   .   .   A   .   .   .   .
team.allocate           .   .   A   .   A   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
supervision.see         R   R   R   R   R   R   R   R   R   R   R   R   .   .   R   R   .   R   .   R
supervision.record      .   .   R   .   R   .   .   R   R   .   .   .   .   .   .   .   .   .   .   .
supervision.decision    R   R   R   R   R   .   .   R   R   .   .   .   .   .   .   .   .   .   .   R
supervision.rates       .   .   A   .   A   .   .   A   A   A   .   .   .   .   .   A   .   .   .   .
staff.see               A   A   A   A   A   A   A   A   A   A   A   A   .   .   A   A   .   A   .   A
post.see                .   .   A   .   A   .   .   A   A   A   .   .   .   .   .   A   .   .   .   .
post.keep               .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .
worker.keep             .   .   A   .   A   .   .   A   A   .   .   .   .   .   .   A   .   .   .   .
recruitment.see         .   .   R   .   R   .   .   R   R   .   .   .   .   .   .   R   .   .   .   .
recruitment.record      .   .   R   .   R   .   .   R   R   .   .   .   .   .   .   R   .   .   .   .
recruitment.keep        .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   R   .   .   .   .
agency.see              .   .   .   .   .   .   .   A   A   .   .   .   .   .   .   A   .   .   .   .
agency.keep             .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .
agency.approve          .   .   .   .   .   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
pay.see                 .   .   .   .   .   .   .   A   A   .   .   .   .   .   .   A   .   .   .   .
pay.keep                .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .
voice.see               A   A   A   A   A   A   A   A   A   A   A   A   .   .   A   A   .   A   .   A
voice.say               A   A   A   A   A   A   A   A   A   A   A   A   .   .   A   A   .   A   .   A
voice.keep              .   .   .   .   .   .   .   .   A   .   .   .   .   .   .   A   .   .   .   .
rota.keep               .   .   A   .   A   .   .   A   .   .   .   .   .   .   .   A   .   .   .   .
indicator.see           A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   A   .   A
indicator.list          .   A   A   .   R   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
document.see            R   R   R   R   R   A   R   A   .   .   .   .   .   .   .   .   .   .   .   .
document.prepare        R   R   R   R   R   A   R   .   .   .   .   .   .   .   .   .   .   .   .   .
document.waive          .   .   R   .   R   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
document.release        .   R   R   .   R   .   R   A   .   .   .   .   .   .   .   .   .   .   .   .
document.verify         A   A   A   A   A   A   A   A   A   .   .   A   .   .   A   .   .   .   .   A
document.weigh          .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .
report.see              .   .   A   .   A   .   .   A   A   A   A   .   A   A   .   .   .   .   .   .
report.write            .   .   A   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .
report.approve          .   .   .   .   .   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
plan.see                .   .   A   .   A   .   .   A   A   A   A   .   A   A   .   A   .   .   .   A
plan.lead               .   .   A   .   A   .   .   A   A   A   A   .   .   .   .   A   .   .   .   A
plan.write              .   .   .   .   .   .   .   A   A   .   .   .   .   .   .   .   .   .   .   .
plan.sign               .   .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .   .
audit.search            .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .
emergency.review        .   .   .   .   .   .   .   .   A   .   .   A   .   .   .   .   .   .   .   .
conflict.declare        A   A   A   A   A   A   A   A   A   .   R   A   .   .   A   .   .   .   .   A
conflict.manage         .   .   A   .   A   .   .   A   A   .   .   A   .   .   .   .   .   .   .   .
conflict.decide         .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .
own_details.keep        .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   A   .   .   .   .
restriction.see         .   .   .   .   .   .   .   A   A   .   .   A   .   .   .   .   .   .   .   .
restriction.set         .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
notice.closed           .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .   .   .   .   .
misuse.review           .   .   .   .   .   .   .   .   .   .   .   A   .   .   .   .   .   .   .   .
account.see             .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .
account.manage          .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .
house.state             .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   A   .   .
"""


def _read(table: str) -> dict[str, dict[str, Scope]]:
    reach = {"A": Scope.ANY, "R": Scope.RELATED, ".": Scope.NO}
    head, *rows = [line.split() for line in table.strip().splitlines()]
    roles = [_SHORT[short] for short in head[1:]]
    acts = [row[0] for row in rows]
    if twice := sorted({act for act in acts if acts.count(act) > 1}):
        raise ValueError(f"The matrix says twice who may: {', '.join(twice)}.")
    return {act: dict(zip(roles, (reach[cell] for cell in cells), strict=True)) for act, *cells in rows}


MATRIX: dict[str, dict[str, Scope]] = _read(TABLE)
