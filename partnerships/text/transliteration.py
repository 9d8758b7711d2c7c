"""Latin spelling of Russian titles, for page addresses."""

_SINGLE = str.maketrans("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye")
_MULTIPLE = str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)


def latin(text: str) -> str:
    """Return `text` in Latin letters, as Russian names are commonly spelled in English."""
    return text.lower().translate(_SINGLE).translate(_MULTIPLE)
