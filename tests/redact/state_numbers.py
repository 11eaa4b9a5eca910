"""Numbers that states give to people: drawn by lot and judged by python-stdnum, not by our own code."""

import importlib
import string

DIGITS = string.digits
LETTERS = string.ascii_uppercase

# Country, module of python-stdnum, mask (9 digit, A letter, YMD a date, ? any check sign), the ways of writing it,
# whether it may stand without a word that says what it is.
KINDS = [
    ("us", "stdnum.us.ssn", "999999999", ["3-2-4"], False),
    ("gb", None, "AA999999A", ["2 2 2 2 1", ""], True),
    ("de", "stdnum.de.idnr", "9999999999?", ["", "2 3 3 3"], True),
    ("fr", "stdnum.fr.nir", "1YYMM99999999??", ["", "1 2 2 2 3 3 2"], True),
    ("es", "stdnum.es.dni", "99999999?", ["", "8-1"], True),
    ("es", "stdnum.es.nie", "X9999999?", ["", "1-7-1"], True),
    ("it", "stdnum.it.codicefiscale", "BBBBBB99C01D999?", [""], True),
    ("nl", "stdnum.nl.bsn", "99999999?", ["", "4.2.3"], False),
    ("be", "stdnum.be.nn", "YYMMDD999??", ["2.2.2-3.2", ""], True),
    ("pl", "stdnum.pl.pesel", "YYMMDD9999?", [""], True),
    ("pt", "stdnum.pt.nif", "29999999?", ["", "3 3 3"], False),
    ("se", "stdnum.se.personnummer", "YYMMDD999?", ["6-4", ""], False),
    ("fi", "stdnum.fi.hetu", "DDMMYY-999?", [""], True),
    ("dk", "stdnum.dk.cpr", "DDMMYY999?", ["6-4"], True),
    ("no", "stdnum.no.fodselsnummer", "DDMMYY999??", ["", "6 5"], True),
    ("ch", "stdnum.ch.ssn", "756999999999?", ["3.4.4.2", ""], True),
    ("br", "stdnum.br.cpf", "999999999??", ["3.3.3-2", ""], True),
    ("in", "stdnum.in_.aadhaar", "99999999999?", ["4 4 4"], True),
    ("ca", "stdnum.ca.sin", "99999999?", ["3 3 3", "3-3-3"], False),
    ("za", "stdnum.za.idnr", "YYMMDD999908?", [""], True),
    ("cz", "stdnum.cz.rc", "YYMMDD999?", ["6/4"], True),
    ("ro", "stdnum.ro.cnp", "1YYMMDD01999?", [""], True),
    ("ee", "stdnum.ee.ik", "3YYMMDD999?", [""], False),
    ("gr", "stdnum.gr.amka", "DDMMYY9999?", [""], True),
    ("tr", "stdnum.tr.tckimlik", "999999999??", [""], False),
    ("cn", "stdnum.cn.ric", "1101051nYYMMDD999?", [""], True),
]


def filled(mask, random):
    """A mask with everything but its check signs drawn."""
    year, month, day = random.randint(40, 99), random.randint(1, 12), random.randint(1, 28)
    mask = mask.replace("YY", f"{year:02}").replace("MM", f"{month:02}").replace("DD", f"{day:02}")
    draw = {"9": DIGITS, "A": "ABCEGHJKLMNPRSTWXYZ", "B": "BCDFGLMNPRSTV", "C": "ABCDEHLMPRST", "D": "ABCDEFGHIL", "X": "XYZ", "n": "9"}
    # The digits that the mask itself names stay: they stand in the kinds above as 0, 1, 2, 3, 5, 6, 7 and 8.
    return "".join(random.choice(draw[sign]) if sign in draw else sign for sign in mask)


def number(kind, random):
    """A valid number of a kind, without separators."""
    country, module, mask, _, _ = kind
    valid = importlib.import_module(module).is_valid if module else lambda text: text[-1] in "ABCD"
    while True:
        text = filled(mask, random)
        for check in checks(text.count("?"), country):
            candidate = text.replace("?" * len(check), check) if check else text
            if valid(candidate):
                return candidate


def checks(count, country):
    """All check signs that may stand at the end."""
    if count == 0:
        return [""]
    signs = DIGITS + (LETTERS if count == 1 else "")
    return list(signs) if count == 1 else [a + b for a in DIGITS for b in DIGITS]


def written(text, way):
    """A number as people write it: groups and what stands between them."""
    if not way:
        return text
    out, at = "", 0
    for sign in way:
        if sign.isdigit():
            out += text[at : at + int(sign)]
            at += int(sign)
        else:
            out += sign
    return out


def national_id(random):
    """A number, its country, and whether it is known without a word."""
    kind = random.choice(KINDS)
    way = random.choice(kind[3])
    alone = kind[4] and (bool(way) or kind[0] != "in")
    return written(number(kind, random), way), kind[0], alone
