#!/bin/sh
# The demo: data under DATA_DIR, the site at http://localhost:PORT/, no other program needed.
set -eu
python - "$PORT" <<'END'
import socket, sys
with socket.socket() as asked:
    asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        asked.bind(("127.0.0.1", int(sys.argv[1])))
    except (OSError, ValueError, OverflowError):
        sys.exit(f"PORT={sys.argv[1]}: another program has this port, or it is none; choose one, for example: make demo PORT=8001")
END
mkdir -p "$DATA_DIR"
key="$DATA_DIR/secret_key"
if [ ! -s "$key" ]; then
    (umask 077 && python -c 'import secrets; print(secrets.token_urlsafe(64))' >"$key")
fi
SECRET_KEY=$(cat "$key")
export SECRET_KEY HTTPS=off
python -m partnerships.management.catalogue
python manage.py migrate --verbosity 0
python manage.py languages --add >/dev/null
python manage.py collectstatic --no-input --verbosity 0
python manage.py demo
echo "The register is at http://localhost:$PORT/ and the back office at http://localhost:$PORT/admin/ (Ctrl+C stops it)."
exec gunicorn config.wsgi --bind "127.0.0.1:$PORT" --worker-class gthread --workers 2 --threads 4 --no-control-socket
