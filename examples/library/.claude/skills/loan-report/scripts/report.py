"""Count loans by branch."""

import csv
import sys
from collections import Counter


def count_by_branch(lines):
    return Counter(row["branch"] for row in csv.DictReader(lines))


def main(path):
    with open(path, newline="", encoding="utf-8") as file:
        counts = count_by_branch(file)
    for branch, count in counts.most_common():
        print(f"{count:6}  {branch}")


if __name__ == "__main__":
    main(sys.argv[1])
