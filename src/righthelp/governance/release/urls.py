"""The addresses of documents."""

from __future__ import annotations

from django.urls import path

from righthelp.governance.release import pages, pages_checks, pages_files, pages_packet

app_name = "release"
CHILD = "children/<int:child_id>/documents"
COPY = "documents/copies/<int:copy_id>"

urlpatterns = [
    path("documents/", pages.board, name="board"),
    path("documents/verify", pages_checks.verify, name="verify"),
    path("documents/astray", pages_checks.gone_astray, name="gone-astray"),
    path("documents/astray/<int:astray_id>", pages_checks.weigh, name="weigh"),
    path("documents/<int:packet_id>", pages_packet.packet, name="packet"),
    path("documents/<int:packet_id>/release", pages_packet.release, name="release"),
    path("documents/<int:packet_id>/withdraw", pages_packet.withdraw, name="withdraw"),
    path("documents/findings/<int:finding_id>", pages_packet.waive, name="waive"),
    path(f"{COPY}/given", pages_packet.give, name="give"),
    path(f"{COPY}/keep-back", pages_packet.keep_back, name="keep-back"),
    path(f"{COPY}/astray", pages_packet.astray, name="astray"),
    path(f"{COPY}/file/<slug:format>", pages_packet.file, name="file"),
    path(f"{COPY}/enclosed/<int:place>", pages_packet.enclosed, name="enclosed"),
    path(CHILD, pages.of_child, name="of-child"),
    path(f"{CHILD}/check", pages_checks.check, name="check"),
    path(f"{CHILD}/prepare/<slug:kind>/<int:source_id>", pages.prepare, name="prepare"),
    path(f"{CHILD}/letters/new", pages.letter_new, name="letter-new"),
    path(f"{CHILD}/letters/<int:letter_id>", pages.letter, name="letter"),
    path(f"{CHILD}/letters/<int:letter_id>/files", pages_files.letter_files, name="letter-files"),
    path(
        f"{CHILD}/letters/<int:letter_id>/files/<int:file_id>/off", pages_files.letter_file_off, name="letter-file-off"
    ),
    path(f"{CHILD}/letters/<int:letter_id>/throw-away", pages.letter_drop, name="letter-drop"),
]
