"""marimo-book with precompute, and one thing mended.

marimo-book 0.1.48 writes the key of a state of several controls as ``[1, 0, 0]`` and looks for ``[1,0,0]``, so as it
comes the controls find no state and move nothing.
"""

import re
import subprocess
from pathlib import Path

KEY = re.compile(r'"\[(\d+), (\d+), (\d+)\]":')

subprocess.run(["marimo-book", "build"], check=True)
page = Path("_site/same/index.html")
page.write_text(KEY.sub(r'"[\1,\2,\3]":', page.read_text(encoding="utf-8")), encoding="utf-8")
