"""How a team works in a project: its goal, what review does by itself, what annotators may see."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """What a lead decides for the whole project.

    `goal` is the F1 that labels should reach. `firm` and `tentative` are the thresholds of alpha,
    judged on the lower bound of its interval (Krippendorff 2004, p. 241). `pre_accept`: what all
    annotators marked alike goes into gold by itself. `blind_review`: the lead sees readings without
    names, shuffled. `feedback`: annotators may see their finished marks beside gold.
    `practice` are articles whose gold an annotator may see as soon as the own marks are done.
    """

    goal: float = 0.8
    firm: float = 0.8
    tentative: float = 0.667
    pre_accept: bool = True
    blind_review: bool = False
    feedback: bool = False
    practice: tuple[str, ...] = ()


def policy_to_json(policy: Policy) -> dict[str, object]:
    """Return a policy as a JSON object."""
    return {**asdict(policy), "practice": list(policy.practice)}


def policy_from_json(value: object) -> Policy:
    """Return the policy that a JSON object holds; what it lacks or has wrong is as usual."""
    said = value if isinstance(value, dict) else {}
    practice = said.get("practice")
    usual = Policy()
    return Policy(
        goal=_share(said.get("goal"), usual.goal),
        firm=_share(said.get("firm"), usual.firm),
        tentative=_share(said.get("tentative"), usual.tentative),
        pre_accept=_flag(said.get("pre_accept"), usual=usual.pre_accept),
        blind_review=_flag(said.get("blind_review"), usual=usual.blind_review),
        feedback=_flag(said.get("feedback"), usual=usual.feedback),
        practice=tuple(one for one in practice if isinstance(one, str))
        if isinstance(practice, list)
        else (),
    )


def _share(value: object, usual: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return usual
    return float(value)


def _flag(value: object, *, usual: bool) -> bool:
    return value if isinstance(value, bool) else usual
