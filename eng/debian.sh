# shellcheck shell=bash
# Sourced by whatever needs programs of Debian: installs them where that is allowed.

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs packages; where that is not allowed, or does not work, it says what to do, and fails.
install_debian() { # packages
  local policy=/usr/sbin/policy-rc.d made_policy='' failed=0
  if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    echo "Missing: $*. Install with: sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    return 1
  fi
  echo "Installing $* ..." >&2
  # Some packages would start a server of their own; only their programs are wanted.
  if [ ! -e "$policy" ]; then
    # shellcheck disable=SC2016
    as_root sh -c 'printf "#!/bin/sh\nexit 101\n" > "$1" && chmod 755 "$1"' - "$policy" && made_policy=1
  fi
  if ! as_root apt-get -qq update || ! as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends "$@" >/dev/null; then
    failed=1
    echo "apt-get could not install $*." >&2
  fi
  [ -z "$made_policy" ] || as_root rm -f "$policy"
  return $failed
}
