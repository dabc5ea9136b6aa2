"""The label scheme that lies in a dataset's folder, and what the manifest says of it."""

from collections.abc import Collection
from pathlib import Path

from annotator.core.canonical import sha256_hex
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import SchemeError, read_scheme
from annotator.formats.dataset_manifest import MANIFEST, SCHEME, ManifestError, read_manifest
from annotator.formats.strict_json import Json
from annotator.transfer.proof import Proof
from annotator.transfer.scheme_proof import is_shipped, shipped_scheme, without_scheme


def take_scheme(folder: Path, there: Collection[str], work: Proof) -> LabelScheme | None:
    """Have records held against the scheme that lies in a folder; return that, None for none.

    Folders of before there were such files have none, which is no problem: their records are held
    against the scheme that comes with the program, where the manifest means just that.
    """
    if SCHEME in there:
        return _lying_there(folder / SCHEME, work)
    if is_shipped(_said_scheme(folder).get("sha256")):
        work.hold_against(shipped_scheme())
    else:
        work.no_scheme = without_scheme()
    return None


def hold_manifest_against(scheme: LabelScheme, folder: Path, work: Proof) -> None:
    """Hold what the manifest says of the scheme against the file that lies beside it."""
    said = _said_scheme(folder)
    if said.get("sha256") != sha256_hex((folder / SCHEME).read_bytes()):
        work.tell(SCHEME, f"it is not the scheme that {MANIFEST} speaks of: the digests differ")
    name = said.get("name")
    if name != scheme.full_name:
        work.tell(MANIFEST, f"scheme: it says {name!r}, and {SCHEME} is {scheme.full_name!r}")


def _lying_there(path: Path, work: Proof) -> LabelScheme | None:
    if not path.is_file() or path.is_symlink():  # which is told as of any file
        work.spoilt_scheme = True
        return None
    try:
        scheme = read_scheme(path.read_bytes(), "it is no label scheme")
    except SchemeError as error:
        work.tell(SCHEME, str(error))
        work.spoilt_scheme = True
        return None
    work.hold_against(scheme)
    return scheme


def _said_scheme(folder: Path) -> Json:
    """Return what the manifest says of the scheme; what is wrong with it is told elsewhere."""
    try:
        said = read_manifest(folder / MANIFEST).get("scheme")
    except (ManifestError, OSError):
        return {}
    return said if type(said) is dict else {}
