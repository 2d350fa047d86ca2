"""A JupyterHub on one machine, to try it: whoever knows the password comes in and gets a folder of their own.

For a class put your house's sign-in in the place of the password (``authenticator_class``), and a spawner that keeps
people apart, such as one of Docker, systemd or Kubernetes, in the place of ``simple``.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub gives it to this file)

c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["HUB_PASSWORD"]
c.Authenticator.allowed_users = {"student-1", "student-2"}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(Path.cwd() / "homes" / "{username}")
c.Spawner.default_url = "/lab"
