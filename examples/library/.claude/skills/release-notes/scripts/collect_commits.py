#!/usr/bin/env python3
"""Print the commits since the last tag, grouped by the first word of their summary."""

import subprocess
import sys
from collections import defaultdict

GROUPS = {"Add": "New", "Let": "New", "Fix": "Repaired", "Keep": "Repaired", "Remove": "Gone"}


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def last_tag():
    """The newest tag that can be reached, or nothing in a repository without tags."""
    try:
        return git("describe", "--tags", "--abbrev=0").strip()
    except subprocess.CalledProcessError:
        return None


class Report:
    def __init__(self):
        self.groups = defaultdict(list)

    def add(self, summary):
        group = GROUPS.get(summary.split(" ", 1)[0], "Other")
        self.groups[group].append(summary)

    def print(self):
        for group, summaries in sorted(self.groups.items()):
            print(group)
            for summary in summaries:
                print(f"  {summary}")


def main():
    tag = last_tag()
    report = Report()
    for summary in git("log", "--format=%s", f"{tag}..HEAD" if tag else "HEAD").splitlines():
        report.add(summary)
    report.print()


if __name__ == "__main__":
    sys.exit(main())
