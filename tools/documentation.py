"""Check the documentation: every relative link leads somewhere and every page has a title.

Standard library only; exits 1 with one line for each fault.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
SKIP = {".venv", ".righthelp", "node_modules", ".git"}


def pages() -> list[Path]:
    """Every Markdown page of the repository."""
    return sorted(path for path in ROOT.rglob("*.md") if not SKIP & set(path.relative_to(ROOT).parts))


def faults() -> list[str]:
    """What is wrong, as `page: what`."""
    found = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        name = page.relative_to(ROOT)
        if not text.lstrip().startswith("# "):
            found.append(f"{name}: begins with no title")
        for target in LINK.findall(CODE.sub("", text)):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                found.append(f"{name}: the link to {target} leads nowhere")
    return found


def main() -> int:
    """Print the faults; the exit code."""
    found = faults()
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"Documentation: {len(pages())} pages, {len(found)} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
