# One image for web, worker and beat; docker-compose.yml says which is which.
# For both processors: docker buildx build --platform linux/arm64,linux/amd64 . (timezonefinder has no
# wheel for arm64; its source needs no compiler).
FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/hamstride
COPY config/uv.txt config/uv.txt
COPY requirements.lock ./
RUN python -m venv --without-pip /opt/venv \
    && pip install --no-cache-dir --require-hashes -r config/uv.txt \
    && VIRTUAL_ENV=/opt/venv uv pip install --no-cache --compile-bytecode --require-hashes -r requirements.lock
COPY manage.py ./
COPY config config
COPY apps apps
COPY templates templates
COPY static static
# The key made here is thrown away with the folder: nothing secret stays in the image.
RUN HAMSTRIDE_DATA=/tmp/data STATIC_ROOT=/srv/hamstride/staticfiles \
    /opt/venv/bin/python -m config.prepare static \
    && /opt/venv/bin/python -m compileall -q apps config \
    && chmod -R a+rX . && rm -rf /tmp/data

FROM python:3.13-slim-trixie
# pg_dump and pg_restore, for `manage.py backup`; of 17, as the composition's server.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home hamstride \
    && install -d -o hamstride -g hamstride -m 0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/hamstride /srv/hamstride
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HAMSTRIDE_DATA=/data \
    STATIC_ROOT=/srv/hamstride/staticfiles
WORKDIR /srv/hamstride
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=40s CMD ["sh", "config/container.sh", "healthy", "web"]
ENTRYPOINT ["sh", "/srv/hamstride/config/container.sh"]
CMD ["web"]
