"""Files that have passed every check, as values of the domain."""

from collections.abc import Iterable, Mapping

from mock_panel.bank.schema import (
    AnswerModelEntry,
    CompetencyEntry,
    CrosswalkEntry,
    DefinitionEntry,
    EcqEntry,
    ExemplarEntry,
    FrameworkFile,
    PresetEntry,
    ProbesEntry,
    QuestionEntry,
    QuestionsFile,
    ScaleEntry,
)
from mock_panel.domain.exemplars import Exemplar, ExemplarId
from mock_panel.domain.frameworks import (
    CarryOver,
    Competency,
    Crosswalk,
    Definition,
    Ecq,
    Framework,
)
from mock_panel.domain.ids import CompetencyId, EcqId, FrameworkId, PresetId, QuestionId
from mock_panel.domain.parts import AnswerMode, Part
from mock_panel.domain.presets import Band, Preset
from mock_panel.domain.questions import AnswerModel, Question, Scale, ScaleLevel, Slot


def framework_of(file: FrameworkFile) -> Framework:
    """A framework."""
    return Framework(
        id=FrameworkId(file.id),
        title=file.title,
        summary=file.summary,
        status=file.status,
        effective_from=file.effective_from,
        effective_to=file.effective_to,
        source=file.source,
        licence=file.licence,
        scale=file.scale,
        answer_model=file.answer_model or "",
        ecqs=tuple(map(_ecq, file.ecqs)),
        fundamental=tuple(map(_competency, file.fundamental)),
    )


def _ecq(entry: EcqEntry) -> Ecq:
    return Ecq(
        id=EcqId(entry.id),
        title=entry.title,
        short_title=entry.short_title,
        definition=_definition(entry.definition),
        competencies=tuple(map(_competency, entry.competencies)),
    )


def _competency(entry: CompetencyEntry) -> Competency:
    return Competency(CompetencyId(entry.id), entry.title, _definition(entry.definition))


def _definition(entry: DefinitionEntry | None) -> Definition | None:
    if entry is None:
        return None
    return Definition(entry.text, entry.provenance, entry.source or "")


def crosswalk_of(entry: CrosswalkEntry) -> Crosswalk:
    """A crosswalk."""
    return Crosswalk(
        FrameworkId(entry.from_framework),
        FrameworkId(entry.to_framework),
        entry.source,
        tuple(
            CarryOver(CompetencyId(row.competency), tuple(map(CompetencyId, row.to)), row.basis)
            for row in entry.competencies
        ),
    )


def questions_of(file: QuestionsFile) -> Iterable[Question]:
    """The questions of a file, in its order."""
    framework, ecq = FrameworkId(file.framework), EcqId(file.ecq)
    return (_question(framework, ecq, entry) for entry in file.questions)


def _question(framework: FrameworkId, ecq: EcqId, entry: QuestionEntry) -> Question:
    return Question(
        id=QuestionId(entry.id),
        framework=framework,
        ecq=ecq,
        text=entry.text,
        type=entry.type,
        competencies=tuple(map(CompetencyId, entry.competencies)),
        asks=tuple(entry.asks),
        probes=_probes(entry.probes),
        supplementals=tuple(entry.supplementals),
        anchors=dict(sorted(entry.anchors.items())),
        tags=tuple(entry.tags),
    )


def _probes(entry: ProbesEntry) -> dict[Part, tuple[str, ...]]:
    by_part = {
        Part.SITUATION: entry.situation,
        Part.TASK: entry.task,
        Part.ACTION: entry.action,
        Part.RESULT: entry.result,
    }
    return {part: tuple(probes) for part, probes in by_part.items() if probes}


def preset_of(entry: PresetEntry) -> Preset:
    """A preset."""
    guide = entry.guide
    return Preset(
        id=PresetId(entry.id),
        title=entry.title,
        summary=entry.summary,
        questions=entry.questions,
        total_seconds=entry.total_seconds,
        preparation_seconds=entry.preparation_seconds,
        band=Band(entry.band.low, entry.band.high),
        guide={
            Part.SITUATION: guide.situation,
            Part.ACTION: guide.action,
            Part.RESULT: guide.result,
        },
        one_per_ecq=entry.one_per_ecq,
        board=entry.board,
        supplemental_seconds=entry.supplemental_seconds,
    )


def exemplar_of(
    entry: ExemplarEntry,
    questions: Mapping[QuestionId, Question],
    scales: Mapping[FrameworkId, str],
) -> Exemplar:
    """An exemplar, with what it has from its question."""
    question = questions[QuestionId(entry.question)]
    return Exemplar(
        id=ExemplarId(entry.id),
        question=question.id,
        framework=question.framework,
        ecq=question.ecq,
        scale=scales[question.framework],
        text=entry.text,
        mode=AnswerMode(entry.mode),
        key=entry.key,
        reason=entry.reason,
        evidence=tuple(entry.evidence),
        teaches=entry.teaches,
        telling=entry.telling,
    )


def scale_of(entry: ScaleEntry) -> Scale:
    """A rating scale, its levels from the lowest up."""
    levels = (ScaleLevel(level.value, level.label, level.meaning) for level in entry.levels)
    return Scale(entry.id, entry.title, tuple(sorted(levels, key=lambda level: level.value)))


def answer_model_of(entry: AnswerModelEntry) -> AnswerModel:
    """An answer model."""
    slots = tuple(Slot(slot.title, Part(slot.part)) for slot in entry.slots)
    return AnswerModel(entry.id, entry.title, slots)
