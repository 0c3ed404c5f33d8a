from django.urls import path

from righthelp.foundation.pages import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("draft", views.draft, name="draft"),
    path("health", views.health, name="health"),
]
