"""The addresses of MASH."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.mash import pages, pages_checks, pages_decide, pages_enquiry, pages_partner, pages_roster

app_name = "mash"

urlpatterns = [
    path("mash/", pages.queue, name="queue"),
    path("mash/begin/<int:referral_id>", pages.begin, name="begin"),
    path("mash/partners/", pages_roster.partners, name="roster"),
    path("mash/partners/new", pages_roster.add_partner, name="add-partner"),
    path("mash/partners/<int:partner_id>/", pages_roster.partner, name="partner"),
    path("mash/partners/<int:partner_id>/change", pages_roster.change_partner, name="change-partner"),
    path("mash/partners/<int:partner_id>/away", pages_roster.away, name="away"),
    path("mash/partners/<int:partner_id>/leave", pages_roster.leave, name="leave"),
    path("mash/partners/<int:partner_id>/sign-in", pages_partner.sign_in, name="sign-in"),
    path("mash/partners/away/<int:away_id>/undo", pages_roster.back_early, name="back-early"),
    path("mash/questions/", pages_partner.questions, name="questions"),
    path("mash/questions/<int:check_id>/", pages_partner.question, name="question"),
    path("mash/protocols", pages_roster.protocols, name="protocols"),
    path("mash/quarters", pages_roster.quarters, name="quarters"),
    path("mash/checks/<int:check_id>/", pages_checks.check, name="check"),
    path("mash/checks/<int:check_id>/answer", pages_checks.answer, name="answer"),
    path("mash/checks/<int:check_id>/chase", pages_checks.chase, name="chase"),
    path("mash/checks/<int:check_id>/pass-on", pages_checks.pass_on, name="pass-on"),
    path("mash/checks/<int:check_id>/drop", pages_checks.drop, name="drop"),
    path("mash/checks/<int:check_id>/take-back", pages_checks.take_back, name="take-back"),
    path("mash/<int:enquiry_id>/", pages_enquiry.enquiry, name="enquiry"),
    path("mash/<int:enquiry_id>/ask", pages_checks.ask, name="ask"),
    path("mash/<int:enquiry_id>/share", pages_partner.share, name="share"),
    path("mash/<int:enquiry_id>/unshare", pages_partner.unshare, name="unshare"),
    path("mash/<int:enquiry_id>/rate", pages_enquiry.rate, name="rate"),
    path("mash/<int:enquiry_id>/sharing", pages_enquiry.sharing, name="sharing"),
    path("mash/<int:enquiry_id>/situation", pages_enquiry.factors, name="factors"),
    path("mash/<int:enquiry_id>/leave-out", pages_enquiry.leave_out, name="leave-out"),
    path("mash/<int:enquiry_id>/stop", pages_enquiry.stop, name="stop"),
    path("mash/<int:enquiry_id>/take", pages_enquiry.take, name="take"),
    path("mash/<int:enquiry_id>/hand-over", pages_enquiry.hand_over, name="hand-over"),
    path("mash/<int:enquiry_id>/decide", pages_decide.decide, name="decide"),
    path("mash/<int:enquiry_id>/undo", pages_decide.undo, name="undo"),
    path("children/<int:child_id>/mash", pages.of_child, name="of-child"),
]
