"""The cases of targets.yaml, which are both read and compared."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "targets.yaml").read_text("utf-8"))


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def name(case: dict[str, Any]) -> str:
    target = case["target"]
    return f"{target.get('nature', '')}{target['text']}{target.get('unit', '')} / {case['actual']}"
