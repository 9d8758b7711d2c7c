"""What a zip is written into when it is sent while it grows."""


class ZipStream:
    """Takes what an archive writes and gives it away piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        piece, self.pieces = b"".join(self.pieces), []
        return piece
