#!/bin/bash
# Builds a Debian guest of the virtual-machine lab, once, and prints the folder that holds it:
#
#   build-guest.sh [CACHE]      CACHE defaults to $APPLEPIE_LAB_CACHE, then to ~/.cache/applepie-lab
#
# The folder is named after a hash of the files beside this script, so a changed recipe makes a new image
# and an unchanged one costs nothing. It holds
#
#   apple.img          2 GiB disk, partitioned as the layout says
#   lab_ed25519[.pub]  the key that root and ops accept
#   host_ed25519.pub   the guest's own host key
#   build.log          what the guest said while it was made, and how long each part took
#
# APPLEPIE_LAB_RELEASE   bullseye, bookworm (the default) or trixie
# APPLEPIE_LAB_LAYOUT    boot (the default): the HOWTO's, 1 /boot, 2 extended, 5 swap, 6 /
#                        srv: primary partitions only, 1 / with /boot in it, 2 swap, 3 /srv
# APPLEPIE_LAB_MODULES=most builds a guest with Debian's default initramfs: the same guest, but each
# update-initramfs in it takes minutes of emulation instead of seconds (800 driver modules at 3 processes each).
#
# Needs root (a Debian tree has owners and device nodes), mmdebstrap, sfdisk, mke2fs, mkswap, ssh-keygen
# and qemu-system-x86_64. It needs neither loop devices nor KVM.
set -euo pipefail

readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly modules=${APPLEPIE_LAB_MODULES:-list}
readonly release=${APPLEPIE_LAB_RELEASE:-bookworm}
readonly layout=${APPLEPIE_LAB_LAYOUT:-boot}
readonly cache=${1:-${APPLEPIE_LAB_CACHE:-${HOME:?}/.cache/applepie-lab}}

# Sectors of 512 bytes. Every start lies on 1 MiB; each logical partition leaves 1 MiB before it for its EBR.
readonly disk_sectors=$((2 * 1024 * 2048)) swap_sectors=$((128 * 2048))
case $layout in
  boot)
    readonly boot_start=2048 boot_sectors=$((160 * 2048))
    readonly extended_start=$((boot_start + boot_sectors))
    readonly swap_start=$((extended_start + 2048))
    readonly root_start=$((swap_start + swap_sectors + 2048))
    readonly root_sectors=$((disk_sectors - root_start)) ;;
  srv)
    readonly root_start=2048 root_sectors=$((1400 * 2048))
    readonly swap_start=$((root_start + root_sectors))
    readonly srv_start=$((swap_start + swap_sectors))
    readonly srv_sectors=$((disk_sectors - srv_start)) ;;
  *) echo "build-guest: no such layout: $layout" >&2; exit 1 ;;
esac

readonly boot_uuid=b0070000-0a99-4e1e-8000-000000000001
readonly swap_uuid=5a990000-0a99-4e1e-8000-000000000005
readonly root_uuid=70070000-0a99-4e1e-8000-000000000006
readonly srv_uuid=53760000-0a99-4e1e-8000-000000000003

# norandmaps and mitigations=off make an emulated guest two to three times faster; without no_timer_check the
# kernel panics now and then when this machine is busy ("IO-APIC + timer doesn't work!"). They stay in the
# guest's GRUB settings, where they also show whether a migration keeps the kernel's words.
readonly kernel_words='norandmaps mitigations=off no_timer_check net.ifnames=0 console=ttyS0'

# Debian 11 gets no new kernels any more, and not every mirror kept the package that names the newest.
case $release in
  bullseye) readonly kernel=linux-image-5.10.0-46-cloud-amd64 ;;
  *) readonly kernel=linux-image-cloud-amd64 ;;
esac

# Neither mdadm nor rsync, acl or attr: installing what is missing is part of the migration under test.
readonly packages=systemd-sysv,udev,kmod,dbus,cron,logrotate,procps,iproute2,iputils-ping,ifupdown,\
netbase,openssh-server,sudo,$kernel,initramfs-tools,zstd,grub-pc,fdisk,e2fsprogs,less,\
ca-certificates

