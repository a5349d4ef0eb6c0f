"""The days of practice, week by week, and a streak that forgives a few days off."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.english import written

WEEKS = 26
"""So many weeks are shown."""
FORGIVEN = 2
"""So many days off in a row do not end a streak: a weekend, or two long evenings at work."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days of practice with no more than `FORGIVEN` days off between two of them."""

    days: int = 0
    """With practice; the days off are not among them."""
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """Such as: 6 days of practice, 3 Mar 2026 to 12 Mar 2026."""
        if self.since is None or self.until is None:
            return "none"
        if self.days == 1:
            return f"1 day of practice, {written(self.since)}"
        return f"{self.days} days of practice, {written(self.since)} to {written(self.until)}"


NO_STREAK = Streak()


@dataclass(frozen=True, slots=True)
class PracticeCalendar:
    """On which days there were answers."""

    today: date
    days: Mapping[date, int]
    """Answers of each day that has any, however long ago."""
    seconds: Mapping[date, float]
    """Of answering, for the same days."""
    current: Streak
    """The one that today could still prolong."""
    longest: Streak

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of at most `WEEKS` weeks, the oldest first, from the first answer on.

        The last is this week, or that of the last answer where it is longer ago than all of them.
        """
        if not self.days:
            return ()
        span = (WEEKS - 1) * 7 * _DAY
        last = monday(self.today)
        if monday(max(self.days)) < last - span:
            last = monday(max(self.days))
        oldest = max(monday(min(self.days)), last - span)
        return tuple(oldest + n * 7 * _DAY for n in range((last - oldest).days // 7 + 1))

    def of_week(self, start: date) -> tuple[int | None, ...]:
        """The answers from Monday to Sunday; None for a day that is still to come."""
        days = (start + n * _DAY for n in range(7))
        return tuple(None if day > self.today else self.days.get(day, 0) for day in days)

    def minutes_of_week(self, start: date) -> int:
        """Minutes of answering in a week."""
        return round(sum(self.seconds.get(start + n * _DAY, 0.0) for n in range(7)) / 60)

    @property
    def words(self) -> tuple[str, ...]:
        """The streaks in words, with the rule."""
        told = f"streak now: {self.current.words}"
        if self.longest.days > self.current.days:
            told += f"; the longest: {self.longest.words}"
        return (told, RULE)


RULE = f"Up to {FORGIVEN} days off in a row are forgiven; today is one only when it is over."


def practice_calendar(attempts: Sequence[AttemptSummary], today: date) -> PracticeCalendar:
    """Count answers by local day; what a wrong clock dates after today counts for no day."""
    days: Counter[date] = Counter()
    seconds: defaultdict[date, float] = defaultdict(float)
    for attempt in attempts:
        day = attempt.started_at.astimezone().date()
        if day <= today:
            days[day] += 1
            seconds[day] += attempt.seconds
    streaks = list(_streaks(days))
    last = streaks[-1] if streaks else NO_STREAK
    is_open = last.until is not None and (today - last.until).days <= FORGIVEN + 1
    return PracticeCalendar(
        today=today,
        days=days,
        seconds=seconds,
        current=last if is_open else NO_STREAK,
        longest=max(streaks, key=lambda streak: streak.days, default=NO_STREAK),
    )


def _streaks(days: Iterable[date]) -> Iterable[Streak]:
    streak = NO_STREAK
    for day in sorted(days):
        if streak.until is not None and (day - streak.until).days <= FORGIVEN + 1:
            streak = Streak(streak.days + 1, streak.since, day)
            continue
        if streak.days:
            yield streak
        streak = Streak(1, day, day)
    if streak.days:
        yield streak


def monday(day: date) -> date:
    """The first day of its week."""
    return day - day.weekday() * _DAY
