# What the script of a job is made of. No function is named like a command, and no variable is exported.
umask 022
cd /

applepie_say() {
  printf '%s\n' "$1"
}

# Exit codes 97 and 98 are promised to mean what they mean here.
applepie_refuse() {
  printf 'applepie: refused: %s\n' "$1"
  exit 97
}

# $1 what, $2 file that holds its id, $3 the expected id
applepie_same() {
  applepie_found=
  { read -r applepie_found <"$2"; } 2>/dev/null
  [ "x$applepie_found" = "x$3" ] || applepie_refuse "another $1: expected $3, found $applepie_found"
}

# Field $1 of device $2 as one line of printable ASCII: anything else, escaped by lsblk or not, becomes a question mark.
applepie_field() {
  lsblk -bdno "$1" "$2" 2>/dev/null |
    LC_ALL=C sed -n '1{s/\\x[0-9a-fA-F][0-9a-fA-F]/?/g;s/[^ -~]/?/g;s/^ *//;s/ *$//;p;}'
}

applepie_agree() {
  [ -n "$1" ] && [ "x$1" = "x$2" ] && applepie_agreeing=$((applepie_agreeing + 1))
}

# $1 path, $2 size in bytes, $3 serial, $4 WWN, $5 model
applepie_drive() {
  command -v lsblk >/dev/null 2>&1 || applepie_refuse "lsblk is missing, so nobody can say which drive is $1"
  applepie_disk=$(readlink -f "$1")
  applepie_type=$(applepie_field TYPE "$applepie_disk")
  [ "x$applepie_type" = xdisk ] || applepie_refuse "$1 is not there, or is no whole drive ($applepie_type)"
  applepie_size=$(applepie_field SIZE "$applepie_disk")
  applepie_serial=$(applepie_field SERIAL "$applepie_disk")
  applepie_wwn=$(applepie_field WWN "$applepie_disk")
  applepie_model=$(applepie_field MODEL "$applepie_disk")
  applepie_agreeing=0
  applepie_agree "$3" "$applepie_serial"
  applepie_agree "$4" "$applepie_wwn"
  applepie_agree "$5" "$applepie_model"
  if [ "x$2" != "x$applepie_size" ] || [ "$applepie_agreeing" -lt 2 ]; then
    printf '  %s: serial "%s", WWN "%s", model "%s", %s bytes\n' \
      expected "$3" "$4" "$5" "$2" \
      'found   ' "$applepie_serial" "$applepie_wwn" "$applepie_model" "$applepie_size"
    applepie_refuse "$1 is another drive"
  fi
  printf 'applepie: %s is %s, the drive with serial "%s"\n' "$1" "$applepie_disk" "$applepie_serial"
}

# $1 an exit code, then the accepted ones. Never returns a code that is promised to mean something else.
applepie_accept() {
  applepie_code=$1
  shift
  for applepie_good in "$@"; do
    [ "$applepie_code" -ne "$applepie_good" ] || return 0
  done
  printf 'applepie: this ended with exit code %s, accepted: %s\n' "$applepie_code" "$*"
  case $applepie_code in 0 | 97 | 98) return 1 ;; esac
  return "$applepie_code"
}

# Lets the first lines pass, and the last one, which holds the exit code.
applepie_most() {
  tr '\000' '?' | sed -e '1001,${' -e '$!d' -e '}'
}

# $1 what was heard, then an x and the exit code
applepie_silent() {
  if [ -n "${1%x*}" ]; then
    applepie_say 'applepie: this should have printed nothing, but printed:'
    applepie_say "${1%x*}"
    return 98
  fi
  [ "${1##*x}" = 0 ] || {
    applepie_say "applepie: this should have ended with exit code 0, but ended with ${1##*x}"
    return 98
  }
}

# Shows what a command gets on its standard input.
applepie_input() {
  printf '%s\n' "$1" | sed 's/^/  | /'
}

# Old versions of sync take no file and write back everything.
applepie_sync() {
  sync "$1" 2>/dev/null || sync
}

# $1 path, $2 content, $3 length of it in bytes, $4 mode
applepie_write() {
  if [ -d "$1" ]; then
    applepie_say "applepie: $1 is a directory"
    return 1
  fi
  applepie_new=$1.applepie-new
  rm -f "$applepie_new" &&
    (umask 077 && printf '%s' "$2" >"$applepie_new") &&
    [ "$(wc -c <"$applepie_new")" -eq "$3" ] &&
    chmod "$4" "$applepie_new" &&
    applepie_sync "$applepie_new" &&
    mv -f "$applepie_new" "$1" &&
    applepie_sync "$(dirname "$1")" && return 0
  applepie_say "applepie: $1 could not be written"
  rm -f "$applepie_new"
  return 1
}