main() {
  [ "$(id -u)" = 0 ] || fail 'run me as root: a Debian tree has owners and device nodes'
  need mmdebstrap mmdebstrap && need sfdisk fdisk && need mke2fs e2fsprogs && need mkswap util-linux
  need ssh-keygen openssh-client && need qemu-system-x86_64 qemu-system-x86
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock 9
  rm -rf --one-file-system "$cache"/building.*
  local done_dir=$cache/$(recipe_hash)
  if [ ! -e "$done_dir/apple.img" ]; then
    work=$(mktemp -d "$cache/building.XXXXXX")
    trap 'rm -rf --one-file-system "$work"' EXIT
    mkdir "$work/out" "$work/tree"
    # Not "build || fail": bash ignores set -e in everything that stands left of an ||.
    set +e
    (set -ex; build) 9>&- >"$work/out/build.log" 2>&1
    local outcome=$?
    set -e
    [ $outcome = 0 ] || { tail -n 60 "$work/out/build.log" >&2; fail 'the guest could not be built'; }
    chmod 755 "$work/out"
    mv -T "$work/out" "$done_dir"
  fi
  printf '%s\n' "$done_dir"
}

build() {
  timed tree make_tree
  timed disk make_disk
  timed first-boot first_boot
}

fail() { printf 'build-guest: %s\n' "$1" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "$1 is missing: apt-get install $2"; }
recipe_hash() {
  { echo "$modules $release $layout"; cat "$here"/build-guest.sh "$here"/first-boot.sh "$here"/make-data.pl; } | sha256sum | cut -c1-12
}

timed() {
  local began=$SECONDS
  "$2"
  printf '\n== %s took %s s\n' "$1" $((SECONDS - began))
}

make_tree() {
  ssh-keygen -q -t ed25519 -N '' -C applepie-lab -f "$work/out/lab_ed25519"
  # grub-pc must not look for a disk inside the tree; it is installed for real by the first boot.
  mmdebstrap --mode=root --variant=minbase --format=directory \
    --include="$packages" \
    --aptopt='Apt::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='force-unsafe-io' \
    --skip=cleanup/apt/lists \
    --essential-hook='printf "grub-pc grub-pc/install_devices_empty boolean true\n" | chroot "$1" debconf-set-selections' \
    "$release" "$work/tree" \
    "deb http://deb.debian.org/debian $release main" \
    "deb http://deb.debian.org/debian $release-updates main" \
    "deb http://deb.debian.org/debian-security $release-security main"
  configure_tree
}

configure_tree() {
  local tree=$work/tree
  # The settings above also serve the guest's own apt and dpkg, but recommended packages are Debian's default there.
  sed -i '/Install-Recommends/d' "$tree"/etc/apt/apt.conf.d/99mmdebstrap
  { echo 'Acquire::Languages "none";'; apt_reach; } >"$tree/etc/apt/apt.conf.d/80lab"
  # With lists and cache already there, "apt-get update" in the guest has little to fetch and nothing to parse.
  chroot "$tree" apt-cache gencaches
  echo mail1 >"$tree/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 mail1\n' >"$tree/etc/hosts"
  echo 'nameserver 10.0.2.3' >"$tree/etc/resolv.conf"
  printf '%s\n' 'auto lo eth0' 'iface lo inet loopback' 'iface eth0 inet static' \
    '    address 10.0.2.15/24' '    gateway 10.0.2.2' >"$tree/etc/network/interfaces"
  {
    echo "UUID=$root_uuid / ext4 errors=remount-ro 0 1"
    case $layout in
      boot) echo "UUID=$boot_uuid /boot ext4 defaults 0 2" ;;
      srv) echo "UUID=$srv_uuid /srv ext4 defaults,noatime 0 2" ;;
    esac
    echo "UUID=$swap_uuid none swap sw 0 0"
  } >"$tree/etc/fstab"
  echo "RESUME=UUID=$swap_uuid" >"$tree/etc/initramfs-tools/conf.d/resume"
  # The driver modules are the ones these virtual drives need; raid1 is left to mdadm's own hook, as everywhere.
  printf '%s\n' virtio_pci virtio_scsi sd_mod ext4 crc32c_generic crc32c_intel >>"$tree/etc/initramfs-tools/modules"
  sed -i -e "s/^MODULES=.*/MODULES=$modules/" -e 's/^# COMPRESSLEVEL=.*/COMPRESSLEVEL=1/' \
    "$tree/etc/initramfs-tools/initramfs.conf"
  sed -i -e 's/^GRUB_TIMEOUT=.*/GRUB_TIMEOUT=1/' -e 's/^GRUB_CMDLINE_LINUX_DEFAULT=.*/GRUB_CMDLINE_LINUX_DEFAULT=""/' \
    -e "s/^GRUB_CMDLINE_LINUX=.*/GRUB_CMDLINE_LINUX=\"$kernel_words\"/" \
    -e 's/^#GRUB_TERMINAL=.*/GRUB_TERMINAL=console/' "$tree/etc/default/grub"
  people "$tree"
  # Background work would hold dpkg's lock, or write, at a moment that no test chose.
  chroot "$tree" systemctl mask apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer
  chroot "$tree" systemctl disable e2scrub_reap.service
  rm -rf "$tree/var/log/journal"
  chroot "$tree" systemd-machine-id-setup
  chroot "$tree" update-initramfs -u
  install -m 755 "$here/first-boot.sh" "$here/make-data.pl" "$tree/root/"
  cp "$tree/etc/ssh/ssh_host_ed25519_key.pub" "$work/out/host_ed25519.pub"
}

