from django.urls import path

from righthelp.practice.section47 import pages, pages_after, pages_decide, pages_enquiry, pages_lists

app_name = "section47"
urlpatterns = [
    path("strategy/", pages.board, name="board"),
    path("strategy/months", pages_lists.months, name="months"),
    path("strategy/records", pages_decide.differences, name="differences"),
    path("strategy/records/<int:record_id>/put-right", pages_decide.put_right, name="put-right"),
    path("strategy/children/<int:concerned_id>/", pages.concerned, name="concerned"),
    path("strategy/children/<int:concerned_id>/take-back", pages_decide.take_back, name="take-back"),
    path("strategy/children/<int:concerned_id>/records", pages_decide.their_record, name="their-record"),
    path("strategy/<int:discussion_id>/", pages.discussion, name="discussion"),
    path("strategy/<int:discussion_id>/ask", pages.invite, name="invite"),
    path("strategy/<int:discussion_id>/move", pages.move, name="move"),
    path("strategy/<int:discussion_id>/cancel", pages.cancel, name="cancel"),
    path("strategy/<int:discussion_id>/held", pages.held, name="held"),
    path("strategy/<int:discussion_id>/decide", pages_decide.decide, name="decide"),
    path("strategy/<int:discussion_id>/actions", pages_after.actions, name="actions"),
    path("strategy/<int:discussion_id>/actions/give", pages_after.give_actions, name="give-actions"),
    path("strategy/<int:discussion_id>/actions/print", pages_after.actions_print, name="actions-print"),
    path("strategy/<int:discussion_id>/minutes", pages_after.minutes, name="minutes"),
    path("strategy/<int:discussion_id>/minutes/copies", pages_after.copies, name="copies"),
    path("strategy/<int:discussion_id>/minutes/<int:attendance_id>/which", pages_after.copy_rights, name="copy-rights"),
    path("enquiries/joint-visits", pages_lists.joint_visits, name="joint-visits"),
    path("enquiries/<int:enquiry_id>/", pages_enquiry.enquiry, name="enquiry"),
    path("enquiries/<int:enquiry_id>/worker", pages_enquiry.worker, name="worker"),
    path("enquiries/<int:enquiry_id>/joint-visit", pages_enquiry.joint, name="joint"),
    path("enquiries/<int:enquiry_id>/no-joint-visit", pages_enquiry.no_joint, name="no-joint"),
    path("enquiries/<int:enquiry_id>/write", pages_enquiry.write, name="write"),
    path("enquiries/<int:enquiry_id>/send-back", pages_enquiry.send_back, name="send-back"),
    path("enquiries/<int:enquiry_id>/authorise", pages_enquiry.authorise, name="authorise"),
    path("children/<int:child_id>/strategy", pages.of_child, name="of-child"),
    path("children/<int:child_id>/strategy/ask", pages.ask, name="ask"),
]
