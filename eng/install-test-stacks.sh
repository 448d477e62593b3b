#!/usr/bin/env bash
# Sets up the SOAP stacks of other languages that tests/Integration/ForeignStacks calls the gateway with: zeep (Python),
# SoapClient (PHP) and soap (node); openapi-typescript, which makes a client of /api/openapi.json; a reader of
# PDF (poppler), which tests/Integration/Invoices reads our documents with; xsltproc, xmllint and openssl, which
# tests/Unit/Cfdi holds fiscal documents against, and qpdf and zbar, which read their prints; mosquitto, the MQTT
# broker of tests/Integration/Meters; and chromium, which shows our pages. Quick when they are there. What it may not install, it names, and goes on: the
# tests of what is missing are skipped, and fail under CI=true.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
top=$root
# shellcheck source=eng/mosquitto.sh
. "$root/eng/mosquitto.sh"
stacks="$root/tests/Integration/ForeignStacks"

missing_packages() {
  # Debian's own interpreters: another Python or PHP on the path does not see these packages.
  /usr/bin/python3 -c 'import zeep' 2>/dev/null || echo python3-zeep
  command -v php >/dev/null || echo php-cli
  php -r 'exit(class_exists("SoapClient") ? 0 : 1);' 2>/dev/null || echo php-soap
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  command -v xsltproc >/dev/null || echo xsltproc
  command -v xmllint >/dev/null || echo libxml2-utils
  command -v openssl >/dev/null || echo openssl
  command -v pdftotext >/dev/null && command -v pdfinfo >/dev/null || echo poppler-utils
  command -v qpdf >/dev/null || echo qpdf
  command -v zbarimg >/dev/null || echo zbar-tools
  command -v chromium >/dev/null || echo chromium
}

install_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  [ "${#packages[@]}" -eq 0 ] || install_debian "${packages[@]}" || echo "The tests of what is missing will say so." >&2
}

# The folder under ForeignStacks.
install_node_packages() {
  local folder="$stacks/$1"
  if ! command -v npm >/dev/null; then
    echo "Missing for the tests of foreign SOAP stacks; install with: sudo apt-get install -y nodejs npm" >&2
    return
  fi

  # npm writes this file last; an older one than the lock file is of another set of packages.
  local installed="$folder/node_modules/.package-lock.json"
  if [ -f "$installed" ] && [ ! "$folder/package-lock.json" -nt "$installed" ]; then
    return
  fi

  echo "Installing the node packages of $1"
  if ! (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error); then
    echo "npm could not install the node packages of $1; their tests will be skipped." >&2
  fi
}

install_packages
install_mosquitto || echo "The tests that need an MQTT broker will say so." >&2
install_node_packages node
install_node_packages openapi
