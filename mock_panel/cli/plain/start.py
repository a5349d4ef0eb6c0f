"""From the options to a session: a draft that waits, or a new draw."""

from contextlib import suppress
from dataclasses import replace

from mock_panel.bootstrap.services import Services
from mock_panel.cli.plain.aloud import give_words
from mock_panel.cli.plain.beginning import ask_framework, offer_draft, offer_words
from mock_panel.cli.plain.desk import SpokenDesk, SpokenMeans
from mock_panel.cli.plain.later_words import put_off
from mock_panel.cli.plain.lines import Lines
from mock_panel.cli.plain.probe_flow import run_probe
from mock_panel.cli.plain.session_flow import run_round, run_session
from mock_panel.cli.plain.talk import RESUMES, Talk
from mock_panel.cli.plain.words_flow import run_words
from mock_panel.cli.session_choice import Wishes, in_force, setup_of
from mock_panel.domain.attempts import Attempt
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.sessions import AFTER_THE_QUESTIONS, PROBE_PHASE, Draft
from mock_panel.errors import StorageError
from mock_panel.practice.board_round import BoardRound
from mock_panel.practice.ports.sound import Speaker
from mock_panel.practice.review import level_words
from mock_panel.practice.session import PracticeSession
from mock_panel.practice.supplementals import WordsSitting, number_of_added


def hold_session(services: Services, wishes: Wishes, lines: Lines) -> None:
    """One plain session, from the first prompt to the summary.

    Raises:
        InputError: an option names what the bank does not have.
        StorageError: the database or a draft cannot be used.
        KeyboardInterrupt: the candidate left; what was entered is kept.
    """
    bank = services.bank.load()
    # Sound that cannot be erased today is erased tomorrow.
    with suppress(StorageError):
        services.rehearsal.erase_expired(services.settings.recording_days)
    for folder in services.bank.left_out():
        lines.warn(folder.words)
    framework = wishes.framework or services.settings.framework
    voice = services.settings.voice and lines.is_terminal
    # What was given wrongly is said before anything is asked.
    setup = setup_of(services, bank, wishes, framework or in_force(bank).id, voice=voice)
    draft = offer_draft(lines, services.rehearsal)
    if draft is not None:
        if _goes_on(services, wishes, lines, draft):
            return
        lines.say("Another window has just taken it. Here is a new question.")
    elif _gives_words(services, lines):
        return
    if framework is None:
        chosen, by_user = ask_framework(lines, bank)
        setup = setup_of(services, bank, wishes, chosen.id, voice=voice)
        if by_user:
            _remember(services, chosen, lines)
    session, _ = services.rehearsal.start(setup, services.settings.interview_date)
    _run(services, wishes, lines, session)


def _goes_on(services: Services, wishes: Wishes, lines: Lines, draft: Draft) -> bool:
    """Finish a draft; false if another window has taken it."""
    if draft.phase == PROBE_PHASE:
        attempt = services.attempts.get(draft.attempt)
        if attempt is not None and (number := number_of_added(attempt, draft.note)) is not None:
            return _finishes_added(services, lines, attempt, number, draft)
        measure = services.measure_delivery
        return run_probe(lines, services.rehearsal, draft, _otherwise(services), measure)
    if draft.phase in AFTER_THE_QUESTIONS:
        board = BoardRound.resume(services.rehearsal, draft)
        if board is not None:
            speaker = _voice(services, wishes, lines) if draft.setup.voice else None
            run_round(_talk(services, lines, board.session, speaker), board)
        return board is not None
    session = services.rehearsal.resume(draft)
    if session is None:
        return False
    if session.stored is not None:
        run_words(_talk(services, lines, session), session.stored)
    else:
        _run(services, wishes, lines, session)
    return True


def _finishes_added(
    services: Services, lines: Lines, attempt: Attempt, number: int, draft: Draft
) -> bool:
    """Finish the words of what was added aloud; false if another window has taken them."""
    sitting = WordsSitting.begin(services.rehearsal, attempt, number, draft)
    if sitting is None:
        return False
    talk = _talk(services, lines, sitting.session)
    worded = give_words(talk, sitting)
    lines.say(f"Saved: the words of the supplemental, {level_words(worded)}.")
    return True


def _gives_words(services: Services, lines: Lines) -> bool:
    """Whether the candidate has given the answers of the last board their words instead."""
    waiting = put_off(services.rehearsal) if lines.is_terminal else ()
    if not waiting or not offer_words(lines, waiting):
        return False
    for attempt in waiting:
        session = services.rehearsal.give_words(attempt)
        if session is not None:
            run_words(_talk(services, lines, session), attempt)
    return True


def _run(services: Services, wishes: Wishes, lines: Lines, session: PracticeSession) -> None:
    speaker = _voice(services, wishes, lines) if session.setup.voice else None
    run_session(_talk(services, lines, session, speaker))


def _voice(services: Services, wishes: Wishes, lines: Lines) -> Speaker | None:
    """The voice, where there is somebody to hear it."""
    return services.speaker if lines.is_terminal or wishes.voice else None


def _talk(
    services: Services, lines: Lines, session: PracticeSession, speaker: Speaker | None = None
) -> Talk:
    desk = None
    # A pipe has brought its words with it, and nobody speaks beside one.
    if session.setup.mode is AnswerMode.SPOKEN and lines.is_terminal:
        means = SpokenMeans(
            services.speech_probe,
            services.recorder,
            services.recordings,
            services.transcriber,
            services.player,
            services.measure_delivery,
        )
        desk = SpokenDesk(means, lines)
    return Talk(services.rehearsal, lines, session, _otherwise(services), speaker, desk)


def _otherwise(services: Services) -> str:
    return f"It waits as a draft in {services.paths.drafts}; {RESUMES}"


def _remember(services: Services, framework: Framework, lines: Lines) -> None:
    try:
        services.change_settings(replace(services.settings, framework=framework.id))
    except StorageError as error:
        lines.warn(str(error))
