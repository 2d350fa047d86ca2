import re

import pytest

from vastus.explorer import palette


def luminance(hex_colour):
    channels = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("column", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["vm", "vl", "neutral", "text", "muted", "accent", "right", "wrong"])
@pytest.mark.parametrize("ground", ["surface", "raised"])
def test_every_colour_that_carries_text_has_contrast_on_its_ground(role, ground, column):
    assert contrast(palette.ROLES[role][column], palette.ROLES[ground][column]) >= 4.5


def test_a_light_value_has_one_role():
    lights = [light for light, _ in palette.ROLES.values()]
    assert len(set(lights)) == len(lights)


def test_the_stylesheet_names_every_role_for_light_and_dark():
    css = palette.stylesheet()
    assert [len(re.findall(f"--vastus-{role}:", css)) for role in palette.ROLES] == [2] * len(palette.ROLES)
