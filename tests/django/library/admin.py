"""What the administration shows, by Django's own documented means."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from library.models import Author, Book, Membership


class MembershipInline(admin.StackedInline):
    """The membership's select and checkbox inside the user's form."""

    model = Membership
    can_delete = False


class MemberAdmin(UserAdmin):
    """Django's user administration with the membership."""

    inlines = [MembershipInline]


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    """Authors by name."""

    search_fields = ["name"]


@admin.register(Book)
class BookAdmin(admin.ModelAdmin):
    """Books with a search box and a filter."""

    list_display = ["title", "author", "language", "lendable"]
    list_filter = ["language", "lendable"]
    search_fields = ["title"]


admin.site.unregister(User)
admin.site.register(User, MemberAdmin)
