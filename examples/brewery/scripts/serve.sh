#!/bin/sh
# Serves /srv on this machine. As the first process it must end by itself when it is asked to.
trap 'kill "$server"; exit 0' TERM INT
echo "serving breweries on port $PORT"
httpd -f -p "127.0.0.1:$PORT" -h /srv &
server=$!
wait "$server"
