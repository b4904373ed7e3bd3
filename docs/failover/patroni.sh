#!/bin/bash
# Rolecall on PostgreSQL 15 under Patroni, whose leader is killed over and over while clients write and read. As root, on Debian 12:
#
#   apt install patroni etcd-server postgresql-15 curl
#   npm ci && docs/failover/patroni.sh [TIMES]
#
# Three etcd and two PostgreSQL with synchronous replication run on this machine, on ports that are free, in one folder that is
# deleted at the end. Each of two rounds kills the leader TIMES times (5): without a read replica, and with one. Ends with 0 where all
# held that clients were told. What it prints is explained in README.md.
set -euo pipefail

BIN=/usr/lib/postgresql/15/bin
HERE=$(dirname "$(realpath "$0")")
ETCD_NAMES=(e0 e1 e2)
NAMES=(a b)
# Seconds that a leader's lock outlives its leader; how often each looks; how long it tries to reach etcd.
TTL=20 LOOP_WAIT=2 RETRY_TIMEOUT=8
PATIENCE_SECONDS=120

say() { echo "$(date -u +%T) $*"; }
now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }
fail() { echo "patroni.sh: $*" >&2; exit 1; }

# Ports: of a base, which is below those that the kernel hands out.
etcd_port() { echo $((BASE + $1)); }
peer_port() { echo $((BASE + 3 + $1)); }
postgres_port() { echo $((BASE + 6 + $1)); }
rest_port() { echo $((BASE + 8 + $1)); }

find_ports() {
  local tried port
  for tried in {1..50}; do
    BASE=$((20000 + RANDOM % 1000 * 10))
    for port in $(seq "$BASE" $((BASE + 9))); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue 2; fi
    done
    return
  done
  fail "no ten ports in a row are free"
}

# Sets sid and user, so that what is started outlives the shell that started it; its process id is the file's.
start() { # NAME COMMAND...
  local name=$1
  shift
  setsid setpriv --reuid postgres --regid postgres --init-groups -- "$@" </dev/null >>"$FOLDER/$name.log" 2>&1 &
  echo $! >"$FOLDER/$name.pid"
  disown
}

start_etcd() {
  local nth cluster=
  for nth in 0 1 2; do cluster+="${cluster:+,}${ETCD_NAMES[nth]}=http://127.0.0.1:$(peer_port "$nth")"; done
  for nth in 0 1 2; do
    start "${ETCD_NAMES[nth]}" etcd --name "${ETCD_NAMES[nth]}" --data-dir "$FOLDER/${ETCD_NAMES[nth]}" \
      --listen-client-urls "http://127.0.0.1:$(etcd_port "$nth")" --advertise-client-urls "http://127.0.0.1:$(etcd_port "$nth")" \
      --listen-peer-urls "http://127.0.0.1:$(peer_port "$nth")" --initial-advertise-peer-urls "http://127.0.0.1:$(peer_port "$nth")" \
      --initial-cluster "$cluster" --initial-cluster-state new
  done
}

configure_patroni() { # NTH
  local name=${NAMES[$1]}
  cat >"$FOLDER/$name.yml" <<END
scope: rolecall
name: $name
restapi: {listen: '127.0.0.1:$(rest_port "$1")', connect_address: '127.0.0.1:$(rest_port "$1")'}
etcd3: {hosts: ['127.0.0.1:$(etcd_port 0)', '127.0.0.1:$(etcd_port 1)', '127.0.0.1:$(etcd_port 2)']}
bootstrap:
  dcs:
    ttl: $TTL
    loop_wait: $LOOP_WAIT
    retry_timeout: $RETRY_TIMEOUT
    synchronous_mode: true
    postgresql: {use_pg_rewind: true, parameters: {max_connections: 200}}
  initdb: [{encoding: UTF8}, {locale: C}, data-checksums]
  pg_hba:
    - host all all 127.0.0.1/32 scram-sha-256
    - host replication replicator 127.0.0.1/32 scram-sha-256
postgresql:
  listen: '127.0.0.1:$(postgres_port "$1")'
  connect_address: '127.0.0.1:$(postgres_port "$1")'
  data_dir: $FOLDER/$name
  bin_dir: $BIN
  pgpass: $FOLDER/$name.pgpass
  authentication:
    superuser: {username: postgres, password: $PASSWORD}
    replication: {username: replicator, password: $PASSWORD}
  # The lock of a socket outlives a server that is killed, and keeps the next one from starting.
  parameters: {unix_socket_directories: ''}
END
  chmod 600 "$FOLDER/$name.yml"
  chown postgres: "$FOLDER/$name.yml"
}

start_patroni() { start "patroni-${NAMES[$1]}" patroni "$FOLDER/${NAMES[$1]}.yml"; }

# Whether Patroni says so of its server: leader, synchronous.
is() { # NTH WHAT
  curl -fs -m 2 -o /dev/null "http://127.0.0.1:$(rest_port "$1")/$2"
}

