"""The thread, claim by claim: the table of verdicts as a page that can be filtered, linked to and printed.

- ``{thread-verdicts}`` explains every verdict and kind, and counts them; each count leads to the claims counted.
- ``{thread-claims}`` writes the whole table, the filters and a line that says what is shown. ``claims.js`` hides and
  shows rows; it finds the words it needs in the page. Without JavaScript the table stands whole.
- A claim has the anchor ``claim-s21``, known to the whole book: a chapter links to it as ``[S21](#claim-s21)``, and to
  a choice of claims by the page's address with ``?verdict=misreported``; ``kind`` and ``role`` work alike, a name may
  stand several times.
"""

from html import escape
from itertools import groupby

from docutils import nodes
from docutils.parsers.rst import Directive

from .. import data, references
from ..thread.claims import KINDS, OF_CLAIM, TABLE, VERDICTS, anchor
from . import rests_on, stale

HOW_READ = {
    "full text": "read: the part cited",
    "abstract": "read: abstract",
    "secondary": "known at second hand, at least in part",
}


def icon(verdict, attributes=""):
    """The sign of a verdict, 16 by 16, in the colour of its surroundings."""
    return f'<svg class="verdict-icon" viewBox="0 0 16 16" aria-hidden="true"{attributes}>{VERDICTS[verdict][2]}</svg>'


def badge(verdict):
    """A verdict as sign and word."""
    return f'<span class="verdict" data-verdict="{verdict}">{icon(verdict)} {VERDICTS[verdict][0]}</span>'


def sources(citekeys, root):
    """Links to the entries of the references page, separated by semicolons."""
    return "; ".join(
        f'<a href="{root}chapters/references.html#{source.anchor}">{escape(source.label)}</a>'
        for source in map(references.get, citekeys)
    )


def verdicts_html():
    """The key: every verdict with its meaning and its counts by kind, and every kind with its meaning."""
    claims = data.table(TABLE)
    counts = claims.groupby(["verdict", "kind"]).size()
    heads = "".join(f'<th role="columnheader" scope="col">{word}</th>' for word, _ in KINDS.values())
    rows = "\n".join(
        _counts(
            f"{badge(verdict)} <p>{meaning}</p>",
            [
                (word, counts.get((verdict, kind), 0), f"?verdict={verdict}&amp;kind={kind}")
                for kind, (word, _) in KINDS.items()
            ],
            sum(claims["verdict"] == verdict),
            f"?verdict={verdict}",
        )
        for verdict, (_, meaning, _) in VERDICTS.items()
    )
    by_kind = [(word, sum(claims["kind"] == kind), f"?kind={kind}") for kind, (word, _) in KINDS.items()]
    kinds = "".join(f"<div><dt>{word}</dt><dd>{meaning}</dd></div>" for word, meaning in KINDS.values())
    return f"""
<table class="claims-key" role="table" aria-label="Verdicts, what they mean and how many there are">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Verdict</th>{heads}
<th role="columnheader" scope="col">All</th></tr></thead>
<tbody role="rowgroup">
{rows}
{_counts("All", by_kind, len(claims), "?")}
</tbody>
</table>
<dl class="claims-kinds">{kinds}</dl>
"""


def _counts(head, by_kind, number, query):
    cells = "".join(_count(*cell) for cell in [*by_kind, ("All", number, query)])
    return f'<tr role="row"><th role="rowheader" scope="row">{head}</th>{cells}</tr>'


def _count(label, number, query):
    shown = f'<a href="{query}#claims">{number}</a>' if number else "0"
    return f'<td role="cell" data-label="{label}">{shown}</td>'


