"""Posters: what is seen of a drawing is kept, and nothing that a strict page forbids."""

import re

import pytest

from vastus.explorer import ExplorerError, palette, poster

SVG = '<svg xmlns="http://www.w3.org/2000/svg" class="main-svg">{}</svg>'


def of(*layers):
    return poster.poster([SVG.format(layer) for layer in layers])


def style(**properties):
    return 'style="' + "; ".join(f"{name.replace('_', '-')}: {value}" for name, value in properties.items()) + ';"'


LINE = style(fill="none", stroke="rgb(179, 64, 10)", stroke_opacity=1, stroke_width="2px", opacity=1)


def test_a_style_becomes_attributes_and_a_colour_its_class():
    drawn = of(f'<g class="lines"><path class="js-line" d="M0,10.123456L5,20" {LINE}/></g>')
    assert drawn == '<path d="M0 10.1l5 9.9" stroke-width="2" class="stroke-vm" />'


def test_a_soft_colour_has_its_own_role_and_loses_its_opacity():
    soft = style(fill="rgb(179, 64, 10)", fill_opacity=0.18, stroke_width=0)
    assert of(f'<path d="M0,0H1V1Z" {soft}/>') == '<path d="M0,0H1V1Z" class="fill-vm-soft" />'


@pytest.mark.parametrize(
    ("drawn", "shorter"),
    [
        ('d="M1.23,4.56L10.5,0.5L10,-3Z"', 'path d="M1.2 4.6l9.3-4.1-.5-3.5Z"'),
        ('d="M0,0L1,1M3,3L4,4ZM1,1L2,2"', 'path d="M0 0l1 1m2 2l1 1Zm-2-2l1 1"'),
        ('d="M0,4v192" transform="translate(96.38,0)"', 'path d="M96.38,4v192"'),
        ('d="M2,0A2,2 0 1,1 0,-2A2,2 0 0,1 2,0Z" transform="translate(5.7,-8)"', 'circle cx="5.7" cy="-8" r="2"'),
        ('d="M1,1H-1V-1H1Z" transform="translate(1,2)"', 'path d="M1,1H-1V-1H1Z" transform="translate(1,2)"'),
    ],
)
def test_a_shape_is_written_short_and_stays_where_it_is(drawn, shorter):
    assert of(f"<path {drawn} {LINE}/>") == f'<{shorter} stroke-width="2" class="stroke-vm" />'


@pytest.mark.parametrize(
    "unseen",
    [
        f'<g class="draglayer"><rect class="nsewdrag" width="9" height="9" {LINE}/></g>',
        f'<rect width="9" height="9" {style(fill="transparent")}/>',
        f'<rect width="9" height="9" {style(fill="rgb(0, 0, 0)", fill_opacity=0)}/>',
        f'<rect width="9" height="9" {style(stroke="rgb(1, 2, 3)", stroke_width="0px")}/>',
        f'<g style="opacity: 0;"><path d="M0,0H1" {LINE}/></g>',
        f'<path d="M0,0H1" {LINE.replace("stroke: rgb", "display: none; stroke: rgb")}/>',
        f'<path d="M-1026.87,1400.54" {LINE}/>',
        "<text> </text>",
        '<g class="shapelayer"><g/></g>',
    ],
)
def test_what_is_not_seen_is_left_out(unseen):
    assert of(unseen) == ""


def test_what_neighbours_have_in_common_their_group_says_once_in_their_order():
    thick = LINE.replace("2px", "3px")
    drawn = of("".join(f'<path d="M{x},0h1" {look}/>' for x, look in enumerate([LINE, LINE, LINE, thick, LINE])))
    assert drawn == (
        '<g class="stroke-vm" stroke-width="2"><path d="M0,0h1" /><path d="M1,0h1" /><path d="M2,0h1" /></g>'
        '<path d="M3,0h1" stroke-width="3" class="stroke-vm" /><path d="M4,0h1" stroke-width="2" class="stroke-vm" />'
    )


def test_letters_keep_their_size_weight_and_lines():
    look = style(font_family="system-ui", font_size="12px", fill="rgb(32, 38, 46)", fill_opacity=1, white_space="pre")
    lines = '<tspan class="line" dy="0em" x="2" y="12"><tspan style="font-weight:bold">115</tspan> of 115</tspan>'
    drawn = of(f'<text x="2" y="12" text-anchor="start" data-unformatted="…" {look}>{lines}</text>')
    assert drawn == (
        '<text x="2" y="12" font-size="12" class="fill-text">'
        '<tspan dy="0em" x="2" y="12"><tspan font-weight="bold">115</tspan> of 115</tspan></text>'
    )


def test_a_clip_is_a_window_and_moves_with_what_it_clips():
    clips = '<defs><clipPath id="c"><rect width="50" height="40.333"/></clipPath></defs>'
    line = f'<path d="M-9,0H99" {LINE}/>'
    window = '<svg width="50" height="40.33"><path d="M-9,0H99" stroke-width="2" class="stroke-vm" /></svg>'
    group = f'{clips}<g transform="translate(7,8)" clip-path="url(#c)">{line}</g>'
    assert of(group) == f'<g transform="translate(7,8)">{window}</g>'
    alone = f"{clips}<path transform='translate(7,8)' clip-path=\"url('#c')\" d=\"M-9,0H99\" {LINE}/>"
    assert of(alone) == of(group)


def test_a_clip_may_be_of_a_layer_below():
    clips = '<defs><clipPath id="c"><rect x="3" y="4" width="50" height="40"/></clipPath></defs>'
    assert '<svg width="50" height="40" x="3" y="4" viewBox="3 4 50 40">' in of(
        clips, f'<g clip-path="url(#c)"><path d="M-9,0H99" {LINE}/></g>'
    )


def test_equal_hatchings_share_one_identifier_which_tells_its_figure():
    hatching = '<pattern id="{}" width="6px" patternUnits="userSpaceOnUse"><rect width="6" height="6" {}/></pattern>'
    full = 'fill="rgb(18, 97, 166)" fill-opacity="1"'
    defs = f"<defs>{hatching.format('a', full)}{hatching.format('b', full)}</defs>"
    bars = "".join(f"<path d='M0,0H1V1Z' {style(fill=f'url(&quot;#{name}&quot;)', stroke_width=0)}/>" for name in "ab")
    drawn = of(defs + bars)
    assert re.findall(r'id="([^"]+)"', drawn) == [f"{poster.SERIAL}0"]
    assert drawn.count(f'fill="url(#{poster.SERIAL}0)"') == 2
    assert 'class="fill-vl"' in drawn


def test_a_colour_that_is_none_of_the_course_is_named():
    with pytest.raises(ExplorerError, match=r"rgb\(68, 68, 68\) of opacity 1, which is no colour of the course"):
        of(f'<path d="M0,0H1" {style(stroke="rgb(68, 68, 68)")}/>')


def test_a_style_of_another_version_is_named():
    with pytest.raises(ExplorerError, match="the style mix-blend-mode"):
        of(f'<path d="M0,0H1" {style(stroke="none", mix_blend_mode="multiply")}/>')


@pytest.mark.parametrize("role", palette.ROLES)
def test_every_colour_has_a_class_for_filling_and_for_lines(role):
    css = palette.stylesheet()
    for part in ("fill", "stroke"):
        assert f".{part}-{role} {{ {part}: var(--vastus-{role}); }}" in css
    assert palette.light(palette.token(palette.ROLES[role][0])) == palette.ROLES[role][0]
