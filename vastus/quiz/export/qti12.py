"""QTI 1.2: a package a chapter for Canvas and others, with one assessment for each pool.

- By hand: of the writers on PyPI, text2qti is closest. It pairs nothing, and its packages carry today's date, so that
  no two are the same. Its structure is met here all the same, and a test holds the two side by side.
- Elements come in the order of the official DTD. Canvas tells its own types by ``question_type``.
- There is no place for a hint that Canvas shows, and none for reasons of single wrong numbers or words: those reasons
  stand together in the feedback on a wrong answer.
"""

from decimal import Decimal
from html import escape
from xml.etree import ElementTree as ET

from vastus.quiz.export import plain
from vastus.quiz.export.archive import archive

TITLE = "QTI 1.2 package"
CARRIED = {
    "single": "multiple choice, one answer",
    "multiple": "multiple answers, all or nothing",
    "true-false": "true/false",
    "numeric": "numerical answer",
    "short": "fill in the blank, every spelling listed",
    "match": "matching",
    "order": "matching of steps with places",
    "label": "multiple choice beside the drawing",
    "case": "one multiple choice a step, with the story so far",
}
_ASI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_RESPONSE = "response1"
# Canvas counts a quiz of the first kind for practice and one of the second for marks.
_QUIZ_TYPES = {"practice": "practice_quiz", "reserved": "assignment"}


def write(bank, items):
    """Write questions of one chapter; parameters and result as in `moodle_xml.write`."""
    files, resources = {}, []
    for pool, members in plain.by_pool(items).items():
        ident = f"{bank.chapter}-{pool}"
        name = f"{plain.title(bank.chapter)}: {pool}"
        about = plain.outcomes(bank, members)
        files[f"{ident}/{ident}.xml"] = document(assessment(ident, name, members))
        meta = _meta(ident, name, pool, members, about, plain.in_turn(items, pool))
        files[f"{ident}/assessment_meta.xml"] = document(meta)
        resources.append(ident)
    pictures = {question.picture.name: question.picture for question in plain.questions(items) if question.picture}
    files |= {f"images/{picture.name}": picture.svg.encode() for picture in pictures.values()}
    files["imsmanifest.xml"] = document(_manifest(bank.chapter, resources, sorted(pictures)))
    return {f"{bank.chapter}.qti.zip": archive(files)}


def document(root):
    """An element as a file."""
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _manifest(chapter, assessments, pictures):
    root = ET.Element("manifest", identifier=f"vmo-question-{chapter}", xmlns=_CP)
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "IMS Content"
    ET.SubElement(metadata, "schemaversion").text = "1.1.3"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    for ident in assessments:
        quiz = ET.SubElement(resources, "resource", identifier=ident, type="imsqti_xmlv1p2")
        ET.SubElement(quiz, "file", href=f"{ident}/{ident}.xml")
        ET.SubElement(quiz, "dependency", identifierref=f"{ident}-meta")
        kind, path = "associatedcontent/imscc_xmlv1p1/learning-application-resource", f"{ident}/assessment_meta.xml"
        meta = ET.SubElement(resources, "resource", identifier=f"{ident}-meta", type=kind, href=path)
        ET.SubElement(meta, "file", href=path)
    for name in pictures:
        path = f"images/{name}"
        picture = ET.SubElement(resources, "resource", identifier=name, type="webcontent", href=path)
        ET.SubElement(picture, "file", href=path)
    return root


def _meta(ident, name, pool, members, outcomes, in_turn):
    root = ET.Element("quiz", identifier=ident, xmlns=_CANVAS)
    about = "".join(f"<li>{escape(outcome)}</li>" for outcome in outcomes)
    credit = plain.html(plain.CREDIT)
    ET.SubElement(root, "title").text = name
    ET.SubElement(root, "description").text = f"<ul>{about}</ul>{credit}"
    ET.SubElement(root, "shuffle_answers").text = str(all(getattr(q, "shuffled", True) for q in members)).lower()
    ET.SubElement(root, "quiz_type").text = _QUIZ_TYPES[pool]
    ET.SubElement(root, "points_possible").text = f"{len(members)}.0"
    ET.SubElement(root, "allowed_attempts").text = "-1" if pool == "practice" else "1"
    if in_turn:
        ET.SubElement(root, "one_question_at_a_time").text = "true"
        ET.SubElement(root, "cant_go_back").text = "true"
    return root


