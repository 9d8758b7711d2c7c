"""Photos as a page shows them: the cover, and the gallery whose pictures know their neighbours."""

from collections.abc import Iterable

from partnerships.models import Photo, PhotoUse


def covers_and_gallery(photos: Iterable[Photo]) -> dict[str, list[Photo]]:
    """Return the cover photos and the gallery, each picture of which has the keys of the ones beside it."""
    rows = list(photos)
    gallery = [photo for photo in rows if photo.use == PhotoUse.GALLERY]
    keys = [None, *(photo.pk for photo in gallery), None]
    for photo, before, after in zip(gallery, keys, keys[2:], strict=False):
        vars(photo).update(previous=before, next=after)
    return {"covers": [photo for photo in rows if photo.use == PhotoUse.COVER], "gallery": gallery}
