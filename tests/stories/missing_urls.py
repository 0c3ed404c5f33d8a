"""The API alone, for tests that do not need the pages."""

from __future__ import annotations

from django.urls import path

from righthelp.foundation.intake.door import partner_api
from righthelp.practice.missing import api

urlpatterns = [path("api/", partner_api([("/missing", api.router, api.POLICY)]))]
