# A part of Airflow, by a server of busybox: `webserver <port>` or `scheduler`.
trap 'exit 0' TERM
case "$1" in
    webserver) httpd -f -p "127.0.0.1:$2" -h /opt/www & wait $! ;;
    scheduler) while true; do sleep 1 & wait $!; done ;;
esac
