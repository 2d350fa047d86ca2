"""A zip file that is the same, byte for byte, for the same files."""

import io
import zipfile

# The earliest time a zip can hold: the time of writing would make every archive differ.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(files):
    """Pack files.

    Parameters
    ----------
    files : mapping of str to bytes
        Content by path.

    Returns
    -------
    bytes
        A zip in the order of the paths, without times.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.create_system = 3  # else Windows would write another byte here
            entry.external_attr = 0o644 << 16
            # Stored, because deflate differs between zlib and its successors; these files are small.
            packed.writestr(entry, files[path], zipfile.ZIP_STORED)
    return stream.getvalue()
