from django.urls import path

from righthelp.practice.casework import pages_meetings as meetings
from righthelp.practice.casework import pages_plans as plans
from righthelp.practice.casework import pages_visits as visits
from righthelp.practice.casework import pages_work as work

app_name = "casework"
CHILD = "children/<int:child_id>"
MEETING = f"{CHILD}/meetings/<int:meeting_id>"
urlpatterns = [
    path(f"{CHILD}/visits", visits.visits, name="visits"),
    path(f"{CHILD}/visits/new", visits.visit_new, name="visit-new"),
    path(f"{CHILD}/visits/print", visits.visits_print, name="visits-print"),
    path(f"{CHILD}/visits/<int:visited_id>", visits.visit, name="visit"),
    path(f"{CHILD}/visits/<int:visited_id>/withdraw", visits.visit_withdraw, name="visit-withdraw"),
    path("visits/<int:visited_id>", visits.to_visit, name="to-visit"),
    path("visits-due/<int:due_id>", visits.to_due, name="to-due"),
    path(f"{CHILD}/direct-work", work.work, name="work"),
    path(f"{CHILD}/direct-work/new", work.work_new, name="work-new"),
    path(f"{CHILD}/direct-work/<int:work_id>", work.work_one, name="work-one"),
    path(f"{CHILD}/direct-work/<int:work_id>/withdraw", work.work_withdraw, name="work-withdraw"),
    path(f"{CHILD}/direct-work/files/<int:file_id>", work.work_file, name="work-file"),
    path(f"{CHILD}/direct-work/files/<int:file_id>/remove", work.work_file_remove, name="work-file-remove"),
    path("direct-work/<int:work_id>", work.to_work, name="to-work"),
    path(f"{CHILD}/plan", plans.plan, name="plan"),
    path(f"{CHILD}/plan/<int:plan_id>", plans.plan_before, name="plan-before"),
    path(f"{CHILD}/plan/outcomes/new", plans.outcome_new, name="outcome-new"),
    path(f"{CHILD}/plan/outcomes/<int:outcome_id>", plans.outcome_met, name="outcome-met"),
    path("plans/<int:plan_id>", plans.to_plan, name="to-plan"),
    path(f"{CHILD}/actions", plans.actions, name="actions"),
    path(f"{CHILD}/actions/new", plans.action_new, name="action-new"),
    path(f"{CHILD}/actions/<int:action_id>", plans.action, name="action"),
    path(f"{CHILD}/actions/<int:action_id>/give", plans.action_give, name="action-give"),
    path(f"{CHILD}/actions/<int:action_id>/<slug:step>", plans.action_step, name="action-step"),
    path("actions", plans.mine, name="mine"),
    path("actions/<int:action_id>", plans.to_action, name="to-action"),
    path(f"{CHILD}/meetings", meetings.meetings, name="meetings"),
    path(f"{CHILD}/meetings/new", meetings.call, name="call"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}/print", meetings.meeting_print, name="meeting-print"),
    path(f"{MEETING}/ask", meetings.ask, name="ask"),
    path(f"{MEETING}/asked/<int:attendance_id>/take-off", meetings.unask, name="unask"),
    path(f"{MEETING}/held", meetings.held, name="held"),
    path(f"{MEETING}/who-came", meetings.came, name="came"),
    path(f"{MEETING}/minutes", meetings.minutes, name="minutes"),
    path(f"{MEETING}/correct", meetings.correct, name="correct"),
    path(f"{MEETING}/move", meetings.move, name="move"),
    path(f"{MEETING}/cancel", meetings.cancel, name="cancel"),
    path(f"{MEETING}/decide", meetings.decided, name="decided"),
    path("meetings/<int:about_id>", meetings.to_meeting, name="to-meeting"),
]
