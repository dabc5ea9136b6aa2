"""What is joined, directly or over others: groups that grow by pairs."""


class Groups:
    """Names that fall into groups; two groups become one when a pair joins them."""

    def __init__(self) -> None:
        """Start with each name on its own."""
        self._above: dict[str, str] = {}

    @property
    def joined(self) -> bool:
        """Tell whether any two names were joined."""
        return bool(self._above)

    def of(self, name: str) -> str:
        """Return the name that stands for a name's group."""
        top = name
        while (above := self._above.get(top, top)) != top:
            top = above
        while name != top:
            self._above[name], name = top, self._above[name]
        return top

    def join(self, one: str, other: str) -> bool:
        """Make the groups of two names one; tell whether they were two before."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first
        return first != second
