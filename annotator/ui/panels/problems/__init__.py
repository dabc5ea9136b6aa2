"""What stands in the way of done: each with a way to mend it, or to accept it with a reason."""

from annotator.ui.panels.problems.panel import ProblemsPanel

__all__ = ["ProblemsPanel"]