until_true() { # WHAT COMMAND...
  local what=$1 end=$((SECONDS + PATIENCE_SECONDS))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "$what not within $PATIENCE_SECONDS s; logs of this run: $FOLDER"
    sleep 0.2
  done
}

etcd_is_healthy() { curl -fs -m 2 "http://127.0.0.1:$(etcd_port 0)/health" | grep -q true; }
is_whole() { { is 0 leader && is 1 synchronous; } || { is 1 leader && is 0 synchronous; }; }

sql() { # STATEMENT
  local nth
  for nth in 0 1; do
    is "$nth" leader || continue
    PGPASSWORD=$PASSWORD psql -qtA -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(postgres_port "$nth")" -U postgres -c "$1" postgres
    return
  done
  fail "there is no leader"
}

# Patroni first, or it would start the server again; the server's processes all at once, as with a machine that is lost.
kill_leader() {
  local leader=0 other=1 postmaster
  if is 1 leader; then leader=1 other=0; fi
  is "$leader" leader || fail "there is no leader to kill"
  local name=${NAMES[leader]}
  postmaster=$(head -1 "$FOLDER/$name/postmaster.pid")
  local began
  began=$(now_ms)
  # shellcheck disable=SC2046
  kill -9 "$(cat "$FOLDER/patroni-$name.pid")" "$postmaster" $(ps -o pid= --ppid "$postmaster") || true
  until_true "another leader" is "$other" leader
  say "$name killed, the other leads after $(($(now_ms) - began)) ms"
  # A machine that comes back. Sooner, it would find its own lock and go on as the leader.
  start_patroni "$leader"
  until_true "a synchronous standby" is_whole
  say "$name is back as the synchronous standby after $(($(now_ms) - began)) ms"
}

stop() { # NAME
  local id end=$((SECONDS + 20))
  id=$(cat "$FOLDER/$1.pid" 2>/dev/null) || return 0
  kill "$id" 2>/dev/null || return 0
  while kill -0 "$id" 2>/dev/null && [ "$SECONDS" -lt "$end" ]; do sleep 0.1; done
  kill -9 "$id" 2>/dev/null || true
}

clean_up() {
  local code=$? name postmaster
  trap - EXIT
  # Whoever asks twice would leave servers behind.
  trap '' INT TERM
  # Together: the one that is left would become the leader once more.
  local stopping=()
  for name in "${NAMES[@]}"; do
    stop "patroni-$name" &
    stopping+=($!)
  done
  wait "${stopping[@]}" || true
  for name in "${NAMES[@]}"; do
    # Of a Patroni that was killed and not started again.
    postmaster=$(head -1 "$FOLDER/$name/postmaster.pid" 2>/dev/null) || continue
    kill -9 "$postmaster" 2>/dev/null || true
  done
  for name in "${ETCD_NAMES[@]}"; do stop "$name"; done
  if [ "$code" = 0 ]; then rm -rf "$FOLDER"; else echo "logs: $FOLDER" >&2; fi
  exit "$code"
}

run_round() { # NAME [--read-database]
  local hosts
  hosts="127.0.0.1:$(postgres_port 0),127.0.0.1:$(postgres_port 1)"
  sql "CREATE DATABASE $1 OWNER rolecall"
  local replica=()
  # Both, since either may be the one that follows.
  if [ $# = 2 ]; then replica=(--read-database "postgres://rolecall@$hosts/$1?sslmode=disable"); fi
  say "round $1: ${2:-no read replica}"
  PGPASSWORD=$PASSWORD npm --prefix "$HERE/../.." run -s test:failover -- --times "$TIMES" \
    --database "postgres://rolecall@$hosts/$1?sslmode=disable" "${replica[@]}" \
    --hook "FOLDER=$FOLDER BASE=$BASE '$HERE/patroni.sh' kill-leader"
}

if [ "${1:-}" = kill-leader ]; then
  kill_leader
  exit
fi

TIMES=${1:-5}
[[ $TIMES =~ ^[1-9][0-9]*$ ]] || fail "usage: patroni.sh [TIMES]"
[ "$(id -u)" = 0 ] || fail "run it as root: it starts the servers as the user postgres"
for program in patroni etcd curl setpriv npm "$BIN/postgres"; do
  command -v "$program" >/dev/null || fail "$program is missing"
done
FOLDER=$(mktemp -d)
trap clean_up EXIT
trap 'exit 1' INT TERM
chown postgres: "$FOLDER"
PASSWORD=$(od -An -tx1 -N16 /dev/urandom | tr -d ' \n')
find_ports
say "$(patroni --version), $(etcd --version | head -1), $("$BIN/postgres" --version)"
start_etcd
until_true "etcd" etcd_is_healthy
for nth in 0 1; do configure_patroni "$nth"; start_patroni "$nth"; done
until_true "a leader with a synchronous standby" is_whole
say "a leader and its synchronous standby are there"
sql "CREATE ROLE rolecall LOGIN PASSWORD '$PASSWORD'"
code=0
run_round alone || code=1
run_round replicated --read-database || code=1
exit "$code"
