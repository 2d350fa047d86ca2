"""The course's colours, once, for light and dark pages.

- A colour has a role; the role has one value on light ground and one on dark.
- Figures are written with the light values (``VM``, ``VL``, …), which is also what Jupyter shows.
- The frame compiler puts the role in the place of the value (``@vm``); the page fills in what its theme says.
- The book writes ``stylesheet()`` once, so CSS and figures cannot drift apart. It also has a class for each role, for
  drawings that stand in a page and change with its theme (``fill-vm``, ``stroke-grid``).

VM is vermilion and VL is blue, a pair that readers with any common colour-vision deficiency tell apart;
a figure still never relies on colour alone.
"""

import re

ROLES = {
    "vm": ("#b3400a", "#ff9d66"),
    "vl": ("#1261a6", "#74b9ff"),
    "vm-soft": ("rgba(179, 64, 10, 0.18)", "rgba(255, 157, 102, 0.24)"),
    "vl-soft": ("rgba(18, 97, 166, 0.18)", "rgba(116, 185, 255, 0.24)"),
    "neutral": ("#5b6470", "#a9b4c0"),
    "neutral-soft": ("rgba(91, 100, 112, 0.16)", "rgba(169, 180, 192, 0.20)"),
    "text": ("#20262e", "#e8ecf0"),
    "muted": ("#535d69", "#b3bdc8"),
    "surface": ("#ffffff", "#1b2128"),
    "raised": ("#f6f4ef", "#232b34"),
    "border": ("#d9d4c8", "#3b4652"),
    "grid": ("#e4e0d7", "#343e49"),
    "accent": ("#0e6459", "#5fd0bf"),
    "right": ("#1d6b38", "#7fd79b"),
    "wrong": ("#a3232f", "#ff9aa2"),
}

VM, VL, VM_SOFT, VL_SOFT, NEUTRAL, NEUTRAL_SOFT = (light for light, _ in list(ROLES.values())[:6])
TEXT, MUTED, SURFACE, GRID, ACCENT = (ROLES[role][0] for role in ("text", "muted", "surface", "grid", "accent"))

_TOKEN = {value: f"@{name}" for name, (value, _) in ROLES.items()}
_LIGHT = {token: value for value, token in _TOKEN.items()}


def token(colour):
    """The role token of a course colour (``@vm``), or the string itself if it is none."""
    return _TOKEN.get(colour, colour)


def light(tree):
    """A figure, or any part of one, with the light value for each role token: the way back from `token`."""
    if isinstance(tree, dict):
        return {key: light(part) for key, part in tree.items()}
    if isinstance(tree, list | tuple):
        return [light(part) for part in tree]
    return _LIGHT.get(tree, tree) if isinstance(tree, str) else tree


def role(red, green, blue, opacity=1):
    """The role whose light value this is, or None."""
    return _ROLE_OF.get((red, green, blue, opacity))


def _numbers(colour):
    """Red, green, blue to 255 and opacity to 1 of a value in ``ROLES``."""
    if colour.startswith("#"):
        return (*bytes.fromhex(colour[1:]), 1)
    return tuple(float(number) for number in re.findall(r"[\d.]+", colour))


_ROLE_OF = {_numbers(values[0]): name for name, values in ROLES.items()}


def stylesheet():
    """CSS custom properties ``--vastus-<role>`` for light pages, dark pages and print, and the classes of drawings."""

    def block(selector, column):
        lines = "".join(f"  --vastus-{role}: {values[column]};\n" for role, values in ROLES.items())
        return f"{selector} {{\n{lines}}}\n"

    # paper is light, whatever the screen was
    properties = block(":root", 0) + "@media not print {\n" + block('html[data-theme="dark"]', 1) + "}\n"
    classes = (f".{part}-{role} {{ {part}: var(--vastus-{role}); }}\n" for part in ("fill", "stroke") for role in ROLES)
    return properties + "".join(classes)
