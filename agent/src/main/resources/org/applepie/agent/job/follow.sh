# $6 launch or follow, $7 boot id of the job, $8 bytes of its log that are known already, $9 script, ${10} run.sh
mode=$6 wanted=$7 known=$8 script=$9
shift 9
run=$1
why=

# Gives the job its directory, complete, in one step.
claim() {
  new=$jobs/.new-$mark-$$
  [ -d "$jobs" ] || mkdir -p "$jobs"
  mkdir "$new" && printf '%s\n' "$boot" >"$new/boot" && printf '%s\n' "$script" >"$new/script" &&
    printf '%s\n' "$run" >"$new/run" && : >"$new/out" || return 1
  # Without -T, as in coreutils before 5.3 and old busybox, a directory that has come into being meanwhile would take the
  # new one in. That would harm nothing: the job's files are what is looked at.
  mv -T "$new" "$dir" 2>/dev/null || {
    [ -d "$dir" ] || mv "$new" "$dir" 2>/dev/null
    rm -rf "$new"
  }
  [ -f "$dir/run" ] || [ -h "$dir/runner" ]
}

by_systemd() {
  [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1 || return 1
  unit=applepie-$id
  for more in '-p OOMPolicy=continue -p IgnoreSIGPIPE=no' ''; do
    systemd-run --quiet --no-block --no-ask-password --collect --unit="$unit" --description="Applepie job $id" \
      $more /bin/sh "$dir/run" "$dir" "$PATH" </dev/null >/dev/null 2>&1 && return 0
  done
  # Another launch may have been first with this unit.
  wait_for_runner 1
}

by_hand() {
  if command -v setsid >/dev/null 2>&1; then
    setsid /bin/sh "$dir/run" "$dir" "$PATH" </dev/null >/dev/null 2>&1 &
  else
    (
      trap '' HUP
      exec /bin/sh "$dir/run" "$dir" "$PATH" </dev/null >/dev/null 2>&1
    ) &
  fi
}

# Waits $1 seconds or a little longer.
wait_for_runner() {
  turns=0
  while [ ! -h "$dir/runner" ]; do
    turns=$((turns + 1))
    if [ "$turns" -le 50 ]; then
      sleep 0.02 2>/dev/null || sleep 1
    elif [ "$turns" -le $((50 + $1)) ]; then
      sleep 1
    else
      return 1
    fi
  done
}

# Settles that a job which nobody has started yet will never be, however late its launch may come along.
forgo() {
  why=$1
  mkdir -p "$dir" && ln -s never "$dir/runner" 2>/dev/null
}

launch() {
  if [ -d "$dir" ] || claim; then
    [ -h "$dir/runner" ] || by_systemd || by_hand
    wait_for_runner 60 || forgo 'nothing would run it'
  else
    forgo "its directory $dir could not be made"
  fi
}

# The log from where the reader is, to its end so far.
rest() {
  [ -f "$dir/out" ] && tail -c +$((known + 1)) "$dir/out"
}

# The same, and on while the process runs. Without tail --pid it looks again and again, and counts for itself.
stream() {
  if tail --pid=1 -s 0.02 --version >/dev/null 2>&1; then
    tail -c +$((known + 1)) -f --pid="$pid" -s 0.02 "$dir/out"
    return
  fi
  at=$known
  while :; do
    going=yes
    alive "${runner%.*}" "${runner#*.}" || going=
    now=$(size "$dir/out")
    if [ "$now" -gt "$at" ]; then
      tail -c +$((at + 1)) "$dir/out" | head -c $((now - at)) || return
      at=$now
    elif [ -z "$going" ]; then
      return
    else
      sleep 0.1 2>/dev/null || sleep 1
    fi
  done
}

printf '%s\n' "$mark"
look
case $state in
absent | claimed)
  if [ "$wanted" != "$boot" ]; then
    state=rebooted
  elif [ "$mode" = launch ]; then
    launch
  else
    forgo 'nobody had launched it'
  fi
  [ "$state" = rebooted ] || look
  ;;
esac

case $state in
running)
  stream 2>/dev/null
  look
  ;;
exited | rebooted | vanished) rest ;;
esac

case $state in
exited) tell EXITED "${end%.*}" "${end#*.}" ;;
rebooted) tell LOST REBOOTED "it belongs to boot $wanted, this is boot $boot" ;;
vanished) tell LOST VANISHED "process ${runner%.*} is gone and left no exit code" ;;
never | absent) tell LOST NEVER_STARTED "$why" ;;
*) tell AGAIN "$state" ;;
esac
