#!/usr/bin/env bash
# Installs what ./strangler bench compares with and measures by: wrk, nginx, haproxy (Debian packages).
set -euo pipefail

missing=()
PATH="$PATH:/usr/sbin"
command -v wrk >/dev/null || missing+=(wrk)
command -v nginx >/dev/null || missing+=(nginx-light)
command -v haproxy >/dev/null || missing+=(haproxy)
[ ${#missing[@]} -gt 0 ] || exit 0

# shellcheck source=eng/debian.sh
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"
install_debian "${missing[@]}"
