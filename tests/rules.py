"""`python -m tests.rules` prints which rules and invariants of the domain have a test."""

import ast
import re
from collections import defaultdict

from tests.sources import modules

RULES = [*(f"R{n}" for n in range(1, 64)), *(f"I{n}" for n in range(1, 15))]
_NAMED = re.compile(r"\b([RI])(\d{1,2})(?:[–-]([RI]?)(\d{1,2}))?\b")


def rules_in(text: str) -> set[str]:
    """The rules named in a docstring; `R49–R50` names both."""
    found = set()
    for kind, first, _, last in _NAMED.findall(text):
        found |= {f"{kind}{number}" for number in range(int(first), int(last or first) + 1)}
    return found & set(RULES)


def proofs() -> dict[str, list[str]]:
    """For every rule the tests whose docstring names it, as `file::test`."""
    table = defaultdict(list)
    for module in modules("tests"):
        for test in module.functions():
            if test.name.startswith("test_"):
                for rule in rules_in(ast.get_docstring(test) or ""):
                    table[rule].append(f"{module.path}::{test.name}")
    return table


def main() -> None:
    """Print a line for each rule that has a test, and at the end those that have none."""
    table = proofs()
    for rule in RULES:
        for test in sorted(table[rule]):
            print(f"{rule:<4} {test}")
    bare = [rule for rule in RULES if not table[rule]]
    print(f"{len(RULES) - len(bare)} of {len(RULES)} have a test; none yet: {' '.join(bare)}")


if __name__ == "__main__":
    main()
