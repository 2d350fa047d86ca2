"""``python -m vastus``: the command where the script of that name is not on the path."""

from .cli import main

main()
