"""The content of a package to the Protocol that the rules work on."""

from decimal import Decimal

from app.domain.protocol import (
    Area,
    Codes,
    Criterion,
    GuidePart,
    Item,
    ItemKey,
    Measure,
    MeasuredValue,
    Option,
    OralQuestion,
    Protocol,
    Question,
    RoleGuide,
    Rules,
    ScaleStep,
    Task,
    Wording,
)
from app.domain.text import Text
from app.protocols.content import PackageContent
from app.protocols.format import (
    AreaFile,
    CodesFile,
    CriterionFile,
    GuidePartFile,
    MeasuredFile,
    RoleGuideFile,
    RulesFile,
    TaskFile,
    TextsFile,
)
from app.protocols.format_items import ItemFile, OptionFile
from app.protocols.format_words import BothText
from app.protocols.templates import with_comma


def build_protocol(content: PackageContent, hash_hex: str) -> Protocol:
    """The Protocol of checked content; `hash_hex` is the hash of its canonical bytes."""
    meta = content.protocol
    return Protocol(
        scheme=meta.scheme,
        code=meta.code,
        version=meta.version,
        name=_text(meta.name),
        level=_text(meta.level),
        owner=meta.owner,
        scale=tuple(
            ScaleStep(step.code, _text(step.name), _text(step.description)) for step in meta.scale
        ),
        areas=tuple(_area(area) for area in meta.areas),
        criteria=tuple(_criterion(c, area.id) for area in meta.areas for c in area.criteria),
        items=tuple(
            _item(item, file.area, family.id)
            for file in content.items
            for family in file.families
            for item in family.items
        ),
        tasks=tuple(_task(task) for task in meta.tasks),
        rules=_rules(meta.rules),
        codes=_codes(meta.codes),
        wording=_wording(content.texts),
        hash=hash_hex,
        pictures=dict(content.pictures),
    )


def build_option(option: OptionFile) -> Option:
    """An option in both languages; a plain text is the same but for its decimal comma."""
    if isinstance(option.text, str):
        return Option(option.id, Text(with_comma(option.text), option.text))
    return Option(option.id, _text(option.text))


def _text(both: BothText) -> Text:
    return Text(both.sv, both.en)


def _texts(both: tuple[BothText, ...]) -> tuple[Text, ...]:
    return tuple(_text(each) for each in both)


def _area(file: AreaFile) -> Area:
    return Area(
        id=file.id,
        name=_text(file.name),
        shared_id=file.shared_id,
        weight=file.weight,
        required_level=file.required_level,
        required=file.required,
        items=file.items,
        cut_permille=file.cut,
        share_permille=file.share,
        statements=_texts(file.statements),
        measures=tuple(Measure(_text(each.text), _text(each.length)) for each in file.measures),
    )


def _criterion(file: CriterionFile, area: str) -> Criterion:
    return Criterion(
        id=file.id,
        area=area,
        text=_text(file.text),
        detail=_text(file.detail),
        outcome=file.outcome,
        method=file.method,
        critical=file.critical,
        evidence=file.evidence,
        weight=file.weight,
        measured=_measured(file.measured) if file.measured else None,
        levels=_texts(file.levels),
        questions=tuple(
            OralQuestion(_text(each.ask), _texts(each.good)) for each in file.questions or ()
        ),
    )


def _measured(file: MeasuredFile) -> MeasuredValue:
    return MeasuredValue(
        unit=file.unit,
        nominal=Decimal(file.nominal),
        lower=Decimal(file.lower),
        upper=Decimal(file.upper),
        gauge=_text(file.gauge),
    )


def _item(file: ItemFile, area: str, family: str) -> Item:
    question = Question(
        id=file.id,
        area=area,
        kind=file.kind,
        stem=_text(file.stem),
        hint=_text(file.hint) if file.hint else None,
        options=tuple(build_option(option) for option in file.options),
        targets=tuple(build_option(target) for target in file.targets),
        unit=file.unit,
        picture=file.picture,
        picture_text=_text(file.picture_text) if file.picture_text else None,
    )
    value = None if file.value is None else Decimal(file.value)
    key = ItemKey(file.key, value, Decimal(file.tolerance))
    slips = tuple((option.id, _text(option.slip)) for option in file.options if option.slip)
    return Item(question, family, file.points, key, _text(file.why), slips)


def _task(file: TaskFile) -> Task:
    return Task(
        id=file.id,
        title=_text(file.title),
        brief=_text(file.brief),
        setup=_texts(file.setup),
        materials=_texts(file.materials),
        safety_walk=_texts(file.safety_walk),
        minutes=file.minutes,
        picture=file.picture,
    )


def _rules(file: RulesFile) -> Rules:
    return Rules(
        total_cut_permille=file.total_cut,
        theory_minutes=file.theory_minutes,
        practical_minutes=file.practical_minutes,
        extra_time_permille=file.extra_time,
        validity_months=file.validity_months,
        banked_months=file.banked_months,
        waiting_days=file.waiting_days,
        max_attempts=file.max_attempts,
        appeal_days=file.appeal_days,
        reviewer_required=file.reviewer_required,
        credit_share_permille=file.credit_share,
        credit_age_months=file.credit_age_months,
        print_birth_date=file.print_birth_date,
        impartiality_months=file.impartiality_months,
        case_days=file.case_days,
        two_assessors=file.two_assessors,
        multiple_scoring=file.multiple_scoring,
    )


def _codes(file: CodesFile) -> Codes:
    return Codes(
        ssyk=file.ssyk,
        isco=file.isco,
        jobtech_ssyk=file.jobtech_ssyk,
        jobtech_occupation=file.jobtech_occupation,
        esco_occupation=file.esco_occupation,
        sun_field=file.sun_field,
    )


def _wording(file: TextsFile) -> Wording:
    return Wording(
        label=_text(file.label),
        disclaimer=_text(file.disclaimer),
        briefing=_texts(file.briefing),
        privacy_version=file.privacy.version,
        privacy=_text(file.privacy.text),
        guide=_guide(file.guide) if file.guide else None,
    )


def _guide(file: RoleGuideFile) -> RoleGuide:
    return RoleGuide(_guide_parts(file.candidate), _guide_parts(file.assessor))


def _guide_parts(parts: tuple[GuidePartFile, ...]) -> tuple[GuidePart, ...]:
    return tuple(GuidePart(_text(part.title), _texts(part.points)) for part in parts)
