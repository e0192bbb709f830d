"""The chart of RESULTS.md: a group of bars for each step, each group with a scale of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tests.bench.edits import STEPS
from tests.bench.results import seconds
from tests.bench.rounds import Builds
from tests.bench.tools.tool import Tool

WIDTH, LEFT, LONGEST = 720, 140, 500
BAR, LINE, GROUP = 14, 20, 40  # heights: a bar, a bar with its gap, what stands above a group
STYLE = """\
  <style>
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .step { font-weight: 600; }
    .bar { fill: #8c959f; }
    .ours { fill: #0b6e4f; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .bar { fill: #6e7681; }
      .ours { fill: #3fb68b; }
    }
  </style>"""


def chart(tools: Sequence[Tool], builds: Builds, posts: int) -> str:
    """An SVG picture for light and dark pages; the numbers stand beside the bars."""
    height = len(STEPS) * (GROUP + LINE * len(tools)) + LINE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"  <title>{escape(in_words(tools, builds, posts))}</title>",
        STYLE,
    ]
    top = 0
    for step, name in STEPS.items():
        lines.append(f'  <text class="step" x="0" y="{top + GROUP - 12}">{escape(name)}</text>')
        lines += _bars(tools, [builds[tool.key, step].cost.wall for tool in tools], top + GROUP)
        top += GROUP + LINE * len(tools)
    return "\n".join([*lines, "</svg>", ""])


def in_words(tools: Sequence[Tool], builds: Builds, posts: int) -> str:
    """What the chart says, for who cannot see it."""
    told = []
    for step, name in STEPS.items():
        walls = (f"{tool.name} {seconds(builds[tool.key, step].cost.wall)}" for tool in tools)
        told.append(f"{name}: {', '.join(walls)}")
    return f"Seconds to build {posts:,} posts. {'; '.join(told)}."


def _bars(tools: Sequence[Tool], walls: Sequence[float], top: int) -> Iterator[str]:
    for place, (tool, wall) in enumerate(zip(tools, walls, strict=True)):
        y = top + place * LINE
        width = max(1, round(LONGEST * wall / max(walls)))
        kind = "bar ours" if tool.key == "ours" else "bar"
        base = y + BAR - 3
        yield f'  <text x="{LEFT - 8}" y="{base}" text-anchor="end">{escape(tool.name)}</text>'
        yield f'  <rect class="{kind}" x="{LEFT}" y="{y}" width="{width}" height="{BAR}"/>'
        yield f'  <text x="{LEFT + width + 6}" y="{base}">{seconds(wall)} s</text>'
