"""The corpus: texts, what stands around them, and where in them the values are."""

import base64
import collections
import glob
import json
import pathlib
import random
import re
import string

from faker import Faker

import published
from state_numbers import national_id
from words import INTERFACE, LABELS, LOOK_ALIKES, SENTENCES

KINDS = ["secret", "card", "iban", "nationalId", "email", "phone", "network", "birthDate", "name", "address", "interface", "look-alike"]
LOCALES = {
    "en_US": "en", "en_GB": "en", "de_DE": "de", "fr_FR": "fr", "es_ES": "es", "it_IT": "it", "nl_NL": "nl",
    "pt_BR": "pt", "pl_PL": "pl", "sv_SE": "sv", "da_DK": "da", "fi_FI": "fi",
}
SENTENCES_OF_INTERFACES = 1500

# `values` are ranges of code points.
Text = collections.namedtuple("Text", "kind text context values")


def make(count, seed, root):
    """All texts, always the same ones for a seed."""
    lot = random.Random(seed)
    fakers = {locale: Faker(locale) for locale in LOCALES}
    for at, faker in enumerate(fakers.values()):
        faker.seed_instance(seed * 1000 + at)
    out = []
    for kind in KINDS:
        if kind == "interface":
            out += interface(lot, root)
        elif kind == "look-alike":
            out += [look_alike(lot) for _ in range(count)]
        else:
            out += [text_of(kind, lot, fakers) for _ in range(count)]
    return out + published.texts(lot, fakers["en_US"], count // 4, Text)


def placed(kind, sentence, value, context=None):
    """A text with a value in each place of a sentence."""
    text, values = "", []
    for at, part in enumerate(sentence.split("{}")):
        if at:
            values.append((len(text), len(text) + len(value)))
            text += value
        text += part
    return Text(kind, text, context, values)


def around(label, lot):
    """A context that holds a label in one of its places."""
    place = lot.choice(["label", "label", "row"])
    return {"label": None, "row": None, "section": None, place: label}


def text_of(kind, lot, fakers):
    locale = lot.choice(list(LOCALES))
    language = LOCALES[locale]
    if kind == "secret":
        return secret(lot, language)
    value, needs_label = value_of(kind, lot, fakers[locale], locale)
    if kind == "network":
        return placed(kind, lot.choice(["{}", "Host {} is down", "Blocked {} today.", "from {}:", "ping {}"]), value)
    labels, sentences = LABELS[language][kind], SENTENCES[language][kind]
    way = lot.random()
    if way < 0.3:
        return placed(kind, "{}", value, around(lot.choice(labels), lot))
    if way < 0.6:
        return placed(kind, lot.choice(labels) + lot.choice([": ", ":\n", " : ", ": "]) + "{}", value)
    if not needs_label and way < 0.75:
        return placed(kind, "{}", value)
    return placed(kind, lot.choice(sentences), value)


def value_of(kind, lot, faker, locale):
    """A value, and whether only words beside it can tell what it is."""
    if kind == "card":
        number = faker.credit_card_number()
        sign = lot.choice(["", " ", "-"])
        groups = [4, 6, 5] if len(number) == 15 else [4, 6, 4] if len(number) == 14 else [4, 4, 4, 4, 3]
        return (grouped(number, groups, sign) if sign and len(number) != 13 else number), False
    if kind == "iban":
        number = faker.iban()
        return lot.choice([number, " ".join(re.findall(".{1,4}", number))]), False
    if kind == "email":
        return lot.choice([faker.email, faker.company_email, faker.ascii_safe_email, faker.free_email])(), False
    if kind == "phone":
        return faker.phone_number(), True
    if kind == "nationalId":
        value, _, alone = national_id(lot)
        return value, not alone
    if kind == "network":
        return lot.choice([faker.ipv4, faker.ipv4_private, faker.ipv6, faker.mac_address])(), False
    if kind == "name":
        return lot.choice([named(faker), named(faker), faker.last_name()]), True
    if kind == "address":
        return faker.address().replace("\n", lot.choice([", ", "\n"])), True
    date = faker.date_of_birth(minimum_age=18, maximum_age=90)
    month = lot.choice(["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%m/%d/%Y", "%d-%m-%y", "%d.%m.%y", "written"])
    if month == "written":
        return (date.strftime(lot.choice(["%d %B %Y", "%B %d, %Y"])) if locale.startswith("en") else f"{date.day}. {faker.month_name()} {date.year}"), True
    return date.strftime(month), True


def named(faker):
    """A first and a last name, without titles."""
    return f"{faker.first_name()} {faker.last_name()}"


def grouped(number, groups, sign):
    parts, at = [], 0
    for length in groups:
        if at < len(number):
            parts.append(number[at : at + length])
            at += length
    return sign.join(parts)


def drawn(lot, signs, length):
    return "".join(lot.choice(signs) for _ in range(length))


BASE62 = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
KEYS = [
    lambda lot: "AKIA" + drawn(lot, string.ascii_uppercase + "234567", 16),
    lambda lot: "ghp_" + drawn(lot, BASE62, 36),
    lambda lot: "github_pat_" + drawn(lot, BASE62, 22) + "_" + drawn(lot, BASE62, 59),
    lambda lot: f"xoxb-{drawn(lot, string.digits, 12)}-{drawn(lot, string.digits, 13)}-{drawn(lot, BASE62, 24)}",
    lambda lot: lot.choice(["sk_live_", "sk_test_", "pk_live_", "rk_live_"]) + drawn(lot, BASE62, 24),
    lambda lot: "AIza" + drawn(lot, BASE62 + "-_", 35),
    lambda lot: "sk-" + drawn(lot, BASE62, 48),
    lambda lot: "sk-proj-" + drawn(lot, BASE62 + "-_", 74),
    lambda lot: "sk-ant-api03-" + drawn(lot, BASE62 + "-_", 93),
    lambda lot: "npm_" + drawn(lot, BASE62, 36),
    lambda lot: "glpat-" + drawn(lot, BASE62 + "-_", 20),
    lambda lot: "SG." + drawn(lot, BASE62 + "-_", 22) + "." + drawn(lot, BASE62 + "-_", 43),
    lambda lot: "hf_" + drawn(lot, string.ascii_letters, 34),
    lambda lot: "shpat_" + drawn(lot, HEX, 32),
    lambda lot: "dop_v1_" + drawn(lot, HEX, 64),
    lambda lot: "whsec_" + drawn(lot, BASE62, 32),
]
TOKENS = [
    lambda lot: drawn(lot, HEX, lot.choice([32, 40, 64])),
    lambda lot: drawn(lot, BASE62, lot.choice([24, 32, 40, 48])),
    lambda lot: base64.b64encode(lot.randbytes(lot.choice([24, 32, 48]))).decode(),
    lambda lot: base64.urlsafe_b64encode(lot.randbytes(32)).decode().rstrip("="),
]


def jwt(lot):
    part = lambda data: base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")
    claims = {"sub": str(lot.randint(10**6, 10**9)), "iat": lot.randint(1_600_000_000, 1_800_000_000)}
    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}.{base64.urlsafe_b64encode(lot.randbytes(32)).decode().rstrip('=')}"


