from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Signing in, second factors, and the administration of accounts."""

    name = "righthelp.foundation.sign_in"
    label = "sign_in"

    def ready(self) -> None:
        from django.contrib.auth.models import update_last_login
        from django.contrib.auth.signals import user_logged_in

        # The moment of signing in is written by the door, on the house's clock.
        user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
