#!/usr/bin/env python3
"""Prints how much tea and water a pot needs."""
import sys

GRAMS = {"green": 2.0, "black": 2.5, "herbal": 3.0}


def measure(kind: str, guests: int) -> tuple[float, int]:
    """Grams of tea and millilitres of water."""
    return GRAMS[kind] * guests, 200 * guests


if __name__ == "__main__":
    grams, water = measure(sys.argv[1], int(sys.argv[2]))
    print(f"{grams} g, {water} ml")
