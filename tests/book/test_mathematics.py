"""Formulas on a page: MathML, and nothing to load."""

from sphinx.testing.util import SphinxTestApp

from vastus.book import mathematics


def test_formulas_become_mathml_and_ask_for_no_script(tmp_path):
    (tmp_path / "index.md").write_text("# Title\n\nInline $a^2$ and\n\n$$\n\\frac{1}{2}\n$$\n")
    (tmp_path / "conf.py").write_text("extensions = ['myst_parser']\nmyst_enable_extensions = ['dollarmath']\n")
    app = SphinxTestApp(srcdir=tmp_path)
    app.config.html_math_renderer = "vastus"
    mathematics.setup(app)
    app.builder.init()
    app.build()
    html = (app.outdir / "index.html").read_text()
    app.cleanup()  # else the next to build in this process is told that all is registered already
    assert "<msup><mi>a</mi><mn>2</mn></msup>" in html
    assert "<mfrac>" in html and 'display="block"' in html
    assert "mathjax@" not in html and "MathJax" not in html