def assessment(ident, name, members):
    """The element of an assessment of plain questions: its name in the package, its title."""
    root = ET.Element("questestinterop", xmlns=_ASI)
    assessment = ET.SubElement(root, "assessment", ident=ident, title=name)
    ET.SubElement(assessment, "qticomment").text = plain.CREDIT
    section = ET.SubElement(assessment, "section", ident="root_section")
    for question in members:
        _WRITERS[type(question)](section, question)
    return root


def _choosing(section, question):
    idents = {answer.id: f"{question.id}-{answer.id}" for answer in question.answers}
    kind = "multiple_answers_question" if question.several else "multiple_choice_question"
    item, presentation = _open(section, question, kind, idents.values())
    texts = {idents[answer.id]: answer.text for answer in question.answers}
    _choices(presentation, "Multiple" if question.several else "Single", texts)
    processing = _processing(item)
    for answer in question.answers:
        _when(processing, [idents[answer.id]], feedback=f"{idents[answer.id]}_fb", goes_on=True)
    if question.several:
        right = _condition(processing, score="100")
        every = ET.SubElement(right, "and")
        for answer in question.answers:
            holder = every if answer.correct else ET.SubElement(every, "not")
            ET.SubElement(holder, "varequal", respident=_RESPONSE).text = idents[answer.id]
    else:
        _when(processing, [idents[answer.id] for answer in question.answers if answer.correct], score="100")
    _general(item, question)
    for answer in question.answers:
        _feedback(item, f"{idents[answer.id]}_fb", plain.html(answer.feedback))


def _judging(section, question):
    idents = {value: f"{question.id}-{str(value).lower()}" for value in (True, False)}
    item, presentation = _open(section, question, "true_false_question", idents.values())
    _choices(presentation, "Single", {ident: str(value) for value, ident in idents.items()})
    processing = _processing(item)
    for ident in idents.values():
        _when(processing, [ident], feedback=f"{ident}_fb", goes_on=True)
    _when(processing, [idents[question.answer]], score="100")
    _general(item, question)
    for value, ident in idents.items():
        _feedback(item, f"{ident}_fb", plain.html(question.right if value is question.answer else question.wrong))


def _calculating(section, question):
    item, presentation = _open(section, question, "numerical_question", [question.id])
    _blank(presentation, {"fibtype": "Decimal"})
    processing = _processing(item)
    lowest, highest = plain.around(question.answer, question.tolerance)
    either = ET.SubElement(_condition(processing, score="100", feedback="correct_fb"), "or")
    ET.SubElement(either, "varequal", respident=_RESPONSE).text = plain.number(question.answer)
    between = ET.SubElement(either, "and")
    ET.SubElement(between, "vargte", respident=_RESPONSE).text = lowest
    ET.SubElement(between, "varlte", respident=_RESPONSE).text = highest
    _right_and_wrong(item, processing, question, plain.other_numbers(question))


def _naming(section, question):
    idents = [f"{question.id}-{number}" for number, _ in enumerate(question.accepted, start=1)]
    item, presentation = _open(section, question, "short_answer_question", idents)
    _blank(presentation, {}, rshuffle="No")
    processing = _processing(item)
    _when(processing, question.accepted, score="100", feedback="correct_fb")
    _right_and_wrong(item, processing, question, plain.other_words(question))


