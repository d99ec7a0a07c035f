"""`python -m intents.learn` learns anew from the sheets of this package and writes down what was learnt."""

from __future__ import annotations

from intents.telling.purpose import OPENINGS
from intents.telling.steering import STEERING
from intents.wanting import learning


def main() -> None:
    """Write the weights of the recogniser, of first messages and of steering words."""
    learning.store(learning.learnt_from_examples())
    OPENINGS.store()
    STEERING.store()


if __name__ == "__main__":
    main()
