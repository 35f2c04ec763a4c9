# Reads one server and writes nothing. Runs as root under dash, bash since 2.05b or busybox; $1 is a random word that frames
# the answer:
#   <word> begin <name> LF <content> LF <word> end <name> <exit code> <first line of the error text> LF
# A part that fails or whose tool is missing says so in its last line and does not disturb the others.
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
SYSTEMD_COLORS=0
IFS=' 	
'
export LC_ALL PATH SYSTEMD_COLORS
unset LSBLK_DEBUG LIBBLKID_DEBUG LIBMOUNT_DEBUG LIBFDISK_DEBUG POSIXLY_CORRECT BLOCK_SIZE DF_BLOCK_SIZE
newline='
'

# part NAME COMMAND...: standard output passes through, the error text is kept for the last line.
part() {
    part=$1
    shift
    printf '%s begin %s\n' "$word" "$part"
    { complaint=$("$@" 2>&1 >&3 3>&-); code=$?; } 3>&1
    printf '\n%s end %s %s %s\n' "$word" "$part" "$code" "${complaint%%"$newline"*}"
}

# own NAME FUNCTION...: the same for functions below that start no program and set their complaint themselves. Starting
# programs is what takes the time here.
own() {
    part=$1
    shift
    complaint=
    printf '%s begin %s\n' "$word" "$part"
    "$@" 2>/dev/null
    printf '\n%s end %s %s %s\n' "$word" "$part" "$?" "$complaint"
}

# The first line of a small file.
line() {
    [ -e "$1" ] || { complaint="$1 is not there"; return 3; }
    text=
    IFS= read -r text <"$1" || [ -n "$text" ] || { complaint="$1 cannot be read"; return 1; }
    printf '%s' "$text"
}

uid() {
    while read -r key real effective text; do
        [ "$key" = Uid: ] && { printf '%s' "$effective"; return 0; }
    done </proc/self/status
    complaint='/proc/self/status does not tell'
    return 1
}

# Exit code 3 tells absent from unreadable.
file() {
    [ -e "$1" ] || [ -h "$1" ] || return 3
    [ -f "$1" ] || { echo "$1 is not a file" >&2; return 4; }
    head -c 262145 "$1"
}

firmware() {
    [ -d /sys/firmware ] || { complaint='/sys is not mounted'; return 1; }
    if [ -d /sys/firmware/efi ]; then printf uefi; else printf bios; fi
}

# Attributes of a directory of sysfs, one a line: <prefix> <name>=<value>
attributes() {
    base=$1
    prefix=$2
    shift 2
    for attribute in "$@"; do
        text=
        [ -r "$base/$attribute" ] && { IFS= read -r text <"$base/$attribute" || [ -n "$text" ]; } \
            && printf '%s %s=%s\n' "$prefix" "$attribute" "$text"
    done
}

blocks() {
    [ -d /sys/class/block ] || { complaint='/sys is not mounted'; return 1; }
    for block in /sys/class/block/*; do
        attributes "$block" "${block##*/}" size partition start
        for holder in "$block"/holders/*; do
            [ -e "$holder" ] && printf '%s holder=%s\n' "${block##*/}" "${holder##*/}"
        done
    done
    return 0
}

arrays() {
    [ -d /sys/class/block ] || { complaint='/sys is not mounted'; return 1; }
    for md in /sys/class/block/*/md; do
        [ -d "$md" ] || continue
        array=${md%/md}
        array=${array##*/}
        printf '%s array=\n' "$array"
        attributes "$md" "$array" level raid_disks array_state metadata_version degraded sync_action sync_completed \
            sync_speed mismatch_cnt uuid
        for member in "$md"/dev-*; do
            [ -d "$member" ] || continue
            printf '%s member=%s\n' "$array" "${member##*/dev-}"
            attributes "$member" "$array ${member##*/dev-}" state slot
        done
    done
    return 0
}

