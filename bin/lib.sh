# Shared by the commands in this folder; to be sourced by bash.
# Names what a step does and how long it took, and installs what is missing.

set -euo pipefail
shopt -s inherit_errexit

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

# A shell that is no login shell often misses the folder where rustup puts cargo.
if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then
    PATH=$HOME/.cargo/bin:$PATH
fi

# What to build with, and what the tests need besides. Debian's names.
build_packages=(gcc libc6-dev make pkg-config libssl-dev)
test_packages=(postgresql chromium fonts-inter openssl curl util-linux procps python3 python3-venv poppler-utils
    nginx-light caddy haproxy clamav-daemon)

# say TEXT: tells the person what happens; output meant for programs goes to standard output.
say() {
    printf '%s\n' "$*" >&2
}

# fail TEXT: gives up with a sentence that says how to mend it.
fail() {
    say "$(basename "$0"): $*"
    exit 1
}

# seconds_since START: time since $EPOCHREALTIME was START, as "12.3".
seconds_since() {
    local now=${EPOCHREALTIME/[.,]/} then=${1/[.,]/}
    local tenths=$(((now - then) / 100000))
    printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# need_tools NAME…: what the project does not install by itself must be there.
need_tools() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null && continue
        case $tool in
            cargo) fail "there is no Rust toolchain (cargo); install Rust 1.95 or newer and try again" ;;
            node | npm) fail "there is no $tool; install Node.js 20.10 or newer with npm and try again" ;;
            *) fail "there is no $tool; install it and try again" ;;
        esac
    done
}

# as_root COMMAND…: runs it as root, by sudo where we are not.
as_root() {
    if [ "$EUID" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root for: $*; run it as root or install sudo"
    fi
}

# need_packages NAME…: installs those Debian packages that are missing; quick when none is.
need_packages() {
    local package missing=()
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian: please see to it yourself that you have the likes of: $*"
        return
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    say "Installing Debian packages: ${missing[*]}"
    as_root apt-get update -qq >&2
    # The tests start a database server of their own: keep the package from setting one up that
    # runs all the time.
    local no_cluster=
    if [[ " ${missing[*]} " == *" postgresql "* ]]; then
        no_cluster=/etc/postgresql-common/createcluster.d/resuelto.conf
        as_root mkdir -p "$(dirname $no_cluster)"
        echo "create_main_cluster = false" | as_root tee $no_cluster >/dev/null
    fi
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2
    [ -z "$no_cluster" ] || as_root rm -f $no_cluster
}

# need_python: the Python environment of the test servers, in the target folder; prints its path.
need_python() {
    local venv=$target/engines/venv wanted=$root/tests/engines/requirements.txt
    if ! cmp -s "$wanted" "$venv/installed.txt"; then
        say "Installing the test servers for mail and files into ${venv#"$root"/}"
        rm -rf "$venv"
        python3 -m venv "$venv" >&2
        "$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$wanted" >&2
        cp "$wanted" "$venv/installed.txt"
    fi
    printf '%s\n' "$venv"
}

# need_schemathesis: what tries the interface for programs, in the target folder; prints its path.
need_schemathesis() {
    local venv=$target/engines/schemathesis wanted=$root/tests/api/requirements.txt
    if ! cmp -s "$wanted" "$venv/installed.txt"; then
        say "Installing schemathesis into ${venv#"$root"/}"
        rm -rf "$venv"
        python3 -m venv "$venv" >&2
        "$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$wanted" >&2
        cp "$wanted" "$venv/installed.txt"
    fi
    printf '%s\n' "$venv/bin/schemathesis"
}

# need_node_modules FOLDER: the npm packages of that folder, exactly as its lock file says.
need_node_modules() {
    local folder=$1
    if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"; then
        say "Installing the npm packages of ${folder#"$root"/}"
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
        cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
    fi
}
