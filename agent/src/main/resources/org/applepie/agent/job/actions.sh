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

# $1 file of the machine id, $2 public host key, which stands for it on systems older than machine ids, $3 the expected id
applepie_machine() {
  if [ -e "$1" ]; then
    applepie_same machine "$1" "$3"
    return
  fi
  applepie_found=$(md5sum <"$2" 2>/dev/null)
  applepie_found=${applepie_found%% *}
  [ "x$applepie_found" = "x$3" ] || applepie_refuse "another machine: expected $3, found $applepie_found"
}

# Field $1 of device $2 as one line of printable ASCII: anything else, escaped by lsblk or not, becomes a question mark.
applepie_field() {
  lsblk -bdno "$1" "$2" 2>/dev/null |
    LC_ALL=C sed -n '1{s/\\x[0-9a-fA-F][0-9a-fA-F]/?/g;s/[^ -~]/?/g;s/^ *//;s/ *$//;p;}'
}

applepie_agree() {
  [ -n "$1" ] && [ "x$1" = "x$2" ] && applepie_agreeing=$((applepie_agreeing + 1))
}

# $1 path, $2 size in bytes, $3 serial, $4 WWN, $5 model, $6 position, $7 size in KiB, $8 serial in hexadecimal
applepie_drive() {
  command -v lsblk >/dev/null 2>&1 || {
    applepie_old_drive "$@"
    return
  }
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

# The same for kernel 2.4: /proc/partitions tells size and devfs name, which says where the drive sits; all that the runbook
# knows must agree.
applepie_old_drive() {
  [ -b "$1" ] && [ -r /proc/partitions ] || applepie_refuse "lsblk is missing, so nobody can say which drive is $1"
  [ -n "$3$6" ] || applepie_refuse "the runbook knows neither serial nor position of $1"
  applepie_row "$1"
  applepie_position=${applepie_devfs%/disc}
  applepie_model=$(applepie_old_model "$1")
  applepie_hex=
  [ -z "$8" ] || applepie_hex=$(applepie_old_serial "$1")
  if [ "x$applepie_blocks" != "x$7" ] || [ "x$applepie_model" != "x$5" ] || [ "x$applepie_hex" != "x$8" ] ||
    { [ -n "$6" ] && [ "x$applepie_position" != "x$6" ]; }; then
    printf '  %s: serial "%s", model "%s", position "%s", %s KiB\n' \
      expected "$8" "$5" "$6" "$7" 'found   ' "$applepie_hex" "$applepie_model" "$applepie_position" "$applepie_blocks"
    applepie_refuse "$1 is another drive"
  fi
  printf 'applepie: %s is the drive %s at %s\n' "$1" "$applepie_model" "$applepie_position"
}

# Sets the KiB and the devfs name of device $1, by its number: the kernel's names are not those below /dev.
applepie_row() {
  applepie_blocks=
  applepie_devfs=
  applepie_number=$(stat -c '%t %T' "$1")
  while read -r applepie_major applepie_minor applepie_size applepie_name applepie_rest; do
    case $applepie_major in *[!0-9]* | '') continue ;; esac
    if [ "$(printf '%x %x' "$applepie_major" "$applepie_minor")" = "$applepie_number" ]; then
      applepie_blocks=$applepie_size
      applepie_devfs=$applepie_name
    fi
  done </proc/partitions
  case $applepie_devfs in
  */disc | [hs]d[a-z]) ;;
  *) applepie_refuse "$1 is not there, or is no whole drive ($applepie_devfs)" ;;
  esac
}

# Vendor and model as one line with single blanks.
applepie_old_model() {
  case $applepie_devfs in
  ide/* | hd*) sed -e 's/  */ /g' -e 's/^ //' -e 's/ $//' "/proc/ide/${1#/dev/}/model" ;;
  *)
    applepie_seat=${applepie_devfs#scsi/host}
    applepie_host=${applepie_seat%%/*}
    applepie_seat=${applepie_seat#*/bus}
    applepie_bus=${applepie_seat%%/*}
    applepie_seat=${applepie_seat#*/target}
    applepie_target=${applepie_seat%%/*}
    applepie_seat=${applepie_seat#*/lun}
    applepie_lun=${applepie_seat%%/*}
    applepie_seat=$(printf 'Host: scsi%s Channel: %02d Id: %02d Lun: %02d' \
      "$applepie_host" "$applepie_bus" "$applepie_target" "$applepie_lun")
    applepie_at=
    while read -r applepie_line; do
      if [ -n "$applepie_at" ]; then
        printf '%s\n' "$applepie_line" |
          sed -e 's/^Vendor: *\(.*\) Model: *\(.*\) Rev:.*$/\1 \2/' -e 's/  */ /g' -e 's/ $//'
        return
      fi
      [ "x$applepie_line" != "x$applepie_seat" ] || applepie_at=here
    done </proc/scsi/scsi
    ;;
  esac
}

# The serial in hexadecimal without blanks at its ends: words 10 to 19 of what the drive says of itself, or by smartctl.
applepie_old_serial() {
  case $applepie_devfs in
  ide/* | hd*)
    set -- $(sed -n -e 2p -e 3p "/proc/ide/${1#/dev/}/identify")
    applepie_text=$3$4$5$6$7$8$9${10}${11}${12}
    ;;
  *)
    applepie_text=$(smartctl -i "$1" 2>/dev/null | sed -n 's/^Serial [Nn]umber: *//p' | tr -d '\n' | od -An -v -tx1 | tr -d ' \n')
    ;;
  esac
  while :; do
    case $applepie_text in
    20* | 00*) applepie_text=${applepie_text#??} ;;
    *20 | *00) applepie_text=${applepie_text%??} ;;
    *) break ;;
    esac
  done
  printf '%s' "$applepie_text"
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

# $1 the exit code of a command, $2 the file that holds all it printed
applepie_shown() {
  applepie_ended=$1
  cat "$2"
  applepie_accept "$applepie_ended" 0
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

