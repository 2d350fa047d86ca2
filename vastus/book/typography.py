"""One minus sign in prose: the hyphen an author typed before a number becomes one, as in figures and tables.

Quotation marks and apostrophes are set by Sphinx itself.
"""

from docutils import nodes

from ..typeset import minus

AS_TYPED = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.FixedTextElement)


def _set_minus(app, doctree):
    for text in list(doctree.findall(nodes.Text)):
        if not isinstance(text.parent, AS_TYPED) and (typeset := minus(text.astext())) != text.astext():
            text.parent.replace(text, nodes.Text(typeset))


def setup(app):
    app.connect("doctree-read", _set_minus)
