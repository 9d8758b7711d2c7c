"""The environment of the tests, set before Django reads it (loaded by `-p tests.environment`)."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-0b6d1f8a7c3e59420f6a8d1c7b3e5942-xyz")
os.environ.setdefault("HTTPS", "off")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="register-tests-"))
# The browser tests talk to Django from the thread in which Playwright runs its event loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
Path(os.environ["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)
