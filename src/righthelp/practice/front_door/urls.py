"""Addresses of the front door."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.front_door import pages, pages_contact, pages_decide, pages_new, pages_referral

app_name = "front_door"
urlpatterns = [
    path("front-door/", pages.queue, name="queue"),
    path("front-door/new", pages_new.new, name="new"),
    path("front-door/words", pages.words, name="words"),
    path("front-door/hand-over", pages.shift, name="shift"),
    path("front-door/referrals/", pages_referral.referrals, name="referrals"),
    path("front-door/referrals/<int:referral_id>/", pages_referral.referral, name="referral"),
    path("front-door/referrals/<int:referral_id>/accept", pages_referral.accept, name="accept"),
    path("front-door/referrals/<int:referral_id>/send-back", pages_referral.send_back, name="send-back"),
    path("front-door/referrals/<int:referral_id>/pass-on", pages_referral.pass_on, name="pass-on"),
    path("front-door/referrals/<int:referral_id>/close", pages_referral.close, name="close"),
    path("front-door/contacts/<int:contact_id>/", pages_contact.by_child, name="by-child"),
    path("front-door/contacts/<int:contact_id>/undo", pages_decide.undo, name="undo"),
    path("front-door/contacts/<int:contact_id>/withdraw", pages_contact.withdraw, name="withdraw"),
    path("front-door/contacts/<int:contact_id>/identify", pages_contact.identify, name="identify"),
    path("front-door/contacts/<int:contact_id>/screen/<slug:tool>", pages_contact.screen, name="screen"),
    path("front-door/<int:call_id>/", pages_contact.contact, name="contact"),
    path("front-door/<int:call_id>/take", pages.take, name="take"),
    path("front-door/<int:call_id>/hand-over", pages.hand_over, name="hand-over"),
    path("front-door/<int:call_id>/put-back", pages.put_back, name="put-back"),
    path("front-door/<int:call_id>/decide", pages_decide.decide, name="decide"),
    path("front-door/<int:call_id>/word", pages_contact.word, name="word"),
    path("children/<int:child_id>/contacts", pages_contact.of_child, name="of-child"),
]
