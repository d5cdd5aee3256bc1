from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Reading(Base):
    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    sensor: Mapped[str]
    value: Mapped[int]


class DailyMaximum(Base):
    __tablename__ = "daily_maxima"

    sensor: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
