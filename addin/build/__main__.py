"""``python -m addin.build`` makes everything in workbook_templates/ anew."""

from __future__ import annotations

from pathlib import Path

from addin.build.authoring import save
from addin.build.review_form import review_form, sample

TEMPLATES = Path(__file__).parent.parent.parent / "workbook_templates"


def build(folder: Path = TEMPLATES) -> list[Path]:
    """Write the workbooks into a folder; the same bytes every time."""
    made = {"sample_review_form.xlsx": review_form(sample())}
    for name, workbook in made.items():
        save(workbook, folder / name)
    return [folder / name for name in made]


if __name__ == "__main__":
    for path in build():
        print(path)