tools() {
    for tool in apt-get blkid cp dpkg findmnt getfacl getfattr grub-editenv grub-install grub-mkconfig grub-probe \
        grub-reboot lsblk mdadm mkfs.ext3 mkfs.ext4 mkswap mount rsync setfacl setfattr sfdisk sha256sum systemctl \
        systemd-run timeout udevadm update-grub update-initramfs wipefs; do
        path=$(command -v "$tool") && printf '%s %s\n' "$tool" "$path"
    done
    return 0
}

# What could be started, and how many lines say so.
kernels() {
    count=0
    for path in /boot/vmlinuz-* /boot/initrd.img-* /lib/modules/*; do
        [ -e "$path" ] || continue
        case $path in
        */vmlinuz-*) printf 'kernel %s\n' "${path#/boot/vmlinuz-}" ;;
        */initrd.img-*) printf 'image %s\n' "${path#/boot/initrd.img-}" ;;
        *) printf 'modules %s\n' "${path##*/}" ;;
        esac
        count=$((count + 1))
    done
    printf 'total %s\n' "$count"
}

# Who holds a lock of dpkg or apt: /proc/locks names files by device and inode. Runs in a shell of its own (part).
locks() {
    set --
    for lock in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock /var/cache/apt/archives/lock; do
        [ -e "$lock" ] && set -- "$@" "$lock"
    done
    [ $# -gt 0 ] || return 0
    numbers=$(stat -c '%d %i' "$@") || return 1
    set -f
    set -- $numbers
    patterns=
    while [ $# -gt 1 ]; do
        # File systems without a device of their own (major 0, such as btrfs) have two numbers: any will do.
        case $(($1 >> 8 & 4095)) in
        0) patterns="$patterns *:$2" ;;
        *) patterns="$patterns $(printf '%02x:%02x' $(($1 >> 8 & 4095)) $(($1 & 255 | $1 >> 12 & 1048320))):$2" ;;
        esac
        shift 2
    done
    while read -r number kind mode access process place text; do
        for pattern in $patterns; do
            case $place in
            $pattern)
                text=
                { IFS= read -r text <"/proc/$process/comm" || :; } 2>/dev/null
                printf '%s %s\n' "$process" "$text"
                ;;
            esac
        done
    done </proc/locks
}

# True for devices worth examining; sets name and path.
is_examined() {
    name=${1##*/}
    case $name in
    loop* | ram* | zram* | sr* | fd*) return 1 ;;
    esac
    text=0
    { IFS= read -r text <"$1/size" || :; } 2>/dev/null
    [ "$text" = 0 ] && return 1
    path=/dev/$name
    case $name in
    *!*) path=/dev/${name%%!*}/${name#*!} ;;
    esac
}

read_tables() {
    for block in /sys/class/block/*; do
        [ -e "$block/partition" ] && continue
        case ${block##*/} in
        md* | dm-*) continue ;;
        esac
        is_examined "$block" || continue
        part "table:$name" $bounded sfdisk -d "$path"
        part "sector:$name" $bounded od -An -v -tx1 -N512 "$path"
    done
}

# All devices at once; wipefs gives up at the first that it cannot open, then one by one.
read_signatures() {
    set --
    names=
    for block in /sys/class/block/*; do
        is_examined "$block" || continue
        set -- "$@" "$path"
        names="$names $name"
    done
    [ $# -gt 0 ] || return
    part signatures $bounded wipefs -n -p -O DEVICE,OFFSET,TYPE,UUID,LABEL "$@"
    if [ "$code" = 0 ]; then
        own examined printf '%s' "$names"
        return
    fi
    for block in /sys/class/block/*; do
        is_examined "$block" || continue
        part "signatures:$name" $bounded wipefs -n -p -O DEVICE,OFFSET,TYPE,UUID,LABEL "$path"
    done
}

read_arrays() {
    for md in /sys/class/block/*/md; do
        [ -d "$md" ] || continue
        array=${md%/md}
        array=${array##*/}
        # Newer kernels tell the UUID themselves, for 1.x metadata in the form of mdadm.
        metadata=
        text=
        { IFS= read -r metadata <"$md/metadata_version" && IFS= read -r text <"$md/uuid"; } 2>/dev/null
        case $metadata in
        1.*) [ -n "$text" ] && continue ;;
        esac
        part "detail:$array" $bounded mdadm --detail --export "/dev/$array"
    done
}

