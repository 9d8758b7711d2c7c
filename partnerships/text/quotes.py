"""Quotation marks within quotation marks."""


def nested(text: str) -> str:
    """Return `text` with „these“ inside «those»: a name that has its own is quoted by most sentences about it."""
    depth, signs = 0, []
    for sign in text:
        depth += sign == "«"
        inner = depth > 1
        signs.append({"«": "„", "»": "“"}.get(sign, sign) if inner else sign)
        depth -= sign == "»" and depth > 0
    return type(text)("".join(signs))  # what was safe as HTML is so still
