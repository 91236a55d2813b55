"""Choices by chance, each written down: what was drawn is what the figures are broken down by."""

import random
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

T = TypeVar("T")


_PLAINNESS: Final = {"many": 1.0, "some": 3.0, "few": 9.0}


class Draw:
    """A seeded generator that remembers, by feature, what it chose.

    A workbook in which everything is odd at once says little of where a reader fails: some are drawn with few oddities.
    The first of several choices is the plain one, and is the likelier the fewer oddities there are to be.
    """

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.features: dict[str, str] = {}
        self.plainness = 1.0
        self.plainness = _PLAINNESS[self.pick("oddities", {"many": 3, "some": 4, "few": 4})]

    def pick(self, feature: str, weights: Mapping[str, float]) -> str:
        """Choose one of several by weight, and note it."""
        return self._chosen(feature, weights, self.plainness)

    def rather(self, feature: str, weights: Mapping[str, float]) -> str:
        """Choose one of several, the plain one only somewhat likelier: what a reader is to be measured by above all."""
        return self._chosen(feature, weights, self.plainness**0.5)

    def fairly(self, feature: str, weights: Mapping[str, float]) -> str:
        """Choose one of several of which none is plain."""
        return self._chosen(feature, weights, 1)

    def _chosen(self, feature: str, weights: Mapping[str, float], plainness: float) -> str:
        scaled = [weight * (1 if index else plainness) for index, weight in enumerate(weights.values())]
        self.features[feature] = self.rng.choices(list(weights), scaled)[0]
        return self.features[feature]

    def flag(self, feature: str, chance: float) -> bool:
        """Decide whether a thing is there, and note it if it is."""
        drawn = self.rng.random() < chance / self.plainness
        if drawn:
            self.features[feature] = "yes"
        return drawn

    def one(self, words: Sequence[T]) -> T:
        """Choose one of several, of which no note is taken."""
        return self.rng.choice(words)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability
