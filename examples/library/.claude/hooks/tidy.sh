#!/bin/sh
# Takes trailing blanks out of the files that were written.
tidy() {
    sed -i "s/[ \t]*$//" "$1"
}

for file in "$@"; do
    tidy "$file"
done
