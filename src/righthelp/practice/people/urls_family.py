"""The addresses of the pages of a child's family and homes."""

from django.urls import path

from righthelp.practice.people import pages_address, pages_family, pages_kept, pages_ties

_CHILD = "children/<int:child_id>"

urlpatterns = [
    path(f"{_CHILD}/family/", pages_family.family, name="family"),
    path(f"{_CHILD}/family/genogram.svg", pages_family.genogram_file, name="genogram-file"),
    path(f"{_CHILD}/family/add", pages_family.relate, name="family-add"),
    path(f"{_CHILD}/family/siblings", pages_family.siblings, name="siblings"),
    path(f"{_CHILD}/family/<int:tie_id>/correct", pages_ties.correct, name="tie-correct"),
    path(f"{_CHILD}/family/<int:tie_id>/end", pages_ties.end, name="tie-end"),
    path(f"{_CHILD}/family/<int:tie_id>/error", pages_ties.strike_out, name="tie-error"),
    path(f"{_CHILD}/ecomap/", pages_ties.ecomap, name="ecomap"),
    path(f"{_CHILD}/ecomap/ecomap.svg", pages_ties.ecomap_file, name="ecomap-file"),
    path(f"{_CHILD}/ecomap/add", pages_ties.support, name="ecomap-add"),
    path(f"{_CHILD}/ecomap/<int:support_id>/end", pages_ties.support_end, name="ecomap-end"),
    path(f"{_CHILD}/addresses/", pages_address.addresses, name="addresses"),
    path(f"{_CHILD}/addresses/move", pages_address.move, name="move"),
    path(f"{_CHILD}/addresses/<int:residence_id>/correct", pages_address.correct, name="home-correct"),
    path(f"{_CHILD}/addresses/moves/<int:move_id>", pages_kept.moved, name="moved"),
    path(f"{_CHILD}/addresses/moves/<int:move_id>/undo", pages_address.undo, name="move-undo"),
    path(f"{_CHILD}/addresses/tellings/<int:telling_id>", pages_kept.tell, name="tell"),
    path(f"{_CHILD}/addresses/keep", pages_kept.keep, name="keep"),
    path(f"{_CHILD}/addresses/keep/<int:row_id>/review", pages_kept.review, name="keep-review"),
    path(f"{_CHILD}/addresses/keep/<int:row_id>/end", pages_kept.release, name="keep-end"),
    path(f"{_CHILD}/addresses/unprotect", pages_kept.unprotect, name="unprotect"),
]
