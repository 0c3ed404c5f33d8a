from django.urls import path

from righthelp.practice.duplicates import pages, pages_merge

app_name = "duplicates"
urlpatterns = [
    path("", pages.pairs, name="pairs"),
    path("<int:first_id>/<int:second_id>", pages.pair, name="pair"),
    path("<int:first_id>/<int:second_id>/two-people", pages.apart, name="apart"),
    path("<int:first_id>/<int:second_id>/one-person", pages.propose, name="propose"),
    path("two-people/<int:not_same_id>/withdraw", pages.withdraw, name="withdraw"),
    path("merges/<int:merge_id>", pages_merge.merge, name="merge"),
    path("merges/<int:merge_id>/decline", pages_merge.decline, name="decline"),
    path("merges/<int:merge_id>/undo", pages_merge.undo, name="undo"),
]
