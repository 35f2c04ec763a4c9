# Common to all that looks at a job. $1 mark, $2 directory of jobs, $3 job id, $4 file of the boot id, $5 search path.
#
# The directory of a job holds: boot, the boot it was launched in; script, what it does; run, what runs the script;
# out, its log; runner, a symbolic link to "PID.STARTTIME" of what runs it, or to "never"; exit, a symbolic link to
# "CODE.SIZE". A symbolic link appears whole or not at all, cannot be made twice, and needs no data block.
# runner is the one gate: whoever makes it runs the job, or has settled that nobody ever will.
# A process costs more than anything else here, so files of one line are read by the shell itself.
umask 077
mark=$1 jobs=$2 id=$3 bootfile=$4
PATH=$5 LC_ALL=C.UTF-8
export PATH LC_ALL
dir=$jobs/$id
boot=
read -r boot <"$bootfile"

tell() {
  printf '%s %s\n' "$mark" "$*" >&2
}

# Is process $1 the one that started at $2? A zombie is dead.
alive() {
  { read -r fields <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- "$2" ${fields##*) }
  case $2 in Z | X) return 1 ;; esac
  [ "$1" = "${21}" ]
}

ended() {
  [ -h "$dir/exit" ] && end=$(readlink "$dir/exit") || return 1
  state=exited
}

# Sets state, and pid or end where there is one.
look() {
  ended && return
  runner=
  [ ! -h "$dir/runner" ] || runner=$(readlink "$dir/runner")
  if [ ! -d "$dir" ]; then
    state=absent
  elif [ "$runner" = never ]; then
    state=never
  elif saved_boot && [ "$saved" != "$boot" ]; then
    state=rebooted
  elif [ -z "$runner" ]; then
    state=claimed
  elif alive "${runner%.*}" "${runner#*.}"; then
    state=running
    pid=${runner%.*}
  else
    # It may have ended between the first look and this one.
    ended || state=vanished
  fi
}

saved_boot() {
  saved=
  { read -r saved <"$dir/boot"; } 2>/dev/null
  :
}

size() {
  stat -c %s "$1" 2>/dev/null || wc -c <"$1"
}
