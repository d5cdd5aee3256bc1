"""How scripts are answered: JSON in, JSON out, and every refusal is one sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, TypeVar

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, ValidationError

Body = TypeVar("Body", bound=BaseModel)
View = Callable[..., HttpResponseBase]

SIGNED_OUT = _("You are signed out. Sign in again in another tab and repeat this; nothing you typed is lost.")
NOT_FOUND = _("There is nothing here for you. It may have been removed, or it belongs to someone else.")
TOO_LARGE = _("That is too much for one request: 1 MB at most. Shorten your code and try again.")
NOT_JSON = _("This request could not be read. Reload the page and try again.")


class RefusedError(Exception):
    """Something we will not do, with the sentence for the person and what a script may need beside it."""

    def __init__(self, status: int, sentence: str | Promise, **more: object) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": str(sentence), **more}


def json_view(method: str) -> Callable[[View], View]:
    """Make a view for signed-in scripts that takes one HTTP method and answers refusals as ``{"error": …}``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                _admit(request, method)
                return view(request, *args, **kwargs)
            except RefusedError as refusal:
                return JsonResponse(refusal.body, status=refusal.status)
            except Http404:
                return JsonResponse({"error": str(NOT_FOUND)}, status=404)
            except PermissionDenied as refusal:
                return JsonResponse({"error": str(refusal)}, status=403)

        return answer

    return decorate


def _admit(request: HttpRequest, method: str) -> None:
    if request.method != method:
        raise RefusedError(405, gettext("This address takes {method} only.").format(method=method))
    if not request.user.is_authenticated:
        raise RefusedError(401, SIGNED_OUT)


def parse(request: HttpRequest, model: type[Body]) -> Body:
    """Read the request's JSON as ``model``; raises :class:`RefusedError` with what is wrong and where."""
    try:
        return model.model_validate_json(request.body)
    except RequestDataTooBig as error:
        raise RefusedError(413, TOO_LARGE) from error
    except RawPostDataException as error:
        # A form's body was read as a form already, while the token was looked for.
        raise RefusedError(400, NOT_JSON) from error
    except ValidationError as error:
        raise _refusal_of(error) from error


def _refusal_of(error: ValidationError) -> RefusedError:
    fault = error.errors(include_url=False, include_input=False)[0]
    if fault["type"] == "json_invalid":
        return RefusedError(400, NOT_JSON)
    place = " → ".join(str(part) for part in fault["loc"]) or gettext("the request")
    if fault["type"] in ("string_too_long", "too_long"):
        too_long = gettext("{place} is too long: at most {most}. Shorten it and try again.")
        return RefusedError(
            413, too_long.format(place=place, most=number_format(fault["ctx"]["max_length"], force_grouping=True))
        )
    if fault["type"] == "value_error":
        return RefusedError(422, f"{place}: {fault['msg'].removeprefix('Value error, ')}.")
    # What else can be wrong no page of ours sends, and Pydantic says it in English.
    unusual = gettext("{place} is not as this page sends it. Reload the page and try again.")
    return RefusedError(422, unusual.format(place=place))


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError(gettext("it holds a NUL character, which no text file has; remove it and try again"))
    return text


# Text that PostgreSQL can keep. Lone surrogates are already refused by Pydantic's JSON reader.
Text = Annotated[str, AfterValidator(_storable)]
