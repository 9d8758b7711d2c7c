"""A way to the database that can be cut: what a site meets when its database is gone."""

import contextlib
import socket
import threading
from typing import Final

WAIT: Final = 10


class Line:
    """Carries bytes between 127.0.0.1 and the database, until it is cut; mended, it carries them again."""

    def __init__(self, host: str, port: int) -> None:
        self.target = host, port
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.is_cut = False
        self.open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection and let no new one through."""
        self.is_cut = True
        for end in list(self.open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self.is_cut = False

    def close(self) -> None:
        """End the line."""
        self.listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self.listening.accept()
            except OSError:
                return  # closed
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(self.target, timeout=WAIT)
            far.settimeout(None)
            for source, target in ((near, far), (far, near)):
                self.open.add(source)
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                target.sendall(block)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.close()
        self.open.discard(source)
