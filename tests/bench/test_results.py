"""Tables, ratios, the chart and the imports say what was measured."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from tests.bench.chart import chart, in_words
from tests.bench.corpus import Post, Publication
from tests.bench.edits import STEPS
from tests.bench.imports import import_lines, read_imports
from tests.bench.process import Cost
from tests.bench.results import file_table, growth_table, memory_table, report, results, time_table
from tests.bench.rounds import Builds, Measured, middle
from tests.bench.tools.tool import Tool

IMPORTS = """\
import time: self [us] | cumulative | imported package
import time:       250 |        250 |   json.decoder
import time:      1000 |       1250 | json
Built 3 posts.
import time:       750 |        750 | yaml
"""


def scaffold(publication: Publication, folder: Path) -> None: ...


def say(post: Post, publication: Publication) -> str:
    return ""


def command(folder: Path) -> list[str]:
    return []


def tool(key: str, name: str) -> Tool:
    return Tool(key, name, "1.2", scaffold, say, command)


OURS, HUGO = tool("ours", "Ours"), tool("hugo", "Hugo & co")
TOOLS = [OURS, HUGO]


def builds(ours: float, hugo: float) -> Builds:
    walls = {"ours": ours, "hugo": hugo}
    return {
        (key, step): Measured(Cost(wall, 2 * wall, 81_600_000), 1200, place)
        for key, wall in walls.items()
        for place, step in enumerate(STEPS)
    }


def rows(lines: list[str]) -> dict[str, list[str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: rest for first, *rest in cells}


def test_times_stand_beside_their_ratio_to_hugo() -> None:
    table = rows(list(time_table(TOOLS, builds(0.5, 2.0))))
    assert table["tool"] == list(STEPS.values())
    assert table["Ours"] == ["0.50 / 1.00 (**0.25** x Hugo)"] * 5
    assert table["Hugo & co"] == ["2.00 / 4.00"] * 5


def test_without_hugo_there_is_no_ratio() -> None:
    assert rows(list(time_table([OURS], builds(12.34, 1))))["Ours"][0].startswith("12.3 / 24.7 (")
    alone = {key: measured for key, measured in builds(12.34, 1).items() if key[0] == "ours"}
    assert rows(list(time_table([OURS], alone)))["Ours"] == ["12.3 / 24.7"] * 5


def test_memory_files_and_growth() -> None:
    few, many = builds(0.5, 2.0), builds(5.5, 16.0)
    assert rows(list(memory_table(TOOLS, few)))["Ours"] == ["82"] * 5
    assert rows(list(file_table(TOOLS, few)))["Ours"] == ["1,200", "0", "1", "2", "3", "4"]
    growth = rows(list(growth_table(TOOLS, few, many)))
    assert growth["Ours"] == ["11.0"] * 5
    assert growth["Hugo & co"] == ["8.0"] * 5


def test_each_figure_has_its_own_median() -> None:
    measured = [Measured(Cost(w, c, m), 9, n) for w, c, m, n in ((3, 1, 8, 0), (1, 2, 9, 7))]
    measured.append(Measured(Cost(2, 9, 7), 9, 1))
    assert middle(measured) == Measured(Cost(2, 2, 8), 9, 1)


def test_a_report_has_each_size_and_the_growth_between() -> None:
    sizes = {1000: builds(1, 1), 10000: builds(9, 9)}
    text = "\n".join(report(TOOLS, sizes))
    assert text.index("## 1,000 posts") < text.index("## 10,000 posts") < text.index("## Growth")
    assert "## Growth" not in "\n".join(report(TOOLS, {1000: builds(1, 1)}))


def test_a_report_leaves_out_who_did_not_build_a_size() -> None:
    few, many = builds(1, 2), builds(3, 4)
    lines = [*report(TOOLS, {10: few, 20: {key: many[key] for key in many if key[0] == "ours"}})]
    small, large, growth = "\n".join(lines).split("## ")[1:]
    assert [part.count("| Hugo") for part in (small, large, growth)] == [3, 0, 0]
    assert [part.count("| Ours") for part in (small, large, growth)] == [3, 3, 1]


def test_the_results_name_versions_and_the_text_of_the_chart() -> None:
    text = results(TOOLS, ["| a table |"], "Ours 1.00", "1 May 2026", 5)
    assert "- Ours 1.2\n- Hugo & co 1.2\n" in text
    assert "![Ours 1.00](RESULTS.svg)" in text
    assert "on 1 May 2026, 5 rounds" in text
    assert text.endswith("| a table |\n")


def test_a_chart_draws_each_tool_at_each_step() -> None:
    picture = ElementTree.fromstring(chart(TOOLS, builds(0.5, 2.0), 1000))  # noqa: S314 (ours)
    svg = "{http://www.w3.org/2000/svg}"
    bars = picture.findall(f"{svg}rect")
    assert [bar.get("width") for bar in bars] == ["125", "500"] * len(STEPS)
    texts = [text.text for text in picture.findall(f"{svg}text")]
    assert texts.count("0.50 s") == texts.count("2.00 s") == len(STEPS)
    assert set(STEPS.values()) <= set(texts)
    assert picture.findtext(f"{svg}title") == in_words(TOOLS, builds(0.5, 2.0), 1000)
    assert "prefers-color-scheme: dark" in (picture.findtext(f"{svg}style") or "")


def test_a_chart_in_words_has_every_number() -> None:
    words = in_words(TOOLS, builds(0.5, 2.0), 1000)
    assert words.startswith("Seconds to build 1,000 posts. cold: Ours 0.50, Hugo & co 2.00; one")
    assert words.count("0.50") == len(STEPS)


def test_imports_are_read_and_the_slowest_told_first() -> None:
    imports = read_imports(IMPORTS)
    assert [module.name for module in imports] == ["json.decoder", "json", "yaml"]
    lines = list(import_lines(imports))
    assert lines[0].startswith("3 modules take 2 ms")
    assert lines[-3:] == [
        "| `json` | 1.0 | 1.2 |",
        "| `yaml` | 0.8 | 0.8 |",
        "| `json.decoder` | 0.2 | 0.2 |",
    ]
