from django.urls import path

from righthelp.practice.people import pages

urlpatterns = [path("children/register", pages.register, name="register-child")]
