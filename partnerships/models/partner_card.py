"""A partner's card: a page in the partner's own language, where somebody has written it."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.text import RichTextField

CARD: Final = ("card_language", "card_title", "card_text")


class HasPartnerCard(models.Model):
    """A city that may have one."""

    card_language = models.CharField(
        _("language of the partner’s card"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write its code, for example de or pt-br."))],
    )
    card_title = models.CharField(_("title of the partner’s card"), max_length=250, blank=True)
    card_text = RichTextField(
        _("text of the partner’s card"),
        blank=True,
        help_text=_("The tie in a few lines in the partner’s own language: a page to hand over."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse half a card: each of the three needs the others."""
        super().clean()
        told = [name for name in CARD if getattr(self, name)]
        if told and len(told) < len(CARD):
            text = _("The partner’s card has a language, a title and a text, or none of them.")
            raise ValidationError({name: text for name in CARD if name not in told})
