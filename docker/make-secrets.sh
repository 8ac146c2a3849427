#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, and a self-signed certificate for trying things out:
#   docker/make-secrets.sh [directory] [host name]
# What is there already stays as it is, so it can be run again after an upgrade and with a certificate of your own.
set -eu

directory=${1:-$(dirname "$0")/secrets}
host=${2:-localhost}

umask 077
mkdir -p "$directory"
cd "$directory"
# The directory is closed to others; the files in it are not, because each is mounted by itself and read by the account of
# its container, which compose cannot make its owner.
chmod 700 .
[ -e .gitignore ] || echo '*' >.gitignore

# Takes a file's content from standard input, unless the file exists. Complete or not at all.
keep() {
  if [ -s "$1" ]; then
    cat >/dev/null
  else
    cat >"$1.new"
    [ -s "$1.new" ] || { echo "$directory/$1 could not be made" >&2; exit 1; }
    chmod 444 "$1.new"
    mv "$1.new" "$1"
    echo "made $directory/$1"
  fi
}

random() { openssl rand -hex 24; }

random | keep postgres_password
random | keep gate_database_password
random | keep gate_redis_password
random | keep jira_database_password
# Without this file every enrollment is lost: it belongs into a backup, apart from that of the database.
echo "k$(date -u +%Y%m%d):$(openssl rand -base64 32)" | keep encryption_keys

echo "postgres://two_step_gate:$(cat gate_database_password)@postgres:5432/two_step_gate" | keep gate_database_url
echo "redis://gate:$(cat gate_redis_password)@redis:6379" | keep gate_redis_url
keep redis_users.acl <<ACL
user default off
user gate on >$(cat gate_redis_password) ~* &* +@all -@dangerous +info
user health on nopass -@all +ping
ACL

if [ ! -s tls_certificate.pem ] || [ ! -s tls_key.pem ]; then
  case $host in
    *[!0-9.]*) names="DNS:$host" ;;
    *) names="IP:$host" ;;
  esac
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=$host" \
    -addext "subjectAltName=$names" -keyout tls_key.pem.new -out tls_certificate.pem.new 2>/dev/null
  chmod 444 tls_key.pem.new tls_certificate.pem.new
  mv tls_key.pem.new tls_key.pem
  mv tls_certificate.pem.new tls_certificate.pem
  echo "made $directory/tls_certificate.pem for $host, self-signed: put your own there and in tls_key.pem"
fi
