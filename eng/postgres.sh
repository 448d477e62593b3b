# shellcheck shell=bash
# Sourced by ./run and ./strangler (use_postgres) and by ./test (install_postgres): the private PostgreSQL cluster of
# this working copy, under .data/postgres. Whoever uses it holds a shared lock; the last one to go stops it. The lock is
# the kernel's, so one that was killed counts as gone.

top=${top:?the top of the working copy}
# shellcheck source=eng/debian.sh
. "$top/eng/debian.sh"

# Prints the directory of initdb and pg_ctl; fails where there is none.
postgres_programs() {
  local folder found=
  for folder in /usr/lib/postgresql/*/bin; do
    [ ! -x "$folder/initdb" ] || found=$folder
  done
  if [ -z "$found" ] && command -v initdb >/dev/null; then found=$(dirname "$(readlink -f "$(command -v initdb)")"); fi
  [ -n "$found" ] && [ -x "$found/pg_ctl" ] && echo "$found"
}

# Installs PostgreSQL from Debian where it is absent and that is allowed; else says how, and fails.
install_postgres() {
  postgres_programs >/dev/null || install_debian postgresql-15
}

# Runs a program as the owner of the cluster: initdb and the server refuse root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# Sets pg_home: a directory that the owner of the cluster can reach and nobody else.
find_postgres_home() {
  pg_home="$top/.data/postgres"
  [ "$(id -u)" -eq 0 ] || { mkdir -p "$pg_home" && chmod 700 "$pg_home"; return; }
  mkdir -p "$top/.data"
  if ! as_postgres test -x "$top/.data"; then
    # Below /root, or a home that is closed to others. The real path: a link must not be mistaken for it.
    local real
    real="/var/tmp/strangler-$(cd "$top" && pwd -P | sha256sum | cut -c1-16)"
    ln -sfn "$real" "$pg_home"
    pg_home=$real
  fi
  install -d -m 700 -o postgres -g postgres "$pg_home"
  [ ! -L "$pg_home" ] && [ "$(stat -c %U "$pg_home")" = postgres ]
}

create_cluster() { # bin
  local password_file="$top/.data/postgres.password" for_initdb="$pg_home/password"
  rm -rf "${pg_home:?}/data"
  (umask 077 && head -c 24 /dev/urandom | base64 | tr -d '+/=\n' >"$password_file")
  install -m 600 "$password_file" "$for_initdb"
  [ "$(id -u)" -ne 0 ] || chown postgres "$for_initdb"
  echo "Creating a PostgreSQL cluster in .data/postgres ..." >&2
  as_postgres "$1/initdb" -D "$pg_home/new" -U strangler --pwfile="$for_initdb" --auth=scram-sha-256 \
    -E UTF8 --locale=C.UTF-8 >"$top/.data/logs/initdb.log" 2>&1 || { rm -rf "$for_initdb" "$pg_home/new"; return 1; }
  rm -f "$for_initdb"
  echo 'CREATE DATABASE strangler' | as_postgres "$1/postgres" --single -D "$pg_home/new" postgres \
    >>"$top/.data/logs/initdb.log" 2>&1
  # Only a cluster that is whole has this name.
  mv "$pg_home/new" "$pg_home/data"
}

# No socket: its path could be too long, and TCP on the loopback with a password is enough. Small WAL for bulk loads.
start_server() { # bin
  local port tries=5
  while [ $tries -gt 0 ]; do
    port=$((20000 + RANDOM % 30000))
    if as_postgres "$1/pg_ctl" start -w -t 60 -s -D "$pg_home/data" -l "$pg_home/log" -o "-p $port \
      -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c shared_buffers=256MB \
      -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=4GB -c checkpoint_timeout=15min -c wal_compression=on \
      -c effective_cache_size=1GB -c random_page_cost=1.1 -c log_min_error_statement=panic" \
      >>"$top/.data/logs/postgres-start.log" 2>&1 8>&- 9>&-; then
      return 0
    fi
    tries=$((tries - 1))
  done
  return 1
}

# Prints the port of the running server; fails where none runs.
server_port() { # bin
  as_postgres "$1/pg_ctl" status -D "$pg_home/data" >/dev/null 2>&1 && sed -n 4p "$pg_home/data/postmaster.pid"
}

# Sets and exports STRANGLER_DB, unless it names a database already; starts the cluster when it does not run. Fails,
# and has said why, where there is no PostgreSQL: the caller goes on without a database or not, as it likes.
use_postgres() {
  [ -z "${STRANGLER_DB:-}" ] || return 0
  local bin port
  install_postgres && bin=$(postgres_programs) || return 1
  mkdir -p "$top/.data/logs"
  # Kept open as long as this process and what it starts live.
  exec 8>"$top/.data/postgres.users"
  exec 9>"$top/.data/postgres.lock"
  flock -w 120 9 || { echo "Somebody else has been starting PostgreSQL for 120 s." >&2; exec 8>&- 9>&-; return 1; }
  flock -s 8
  if find_postgres_home && { [ -d "$pg_home/data" ] || create_cluster "$bin"; } &&
    { port=$(server_port "$bin") || { start_server "$bin" && port=$(server_port "$bin"); }; }; then
    exec 9>&-
    STRANGLER_DB="postgresql://strangler:$(cat "$top/.data/postgres.password")@127.0.0.1:$port/strangler"
    export STRANGLER_DB
    pg_bin=$bin
    return 0
  fi
  exec 8>&- 9>&-
  echo "PostgreSQL could not be started. See .data/logs/initdb.log, .data/logs/postgres-start.log, $pg_home/log" >&2
  return 1
}

# Stops the cluster, unless it is somebody else's or others use it still. Call it when all that was started has ended.
leave_postgres() {
  [ -n "${pg_bin:-}" ] || return 0
  exec 9>"$top/.data/postgres.lock"
  flock -w 60 9 || true
  exec 8>&-
  exec 8>"$top/.data/postgres.users"
  if flock -xn 8; then
    as_postgres "$pg_bin/pg_ctl" stop -w -s -m fast -t 30 -D "$pg_home/data" >/dev/null 2>&1 || true
  fi
  exec 8>&- 9>&-
  pg_bin=
}
