"""The editor of long texts in forms; a plain text field where scripts do not run."""

import json

from django.forms import Textarea
from django.utils.translation import gettext as _
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import Media, Script

from partnerships.text.quotes import quoting


def editor_labels(language: str) -> dict[str, object]:
    """Return the words of the editor in the clerk's language."""
    return {
        "language": language,
        "toolbar": _("Formatting"),
        "pictures": _("Pictures are not taken into a text, so they were left out. Add them under “Photos”."),
        "struck": quoting(_("Struck-through words were left out: “%(words)s”."), words="{1}"),
        "link": _("Link"),
        "address": _("Address, for example https://example.org/"),
        "done": _("Insert"),
        "buttons": {
            "heading2": _("Heading"),
            "heading3": _("Smaller heading"),
            "bulletList": _("List with bullets"),
            "orderedList": _("Numbered list"),
            "blockquote": _("Quotation"),
            "bold": _("Bold"),
            "italic": _("Italic"),
            "superscript": _("Superscript"),
            "subscript": _("Subscript"),
            "link": _("Link"),
            "unlink": _("Remove the link"),
            "table": _("Insert a table"),
            "table:addColumnAfter": _("Add a column"),
            "table:deleteColumn": _("Delete the column"),
            "table:addRowAfter": _("Add a row to the table"),
            "table:deleteRow": _("Delete the row of the table"),
            "table:mergeCells": _("Merge the cells"),
            "table:splitCell": _("Split the cell"),
            "table:toggleHeaderCell": _("Heading of the table on and off"),
            "table:deleteTable": _("Delete the table"),
            "history:undo": _("Undo"),
            "history:redo": _("Redo"),
        },
    }


class RichTextarea(Textarea):
    """A text area that becomes an editor."""

    @property
    def media(self) -> Media:
        """Return the editor's script, its import map and its styles."""
        return prose_editor_admin_media + Media(js=[Script("js/office/forms/richtext.js", type="module")])

    def get_context(self, name: str, value: str | None, attrs: dict[str, object] | None) -> dict[str, object]:
        """Hand the words of the editor to its script."""
        context = super().get_context(name, value, attrs)
        words = editor_labels(context["widget"]["attrs"].get("lang", ""))
        context["widget"]["attrs"]["data-rich"] = json.dumps(words, ensure_ascii=False)
        return context
