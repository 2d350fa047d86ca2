"""The thread as a subject: what was claimed in it, and what speaks for or against what.

``claims``    kinds of claim and verdicts on them; the claims are the table ``seed-claims``
``argument``  questions, positions, and which position supports or attacks which
"""
