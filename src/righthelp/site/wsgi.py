"""What the web server loads. It does not start with a URL that declares no policy, or a key that points up."""

import os

from django.core.checks import Error, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "righthelp.site.settings")
application = get_wsgi_application()

_wrong = [problem for problem in run_checks(tags=["access", "storeys"]) if isinstance(problem, Error)]
if _wrong:
    raise ImproperlyConfigured("The house does not open:\n" + "\n".join(str(problem) for problem in _wrong))

if os.environ.get("RIGHTHELP_WARM") == "1":
    from righthelp.site.warm import begin

    begin()
