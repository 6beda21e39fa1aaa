"""Words in place of figures."""

from __future__ import annotations

import pytest

from scoring.text.graded_words import bare_words, says_done, says_nothing


@pytest.mark.parametrize("text", ["完成", "已按时完成", "达标", "年底前全部完成。", "定性：已完成目标"])
def test_done(text: str) -> None:
    assert says_done(text)


@pytest.mark.parametrize("text", ["未完成", "基本完成", "部分完成", "预计完成", "有效", "", "完成50次"])
def test_not_known_to_be_done(text: str) -> None:
    assert not says_done(text)


@pytest.mark.parametrize(
    ("text", "nothing"), [("无", True), ("未发生。", True), ("零", True), ("0", False), ("无效", False)]
)
def test_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


def test_wordings_are_compared_without_punctuation() -> None:
    assert bare_words(" “显著 提升”。 ") == bare_words("定性：显著提升")
