#!/usr/bin/env python3
"""Set Quoth up and start it. Needs only Python 3.11 or newer; what it installs lies in .venv here.

python3 run.py             open the window; without a display, do the whole job once in words
python3 run.py app ARGS    run the command `quoth ARGS`
python3 run.py test ARGS   run the tests
python3 run.py bench       run the benchmarks
python3 run.py setup       only set up
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENV = HERE / ".venv"
STAMP = ENV / "set-up-by-run.py"  # says that .venv is ours, and what it holds
PYTHON = str(ENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
QT = "libEGL.so.1 libGL.so.1 libglib2.0.so.0 libfontconfig.so.1 libxkbcommon.so.0 libdbus-1.so.3 "
X11 = """libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libX11-xcb.so.1
 libxcb-randr.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-sync.so.1 libxcb-xfixes.so.0
 libxcb-xkb.so.1 libxkbcommon-x11.so.0"""


def give_up(words: str) -> None:
    print("run.py: " + words, file=sys.stderr)
    sys.exit(3)


def need_packages(why: str, *names: str) -> None:
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    if not shutil.which("apt-get"):
        give_up(f"{why} Their names on Debian: {' '.join(names)}")
    if os.geteuid() != 0:
        give_up(f"{why} Run this, then start again:\n    sudo {' '.join(install)}")
    print(f"run.py: {why} Installing {' '.join(names)}", file=sys.stderr)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    if subprocess.call(["apt-get", "update", "-qq"]) or subprocess.call(install):
        give_up(f"That failed, see above. By hand:\n    {' '.join(install)}")


def need_libraries(libraries: str) -> None:
    missing = []
    for library in libraries.split():
        try:
            ctypes.CDLL(library.replace("libglib2", "libglib-2"))
        except OSError:  # Debian's rule: the name, a hyphen after a digit, the version
            name, version = library.lower().split(".so.")
            missing.append(name + "-" * name[-1].isdigit() + version)
    if missing:
        need_packages("The window needs system libraries that are missing.", *missing)


def set_up(*, dev: bool) -> None:
    import tomllib  # new in Python 3.11

    settings = (HERE / "pyproject.toml").read_bytes()
    place = hashlib.sha256(f"{sys.version} {HERE}".encode()).hexdigest()
    content = hashlib.sha256(settings).hexdigest()
    there = STAMP.read_text().split() if STAMP.exists() else []
    if {place, content} <= {*there} and (not dev or "dev" in there):
        return
    print("run.py: setting up .venv; the first time takes a minute or two", file=sys.stderr)
    uv, bare = shutil.which("uv"), importlib.util.find_spec("ensurepip") is None
    if not ENV.exists() or (there and place not in there):  # one that is not ours is never cleared
        if bare and not uv:
            need_packages("Python's venv is missing.", f"python3.{sys.version_info[1]}-venv")
        options = ["--without-pip"] if bare and uv else []
        if subprocess.call([sys.executable, "-m", "venv", "--clear", *options, str(ENV)]):
            give_up(f"{ENV} could not be made, see above.")
    groups = tomllib.loads(settings.decode())["dependency-groups"]
    wanted = ["install", "-q", "-e", str(HERE), *(groups["dev"] if dev or "dev" in there else [])]
    with_uv = uv and subprocess.call([uv, "pip", *wanted, "--python", PYTHON]) == 0
    if not with_uv and subprocess.call([PYTHON, "-m", "pip", *wanted]):
        give_up("That failed, see above. Is the network there? Else delete .venv and try again.")
    STAMP.write_text(f"{place} {content} {'dev' if dev or 'dev' in there else ''}")


def with_newer_python() -> int:
    for minor in (13, 12, 11, 14):
        found = shutil.which(f"python3.{minor}")  # may be a shim that does not start
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([found, *sys.argv])
    give_up(f"Quoth needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    return 3


def main(job: str = "window", *rest: str) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 this file is what tells people
        return with_newer_python()
    linux, screens = sys.platform.startswith("linux"), ("DISPLAY", "WAYLAND_DISPLAY")
    display = not linux or any(os.environ.get(name) for name in screens)
    jobs = {
        "window": ["-m", "annotator" if display else "annotator.cli.tour"],
        "app": ["-m", "annotator", *rest],
        "test": ["-m", "pytest", "-n", "auto", "--maxprocesses", "8", "--dist", "worksteal", *rest],
        "bench": [str(HERE / "tests" / "benchmarks" / "run_all.py"), *rest],
        "setup": ["-c", ""],
    }
    if job not in jobs:
        print(__doc__)
        return 0 if job in {"-h", "--help"} else 2
    for_work = job in {"test", "bench", "setup"}
    set_up(dev=for_work)
    if linux and (display or for_work):
        need_libraries(QT + (X11 if os.environ.get("DISPLAY") else ""))
    if for_work:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.call([PYTHON, *jobs[job]], cwd=str(HERE) if for_work else None)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
