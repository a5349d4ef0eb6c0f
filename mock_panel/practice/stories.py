"""The story bank: what the candidate may tell, kept, found, linked to attempts and suggested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.clocks import IdFactory, WallClock
from mock_panel.domain.frameworks import Framework
from mock_panel.domain.ids import AttemptId, StoryId
from mock_panel.domain.questions import Question, QuestionBank
from mock_panel.domain.stories import LinkedBy, Story, StoryLink, Telling, TellingCount
from mock_panel.errors import InputError
from mock_panel.practice.choosing_stories import Suggestion, suggest
from mock_panel.practice.keeping_stories import story_of
from mock_panel.practice.ports.stores import StoryStore
from mock_panel.practice.recognising_stories import (
    MOST_TOLD,
    KnownStory,
    StoryGuess,
    Vocabulary,
    guess_story,
)
from mock_panel.practice.story_matrix import StoryMatrix, recent_since, story_matrix
from mock_panel.practice.tidy_story import check_competencies, known_to, tidy

SHORT_ID = 8
"""Letters of an id as tables show it; any beginning that fits one story names it."""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What an import would change, or has changed."""

    new: tuple[Story, ...]
    updated: tuple[Story, ...]
    """Those of which the file holds a later state."""
    unchanged: int
    """Those that are here as they are in the file, or in a later state."""
    links: tuple[StoryLink, ...]
    links_left_out: int
    """Links to attempts that are not here."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The use cases of the story bank; each call may raise StorageError and changes nothing then.

    Args:
        store: where stories are.
        now: the time of day.
        new_id: makes ids.
    """

    store: StoryStore
    now: WallClock
    new_id: IdFactory

    def today(self) -> date:
        """The day here."""
        return self.now().astimezone().date()

    def blank(self, title: str) -> Story:
        """A new story, not stored yet; `save` stores it when it is filled in."""
        return Story.blank(StoryId(self.new_id()), title, self.now())

    def draft_from(self, attempt: Attempt, bank: QuestionBank, title: str = "") -> Story:
        """A story made of an attempt, not stored yet; `keep` stores it when it is put right.

        What it shows is named as far as the bank knows it: the attempt may be older.

        Raises:
            InputError: the attempt has no word to make it of.
        """
        if not (attempt.full_text or attempt.note or title):
            raise InputError(
                "This answer has no words: there is nothing to keep of it.",
                "Give it its words first, or a title, or make the story by hand.",
            )
        story = story_of(attempt, StoryId(self.new_id()), self.now, title)
        return replace(story, competencies=known_to(bank, story.competencies))

    def save(self, story: Story, bank: QuestionBank) -> Story:
        """Store a story, new or changed, as clean as `tidy` makes it.

        Raises:
            InputError: as `tidy`; or it shows a competency that the bank does not have, and
                that it did not show before.
        """
        return self._save(story, bank, ())

    def keep(self, story: Story, attempt: Attempt, bank: QuestionBank) -> Story:
        """Store a story made of an attempt, and that the attempt told it, in one transaction.

        Raises:
            InputError: as `save`.
            StorageError: also where the attempt has been erased meanwhile.
        """
        link = StoryLink(attempt.id, story.id, LinkedBy.KEPT, self.now())
        return self._save(story, bank, (link,))

    def _save(self, story: Story, bank: QuestionBank, links: Sequence[StoryLink]) -> Story:
        clean = tidy(replace(story, changed_at=self.now()), self.today())
        before = self.store.get(story.id)
        old = before.competencies if before else ()
        fresh = tuple(shown for shown in clean.competencies if shown not in old)
        check_competencies(replace(clean, competencies=fresh), bank)
        self.store.save([clean], links)
        return clean

    def find(self, wanted: str) -> Story:
        """The story whose id begins so, or whose title is so.

        Raises:
            InputError: there is none, or more than one.
        """
        stories = self.store.all()
        by_id = [s for s in stories if wanted and s.id.startswith(wanted.lower())]
        found = by_id or [s for s in stories if s.title.casefold() == wanted.strip().casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(f"{wanted!r}: {len(found)} stories are called so.", "Give an id.")
        names = [*(s.title for s in stories), *(s.id[:SHORT_ID] for s in stories)]
        near = get_close_matches(wanted, names, n=1)
        hint = (
            f"Did you mean {near[0]!r}?"
            if near
            else "`mock-panel stories list` shows them."
            if stories
            else "There is none yet: `mock-panel stories new` or `keep` makes one."
        )
        raise InputError(f"There is no story {wanted!r}.", hint)

    def link(self, attempt: AttemptId, story: StoryId, how: LinkedBy) -> None:
        """Note that an attempt told a story, on the candidate's word.

        Raises:
            StorageError: also where one of them has been erased meanwhile.
        """
        self.store.link(StoryLink(attempt, story, how, self.now()))

    def unlink(self, attempt: AttemptId, story: StoryId) -> bool:
        """Take that back; whether there was anything to take back."""
        return self.store.unlink(attempt, story)

    def tellings(self, story: StoryId) -> Sequence[Telling]:
        """The attempts that told a story, the newest first."""
        return self.store.tellings(story)

    def counts(self) -> Mapping[StoryId, TellingCount]:
        """How often each story was told, and how often of late."""
        return self.store.counts(recent_since(self.now()))

    def told_by(self, attempt: AttemptId) -> tuple[Story, ...]:
        """The stories that an attempt told, as far as the candidate has said."""
        ids = {link.story for link in self.store.links_of([attempt])}
        return tuple(story for story in self.store.all() if story.id in ids) if ids else ()

    def which(self, attempt: Attempt, vocabulary: Vocabulary) -> StoryGuess | None:
        """Which story an attempt told; nothing is stored until `link` is called.

        None where nothing stands out, or the candidate has already said.
        """
        if not attempt.full_text or self.store.links_of([attempt.id]):
            return None
        words = self.store.words_told(MOST_TOLD)
        known = [KnownStory(story, words.get(story.id, ())) for story in self._live()]
        return guess_story(attempt.full_text, attempt.question.text, known, vocabulary)

    def suggest(self, question: Question, bank: QuestionBank) -> tuple[Suggestion, ...]:
        """The best story for a question and the runner-up; empty where nothing fits."""
        return suggest(question, self.store.all(), self.counts(), bank, self.today())

    def matrix(self, framework: Framework, bank: QuestionBank) -> StoryMatrix:
        """The stories against a framework."""
        return story_matrix(framework, self.store.all(), self.counts(), bank, self.today())

    def bring_in(
        self, entries: Sequence[tuple[Story, tuple[StoryLink, ...]]], *, dry_run: bool
    ) -> BroughtIn:
        """Take in stories from another installation: all of them, or none.

        A story that is here already is replaced where the file's is later, and kept where it
        is not; what it was made of and who told it count only where that attempt is here.

        Args:
            entries: stories as they stand in a file, each with its links.
            dry_run: only tell what would be done.

        Raises:
            InputError: as `tidy`, or two of them have one id.
        """
        here = {story.id: story for story in self.store.all()}
        ids = [story.id for story, _ in entries]
        if len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise InputError(f"The story {twice[:SHORT_ID]!r} is in the file twice.")
        links = [link for _, links in entries for link in links]
        sources = [story.source for story, _ in entries if story.source]
        present = self.store.present([*(link.attempt for link in links), *sources])
        clean = [
            tidy(s if s.source in present else replace(s, source=None), self.today())
            for s, _ in entries
        ]
        known = {(link.attempt, link.story) for link in self.store.links_of(sorted(present))}
        brought = BroughtIn(
            new=tuple(s for s in clean if s.id not in here),
            updated=tuple(
                s for s in clean if s.id in here and s.changed_at > here[s.id].changed_at
            ),
            unchanged=sum(s.id in here and s.changed_at <= here[s.id].changed_at for s in clean),
            links=tuple(
                link
                for link in links
                if link.attempt in present and (link.attempt, link.story) not in known
            ),
            links_left_out=sum(link.attempt not in present for link in links),
        )
        if not dry_run:
            self.store.save([*brought.new, *brought.updated], brought.links)
        return brought

    def _live(self) -> list[Story]:
        return [story for story in self.store.all() if not story.retired]
