"""Pictures of progress as SVG: the same numbers as the tables, no colour needed to read them."""

from mock_panel.practice.pictures.calendar import calendar_picture
from mock_panel.practice.pictures.canvas import Picture
from mock_panel.practice.pictures.competencies import competencies_picture
from mock_panel.practice.pictures.levels import levels_picture
from mock_panel.practice.pictures.ownership import ownership_picture
from mock_panel.practice.pictures.parts import parts_picture
from mock_panel.practice.pictures.speaking import speaking_picture
from mock_panel.practice.pictures.time import time_picture

__all__ = [
    "Picture",
    "calendar_picture",
    "competencies_picture",
    "levels_picture",
    "ownership_picture",
    "parts_picture",
    "speaking_picture",
    "time_picture",
]
