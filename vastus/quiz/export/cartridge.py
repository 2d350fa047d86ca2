"""Common Cartridge 1.3: the whole course in one import, links to its pages and a quiz for each chapter, in order.

- A module a chapter: links to the chapter's page and lessons, where it is said where the course is published; then the
  chapter's quiz, each pool by itself.
- The quizzes are QTI 1.2 as `qti12` writes it, with the few kinds of question that a cartridge may hold: numbers become
  words, every number within the tolerance listed; what pairs or orders things stays behind.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from vastus.quiz.bank import Bank, Item
from vastus.quiz.export import plain, qti12
from vastus.quiz.export.archive import archive

TITLE = "Common Cartridge 1.3"
FILE = "vmo-question.imscc"
LEFT_OUT = {
    "predict": "a prediction has no right answer and belongs to its place in the chapter",
    "match": "a cartridge holds no pairs",
    "order": "a cartridge holds no order",
}
_CP = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
_LINK = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
_PROFILES = {
    "multiple_choice_question": "cc.multiple_choice.v0p1",
    "multiple_answers_question": "cc.multiple_response.v0p1",
    "true_false_question": "cc.true_false.v0p1",
    "short_answer_question": "cc.fib.v0p1",
}


@dataclass(frozen=True)
class Module:
    """A chapter: its bank, the items that go along, and the addresses of its pages by their titles."""

    bank: Bank
    items: tuple[Item, ...]
    links: dict[str, str]


def write(modules):
    """Write the cartridge.

    Parameters
    ----------
    modules : sequence of Module
        In the order of the course.

    Returns
    -------
    bytes
    """
    files, folders, kinds = {}, [], {}
    for module in modules:
        chapter, entries = module.bank.chapter, []
        for place, (title, address) in enumerate(module.links.items(), start=1):
            name = f"{chapter}-link-{place}"
            files[f"{name}.xml"] = qti12.document(_link(title, address))
            kinds[name] = "imswl_xmlv1p3"
            entries.append((name, title))
        for pool, members in plain.by_pool(module.items).items():
            name = f"{chapter}-{pool}"
            files[f"{name}.xml"] = qti12.document(_quiz(name, module.bank, pool, members))
            kinds[name] = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"
            entries.append((name, f"{plain.title(chapter)}: {pool}"))
        folders.append((chapter, plain.title(chapter), entries))
    every = [item for module in modules for item in module.items]
    pictures = {question.picture.name: question.picture for question in plain.questions(every) if question.picture}
    files |= {f"images/{name}": picture.svg.encode() for name, picture in pictures.items()}
    files["imsmanifest.xml"] = qti12.document(_manifest(folders, kinds, sorted(pictures)))
    return archive(files)


def _link(title, address):
    link = ET.Element("webLink", xmlns=_LINK)
    ET.SubElement(link, "title").text = title
    ET.SubElement(link, "url", href=address, target="_blank")
    return link


def _quiz(name, bank, pool, members):
    root = qti12.assessment(name, f"{plain.title(bank.chapter)}: {pool}", [_as_words(member) for member in members])
    whole = root.find("assessment")
    about = ET.Element("qtimetadata")
    attempts = "unlimited" if pool == "practice" else "1"
    fields = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "cc_maxattempts": attempts}
    for label, entry in fields.items():
        _field(about, label, entry)
    whole.insert(1, about)  # after the comment
    for item in whole.iter("item"):
        metadata = item.find("itemmetadata/qtimetadata")
        kind = metadata.findtext("qtimetadatafield[fieldlabel='question_type']/fieldentry")
        metadata.clear()
        _field(metadata, "cc_profile", _PROFILES[kind])
    return root


def _field(metadata, label, entry):
    field = ET.SubElement(metadata, "qtimetadatafield")
    ET.SubElement(field, "fieldlabel").text = label
    ET.SubElement(field, "fieldentry").text = entry


def _as_words(question):
    """A question about a number as one about words, and any other as it is."""
    if not isinstance(question, plain.Calculating):
        return question
    common = {name: getattr(question, name) for name in plain.Question.__dataclass_fields__}
    accepted = plain.numbers(question.answer, question.tolerance)
    wrong = " ".join(plain.other_numbers(question))
    return plain.Naming(**common, accepted=accepted, right=question.right, wrong=wrong, traps=())


def _manifest(folders, kinds, pictures):
    ET.register_namespace("lomimscc", _LOM)
    root = ET.Element("manifest", identifier="vmo-question", xmlns=_CP)
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "IMS Common Cartridge"
    ET.SubElement(metadata, "schemaversion").text = "1.3.0"
    general = ET.SubElement(ET.SubElement(metadata, f"{{{_LOM}}}lom"), f"{{{_LOM}}}general")
    title = ET.SubElement(ET.SubElement(general, f"{{{_LOM}}}title"), f"{{{_LOM}}}string", language="en")
    title.text = "The VMO Question"
    described = ET.SubElement(ET.SubElement(general, f"{{{_LOM}}}description"), f"{{{_LOM}}}string", language="en")
    described.text = plain.CREDIT
    organization = ET.SubElement(
        ET.SubElement(root, "organizations"), "organization", identifier="course", structure="rooted-hierarchy"
    )
    course = ET.SubElement(organization, "item", identifier="modules")
    for chapter, heading, entries in folders:
        module = ET.SubElement(course, "item", identifier=f"module-{chapter}")
        ET.SubElement(module, "title").text = heading
        for name, words in entries:
            entry = ET.SubElement(module, "item", identifier=f"entry-{name}", identifierref=name)
            ET.SubElement(entry, "title").text = words
    resources = ET.SubElement(root, "resources")
    for name, kind in kinds.items():
        resource = ET.SubElement(resources, "resource", identifier=name, type=kind)
        ET.SubElement(resource, "file", href=f"{name}.xml")
    for name in pictures:
        resource = {"identifier": name, "type": "webcontent", "href": f"images/{name}"}
        ET.SubElement(ET.SubElement(resources, "resource", resource), "file", href=f"images/{name}")
    return root