def _pairing(section, question):
    texts = [f"{question.id}-{number}" for number, _ in enumerate(question.texts, start=1)]
    choices = {text: f"{question.id}-choice-{number}" for number, text in enumerate(question.choices, start=1)}
    item, presentation = _open(section, question, "matching_question", texts)
    for ident, text in zip(texts, question.texts, strict=True):
        lid = ET.SubElement(presentation, "response_lid", ident=f"response_{ident}")
        _material(lid, plain.html(text))
        _labels(lid, {choice_ident: choice for choice, choice_ident in choices.items()}, plain_text=True)
    processing = _processing(item)
    share = format((Decimal(100) / len(texts)).quantize(Decimal("0.01")), "f")
    for ident, choice in zip(texts, question.answers, strict=True):
        condition = ET.SubElement(processing, "respcondition")
        equal = ET.SubElement(ET.SubElement(condition, "conditionvar"), "varequal", respident=f"response_{ident}")
        equal.text = choices[choice]
        ET.SubElement(condition, "setvar", varname="SCORE", action="Add").text = share
    _general(item, question)


# The pieces of an item


def _open(section, question, kind, answers):
    item = ET.SubElement(section, "item", ident=question.id, title=question.id)
    metadata = ET.SubElement(ET.SubElement(item, "itemmetadata"), "qtimetadata")
    fields = {"question_type": kind, "points_possible": "1", "original_answer_ids": ",".join(answers)}
    fields |= {"assessment_question_identifierref": f"{question.id}-question"}
    for label, entry in fields.items():
        field = ET.SubElement(metadata, "qtimetadatafield")
        ET.SubElement(field, "fieldlabel").text = label
        ET.SubElement(field, "fieldentry").text = entry
    presentation = ET.SubElement(item, "presentation")
    _material(presentation, plain.html(*question.stem) + _image(question.picture))
    return item, presentation


def _image(picture):
    if not picture:
        return ""
    return f'<p><img src="%24IMS-CC-FILEBASE%24/images/{picture.name}" alt="{escape(picture.alt)}"></p>'


def _material(parent, text, kind="text/html"):
    ET.SubElement(ET.SubElement(parent, "material"), "mattext", texttype=kind).text = text


def _choices(presentation, cardinality, texts):
    _labels(ET.SubElement(presentation, "response_lid", ident=_RESPONSE, rcardinality=cardinality), texts)


def _labels(parent, texts, plain_text=False):
    render = ET.SubElement(parent, "render_choice")
    for ident, text in texts.items():
        label = ET.SubElement(render, "response_label", ident=ident)
        _material(label, *((text, "text/plain") if plain_text else (plain.html(text),)))


def _blank(presentation, kind, **label):
    response = ET.SubElement(presentation, "response_str", ident=_RESPONSE, rcardinality="Single")
    ET.SubElement(ET.SubElement(response, "render_fib", kind), "response_label", ident="answer1", **label)


def _processing(item):
    processing = ET.SubElement(item, "resprocessing")
    outcomes = ET.SubElement(processing, "outcomes")
    ET.SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    ET.SubElement(_condition(processing, feedback="general_fb", goes_on=True), "other")
    return processing


def _when(processing, values, **then):
    condition = _condition(processing, **then)
    for value in values:
        ET.SubElement(condition, "varequal", respident=_RESPONSE).text = value


def _condition(processing, score=None, feedback=None, goes_on=False):
    """A condition and what follows from it; the caller writes into the element given back what has to hold."""
    condition = ET.SubElement(processing, "respcondition", {"continue": "Yes" if goes_on else "No"})
    holds = ET.SubElement(condition, "conditionvar")
    if score:
        ET.SubElement(condition, "setvar", action="Set", varname="SCORE").text = score
    if feedback:
        ET.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return holds


def _right_and_wrong(item, processing, question, wrong):
    ET.SubElement(_condition(processing, feedback="general_incorrect_fb", goes_on=True), "other")
    _general(item, question)
    _feedback(item, "correct_fb", plain.html(question.right))
    _feedback(item, "general_incorrect_fb", plain.html(*wrong))


def _general(item, question):
    _feedback(item, "general_fb", plain.explanation(question))


def _feedback(item, ident, text):
    _material(ET.SubElement(ET.SubElement(item, "itemfeedback", ident=ident), "flow_mat"), text)


_WRITERS = {
    plain.Choosing: _choosing,
    plain.Judging: _judging,
    plain.Calculating: _calculating,
    plain.Naming: _naming,
    plain.Pairing: _pairing,
}
