"""Reading a page: bytes in, an article out. No file, clock, network or environment is touched.

read(page) -> Article          what the page prints
describe(article) -> dict      the same as plain JSON
answer(request, content) -> dict   one output line of `onrecord read --jsonl` for one input line
"""

from onrecord.page.plain import answer, describe
from onrecord.page.read import READER, read

__all__ = ["READER", "answer", "describe", "read"]
