"""Run one command and say what it cost: `python -I -S measure.py SECONDS COMMAND…` prints JSON.

A process of its own, and a small one: the peak that the kernel keeps of a child begins at that of its parent, so a
test runner of 200 MB would measure itself.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time

MOST_MEMORY = 4 << 30  # nets under the machine, far above the bounds: no test may bring it down
MOST_WRITTEN = 2 << 30


def nets() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    limit, command = float(sys.argv[1]), sys.argv[2:]
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=nets)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    signal.setitimer(signal.ITIMER_REAL, 0)
    cost = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
        "hung": seconds >= limit,
    }
    print(json.dumps(cost), file=sys.stderr)


if __name__ == "__main__":
    main()
