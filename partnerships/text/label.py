"""What a thing is called in the reader's language: a text, or one that is translated only when it is shown."""

from django.utils.functional import Promise

type Label = str | Promise
