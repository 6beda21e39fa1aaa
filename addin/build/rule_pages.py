"""docs/rules/: a page for each rule from its docstring, and an index by family."""

from __future__ import annotations

from pathlib import Path

from scoring.rule import Rule
from scoring.rules import RULES

FAMILIES = {
    "FD": "项目资金",
    "WT": "分值",
    "SC": "得分",
    "TG": "指标值与完成值",
    "DS": "指标设置",
    "OP": "复核意见",
    "NR": "文字",
    "LY": "填表",
}
_HEADINGS = ("为什么：", "例：", "改为：", "依据：")


def pages() -> dict[str, str]:
    """The text of every page by file name."""
    return {"README.md": _index(), **{f"{rule.code}.md": _page(rule) for rule in RULES.values()}}


def write_pages(folder: Path) -> None:
    """Write the pages into a folder; a page of no rule is taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in set(folder.glob("*.md")) - {folder / name for name in pages()}:
        old.unlink()
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def _page(rule: Rule) -> str:
    lines = [line.strip() for line in rule.page.splitlines() if line.strip()]
    body = [
        f"**{line.partition('：')[0]}**　{line.partition('：')[2]}" if line.startswith(_HEADINGS) else line
        for line in lines
    ]
    head = f"# {rule.code} {rule.title}\n\n程度：{rule.severity.chinese}　自 {rule.since} 版"
    return "\n\n".join([head, *body, "[全部规则](README.md)"]) + "\n"


def _index() -> str:
    parts = [
        "# 核查规则",
        "错误：表填错了。提示：核查人会问。参考：供了解。本目录由 `python -m addin.build` 根据规则的说明生成。",
    ]
    for family, name in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.code.startswith(family)]
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {rule.severity.chinese} | {rule.title} |" for rule in rules
        ]
        parts.append("\n".join([f"## {family} {name}\n", "| 编号 | 程度 | 问题 |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"
