from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Puts the house together: the matrix, the relationships, the menu."""

    name = "righthelp.site"
    label = "site"

    def ready(self) -> None:
        from righthelp.foundation.access.decision import Register, configure
        from righthelp.foundation.pages.render import set_menu
        from righthelp.practice.people.models import Person
        from righthelp.site import checks  # noqa: F401  registers them
        from righthelp.site.matrix import MATRIX
        from righthelp.site.menu import MENU, notice
        from righthelp.site.relationships import RELATIONSHIPS

        configure(matrix=MATRIX, relationships=RELATIONSHIPS, registers=[Register("child", Person)])
        set_menu(MENU, notice)
