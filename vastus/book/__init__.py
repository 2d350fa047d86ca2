"""The Sphinx side of the course: what turns notebooks and banks into a static site that works alone.

- ``mime_renderer``  puts an explorer's or a quiz's static twin where the notebook has the live one
- ``explorer_html``  the figure element of an explorer, complete before any script runs
- ``set_links``      prose that moves the picture
- ``settled_links``  where a wrong answer leads
- ``assignments``    what a lecturer may assign, lesson by lesson, with a text to paste
- ``slides``         a lesson to show in class
- ``answer_keys``    the public questions of a chapter with answers and reasons, to print
- ``embed``          every explorer by itself, for somebody else's frame
- ``posters``        every figure as its page opens, drawn before any script runs
- ``shown``          which page shows which explorer
- ``exports``        the quizzes in other systems' formats, to download from the page for lecturers
- ``addresses``      ids that have moved to a lesson lead on to it
- ``assets``         writes scripts, styles, plotly.js and explorer frames beside the pages
- ``mathematics``    formulas as MathML, so that no page needs a script for them
- ``bibliography``   the references, with how far each was read
- ``source_cards``   the file with a card for every source
- ``claims``         the thread, claim by claim: what a verdict means, the filters, the table
- ``argument_map``   positions of the thread and what speaks for and against them, drawn and in words
- ``movement``       the directive for the step-down that moves
- ``red_flags``      the directive for the list of signs that must not wait
- ``description``    what a page says of itself to those who link to it
- ``glossary``       words that say what they mean where a page first uses them
- ``landing``        where to begin, and the chapters as cards
- ``home_screen``    the icon on a phone's home screen
- ``hub_link``       the form that makes links into a class's JupyterHub
- ``learners_edition`` what the download button gives
- ``lessons``        the frame of a lesson: a chapter's list of them, the card at the end, pictures that lead to one
- ``links``          every link within the written book leads somewhere
- ``outside_links``  those that lead out of it, asked for
- ``minutes``        how long a page takes
- ``handout``        the printed page on the exercise, and its PDF
- ``light``          scripts where they are needed, and no file that no page needs
- ``lean``           scripts and styles as they are served, without their comments
- ``theme_style``    of the theme's style, what the pages use
- ``icons``          the theme's icons, drawn in the page
- ``progress``       the directive for the page of the reader's own progress
- ``typography``   one minus sign in prose
- ``fonts``          the letters of the course, cut from npm's
- ``npm``            packages of npm, each in a folder of its own
- ``rests_on``       what a thing rests on, found by following files and by who asked for which table
- ``kept``           what takes long to make, kept while all it rests on is the same
- ``read_off``       what is read off the written pages, kept by their bytes
- ``results``        results of functions that take long, kept for the explorers that ask for them
- ``stale``          which pages a change makes stale
- ``sidebar``        minutes and ticks at the lessons in the sidebar
- ``stages``         what a build says while it runs
- ``your_recording`` the directive for the part of a page that judges a recording, and its example
- ``about``          what every page says of the course itself: its version, how to cite it, where to report errors
- ``pdfs``           the course as PDF, where it was printed
- ``peers``          the same explorer made in five ways, as it was measured
- ``offline``        what is kept on a reader's device, and the whole as one zip
- ``policy``         what a page may load and run, and header files for common hosts
- ``page``           template context: what the pages link to, and what they must not
"""

import importlib

PARTS = """
    about addresses answer_keys argument_map assets assignments bibliography claims description embed exports glossary
    handout home_screen hub_link landing learners_edition lessons light links mathematics movement offline page pdfs
    peers policy posters progress red_flags set_links sidebar slides source_cards stages stale theme_style typography
    your_recording
""".split()


def setup(app):
    for part in PARTS:  # not imported before: who makes a product of the book needs neither Sphinx nor its extensions
        importlib.import_module(f"{__name__}.{part}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
