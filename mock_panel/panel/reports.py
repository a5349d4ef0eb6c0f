"""The report of a panel as a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mock_panel.domain.ids import QuestionId
from mock_panel.domain.panel_forms import PanelQuestion
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.panels import Panel
from mock_panel.errors import InputError
from mock_panel.panel.agreement_words import panel_words
from mock_panel.panel.packets import FileWriter
from mock_panel.panel.pooling import record_statistics
from mock_panel.panel.protocol import MockPanels
from mock_panel.panel.report import PanelReport, build_report
from mock_panel.scoring.engine import score
from mock_panel.scoring.prompt import Prompt

FORMS = (".html", ".md", ".pdf")


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports of panels; calls may raise StorageError."""

    panels: MockPanels
    write_file: FileWriter

    def build(self, panel: Panel) -> PanelReport:
        """All that the report says.

        Raises:
            OutOfOrder: `not_revealed`.
        """
        record = self.panels.store.record(panel.id)
        agreement = panel_words(record_statistics(record))
        now = self.panels.now().astimezone()
        return build_report(record, now, agreement, practice_levels(record))

    def write(self, panel: Panel, path: Path) -> None:
        """Write the report into a new file; its ending says in which form.

        Raises:
            InputError: the ending is none of these, the file exists, or Typst is missing.
            OutOfOrder: `not_revealed`.
        """
        form = _form_of(path)
        self.write_file(path, form(self.build(panel)))

    def compose(self, panel: Panel, ending: str) -> bytes:
        """The report in one of `FORMS`, for whoever writes no file here.

        Raises:
            InputError: Typst is missing.
            OutOfOrder: `not_revealed`.
        """
        return _form_of(Path(f"report{ending}"))(self.build(panel))


def practice_levels(record: PanelRecord) -> dict[QuestionId, int | None]:
    """The engine's level of each answer that was kept; None where it does not score it.

    It is shown apart, after the reveal, and enters no rating.
    """
    levels: dict[QuestionId, int | None] = {}
    asked = {question.id: question for question in record.panel.form.questions}
    for answer in record.answers:
        if answer.text.strip() and answer.question in asked:
            report = score(
                answer.text,
                prompt=_prompt(asked[answer.question]),
                mode=answer.mode,
                seconds=answer.seconds,
                answer_id=answer.question,
                year=record.panel.convened_at.year,
            )
            levels[answer.question] = report.level
    return levels


def _prompt(question: PanelQuestion) -> Prompt:
    """As it was asked; what kind it is and what it asks for is as the form has it."""
    worded = Prompt.worded(question.asked.text, question.asked.ecq)
    return replace(worded, type=question.type, asks=question.asked.asks, probes=question.probes)


def _form_of(path: Path) -> Callable[[PanelReport], bytes]:
    # Each form brings its own page with it; one is enough.
    if path.suffix.lower() == ".html":
        from mock_panel.panel.report_html import to_html  # noqa: PLC0415 - see above

        return lambda report: to_html(report).encode()
    if path.suffix.lower() == ".md":
        from mock_panel.panel.report_markdown import to_markdown  # noqa: PLC0415 - see above

        return lambda report: to_markdown(report).encode()
    if path.suffix.lower() == ".pdf":
        from mock_panel.panel.report_pdf import to_pdf  # noqa: PLC0415 - see above

        return to_pdf
    raise InputError(
        f"{path}: a report cannot end in {path.suffix!r}"
        if path.suffix
        else f"{path}: the name says no form",
        f"Name a file that ends in {', '.join(FORMS)}.",
    )
