#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Debian packages by what needs them, and a function that installs the ones that are missing.
# To be sourced:  . scripts/packages.sh; packages_need $packages_build

# To build and to run.
packages_build='gcc libc6-dev meson ninja-build pkg-config python3 libarchive-dev libinih-dev libjansson-dev
    libmicrohttpd-dev libsodium-dev libsqlite3-dev libstemmer-dev libuchardet-dev libutf8proc-dev
    libxml2-dev libxxhash-dev libyaml-dev libzstd-dev nettle-dev zlib1g-dev'

# To build the reading room. npm brings what Debian's nodejs does not.
# shellcheck disable=SC2034
packages_ui='nodejs npm'

# To test as well. python3-jsonschema validates answers against their schemas.
# shellcheck disable=SC2034
packages_test="$packages_build clang clang-format clang-tidy cppcheck curl git jq libcmocka-dev
    libclang-rt-14-dev python3-jsonschema python3-venv shellcheck universal-ctags"

# To make a package of it.
# shellcheck disable=SC2034
packages_package='dpkg-dev scdoc'

# To look at the reading room with a browser.
# shellcheck disable=SC2034
packages_browser='chromium fonts-dejavu-core'

packages_missing() {
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2> /dev/null | grep -q 'ok installed' ||
            printf ' %s' "$package"
    done
}

# Install the packages named that are not there. Fails, saying what to do, where it may not.
packages_need() {
    missing=$(packages_missing "$@")
    [ -z "$missing" ] && return 0
    if ! command -v apt-get > /dev/null; then
        echo "These Debian packages are needed, and there is no apt-get here:$missing" >&2
        return 1
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo > /dev/null; then
        as_root=sudo
    else
        echo "As root, install these packages, then try again:" >&2
        echo "    apt-get install -y --no-install-recommends$missing" >&2
        return 1
    fi
    echo "Installing$missing" >&2
    # The names are words of our own, to be split.
    # shellcheck disable=SC2086
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends $missing > /dev/null
}
