"""The app's entry in Django's registry."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """A tiny library, so that the administration has related objects, a select, a checkbox and a date."""

    name = "library"
    verbose_name = "Library"
