from annotator.core.policy import Policy
from annotator.projects.opening import Project, open_project
from annotator.projects.policy import policy, set_policy
from annotator.store import meta


def test_a_project_keeps_its_policy(project: Project) -> None:
    assert policy(project) == Policy()
    wanted = Policy(goal=0.7, blind_review=True, practice=("harbour", "ä"))
    set_policy(project, wanted)
    path = project.path
    project.close()
    with open_project(path) as again:
        assert policy(again) == wanted


def test_a_policy_that_cannot_be_read_is_the_usual_one(project: Project) -> None:
    meta.write_setting(project.store, "policy", "{no")
    assert policy(project) == Policy()
