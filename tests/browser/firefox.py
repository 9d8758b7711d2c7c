"""Lets Playwright drive a plain Firefox ESR by WebDriver BiDi: a program that starts it and stands in between.

Playwright asks each page for a colour scheme with a command that Firefox ESR does not know yet, and gives up over it.
Here that one command is answered; everything else goes through untouched. Run by `firefox_args` of conftest.py.
"""

import asyncio
import json
import os
import signal
import sys
from typing import Any

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

UNKNOWN = "emulation.setMediaFeaturesOverride"
LISTENING = "WebDriver BiDi listening on "
#: Pictures are longer than the library lets through by itself.
LONGEST = 256 * 1024 * 1024


async def _forward(source: Any, target: Any, back: Any = None) -> None:
    """Hand each message on; answer what Firefox would refuse, to `back`."""
    async for message in source:
        if back is not None and UNKNOWN in message:
            await back.send(json.dumps({"type": "success", "id": json.loads(message)["id"], "result": {}}))
        else:
            await target.send(message)


async def main() -> int:
    """Start Firefox, take its place on another port, and end with it."""
    firefox = await asyncio.create_subprocess_exec(
        os.environ["FIREFOX"], *sys.argv[1:], stderr=asyncio.subprocess.PIPE, limit=LONGEST
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, firefox.terminate)
    address = ""

    async def between(playwright: Any) -> None:
        async with connect(f"{address}{playwright.request.path}", max_size=LONGEST, origin=None) as browser:
            ways = (_forward(playwright, browser, playwright), _forward(browser, playwright))
            await asyncio.wait(map(asyncio.create_task, ways), return_when=asyncio.FIRST_COMPLETED)

    assert firefox.stderr is not None
    async with serve(between, "127.0.0.1", 0, max_size=LONGEST) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async for line in firefox.stderr:
            words = line.decode(errors="replace").rstrip()
            if words.startswith(LISTENING):
                address = words.removeprefix(LISTENING)
                words = f"{LISTENING}ws://127.0.0.1:{port}"
            print(words, file=sys.stderr, flush=True)  # noqa: T201 - Playwright reads the address here
        return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
