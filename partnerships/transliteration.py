"""Latin spelling of Russian titles, for page addresses."""

_LETTERS = dict(
    zip("абвгдеёзийклмнопрстуфхыэ", "a b v g d e e z i y k l m n o p r s t u f kh y e".split(), strict=True)
) | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}


def latin(text: str) -> str:
    """Return `text` in Latin letters, as Russian names are commonly spelled in English."""
    return text.lower().translate(str.maketrans(_LETTERS))
