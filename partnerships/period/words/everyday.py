"""The everyday words of dates of larger European languages that have no module of their own: since, until, to, and."""

from typing import Any, Final

#: How the reader takes each word (`tokens`); “of” comes from CLDR as well.
EVERYDAY: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "pt": {
        "<": ("desde", "a partir de", "a partir do"),
        ">": ("até", "até ao", "até o"),
        "to_or_at": ("a", "ao", "à", "às"),
        "from_or_of": ("de", "do", "da"),
        "&": ("e",),
        "about": ("cerca de", "por volta de", "c."),
        "before": ("antes de", "antes do"),
        "after": ("depois de", "depois do", "após"),
        "between": ("entre",),
    },
    "es": {
        "<": ("desde", "desde el", "a partir de", "a partir del"),
        ">": ("hasta", "hasta el"),
        "to_or_at": ("a", "al"),
        "from_or_of": ("de", "del"),
        "&": ("y", "e"),
        "about": ("hacia", "alrededor de", "cerca de"),
        "before": ("antes de", "antes del"),
        "after": ("después de", "después del"),
        "between": ("entre",),
        "": ("el", "en"),
    },
    "it": {
        "<": ("da", "dal", "dall'", "a partire da", "a partire dal", "sin da", "sin dal"),
        ">": ("fino a", "fino al", "sino a", "sino al"),
        "to_or_at": ("a", "al", "all'"),
        "from_or_of": ("di", "del"),
        "&": ("e", "ed"),
        "about": ("circa", "verso", "intorno a", "intorno al"),
        "before": ("prima di", "prima del"),
        "after": ("dopo", "dopo il"),
        "": ("il", "l'", "nel"),
    },
    "nl": {
        "<": ("sinds", "vanaf"),
        ">": ("tot", "tot en met", "t/m"),
        "from_or_of": ("van",),
        "&": ("en",),
        "about": ("omstreeks", "ca.", "rond"),
        "before": ("vóór", "voor"),
        "after": ("na",),
    },
    "pl": {
        "<": ("od", "począwszy od"),
        ">": ("do",),
        "&": ("oraz",),  # “i” alone is a Roman one
        "about": ("około", "ok."),
        "before": ("przed",),
        "after": ("po",),
        "": ("r.", "roku"),
    },
    "cs": {
        "<": ("od",),
        ">": ("do",),
        "&": ("a",),
        "about": ("kolem", "asi", "cca"),
        "before": ("před",),
        "after": ("po",),
    },
    "sv": {
        "<": ("sedan", "från"),
        ">": ("till", "till och med"),
        "&": ("och",),
        "about": ("omkring", "cirka", "ca"),
        "before": ("före",),
        "after": ("efter",),
    },
}
#: What is printed in words, where no case and no article has to be right.
PRINTED: Final[dict[str, dict[str, Any]]] = {
    "pt": {
        "conjunction": " e ",
        "about": "cerca de {}",
        "since": "desde {}",
        "until": "até {}",
        "number_ends": (".", ".º", "º"),
    },
    "es": {
        "conjunction": " y ",
        "about": "hacia {}",
        "since": "desde {}",
        "until": "hasta {}",
        "number_ends": (".", ".º", "º"),
    },
    "it": {"conjunction": " e ", "about": "circa {}", "number_ends": (".", "º", "°")},
    "nl": {"conjunction": " en "},
}
