"""Sentences that others wrote: the templates of presidio-evaluator, read from the installed package (it is installed
without its dependencies, which are gigabytes, and nothing of it is run)."""

import importlib.util
import pathlib
import re

# The template's words for each kind that is looked at. Names and addresses stand there without a label as often as
# with one, so there is no goal for them.
KINDS = {
    "card": ["credit_card_number"], "iban": ["iban"], "email": ["email"], "phone": ["phone_number"],
    "network": ["ip_address"], "nationalId": ["ssn"], "birthDate": ["date_of_birth"],
    "name": ["person", "name", "name_male", "name_female"], "address": ["address"],
}
MAKERS = {
    "credit_card_number": lambda faker: faker.credit_card_number("visa"), "ip_address": lambda faker: faker.ipv4(),
    "person": lambda faker: f"{faker.first_name()} {faker.last_name()}", "organization": lambda faker: faker.company(),
    "address": lambda faker: faker.address().replace("\n", ", "), "date_time": lambda faker: faker.date(),
    "date_of_birth": lambda faker: faker.date_of_birth().strftime("%m/%d/%Y"), "age": lambda faker: "44",
    "ssn": lambda faker: faker.ssn(), "year": lambda faker: faker.year(),
}


def templates():
    """The templates; none if the package is not installed."""
    found = importlib.util.find_spec("presidio_evaluator")
    if not found:
        return []
    folder = pathlib.Path(found.submodule_search_locations[0])
    lines = (folder / "data_generator/raw_data/templates.txt").read_text("utf-8", "replace").splitlines()
    return [line.replace("\\n", "\n") for line in lines]


def filled(template, kind, faker):
    """The text of a template and the places of one kind's values in it."""
    text, values = "", []
    for at, part in enumerate(re.split(r"\{\{(\w+)\}\}", template)):
        if at % 2:
            value = str(MAKERS[part](faker) if part in MAKERS else getattr(faker, part, faker.word)())
            if part in KINDS[kind]:
                values.append((len(text), len(text) + len(value)))
            part = value
        text += part
    return text, values


def texts(lot, faker, count, make):
    """`count` texts for each kind that the templates have."""
    out = []
    for kind, names in KINDS.items():
        fitting = [one for one in templates() if any("{{" + name + "}}" in one for name in names)]
        for _ in range(count if fitting else 0):
            text, values = filled(lot.choice(fitting), kind, faker)
            out.append(make(f"p. {kind}", text, None, values))
    return out
