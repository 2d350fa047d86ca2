"""What every peer shows: two raw traces of 600 points, two smooth ones of 200, controls of 8, 6 and 5 values."""

import numpy as np

CONTROLS = {"gain": list(range(1, 9)), "noise": list(range(6)), "delay": list(range(5))}
RAW, SMOOTH = 600, 200
COLOURS = ("#5b6470", "#535d69", "#1261a6", "#b3400a")


def traces(gain, noise, delay):
    """x and y of the four traces in a state: the raw ones follow the gain, the smooth ones all three controls."""
    found = []
    for number, points in enumerate((RAW, RAW, SMOOTH, SMOOTH)):
        x = np.linspace(0, 10, points)
        y = gain * np.exp(-((x - 4 - number % 2 - 0.4 * delay * (points == SMOOTH)) ** 2))
        if points == RAW:
            y = (y + 0.2) * np.random.default_rng(number).standard_normal(points)
        found.append((x, y + 0.3 * noise * (points == SMOOTH)))
    return found


def figure(gain, noise, delay):
    import plotly.graph_objects as go

    lines = [
        go.Scatter(x=x, y=y, mode="lines", line={"color": colour}, name=f"trace {number}")
        for number, ((x, y), colour) in enumerate(zip(traces(gain, noise, delay), COLOURS, strict=True))
    ]
    ranges = {"xaxis": {"range": [0, 10]}, "yaxis": {"range": [-20, 20]}}
    return go.Figure(lines, {"height": 400, "showlegend": False, **ranges})
