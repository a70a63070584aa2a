"""Names of people as reference formats want them: the family name apart."""

from typing import NamedTuple


class Name(NamedTuple):
    """`given` is empty for a group, or a name of one word."""

    family: str
    given: str = ""

    @property
    def family_first(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def split(name: str) -> Name:
    """A name as lists write it, given name first. Particles in lower case go with the family."""
    family, comma, given = name.partition(", ")
    if comma:
        return Name(family.strip(), given.strip())
    words = name.split()
    if len(words) < 2 or any(sign.isdigit() for sign in name):
        return Name(name)  # a group
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]))
