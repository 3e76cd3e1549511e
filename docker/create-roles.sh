#!/bin/sh
# Run once by the database's image, on an empty volume: the two roles and the database, from the environment.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v owner="$SIOSS_DB_OWNER_USER" -v owner_password="$SIOSS_DB_OWNER_PASSWORD" \
    -v app="$SIOSS_DB_USER" -v app_password="$SIOSS_DB_PASSWORD" -v database=sioss -f /sioss/roles.sql
