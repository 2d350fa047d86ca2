"""Kernels for nbval, forked from a process that has read what notebooks import.

A kernel of its own for each notebook takes 2.5 s of processor time, nearly all of it to import the same modules again.
A forked one is as fresh: no other notebook ran in it, and what a notebook forgets to import its namespace still lacks.
"""

import multiprocessing
import os
import threading
from multiprocessing.context import ForkServerProcess

from vastus import explorers

PRELOADED = [
    "ipykernel.kernelapp",
    *(f"vastus.notebook.{name}" for name in ("diary", "drawings", "explorers", "movement", "quiz", "red_flags")),
    *(f"vastus.explorers.{name}" for name in explorers.names()),
]


class ForkedKernel(ForkServerProcess):
    """A kernel's process, with what `jupyter_client` wants of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, command, cwd=None, **_):
        super().__init__(daemon=True)
        self.arguments, self.cwd = command[command.index("-f") :], cwd
        self.apart = CONTEXT.Event()

    def run(self):
        os.setsid()  # its manager ends it by the number of its group
        self.apart.set()
        os.chdir(self.cwd)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for said in (1, 2):
            os.dup2(nowhere, said)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(self.arguments)

    def poll(self):
        return self.exitcode

    def wait(self):
        self.join()
        return self.exitcode

    def send_signal(self, number):
        os.kill(self.pid, number)


def _end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)


CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(PRELOADED)


def launch(command, **given):
    """What `jupyter_client.launcher.launch_kernel` does."""
    kernel = ForkedKernel(command, **given)
    kernel.start()
    kernel.apart.wait()
    return kernel
