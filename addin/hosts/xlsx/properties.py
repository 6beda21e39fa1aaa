"""The properties that a workbook carries besides its sheets (文件→信息→属性→高级→自定义)."""

from __future__ import annotations

from addin.hosts.xlsx.package import Package
from addin.hosts.xlsx.relations import inside, related

ORIGINAL = "jixiao_original"  # the name of the file of another format that a workbook was made from


def custom_property(package: Package, name: str) -> str:
    """The text of a property of a name; "" where there is none."""
    relation = related(package, "", "custom-properties")
    if relation is None or inside(relation) not in package:
        return ""
    for item in package.root(relation.part):
        if item.get("name") == name:
            return "".join(map(str, item.itertext())).strip()
    return ""