def private_key(lot):
    kind = lot.choice(["RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "])
    body = "\n".join(re.findall(".{1,64}", base64.b64encode(lot.randbytes(lot.choice([120, 300]))).decode()))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"


def password(lot):
    signs = string.ascii_letters + string.digits + "!@#$%^&*()_+-?"
    kinds = [string.ascii_lowercase, string.ascii_uppercase, string.digits, "!@#$%^&*()_+"]
    drawn_ = [lot.choice(kind) for kind in kinds] + [lot.choice(signs) for _ in range(lot.randint(4, 12))]
    lot.shuffle(drawn_)
    # A full stop or a bracket at the very end would be the sentence's as well as the password's.
    return "".join(drawn_).rstrip(")") + lot.choice(string.ascii_letters)


def secret(lot, language):
    way = lot.choice(["key", "key", "token", "jwt", "private", "password", "password", "address", "parameter"])
    plain = ["{}", "Use {} to sign in", "curl -H 'Authorization: Bearer {}'", 'const key = "{}";', "Copied: {}", "export TOKEN={}"]
    if way == "key":
        return placed("secret", lot.choice(plain), lot.choice(KEYS)(lot))
    if way == "token":
        return placed("secret", lot.choice(plain), lot.choice(TOKENS)(lot))
    if way == "jwt":
        return placed("secret", lot.choice(plain), jwt(lot))
    if way == "private":
        return placed("secret", lot.choice(["{}", "My key:\n{}\nis old", "key = '{}'"]), private_key(lot))
    if way == "address":
        scheme = lot.choice(["https", "postgres", "ftp", "redis", "mongodb+srv"])
        return placed("secret", f"Connect to {scheme}://{{}}@db{lot.randint(1, 99)}.example.com/main", f"{drawn(lot, string.ascii_lowercase, 6)}:{drawn(lot, BASE62, 10)}")
    if way == "parameter":
        name = lot.choice(["access_token", "token", "api_key", "apikey", "key", "sig", "signature", "auth", "code", "session", "client_secret", "password"])
        return placed("secret", f"https://app.example.com/open?lang=en&{name}={{}}&page=2", drawn(lot, BASE62, lot.choice([8, 16, 32])))
    value = password(lot)
    if lot.random() < 0.3:
        return placed("secret", "{}", value, around(lot.choice(LABELS[language]["password"][:1]), lot))
    if lot.random() < 0.5:
        return placed("secret", lot.choice(LABELS[language]["password"][:1]) + ": {}", value)
    return placed("secret", lot.choice(SENTENCES[language]["password"]), value)


def look_alike(lot):
    kind, sentences = lot.choice(LOOK_ALIKES)
    text = lot.choice(sentences).format(made(kind, lot))
    label = {"order": "Order number", "invoice": "Invoice", "price": "Total"}.get(kind)
    return Text("look-alike", text, around(label, lot) if label and lot.random() < 0.3 else None, [])


