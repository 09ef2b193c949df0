#!/bin/sh
# Prints the loans whose due day has passed.
today="$(date +%F)"

overdue() {
    awk -F, -v today="$today" 'NR > 1 && $4 < today && $5 == "" { print $1 " was due on " $4 }' "$1"
}

[ ! -f loans.csv ] || overdue loans.csv
