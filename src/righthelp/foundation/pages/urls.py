from django.urls import path

from righthelp.foundation.pages import views

urlpatterns = [
    path("draft", views.draft, name="draft"),
    path("health", views.health, name="health"),
]
