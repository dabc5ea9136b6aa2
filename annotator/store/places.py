"""Where a project lies: in a folder that a service copies about, or on another computer."""

import re
from pathlib import Path, PurePath

_CLOUDS = {  # how the folders of services are called
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
_TAIL = re.compile(
    r"( - .*| \(.*\)|-.*@.*)$"
)  # "OneDrive - Herald", "GoogleDrive-ann@herald.example"
_NETWORKS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs")
_MOUNTS = Path("/proc/self/mountinfo")  # Linux alone
_OCTAL = re.compile(r"\\([0-7]{3})")


def place_notice(path: Path) -> str:
    """Return a sentence where a project lies in a place that several computers write to, or ""."""
    whole = path.absolute()
    service = cloud_of(whole)
    if service:
        return (
            f"{whole.parent} is kept by {service}: let one person at a time open this project, "
            "and wait until the folder is up to date before it is opened elsewhere."
        )
    if is_remote(whole):
        return (
            f"{whole.parent} lies on another computer: let one person at a time open this "
            "project, for locks may not hold there."
        )
    return ""


def cloud_of(path: PurePath) -> str:
    """Return the service that copies the folder of a file to other computers, "" for none."""
    for folder in reversed(path.parts[:-1]):
        found = _CLOUDS.get(_TAIL.sub("", folder).lower())
        if found:
            return found
    return ""


def is_remote(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Tell whether a file lies on a network's disk; False where the system does not say."""
    if path.as_posix().startswith("//"):
        return True
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    kinds = dict(_mount(line) for line in lines if " - " in line)
    nearest = next((one for one in (path, *path.parents) if str(one) in kinds), None)
    return nearest is not None and kinds[str(nearest)] in _NETWORKS


def _mount(line: str) -> tuple[str, str]:
    """Return where something is mounted and what kind of file system it is."""
    before, _, after = line.partition(" - ")
    place = (before.split(" ") + [""] * 5)[4]
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), place), after.split(" ")[0]