def luhn(number):
    digits = [int(digit) for digit in reversed(number)]
    return sum(digit if at % 2 == 0 else sum(divmod(digit * 2, 10)) for at, digit in enumerate(digits)) % 10 == 0


def made(kind, lot):
    """Something that looks like data."""
    number = lot.randint
    day, month, year, hour, minute = number(1, 28), number(1, 12), number(1995, 2030), number(0, 23), number(0, 59)
    if kind == "order":
        while True:
            digits = drawn(lot, string.digits, lot.choice([6, 8, 10, 12, 16, 16]))
            if digits[0] != "0" and not luhn(digits):
                return grouped(digits, [4] * 4, lot.choice([" ", "-"])) if len(digits) == 16 and lot.random() < 0.5 else digits
    if kind == "invoice":
        return lot.choice([f"INV-{year}-{number(1, 99999):05}", f"RE{year}{number(1, 9999):04}", f"{year}/{number(1, 9999)}", f"F-{number(10000, 999999)}", f"#{number(1000, 99999999)}"])
    if kind == "version":
        return lot.choice([f"{number(0, 30)}.{number(0, 20)}.{number(0, 99)}", f"{number(60, 150)}.0.{number(1000, 7000)}.{number(10, 200)}", f"{number(1, 12)}.{number(0, 9)}", f"{number(1, 9)}.{number(0, 9)}.0-beta.{number(1, 9)}"])
    if kind == "price":
        whole = number(1, 9_999_999)
        return lot.choice([f"${whole:,}.{number(0, 99):02}", f"{whole:,}".replace(",", ".") + f",{number(0, 99):02} €", f"{whole:,}".replace(",", " ") + " kr", f"€ {whole}.{number(0, 99):02}", f"USD {whole}"])
    if kind == "date":
        return lot.choice([f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{month}/{day}/{year}", f"{day}/{month}/{year % 100:02}", f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z", f"{day:02}.{month:02}.{year} {hour:02}:{minute:02}", f"{day} March {year}"])
    if kind == "time":
        return lot.choice([f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}:{number(0, 59):02}", f"{hour % 12 + 1}:{minute:02} pm", f"{hour} h {minute} min", f"{hour:02}:{minute:02}–{hour:02}:59", f"GMT+0{number(1, 9)}:00"])
    if kind == "size":
        return lot.choice([f"{number(1, 4000)} × {number(1, 4000)} px", f"{number(1, 900)}.{number(0, 9)} MB", f"{number(100, 9000)}x{number(100, 9000)}", f"{number(1, 300)} cm", f"{number(1, 999_999_999):,} bytes", f"{number(1, 100)}.{number(0, 99)} %"])
    if kind == "count":
        return lot.choice([f"{number(1, 50)}–{number(51, 100)} of {number(101, 99999):,}", f"{number(1, 99999)}", f"{number(1, 9)}/{number(10, 99)}", f"{number(1, 999)} of {number(1000, 9999)}"])
    return lot.choice([f"{drawn(lot, string.ascii_uppercase, 3)}-{number(100, 9999)}", f"{drawn(lot, string.ascii_uppercase, 2)}{number(10000, 99999)}", f"#{drawn(lot, HEX, 6)}", f"{number(1, 9)}.{number(100, 999)}", f"{drawn(lot, string.ascii_uppercase, 1)}{number(100, 999)}-{number(10, 99)}"])


def interface(lot, root):
    """Sentences of real interfaces: Django's translations, axe-core's, and templates with numbers in them."""
    found = set()
    import django

    for path in glob.glob(str(pathlib.Path(django.__file__).parent / "**/locale/*/LC_MESSAGES/*.po"), recursive=True):
        if pathlib.Path(path).parts[-3] in {"en", "de", "fr", "es", "it", "nl", "pt", "pt_BR", "pl", "sv", "da", "nb", "fi", "cs", "ru", "ja", "zh_Hans"}:
            for said in re.findall(r'^msg(?:id|str) "(.+)"$', pathlib.Path(path).read_text("utf-8"), re.MULTILINE):
                found.add(re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", "3", said.encode().decode("unicode_escape").encode("latin-1", "ignore").decode("utf-8", "ignore") if "\\" in said else said))
    for path in glob.glob(str(root / "node_modules/axe-core/locales/*.json")):
        collect(json.loads(pathlib.Path(path).read_text("utf-8")), found)
    real = sorted(text for text in found if 3 <= len(text) <= 300)
    lot.shuffle(real)
    texts = real[: SENTENCES_OF_INTERFACES * 4 // 5]
    while len(texts) < SENTENCES_OF_INTERFACES:
        texts.append(lot.choice(INTERFACE).format(a=lot.randint(2, 9), b=lot.randint(10, 60), c=lot.randint(100, 5000)))
    return [Text("interface", text, None, []) for text in texts]


def collect(data, found):
    """All strings of a tree."""
    if isinstance(data, str):
        found.add(re.sub(r"\$?\{\{?[^}]*\}\}?", "3", data))
    elif isinstance(data, dict):
        for part in data.values():
            collect(part, found)
    elif isinstance(data, list):
        for part in data:
            collect(part, found)
