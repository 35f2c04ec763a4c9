#!/bin/sh
# Process 1 of the guest's very first boot: makes the data set, installs the boot loader, and switches off.
# build-guest.sh looks for the last line; an error ends process 1, the kernel panics, and QEMU stops.
set -eux
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive
exec >/dev/console 2>&1

mount -a
perl /root/make-data.pl

disk=/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_APPLE001
test -b "$disk"
debconf-set-selections <<SELECTIONS
grub-pc grub-pc/install_devices_empty boolean false
grub-pc grub-pc/install_devices multiselect $disk
SELECTIONS
grub-install --target=i386-pc "$disk"
update-grub

# A shell of its own: while this file is both removed and open, / cannot become read-only.
exec sh -euxc '
  cd /
  rm /root/make-data.pl /root/first-boot.sh
  for part in /boot /srv; do ! mountpoint -q "$part" || umount "$part"; done
  mount -o remount,ro /
  sync
  echo "FIRST BOOT DONE"
  exec poweroff -f -f'
