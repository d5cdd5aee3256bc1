"""``{% load room %}``: what every page of a class says about it."""

from django import template

from tutor.dashboard import reviews
from tutor.people.models import Classroom

register = template.Library()


@register.simple_tag
def unread(classroom: Classroom) -> int:
    """Return how many explanations wait to be reviewed; one query."""
    return reviews.unread(classroom)
