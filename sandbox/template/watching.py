"""Finds out whether what SQLAlchemy loads in advance is ever read: the first read is told, later ones cost nothing."""

import socket
from contextlib import suppress
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute, RelationshipProperty

from sandbox.template.marking import before_startup

DATABASE_ADDRESS = ("127.0.0.1", 5432)
TELL_SECONDS = 1.0

_told: set[str] = set()


class _Watched(InstrumentedAttribute[Any]):  # type: ignore[misc]
    """An attribute of a class that nobody has read yet."""

    __slots__ = ()

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is not None:
            self.__class__ = InstrumentedAttribute
            _tell(str(self.property))
        return InstrumentedAttribute.__get__(self, instance, owner)


def watch(relationship: RelationshipProperty[Any]) -> None:
    """Wait for the first read of a relationship on any object, unless it was seen already."""
    attribute = relationship.class_attribute
    if type(attribute) is InstrumentedAttribute and str(relationship) not in _told:
        attribute.__class__ = _Watched


def _tell(name: str) -> None:
    """Tell the tap by a connection that says nothing else: the program may have closed all of its own."""
    _told.add(name)
    with suppress(OSError), socket.create_connection(DATABASE_ADDRESS, TELL_SECONDS) as connection:
        connection.sendall(before_startup({"read": name}))
