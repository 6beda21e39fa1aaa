"""Tables in texts: every encoding of a Chinese Windows, every separator, texts that stay texts."""

from __future__ import annotations

import pytest

from addin.hosts.problems import Unreadable
from tests.addin.hosts.converted.conftest import Read, grid

ROWS = [["指标", "目标值", "实际完成值"], ["藏书，册", "95%", "7,500"]]


def table(separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in ROWS)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(read: Read, encoding: str, separator: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    assert grid(read((mark + table(separator)).encode(encoding))) == ROWS


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("a,b\n\n,c", [["a", "b"], ["", ""], ["", "c"]], id="blanks stay where they are"),
        pytest.param('a,"一\n二"', [["a", "一\n二"]], id="a line break in a cell"),
        pytest.param('a,"说""好"""', [["a", '说"好"']], id="quotes"),
        pytest.param("a;1,5\nb;2,5", [["a", "1,5"], ["b", "2,5"]], id="the sign by which all rows are alike"),
        pytest.param("sep=;\na,b;c", [["a,b", "c"]], id="the sign that the file names"),
        pytest.param("a,007", [["a", "007"]], id="a code with noughts before it"),
        pytest.param('a,"=""007"""', [["a", "007"]], id="a code as Excel is told of one"),
        pytest.param("a,=1+1", [["a", "=1+1"]], id="no formula"),
        pytest.param("a,@SUM(A1)", [["a", "@SUM(A1)"]], id="no formula of Lotus"),
        pytest.param("a,#N/A", [["a", "#N/A"]], id="a text like an error"),
        pytest.param("a,b\rc,d", [["a", "b"], ["c", "d"]], id="lines of an old Mac"),
    ],
)
def test_cells(read: Read, text: str, rows: list[list[str]]) -> None:
    sheet = read(text)
    assert grid(sheet) == rows
    assert all(cell.formula is None for cell in sheet.cells.values())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("只有一句话", "没有用逗号", id="no table"),
        pytest.param("指标,目标\n".encode("utf-16") + b"\x00", "编码", id="half a character"),
        pytest.param(b"a,b\n\xff\xff\xff", "编码", id="no encoding"),
        pytest.param("a,b\n" + "\x01", "编码", id="control characters"),
        pytest.param('a,b\nc,"' + "x" * 200_000, "引号", id="a quote without end"),
        pytest.param("a,b\n" * 20_000, "过多", id="too many cells"),
        pytest.param("a,b\n" * (5 << 20), "过多", id="too many bytes"),
        pytest.param('a,"' + "字\n" * 20_000 + '"', "32767", id="more than a cell takes"),
        pytest.param(" , \n , ", "没有表格", id="blanks"),
    ],
)
def test_refused_in_words(read: Read, content: str | bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(content)
