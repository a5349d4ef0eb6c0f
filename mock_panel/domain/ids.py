"""Identifiers, each a type of its own so that one cannot stand in for another."""

from typing import NewType

FrameworkId = NewType("FrameworkId", str)
"""A set of ECQs, such as `opm-2025`."""
EcqId = NewType("EcqId", str)
"""A slug of the ECQ's title, unique within its framework."""
CompetencyId = NewType("CompetencyId", str)
"""A slug of the competency's title, unique within its framework."""
QuestionId = NewType("QuestionId", str)
"""Stable over rewording; unique over all banks that are loaded together."""
PresetId = NewType("PresetId", str)
SessionId = NewType("SessionId", str)
AttemptId = NewType("AttemptId", str)
StoryId = NewType("StoryId", str)
FormId = NewType("FormId", str)
"""The questions of a panel, frozen; several candidates may sit the same form."""
PanelId = NewType("PanelId", str)
SeatId = NewType("SeatId", str)
"""A person's place in a panel: `a` for the chair, then `b` and so on; unique within it."""
ItemId = NewType("ItemId", str)
"""What is rated as one, such as `q1`; unique within its form."""
PersonId = NewType("PersonId", str)
"""Somebody of a development programme."""
