"""Authors and their books, and a membership that hangs on a user."""

from django.conf import settings
from django.db import models


class Author(models.Model):
    """Someone who writes; added from a book's form through the related-object popup."""

    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Book(models.Model):
    """A book with one author, a language (select), a shelf mark (checkbox) and a date."""

    class Language(models.TextChoices):
        """What the select offers."""

        ENGLISH = "en", "English"
        FRENCH = "fr", "French"
        GERMAN = "de", "German"

    title = models.CharField(max_length=100)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    lendable = models.BooleanField(default=False)
    published = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Membership(models.Model):
    """What the library knows of a user: shown inside the user's own form."""

    class Region(models.TextChoices):
        """What the select offers."""

        AFRICA = "af", "Africa"
        AMERICAS = "am", "Americas"
        ASIA = "as", "Asia"
        EUROPE = "eu", "Europe"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    region = models.CharField(max_length=2, choices=Region)
    newsletter = models.BooleanField(default=False)

    def __str__(self):
        return self.get_region_display()
