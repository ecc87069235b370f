"""The files of a new package: small, sound, and labelled as an example until the owner says so."""

PROTOCOL = """\
# A new protocol. Format: data/README.md. Check it with: python3 -m app protocol check DIR
# Scores, weights and shares are permille; the areas' weights are 1000 together.
format: 1
scheme: {scheme}
code: {code}
version: 1.0.0
name: {{sv: Ny yrkesroll, en: New occupational role}}
level: {{sv: Grundnivå, en: Basic level}}
owner: {owner}
scale:
  - code: 1
    name: {{sv: Ännu inte, en: Not yet}}
    description:
      sv: Visar det inte, eller gör det så att det blir fel eller farligt.
      en: Does not show it, or does it in a way that goes wrong or is unsafe.
  - code: 2
    name: {{sv: Med stöd, en: With help}}
    description:
      sv: Klarar det med påminnelse, tips eller rättning.
      en: Manages with a reminder, a hint or a correction.
  - code: 3
    name: {{sv: Självständigt, en: On their own}}
    description:
      sv: Gör det rätt och säkert utan hjälp.
      en: Does it correctly and safely without help.
areas:
  - id: sakerhet
    name: {{sv: Säkerhet på arbetsplatsen, en: Safety at the workplace}}
    shared_id: sakerhet-pa-arbetsplatsen
    weight: 500
    required_level: 3
    items: 2
    cut: 800
    share: 750
    statements:
      - sv: Jag kan berätta vilka risker som finns där jag arbetar.
        en: I can tell which risks there are where I work.
    measures:
      - text: {{sv: Genomgång av riskerna, en: Walk through the risks}}
        length: {{sv: 4 timmar, en: 4 hours}}
    criteria:
      - id: sak-1
        text: {{sv: Använder rätt skyddsutrustning, en: Wears the right protective equipment}}
        detail:
          sv: Skyddsglasögon, skor och hörselskydd där det krävs.
          en: Safety glasses, shoes and hearing protection where required.
        outcome: competence
        method: practical
        critical: must
        evidence: note
      - id: sak-2
        text: {{sv: Bryter strömmen före rengöring, en: Cuts the power before cleaning}}
        detail:
          sv: Maskinen är avstängd och kan inte starta.
          en: The machine is off and cannot start.
        outcome: competence
        method: practical
        critical: stop
  - id: kvalitet
    name: {{sv: Kvalitet i det egna arbetet, en: Quality of the own work}}
    shared_id: kvalitet-i-det-egna-arbetet
    weight: 500
    required_level: 2
    items: 0
    cut: 600
    share: 750
    statements:
      - sv: Jag kontrollerar det jag gjort innan jag lämnar det vidare.
        en: I check what I have made before I hand it on.
    measures:
      - text: {{sv: Övning i kontroll mot ritning, en: Practice in checking against a drawing}}
        length: {{sv: 1 dag, en: 1 day}}
    criteria:
      - id: kva-1
        text: {{sv: Kontrollerar det färdiga arbetet, en: Checks the finished work}}
        detail:
          sv: Jämför med ritning eller instruktion och säger till om något avviker.
          en: Compares with drawing or instruction and speaks up when something differs.
        outcome: skill
        method: practical
rules:
  total_cut: 650
  theory_minutes: 20
  practical_minutes: 60
  extra_time: 1500
  validity_months: 60
  banked_months: 24
  waiting_days: 14
  max_attempts: 3
  appeal_days: 21
  reviewer_required: false
  credit_share: 500
  credit_age_months: 60
  print_birth_date: true
  impartiality_months: 24
  case_days: 180
  two_assessors: false
  multiple_scoring: partial
tasks:
  - id: arbetsprov
    title: {{sv: Arbetsprov, en: Work sample}}
    brief:
      sv: Utför ett vanligt arbete från början till slut och visa hur du kontrollerar det.
      en: Do a usual job from beginning to end and show how you check it.
    minutes: 60
"""

TEXTS = """\
label: {sv: Exempelprotokoll, en: Sample protocol}
disclaimer:
  sv: Exempelprotokoll – inte en officiell valideringsmodell.
  en: Sample protocol – not an official validation model.
briefing:
  - {sv: Vad som bedöms och hur., en: What is assessed and how.}
  - {sv: Hur lång tid det tar., en: How long it takes.}
  - {sv: Att man får avbryta och fortsätta senare., en: That one may stop and go on later.}
  - {sv: Vilka anpassningar som finns., en: Which adjustments there are.}
  - {sv: Vad resultatet används till., en: What the result is used for.}
  - {sv: Hur man begär omprövning., en: How one asks for reconsideration.}
privacy:
  version: "1"
  text:
    sv: Uppgifterna används för att utfärda beviset och sparas så länge det behövs för det.
    en: The data are used to issue the certificate and kept as long as that takes.
"""

ITEMS = """\
# Items that ask the same thing with other facts are one family; a test never holds two of a family.
area: sakerhet
families:
  - id: sak-skydd
    items:
      - id: sak-001
        kind: single
        stem: {sv: När ska skyddsglasögon användas?, en: When are safety glasses to be worn?}
        options:
          - id: a
            text: {sv: Bara när någon säger till, en: Only when somebody says so}
          - id: b
            text: {sv: När något kan träffa ögonen, en: When something may hit the eyes}
          - id: c
            text: {sv: Bara den första dagen, en: Only on the first day}
          - id: d
            text: {sv: När man har tid, en: When there is time}
        key: [b]
        why:
          sv: Skyddet behövs varje gång risken finns.
          en: The protection is needed whenever the risk is there.
      - id: sak-002
        kind: single
        stem: {sv: När ska hörselskydd användas?, en: When is hearing protection to be worn?}
        options:
          - id: a
            text: {sv: Bara på eftermiddagen, en: Only in the afternoon}
          - id: b
            text: {sv: När det är helt tyst, en: When it is quite silent}
          - id: c
            text: {sv: Där ljudet kan skada, en: Where the sound may do harm}
          - id: d
            text: {sv: När man har huvudvärk, en: When one has a headache}
        key: [c]
        why:
          sv: Hörseln skadas av starkt ljud, också kort tid.
          en: Hearing is harmed by loud sound, for a short time too.
  - id: sak-stopp
    items:
      - id: sak-010
        kind: order
        stem:
          sv: Något har fastnat i maskinen. I vilken ordning gör du?
          en: Something is stuck in the machine. In which order do you act?
        options:
          - id: a
            text: {sv: Ta bort det som fastnat, en: Remove what is stuck}
          - id: b
            text: {sv: Stoppa maskinen, en: Stop the machine}
          - id: c
            text: {sv: Bryt och lås strömmen, en: Cut and lock the power}
        key: [b, c, a]
        why:
          sv: Maskinen ska stå och inte kunna starta innan någon sträcker in handen.
          en: The machine must stand and be unable to start before anybody reaches in.
      - id: sak-011
        kind: order
        stem:
          sv: Du ser olja på golvet vid maskinen. I vilken ordning gör du?
          en: You see oil on the floor by the machine. In which order do you act?
        options:
          - id: a
            text: {sv: Ta reda på varifrån oljan kommer, en: Find out where the oil comes from}
          - id: b
            text: {sv: Hindra att någon halkar, en: Keep people from slipping}
          - id: c
            text: {sv: Sug upp oljan, en: Soak up the oil}
        key: [b, c, a]
        why:
          sv: Först skyddas människor, sedan tas faran bort, sist orsaken.
          en: People are protected first, then the danger goes, last its cause.
"""
