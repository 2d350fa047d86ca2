"""Whole numbers in letters of JSON: how much each differs from the one before, most of the time one letter for each.

Half the bytes of figures and commas, and gzip likes them as well. ``frames.js`` reads them alike.
"""

LETTERS = "".join(map(chr, [*range(35, 92), *range(93, 127)]))  # for -45 to 45; none that JSON must escape
MIDDLE = len(LETTERS) // 2
WORTH = {letter: place - MIDDLE for place, letter in enumerate(LETTERS)}
UP, DOWN = "!", " "  # before a letter: as much more, or less, as there are letters


def written(wholes):
    """Whole numbers, a sequence of int, as str."""
    text, before = [], 0
    for whole in wholes:
        turns, rest = divmod(whole - before + MIDDLE, len(LETTERS))
        text.append((UP if turns > 0 else DOWN) * abs(turns) + LETTERS[rest])
        before = whole
    return "".join(text)


def read(text):
    """The whole numbers of what was `written`, as a list."""
    found, whole = [], 0
    for letter in text:
        if letter in (UP, DOWN):
            whole += len(LETTERS) if letter == UP else -len(LETTERS)
        else:
            whole += WORTH[letter]
            found.append(whole)
    return found
