# A PostgreSQL server that ends with whoever started it: standard input is a pipe from there, which the system closes when
# that process ends, however it ends. Lines from it are commands; each is answered by a line on standard output.
#   sh postgres.sh BINARIES FOLDER PORT
set -u
# A key pressed in the terminal is meant for the tests; the server ends after them.
trap '' INT HUP TERM
binaries=$1 folder=$2 port=$3
cd "$folder" || exit 1

begin() {
    # What would make it survive a power cut is off: only the tests would have to be run again.
    "$binaries/postgres" -D "$folder/data" -k "$folder" -h 127.0.0.1 -p "$port" -c fsync=off -c full_page_writes=off \
        -c shared_buffers=16MB -c max_connections=200 -c max_wal_size=256MB -c min_wal_size=32MB -c autovacuum=off \
        -c jit=off -c max_worker_processes=1 -c max_parallel_workers=0 -c max_wal_senders=0 -c wal_level=minimal \
        >>"$folder/log" 2>&1 &
    server=$!
    n=0
    until "$binaries/pg_isready" -q -h 127.0.0.1 -p "$port"; do
        n=$((n + 1))
        if [ $n -gt 600 ] || ! kill -0 "$server" 2>/dev/null; then return 1; fi
        sleep 0.05
    done
}

end() {
    kill "-$1" "$server" 2>/dev/null
    wait "$server" 2>/dev/null
}

# English order, where the server can: a list that has to be in the order of bytes shows that it is.
initialize() { "$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync "$@" >"$folder/log" 2>&1; }

initialize --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US || { rm -rf "$folder/data"; initialize --locale=C; } ||
    { cat "$folder/log" >&2; rm -rf "$folder"; exit 1; }
if begin; then echo ready; else cat "$folder/log" >&2; fi
while read -r word; do
    case $word in
    start) begin ;;
    stop) end INT ;;
    kill) end QUIT ;;
    esac
    echo "$word"
done
end QUIT
cd /
rm -rf "$folder"