read_files() {
    for path in /etc/fstab /etc/crypttab /etc/mdadm/mdadm.conf /etc/default/grub /boot/grub/grub.cfg \
        /boot/grub/custom.cfg /boot/grub/grubenv /etc/lilo.conf /etc/initramfs-tools/initramfs.conf \
        /etc/initramfs-tools/conf.d/resume /proc/mdstat; do
        part "file:$path" file "$path"
    done
    count=0
    for path in /etc/initramfs-tools/conf.d/*; do
        count=$((count + 1))
        [ $count -gt 20 ] && break
        case $path in
        */resume | */\* | *[!-A-Za-z0-9._/]*) ;;
        *) part "file:$path" file "$path" ;;
        esac
    done
}

# --- Systems without /sys/class/block: kernel 2.4, whose devfs names everything though /dev is a plain directory ---

# Exit code 3 tells absent from unreadable; 1 that there is no such key.
host_key_sum() {
    set -- $(md5sum </etc/ssh/ssh_host_rsa_key.pub) && [ -n "$1" ] && printf '%s' "$1"
}

# Sets name to what is below /dev for major $1 and minor $2; fails for what is neither drive nor array.
device() {
    case $1 in
    3) first=a second=b per=64 ;;
    22) first=c second=d per=64 ;;
    33) first=e second=f per=64 ;;
    34) first=g second=h per=64 ;;
    8)
        set -- "$1" "$2" a b c d e f g h i j k l m n o p
        number=$(($2 % 16))
        shift $(($2 / 16 + 2))
        name=sd$1
        [ "$number" = 0 ] || name=$name$number
        return 0
        ;;
    9)
        name=md$2
        return 0
        ;;
    *) return 1 ;;
    esac
    number=$(($2 % per))
    if [ "$2" -lt "$per" ]; then name=hd$first; else name=hd$second; fi
    [ "$number" = 0 ] || name=$name$number
}

# Runs $1 with the name and the size in KiB of each device that the kernel knows.
each_device() {
    while read -r major minor blocks devfs rest; do
        case $major in
        *[!0-9]* | '') continue ;;
        esac
        device "$major" "$minor" && "$1" </dev/null
    done </proc/partitions
}

legacy_device() {
    case $name in
    [hs]d[a-z])
        part "table:$name" sfdisk -d "/dev/$name"
        part "sector:$name" od -An -v -tx1 -N512 "/dev/$name"
        command -v smartctl >/dev/null && part "smart:$name" smartctl -i "/dev/$name"
        for fact in media model identify; do
            [ -e "/proc/ide/$name/$fact" ] && part "ide:$name:$fact" file "/proc/ide/$name/$fact"
        done
        ;;
    esac
    # The table of an extended partition is all it holds.
    [ "$blocks" -le 1 ] && return
    part "blkid:$name" blkid -c /dev/null "/dev/$name"
    case $name in
    md* | [hs]d[a-z]?*) command -v tune2fs >/dev/null && part "features:$name" tune2fs -l "/dev/$name" ;;
    esac
    case $name in
    md*) ;;
    *) command -v mdadm >/dev/null && part "examine:$name" mdadm -E "/dev/$name" ;;
    esac
}

legacy_files() {
    for path in /etc/fstab /etc/mtab /etc/modules /etc/mkinitrd/modules /etc/mkinitrd/mkinitrd.conf /etc/lilo.conf \
        /etc/mdadm/mdadm.conf /etc/default/mdadm /etc/kernel-img.conf /boot/grub/menu.lst /proc/mdstat /proc/filesystems; do
        part "file:$path" file "$path"
    done
}

