"""Addresses of the front door."""

from __future__ import annotations

from django.urls import path

from righthelp.practice.front_door import (
    pages,
    pages_contact,
    pages_decide,
    pages_figures,
    pages_new,
    pages_referral,
    pages_registers,
)

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
    path("front-door/contacts/<int:contact_id>/channel", pages_registers.refer_to_channel, name="refer-to-channel"),
    path("front-door/specialists/", pages_registers.specialists, name="specialists"),
    path("front-door/specialists/new", pages_registers.add_specialist, name="add-specialist"),
    path("front-door/specialists/<int:specialist_id>/end", pages_registers.end_specialist, name="end-specialist"),
    path("front-door/placed-here/", pages_registers.placed, name="placed"),
    path("front-door/placed-here/new", pages_registers.add_placed, name="add-placed"),
    path("front-door/placed-here/<int:placed_id>/", pages_registers.placed_one, name="placed-one"),
    path("front-door/placed-here/<int:placed_id>/change", pages_registers.change_placed, name="change-placed"),
    path("front-door/placed-here/<int:placed_id>/end", pages_registers.end_placed, name="end-placed"),
    path("front-door/channel/", pages_registers.channel, name="channel"),
    path("front-door/channel/<int:channel_id>/said", pages_registers.channel_said, name="channel-said"),
    path("front-door/channel/<int:channel_id>/panel", pages_registers.channel_panel, name="channel-panel"),
    path("front-door/volume", pages_figures.volume, name="volume"),
    path("front-door/offers", pages_figures.offers, name="offers"),
    path("front-door/fgm", pages_figures.fgm, name="fgm"),
    path("front-door/messages", pages_figures.messages, name="messages"),
    path("front-door/messages/<uuid:message_id>", pages_figures.message, name="message"),
    path("front-door/<int:call_id>/", pages_contact.contact, name="contact"),
    path("front-door/<int:call_id>/take", pages.take, name="take"),
    path("front-door/<int:call_id>/hand-over", pages.hand_over, name="hand-over"),
    path("front-door/<int:call_id>/put-back", pages.put_back, name="put-back"),
    path("front-door/<int:call_id>/decide", pages_decide.decide, name="decide"),
    path("front-door/<int:call_id>/word", pages_contact.word, name="word"),
    path("children/<int:child_id>/contacts", pages_contact.of_child, name="of-child"),
]
