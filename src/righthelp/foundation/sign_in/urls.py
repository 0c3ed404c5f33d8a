from django.urls import path

from righthelp.foundation.sign_in import pages, pages_account, pages_accounts, pages_directory, pages_session

urlpatterns = [
    path("sign-in", pages.sign_in, name="sign-in"),
    path("sign-out", pages.sign_out, name="sign-out"),
    path("sign-in/code", pages.code, name="sign-in-code"),
    path("sign-in/set-up", pages.set_up, name="sign-in-set-up"),
    path("sign-in/set-up/app", pages.set_up_app, name="sign-in-set-up-app"),
    path("sign-in/set-up/passkey", pages.set_up_passkey, name="sign-in-set-up-passkey"),
    path("sign-in/set-up/recovery-codes", pages.recovery_codes, name="sign-in-recovery-codes"),
    path("sign-in/link/<str:token>", pages.link, name="sign-in-link"),
    path("sign-in/new-password", pages.new_password, name="sign-in-new-password"),
    path("sign-in/directory", pages_directory.directory, name="sign-in-directory"),
    path("sign-in/directory/back", pages_directory.callback, {"provider_id": "directory"}, "openid_connect_callback"),
    path("session", pages_session.session, name="session"),
    path("confirm", pages_account.confirm, name="confirm"),
    path("account/", pages_account.account, name="account"),
    path("account/password", pages_account.password, name="account-password"),
    path("account/app", pages_account.app, name="account-app"),
    path("account/passkey", pages_account.passkey, name="account-passkey"),
    path("account/factors/<int:passkey_id>/remove", pages_account.remove, name="account-remove"),
    path("account/recovery-codes", pages_account.recovery_codes, name="account-recovery-codes"),
    path("account/sessions/end-others", pages_account.end_others, name="account-end-others"),
    path("accounts/", pages_accounts.accounts, name="accounts"),
    path("accounts/new", pages_accounts.opened_new, name="account-new"),
    path("accounts/<int:account_id>/", pages_accounts.one, name="account-one"),
    path("accounts/<int:account_id>/roles", pages_accounts.roles, name="account-roles"),
    path("accounts/<int:account_id>/do/<str:act>", pages_accounts.act, name="account-act"),
]
