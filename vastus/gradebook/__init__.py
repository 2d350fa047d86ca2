"""The progress files of a class: who has answered what, and what the class was sure and wrong about.

- ``saved``       reads progress files; what cannot be counted is named and set aside
- ``statistics``  what is counted of them: by student, chapter, lesson and outcome, and by question
- ``page``        a page for the class, which names nobody

Students can edit their files, so all of this is practice and no proof; the command and the page say so.
"""
