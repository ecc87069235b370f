"""A small protocol and evidence for it: two areas with both parts, one of theory, one of hands."""

from decimal import Decimal

from app.domain.evidence import CaseEvidence
from app.domain.protocol import (
    Area,
    Codes,
    Criterion,
    Critical,
    Evidence,
    Item,
    ItemKey,
    ItemKind,
    LearningOutcome,
    MeasuredValue,
    Method,
    Option,
    Protocol,
    Question,
    Rules,
    ScaleStep,
    Wording,
)
from app.domain.text import Text

WORD = Text("ord", "word")
RULES = Rules(
    total_cut_permille=650,
    theory_minutes=60,
    practical_minutes=120,
    extra_time_permille=1500,
    validity_months=60,
    banked_months=24,
    waiting_days=14,
    max_attempts=3,
    appeal_days=21,
    reviewer_required=False,
    credit_share_permille=500,
    credit_age_months=60,
    print_birth_date=True,
)
HOLE = MeasuredValue("mm", Decimal("25.000"), Decimal("24.979"), Decimal("25.000"), WORD)


def area(area_id: str, items: int, required: bool = True, level: int = 3) -> Area:
    """An area with a cut of 600 and a share of 750 permille."""
    return Area(area_id, WORD, area_id, 250, level, required, items, 600, 750, (), ())


def criterion(
    area_id: str,
    name: str,
    critical: Critical = Critical.NO,
    weight: int = 1,
    measured: MeasuredValue | None = None,
) -> Criterion:
    """A practical criterion `area-name`."""
    evidence = Evidence.VALUE if measured else Evidence.NONE
    return Criterion(
        f"{area_id}-{name}",
        area_id,
        WORD,
        WORD,
        LearningOutcome.SKILL,
        Method.PRACTICAL,
        critical,
        evidence,
        weight,
        measured,
    )


def item(
    item_id: str,
    area_id: str = "turn",
    family: str = "",
    kind: ItemKind = ItemKind.SINGLE,
    key: ItemKey | None = None,
    points: int = 1,
) -> Item:
    """An item of four options whose key is `b` where no other is given."""
    options = tuple(Option(name, Text(name, name)) for name in "abcd")
    question = Question(item_id, area_id, kind, WORD, None, options, (), "", None, None)
    return Item(question, family or item_id, points, key or ItemKey(("b",)), WORD)


def pool(area_id: str, sizes: list[int]) -> tuple[Item, ...]:
    """Families of these sizes, ids `area-family-number`."""
    return tuple(
        item(f"{area_id}-{family}-{number}", area_id, f"{area_id}-{family}")
        for family, size in enumerate(sizes)
        for number in range(size)
    )


def protocol(
    areas: tuple[Area, ...], criteria: tuple[Criterion, ...], items: tuple[Item, ...]
) -> Protocol:
    """A protocol with a scale of four steps and a total cut of 650 permille."""
    return Protocol(
        scheme="prov",
        code="TST-1",
        version="1.0.0",
        name=WORD,
        level=WORD,
        owner="Exempelhuvudman",
        scale=tuple(ScaleStep(code, WORD, WORD) for code in (1, 2, 3, 4)),
        areas=areas,
        criteria=criteria,
        items=items,
        tasks=(),
        rules=RULES,
        codes=Codes(),
        wording=Wording(WORD, WORD, (), "1", WORD),
        hash="0" * 64,
    )


def sample_protocol() -> Protocol:
    """`safety` and `turn` have theory and practical, `maths` theory, `order` is not required."""
    return protocol(
        areas=(area("safety", 4), area("turn", 5), area("maths", 3), area("order", 0, False, 2)),
        criteria=(
            criterion("safety", "guard", Critical.STOP),
            criterion("safety", "tidy"),
            criterion("turn", "setup", Critical.MUST, weight=2),
            criterion("turn", "size", measured=HOLE),
            criterion("turn", "surface"),
            criterion("turn", "tool"),
            criterion("order", "log"),
        ),
        items=(
            *pool("safety", [1] * 4),
            *pool("turn", [1] * 5),
            *pool("maths", [1] * 3),
        ),
    )


SAMPLE = sample_protocol()
DRAWN = tuple(each.id for each in SAMPLE.items)
RATED = tuple(each.id for each in SAMPLE.criteria)


def right_answers(counts: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """So many right answers in each area named, all in the others, the rest blank."""
    answers = {}
    for each in SAMPLE.areas:
        items = [one.id for one in SAMPLE.items if one.area == each.id]
        answers |= dict.fromkeys(items[: counts.get(each.id, len(items))], ("b",))
    return answers


def evidence(
    right: dict[str, int] | None = None, ratings: dict[str, int] | None = None, **more: object
) -> CaseEvidence:
    """Everything right and rated 3, but for what is named; both parts handed in."""
    fields = {
        "drawn": DRAWN,
        "answers": right_answers(right or {}),
        "ratings": {**dict.fromkeys(RATED, 3), **(ratings or {})},
        "measured": {"turn-size": Decimal("24.990")},
        "theory_closed": True,
        "practical_closed": True,
    }
    return CaseEvidence(**{**fields, **more})
