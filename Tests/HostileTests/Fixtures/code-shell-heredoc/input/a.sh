#!/bin/bash
function one {
  cat <<EOF
no() {
}
EOF
}

# about two
two() { :; }
