# What the launcher and the test script share: system packages and the release build. Sourced by bash.

# Debian packages, and what proves that each is there.
readonly packages_run=(libsqlite3-dev libxml2-dev libmd4c-dev libmd4c-html0-dev zlib1g-dev libdeflate-dev libcurl4-openssl-dev libpq5 pkg-config universal-ctags)
readonly packages_test=(sqlite3 git strace chromium python3-venv fonts-noto-core postgresql)

package_configuration=$(cd "$(dirname "${BASH_SOURCE[0]}")/pkgconfig" && pwd)
readonly package_configuration

say() { printf 'skill-split: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo -n "$@" || fail "could not run '$*' with sudo; run it yourself, then try again"
    else
        fail "'$*' needs root; run it yourself, then try again"
    fi
}

# Installs those of the named Debian packages that are missing.
install_debian() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ "${#missing[@]}" -eq 0 ] && return
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get install -y --no-install-recommends "${missing[@]}" >&2 2>/dev/null || {
        as_root apt-get update >&2
        as_root apt-get install -y --no-install-recommends "${missing[@]}" >&2
    }
}

install_homebrew() {
    local formula
    for formula in sqlite libxml2 libdeflate curl pkg-config universal-ctags "$@"; do
        brew list --formula "$formula" >/dev/null 2>&1 || {
            say "installing $formula"
            brew install "$formula" >&2
        }
    done
}

install_packages() {
    command -v swift >/dev/null 2>&1 || fail "no 'swift' on the PATH; install Swift 6.2 or later from https://swift.org/install"
    if command -v apt-get >/dev/null 2>&1; then
        install_debian "${packages_run[@]}" "$@"
    elif command -v brew >/dev/null 2>&1; then
        install_homebrew
    fi
}

# The flags of a release binary that starts fast: the Swift runtime inside, at fixed addresses, and no table of symbols for
# libraries to look through.
release_flags() {
    if [ "$(uname)" = Linux ]; then
        echo --static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -no-pie -Xlinker --no-export-dynamic
    fi
}

# Builds $1 in release mode in the package in the current folder, and prints the path of the binary.
build_release() {
    local product=$1
    local -a flags
    # The binary loads libxml2 when it needs it: linked, it and ICU would slow the start of every command.
    if [ "$(uname)" = Linux ]; then
        local -x PKG_CONFIG_PATH="$package_configuration${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
    fi
    read -r -a flags <<<"$(release_flags)"
    swift build -c release "${flags[@]}" --product "$product" >&2
    echo "$(swift build -c release "${flags[@]}" --show-bin-path)/$product"
}
