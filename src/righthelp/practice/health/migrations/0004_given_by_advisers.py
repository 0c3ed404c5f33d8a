"""Passports that advisers of care leavers had noted as given are passports made on paper, where health knows of none."""

from __future__ import annotations

from django.db import migrations

_KEPT = """
insert into health_passport (child_id, made, given, paper, chosen, about, people, story, family, medicines, jabs,
                             feelings, next, recorded, recorded_by_id, withdrawn_why)
select distinct on (s.child_id) s.child_id, s.passport, s.passport, true, '{}',
       'Given, as the personal adviser noted in leaving care. Carried over from there.',
       '', '', '', '', '', '', '', coalesce(noted.at, s.recorded), coalesce(noted.worker_id, s.recorded_by_id), ''
  from leaving_care_support s
  left join lateral (
        select e.pgh_created_at as at,
               (select min(w.id) from pghistory_context c
                  join workforce_worker w on w.account_id::text = c.metadata->>'actor'
                 where c.id = e.pgh_context_id) as worker_id
          from leaving_care_supportevent e
         where e.pgh_obj_id = s.id and e.passport = s.passport
         order by e.pgh_created_at, e.pgh_id limit 1) noted on true
 where s.passport is not null
   and not exists (select from health_passport h
                    where h.child_id = s.child_id and h.given is not null and h.withdrawn is null)
 order by s.child_id, s.passport desc"""
"""Recorded when, and by whom, the day was first noted: its history says so; the help itself began before."""


class Migration(migrations.Migration):
    dependencies = [("health", "0003_paper"), ("leaving_care", "0006_taken_back")]

    operations = [migrations.RunSQL(_KEPT, migrations.RunSQL.noop)]
