"""What every COM object of ours shares (calls counted, errors), and how cells look: fills, fonts, borders."""

# ruff: noqa: N802 - the names are Excel's

from __future__ import annotations

import types
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

if TYPE_CHECKING:
    from tests.addin.fake_com import RangeX

BUSY = -2147418111
PATTERNS = {"solid": 1, "gray125": 17, "lightGrid": 15, "darkGray": -4126}


class Counter:
    """Calls that would have gone to Excel, by name; `cut_off` may let one fail, before its effect or after it."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.cut_off: Callable[[int, bool], None] | None = None

    def began(self, name: str) -> None:
        self.names.append(name)
        if self.cut_off is not None:
            self.cut_off(len(self.names), False)

    def ended(self) -> None:
        if self.cut_off is not None:
            self.cut_off(len(self.names), True)

    def __len__(self) -> int:
        return len(self.names)


class CDispatch:
    """Stands for pywin32's class of that name: xlwings wraps what is one."""


class Com(CDispatch):
    """An object of Excel: public names begin with a capital; each use of one is a call."""

    counter = Counter()
    error: type[Exception] = Exception

    def __init_subclass__(cls) -> None:
        for name, own in list(vars(cls).items()):
            if name[:1].isupper():
                setattr(cls, name, called(name, own))

    def __setattr__(self, name: str, value: Any) -> None:
        if name[:1].isupper():
            Com.counter.began(f"{name}=")
            if not isinstance(getattr(type(self), name, None), property) and name not in self.__dict__:
                raise AttributeError(name)
            object.__setattr__(self, name, value)
            Com.counter.ended()
        else:
            object.__setattr__(self, name, value)

    @property
    def _oleobj_(self) -> Any:
        return self

    def GetIDsOfNames(self, _lcid: int, name: str) -> int:
        raise Com.error(-2147352570, f"unknown name {name}", None, None)


def called(name: str, own: Any) -> Any:
    """What an object of Excel has under a name, so that its uses are counted."""
    if isinstance(own, types.FunctionType):
        return _counted(name, own)
    read = own.fget if isinstance(own, property) else lambda _: own

    def get(self: Any) -> Any:
        Com.counter.began(name)
        return read(self)

    return property(get, own.fset if isinstance(own, property) else None)


def _counted(name: str, function: Any) -> Any:
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        Com.counter.began(f"{name}()")
        given = {key: _bare(value) for key, value in kwargs.items()}
        result = function(self, *map(_bare, args), **given)
        Com.counter.ended()
        return result

    return call


def _bare(value: Any) -> Any:
    """xlwings hands its wrappers on; pywin32 takes the object out of them."""
    return (
        object.__getattribute__(value, "_inner") if type(value).__name__ == "COMRetryObjectWrapper" else value
    )


def restyle(cells: RangeX, change: Callable[[Any], None], *said: Any) -> None:
    """Change how cells look; what the same change has made of the same look before is known."""
    known = cells.sheet.book.restyled
    for cell in cells.every():
        key = (cell._style and cell._style.tobytes(), change.__qualname__, *said)
        if key in known:
            cell._style = copy(known[key])
        else:
            change(cell)
            known[key] = copy(cell._style)


def fail(text: str) -> Exception:
    return Com.error(
        -2147352567, "Exception occurred.", (0, "Microsoft Excel", text, None, 0, -2146827284), None
    )


class Interior(Com):
    def __init__(self, cells: RangeX) -> None:
        self.cells = cells

    @property
    def first(self) -> PatternFill:
        cell = self.cells.peek(*self.cells.first)
        return cell.fill if cell is not None else PatternFill()

    def change(self, **changes: Any) -> None:
        def fill(cell: Any) -> None:
            old = copy(cell.fill)
            cell.fill = PatternFill(
                **{"fill_type": old.fill_type, "fgColor": old.fgColor, "bgColor": old.bgColor, **changes}
            )

        restyle(self.cells, fill, repr(changes))

    def shown(self, prefix: str) -> str:
        """Excel's colour is a pattern's background, and what is seen of a solid one."""
        return "fgColor" if prefix or self.first.fill_type in (None, "solid") else "bgColor"

    def colour(self, prefix: str) -> Color:
        return getattr(self.first, self.shown(prefix))

    @property
    def Pattern(self) -> int:
        return PATTERNS.get(self.first.fill_type, -4142)

    @Pattern.setter
    def Pattern(self, number: int) -> None:
        names = {value: key for key, value in PATTERNS.items()}
        if number == -4142:
            restyle(self.cells, _unfilled)
        else:
            self.change(fill_type=names[number])


def _unfilled(cell: Any) -> None:
    cell.fill = PatternFill()


def _colour_property(prefix: str, kind: str) -> property:
    def read(self: Interior) -> Any:
        colour = self.colour(prefix)
        if kind == "Color":
            rgb = colour.rgb if colour.type == "rgb" else "FF4472C4"
            return float(int(rgb[6:8] + rgb[4:6] + rgb[2:4], 16))
        if kind == "TintAndShade":
            return float(colour.tint)
        if colour.type != "theme":
            raise fail("ThemeColor")
        return colour.theme + 1

    def write(self: Interior, value: Any) -> None:
        if kind == "Color":
            bgr = int(value)
            colour = Color(rgb=f"FF{bgr & 255:02X}{bgr >> 8 & 255:02X}{bgr >> 16 & 255:02X}")
        elif kind == "ThemeColor":
            colour = Color(theme=value - 1)
        elif kind == "ColorIndex":
            colour = Color(indexed=value + 7)
        else:
            colour = copy(self.colour(prefix))
            colour.tint = value
        if self.first.fill_type is None:
            self.change(fill_type="solid")
        self.change(**{self.shown(prefix): colour})

    return property(read, write)


for _prefix in ("", "Pattern"):
    for _kind in ("Color", "ThemeColor", "ColorIndex", "TintAndShade"):
        _name = f"{_prefix}{_kind}"
        setattr(Interior, _name, called(_name, _colour_property(_prefix, _kind)))


class FontX(Com):
    def __init__(self, cells: RangeX) -> None:
        self.cells = cells

    def change(self, **changes: Any) -> None:
        def write(cell: Any) -> None:
            font = copy(cell.font)
            cell.font = Font(
                **{"name": font.name, "sz": font.sz, "b": font.b, "color": font.color, "u": font.u, **changes}
            )

        restyle(self.cells, write, repr(changes))

    def set_colour(self, bgr: int) -> None:
        self.change(color=f"FF{bgr & 255:02X}{bgr >> 8 & 255:02X}{bgr >> 16 & 255:02X}")

    Bold = property(lambda self: None, lambda self, value: self.change(b=value))
    Size = property(lambda self: None, lambda self, value: self.change(sz=value))
    Color = property(lambda self: None, set_colour)
    ColorIndex = property(lambda self: None, lambda self, value: self.change(color=None))
    Underline = property(lambda self: None, lambda self, value: self.change(u="single"))


class BordersX(Com):
    def __init__(self, cells: RangeX) -> None:
        self.cells = cells

    def draw(self, _value: Any) -> None:
        restyle(self.cells, _framed)

    Weight = property(lambda self: None, draw)
    Color = property(lambda self: None, draw)


def _framed(cell: Any) -> None:
    side = Side(style="thin", color="FFBFBFBF")
    cell.border = Border(left=side, right=side, top=side, bottom=side)