legacy_tools() {
    for tool in apt-get blkid cp debconf-set-selections dpkg lilo md5sum mdadm mkfs.ext3 mkinitrd mkswap mount sfdisk \
        smartctl tune2fs; do
        path=$(command -v "$tool") && printf '%s %s\n' "$tool" "$path"
    done
    return 0
}

# Services started in the usual runlevel, by the names of their scripts.
services() {
    for link in /etc/rc2.d/S[0-9][0-9]*; do
        link=${link##*/S[0-9][0-9]}
        [ "$link" = '*' ] || printf '%s\n' "$link"
    done
}

links() {
    for link in /vmlinuz /initrd.img /vmlinuz.old /initrd.img.old; do
        [ -h "$link" ] && printf '%s %s\n' "$link" "$(readlink "$link")"
    done
    return 0
}

legacy() {
    own platform printf legacy
    part debian-version file /etc/debian_version
    own hostname line /proc/sys/kernel/hostname
    own kernel line /proc/sys/kernel/osrelease
    part machine-id host_key_sum
    own boot-id line /proc/sys/kernel/random/boot_id
    own cmdline line /proc/cmdline
    own uid uid
    part run-lock file /var/lib/applepie/run.lock
    part mounts cat /proc/mounts
    part swaps cat /proc/swaps
    part partitions cat /proc/partitions
    part scsi file /proc/scsi/scsi
    legacy_files
    part links links
    own kernels kernels
    part packages dpkg-query -W -f '${Package} ${Version} ${Status}\n' \
        coreutils dpkg apt devfsd e2fsprogs grub initramfs-tools initrd-tools lilo mdadm mount udev util-linux yaird
    own tools legacy_tools
    part locks locks
    part audit dpkg --audit
    own services services
    part df df -P -k
    each_device legacy_device
    printf '%s done\n' "$word"
}

reading() {
    [ -d /sys/class/block ] || [ ! -e /proc/partitions ] || {
        legacy
        return
    }
    bounded=
    command -v timeout >/dev/null && bounded='timeout 20'
    part os-release file /etc/os-release
    own hostname line /proc/sys/kernel/hostname
    own kernel line /proc/sys/kernel/osrelease
    own firmware firmware
    own machine-id line /etc/machine-id
    own boot-id line /proc/sys/kernel/random/boot_id
    own cmdline line /proc/cmdline
    own uid uid
    part run-lock file /var/lib/applepie/run.lock
    part mountinfo cat /proc/self/mountinfo
    part swaps cat /proc/swaps
    own blocks blocks
    own arrays arrays
    read_files
    own kernels kernels
    part packages dpkg-query -W -f '${Package} ${Version} ${db:Status-Abbrev}\n' \
        acl apt attr coreutils dpkg dracut e2fsprogs extlinux fdisk grub-efi-amd64 grub-efi-arm64 grub-efi-ia32 \
        grub-legacy grub-pc grub-xen grub2-common initramfs-tools initramfs-tools-core lilo mdadm mount rsync systemd \
        systemd-boot tiny-initramfs udev util-linux
    own tools tools
    part locks locks
    part audit $bounded dpkg --audit
    part units $bounded systemctl list-units --type=service,timer,socket \
        --state=active,reloading,activating,deactivating --plain --no-legend --no-pager --full
    # What touches devices comes last: a drive that hangs costs no other fact.
    part lsblk $bounded lsblk -bPo \
        NAME,KNAME,PKNAME,MAJ:MIN,TYPE,SIZE,SERIAL,WWN,MODEL,ROTA,TRAN,RM,RO,LOG-SEC,PHY-SEC,FSTYPE,UUID,LABEL,PTTYPE,PARTUUID
    part by-id find /dev/disk/by-id -type l -printf '%f %l\n'
    part df $bounded df -l -B1 --output=size,used,avail,itotal,iused,target
    read_arrays
    read_tables
    read_signatures
    printf '%s done\n' "$word"
}

word=$1
reading </dev/null
