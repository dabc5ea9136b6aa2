"""How a team works in a project, as the project keeps it."""

import json
from dataclasses import replace

from annotator.core.policy import Policy, policy_from_json, policy_to_json
from annotator.projects.opening import Project
from annotator.store import meta

_KEY = "policy"


def policy(project: Project) -> Policy:
    """Return the project's policy; the usual one where none was written."""
    try:
        return policy_from_json(json.loads(meta.read_setting(project.store, _KEY, "{}")))
    except ValueError:
        return Policy()


def set_policy(project: Project, wanted: Policy) -> None:
    """Keep a policy; raise what writing raises."""
    said = json.dumps(policy_to_json(wanted), ensure_ascii=False, sort_keys=True)
    meta.write_setting(project.store, _KEY, said)


def set_practice(project: Project, document: str, *, on: bool) -> None:
    """Say that an article is to practise on, or no longer; raise what writing raises."""
    stands = policy(project)
    rest = tuple(one for one in stands.practice if one != document)
    set_policy(project, replace(stands, practice=(*rest, document) if on else rest))
