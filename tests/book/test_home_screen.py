"""The icon for a phone's home screen."""

import re

from PIL import Image

from vastus.book import home_screen


def test_every_page_names_an_icon_with_the_drawing_on_white(book):
    for page in (book / "chapters/welcome.html", book / "chapters/knee-anatomy/last-degrees.html"):
        (href,) = re.findall(r'<link rel="apple-touch-icon" href="([^"]+)">', page.read_text(encoding="utf-8"))
        icon = Image.open((page.parent / href).resolve())
    assert icon.size == (home_screen.PIXELS, home_screen.PIXELS) and icon.mode == "RGB"
    corners = {icon.getpixel((x, y)) for x in (0, 179) for y in (0, 179)}
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in icon.getcolors(40_000)}
    drawing = (home_screen.place("chapters") / home_screen.DRAWING).read_text(encoding="utf-8")
    assert corners == {(255, 255, 255)} and set(re.findall("#[0-9a-f]{6}", drawing)) <= colours
