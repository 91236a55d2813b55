"""What validation needs to know beside what a file holds."""

from dataclasses import dataclass

from preschool_metrics.catalogue import Register
from preschool_metrics.model.policy import Profile


@dataclass(frozen=True, slots=True)
class Context:
    """What validation needs to know beside the draft.

    file     the path as it is printed
    folder   the month that the file's folder names, asked the one of `--period`
    """

    file: str
    sha256: str
    register: Register
    profiles: tuple[Profile, ...]
    folder: str | None
    asked: str | None

    @property
    def basis(self) -> str:
        """The population basis of the first profile."""
        return self.profiles[0].basis

    @property
    def policies(self) -> frozenset[str]:
        """The codes of the policy rules that the profiles ask for."""
        return frozenset(code for profile in self.profiles for code in profile.rules)
