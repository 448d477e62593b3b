# shellcheck shell=bash
# Sourced by ./run, ./strangler and ./test: finds the SDK and builds what is older than its sources.

top=${top:?the top of the working copy}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Nothing of a build outlives it: build servers would keep files, locks and pipes open.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
cli="$top/artifacts/bin/ParallelRun/release/Strangler.ParallelRun.dll"
# shellcheck disable=SC2034  # used by ./run
gateway="$top/artifacts/bin/Gateway/release/Strangler.Gateway.dll"

need_dotnet() {
  local folder
  for folder in "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
    command -v dotnet >/dev/null && break
    if [ -x "$folder/dotnet" ]; then PATH="$folder:$PATH"; fi
  done
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET 10 SDK is missing. Install it with:" >&2
    echo "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0" >&2
    exit 1
  fi
}

# The gateway is a reference of the command line, so one build makes both.
build_when_newer() {
  local stamp="$top/.data/build.stamp" log="$top/.data/logs/build.log"
  mkdir -p "$top/.data/logs"
  exec 9>"$top/.data/build.lock"
  flock 9
  if [ ! -f "$cli" ] || [ ! -f "$stamp" ] || sources_are_newer_than "$stamp"; then
    echo "Building (log: .data/logs/build.log) ..." >&2
    touch "$stamp.new"
    if ! dotnet build "$top/parity/ParallelRun" -c Release -v q --nologo >"$log" 2>&1 9>&-; then
      grep -E 'error|warning' "$log" | sort -u | head -40 >&2 || tail -20 "$log" >&2
      echo "The build failed." >&2
      exit 1
    fi
    # As old as the moment the build began: what is edited meanwhile is newer.
    mv "$stamp.new" "$stamp"
  fi
  exec 9>&-
}

# Folders count too: their time changes when a file is removed.
sources_are_newer_than() {
  local folder folders=()
  for folder in adapters gateway newcore parity eng; do
    if [ -d "$top/$folder" ]; then folders+=("$top/$folder"); fi
  done
  [ -n "$(find "${folders[@]}" "$top"/Directory.*.props "$top/global.json" \
    -name node_modules -prune -o -newer "$1" -print -quit)" ]
}
