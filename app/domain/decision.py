"""How a result comes about: the protocol's rules over the evidence, and nothing else."""

from app.domain.errors import UserError
from app.domain.evidence import CaseEvidence
from app.domain.protocol import Protocol
from app.domain.result import Result


class ResultMissing(UserError):
    """No decision while a required area lacks result or credit (I3). `areas`: their ids."""

    def __init__(self, areas: tuple[str, ...]) -> None:
        super().__init__()
        self.areas = areas


def decide(protocol: Protocol, evidence: CaseEvidence) -> Result:
    """The outcome of a case by its protocol's rules (R31). Raises ResultMissing."""
    raise NotImplementedError
