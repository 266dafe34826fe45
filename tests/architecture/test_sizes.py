"""Small files and small functions: what can be read at one sitting can be changed."""

import pytest

from tests.architecture.files import CODE, functions, lines_of, modules, name_of


def too_long(paths, limit: int) -> list[str]:
    found = ((path, function) for path in paths for function in functions(path))
    return [
        f"{name_of(path)}:{function.lineno} {function.name}: {lines_of(function)} lines"
        for path, function in found
        if lines_of(function) > limit
    ]


def test_no_module_reaches_300_lines():
    sizes = {name_of(path): len(path.read_text().splitlines()) for path in modules(*CODE)}
    assert {name: size for name, size in sizes.items() if size >= 300} == {}


@pytest.mark.parametrize(
    ("pattern", "limit"),
    [("", 40), ("views", 15), ("tasks", 10)],
    ids=["any function", "view", "task"],
)
def test_no_function_is_over_its_length(pattern: str, limit: int):
    paths = [path for path in modules("apps", "config") if pattern in name_of(path)]
    assert too_long(paths, limit) == []


def test_no_test_patches_our_own_code():
    ways = ("mock.patch", "mocker.patch", "monkeypatch.setattr")
    guilty = [
        f"{name_of(path)}:{number}"
        for path in modules("tests")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(f"{way}(" in line for way in ways)
    ]
    assert guilty == []
