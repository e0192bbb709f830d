#!/bin/sh
# /etc/cron.daily/isso-backup: copies Isso's store, whole, while it runs. Copies older than 30 days go.
set -eu
umask 077
store=${1:-/var/lib/isso/comments.db} copies=${2:-/var/backups/isso}
mkdir -p "$copies"
sqlite3 "$store" ".timeout 10000" ".backup '$copies/comments-$(date -u +%Y-%m-%d).db'"
find "$copies" -name 'comments-*.db' -mtime +30 -delete
