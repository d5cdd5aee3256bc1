from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database import get_session
from models import Note

app = FastAPI()


@app.get("/notes")
async def notes(session: AsyncSession = Depends(get_session)) -> list[dict[str, object]]:
    found = await session.scalars(select(Note).order_by(Note.id))
    return [{"id": note.id, "text": note.text} for note in found]
