"""QTI 2.1: a package a chapter for Blackboard and others, with a test for each pool and a file for each question.

- By hand: of the writers on PyPI, qti-package-maker is closest. Its packages carry today's date and random names, it
  takes no feedback, and gives a choice no score; the shape of its package, taken from exports of Blackboard, is met.
- Names must not begin with a digit, so each has a word before it.
- Each file names course and version as the tool that wrote it; the manifest says how to cite, in the words of IEEE's
  metadata.
- Reasons come as modal feedback, which a system may or may not show. There is no place for a hint.
"""

from decimal import Decimal
from html import escape
from xml.etree import ElementTree as ET

from vastus import __version__
from vastus.quiz.export import plain
from vastus.quiz.export.archive import archive

TITLE = "QTI 2.1 package"
CARRIED = {
    "single": "choice of one answer",
    "multiple": "choice of several answers, all or nothing",
    "true-false": "choice between true and false",
    "numeric": "text entry, a number within its tolerance",
    "short": "text entry, every spelling listed",
    "match": "match, a share of the mark for each line",
    "order": "order, all or nothing",
    "label": "choice beside the drawing",
    "case": "one choice a step, with the story so far, in turn",
}
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_TOOL = {"toolName": "The VMO Question", "toolVersion": __version__}
_RESPONSE, _SCORE, _FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
_GENERAL, _RIGHT, _WRONG = "general", "right", "wrong"


def write(bank, items):
    """Write questions of one chapter; parameters and result as in `moodle_xml.write`."""
    files, tests, used = {}, {}, {}
    for pool, members in plain.by_pool(items, keep_order=True).items():
        folder = f"{bank.chapter}-{pool}"
        tests[folder] = {f"q-{question.id}": f"{folder}/q-{question.id}.xml" for question in members}
        title = f"{plain.title(bank.chapter)}: {pool}"
        files[f"{folder}/test.xml"] = _document(_test(folder, title, tests[folder], plain.in_turn(items, pool)))
        for question in members:
            files[tests[folder][f"q-{question.id}"]] = _document(_WRITERS[type(question)](question))
            if question.picture:
                used[f"q-{question.id}"] = question.picture
    files |= {f"images/{picture.name}": picture.svg.encode() for picture in used.values()}
    pictures = {name: picture.name for name, picture in used.items()}
    files["imsmanifest.xml"] = _document(_manifest(bank.chapter, tests, pictures))
    return {f"{bank.chapter}.qti21.zip": archive(files)}


def _document(root):
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _manifest(chapter, tests, pictures):
    ET.register_namespace("imsmd", _LOM)
    root = ET.Element("manifest", identifier=f"vmo-question-{chapter}", xmlns=_CP)
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1"
    ET.SubElement(metadata, "schemaversion").text = "2.0"
    general = ET.SubElement(ET.SubElement(metadata, f"{{{_LOM}}}lom"), f"{{{_LOM}}}general")
    for name, text in (("title", plain.title(chapter)), ("description", plain.CREDIT)):
        ET.SubElement(ET.SubElement(general, f"{{{_LOM}}}{name}"), f"{{{_LOM}}}langstring").text = text
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    for name in sorted(set(pictures.values())):
        _resource(resources, f"image-{name}", "webcontent", f"images/{name}")
    for folder, questions in tests.items():
        test = _resource(resources, folder, "imsqti_test_xmlv2p1", f"{folder}/test.xml")
        for name, path in questions.items():
            ET.SubElement(test, "dependency", identifierref=name)
            item = _resource(resources, name, "imsqti_item_xmlv2p1", path)
            if name in pictures:
                ET.SubElement(item, "dependency", identifierref=f"image-{pictures[name]}")
    ET.indent(root)
    return root


def _resource(resources, name, kind, path):
    resource = ET.SubElement(resources, "resource", identifier=name, type=kind, href=path)
    ET.SubElement(resource, "file", href=path)
    return resource


def _test(name, title, questions, in_turn):
    root = ET.Element("assessmentTest", {"identifier": f"t-{name}", "title": title, **_TOOL}, xmlns=_QTI)
    way = {"navigationMode": "linear" if in_turn else "nonlinear", "submissionMode": "individual"}
    part = ET.SubElement(root, "testPart", identifier="part", **way)
    section = ET.SubElement(part, "assessmentSection", identifier="section", title=title, visible="true")
    for ident, path in questions.items():
        ET.SubElement(section, "assessmentItemRef", identifier=ident, href=path.rpartition("/")[2])
    ET.indent(root)
    return root


# The questions


