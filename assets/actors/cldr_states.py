#!/usr/bin/env python3
"""Makes state_names.tsv, the names of the states of states.tsv in other languages, from CLDR.

    npm pack cldr-localenames-full && tar xzf cldr-localenames-full-*.tgz
    python3 assets/actors/cldr_states.py package assets/actors/states.tsv > assets/actors/state_names.tsv

A state is found by its English name in CLDR, so no table of codes is needed. Left out are names equal to the English
one (states.tsv has them) and names that explain themselves in parentheses, which no running text uses.
"""

import json
import sys
from pathlib import Path

LANGUAGES = (
    "de fr es it pt nl pl ru uk tr ar he fa zh ja ko hi id vi sv da nb fi cs sk hu ro el bg sr hr bn ur th ms".split()
)
# CLDR's own way to name these in English, where states.tsv goes by another.
ENGLISH = {
    "state:COG": "Congo - Brazzaville",
    "state:COD": "Congo - Kinshasa",
    "state:MAC": "Macao",
    "state:VAT": "Vatican City",
    "state:VCT": "Saint Vincent and Grenadines",
}


def territories(package, language):
    path = package / "main" / language / "territories.json"
    names = json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]
    return {code: name for code, name in names.items() if not code[0].isdigit()}


def plain(name):
    """One spelling of an English name: CLDR writes St., & and curly apostrophes."""
    return name.replace("St. ", "Saint ").replace(" & ", " and ").replace("’", "'")


def states(table):
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            actor, name, aliases = line.split("\t")[:3]
            others = {alias.split("{")[0] for alias in aliases.split("; ") if not alias.startswith("not:")}
            yield actor, name, {name} | others


def main():
    package, table = Path(sys.argv[1]), Path(sys.argv[2])
    english = territories(package, "en")
    code_of = {plain(name): code[:2] for code, name in english.items()}
    found = {}
    for actor, name, known in states(table):
        if actor.removeprefix("state:").islower():
            continue  # a part of a state, for which CLDR keeps no territory
        code = code_of.get(plain(ENGLISH.get(actor, name)))
        if code is None:
            sys.exit(f"CLDR has no territory called {name}")
        found[actor] = (code, known)
    print("id\tlang\tname")
    print("# Names of states in other languages, from Unicode CLDR (npm package cldr-localenames-full), made by")
    print("# cldr_states.py. Copyright © Unicode, Inc.; Unicode License V3, https://www.unicode.org/license.txt")
    for language in LANGUAGES:
        names = territories(package, language)
        for actor, (code, known) in found.items():
            variants = dict.fromkeys(name for key, name in names.items() if key.split("-alt-")[0] == code)
            for name in variants:
                if "(" not in name and name not in known:
                    print(actor, language, name, sep="\t")


if __name__ == "__main__":
    main()
