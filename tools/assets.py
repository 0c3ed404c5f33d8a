"""Copy the style sheets, scripts and icons that pages use out of the npm packages.

A short list of named files, not whole packages: collecting 1,500 files takes minutes, these take a moment.
On the way

- source map comments go, since the maps are not copied;
- GDS Transport goes, with its two ``@font-face`` blocks: its licence is for services on GOV.UK, and we are
  not one;
- the crest goes, for the same reason.

The style sheets ask for ``/assets/...``, which is where static files are served.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from steps import ROOT, StoppedError, digest, put_stamp, stamped, state, step

GOVUK = "govuk-frontend/dist/govuk"
MOJ = "@ministryofjustice/frontend/moj"
FONT = '"Helvetica Neue",Arial,"Liberation Sans",sans-serif'

TEXTS = {
    f"{GOVUK}/govuk-frontend.min.css": "govuk-frontend.min.css",
    f"{GOVUK}/govuk-frontend.min.js": "govuk-frontend.min.js",
    f"{MOJ}/moj-frontend.min.css": "moj-frontend.min.css",
    f"{MOJ}/moj-frontend.min.js": "moj-frontend.min.js",
}
ICONS = (
    "icon-alert-information.svg",
    "icon-alert-success.svg",
    "icon-alert-warning.svg",
    "icon-arrow-black-down.svg",
    "icon-arrow-black-up.svg",
    "icon-arrow-white-down.svg",
    "icon-arrow-white-up.svg",
    "icon-close-cross-black.svg",
    "icon-document.svg",
    "icon-progress-tick.svg",
    "icon-search-black.svg",
    "icon-search-blue.svg",
    "icon-search-white.svg",
    "icon-tag-remove-cross-white.svg",
    "icon-tag-remove-cross.svg",
    "icon-toggle-plus-minus.svg",
    "icon-wysiwyg-bold.svg",
    "icon-wysiwyg-italic.svg",
    "icon-wysiwyg-ordered-list.svg",
    "icon-wysiwyg-underline.svg",
    "icon-wysiwyg-unordered-list.svg",
)


def cleaned(text: str) -> str:
    """The text of a style sheet or script without map comments, GDS Transport and the crest."""
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    text = re.sub(r"@font-face\s*\{[^}]*GDS Transport[^}]*\}", "", text)
    text = re.sub(r"""["']?GDS Transport["']?\s*,\s*arial\s*,\s*sans-serif""", FONT, text)
    return re.sub(r"url\([^)]*govuk-crest\.svg\)", "none", text)


def build(source: Path, target: Path) -> None:
    """Write the served copies in `target` from the npm packages in `source`, whole or not at all; skipped
    when up to date.
    """
    mark = digest([ROOT / "frontend" / "package-lock.json", Path(__file__)])
    if stamped(target / ".stamp", mark):
        return
    with step(f"Copying {len(TEXTS) + len(ICONS)} style sheets, scripts and icons"):
        draft = target.with_name(target.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        (draft / "images").mkdir(parents=True)
        try:
            for name, wanted in TEXTS.items():
                (draft / wanted).write_text(cleaned((source / name).read_text(encoding="utf-8")), encoding="utf-8")
            for name in ICONS:
                shutil.copyfile(source / MOJ / "assets" / "images" / name, draft / "images" / name)
        except FileNotFoundError as error:
            raise StoppedError(
                f"{error.filename} is not in the front-end packages: the list in tools/assets.py names a "
                f"file they no longer have."
            ) from None
        put_stamp(draft / ".stamp", mark)
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)


if __name__ == "__main__":
    build(ROOT / "frontend" / "node_modules", state() / "assets")
