from django.urls import path

from righthelp.foundation.audit import pages

urlpatterns = [path("audit", pages.audit, name="audit")]
