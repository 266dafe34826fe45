"""Text out of files, made fit for a line on a page."""

import unicodedata

TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of what follows; joined emoji need none of them."""
GONE = frozenset({"Cc", "Cs", "Co", "Cn"})


def plain_line(text: str, longest: int) -> str:
    """One line without control characters and turned direction, at most `longest` characters."""
    line = " ".join(text[: longest * 4].split())
    kept = (sign for sign in line if sign not in TURNS and unicodedata.category(sign) not in GONE)
    return "".join(kept)[:longest].strip()


def plain_text(text: str, longest: int) -> str:
    """Several lines, each as `plain_line` has it, at most `longest` characters in all."""
    lines = (plain_line(line, longest) for line in text[: longest * 2].splitlines())
    return "\n".join(lines).strip()[:longest]
