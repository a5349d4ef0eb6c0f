"""What listening through a recording gives, as it travels from a child to the app."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mock_panel.domain.speech import Recording, Stretch


@dataclass(frozen=True, slots=True)
class Heard:
    """How long a recording is, how loud, and where somebody speaks."""

    seconds: float
    speech: tuple[Stretch, ...] = ()
    loudness: tuple[int, ...] = ()
    """The peak of each tenth of a second, in percent of what the format can hold."""
    missing: float = 0.0
    """As of `Recording`."""

    def fields(self) -> dict[str, object]:
        """As a report."""
        return {
            "seconds": round(self.seconds, 3),
            "speech": [(round(each.start, 3), round(each.end, 3)) for each in self.speech],
            "loudness": self.loudness,
            "missing": round(self.missing, 1),
        }

    def as_recording(self, name: str) -> Recording | None:
        """As the recording of a name; None where there is no sound."""
        if not self.seconds:
            return None
        return Recording(name, self.seconds, self.loudness, self.speech, self.missing)


def heard_in(report: Mapping[str, Any]) -> Heard:
    """What a report says; nothing, where it does not tell."""
    return Heard(
        report.get("seconds", 0.0),
        tuple(Stretch(start, end) for start, end in report.get("speech", ())),
        tuple(report.get("loudness", ())),
        report.get("missing", 0.0),
    )
