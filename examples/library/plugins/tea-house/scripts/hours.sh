#!/bin/sh
hours() {
    echo "open from ten to six"
}

closing() {
    echo "last orders at half past five"
}

if [ "${1:-}" = --closing ]; then closing; else hours; fi
