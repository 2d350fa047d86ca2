import marimo

app = marimo.App()


@app.cell(hide_code=True)
def _():
    import marimo as mo
    from shared import figure

    return figure, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md("# The same")
    return


@app.cell(hide_code=True)
def _(mo):
    # marimo-book reads the values from the source, so they stand here in full
    gain = mo.ui.slider(steps=[1, 2, 3, 4, 5, 6, 7, 8], label="gain")
    noise = mo.ui.slider(steps=[0, 1, 2, 3, 4, 5], label="noise")
    delay = mo.ui.slider(steps=[0, 1, 2, 3, 4], label="delay")
    return delay, gain, noise


@app.cell(hide_code=True)
def _(delay, figure, gain, noise):
    figure(gain.value, noise.value, delay.value)
    return


if __name__ == "__main__":
    app.run()