def _choosing(question):
    right = [f"a-{answer.id}" for answer in question.answers if answer.correct]
    item, body = _open(question, "multiple" if question.several else "single", "identifier", right)
    texts = {f"a-{answer.id}": answer.text for answer in question.answers}
    _choices(body, texts, 0 if question.several else 1, question.shuffled)
    reasons = {f"a-{answer.id}": answer.feedback for answer in question.answers}
    return _judged_as_correct(item, question, reasons)


def _judging(question):
    item, body = _open(question, "single", "identifier", [f"a-{str(question.answer).lower()}"])
    _choices(body, {"a-true": "True", "a-false": "False"}, 1, shuffled=False)
    reasons = {
        f"a-{str(value).lower()}": question.right if value is question.answer else question.wrong
        for value in (True, False)
    }
    return _judged_as_correct(item, question, reasons)


def _ordering(question):
    item, body = _open(question, "ordered", "identifier", [f"a-{step}" for step in question.right])
    interaction = ET.SubElement(body, "orderInteraction", responseIdentifier=_RESPONSE, shuffle="true")
    for step, text in question.steps.items():
        ET.SubElement(interaction, "simpleChoice", identifier=f"a-{step}").text = text
    return _judged_as_correct(item, question, {})


def _judged_as_correct(item, question, reasons):
    """An item whose answer is right or not, with a reason for each thing chosen, if there is one."""
    processing = ET.SubElement(item, "responseProcessing")
    right = _when(processing, "responseIf")
    match = ET.SubElement(right, "match")
    ET.SubElement(match, "variable", identifier=_RESPONSE)
    ET.SubElement(match, "correct", identifier=_RESPONSE)
    _set_score(right, "1")
    said = ET.SubElement(ET.SubElement(processing, "setOutcomeValue", identifier=_FEEDBACK), "multiple")
    if reasons:
        ET.SubElement(said, "variable", identifier=_RESPONSE)
    ET.SubElement(said, "baseValue", baseType="identifier").text = _GENERAL
    return _with_feedback(item, question, reasons)


def _calculating(question):
    item, body = _open(question, "single", "float", [plain.number(question.answer)])
    _blank(body)
    places = {_RIGHT: (question.answer, question.tolerance)}
    places |= {f"t-{trap.id}": (trap.value, trap.tolerance) for trap in question.traps}

    def within(branch, value, tolerance):
        both = ET.SubElement(branch, "and")
        for comparison, bound in zip(("gte", "lte"), plain.around(value, tolerance), strict=True):
            compared = ET.SubElement(both, comparison)
            ET.SubElement(compared, "variable", identifier=_RESPONSE)
            ET.SubElement(compared, "baseValue", baseType="float").text = bound

    return _judged_by_place(item, question, places, within)


def _naming(question):
    item, body = _open(question, "single", "string", question.accepted[:1])
    mapping = ET.SubElement(item.find("responseDeclaration"), "mapping", defaultValue="0")
    for form in question.accepted:
        ET.SubElement(mapping, "mapEntry", mapKey=form, mappedValue="1", caseSensitive="false")
    _blank(body)
    places = {_RIGHT: question.accepted} | {f"t-{trap.id}": trap.forms for trap in question.traps}

    # Some systems read the forms from the mapping, others from here; and not all of those map whatever the capitals.
    def one_of(branch, *forms):
        either = ET.SubElement(branch, "or")
        for form in forms:
            same = ET.SubElement(either, "stringMatch", caseSensitive="false")
            ET.SubElement(same, "variable", identifier=_RESPONSE)
            ET.SubElement(same, "baseValue", baseType="string").text = form

    return _judged_by_place(item, question, places, one_of)


def _judged_by_place(item, question, places, write):
    """An item judged by the first place its answer falls into: the right one, a trap, or else nowhere.

    ``write(branch, *place)`` puts the condition of a place into its branch.
    """
    condition = ET.SubElement(ET.SubElement(item, "responseProcessing"), "responseCondition")
    for number, (name, place) in enumerate(places.items()):
        branch = ET.SubElement(condition, "responseElseIf" if number else "responseIf")
        write(branch, *place)
        if name == _RIGHT:
            _set_score(branch, "1")
        _say(branch, name)
    _say(ET.SubElement(condition, "responseElse"), _WRONG)
    traps = {f"t-{trap.id}": trap.feedback for trap in question.traps}
    return _with_feedback(item, question, {_RIGHT: question.right, **traps, _WRONG: question.wrong})


