"""The movement as an animated picture, for a slide or a page that runs no script: GIF, and MP4 where ffmpeg is.

The frames are drawn by Pillow from the outlines and places the page uses (`vastus.knee.person`), in the course's light
colours: flat and wedge side by side, with the bend, the phase and the force behind the kneecap.
"""

import itertools
import shutil
import subprocess

import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFont

from ..explorer.palette import ROLES
from ..knee import person, person_marks, step_down
from . import compiled
from .compiled import FIRST

WIDTH, HEIGHT = 720, 468
FRAMES_PER_S = 12.5
FINER = 3  # drawn so many times larger, for smooth edges
PX_PER_M = 185
FLOOR_PX = 398
MIDDLES_PX = (WIDTH * 0.27, WIDTH * 0.75)  # of the two people
LIGHT = {role: light for role, (light, _) in ROLES.items()}
PHASES = ("Stand", "Lower", "Touch", "Rise")


def write(folder):
    """Write ``step-down.gif`` into a folder, and ``step-down.mp4`` where ffmpeg is.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    list of pathlib.Path
        What was written.

    Raises
    ------
    subprocess.CalledProcessError
        If ffmpeg is there and could not; with what it said.
    """
    folder.mkdir(parents=True, exist_ok=True)
    times_s = np.arange(0, compiled.DURATION_S, 1 / FRAMES_PER_S)
    frames = [frame(time_s) for time_s in times_s]
    written = [folder / "step-down.gif"]
    first, *others = (picture.quantize(palette=_palette(), dither=Image.Dither.NONE) for picture in frames)
    first.save(written[0], save_all=True, append_images=others, duration=round(1000 / FRAMES_PER_S), loop=0)
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg:
        written.append(folder / "step-down.mp4")
        _encode(ffmpeg, frames, written[-1])
    return written


def frame(time_s):
    """The picture at a time of the repetition, a `PIL.Image.Image`."""
    canvas = _Canvas()
    for slope_deg, middle_px, title in zip(
        (0, FIRST["slope_deg"]), MIDDLES_PX, ("Flat step", f"Wedge of {FIRST['slope_deg']}°"), strict=True
    ):
        deepest = compiled.deepest_deg(FIRST["step_height_cm"], slope_deg, 0)
        bend_deg = float(compiled.knee_flexion_deg(time_s, deepest))
        body = step_down.posture(bend_deg, **compiled.setup(slope_deg, 0))
        canvas.person(body, middle_px, touches=bend_deg > deepest - 0.3)
        force_bw = float(step_down.joint_force_bw(body))
        canvas.words(title, middle_px, 23, 20)
        canvas.words(f"knee {bend_deg:.0f}°, kneecap {force_bw:.1f} body weights", middle_px, 421, 17)
    canvas.words(phase(time_s), WIDTH / 2, 450, 22, "accent")
    return canvas.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def phase(time_s):
    """Which of ``PHASES`` a time belongs to."""
    if abs(time_s - compiled.TURN_S) < 0.15:
        return "Touch"
    if time_s < compiled.PAUSE_S or time_s > compiled.DURATION_S - compiled.PAUSE_S:
        return "Stand"
    return "Lower" if time_s < compiled.TURN_S else "Rise"


class _Canvas:
    """A picture in the making, in metres of one person or in pixels."""

    def __init__(self):
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), LIGHT["surface"])
        self.pen = ImageDraw.Draw(self.image)

    def person(self, body, middle_px, touches):
        height_m = FIRST["step_height_cm"] / 100

        def px(points_m):
            x, y = np.asarray(points_m, dtype=float).reshape(-1, 2).T
            return [
                *zip(FINER * (middle_px + PX_PER_M * x), FINER * (FLOOR_PX - PX_PER_M * (y + height_m)), strict=True)
            ]

        (left_m, _), (right_m, _) = (-0.7, 0), (0.7, 0)
        self.line(px([(left_m, -height_m), (right_m, -height_m)]), "text", 2.5)
        for name, outline in person.scene(body.slope_deg, height_m).items():
            self.shape(px(outline), "accent" if name == "wedge" else "grid", "muted")
        near, far = person.RAIL_M
        post_m = far[0] - 0.04
        self.line(px([near, far]), "muted", 4)
        self.line(px([(post_m, far[1]), (post_m, -height_m)]), "muted", 4)
        for shape, outline in person.outlines(person.SIDE, person.side(body)):
            fill, edge = person.TONES[shape]
            self.shape(px(outline), fill, edge)
        self.marks(body, px, touches)

    def marks(self, body, px, touches):
        places = person_marks.side(body)
        unit_m = np.array([(0, 0), (0, person_marks.UNIT_M)])
        self.line(px([body.foot_middle_m, body.foot_middle_m + [0, 1.55]]), "muted", 1.5)
        for name in ("lever", "load"):
            ends = px(person.put(unit_m, places[name]))
            self.line(ends, "surface", 9)
            self.line(ends, "accent", 6)
        head_m = np.array([(0, 0), (-0.045, 0.08), (0.045, 0.08)])
        self.shape(px(person.put(head_m, places["load head"])), "accent", "accent")
        if touches:
            heel_m = body.hip_m - [0.085, step_down.LEG_M - 0.012]
            for angle in np.radians([175, 148, 120]):
                way = np.array([np.cos(angle), np.sin(angle)])
                self.line(px([heel_m + 0.04 * way, heel_m + 0.09 * way]), "accent", 4)

    def shape(self, corners, fill, edge):
        if fill:
            self.pen.polygon(corners, fill=LIGHT[fill])
            corners = [*corners, corners[0]]
        if edge:
            self.line(corners, edge, 1.5)

    def line(self, corners, role, width_px):
        self.pen.line(corners, fill=LIGHT[role], width=round(FINER * width_px), joint="curve")

    def words(self, said, middle_px, y_px, size_px, role="text"):
        font = ImageFont.load_default(FINER * size_px)
        self.pen.text((FINER * middle_px, FINER * y_px), said, fill=LIGHT[role], font=font, anchor="mm")


def _palette():
    """One for all frames, which stores once what stands still: the colours, and thirds from each light to each dark."""
    lights, darks = (
        [np.array(ImageColor.getrgb(LIGHT[role])) for role in roles]
        for roles in (("surface", "raised", "grid", "border"), ("neutral", "muted", "text", "accent"))
    )
    between = [one + (other - one) * part / 3 for one, other in itertools.product(lights, darks) for part in (1, 2)]
    image = Image.new("P", (1, 1))
    image.putpalette(np.round([*lights, *darks, *between]).astype(np.uint8).tobytes())
    return image


def _encode(ffmpeg, frames, target):
    command = [ffmpeg, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}"]
    command += ["-r", str(FRAMES_PER_S), "-i", "-", "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(target)]
    raw = b"".join(picture.tobytes() for picture in frames)
    subprocess.run(command, input=raw, check=True, capture_output=True)
