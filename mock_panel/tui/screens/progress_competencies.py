"""Competency by month with the count in each cell; what is carried over stands apart, as +n."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from textual.content import Content

from mock_panel.domain.english import how_many
from mock_panel.domain.frameworks import Basis, Framework
from mock_panel.domain.ids import CompetencyId
from mock_panel.practice.carrying_over import CarriedOver, CarriedPractice
from mock_panel.practice.competencies import CompetencyPractice, CompetencyRow
from mock_panel.tui.clipping import clipped
from mock_panel.tui.screens.progress_levels import DIM, FAINT

APART = "other questions: no level, readiness or trend counts them"
_LABEL = 17
_MONTH = 4
_ALL = 5
_CARRIED = 14
_WIDE = 64
"""From this width on there is room for the months."""
TINTS = {1: "on $primary 12%", 2: "on $primary 24%", 4: "on $primary 38%"}
"""From so many answers on; beside the number, never in its place."""


def competencies_drawing(
    framework: Framework,
    practice: CompetencyPractice,
    carried: Sequence[CarriedPractice],
    width: int,
    *,
    is_complete: bool = True,
    is_narrowed: bool = False,
) -> Content:
    """Words first, then a line a competency, then where each carried answer came from.

    Args:
        framework: the present one.
        practice: what is counted of it.
        carried: what counts of other frameworks; not drawn where there is none.
        width: cells there are.
        is_complete: whether all answers were read; if not, none is said to be missing.
        is_narrowed: to the answers to one ECQ; those to others may aim at its competencies too.
    """
    has_carried = any(any(row.carried.values()) for row in practice.rows)
    lines = [
        *_styled(_heading(practice, is_complete=is_complete), width),
        Content(""),
        *_gaps(practice, width, is_all=is_complete and not is_narrowed),
    ]
    told = () if is_narrowed else carried
    for other in told:
        lines += _labelled("carried over", _how_many(other), width)
    if told or has_carried:
        lines += _labelled("" if told else "carried over", APART, width)
    for other in told:
        lines += _homeless_lines(other, width)
    if has_carried:
        lines += _labelled("basis", _basis_words(practice), width)
    lines += [Content(""), *_map_lines(practice, width, has_carried=has_carried)]
    for other in carried:
        lines += _origin_lines(framework, other, practice, width)
    return Content("\n").join(lines)


def _heading(practice: CompetencyPractice, *, is_complete: bool) -> str:
    if not practice.answers:
        return "No answers under this set yet."
    count = how_many(practice.answers, "answer")
    newest = count if is_complete else f"The newest {count}"
    return f"{newest}, counted for each competency that the question aims at"


def _gaps(practice: CompetencyPractice, width: int, *, is_all: bool) -> Iterator[Content]:
    """What was never asked for, and what only practice under another set was about."""
    gaps = {"not in these": [row for row in practice.rows if not row.answers]}
    if is_all:
        gaps = {
            "never asked for": [row for row in practice.rows if row.is_never],
            "only carried over": [row for row in practice.rows if row.is_only_carried],
        }
    for label, rows in gaps.items():
        if rows:
            yield from _labelled(label, _some([row.competency.title for row in rows], width), width)


def _how_many(other: CarriedPractice) -> str:
    read = len(other.attempts)
    newest = "" if other.is_complete else "the newest "
    return f"{len(other.homes)} of {newest}{how_many(read, 'answer')} under {other.framework.title}"


def _homeless_lines(other: CarriedPractice, width: int) -> Iterator[Content]:
    """What was practised under another set and counts for nothing in this one."""
    if other.homeless:
        yield from _labelled("no home here", _counted(other.framework, other.homeless), width)
    if other.unmentioned:
        yield from _labelled("home not known", _counted(other.framework, other.unmentioned), width)


def _basis_words(practice: CompetencyPractice) -> str:
    """The legend of the last column, as far as it is needed."""
    met = {basis for row in practice.rows for basis, count in row.carried.items() if count}
    told = {
        Basis.REPORTED: "+n reported by the source",
        Basis.INFERRED: "+n ours by our own reading",
    }
    return ", ".join(words for basis, words in told.items() if basis in met)


def _map_lines(practice: CompetencyPractice, width: int, *, has_carried: bool) -> Iterator[Content]:
    months = practice.months if width >= _WIDE else ()
    room = width - _MONTH * len(months) - _ALL - (_CARRIED if has_carried else 0)
    title = max(8, min(48, room))
    first_to_last = f"{months[0]:%b %Y} to {months[-1]:%b %Y}" if months else ""
    heads = "".join(f"{month:%b}".rjust(_MONTH) for month in months) + "all".rjust(_ALL)
    tail = "  carried over" if has_carried else ""
    yield Content.styled(f"{clipped(first_to_last, title):<{title}}{heads}{tail}", DIM)
    for group in practice.groups:
        yield Content.styled(clipped(group.title, width), "bold")
        for row in group.rows:
            yield _row_line(row, title, has_months=bool(months))


def _row_line(row: CompetencyRow, title: int, *, has_months: bool) -> Content:
    cells = [_cell(count) for count in row.by_month] if has_months else []
    total = str(row.answers) if row.answers else "·"
    style = "" if row.answers else FAINT
    return Content.assemble(
        clipped(f"  {row.competency.title}", title - 1).ljust(title),
        *cells,
        (total.rjust(_ALL), style),
        (f"  {plus_words(row.carried)}".rstrip(), DIM),
    )


def _cell(count: int) -> Content:
    if not count:
        return Content.styled("·".rjust(_MONTH), FAINT)
    tint = next(tint for least, tint in reversed(TINTS.items()) if count >= least)
    return Content(" ") + Content.styled(str(count).rjust(_MONTH - 1), tint)


def plus_words(carried: Mapping[Basis, int]) -> str:
    """Such as `+2 +1 ours`; nothing where nothing is carried over."""
    told = []
    if count := carried.get(Basis.REPORTED, 0):
        told.append(f"+{count}")
    if count := carried.get(Basis.INFERRED, 0):
        told.append(f"+{count} ours")
    return " ".join(told)


def _origin_lines(
    framework: Framework, other: CarriedPractice, practice: CompetencyPractice, width: int
) -> Iterator[Content]:
    """Below the map: what of the other set each competency was about, and who says so."""
    shown = {row.competency.id for row in practice.rows}
    carried = [each for each in other.carried if each.competency in shown]
    if not carried:
        return
    yield Content("")
    yield from _styled(f"Carried over from {other.framework.title}", width, "bold")
    for each in carried:
        words = f"{title_of(framework, each.competency)}: {_from_words(other.framework, each)}"
        lines = wrap(words, max(8, width - 2), subsequent_indent="  ")
        yield from (Content(f"  {line}") for line in lines)
    yield from _styled(f"Source: {other.source}", width)


def _from_words(other: Framework, carried: CarriedOver) -> str:
    return ", ".join(
        f"{title_of(other, origin.competency)} {origin.attempts}"
        + (" (our own reading)" if origin.basis is Basis.INFERRED else "")
        for origin in carried.origins
    )


def _counted(framework: Framework, counts: Mapping[CompetencyId, int]) -> str:
    return ", ".join(f"{title_of(framework, c)} {count}" for c, count in counts.items())


def title_of(framework: Framework, competency: CompetencyId) -> str:
    """A competency's title; its id where the framework has it no more."""
    try:
        return framework.competency(competency).title
    except KeyError:
        return competency


def _some(titles: Sequence[str], width: int) -> str:
    """As many as one line has room for, and how many others there are."""
    room = width - (_LABEL + 1 if width >= _WIDE else 0)
    for shown in range(len(titles), 0, -1):
        others = f" and {len(titles) - shown} more" if shown < len(titles) else ""
        words = ", ".join(titles[:shown]) + others
        if len(words) <= room:
            return words
    return f"{len(titles)} competencies"


def _labelled(label: str, text: str, width: int) -> Iterator[Content]:
    """A label, and beside it the text; a narrow screen has the one above the other."""
    if width < _WIDE:
        if label:
            yield Content.styled(clipped(label, width), DIM)
        yield from map(Content, wrap(text, max(8, width)))
        return
    for number, line in enumerate(wrap(text, width - _LABEL - 1)):
        head = label if number == 0 else ""
        yield Content.assemble((f"{head:<{_LABEL + 1}}", DIM), line)


def _styled(text: str, width: int, style: str = DIM) -> Iterator[Content]:
    return (Content.styled(line, style) for line in wrap(text, max(8, width)))
