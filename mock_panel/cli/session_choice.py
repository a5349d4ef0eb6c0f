"""What the options of `practice` ask for, completed from the settings and the preset."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mock_panel.domain.frameworks import Framework, FrameworkStatus
from mock_panel.domain.ids import EcqId, FrameworkId, PresetId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.questions import QuestionBank
from mock_panel.domain.sessions import SessionSetup
from mock_panel.practice.drawing import check_setup

if TYPE_CHECKING:
    from mock_panel.bootstrap.services import Services


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options as they were given; None where the settings or the preset decide."""

    framework: str | None
    ecqs: tuple[str, ...]
    preset: str | None
    seed: int | None
    mode: str | None
    voice: bool | None
    preparation: int | None


def in_force(bank: QuestionBank) -> Framework:
    """The framework to suggest to who has not chosen one."""
    for framework in bank.frameworks:
        if framework.status is FrameworkStatus.CURRENT:
            return framework
    return bank.frameworks[0]


def setup_of(
    services: "Services", bank: QuestionBank, wishes: Wishes, framework: str, *, voice: bool
) -> SessionSetup:
    """The set-up that the options, the settings and the preset make together.

    Args:
        services: for the settings and a seed.
        bank: for the presets, and to check every id.
        wishes: the options.
        framework: where the options name none.
        voice: where the options say nothing of it.

    Raises:
        InputError: the bank does not have what an option names.
    """
    setup = SessionSetup(
        framework=FrameworkId(_slug(framework)),
        preset=PresetId(_slug(wishes.preset) if wishes.preset else bank.presets[0].id),
        ecqs=tuple(EcqId(_slug(ecq)) for ecq in wishes.ecqs),
        mode=AnswerMode(wishes.mode or services.settings.answer_mode),
        voice=voice if wishes.voice is None else wishes.voice,
        preparation_seconds=wishes.preparation or 0,
        seed=services.new_seed() if wishes.seed is None else wishes.seed,
    )
    _, preset = check_setup(bank, setup)
    if wishes.preparation is None:
        return replace(setup, preparation_seconds=preset.preparation_seconds)
    return setup


def _slug(title: str) -> str:
    """An id from an id or a title."""
    return "-".join(title.lower().split())
