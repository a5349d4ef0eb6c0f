"""What Home shows: gathered through the services, then laid out as lines."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from textwrap import wrap

from textual.content import Content

from mock_panel.bootstrap.services import Services
from mock_panel.domain.english import day_words, how_many
from mock_panel.domain.history import HistoryQuery
from mock_panel.domain.ids import FrameworkId
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.preparation import Preparation
from mock_panel.domain.sessions import SessionSetup
from mock_panel.errors import MockPanelError, StorageError
from mock_panel.practice.carrying_over import elsewhere_words, practised_elsewhere
from mock_panel.practice.hours import hours_of
from mock_panel.practice.nearest_date import nearest_date
from mock_panel.practice.plan import plan
from mock_panel.practice.plan_words import headline
from mock_panel.practice.progress import week
from mock_panel.practice.self_check import likely_gaps
from mock_panel.practice.standing import read_standing
from mock_panel.practice.unfinished import draft_question, draft_words, place_words, session_title
from mock_panel.tui.lines import readiness_line
from mock_panel.tui.screens.home import HomeView

TITLE_WIDTH = 30
PLAN_WIDTH = 62


def gather_view(services: Services) -> HomeView:
    """Read the bank, the drafts and the attempts; call it in a worker.

    Raises:
        MockPanelError: the bank or the database cannot be read.
    """
    bank = services.bank.load()
    chosen = services.settings.framework or FrameworkId("opm-2025")
    known = {framework.id: framework for framework in bank.frameworks}
    framework = known.get(chosen) or bank.frameworks[0]
    store = services.attempts
    # Sound that cannot be erased today is erased tomorrow; Home does not wait for it.
    with suppress(StorageError):
        services.rehearsal.erase_expired(services.settings.recording_days)
    counts = store.counts(framework.id)
    now = services.now()
    preparation = _preparation(services)
    today = now.astimezone().date()
    interview = services.settings.interview_date
    nearest = nearest_date(interview, preparation.vacancy, today)
    standing = read_standing(framework, store, now, interview, counted=counts)
    lately = store.summaries(HistoryQuery(framework.id, since=now - timedelta(days=7)))
    ahead = plan(bank, standing)
    check = preparation.checks.get(framework.id)
    unfinished = services.rehearsal.unfinished()
    return HomeView(
        framework=framework,
        board=nearest.words(today) if nearest is not None else "",
        unfinished=unfinished,
        waiting_session=session_title(unfinished[0], bank.presets) if unfinished else "",
        next_step=ahead.next_step,
        hours=hours_of(store.practice_time(), preparation).words,
        gaps=tuple(gap.words for gap in likely_gaps(framework, check)),
        has_checked=check is not None,
        plan=headline(ahead) if interview is not None and counts else "",
        rows=standing.rows,
        week=week(lately, today),
        answers=sum(count.answers for count in counts.values()),
        left_out=services.bank.left_out(),
        stories=_stories(services),
        elsewhere=() if counts else practised_elsewhere(bank, framework.id, store),
    )


def _preparation(services: Services) -> Preparation:
    """What the candidate says of it; Home does not fail for a file that was spoilt by hand."""
    try:
        return services.preparation.load()
    except MockPanelError:
        return Preparation()


def drill_setup(services: Services, view: HomeView) -> SessionSetup:
    """The question that Home suggests, as the user usually answers."""
    step = view.next_step
    drill = services.bank.load().preset(step.preset)
    return SessionSetup(
        framework=view.framework.id,
        preset=drill.id,
        ecqs=(),
        mode=AnswerMode(services.settings.answer_mode),
        voice=services.settings.voice,
        preparation_seconds=drill.preparation_seconds,
        seed=step.seed,
    )


def next_content(view: HomeView, now: datetime) -> Content:
    """The one next step, with its reason under it."""
    if view.unfinished:
        draft = view.unfinished[0]
        asked = draft_question(draft) or "A board waits in the lobby."
        if view.waiting_session:
            asked = f"{place_words(draft, view.waiting_session)}\n{asked}"
        return Content.assemble(
            ("Unfinished   ", "$foreground 75%"),
            ("Go on where you stopped", "bold"),
            ("   enter", "$text-primary bold"),
            ("  resume   ", "$foreground 75%"),
            ("d", "$text-primary bold"),
            ("  discard", "$foreground 75%"),
            f"\n\n{asked}",
            (f"\n{draft_words(draft)}, saved {_ago(draft.saved_at, now)}", "$foreground 75%"),
        )
    return Content.assemble(
        ("Next         ", "$foreground 75%"),
        (f"One question on {view.next_step.ecq.short_title}", "bold"),
        ("   enter", "$text-primary bold"),
        ("  start", "$foreground 75%"),
        (f"\n             {view.next_step.because}", "$foreground 75%"),
    )


def readiness_content(view: HomeView) -> Content:
    """One line an ECQ."""
    head = Content.styled(
        f"{'Readiness':<{TITLE_WIDTH}}  {'level':<17}{'parts':<10}time", "$foreground 75%"
    )
    return Content("\n").join([head, *(readiness_line(row, TITLE_WIDTH) for row in view.rows)])


def week_content(view: HomeView) -> Content:
    """The last seven days, or the first words for a newcomer."""
    if not view.answers:
        first = Content("Your first answer gives the first line here. It takes three minutes.")
        if view.elsewhere:
            first = Content.assemble(
                first, "\n\n", ("h", "$text-primary bold"),
                (f"  {elsewhere_words(view.elsewhere)}", "$foreground 75%"),
            )  # fmt: skip
        return Content.assemble(first, "\n", *_gaps(view))
    dots = "".join("●" if day else "○" for day in view.week.practised)
    return Content.assemble(
        *_plan(view.plan),
        ("Last 7 days  ", "$foreground 75%"), dots, f"  {view.week.minutes} min   ",
        *_so_far(view), ("   Hours ", "$foreground 75%"), view.hours, "\n",
        *(_gaps(view) if view.gaps else ()),
    )  # fmt: skip


def _gaps(view: HomeView) -> Iterator[tuple[str, str]]:
    """The first likely gap and how many more, or the offer of a self-check."""
    yield "g", "$text-primary bold"
    if not view.has_checked:
        yield "  a self-check of two minutes names likely gaps beforehand", "$foreground 75%"
    elif not view.gaps:
        yield "  the self-check: no likely gap", "$foreground 75%"
    else:
        more = f", and {len(view.gaps) - 1} more" if len(view.gaps) > 1 else ""
        yield f"  Likely gap   {view.gaps[0]}{more}", ""


def _plan(words: str) -> Iterator[tuple[str, str]]:
    """What the evenings to the interview lean towards; nothing where its day is unknown."""
    if words:
        lines = wrap(words, PLAN_WIDTH)
        yield "Plan         ", "$foreground 75%"
        yield "\n             ".join(lines) + "\n\n", ""


def _stories(services: Services) -> tuple[int, int]:
    """Of the stories that are not retired: how many were told, and how many there are."""
    live = [story for story in services.stories.store.all() if not story.retired]
    if not live:
        return 0, 0
    told = services.stories.counts()
    return sum(story.id in told for story in live), len(live)


def _so_far(view: HomeView) -> Iterator[tuple[str, str]]:
    """How many stories were told, or answers given as long as there is no story."""
    used, all_ = view.stories
    if all_:
        yield "Stories ", "$foreground 75%"
        yield f"{used} of {all_} used", ""
    else:
        yield f"{how_many(view.answers, 'answer')} in all", "$foreground 75%"


def _ago(then: datetime, now: datetime) -> str:
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} h ago"
    return f"on {day_words(then)}"