people() {
  local tree=$1
  chroot "$tree" useradd -m -s /bin/bash ops
  echo 'ops ALL=(ALL) NOPASSWD: ALL' >"$tree/etc/sudoers.d/ops"
  chmod 440 "$tree/etc/sudoers.d/ops"
  install -d -m 700 "$tree/root/.ssh" "$tree/home/ops/.ssh"
  install -m 600 "$work/out/lab_ed25519.pub" "$tree/root/.ssh/authorized_keys"
  install -m 600 "$work/out/lab_ed25519.pub" "$tree/home/ops/.ssh/authorized_keys"
  chroot "$tree" chown -R ops:ops /home/ops/.ssh
}

# How apt on this machine reaches its mirrors is how the guest has to; a proxy on this machine's own
# loopback is 10.0.2.2 from inside.
apt_reach() {
  apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-Valid-Until|Check-Date) ' |
    sed -E 's#//(localhost|127\.0\.0\.1)([:/])#//10.0.2.2\2#' || true
}

make_disk() {
  local img=$work/out/apple.img tree=$work/tree
  truncate -s $((disk_sectors * 512)) "$img"
  { printf 'label: dos\nlabel-id: 0xa991e001\n'; table; } | sfdisk -q "$img"
  kernel_for_qemu
  case $layout in
    boot)
      mv "$tree/boot" "$work/boot-partition"
      mkdir -m 755 "$tree/boot"
      file_system "$work/boot-partition" $boot_start $boot_sectors $boot_uuid boot ;;
    srv)
      mkdir "$work/srv-partition"
      file_system "$work/srv-partition" $srv_start $srv_sectors $srv_uuid srv ;;
  esac
  file_system "$tree" $root_start $root_sectors $root_uuid root
  mkswap_at $swap_start $swap_sectors
}

table() {
  case $layout in
    boot) cat <<TABLE ;;
1 : start=$boot_start, size=$boot_sectors, type=83, bootable
2 : start=$extended_start, size=$((disk_sectors - extended_start)), type=5
5 : start=$swap_start, size=$swap_sectors, type=82
6 : start=$root_start, size=$root_sectors, type=83
TABLE
    srv) cat <<TABLE ;;
1 : start=$root_start, size=$root_sectors, type=83, bootable
2 : start=$swap_start, size=$swap_sectors, type=82
3 : start=$srv_start, size=$srv_sectors, type=83
TABLE
  esac
}

kernel_for_qemu() {
  mkdir "$work/boot"
  cp "$work"/tree/boot/vmlinuz-* "$work"/tree/boot/initrd.img-* "$work/boot/"
}

file_system() {
  mke2fs -q -F -t ext4 -U "$4" -L "$5" -d "$1" -E "offset=$(($2 * 512)),root_owner=0:0" \
    "$work/out/apple.img" $(($3 / 2))k
}

# mkswap knows no length, so the area is made in a file of its own and put in its place.
mkswap_at() {
  truncate -s $(($2 * 512)) "$work/swap"
  chmod 600 "$work/swap"
  mkswap -q -U "$swap_uuid" "$work/swap"
  dd if="$work/swap" of="$work/out/apple.img" bs=1M seek=$(($1 / 2048)) conv=notrunc,sparse status=none
}

# The kernel is handed over by QEMU this once, with first-boot.sh in place of init: it makes the data set and
# runs the real grub-install and update-grub. From then on the disk starts by itself.
first_boot() {
  timeout 600 qemu-system-x86_64 -accel tcg,thread=multi -cpu Nehalem -smp 2 -m 1024 -display none -no-reboot \
    -kernel "$work"/boot/vmlinuz-* -initrd "$work"/boot/initrd.img-* \
    -append "root=UUID=$root_uuid rw panic=1 init=/root/first-boot.sh $kernel_words" \
    -device virtio-scsi-pci -device scsi-hd,drive=apple,serial=APPLE001 \
    -drive "if=none,id=apple,format=raw,cache=unsafe,file=$work/out/apple.img" \
    -nic none -serial "file:$work/console"
  cat "$work/console"
  # at the beginning of a line: the shell shows the command too
  grep -q '^FIRST BOOT DONE' "$work/console"
}

main
