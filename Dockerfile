# Two stages: the first has pip and makes the environment, the second only runs it.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements/base.txt requirements/
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --require-hashes -r requirements/base.txt
COPY . .
# Static files and messages are built here, so that the container starts at once and read-only.
RUN SECRET_KEY=only-for-this-build-step-0123456789abcdef0123456789abcdef DATA_DIR=/app/build \
    sh -c '/opt/venv/bin/python -m partnerships.management.catalogue && /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0'

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data STATIC_ROOT=/app/build/static
WORKDIR /app
RUN useradd --system --uid 10001 --no-create-home register && mkdir /data /backups && chown 10001:10001 /data /backups
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=1s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8000/healthz', timeout=4)"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
