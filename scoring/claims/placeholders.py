"""What stands in a form and says nothing yet: XX, ……, 略, 待补充, the prompts of the template."""

from __future__ import annotations

from scoring.text.pattern import Pattern

_PROMPT = Pattern(
    r"[0-9０-９]\s*字\s*(?:以内|左右|以上|之内)"
    r"|^[（(【\[]?\s*(?:模板提示|填[写表报]说明|说明[:：]|此处|请(?:在此|填写|简要|对照|说明|结合)|简要说明|简述)"
    r"|^(?:对照|根据|结合)[^，。]{1,12}，(?:逐项|简要)?(?:说明|填写|描述)"
)
_NOTHING = Pattern(
    r"[\s_＿.．。…·□]+|[\s（(]*[XxＸｘ×*＊某]{2,}[)）\s。]*|[（(]?略[)）]?。?|待(?:填写?|补充?|定|完善)。?"
)


def is_placeholder(text: str) -> bool:
    """Whether a text only stands for one that is to be written: XX, 待补充, the blanks of a line."""
    return _NOTHING.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Whether a text still has what the template asks for: 100字以内, 请简要说明."""
    return _PROMPT.search(text) is not None
