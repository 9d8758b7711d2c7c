"""The low-vision mode: choices that the server remembers in one cookie, on the same addresses."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partnerships.delivery.low_vision import CHOICES, COOKIE, LOW_VISION, Look

YEAR = 365 * 24 * 3600


# No token: it would need a cookie for everyone, and a stranger's form could only change the look of the page.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Show the choices, or take one of them and go back to the page it was made on."""
    look = Look.parse(request.COOKIES.get(COOKIE, ""))
    if request.method != "POST":
        return render(request, "partnerships/site/display.html")
    if "reset" in request.POST:
        look = Look()
    elif "low-vision" in request.POST:
        look = LOW_VISION
    for name in CHOICES:
        look = look.with_choice(name, request.POST.get(name, ""))
    back = request.POST.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = reverse("home")
    response = HttpResponseRedirect(back)
    if look == Look():
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, look.code(), max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response
