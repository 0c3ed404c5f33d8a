from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What people see: forms, tables, record pages, charts, drafts and errors."""

    name = "righthelp.foundation.pages"
    label = "pages"
