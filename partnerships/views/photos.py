"""Photos as a page shows them: emblem, cover, and the gallery whose pictures know their neighbours."""

from collections.abc import Iterable

from partnerships.models import Photo, PhotoUse


def photos_by_use(photos: Iterable[Photo]) -> dict[str, list[Photo]]:
    """Return emblems, covers and the gallery, each picture of which has the keys of the ones beside it."""
    rows = list(photos)
    gallery = [photo for photo in rows if photo.use == PhotoUse.GALLERY]
    keys = [None, *(photo.pk for photo in gallery), None]
    for photo, before, after in zip(gallery, keys, keys[2:], strict=False):
        vars(photo).update(previous=before, next=after)
    emblems, covers = ([photo for photo in rows if photo.use == use] for use in (PhotoUse.EMBLEM, PhotoUse.COVER))
    return {"emblems": emblems, "covers": covers, "gallery": gallery}
