"""The code of The VMO Question: science first (data, inference), the web on top (explorer, quiz, book)."""

__version__ = "0.1.0"
