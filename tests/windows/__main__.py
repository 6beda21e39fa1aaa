r"""``python.exe ...\tests\windows TEST…``: pytest in the Python of the bundle, which looks nowhere for modules by itself.

JIXIAO_TOOLS is the folder that holds pytest. jixiao itself comes from the bundle, the tests from here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path += [os.environ["JIXIAO_TOOLS"], str(HERE.parents[1])]

import pytest  # noqa: E402 - from that folder

tests = [str(HERE / name) for name in sys.argv[1:2]]
sys.exit(
    pytest.main(
        [
            *("-q", "-p", "no:cacheprovider", "--tb=short", f"--rootdir={HERE.parents[1]}"),
            f"--confcutdir={HERE}",  # what the other tests share needs more than is there
            *sys.argv[2:],
            *tests,
        ]
    )
)
