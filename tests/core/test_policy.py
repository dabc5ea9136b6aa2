import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.policy import Policy, policy_from_json, policy_to_json

shares = st.floats(0, 1)
policies = st.builds(
    Policy,
    shares,
    shares,
    shares,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
)


@given(policies)
def test_a_policy_survives_its_json(policy: Policy) -> None:
    assert policy_from_json(json.loads(json.dumps(policy_to_json(policy)))) == policy


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"goal": 2, "firm": "x", "pre_accept": 1, "feedback": None, "practice": "a"}],
)
def test_what_is_missing_or_wrong_is_as_usual(value: object) -> None:
    assert policy_from_json(value) == Policy()


def test_true_is_no_share_and_one_is() -> None:
    assert policy_from_json({"goal": True}).goal == 0.8
    assert policy_from_json({"goal": 1, "practice": ["a", 1]}) == Policy(goal=1, practice=("a",))
