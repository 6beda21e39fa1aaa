"""``python -m addin.build`` makes everything in workbook_templates/ (forms, add-in, guide) and docs/rules/ anew.

``python -m addin.build --bundle`` makes of what is there dist/jixiao-windows.zip, for a PC without Python.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from addin.build.authoring import content, save
from addin.build.guide_page import write_guide
from addin.build.macro_books import build_macro_books
from addin.build.review_form import review_form
from addin.build.rule_pages import write_pages
from addin.build.self_form import self_form
from addin.build.template import template
from addin.templates import FILES, TEMPLATES, Level1, StandardForm, file_name


def build(folder: Path = TEMPLATES) -> list[Path]:
    """Write the workbooks into a folder; the same bytes every time."""
    made = {"sample_review_form.xlsx": review_form(content("sample_review_form"))}
    for kind, form in ((StandardForm.REVIEW, review_form), (StandardForm.SELF, self_form)):
        words = content(Path(FILES[kind]).stem)
        for level1 in Level1:
            made[file_name(kind, level1)] = template(form(words | words.get(level1, {})), kind)
    for name, workbook in made.items():
        save(workbook, folder / name)
    return [folder / name for name in made]


def main() -> None:
    """What the command line asks for."""
    options = argparse.ArgumentParser(prog="python -m addin.build")
    options.add_argument(
        "--bundle", action="store_true", help="make dist/jixiao-windows.zip of what is there"
    )
    if options.parse_args().bundle:
        from addin.build.bundle import write_bundle

        path = write_bundle(TEMPLATES.parent / "dist")
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")
        return
    for path in (*build(), *build_macro_books(TEMPLATES)):
        print(path)
    write_pages(TEMPLATES.parent / "docs" / "rules")
    print(write_guide())


if __name__ == "__main__":
    main()