def claims_html(root):
    """The filters and the table.

    Parameters
    ----------
    root : str
        Relative path from the page to the book's root, such as ``../``.
    """
    claims = data.table(TABLE).to_dict("records")
    roles = dict.fromkeys(claim["role"] for claim in claims)
    filters = "\n".join(
        [
            _filter(
                "verdict",
                "Verdict",
                [(verdict, icon(verdict), words[0]) for verdict, words in VERDICTS.items()],
                claims,
            ),
            _filter("kind", "Kind", [(kind, "", words[0]) for kind, words in KINDS.items()], claims),
            _filter("role", "Who says it", [(_role_id(role), "", _short(role)) for role in roles], claims),
        ]
    )
    groups = "\n".join(_group(place, list(group), root) for place, group in groupby(claims, _place))
    return f"""
<section class="vastus-claims" data-claims="{len(claims)}" aria-label="The claims">
<form class="claims-filters" autocomplete="off" aria-label="Choose claims">
{filters}
</form>
<noscript><p class="vastus-note">To choose among the claims needs JavaScript; without it all {len(claims)} stand
below.</p></noscript>
<div class="claims-shown"><p role="status" tabindex="-1" data-shown>All {len(claims)} claims are shown.</p>
<p data-offers hidden></p>
<button type="button" data-all hidden>Show all {len(claims)}</button></div>
<table class="claims-table" role="table" aria-label="The claims of the thread">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Claim, in our words</th>
<th role="columnheader" scope="col">Verdict</th>
<th role="columnheader" scope="col">What the evidence says</th></tr></thead>
{groups}
</table>
<p class="claims-back"><a href="#claims">Back to the choice of claims</a></p>
</section>
"""


def _filter(name, legend, options, claims):
    labels = "".join(
        f'<label data-{name}="{value}"><input type="checkbox" name="{name}" value="{value}">{sign}'
        f"<span data-word>{escape(word)}</span> "
        f"<small>{sum(_value(claim, name) == value for claim in claims)}</small></label>"
        for value, sign, word in options
    )
    return f"<fieldset><legend>{legend}</legend><div>{labels}</div></fieldset>"


def _value(claim, name):
    return _role_id(claim["role"]) if name == "role" else claim[name]


def _group(place, claims, root):
    role = claims[0]["role"].replace("post author", "the post author")
    role = role.removeprefix(place.replace("comment", "commenter") + ", ")
    head = f"{place[0].upper()}{place[1:]}"
    rows = "\n".join(_row(claim, root) for claim in claims)
    return f"""<tbody role="rowgroup">
<tr class="claims-place" role="row"><th role="rowheader" scope="rowgroup" colspan="3">{escape(head)}
<span>{escape(role)}</span></th></tr>
{rows}
</tbody>"""


def _row(claim, root):
    where = claim["position_in_thread"].removeprefix(_place(claim)).removeprefix(", ")
    marks = ", ".join(filter(None, [_short(claim["role"]), where, KINDS[claim["kind"]][0].lower()]))
    evidence = OF_CLAIM.sub(
        lambda found: f'<a href="#{anchor(found[0])}">{found[0]}</a>', escape(claim["what_the_evidence_says"])
    )
    citekeys = [key.strip() for key in claim["citekeys"].split(";") if key.strip()]
    read = f' <span class="read">({HOW_READ[claim["verification"]]})</span>' if citekeys else ""
    cited = f'<p class="sources">{sources(citekeys, root)}{read}</p>' if citekeys else ""
    return f"""<tr id="{anchor(claim["id"])}" role="row" tabindex="-1" data-claim="{claim["id"]}" \
data-role="{_role_id(claim["role"])}" data-kind="{claim["kind"]}" data-verdict="{claim["verdict"]}">
<th role="rowheader" scope="row"><p class="marks"><a href="#{anchor(claim["id"])}">{claim["id"]}</a> {escape(marks)}</p>
<p>{escape(claim["claim"])}</p></th>
<td role="cell">{badge(claim["verdict"])} <span class="certainty">certainty: {claim["certainty"]}</span></td>
<td role="cell"><p>{evidence}</p>{cited}</td>
</tr>"""


def _place(claim):
    return claim["position_in_thread"].split(",")[0]


def _short(role):
    name = role.split(",")[0]
    return name[0].upper() + name[1:]


def _role_id(role):
    return role.split(",")[0].replace(" ", "-")


class FromData(Directive):
    """A directive whose page part is written by its own module, from the tables, and written anew with them."""

    def run(self):
        env = self.state.document.settings.env
        page = self.html("../" * env.docname.count("/"))
        stale.note(env, rests_on.on(self.__module__))
        return [nodes.raw("", page, format="html")]


class ThreadVerdicts(FromData):
    def html(self, root):
        return verdicts_html()


class ThreadClaims(FromData):
    def run(self):
        # Known as targets to Sphinx, so that links from other pages are checked; the rows themselves are raw HTML.
        for place in map(anchor, data.table(TABLE)["id"]):
            self.state.document.note_explicit_target(nodes.inline(ids=[place], names=[place]))
        return super().run()

    def html(self, root):
        return claims_html(root)


def setup(app):
    app.add_directive("thread-verdicts", ThreadVerdicts)
    app.add_directive("thread-claims", ThreadClaims)