def _pairing(question):
    choices = {text: f"c-{number}" for number, text in enumerate(question.choices, start=1)}
    lines = {f"l-{number}": text for number, text in enumerate(question.texts, start=1)}
    pairs = [f"{line} {choices[choice]}" for line, choice in zip(lines, question.answers, strict=True)]
    item, body = _open(question, "multiple", "directedPair", pairs)
    mapping = ET.SubElement(item.find("responseDeclaration"), "mapping", defaultValue="0")
    share = format((Decimal(1) / len(pairs)).quantize(Decimal("0.0001")), "f")
    for pair in pairs:
        ET.SubElement(mapping, "mapEntry", mapKey=pair, mappedValue=share)
    most = {"maxAssociations": str(len(pairs)), "shuffle": "false"}
    interaction = ET.SubElement(body, "matchInteraction", responseIdentifier=_RESPONSE, **most)
    for texts, limit in ((lines, "1"), ({name: text for text, name in choices.items()}, str(len(pairs)))):
        holder = ET.SubElement(interaction, "simpleMatchSet")
        for name, text in texts.items():
            ET.SubElement(holder, "simpleAssociableChoice", identifier=name, matchMax=limit).text = text
    processing = ET.SubElement(item, "responseProcessing")
    mapped = ET.SubElement(processing, "setOutcomeValue", identifier=_SCORE)
    ET.SubElement(mapped, "mapResponse", identifier=_RESPONSE)
    _say(processing)
    return _with_feedback(item, question, {})


# The pieces of an item


def _open(question, cardinality, kind, correct):
    """The item up to its body, which the caller fills."""
    item = ET.Element(
        "assessmentItem",
        {
            "identifier": f"q-{question.id}",
            "title": question.id,
            "adaptive": "false",
            "timeDependent": "false",
            **_TOOL,
        },
        xmlns=_QTI,
    )
    response = {"identifier": _RESPONSE, "cardinality": cardinality, "baseType": kind}
    values = ET.SubElement(ET.SubElement(item, "responseDeclaration", response), "correctResponse")
    for value in correct:
        ET.SubElement(values, "value").text = value
    score = {"identifier": _SCORE, "cardinality": "single", "baseType": "float", "normalMaximum": "1"}
    default = ET.SubElement(ET.SubElement(item, "outcomeDeclaration", score), "defaultValue")
    ET.SubElement(default, "value").text = "0"
    said = {"identifier": _FEEDBACK, "cardinality": "multiple", "baseType": "identifier"}
    ET.SubElement(item, "outcomeDeclaration", said)
    body = ET.SubElement(item, "itemBody")
    _xhtml(body, plain.html(*question.stem) + _image(question.picture))
    return item, body


def _image(picture):
    return f'<p><img src="../images/{picture.name}" alt="{escape(picture.alt)}"/></p>' if picture else ""


def _xhtml(parent, text):
    parent.append(ET.fromstring(f"<div>{text}</div>"))


def _choices(body, texts, most, shuffled):
    given = {"responseIdentifier": _RESPONSE, "maxChoices": str(most), "shuffle": str(shuffled).lower()}
    interaction = ET.SubElement(body, "choiceInteraction", given)
    for name, text in texts.items():
        ET.SubElement(interaction, "simpleChoice", identifier=name).text = text


def _blank(body):
    ET.SubElement(ET.SubElement(body, "p"), "textEntryInteraction", responseIdentifier=_RESPONSE, expectedLength="24")


def _when(processing, branch):
    return ET.SubElement(ET.SubElement(processing, "responseCondition"), branch)


def _set_score(branch, value):
    outcome = ET.SubElement(branch, "setOutcomeValue", identifier=_SCORE)
    ET.SubElement(outcome, "baseValue", baseType="float").text = value


def _say(branch, *names):
    said = ET.SubElement(ET.SubElement(branch, "setOutcomeValue", identifier=_FEEDBACK), "multiple")
    for name in (*names, _GENERAL):
        ET.SubElement(said, "baseValue", baseType="identifier").text = name


def _with_feedback(item, question, reasons):
    told = {name: plain.html(reason) for name, reason in reasons.items()} | {_GENERAL: plain.explanation(question)}
    for name, text in told.items():
        given = {"outcomeIdentifier": _FEEDBACK, "identifier": name, "showHide": "show"}
        _xhtml(ET.SubElement(item, "modalFeedback", given), text)
    return item


_WRITERS = {
    plain.Choosing: _choosing,
    plain.Judging: _judging,
    plain.Calculating: _calculating,
    plain.Naming: _naming,
    plain.Pairing: _pairing,
    plain.Ordering: _ordering,
}
