"""Everything a class did, as tables that open in a spreadsheet, or as JSON."""

import csv
import json
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tutor.dashboard.export_tables import TABLES, Table
from tutor.people.access import teaching
from tutor.people.models import Classroom

# A cell that begins so would be a formula to a spreadsheet, and run on the machine of whoever opens it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# By it spreadsheets know that a file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# Lines that are sent at once.
PARTS = 200


@login_required
@require_safe
def exports(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Offer the tables."""
    classroom = teaching(request, classroom_id).classroom
    return render(request, "dashboard/exports.html", {"classroom": classroom, "tables": TABLES.values()})


@login_required
@require_safe
def export(request: HttpRequest, classroom_id: int, table: str, form: str) -> HttpResponseBase:
    """Give one table, row by row, however long it is."""
    classroom = teaching(request, classroom_id).classroom
    if table not in TABLES or form not in FORMS:
        raise Http404
    kind, written = FORMS[form]
    answer = StreamingHttpResponse(_as_it_comes(written(TABLES[table], classroom)), content_type=kind)
    name = f"{slugify(classroom.name) or 'class'}-{table}-{timezone.localdate():%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


async def _as_it_comes(parts: Iterator[str]) -> AsyncIterator[str]:
    """Fetch some parts at a time, in a thread: what is sent while others ask must not hold them up, nor fill memory."""
    while some := await sync_to_async(lambda: "".join(islice(parts, PARTS)))():
        yield some


class _Echo:
    """A file whose lines are given back instead of written."""

    def write(self, text: str) -> str:
        """Give it back."""
        return text


def _csv(table: Table, classroom: Classroom) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    yield writer.writerow(table.columns)
    for row in table.rows(classroom):
        yield writer.writerow([harmless(row[column]) for column in table.columns])


def _json(table: Table, classroom: Classroom) -> Iterator[str]:
    yield "[\n"
    for number, row in enumerate(table.rows(classroom)):
        yield (",\n" if number else "") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


FORMS: dict[str, tuple[str, Callable[[Table, Classroom], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
}


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
