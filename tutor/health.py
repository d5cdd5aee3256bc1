"""Whether this process can do its work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from tutor.attempts.heartbeats import beating
from tutor.connections import redis_client


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database and Redis answer, else 503 and which of them does not; and who takes runs."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        taking = sum(beat.taking for beat in beating(redis_client()))
    except DatabaseError:
        return JsonResponse({"ok": False, "error": "The site's database does not answer."}, status=503)
    except RedisError:
        return JsonResponse({"ok": False, "error": "Redis does not answer."}, status=503)
    return JsonResponse({"ok": True, "workers_taking_runs": taking})
