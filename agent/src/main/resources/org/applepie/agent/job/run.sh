# Runs a job whose directory is $1, if nobody has before; $2 is the search path of its commands.
# Its standard streams are /dev/null; what the job prints goes to its log and nowhere else.
umask 077
cd /
# A request to end goes to all processes of the job; this one stays to write down how it ended.
trap : HUP INT TERM
dir=$1
read -r fields <"/proc/$$/stat" || exit 1
path=$2
set -- ${fields##*) }
ln -s "$$.${20}" "$dir/runner" 2>/dev/null || exit 0

/usr/bin/env -i PATH="$path" HOME=/root LC_ALL=C.UTF-8 /bin/sh "$dir/script" "$dir" </dev/null >>"$dir/out" 2>&1
code=$?

# The log must be on the disk before its end is told. Old versions of sync take no file and write back everything.
sync "$dir/out" 2>/dev/null || sync
size=$(stat -c %s "$dir/out" 2>/dev/null || wc -c <"$dir/out")
tries=0
until ln -s "$code.$((size))" "$dir/exit" 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 3600 ] || exit 1
  sleep 1
done
