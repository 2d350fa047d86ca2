"""SCORM 1.2: a package of one chapter's quiz that runs in the learning system and reports to it.

- The page holds the course's own form and modules; ``scorm.js`` keeps the answers in the learning system.
- The manifest names no mastery score: a learning system would then call a quiz failed that was left halfway.
  ``PASS_PERCENT`` stands in the page instead, and the page reports passed or failed once every question is answered.
- Practice items alone, as whoever opens the package has the answers too.
"""

from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from vastus import __version__
from vastus.knee.anatomy import drawing
from vastus.quiz import script
from vastus.quiz.export import plain
from vastus.quiz.export.archive import archive
from vastus.quiz.html import form

TITLE = "SCORM 1.2 package"
CARRIED = {
    "single": "as on the page",
    "multiple": "as on the page",
    "true-false": "as on the page",
    "numeric": "as on the page",
    "short": "as on the page",
    "match": "as on the page",
    "order": "as on the page",
    "label": "as on the page",
    "case": "as on the page",
}
PASS_PERCENT = 80
_HERE = Path(__file__).parent
_STYLES = {
    "quiz.css": _HERE.parent / "quiz.css",
    "anatomy.css": drawing.FOLDER / "anatomy.css",
}
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def write(bank, items):
    """Write questions of one chapter; parameters and result as in `moodle_xml.write`."""
    files = {name: text.encode() for name, text in script.files().items()}
    files |= {name: (_HERE / name).read_bytes() for name in ("scorm.js", "suspend.js")}
    files |= {name: path.read_bytes() for name, path in _STYLES.items()}
    files["index.html"] = _page(bank, items).encode()
    files["imsmanifest.xml"] = _manifest(bank.chapter, files)
    return {f"{bank.chapter}.scorm12.zip": archive(files)}


def _page(bank, items):
    title = escape(plain.title(bank.chapter))
    styles = "\n".join(f'<link rel="stylesheet" href="{name}">' for name in _STYLES)
    # A package has no references page, so sources link to the works themselves.
    questions = form(bank, [item.id for item in items], reference_href=None)
    return f"""\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: check yourself</title>
<link rel="icon" href="data:,">
{styles}
<style>
body {{
  max-width: 46rem; margin: 0 auto; padding: 1rem; color: #20262e; background: #ffffff;
  font: 1rem/1.5 system-ui, sans-serif;
}}
</style>
</head>
<body>
<main data-pass-percent="{PASS_PERCENT}">
<h1>{title}: check yourself</h1>
<p>Your score is the share of questions right at the first try; {PASS_PERCENT} percent passes.</p>
{questions}
<footer><p>{escape(plain.CREDIT)}</p></footer>
</main>
<script type="module" src="scorm.js"></script>
</body>
</html>
"""


def _manifest(chapter, files):
    ET.register_namespace("adlcp", _ADLCP)
    title = f"The VMO Question: {plain.title(chapter)}"
    root = ET.Element("manifest", {"identifier": f"vmo-question-{chapter}", "version": __version__, "xmlns": _CP})
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "ADL SCORM"
    ET.SubElement(metadata, "schemaversion").text = "1.2"
    organizations = ET.SubElement(root, "organizations", default="course")
    organization = ET.SubElement(organizations, "organization", identifier="course")
    ET.SubElement(organization, "title").text = title
    item = ET.SubElement(organization, "item", identifier="quiz", identifierref="page")
    ET.SubElement(item, "title").text = title
    resource = {"identifier": "page", "type": "webcontent", "href": "index.html", f"{{{_ADLCP}}}scormtype": "sco"}
    page = ET.SubElement(ET.SubElement(root, "resources"), "resource", resource)
    for name in sorted(files):
        ET.SubElement(page, "file", href=name)
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
