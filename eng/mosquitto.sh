# shellcheck shell=bash
# Sourced by ./run (use_mosquitto): the private MQTT broker of this working copy, under .data/mosquitto, for as long as
# whoever started it runs. Passwords are made once and are in .data/mosquitto/passwords.env, which only its owner reads.

top=${top:?the top of the working copy}
# shellcheck source=eng/debian.sh
. "$top/eng/debian.sh"

# Prints the path of the broker; fails where it is absent.
mosquitto_program() {
  local found
  for found in "$(command -v mosquitto || true)" /usr/sbin/mosquitto /usr/local/sbin/mosquitto; do
    if [ -n "$found" ] && [ -x "$found" ]; then echo "$found" && return 0; fi
  done
  return 1
}

# Installs mosquitto from Debian where it is absent and that is allowed; else says how, and fails.
install_mosquitto() {
  mosquitto_program >/dev/null && command -v mosquitto_passwd >/dev/null && return 0
  install_debian mosquitto mosquitto-clients
}

# A password for each user, made once. METER_1 is a device for trials.
make_mosquitto_passwords() { # folder
  local user
  [ ! -s "$1/passwords.env" ] || return 0
  (
    umask 077
    for user in GATEWAY SIMULATOR LORAWAN WMBUS METER_1; do
      echo "MQTT_PASSWORD_$user=$(head -c 24 /dev/urandom | base64 | tr -d '+/=\n')"
    done >"$1/passwords.env.new" && mv "$1/passwords.env.new" "$1/passwords.env"
  )
}

# Who may what. A device is its user's name, and no other's.
write_mosquitto_access() { # folder
  cat >"$1/access" <<'ACCESS'
user gateway
topic readwrite #

user simulator
topic readwrite aqua/v1/meters/#

user lorawan
topic readwrite application/#
topic readwrite v3/#

user wmbus
topic write wmbusmeters/#

pattern write aqua/v1/meters/%u/readings
pattern write aqua/v1/meters/%u/valve/state
pattern write aqua/v1/meters/%u/valve/ack
pattern read aqua/v1/meters/%u/valve/command
ACCESS
  # Hashed in place; a password never stands on a command line.
  sed -E 's/^MQTT_PASSWORD_([A-Z0-9_]+)=/\L\1\E:/; s/^meter_1:/meter-1:/' "$1/passwords.env" >"$1/users" &&
    mosquitto_passwd -U "$1/users"
}

write_mosquitto_configuration() { # folder, port
  cat >"$1/broker.conf" <<CONFIGURATION
listener $2 127.0.0.1
user $(id -un)
allow_anonymous false
password_file $1/users
acl_file $1/access
persistence true
persistence_location $1/
autosave_interval 60
message_size_limit 200000
max_queued_messages 1000000
max_queued_bytes 1073741824
max_inflight_messages 10000
persistent_client_expiration 14d
log_dest stderr
log_type error
log_type warning
log_type notice
CONFIGURATION
}

# Sets mosquitto_port and mosquitto_pid, and exports STRANGLER_MQTT and STRANGLER_MQTT_PASSWORD, unless STRANGLER_MQTT
# names a broker already. Fails, and has said why, where there is none: the caller goes on without meters. It wants
# free_port of the caller. Whoever calls it ends the process mosquitto_pid.
use_mosquitto() {
  [ -z "${STRANGLER_MQTT:-}" ] || return 0
  local folder=$top/.data/mosquitto program attempt
  install_mosquitto && program=$(mosquitto_program) || return 1
  mkdir -p "$top/.data/logs" "$folder" && chmod 700 "$folder" || return 1
  exec 7>"$folder/lock"
  flock -n 7 || { echo "Another ./run uses the broker of this working copy." >&2; exec 7>&-; return 1; }
  make_mosquitto_passwords "$folder" && (umask 077 && write_mosquitto_access "$folder") || return 1
  for attempt in 1 2 3; do
    mosquitto_port=$(free_port)
    (umask 077 && write_mosquitto_configuration "$folder" "$mosquitto_port") || return 1
    "$program" -c "$folder/broker.conf" >"$top/.data/logs/mosquitto.log" 2>&1 &
    mosquitto_pid=$!
    for _ in $(seq 1 100); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$mosquitto_port") 2>/dev/null && kill -0 "$mosquitto_pid" 2>/dev/null; then
        STRANGLER_MQTT=mqtt://gateway@127.0.0.1:$mosquitto_port
        STRANGLER_MQTT_PASSWORD=$(sed -n 's/^MQTT_PASSWORD_GATEWAY=//p' "$folder/passwords.env")
        export STRANGLER_MQTT STRANGLER_MQTT_PASSWORD
        return 0
      fi
      kill -0 "$mosquitto_pid" 2>/dev/null || break
      sleep 0.1
    done
    kill "$mosquitto_pid" 2>/dev/null || true
    wait "$mosquitto_pid" 2>/dev/null || true
    mosquitto_pid=
    echo "mosquitto did not start (attempt $attempt of 3). See .data/logs/mosquitto.log" >&2
  done
  exec 7>&-
  return 1
}
