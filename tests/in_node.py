"""Scripts of the page run by node: many cases in one process, and no browser."""

import json
import shutil
import subprocess

import pytest


def run(folder, modules, body, **given):
    """Run JavaScript beside copies of the modules that it imports; gives what it returns.

    Parameters
    ----------
    folder : pathlib.Path
        Of the test's own.
    modules : iterable of pathlib.Path
        Copied there, where any version of node takes them for modules.
    body : str
        Statements that end in ``return``; ``given`` stands for the values passed by name.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    for module in modules:
        shutil.copy(module, folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    script = f"""import {{ readFileSync, writeSync }} from "node:fs";
        const given = JSON.parse(readFileSync(0, "utf8"));
        const found = await (async () => {{ {body} }})();
        writeSync(1, JSON.stringify(found));"""
    (folder / "run.js").write_text(script, encoding="utf-8")
    done = subprocess.run([node, "run.js"], cwd=folder, input=json.dumps(given).encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
