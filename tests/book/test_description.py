"""What the pages say to search engines."""

import re
from xml.etree import ElementTree

from vastus.book import description


def test_the_map_names_every_page_at_its_address():
    written = description.sitemap("https://example.org/a&b", ["chapters/welcome", "chapters/cases/second-look"])
    named = [place.text for place in ElementTree.fromstring(written).iter() if place.tag.endswith("loc")]
    assert named == [
        "https://example.org/a&b/chapters/welcome.html",
        "https://example.org/a&b/chapters/cases/second-look.html",
    ]


def test_every_page_has_one_viewport_and_a_description_and_no_map_stands_without_an_address(book):
    for page in [*book.glob("chapters/**/*.html"), book / "search.html", book / "genindex.html"]:
        head = page.read_text(encoding="utf-8").partition("</head>")[0]
        names = re.findall('<meta name="([a-z]+)"', head)
        assert names.count("viewport") == names.count("description") == 1, page.name
    assert not (book / "sitemap.xml").exists()
