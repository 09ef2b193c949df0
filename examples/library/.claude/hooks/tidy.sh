#!/bin/sh
# Takes trailing blanks out of the file that was just written; a hook is told of it in JSON on standard input.
tidy() {
    sed -i 's/[[:blank:]]*$//' "$1"
}

file=$(sed -n 's/.*"file_path": *"\([^"]*\)".*/\1/p')
if [ -f "$file" ]; then tidy "$file"; fi
