"""What other rooms may use of the diagrams."""

from kyodo.diagrams.figure import Figure, drawn_json, drawn_svg, figure_of
from kyodo.diagrams.png import drawn_png
from kyodo.diagrams.told import Told
from kyodo.diagrams.years import YearChoice

__all__ = ["Figure", "Told", "YearChoice", "drawn_json", "drawn_png", "drawn_svg", "figure_of"]
