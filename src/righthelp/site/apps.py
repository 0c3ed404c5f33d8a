from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Puts the house together: the matrix, the relationships, the menu."""

    name = "righthelp.site"
    label = "site"

    def ready(self) -> None:
        from righthelp.desk.tellings import workers
        from righthelp.foundation.access.decision import Register, configure
        from righthelp.foundation.access.route import lead_on
        from righthelp.foundation.pages.render import set_menu
        from righthelp.foundation.sign_in.roles import set_roles
        from righthelp.practice.duplicates.likeness import likeness
        from righthelp.practice.duplicates.queries import kept_record_of
        from righthelp.practice.fostering.models import Application as FosterApplication
        from righthelp.practice.fostering.models import Concern, Household, Item
        from righthelp.practice.people import compared, telling
        from righthelp.practice.people.models import Person
        from righthelp.practice.recruitment.models import Application, Vacancy
        from righthelp.practice.supervision.models import Group, Session
        from righthelp.site import checks  # noqa: F401  registers them
        from righthelp.site.matrix import MATRIX, ROLES
        from righthelp.site.menu import MENU, PRIVACY, notice
        from righthelp.site.relationships import RELATIONSHIPS
        from righthelp.site.two_hats import TWO_HATS

        configure(
            matrix=MATRIX,
            relationships=RELATIONSHIPS,
            registers=[
                Register("child", Person, into="merged_into_id"),
                Register("supervision", Session),
                Register("group_supervision", Group),
                Register("vacancy", Vacancy),
                Register("application", Application),
                Register("foster_application", FosterApplication),
                Register("foster_household", Household),
                Register("foster_concern", Concern),
                Register("foster_item", Item),
            ],
        )
        set_roles(ROLES, TWO_HATS)
        telling.configure(workers)
        compared.configure(likeness)
        lead_on(kept_record_of)
        set_menu(MENU, notice, ends_emergency="privacy:emergency-end", privacy=PRIVACY)
