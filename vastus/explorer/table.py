"""The data behind a picture as HTML, the same in both hosts."""

import html


def table_html(table):
    """A plain view's table as HTML, everything in it escaped."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in table["columns"])
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table["rows"])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
