# One image for web, worker and beat; docker-compose.yml says which is which.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/hamstride
COPY config/uv.txt config/uv.txt
COPY requirements.lock ./
RUN python -m venv /opt/venv \
    && pip install --no-cache-dir --require-hashes -r config/uv.txt \
    && VIRTUAL_ENV=/opt/venv uv pip install --no-cache --compile-bytecode --require-hashes -r requirements.lock
COPY manage.py ./
COPY config config
COPY apps apps
COPY templates templates
COPY static static
# The key made here is thrown away with the folder: nothing secret stays in the image.
RUN HAMSTRIDE_DATA=/tmp/data STATIC_ROOT=/srv/hamstride/staticfiles \
    /opt/venv/bin/python -m config.prepare static && rm -rf /tmp/data

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home hamstride \
    && install -d -o hamstride -g hamstride -m 0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/hamstride /srv/hamstride
RUN chown -R hamstride:hamstride /srv/hamstride/staticfiles
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HAMSTRIDE_DATA=/data \
    STATIC_ROOT=/srv/hamstride/staticfiles
WORKDIR /srv/hamstride
USER hamstride
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["sh", "/srv/hamstride/config/container.sh"]
CMD ["web"]
