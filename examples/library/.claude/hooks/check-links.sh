#!/usr/bin/env bash
# Complains about links between pages that lead nowhere; exit code 2 shows the complaint to the assistant.
set -euo pipefail

pages="${CLAUDE_PROJECT_DIR:-.}/pages"

links_of() {
    grep -o 'href="/[^"#]*' "$1" | cut -c8-
}

check_page() {
    local page="$1" link
    while read -r link; do
        [ -e "$pages/$link" ] || echo "${page#"$pages"/}: $link does not exist"
    done < <(links_of "$page")
}

broken="$(for page in "$pages"/*.html; do check_page "$page"; done)"
if [ -n "$broken" ]; then
    echo "$broken" >&2
    exit 2
fi
