"""What needs a kernel: what is live in a notebook, and the notebooks as they are committed.

``explorers``  shows an explorer: ``explorers.show("retest_noise")``
``quiz``       shows questions: ``quiz.show("reading-emg")``
``drawings``   shows a drawing: ``drawings.show("knee-front")``
``diary``      shows where the diary is: ``diary.show()``
``movement``   shows the step-down that moves: ``movement.show()``
``red_flags``  shows the list of signs that must not wait: ``red_flags.show()``
``learners_edition``  the notebooks in plain Markdown, ready to run outside the book
``text``       names for citations, and the card to take away, where JupyterLab shows them raw
``mime``       how a cell's output tells the book what it is
``committed``  executes notebooks and takes out what belongs to one run only
"""
