"""The yardstick: a register as a careful developer writes it with Django and django-modeltranslation, and no more.

No memo, no stored page, no history, no gate beside a manager: what those cost or save is what `make bench` shows.
"""
