package org.applepie.agent.simulated.sarge;

/** Configuration files as the installer of Debian 3.1 writes them. */
final class SargeConfiguration {

    static final String MODULES = """
            # /etc/modules: kernel modules to load at boot time.
            #
            # This file should contain the names of kernel modules that are
            # to be loaded at boot time, one per line.  Comments begin with
            # a "#", and everything on the line after them are ignored.

            ide-cd
            ide-detect
            ide-disk
            aic7xxx
            sd_mod
            psmouse
            """;
    static final String MKINITRD_MODULES = """
            # /etc/mkinitrd/modules: Kernel modules to load for initrd.
            #
            # This file should contain the names of kernel modules and their arguments
            # (if any) that are needed to mount the root file system, one per line.
            # Comments begin with a `#', and everything on the line after them are ignored.
            #
            # You must run mkinitrd(8) to effect this change.
            #
            # Examples:
            #
            #  ext2
            #  wd io=0x300
            """;
    static final String MKINITRD_CONF = """
            # /etc/mkinitrd/mkinitrd.conf:
            #  Configuration file for mkinitrd(8).  See mkinitrd.conf(5).
            #
            # This file is meant to be parsed as a shell script.

            # What modules to install.
            MODULES=most

            # The length (in seconds) of the startup delay during which linuxrc may be
            # interrupted.
            DELAY=0

            # If this is set to probe mkinitrd will try to figure out what's needed to
            # mount the root file system.  This is equivalent to the old PROBE=on setting.
            ROOT=probe

            # This controls the permission of the resulting initrd image.
            UMASK=022

            # Command to generate the initrd image.
            MKIMAGE='mkcramfs %s %s > /dev/null'

            # Set this to yes to use Busybox.
            BUSYBOX=no

            # Set this to no to disable the use of the scripts of packages.
            PKGSCRIPTS=yes

            # This is the value of LD_LIBRARY_PATH while mkinitrd works.
            INITRD_LD_LIBRARY_PATH=$LD_LIBRARY_PATH
            """;
    static final String KERNEL_IMG = """
            # Kernel image management overrides
            # See kernel-img.conf(5) for details
            do_symlinks = yes
            relative_links = yes
            do_bootloader = yes
            do_bootfloppy = no
            do_initrd = yes
            link_in_boot = no
            """;

    private SargeConfiguration() {}

    static String fstab(Installation installation) {
        StringBuilder text = new StringBuilder("""
                # /etc/fstab: static file system information.
                #
                # <file system> <mount point>   <type>  <options>       <dump>  <pass>
                proc            /proc           proc    defaults        0       0
                """);
        text.append("%-15s /               ext3    defaults,errors=remount-ro 0       1\n"
                .formatted(installation.node(installation.root())));
        if (installation.boot() != 0) {
            text.append("%-15s /boot           ext3    defaults        0       2\n"
                    .formatted(installation.node(installation.boot())));
        }
        text.append("%-15s none            swap    sw              0       0\n"
                .formatted(installation.node(installation.swap())));
        return text.append("""
                        /dev/hdd        /media/cdrom0   iso9660 ro,user,noauto  0       0
                        /dev/fd0        /media/floppy0  auto    rw,user,noauto  0       0
                        """).toString();
    }

    static String lilo(Installation installation) {
        return """
               # /etc/lilo.conf - See: `lilo(8)' and `lilo.conf(5)',
               # ---------------       `install-mbr(8)', `/usr/share/doc/lilo/',
               #                       and `/usr/share/doc/mbr/'.

               # Support LBA for large hard disks.
               #
               lba32

               # Specifies the boot device.
               #
               boot=/dev/%s

               # Specifies the device that should be mounted as root.
               #
               root=%s

               # Specifies the location of the map file.
               #
               map=/boot/map

               # You can set a RAID boot record here.
               #
               # raid-extra-boot=mbr-only

               # Specifies the number of deciseconds (0.1 seconds) LILO should
               # wait before booting the first image.
               #
               delay=20

               # message=/boot/bootmess.txt
               #	prompt
               #	delay=100
               #	timeout=100

               # Specifies the VGA text mode at boot time.
               #
               # vga=ask
               # vga=9
               #
               vga=normal

               # Boot up Linux by default.
               #
               default=Linux

               image=/vmlinuz
               	label=Linux
               	read-only
               #	restricted
               #	alias=1

               	initrd=/initrd.img

               image=/vmlinuz.old
               	label=LinuxOLD
               	read-only
               	optional
               #	restricted
               #	alias=2

               	initrd=/initrd.img.old

               # If you have another OS on this machine to boot, you can uncomment the
               # following lines, changing the device name on the `other' line to
               # where your other OS' partition is.
               #
               # other=/dev/hda4
               #	label=HURD
               #	restricted
               #	alias=3
               """.formatted(installation.disk(), installation.node(installation.root()));
    }
}
