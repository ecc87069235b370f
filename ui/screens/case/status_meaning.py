"""What each act on a certificate means, in plain words: what stays, what is lost."""

from dataclasses import dataclass

from app.domain.certificate_status import StatusAct
from app.usecases.status_acts import CertificateStanding
from ui.figures import day
from ui.language import tr


@dataclass(frozen=True, slots=True)
class Meaning:
    """The question, what stays, what is lost, the button, and what is said when it is done."""

    question: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    act: str
    done: str


def meaning(standing: CertificateStanding, act: StatusAct) -> Meaning:
    """The words of one act on this certificate."""
    return _MEANINGS[act](standing)


def _suspend(_standing: CertificateStanding) -> Meaning:
    return Meaning(
        tr("Stoppa beviset tillfälligt?"),
        (tr("Du kan häva stoppet när som helst."),),
        (tr("Den som kontrollerar beviset får svaret att det inte gäller just nu."),),
        tr("Stoppa tillfälligt"),
        tr("Beviset är tillfälligt stoppat"),
    )


def _lift(_standing: CertificateStanding) -> Meaning:
    return Meaning(
        tr("Häv stoppet?"),
        (tr("Beviset gäller igen, med samma nummer och samma papper."),),
        (),
        tr("Häv stoppet"),
        tr("Stoppet är hävt, beviset gäller"),
    )


def _revoke(_standing: CertificateStanding) -> Meaning:
    return Meaning(
        tr("Återkalla beviset?"),
        (tr("Ärendet, beslutet och beviset finns kvar här."),),
        (
            tr("Det går inte att ångra. Den som kontrollerar beviset får svaret återkallat."),
            tr("Papperet gäller inte längre. Be att få tillbaka det."),
        ),
        tr("Återkalla"),
        tr("Beviset är återkallat"),
    )


def _void(_standing: CertificateStanding) -> Meaning:
    return Meaning(
        tr("Makulera beviset?"),
        (tr("Beslutet står fast. Ett nytt bevis kan utfärdas direkt, med ett nytt nummer."),),
        (tr("Det går inte att ångra. Förstör papperet: det får svaret återkallat."),),
        tr("Makulera"),
        tr("Beviset är makulerat"),
    )


def _replace(standing: CertificateStanding) -> Meaning:
    until = tr("tills vidare") if standing.valid_to is None else day(standing.valid_to)
    kept = tr("Samma beslut, samma nivåer, och det gäller som förut: {until}.")
    return Meaning(
        tr("Ersätt beviset?"),
        (
            kept.format(until=until),
            tr("Det nya får ett eget nummer, datum idag och det namn du skriver här."),
        ),
        (tr("Det går inte att ångra. Det gamla får svaret ersatt. Be att få tillbaka det."),),
        tr("Ersätt"),
        tr("Ett nytt bevis är utfärdat"),
    )


_MEANINGS = {
    StatusAct.SUSPEND: _suspend,
    StatusAct.LIFT: _lift,
    StatusAct.REVOKE: _revoke,
    StatusAct.VOID: _void,
    StatusAct.REPLACE: _replace,
}
